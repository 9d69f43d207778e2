"""A desk far from its server, 300 ms there and back, whose link is reset again and again: is a deed lost or kept twice?

By hand, for so many minutes: `python -m tests.far 10`. Each deed is asked again with its own press, as the window does.
"""

import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Event, Thread

from sqlalchemy import select

from app.desk.opening import open_work
from app.door.clock import FixedClock
from app.door.errors import NotKnown, Unavailable
from app.door.press import Press
from app.kept.settling import settle
from app.queries.today.page import today_page
from models.people import Person
from tests.benchmarks.link import Link
from tests.builders import SmallOffice
from tests.cuts import desk_of_a_server, taken_in

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
    office.work().keep(settle)  # as the first desk of a day does
    link = Link(url, ms=_EACH_WAY_MS)
    began = time.monotonic()
    desk = open_work(link.url, FixedClock(office.now))
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
    desk.close()
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
    beside = tempfile.mkdtemp()  # where a desk keeps its own things
    os.environ |= {f"XDG_{each}_HOME": beside for each in ("CONFIG", "DATA", "STATE", "CACHE")}
    with desk_of_a_server() as (office, at_desk):
        sys.stdout.write(f"{play(office, at_desk, minutes * 60)}\n")
    shutil.rmtree(beside)


if __name__ == "__main__":
    main(float(sys.argv[1]))
