"""The records that a desk works on: whether they are whole, kept safe, and by the same clock; nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, func, make_url, select
from sqlalchemy.orm import Session

from app.backups.desk_book import Book
from app.backups.encrypting import said_of_encryption
from app.backups.making import ON_SERVER
from app.backups.standing import NIGHTLY, Noted, Standing, standing, with_that_of_server
from app.desk import places
from app.desk.looked_at import examine
from app.desk.not_kept import NotKept
from app.desk.opened import file_of
from app.doctor.finding import Finding, Stand
from app.doctor.owed_words import owed_words
from app.door.clock import Clock
from app.door.clocks_apart import APART, apart
from app.door.errors import Refused, Unavailable
from app.door.work import in_words
from app.kept.comparing import compare_kept
from models.audit_end import AuditEnd, audit_end
from models.backup_noted import BackupNoted, backup_noted
from models.base import Base
from models.looking import look
from models.people import DatabaseMark, Office, Person
from models.soundness import Excused, unfit
from models.values import london_day, to_london

_SET_IT = "Have this computer's clock set by the network (its settings, date and time), and its time zone to London."


@dataclass(frozen=True, slots=True)
class _Told:
    """What a database says of itself in one look; nothing where this program can't read it."""

    lines: tuple[str, ...] = ()
    end: AuditEnd | None = None
    at_server: BackupNoted | None = None
    now: datetime | None = None  # a server's


def about_the_records(url: str, clock: Clock) -> Iterator[Finding]:
    """Every answer about a database, or the one why there is none."""
    kind = make_url(url).get_backend_name()
    try:
        with in_words():
            told = look(url, partial(_told, url, clock.now()))
        yield Finding("records", Stand.FINE, "\n".join(told.lines), facts={"kind": kind})
        yield from _wholeness(url, clock)
        yield backup(url, told, clock.now())
        yield clocks(told, clock.now())
        yield from _encryption(url)
    except (Refused, Unavailable) as answer:
        mend = "Do what the sentence says; where it says nothing, ask whoever looks after the records."
        yield Finding("records", Stand.WRONG, f"Database: {answer}", mend, {"kind": kind})


def backups_of(url: str) -> Path | None:
    """The folder where this desk's backups of a file go, as far as it knows; none for a server's."""
    if file_of(url) is None:
        return None
    try:
        with in_words():
            end = look(url, _end)
    except (Refused, Unavailable):
        return None
    folder = Book(places.backups_file()).of(end.database if end is not None else None).folder
    return Path(folder) if folder else None


def _wholeness(url: str, clock: Clock) -> Iterator[Finding]:
    """All that can be compared; then what Today keeps, and whether this desk can keep it."""
    examined = examine(url, remembers=False)
    if examined.sound.troubles:
        known = {each for each in Base.metadata.tables if any(each in said for said in examined.sound.troubles)}
        facts: dict[str, int | str] = {"troubles": len(examined.sound.troubles), "tables": " ".join(sorted(known))}
        yield Finding("whole", Stand.WRONG, "\n".join(examined.sound.troubles), "", facts)
        return
    yield Finding("whole", Stand.FINE, f"The records are whole. {examined.seen}")
    with in_words():
        kept = look(url, lambda connection: compare_kept(connection, clock.now()))
    if kept.trouble:
        yield Finding("lines of Today", Stand.WRONG, kept.trouble)
    not_kept = NotKept(places.not_kept_folder(), url).said(places.log_file())
    if not_kept:
        yield Finding("keeping of Today", Stand.WRONG, not_kept)


def backup(url: str, told: _Told, now: datetime) -> Finding:
    """When a backup was last restored and compared, where it is, and whether that is too long ago.

    Of a file what this account knows; of a server also what its database tells everybody.
    """
    noted = Book(places.backups_file()).of(told.end.database if told.end is not None else None)
    if file_of(url) is not None:
        return _backup(standing(noted, now), noted, now)
    noted = with_that_of_server(noted, told.at_server)
    if noted == Noted():
        return Finding("backup", Stand.WORTH_KNOWING, ON_SERVER, facts={"hours": -1})
    return _backup(standing(noted, now, NIGHTLY), noted, now)


def _backup(stands: Standing, noted: Noted, now: datetime) -> Finding:
    hours = -1 if noted.compared is None else int((now - noted.compared) / timedelta(hours=1))
    facts = {"hours": hours, "failed": int(bool(noted.failed)), "same disk": int(noted.same_disk)}
    stand = Stand.WRONG if stands.is_bad else Stand.FINE if noted.compared else Stand.WORTH_KNOWING
    mend = "" if stand is Stand.FINE else "Make one now: Backups in the menu, or the command “backup” with a folder."
    return Finding("backup", stand, f"{stands.words}. {stands.why}", mend, facts)


def clocks(told: _Told, now: datetime) -> Finding:
    """This desk's clock against the server's; of a file against its last change, which can't be to come."""
    if told.now is not None:
        off = apart(now, told.now, now)
        facts = {"seconds ahead of the server": int((now - told.now).total_seconds())}
        if off is not None:
            return Finding("clock", Stand.WRONG, f"{off.sentence}, by which deadlines go.", _SET_IT, facts)
        return Finding("clock", Stand.FINE, "This computer's clock and the server's agree.", facts=facts)
    last = told.end.at if told.end is not None and not told.end.is_test else None
    if last is not None and last - now > APART:
        says = (
            f"The last change of these records is of {to_london(last):%d %b %Y %H:%M}, which is still to come: "
            "this computer's clock is behind, or was ahead when that was stored."
        )
        return Finding("clock", Stand.WRONG, says, _SET_IT, {"seconds behind": int((last - now).total_seconds())})
    return Finding("clock", Stand.FINE, f"This computer's clock says {to_london(now):%d %b %Y %H:%M} in London.")


def _encryption(url: str) -> Iterator[Finding]:
    file = file_of(url)
    sentences = () if file is None else said_of_encryption(file)
    if sentences:
        stand = Stand.FINE if len(sentences) == 1 else Stand.WORTH_KNOWING  # the second names copies in the open
        yield Finding("encryption", stand, "\n".join(sentences), facts={"copies in the open": int(len(sentences) > 1)})


def _end(connection: Connection) -> AuditEnd | None:
    return None if unfit(connection) else audit_end(connection)


def _told(url: str, moment: datetime, connection: Connection) -> _Told:
    """Which database it is, whose, and how many people are in it."""
    is_server = connection.dialect.name != "sqlite"
    now = connection.scalar(select(func.clock_timestamp())) if is_server else None
    if unfit(connection, Excused.GUARDS):
        return _Told(now=now)
    with Session(connection) as session:
        mark = session.get(DatabaseMark, 1)
        office = session.scalars(select(Office.name)).first()
        people = session.scalar(select(func.count()).select_from(Person))
        owed = owed_words(session, london_day(moment))
    kind = "test database" if mark and mark.is_test else "database"
    made = f", made {to_london(mark.made_at):%a %d %b %Y %H:%M}" if mark else ""
    lines = [f"{kind} {make_url(url).render_as_string()}{made}", f"office {office or 'none yet'}, {people} people"]
    if unfit(connection):
        return _Told((*lines, *owed), now=now)
    return _Told((*lines, *owed), audit_end(connection), backup_noted(connection), now)
