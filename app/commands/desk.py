"""What every command shares: a database opened for it, and how a refusal is said."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from threading import Event
from typing import Any
from uuid import UUID

import click
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.commands.options import DeskAt
from app.desk.looked_at import look_first, remember
from app.desk.opening import day_of, set_to_its_day, sitting_here, staff_at
from app.door.clock import Clock
from app.door.errors import Refused, Unavailable
from app.door.sealer import seal_all
from app.door.work import Work, in_words
from models.database import Database
from models.database_file import NotOurs
from models.people import DatabaseMark
from models.staff import Staff
from models.staff_of_login import is_login

EXIT_REFUSED = 2
_NO_BACK_DATING = (
    "--as-at would back-date a record: on this database it is for reading only. It sets the clock of a demonstration "
    "or test database, also for the window."
)


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """A database opened for one command: `work` runs queries and use cases, `moment` is when all of it happens."""

    database: Database
    work: Work
    clock: Clock
    staff: UUID

    @property
    def moment(self) -> datetime:
        """The moment of this desk's clock."""
        return self.clock.now()


@contextmanager
def open_desk(desk_at: DeskAt, *, writes: bool = False) -> Iterator[OpenDesk]:
    """Open the database for one command. A command that writes may be back-dated on a test database only."""
    clock = desk_at.clock()
    notice = look_first(desk_at.url)
    if notice:
        click.echo(notice, err=True)
    database = Database(desk_at.url, clock.now, by=desk_at.staff or "homeward")
    try:
        with in_words(), database.reading() as session:
            if writes and desk_at.as_at is not None and not session.get_one(DatabaseMark, 1).is_test:
                raise Refused(_NO_BACK_DATING)
            set_to_its_day(clock, session)
            staff = _seated(session, desk_at.staff, day_of(clock))
        work, saved = Work(database, clock, staff=staff), Event()
        work.saved = saved.set
        try:
            yield OpenDesk(database, work, clock, staff)
        finally:
            if saved.is_set():
                sealed_before_exit(database, clock)
            remember(database)
    finally:
        database.close()


def sealed_before_exit(database: Database, clock: Clock) -> None:
    """Seal what this command stored; where another desk or the server is in the way, the next save seals it."""
    with suppress(DBAPIError, NotOurs):
        seal_all(database, clock.now)


def _seated(session: Session, name: str | None, day: date) -> UUID:
    """Whoever is named, else whoever the login is; a server that knows the login lets nobody sit for another."""
    here = sitting_here(session, None, day)
    named = here if name is None else staff_at(session, name, day)
    login = session.get_bind().engine.url.username
    if named != here and login and session.scalar(select(is_login(login)).where(Staff.id == here)):
        raise Refused("The server knows you by your login, so --staff can't name somebody else. Log in as they do.")
    return named


@contextmanager
def said_plainly() -> Iterator[None]:
    """Say a refusal on the error stream, without a traceback, and end with exit code 2."""
    try:
        yield
    except (Refused, Unavailable) as answer:
        click.echo(str(answer), err=True)
        if isinstance(answer, Refused) and answer.who:
            click.echo(f"Who can help: {answer.who}.", err=True)
        sys.exit(EXIT_REFUSED)


def as_json(rows: Any, *, indent: int | None = 1) -> str:
    """Rows as JSON text with moments and ids as strings; without an indent in one line."""
    import json  # noqa: PLC0415  only where --json is asked

    return json.dumps(rows, ensure_ascii=False, indent=indent, default=str)
