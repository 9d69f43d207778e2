"""What fills a screen on a whole county, made by `bench make`, beside the driver's best statements for it.

Today's limit is as many rows as it shows, read in their order by an index from a table that holds them ready.
And the same questions on twenty times the history: they may not take longer. On a file the processor's time is
measured, on a server the clock's, since it works in a process of its own.
"""

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.door.clock import FixedClock
from app.door.work import Work
from app.queries.capacity.fit import capacity_fit
from app.queries.capacity.outlook import capacity_outlook
from app.queries.closure.page import closure_page
from app.queries.goals import goals
from app.queries.history.changes import history
from app.queries.meetings.agenda import agenda
from app.queries.meetings.minutes import minutes
from app.queries.people.caseload import caseload, person_header
from app.queries.people.search import search
from app.queries.plans import versions
from app.queries.referrals import one, queue
from app.queries.referrals.waiting import waiting_line
from app.queries.today.page import today_page
from app.queries.today.prompts import today
from app.queries.tracker.state import state
from app.queries.transfer.page import transfer_page
from app.setup import office_file
from models.database import Database, sqlite_url
from models.episodes import Episode
from models.people import Office
from models.referrals import Referral
from models.staff import Staff
from models.vocabulary.meetings import MeetingKind
from tests.benchmarks.limits_rest import LIMITS
from tests.benchmarks.make import Size, make
from tests.benchmarks.measure import Measure, clocked, side_by_side, worked
from tests.benchmarks.offices import OFFICE

_GOAL, _TODAY, _GROWTH, _AGAIN = 3.0, 2.5, 1.2, 3
_LITTLE, MUCH = Size(part=10, lives=1_000, years=0.4), Size(part=10, lives=20_000, years=8)


@dataclass(frozen=True, slots=True)
class County:
    """A database that was made, a desk on it, and whom the questions are about."""

    database: Database
    work: Work
    about: dict[str, UUID]

    @property
    def clock(self) -> Callable[[Callable[[], object]], float]:
        """What a question is timed by."""
        return worked if self.database.is_sqlite else clocked

    def screens(self) -> dict[str, Callable[[], object]]:
        """What each screen asks."""
        person, referral, team = self.about["person"], self.about["referral"], self.about["team"]
        read = self.work.read
        return {
            "prompts of Today": lambda: read(today),
            "the whole of Today": lambda: read(today_page),
            "the queue": lambda: read(queue.queue),
            "its line of waiting": lambda: read(waiting_line),
            "the caseload": lambda: read(caseload),
            "capacity": lambda: read(queue.capacity),
            "can we take this?": lambda: read(capacity_fit, referral=referral),
            "the outlook": lambda: read(capacity_outlook),
            "a keystroke of search": lambda: read(search, text="mar gi"),
            "a person's goals": lambda: read(goals.view, person=person),
            "the weekly agenda": lambda: read(agenda, team=team, kind=MeetingKind.WEEKLY),
            "one referral": lambda: read(one.referral, referral=referral),
            "a person's plans": lambda: read(versions.view, person=person),
            "a person's transfer": lambda: read(transfer_page, person=person),
            "a person's closure": lambda: read(closure_page, person=person),
            "minutes of a meeting": lambda: read(minutes, team=team, kind=MeetingKind.WEEKLY),
            "the tracker's state": lambda: read(state),
            "the office's history, a page": lambda: read(history),
            "a person's history": lambda: read(history, about=person),
            "a person's header": lambda: read(person_header, person=person),
        }


def measures(runs: int, where: str | None = None) -> Iterator[Measure]:
    """Each screen that has a limit here, on the county that is there, or on a small one made for it."""
    with tempfile.TemporaryDirectory() as folder, opened(where or made(folder, "county", MUCH)) as county:
        for name, ask in county.screens().items():
            if name in LIMITS:
                limit = partial(_fetch, county, _bound(county, LIMITS[name]))
                yield _beside(county, name, ask, limit, "best by hand", _GOAL, runs)
            elif name == "the whole of Today":
                with _lines_ready(county) as limit:
                    yield _beside(county, name, ask, limit, "as many rows, ready", _TODAY, runs)


