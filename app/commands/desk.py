"""What every command shares: which database, at which moment, who sits here, and how a refusal is said."""

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy import make_url

from app.desk import places
from app.desk.opening import check_revision, staff_at
from app.door.clock import Clock, FixedClock, SystemClock
from app.door.errors import Refused, Unavailable
from app.door.work import Work, in_words
from models.database import Database, sqlite_url
from models.people import DatabaseMark
from models.values import NotAValue, from_london, to_london

EXIT_REFUSED = 2


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """A database opened for one command: `work` runs queries and use cases, `moment` is when all of it happens."""

    database: Database
    work: Work
    clock: Clock

    @property
    def moment(self) -> datetime:
        """The moment of this desk's clock."""
        return self.clock.now()


class Moment(click.ParamType[datetime]):
    """A moment as an office clock shows it: 2026-11-20T09:00."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read it as Europe/London."""
        try:
            return from_london(datetime.fromisoformat(value))
        except (NotAValue, ValueError, TypeError) as error:
            self.fail(f"{value} is not a moment such as 2026-11-20T09:00 ({error})", param, ctx)


def default_url() -> str:
    """The embedded database of this desk, in the user's own data folder."""
    return sqlite_url(places.database_file())


def url_of(told: str | None) -> str:
    """A database's address: none is this desk's own, a path is a SQLite file."""
    if told is None:
        return default_url()
    return told if "://" in told else sqlite_url(Path(told).absolute())


def desk_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --database, --as-at and --staff; the command is handed `desk_at`, to be opened with `open_desk`."""

    @click.option("--database", "url", metavar="URL", help="Which database; a path is a SQLite file.")
    @click.option("--as-at", type=Moment(), help="The moment, Europe/London; read-only but on a test database.")
    @click.option("--staff", "name", metavar="NAME", help="Who sits here; the office's first DSO unless said.")
    @functools.wraps(command)
    def with_desk(url: str | None, as_at: datetime | None, name: str | None, **rest: Any) -> Any:
        return command(desk_at=DeskAt(url_of(url), as_at, name), **rest)

    return with_desk


@dataclass(frozen=True, slots=True)
class DeskAt:
    """Where a desk stands: not opened yet."""

    url: str
    as_at: datetime | None
    staff: str | None

    def clock(self) -> Clock:
        """The clock that `--as-at` asks for."""
        return SystemClock() if self.as_at is None else FixedClock(self.as_at)


@contextmanager
def open_desk(desk_at: DeskAt, *, writes: bool = False) -> Iterator[OpenDesk]:
    """Open the database for one command. A command that writes may be back-dated on a test database only."""
    clock = desk_at.clock()
    _must_exist(desk_at.url)
    database = Database(desk_at.url, clock.now, by=desk_at.staff or "homeward")
    try:
        with in_words(), database.reading() as session:
            check_revision(session)
            if writes and desk_at.as_at is not None and not session.get_one(DatabaseMark, 1).is_test:
                raise Refused("--as-at would back-date a record: on this database it is for reading only.")
            staff = staff_at(session, desk_at.staff)
        yield OpenDesk(database, Work(database, clock, staff=staff), clock)
    finally:
        database.close()


def _must_exist(url: str) -> None:
    """SQLite would make an empty file where there is none; looking must leave nothing behind."""
    told = make_url(url)
    if told.get_backend_name() == "sqlite" and not (told.database and Path(told.database).is_file()):
        raise Unavailable(
            "There is no Homeward database yet. Make one with: homeward database create URL --office FILE"
        )


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


def london_text(moment: datetime | None) -> str:
    """A moment as a table shows it."""
    return f"{to_london(moment):%a %d %b %Y %H:%M}" if moment else ""


def as_json(rows: Any) -> str:
    """Rows as JSON text with moments and ids as strings."""
    import json  # noqa: PLC0415  only where --json is asked

    return json.dumps(rows, ensure_ascii=False, indent=1, default=str)
