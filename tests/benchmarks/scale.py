"""What fills a screen of a county's office: 500 referrals wait, 4,700 people are in service.

Beside each stands the driver alone: the best statements for the question where `limits_queue` has them, else the
screen's own, and their rows fetched. Garbage isn't collected while
they are measured: in the window it is collected between answers.
"""

import gc
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from app.door.work import Work
from app.kept.settling import settle
from app.queries.capacity.fit import capacity_fit
from app.queries.capacity.outlook import capacity_outlook
from app.queries.figures.figures import figures
from app.queries.meetings.agenda import agenda
from app.queries.people import caseload, search
from app.queries.referrals import queue
from app.queries.referrals.waiting import waiting_line
from app.queries.today import page, prompts
from models.episodes import Episode
from models.vocabulary.meetings import MeetingKind
from tests.benchmarks.county import IN_SERVICE, county_office
from tests.benchmarks.limits_queue import LIMITS, fetch, values
from tests.benchmarks.measure import Measure, clocked, side_by_side
from tests.benchmarks.screens import fetch_raw, statements

_FOUR_WEEKS = timedelta(days=27)  # from the first day to the last
_OPEN, _TODAY, _PAGE, _SEARCH, _PERIODS = 1.6, 2.5, 3.0, 2.5, 1.5


def measures(runs: int) -> Iterator[Measure]:
    """The queue, Today, the caseload, capacity and a keystroke of search."""
    with tempfile.TemporaryDirectory() as folder:
        database, work = county_office(Path(folder) / "homeward.sqlite")
        work.keep(settle)  # as the first opening of the day does
        raw = sqlite3.connect(str(database.url.database))  # kept open, as the program keeps its own
        referral, team = work.read(queue.queue)[0].id, work.read(_a_team)
        screens = _screens(work, referral, team)
        told = work.read(values, referral=referral, team=team)
        gc.collect()
        gc.freeze()
        gc.disable()
        for name, (ask, goal) in screens.items():
            best = LIMITS.get(name)
            if best is None:
                sent = statements(database, work, ask)
                limit, limit_name = partial(fetch_raw, raw, sent), f"its {len(sent)} statements, raw"
            else:
                limit, limit_name = partial(fetch, raw, best, told), "the best statements, raw"
            yield side_by_side(name, partial(clocked, ask), partial(clocked, limit), limit_name, goal=goal, runs=runs)
        gc.enable()
        gc.unfreeze()
        raw.close()
        database.close()


def _a_team(turn: Turn) -> UUID:
    """The team of whoever has been in service longest."""
    return turn.session.scalars(select(Episode.team_id).order_by(Episode.started_at).limit(1)).one()


def _screens(work: Work, referral: UUID, team: UUID) -> dict[str, tuple[Callable[[], object], float]]:
    """What is asked, and how many times its limit it may take."""
    today = work.read(lambda turn: turn.day)
    weeks = {"first": today - _FOUR_WEEKS, "last": today}
    return {
        "the queue": (lambda: work.read(queue.queue), _OPEN),
        "its line of waiting": (lambda: work.read(waiting_line), _OPEN),
        f"prompts, {IN_SERVICE:,} in service": (lambda: work.read(prompts.today), _TODAY),
        "the whole of Today": (lambda: work.read(page.today_page), _PAGE),
        "the caseload": (lambda: work.read(caseload.caseload), _OPEN),
        "capacity": (lambda: work.read(queue.capacity), _OPEN),
        "can we take this?": (lambda: work.read(capacity_fit, referral=referral), _OPEN),
        "the outlook": (lambda: work.read(capacity_outlook), _OPEN),
        "the figures of four weeks": (lambda: work.read(figures, **weeks), _PERIODS),
        "the weekly agenda": (lambda: work.read(agenda, team=team, kind=MeetingKind.WEEKLY), _PERIODS),
        "a keystroke of search": (lambda: work.read(search.search, text="mar gi"), _SEARCH),
    }
