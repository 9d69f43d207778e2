"""Opens a database for a window, on a worker: checks that it is ours and of this release, and finds who sits here."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from app.desk import logs, places
from app.desk.looked_at import look_first, remember, remember_end
from app.desk.not_kept import NotKept
from app.desk.opened import file_of
from app.door.clock import Clock, DeskClock
from app.door.errors import Unavailable
from app.door.sealer import Sealer
from app.door.turn import Turn
from app.door.why_not import nobody_in_words
from app.door.work import Work, in_words, only_office
from app.kept.settler import Settler
from models.database import Database, sqlite_url
from models.demonstration import goes_on_at
from models.rules.office.editors import OFFICE_EDITORS
from models.staff import Staff
from models.staff_of_days import is_on_staff, role_of_day
from models.staff_of_login import as_joined_first, is_login, offices_of
from models.values import london_day
from models.vocabulary.staff import ORGANISERS


def open_work(url: str | None, clock: Clock, chosen: UUID | None = None) -> Work:
    """The desk's work on a database; none is this desk's own. `chosen` sits here, where they are of its staff."""
    address = url or sqlite_url(places.database_file())
    file = file_of(address)
    if file is not None:
        work = _sat_down(address, clock, chosen, look_first(address))
    else:
        work = _while_looking(address, clock, chosen)
    database = work.database
    database.remember = remember
    sealer = Sealer(address, clock.now, partial(remember_end, url=address), _log_defect)
    not_kept = NotKept(places.not_kept_folder(), address)
    settler = Settler(
        work, None if file is None else partial(_note_first_rows, file), partial(_note_defect, not_kept, clock)
    )
    work.saved = partial(_each, sealer.wake, settler.wake)
    database.closing = partial(_each, settler.close, sealer.close)
    return work


def _while_looking(address: str, clock: Clock, chosen: UUID | None) -> Work:
    """Sit down at a server while it is looked at: until that is done nothing is kept there, nor shown of it."""
    with ThreadPoolExecutor(1, thread_name_prefix="look") as beside:
        looked = beside.submit(look_first, address)
        try:
            work = _sat_down(address, clock, chosen, "")
        except Exception:
            looked.result()  # says what is wrong with it, where anything is
            raise
        try:
            work.notice = " ".join(filter(None, (looked.result(), work.notice)))
        except BaseException:
            work.database.close()
            raise
        return work


def _sat_down(address: str, clock: Clock, chosen: UUID | None, notice: str) -> Work:
    database = Database(address, clock.now, by="window")
    try:
        with in_words(), database.reading() as session:
            set_to_its_day(clock, session)
            work = Work(database, clock, staff=sitting_here(session, chosen, day_of(clock)))
            if not database.is_sqlite:  # a server is still being looked at: what the first page needs is known by then
                work.learn(session)
            work.notice = notice
    except BaseException:
        database.close()
        raise
    return work


def _note_first_rows(file: Path, turn: Turn) -> None:
    from app.desk.first_rows_noted import note_first_rows  # noqa: PLC0415  the first rows are shown before it is needed

    note_first_rows(turn, places.first_rows_folder(), file)


def _log_defect(defect: Exception | None) -> None:
    if defect is not None:
        logs.defect(type(defect), defect.__traceback__)


def _note_defect(not_kept: NotKept, clock: Clock, defect: Exception | None) -> None:
    if defect is None:
        not_kept.forget()
    else:
        not_kept.note(defect, clock.now())


def _each(*calls: Callable[[], None]) -> None:
    for call in calls:
        call()


def day_of(clock: Clock) -> date:
    """The office's day by this desk's clock."""
    return london_day(clock.now())


def set_to_its_day(clock: Clock, session: Session) -> None:
    """A demonstration goes on at its own day, so that nothing in it is late by as long as it lay unused."""
    moment = goes_on_at(session.connection()) if isinstance(clock, DeskClock) else None
    if isinstance(clock, DeskClock) and moment is not None:
        clock.go_on_at(moment)


def sitting_here(session: Session, chosen: UUID | None, day: date) -> UUID:
    """Whoever logged in to the server; on a file, whoever was chosen at this desk; else the office's first DSO.

    A leaver who was chosen is kept, for the window asks anew who sits here; until then nothing can be recorded. A
    login of the office that is nobody of its staff sits nowhere: what it did and looked at would be in another's name.
    """
    url = session.get_bind().engine.url
    office = only_office(session)
    ours = select(Staff.id).where(Staff.office_id == office)
    here = ours.where(is_on_staff(day))
    login, by_login = url.username or "", None
    if login:
        by_login = here.where(is_login(login)).order_by(as_joined_first(login)).limit(1)
    by_choice = (ours if url.get_backend_name() == "sqlite" else here).where(Staff.id == chosen)
    for wanted in (by_login, by_choice):
        found = session.scalars(wanted).one_or_none() if wanted is not None else None
        if found is not None:
            return found
        if login and wanted is by_login and office in session.scalars(offices_of(login)).all():
            raise Unavailable(nobody_in_words(login))
    return staff_at(session, None, day)


def staff_at(session: Session, name: str | None, day: date) -> UUID:
    """Who sits here: by name, else the office's first DSO; without one who may change Office, else anybody."""
    query = select(Staff.id).where(Staff.office_id == only_office(session), is_on_staff(day))
    role = role_of_day(day)
    first = case((role.in_(ORGANISERS), 0), (role.in_(OFFICE_EDITORS), 1), else_=2)
    named = query.where(Staff.name == name) if name else query.order_by(first, Staff.id).limit(1)
    found = session.scalars(named).one_or_none()
    if found is None:
        raise Unavailable(f"{name or 'A DSO'} isn't among the staff of this office.")
    return found
