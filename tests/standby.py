"""Two servers side by side, one of which follows the other, and the drill: the first dies, the second takes over.

`python -m tests.standby 100` plays it with so many saves and prints its log; a test plays it with a few.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from uuid import UUID

from sqlalchemy import URL, func, select, text
from sqlalchemy.exc import DBAPIError

from app.door.sealer import seal_all
from app.door.why_not import why_not
from app.door.work import Work
from app.queries.figures.figures import FiguresView, figures
from models.database import Database
from models.looking import look
from models.people import Person
from models.seals_verified import verified
from models.soundness import soundness
from tests.builders import MovingClock, SmallOffice, small_office
from tests.databases import OPENING
from tests.throwaway_postgres import PATIENCE_S, ThrowawayPostgres

_FOLLOWS = "homeward_standby"


class Standby(ThrowawayPostgres):
    """A server that is a copy of another, follows it, and can take its place; it has the other's logins."""

    def __init__(self, first: ThrowawayPostgres) -> None:
        self._folder, self._programs_folder, self._as = first._folder, first._programs_folder, first._as
        self._password, self._count = first._password, first._count
        self._data = self._folder / "standby"
        os.environ["PGPASSWORD"] = first._password  # of this process and the child that copies
        try:
            follows = ("-R", "-X", "stream", "-C", "-S", _FOLLOWS, "-c", "fast", "--no-sync")
            address = ("-h", "127.0.0.1", "-p", first._port, "-U", "admin")
            self._run("pg_basebackup", "-D", self._data, *address, *follows)
        finally:
            del os.environ["PGPASSWORD"]
        self._start()

    def take_over(self) -> None:
        """Be the server that desks write to."""
        self._run("pg_ctl", "-D", self._data, "-w", "-t", PATIENCE_S, "promote")

    def close(self) -> None:
        """Stop; the folder is the first server's."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")


class First(ThrowawayPostgres):
    """A server that keeps nothing before its standby has it too."""

    def keep_with(self, database: str) -> None:
        """Answer a save of this database's desks when the standby has it, so that none is lost with this server."""
        with self.connect() as connection:
            connection.execute(f"ALTER DATABASE {database} SET synchronous_commit = remote_apply")
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            connection.execute("SELECT pg_reload_conf()")

    def die(self) -> None:
        """As when its power goes."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def close(self) -> None:
        """Remove what a server left that died already."""
        shutil.rmtree(self._folder, ignore_errors=os.name == "nt")


@contextmanager
def side_by_side() -> Iterator[tuple[First, Standby]]:
    """A server and its standby."""
    first = First()
    try:
        standby = Standby(first)
        try:
            yield first, standby
        finally:
            standby.close()
    finally:
        with suppress(subprocess.CalledProcessError):  # it may have died already
            first.die()
        first.close()


def either(first: ThrowawayPostgres, standby: ThrowawayPostgres, database: str) -> str:
    """The address that a desk is given once for all: of the two servers whichever is written to."""
    ports = f"{first._port},{standby._port}"
    return URL.create(
        "postgresql+psycopg",
        "admin",
        first._password,
        database=database,
        query={"host": "127.0.0.1,127.0.0.1", "port": ports, "target_session_attrs": "read-write"},
    ).render_as_string(hide_password=False)


def drill(saves: int, tell: Callable[[str], None]) -> None:
    """Play it; `tell` is given the log line by line. AssertionError where a save that was answered is lost."""
    from models.migrations import upgrade  # noqa: PLC0415  a test that isn't chosen needs no alembic

    begun = time.perf_counter()

    def said(line: str) -> None:
        tell(f"{time.perf_counter() - begun:6.2f} s  {line}")

    with side_by_side() as (first, standby):
        said("two servers run, the standby follows")
        name = first.create()
        upgrade(first.url(name))
        address = either(first, standby, name)
        clock = MovingClock(OPENING)
        desk = Database(address, clock.now, by="test")
        try:
            office = small_office(desk, clock)
            first.keep_with(name)
            desk.engine.dispose()  # a connection goes by what was set when it was made
            saved = [_saved(office) for _ in range(saves)]
            seal_all(desk, clock.now)
            said(f"{saves} people are saved, each answered when the standby has them")
            assert _there(standby.url(name)) == saves, "a replica shows what was saved"
            assert _figures(standby.url(name), office) is not None
            said(f"the standby shows {saves} people and the month's figures to whoever only reads")
            assert "only lets people read" in _refused(standby.url(name), clock)
            said("and refuses to write")
            first.die()
            said("the first server is dead")
            assert _refused(address, clock), "a desk says that nothing can be saved"
            said("a desk says that the server can't be reached")
            standby.take_over()
            said("the standby has taken over")
            with standby.connect() as connection:  # its own standby is still to be made, so it waits for none
                connection.execute("ALTER SYSTEM SET synchronous_standby_names = ''")
                connection.execute("SELECT pg_reload_conf()")
            desk.engine.dispose()
            saved.append(_saved(office))
            seal_all(desk, clock.now)
            said("the same desk, at the same address, has saved one more")
        finally:
            desk.close()
        found = look(address, lambda connection: set(connection.execute(select(Person.id)).scalars()))
        assert set(saved) <= found, "a save that was answered is lost"
        troubles = look(address, soundness).troubles
        assert troubles == (), troubles
        sealed = look(address, verified)
        said(
            f"{len(found)} of {len(saved)} people are there, {sealed.entries} entries of the audit hold their seals, "
            "and all that can be compared is the same"
        )


def _saved(office: SmallOffice) -> UUID:
    person = office.a_person()
    assert isinstance(person, UUID)
    return person


def _there(url: str) -> int:
    return look(url, lambda connection: connection.execute(select(func.count()).select_from(Person)).scalar_one())


def _figures(url: str, office: SmallOffice) -> FiguresView:
    """As somebody asks for them at a server that takes no saves."""
    work = Work(Database(url, office.clock.now), office.clock, staff=office.staff["DSO"])
    try:
        return work.read(figures, first=date(2026, 11, 1), last=date(2026, 11, 30))
    finally:
        work.database.close()


def _refused(url: str, clock: MovingClock) -> str:
    """Why a desk can't write there, in its own words."""
    desk = Database(url, clock.now)
    try:
        with desk.writing() as session:
            session.execute(text("UPDATE person SET risks = ''"))
    except DBAPIError as error:
        return why_not(error)
    finally:
        desk.close()
    return ""


if __name__ == "__main__":
    drill(int(sys.argv[1]) if len(sys.argv) > 1 else 100, lambda line: sys.stdout.write(f"{line}\n"))
