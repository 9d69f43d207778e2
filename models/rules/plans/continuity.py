"""How many different workers came to somebody lately: what continuity of care is looked at by (NICE NG21)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from models.rules.sentences import counted
from models.values import Call

LOOKED_BACK = 7  # days, today among them: a week as the plan has it


class WorkerThere(NamedTuple):
    """That a worker was at a visit, known from a rating that they gave there.

    `for_two`: it is shared with somebody else, whom they rated at it as well.
    """

    worker: UUID
    name: str
    day: date
    call: Call
    for_two: bool = False


class WorkerSeen(NamedTuple):
    """A worker with the number of their visits in the last seven days; `for_two` of these were one visit for two."""

    name: str
    visits: int
    for_two: int = 0

    @property
    def text(self) -> str:
        """For instance "Amy Lee (4 visits, 2 of them for two)"."""
        share = "" if not self.for_two else "for two" if self.visits == 1 else f"{self.for_two} of them for two"
        return f"{self.name} ({', '.join(filter(None, (counted(self.visits, 'visit'), share)))})"


@dataclass(frozen=True, slots=True)
class WorkersOfWeek:
    """Who came in the last seven days; the most often seen first.

    `visits` are those at which somebody is known to have been.
    """

    workers: tuple[WorkerSeen, ...]
    visits: int

    @property
    def sentence(self) -> str:
        """For instance "Last 7 days: 2 different workers, Amy Lee (4 visits), Bo Ray (1 visit). …"."""
        if not self.workers:
            return f"Last {LOOKED_BACK} days: no visit has a rating, so who came isn't known."
        who = ", ".join(each.text for each in self.workers)
        number = "1 worker" if len(self.workers) == 1 else f"{len(self.workers)} different workers"
        return f"Last {LOOKED_BACK} days: {number}, {who}. Known from the ratings of {counted(self.visits, 'visit')}."


def is_looked_at(last_day: date | None, today: date) -> bool:
    """Whether support went on in the seven days; `last_day` is that of support that has ended. NICE NG21 (PSP-1)."""
    return last_day is None or last_day >= first_day_looked_at(today)


def first_day_looked_at(today: date) -> date:
    """The first of the seven days. Source: NICE NG21 (PSP-1)."""
    return today - timedelta(days=LOOKED_BACK - 1)


def workers_of_week(there: Iterable[WorkerThere], today: date) -> WorkersOfWeek:
    """Who came in the seven days up to today, each named once, however many goals they rated. NICE NG21 (PSP-1)."""
    first = first_day_looked_at(today)
    seen = [each for each in there if first <= each.day <= today]
    visits: defaultdict[tuple[UUID, str], set[tuple[date, Call]]] = defaultdict(set)
    for_two: defaultdict[tuple[UUID, str], set[tuple[date, Call]]] = defaultdict(set)
    for each in seen:
        visits[each.worker, each.name].add((each.day, each.call))
        if each.for_two:
            for_two[each.worker, each.name].add((each.day, each.call))
    in_order = sorted(visits, key=lambda who: (-len(visits[who]), who[1], who[0]))
    return WorkersOfWeek(
        tuple(WorkerSeen(who[1], len(visits[who]), len(for_two[who])) for who in in_order),
        len({(each.day, each.call) for each in seen}),
    )
