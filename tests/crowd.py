"""Fifty desks, each with its own login, save to ten people's records at once: is one lost, and how often is one late?

By hand, with counts: `python -m tests.crowd 50 10 20` (desks, records, saves a desk). The suite plays a few. Beside it
as many desks change as many rows of a bare table by their version, with the driver alone: what any program would meet.
"""

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from statistics import quantiles
from threading import Barrier
from typing import TypeVar
from uuid import UUID

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url, select

from app.door.changes import Changes
from app.door.clock import FixedClock
from app.door.errors import ChangedMeanwhile
from app.door.turn import Turn
from app.door.work import Work
from app.services.people.details import change_person
from app.setup.users import NewUser, add_user
from models.audit import AuditEntry
from models.database import Database
from models.people import Person
from models.staff import Staff
from models.vocabulary.access import Right
from models.vocabulary.staff import Role
from tests.builders import SmallOffice

_PASSWORD = "of a crowd of desks"  # noqa: S105  a server's that is gone afterwards
Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of all saves; how often a desk had to look again, also by the driver alone; how long one took."""

    saves: int
    lost: int
    twice: int
    conflicts: int
    peer_conflicts: int
    p95_ms: float

    def __str__(self) -> str:
        ours, bare = (each / (each + self.saves) for each in (self.conflicts, self.peer_conflicts))
        return (
            f"{self.saves} saves: {self.lost} lost, {self.twice} twice; {ours:.0%} of attempts met another's change, "
            f"{bare:.0%} by the driver alone; 95 of 100 attempts within {self.p95_ms:.0f} ms"
        )


def crowd(office: SmallOffice, desks: int, records: int, saves: int) -> Counted:
    """Let so many desks save so often each to these few records, and count; `office` is as the administrator has it."""
    people = [office.a_person() for _ in range(records)]
    logins = [f"crowd-{number}" for number in range(desks)]
    with office.database.writing() as session:
        staff = [Staff(office_id=office.id, name=each, role=Role.CWC, team_id=office.teams["North"]) for each in logins]
        session.add_all(staff)
        session.flush()
        ids = [each.id for each in staff]
    for login in logins:
        add_user(office.database, NewUser(login, "Dales", Right.WORKER, login, key_safe=False), lambda: _PASSWORD)
    at = make_url(office.database.url)
    places = [at.set(username=login, password=_PASSWORD) for login in logins]
    try:
        mine = played(desks, partial(_desk, office, people, saves, list(zip(places, ids, strict=True))))
        peers = _peers(at, desks, records, saves)
        kept = _kept(office, people)
        told = [_told(number, count) for number in range(desks) for count in range(saves)]
        return Counted(
            saves=desks * saves,
            lost=sum(kept[each] == 0 for each in told),
            twice=sum(kept[each] > 1 for each in told),
            conflicts=sum(conflicts for conflicts, _ in mine),
            peer_conflicts=sum(peers),
            p95_ms=quantiles((each for _, times in mine for each in times), n=20)[-1] * 1000,
        )
    finally:
        with psycopg.connect(_address(at), autocommit=True) as connection:
            for login in logins:
                connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(login)))


def played(desks: int, desk: Callable[[int, Barrier], Said]) -> list[Said]:
    """What each desk says that began at the same moment as all others."""
    ready = Barrier(desks)
    with ThreadPoolExecutor(desks) as pool:
        return list(pool.map(lambda number: desk(number, ready), range(desks)))


def _desk(
    office: SmallOffice, people: list[UUID], saves: int, seats: list[tuple[URL, UUID]], number: int, ready: Barrier
) -> tuple[int, list[float]]:
    """One desk: looks, presses, and looks again where another was first; its conflicts, and what each press took."""
    drawn, conflicts, took = random.Random(number), 0, []  # noqa: S311  which record is next
    at, staff = seats[number]
    database = Database(at, office.clock.now)
    desk = Work(database, FixedClock(office.now), staff=staff)
    ready.wait()
    for count in range(saves):
        person = drawn.choice(people)
        while True:
            with database.reading() as session:
                seen = session.scalars(select(Person.version).where(Person.id == person)).one()
            began = time.perf_counter()
            try:
                desk.write(partial(_said, person, seen, _told(number, count)))
            except ChangedMeanwhile:
                conflicts += 1
                continue
            finally:
                took.append(time.perf_counter() - began)
            break
    database.close()
    return conflicts, took


def _said(person: UUID, seen: int, told: str, turn: Turn) -> Changes:
    return change_person(turn, person=person, seen=seen, risks=told)


def _told(desk: int, count: int) -> str:
    return f"desk {desk}, save {count}"


def _kept(office: SmallOffice, people: list[UUID]) -> Counter[str]:
    """How often the audit tells each, as what the record said afterwards."""
    with office.database.reading() as session:
        asked = select(AuditEntry.after).where(AuditEntry.row_id.in_(people), AuditEntry.before.is_not(None))
        return Counter(json.loads(after)["risks"] for after in session.scalars(asked))


def _peers(at: URL, desks: int, records: int, saves: int) -> list[int]:
    """The same by the driver alone, on a bare table; how often each desk had to look again."""
    address = _address(at)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE crowd_peer (id int PRIMARY KEY, version int, said text)")
        connection.execute("INSERT INTO crowd_peer SELECT n, 1, '' FROM generate_series(0, %s) AS n", (records - 1,))
        try:
            return played(desks, lambda number, ready: _peer(address, number, records, saves, ready))
        finally:
            connection.execute("DROP TABLE crowd_peer")


def _peer(address: str, number: int, records: int, saves: int, ready: Barrier) -> int:
    drawn, conflicts = random.Random(number), 0  # noqa: S311  which record is next
    with psycopg.connect(address, autocommit=True) as connection:
        ready.wait()
        for count in range(saves):
            row, done = drawn.randrange(records), 0
            while not done:
                (seen,) = connection.execute("SELECT version FROM crowd_peer WHERE id = %s", (row,)).fetchone() or (0,)
                done = connection.execute(
                    "UPDATE crowd_peer SET version = version + 1, said = %s WHERE id = %s AND version = %s",
                    (_told(number, count), row, seen),
                ).rowcount
                conflicts += not done
    return conflicts


def _address(at: URL) -> str:
    return at.set(drivername="postgresql").render_as_string(hide_password=False)


def main(desks: int, records: int, saves: int) -> None:
    """Start a server of our own, let them save, and say what was counted."""
    from models.migrations import upgrade  # noqa: PLC0415  only by hand
    from tests.builders import MovingClock  # noqa: PLC0415
    from tests.databases import OPENING, made_office, opened  # noqa: PLC0415
    from tests.throwaway_postgres import ThrowawayPostgres  # noqa: PLC0415

    server = ThrowawayPostgres()
    url = server.url(server.create())
    upgrade(url)
    for office in opened(url, made_office(url), MovingClock(OPENING)):
        sys.stdout.write(f"{crowd(office, desks, records, saves)}\n")
    server.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
