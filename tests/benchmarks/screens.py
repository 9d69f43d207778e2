"""What fills a screen, beside the same statements sent raw and their rows fetched."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import event

from app.door.work import Work
from app.queries.goals import goals
from app.queries.people.naming import person_named
from app.queries.referrals import queue
from app.queries.today import prompts
from models.database import Database
from tests.benchmarks.measure import Measure, clocked, side_by_side
from tests.benchmarks.offices import full_office


def measures(runs: int) -> Iterator[Measure]:
    """The queue, Today and one person's goals."""
    with tempfile.TemporaryDirectory() as folder:
        database, work = full_office(Path(folder) / "homeward.sqlite")
        person = work.read(lambda turn: person_named(turn, "M701586"))
        raw = sqlite3.connect(str(database.url.database))  # kept open, as the program keeps its own
        screens: dict[str, tuple[Callable[[], object], float]] = {
            "the queue, 39 waiting": (lambda: work.read(queue.queue), 1.6),
            "Today, 46 in service": (lambda: work.read(prompts.today), 3.0),
            "a person's goals and history": (lambda: work.read(lambda turn: goals.view(turn, person=person)), 3.0),
        }
        for name, (ask, goal) in screens.items():
            sent = statements(database, work, ask)
            yield side_by_side(
                name,
                lambda ask=ask: clocked(ask),
                lambda sent=sent: clocked(lambda: fetch_raw(raw, sent)),
                f"its {len(sent)} statements, raw",
                goal=goal,
                runs=runs * 5,
            )
        raw.close()
        database.close()


def statements(database: Database, _work: Work, ask: Callable[[], object]) -> list[tuple[str, Any]]:
    """What a question sends."""
    sent: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        sent.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    ask()
    event.remove(database.engine, "before_cursor_execute", note)
    return [(statement, parameters) for statement, parameters in sent if not statement.startswith(("BEGIN", "PRAGMA"))]


def fetch_raw(connection: sqlite3.Connection, sent: list[tuple[str, Any]]) -> int:
    """Send them by the driver alone."""
    return sum(len(connection.execute(statement, parameters).fetchall()) for statement, parameters in sent)
