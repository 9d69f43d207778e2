"""The figures of five years and of the five before, beside the same figures by plain SQL, a statement each.

On the county that `--database` names, a file, or on a small one made for it. The statements are those against which a
test holds the numbers: written by hand, sent by the driver alone.
"""

import gc
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from typing import Any

from app.queries.figures.figures import figures
from models.base import SQLITE_FORMAT
from models.rules.figures.figure import FigurePeriod
from tests.benchmarks.measure import Measure, side_by_side
from tests.benchmarks.on_county import MUCH, County, made, opened
from tests.queries.figures.plain_sql import OF_PERIOD, ONCE

_GOAL, _YEARS = 1.5, 5


def measures(runs: int, where: str | None = None) -> Iterator[Measure]:
    """All of them, as the tab asks for them."""
    with tempfile.TemporaryDirectory() as folder, opened(where or made(folder, "county", MUCH)) as county:
        last = county.work.read(lambda turn: turn.day)
        period = FigurePeriod(date(last.year - _YEARS, last.month, last.day) + timedelta(days=1), last)
        ask = partial(county.work.read, figures, first=period.first, last=period.last)
        with closing(sqlite3.connect(str(county.database.url.database))) as raw:
            plain = partial(_plainly, raw, _asked(county, period))
            gc.collect()
            gc.freeze()
            gc.disable()
            yield side_by_side(
                f"the figures of {_YEARS} years",
                partial(county.clock, ask),
                partial(county.clock, plain),
                "plain SQL, a statement each",
                goal=_GOAL,
                runs=runs,
            )
            gc.enable()
            gc.unfreeze()


def _asked(county: County, period: FigurePeriod) -> list[tuple[str, dict[str, Any]]]:
    """Each statement with what it is told: of the period, and once more of the one before it."""
    turn = county.work.read(lambda turn: turn)
    common = {
        "office": turn.office.hex,
        "now": turn.moment.strftime(SQLITE_FORMAT),
        "within": turn.policy.goals_within // timedelta(hours=1),
    }
    sent = []
    for days, statements in ((period, (*OF_PERIOD, *ONCE)), (period.before, OF_PERIOD)):
        if days is not None:
            first, after = (each.strftime(SQLITE_FORMAT) for each in days.bounds)
            sent += [(each, {**common, "first": first, "after": after}) for each in statements]
    return sent


def _plainly(connection: sqlite3.Connection, sent: list[tuple[str, dict[str, Any]]]) -> int:
    return sum(len(connection.execute(*each).fetchall()) for each in sent)
