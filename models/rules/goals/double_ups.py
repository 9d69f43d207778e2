"""Whether two workers were needed where two are planned: what an OT may look at, never a decision."""

from collections.abc import Iterable
from datetime import date
from itertools import takewhile

from models.rules.goals.levels import Rated, RatedVisit, in_time, level
from models.values import Call, PlannedVisit
from models.vocabulary.goals import Letter

_TWO_WORKERS = 2
_ONE_HELPED = level(Letter.A1) or 0


def visits_without_second_worker(visits: Iterable[RatedVisit[Rated]], week: Iterable[PlannedVisit], since: date) -> int:
    """At how many of the last visits in a row, of those planned for two workers, nobody needed a second one.

    `week` is the plan in force and `since` its day: what was rated under another plan says nothing of this one's calls.
    Of the goals rated at a visit the one that took the most help counts. A visit at which all was declined, or that
    wasn't rated, neither counts nor ends the run. Source: good practice on OPG 3.1, 3.7 (PSP-10, IPAD-3).
    """
    by_two = {(day, each.call) for each in week if each.workers == _TWO_WORKERS for day in each.days}
    least: dict[tuple[date, Call], int] = {}
    for each in visits:
        place = each.day, each.call
        if each.level is not None and each.day >= since and (each.day.weekday(), each.call) in by_two:
            least[place] = min(each.level, least.get(place, each.level))
    newest_first = (least[place] for place in reversed(in_time(least)))
    return sum(1 for _ in takewhile(lambda found: found >= _ONE_HELPED, newest_first))
