"""A person's goals with six weeks and with four months of ratings, and one rating saved, beside the driver's best.

Seconds are the processor's for this thread: of a rating saved, the wait for the disk is the same for both.
"""

import sqlite3
import tempfile
import time as clock
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

from app.commands.imports import take_people
from app.door.work import Work
from app.queries.goals import goals
from app.queries.people.naming import person_named
from app.services.goals import ratings
from models.database import Database
from models.values import Call
from models.vocabulary.goals import Letter
from tests.benchmarks import limits_goals, long_lists
from tests.benchmarks.measure import Measure, side_by_side
from tests.benchmarks.offices import empty_office

_VIEW, _SAVE = 2.5, 3.0
_GOALS, _LAST = 4, date(2026, 11, 19)
_TIMES = {Call.MORNING: time(8, 40), Call.LUNCH: time(12, 10), Call.TEA: time(16, 35), Call.BED: time(20, 15)}
_LETTERS = ("I", "P", "P", "A1", "I", "P", "A2", "D")


def measures(runs: int) -> Iterator[Measure]:
    """The tab with 672 and with 2,000 ratings, and one more rating."""
    for number in (672, 2_000):
        with tempfile.TemporaryDirectory() as folder:
            database, work, person = _rated(Path(folder), number)
            raw = sqlite3.connect(str(database.url.database))  # kept open, as the program keeps its own
            yield side_by_side(
                f"a person's goals, {number:,} ratings",
                partial(_spent, partial(work.read, goals.view, person=person)),
                partial(_spent, partial(_fetched, raw, person)),
                f"{len(limits_goals.OF_A_PERSON)} statements, raw", goal=_VIEW, runs=runs * 5,
            )  # fmt: skip
            raw.close()
            if number == 672:
                yield _saving(database, work, person, runs * 5)
            database.close()


def _fetched(raw: sqlite3.Connection, person: UUID) -> list[list[object]]:
    return [raw.execute(each, {"person": person.hex}).fetchall() for each in limits_goals.OF_A_PERSON.values()]


def _spent(work: Callable[[], object]) -> float:
    began = clock.thread_time()
    work()
    return clock.thread_time() - began


def _rated(folder: Path, number: int) -> tuple[Database, Work, UUID]:
    """An office with one person in service, rated at every goal and call back from the last day; close the database."""
    database, work = empty_office(folder / "homeward.sqlite")
    people = folder / "people.csv"
    people.write_bytes(long_lists.as_csv(long_lists.people(1)))
    take_people(work, people)
    person = work.read(lambda turn: person_named(turn, "M9000000"))
    days = number // _GOALS // len(_TIMES)
    began = f"{_LAST - timedelta(days=days)} 07:00:00.000000"
    with database.engine.begin() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("UPDATE episode SET started_at = ? WHERE person_id = ?", (began, person.hex))
        driver.execute("UPDATE goal SET set_at = ? WHERE person_id = ?", (began, person.hex))
        keys = _keys(driver, person)
        visits = product(range(days), _TIMES.items())
        rows = [
            (key, str(_LAST - timedelta(days=back)), call.value, keys["workers"][back % 3], keys["office"],
             f"{datetime.combine(_LAST - timedelta(days=back), at)}.000000", _LETTERS[(back + place) % len(_LETTERS)],
             "Tired today, sat for most of it" if (back + place) % 8 == 0 else "")
            for back, (call, at) in visits
            for place, key in enumerate(keys["goals"])
        ]  # fmt: skip
        driver.executemany(
            "INSERT INTO rating (goal_id, day, call, worker_id, office_id, at, letter, wording, comment, version) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, 1)",
            rows,
        )
    return database, work, person


def _keys(driver: Any, person: UUID) -> dict[str, Any]:
    return {
        "goals": [key for (key,) in driver.execute("SELECT id FROM goal WHERE person_id = ?", (person.hex,))],
        "workers": [key for (key,) in driver.execute("SELECT id FROM staff ORDER BY id")],
        "office": driver.execute("SELECT id FROM office").fetchone()[0],
    }


def _saving(database: Database, work: Work, person: UUID, runs: int) -> Measure:
    """One worker more at a visit each time, ours and the driver's in turn; both wait for the disk."""
    with database.engine.connect() as connection:
        keys = _keys(connection.connection.driver_connection, person)
    places = product(keys["workers"][3:6], keys["goals"], (_LAST - timedelta(days=back) for back in range(42)), _TIMES)

    def ours() -> None:
        worker, goal, day, call = next(places)
        rate = partial(ratings.rate, goal=UUID(goal), day=day, call=call, worker=UUID(worker))
        work.write(partial(rate, seen=None, letter=Letter.P, is_meant=True))

    with database.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        connection.detach()  # kept for the limit alone, with the functions that the triggers call

        def theirs() -> None:
            worker, goal, day, call = next(places)
            driver.execute("BEGIN IMMEDIATE")
            named = {"goal": goal, "day": str(day), "call": call.value, "worker": worker, "office": keys["office"]}
            driver.execute(limits_goals.SAVE, named | {"at": f"{day} 12:00:00.000000"})
            driver.execute("COMMIT")

        return side_by_side(
            "one rating saved", lambda: _spent(ours), lambda: _spent(theirs),
            "its insert with triggers, raw", goal=_SAVE, runs=runs,
        )  # fmt: skip
