"""An office for this desk: a demonstration, one that begins here, one of a file, one on a server.

A database is made beside its final name and put in place when it is whole, so that a start that was cut off leaves
nothing behind. Called on a worker.
"""

from collections.abc import Callable
from datetime import datetime
from importlib.resources import as_file
from pathlib import Path

from sqlalchemy import URL, select
from sqlalchemy.orm import Session

import resources
from app.commands.imports import take_ratings, take_referrals
from app.desk import places
from app.desk.office_answers import OfficeSaid, lacks_of, told_by, with_presets
from app.desk.opened import Opened
from app.desk.opening import open_work, staff_at
from app.desk.unlocking import unlock
from app.door.clock import FixedClock, SystemClock
from app.door.errors import Refused, Unavailable, refuse_if
from app.door.work import Work, in_words
from app.setup import office_file
from app.setup.office_file import NewOffice
from models.database import Database, sqlite_url
from models.demonstration import DEMONSTRATION
from models.file_keys import has_keyring, is_kept
from models.staff import Staff
from models.values import london_day

OFFICE = "demonstration/office.json"
CARE_AT_HOME = "demonstration/care-at-home.json"
REFERRALS = "demonstration/care-hub-referrals-2026-11.xlsx"
RATINGS = "demonstration/goal-tracker-2026-11.csv"
_BEGINNER = "first start"
_MOST_NAMES = 100


def demonstration_url() -> str:
    """The demonstration office with its referrals and ratings, made when it isn't there yet; a test database for good.

    All of it happens at the moment of its file, and the window goes on from there.
    """
    return _demonstration(places.demonstration_file(), OFFICE, takes_files=True)


def care_at_home_url() -> str:
    """The second demonstration office, Short Term Care at Home, apart from the first; a test database for good too."""
    file = places.demonstration_file()
    return _demonstration(file.with_stem(f"{file.stem}-care-at-home"), CARE_AT_HOME, takes_files=False)


def _demonstration(file: Path, told: str, *, takes_files: bool) -> str:
    if not file.exists():
        with as_file(resources.path(told)) as office:
            moment = office_file.as_at_of(office)
            _make(
                file,
                lambda session: office_file.load_office(session, office),
                by=DEMONSTRATION,
                moment=moment,
                takes_files=takes_files,
            )
    return sqlite_url(file)


def new_office_url(office: Path) -> str:
    """A database of this desk's own, with the office of this file."""
    file = _free_file()
    moment = SystemClock().now()
    _make(file, lambda session: office_file.load_office(session, office), by=_BEGINNER, moment=moment)
    return sqlite_url(file)


def started(said: OfficeSaid) -> Opened:
    """A database of this desk's own with the office that was answered for; whoever answered sits there.

    Refused, with the field that mends it, where something is lacking that an office can't be made without.
    """
    refuse_if(lacks_of(said))
    file, moment, whole = _free_file(), SystemClock().now(), with_presets(said)
    made = _make(
        file, lambda session: office_file.take_over(session, told_by(whole, moment)), by=_BEGINNER, moment=moment
    )
    sits_here = next(staff for name, staff in made.staff.items() if name.casefold() == whole.sits_here.casefold())
    return Opened(sqlite_url(file), sits_here, is_chosen=True)


def opened_file(file: Path) -> str:
    """The database that this file is, looked at first; of an office file a new one."""
    if file.suffix.casefold() == ".json":
        return new_office_url(file)
    return opened_again(sqlite_url(file.absolute()))


def opened_again(url: str) -> str:
    """A database that was opened here before; Unavailable, with a sentence, where a window couldn't open there."""
    open_work(url, SystemClock()).close()
    return url


def unlocked(file: Path, typed: str, *, keeps: bool) -> Opened:
    """An encrypted database, by the recovery key that was typed; Refused and Unavailable as of `unlock`."""
    said = unlock(file, typed, keeps=keeps)
    return Opened(opened_again(sqlite_url(file.absolute())), said=said if keeps and not is_kept(file) else "")


def keeps_keys() -> bool:
    """Whether this computer's keyring can be asked to keep a key."""
    return has_keyring()


def joined_url(*, server: str, port: int, database: str, login: str, password: str, authority: str) -> str:
    """The address of an office on a server, once it has answered: Unavailable, with a sentence, where it doesn't.

    `authority` is the file of whoever vouches for the server; none where this computer knows them.
    """
    vouched = {"sslrootcert": authority} if authority else {}
    url = URL.create("postgresql+psycopg", login or None, password or None, server, port, database, vouched)
    if authority and not Path(authority).is_file():
        raise Unavailable(f"There is no file {authority} on this computer, so nothing was sent to the server.")
    return opened_again(url.render_as_string(hide_password=False))


def _free_file() -> Path:
    """Where the next office of this desk goes: none that is there is ever replaced."""
    first = places.database_file()
    names = (first, *(first.with_stem(f"{first.stem}-{number}") for number in range(2, _MOST_NAMES)))
    free = next((each for each in names if not each.exists()), None)
    if free is None:
        raise Unavailable(f"There are too many offices in {first.parent}: move those away that aren't used any more.")
    return free


def _make(
    file: Path, load: Callable[[Session], NewOffice], *, by: str, moment: datetime, takes_files: bool = False
) -> NewOffice:
    beside = file.with_suffix(".new")
    is_test = by == DEMONSTRATION
    beside.unlink(missing_ok=True)
    database = Database(sqlite_url(beside), lambda: moment, by=by, may_make=True)
    try:
        with in_words():
            office_file.create(database, is_test=is_test, moment=moment, by=by)
            with database.writing() as session:
                made = load(session)
                _refuse_nobody(session)
            if takes_files:
                with database.reading() as session:
                    dso = staff_at(session, None, london_day(moment))
                _take_files_in(Work(database, FixedClock(moment), staff=dso))
    except BaseException:
        database.close()
        _drop(beside)
        raise
    database.close()
    beside.replace(file)
    return made


def _refuse_nobody(session: Session) -> None:
    if session.scalar(select(Staff.id).limit(1)) is None:
        raise Refused("An office needs somebody who works in it: name at least one member of staff.")


def _drop(beside: Path) -> None:
    for end in ("", "-wal", "-shm"):
        beside.with_name(beside.name + end).unlink(missing_ok=True)


def _take_files_in(work: Work) -> None:
    for name, take in ((REFERRALS, take_referrals), (RATINGS, take_ratings)):
        with as_file(resources.path(name)) as file:
            take(work, file)
