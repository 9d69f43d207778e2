"""A desk far from its server, 300 ms there and back, whose link is reset again and again: is a deed lost or kept twice?

By hand, for so many minutes: `python -m tests.far 10`. Each deed is asked again with its own press, as the window does.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Event, Thread

from sqlalchemy import make_url, select

from app.door.clock import FixedClock
from app.door.errors import NotKnown, Unavailable
from app.door.press import Press
from app.door.work import Work
from app.queries.today.page import today_page
from models.database import Database
from models.people import Person
from models.vocabulary.access import Right
from tests.benchmarks.link import Link
from tests.builders import MovingClock, SmallOffice
from tests.cuts import taken_in
from tests.databases import OPENING, let_in, made_office, opened
from tests.throwaway_postgres import DESK_LOGIN, ThrowawayPostgres

_EACH_WAY_MS = 150.0
_BETWEEN_RESETS_S = 20.0  # at most


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of the deeds that were answered as done, and how long the first screen took."""

    deeds: int
    asked_again: int
    resets: int
    twice: int
    lost: int
    first_screen_s: float


def play(office: SmallOffice, url: str, seconds: float) -> Counted:
    """Take people in for so long as a desk whose address is `url`, over a slow link that is reset at random moments."""
    link = Link(url, ms=_EACH_WAY_MS)
    database = Database(link.url, office.clock.now)
    desk = Work(database, FixedClock(office.now), staff=office.staff["DSO"])
    began = time.monotonic()
    desk.read(today_page)
    first = time.monotonic() - began
    done = again = 0
    with _resetting(link) as resets:
        while time.monotonic() - began < seconds:
            press, is_done = Press(), False
            while not is_done:
                try:
                    desk.write(partial(taken_in, office=office, number=done), press)
                    is_done = True
                except (NotKnown, Unavailable):
                    again += 1
            done += 1
    database.close()
    link.close()
    with office.unwalled.reading() as session:
        kept = Counter(session.scalars(select(Person.family).where(Person.family.startswith("Marsh "))))
    counts = [kept[f"Marsh {number}"] for number in range(done)]
    return Counted(done, again, len(resets), sum(each > 1 for each in counts), counts.count(0), first)


@contextmanager
def _resetting(link: Link) -> Iterator[list[float]]:
    """Reset it now and then, until the block ends; when."""
    stop, resets, drawn = Event(), list[float](), random.Random(1)  # noqa: S311  when the next one comes

    def reset() -> None:
        while not stop.wait(drawn.uniform(0.0, _BETWEEN_RESETS_S)):
            link.reset()
            resets.append(time.monotonic())

    thread = Thread(target=reset, name="resets")
    thread.start()
    try:
        yield resets
    finally:
        stop.set()
        thread.join()


def main(minutes: float) -> None:
    """Start a server of our own, play, and say what was counted."""
    from models.migrations import upgrade  # noqa: PLC0415  only by hand

    server = ThrowawayPostgres()
    url = server.url(server.create())
    upgrade(url)
    made = made_office(url)
    server.let_a_desk_in()
    let_in(url, DESK_LOGIN, made, Right.DSO)
    at_desk = make_url(url).set(username=DESK_LOGIN).render_as_string(hide_password=False)
    for office in opened(url, made, MovingClock(OPENING)):
        sys.stdout.write(f"{play(office, at_desk, minutes * 60)}\n")
    server.close()


if __name__ == "__main__":
    main(float(sys.argv[1]))
