"""How many deeds are stored twice or lost when the wire to the server is cut around COMMIT.

By hand, with a count: `python -m tests.cuts 200`. The suite cuts sixteen (tests/app/door/test_press.py).
"""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice

from sqlalchemy import make_url, select

from app.door.changes import Changes
from app.door.clock import FixedClock
from app.door.turn import Turn
from app.door.work import Work
from app.services import referrals
from app.services.referrals import NewPerson
from models.database import Database
from models.people import Person
from models.vocabulary.access import Right
from tests.builders import SmallOffice
from tests.wire import Cut, Wire

AROUND_COMMIT = (Cut.BEFORE, Cut.AFTER, Cut.UNANSWERED, Cut.LATE)


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of so many cut deeds, each of which was answered as done."""

    cut: int
    stored_once: int
    stored_twice: int
    lost: int


def taken_in(turn: Turn, *, office: SmallOffice, number: int) -> Changes:
    """Somebody new, told from all others by this number."""
    person = NewPerson(given=f"Joan {number}", family=f"Marsh {number}")
    return referrals.take_in(turn, person=person, team=office.teams["North"])


def cut_and_count(office: SmallOffice, wire: Wire, times: int) -> Counted:
    """Take so many people in, each over a wire that is cut once: before, after, unanswered, and late, in turn."""
    database = Database(wire.url, office.clock.now)
    desk = Work(database, FixedClock(office.now), staff=office.staff["DSO"])
    for number, cut in enumerate(islice(cycle(AROUND_COMMIT), times)):
        wire.cut_next(cut)
        desk.write(lambda turn, number=number: taken_in(turn, office=office, number=number))  # type: ignore[misc]
    database.close()
    with office.database.reading() as session:
        found = Counter(session.scalars(select(Person.family).where(Person.family.startswith("Marsh "))))
    stored = Counter(found[f"Marsh {number}"] for number in range(times))
    return Counted(wire.cuts, stored[1], times - stored[0] - stored[1], stored[0])


@contextmanager
def desk_of_a_server() -> Iterator[tuple[SmallOffice, str]]:
    """A server of our own: its office as the administrator has it, and the address at which a DSO's desk works."""
    from models.migrations import upgrade  # noqa: PLC0415  only by hand
    from tests.builders import MovingClock  # noqa: PLC0415
    from tests.databases import OPENING, let_in, made_office, opened  # noqa: PLC0415
    from tests.throwaway_postgres import DESK_LOGIN, ThrowawayPostgres  # noqa: PLC0415

    server = ThrowawayPostgres()
    url = server.url(server.create())
    upgrade(url)
    made = made_office(url)
    server.let_a_desk_in()
    let_in(url, DESK_LOGIN, made, Right.DSO)
    for office in opened(url, made, MovingClock(OPENING)):
        yield office, make_url(url).set(username=DESK_LOGIN).render_as_string(hide_password=False)
    server.close()


def main(times: int) -> None:
    """Start a server of our own, cut, and say what was counted."""
    with desk_of_a_server() as (office, at_desk):
        wire = Wire(at_desk)
        sys.stdout.write(f"{cut_and_count(office, wire, times)}\n")
        wire.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
