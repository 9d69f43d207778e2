"""Whether two workers were needed where two are planned: what an OT may look at, never a decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from models.rules.goals.levels import Rated, RatedVisit, in_time, level
from models.rules.goals.suggestions import BreakDays
from models.values import Call, PlannedVisit
from models.vocabulary.goals import Letter
from models.vocabulary.two_weeks import TURNS, week_of_two

_TWO_WORKERS = 2
_ONE_HELPED = level(Letter.A1) or 0
_LATELY = timedelta(weeks=1)  # the weekly MDT talks of what was rated since it last met


@dataclass(frozen=True, slots=True)
class OneWorkerHelped:
    """How many of the last visits by two workers in a row no goal took both at, and on which days they lie."""

    visits: int
    first: date
    last: date


def without_second_worker(
    visits: Iterable[RatedVisit[Rated]],
    week: Iterable[PlannedVisit],
    since: date,
    breaks: Iterable[BreakDays],
    day: date,
) -> OneWorkerHelped | None:
    """The last visits in a row, of those planned for two workers, at which no goal took both; none without one lately.

    `week` is the plan in force on the `day` and `since` its first: what was rated under another plan says nothing of
    this one's calls, nor does what was rated before a break. Where a call also has a visit by one worker on a weekday,
    a rating doesn't say which of the two it is of, so that day's call is left out. Of the goals rated at a visit the
    one that took the most help counts. A visit at which all was declined, or that wasn't rated, neither counts nor ends
    the run.

    Source: good practice on OPG 3.1, 3.7 (PSP-10, IPAD-3).
    """
    planned = [
        ((weeks, on, each.call), each.workers == _TWO_WORKERS)
        for each in week
        for weeks in ((each.weeks,) if each.weeks else TURNS)
        for on in each.days
    ]
    by_two = {place for place, is_by_two in planned if is_by_two} - {
        place for place, is_by_two in planned if not is_by_two
    }
    began = [each for each in breaks if each.began <= day]
    if not by_two or any(each.returned is None or each.returned > day for each in began):
        return None
    since = max((since, *(each.returned for each in began if each.returned)))
    least: dict[tuple[date, Call], int] = {}
    for each in visits:
        place = each.day, each.call
        planned_at = week_of_two(each.day), each.day.weekday(), each.call
        if each.level is not None and each.day >= since and planned_at in by_two:
            least[place] = min(each.level, least.get(place, each.level))
    newest_first = reversed(in_time(least))
    run = [on for on, _ in takewhile(lambda place: least[place] >= _ONE_HELPED, newest_first)]
    return OneWorkerHelped(len(run), run[-1], run[0]) if run and day - run[0] <= _LATELY else None
