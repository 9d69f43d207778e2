"""What fills a screen of a county's office: 500 referrals wait, 4,700 people are in service.

Beside each stand the same statements, sent by the driver alone and their rows fetched. Garbage isn't collected while
they are measured: in the window it is collected between answers.
"""

import gc
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from app.door.work import Work
from app.kept.settling import settle
from app.queries.capacity.fit import capacity_fit
from app.queries.capacity.outlook import capacity_outlook
from app.queries.people import caseload, search
from app.queries.referrals import queue
from app.queries.referrals.waiting import waiting_line
from app.queries.today import page, prompts
from tests.benchmarks.county import IN_SERVICE, WAITING, county_office
from tests.benchmarks.measure import Measure, clocked, side_by_side
from tests.benchmarks.screens import fetch_raw, statements

_QUEUE, _TODAY, _SEARCH, _OTHERS = 1.6, 2.5, 2.5, 3.0


def measures(runs: int) -> Iterator[Measure]:
    """The queue, Today, the caseload, capacity and a keystroke of search."""
    with tempfile.TemporaryDirectory() as folder:
        database, work = county_office(Path(folder) / "homeward.sqlite")
        work.keep(settle)  # as the first opening of the day does
        raw = sqlite3.connect(str(database.url.database))  # kept open, as the program keeps its own
        screens = _screens(work)
        gc.collect()
        gc.freeze()
        gc.disable()
        for name, (ask, goal) in screens.items():
            sent = statements(database, work, ask)
            yield side_by_side(
                name,
                lambda ask=ask: clocked(ask),
                lambda sent=sent: clocked(lambda: fetch_raw(raw, sent)),
                f"its {len(sent)} statements, raw",
                goal=goal,
                runs=runs,
            )
        gc.enable()
        gc.unfreeze()
        raw.close()
        database.close()


def _screens(work: Work) -> dict[str, tuple[Callable[[], object], float]]:
    """What is asked, and how many times its limit it may take."""
    first = work.read(queue.queue)[0].id
    return {
        f"the queue, {WAITING} waiting": (lambda: work.read(queue.queue), _QUEUE),
        "its line of waiting": (lambda: work.read(waiting_line), _OTHERS),
        f"prompts, {IN_SERVICE:,} in service": (lambda: work.read(prompts.today), _TODAY),
        "the whole of Today": (lambda: work.read(page.today_page), _OTHERS),
        "the caseload": (lambda: work.read(caseload.caseload), _OTHERS),
        "capacity": (lambda: work.read(queue.capacity), _OTHERS),
        "can we take this?": (lambda: work.read(capacity_fit, referral=first), _OTHERS),
        "the outlook": (lambda: work.read(capacity_outlook), _OTHERS),
        "a keystroke of search": (lambda: work.read(search.search, text="mar gi"), _SEARCH),
    }