def growth(runs: int) -> Iterator[Measure]:
    """Each screen on twenty times the history, beside itself."""
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(made(folder, "much", MUCH)) as much,
        opened(made(folder, "little", _LITTLE)) as little,
    ):
        beside = little.screens()
        for name, ask in much.screens().items():
            yield _beside(much, f"{name}, 20 × the history", ask, beside[name], "itself", _GROWTH, runs)


def _beside(
    county: County,
    name: str,
    ask: Callable[[], object],
    limit: Callable[[], object],
    called: str,
    goal: float,
    runs: int,
) -> Measure:
    """The lesser of a few turns each time, since others load the machine."""

    def least(of: Callable[[], object]) -> float:
        return min(county.clock(of) for _ in range(_AGAIN))

    return side_by_side(name, partial(least, ask), partial(least, limit), called, goal=goal, runs=runs)


def made(folder: str, name: str, size: Size) -> str:
    """The address of a county of that size, made for it."""
    file = Path(folder) / name
    make(str(file), size)
    return sqlite_url(file)


@contextmanager
def opened(url: str) -> Iterator[County]:
    """A desk on the county that is there."""
    clock = FixedClock(office_file.as_at_of(OFFICE))
    database = Database(url if "://" in url else sqlite_url(Path(url)), clock.now)
    with database.reading() as session:
        desk = session.scalars(select(Staff.id).where(Staff.name == "Priya Raman")).one()
        here = session.execute(select(Episode).where(Episode.ended_at.is_(None)).order_by(Episode.id).limit(1))
        referral = select(Referral.id).where(Referral.outcome.is_(None)).order_by(Referral.id).limit(1)
        episode = here.scalar_one()
        about = {
            "office": session.scalars(select(Office.id)).one(), "person": episode.person_id, "episode": episode.id,
            "team": episode.team_id, "referral": session.scalars(referral).one(),
        }  # fmt: skip
    yield County(database, Work(database, clock, staff=desk), about)
    database.close()


# --- Limits ----------------------------------------------------------------------------------------------------


def _bound(county: County, statements: tuple[str, ...]) -> list[tuple[str, dict[str, Any]]]:
    """The statements as the driver writes their places, with what stands in them."""
    if county.database.is_sqlite:
        values: dict[str, Any] = {name: key.hex for name, key in county.about.items()}
        return [(each, values) for each in statements]
    return [(re.sub(r":(\w+)", r"%(\1)s", each), dict(county.about)) for each in statements]


def _fetch(county: County, statements: list[tuple[str, dict[str, Any]]]) -> int:
    """Send them by the driver alone, in one transaction, and fetch every row."""
    with closing(county.database.engine.raw_connection()) as connection:
        driver: Any = connection.driver_connection
        rows = sum(len(driver.execute(*each).fetchall()) for each in statements)
        connection.rollback()
    return rows


@contextmanager
def _lines_ready(county: County) -> Iterator[Callable[[], object]]:
    """What Today shows, in a table of its own beside the county's, with an index in its order."""
    shown = [
        (county.about["office"].hex, str(row.due), row.rule, row.sentence, str(row.person_id))
        for row in county.work.read(today)
    ]
    with closing(county.database.engine.raw_connection()) as connection:
        driver: Any = connection.driver_connection
        place = "?" if county.database.is_sqlite else "%s"
        driver.execute("CREATE TEMPORARY TABLE ready (office text, due text, rule text, sentence text, person text)")
        driver.cursor().executemany(f"INSERT INTO ready VALUES ({', '.join([place] * 5)})", shown)  # noqa: S608
        driver.execute("CREATE INDEX ready_in_order ON ready (office, due)")
        asked = f"SELECT * FROM ready WHERE office = {place} ORDER BY due"  # noqa: S608
        yield lambda: driver.execute(asked, (county.about["office"].hex,)).fetchall()
        driver.execute("DROP TABLE ready")
