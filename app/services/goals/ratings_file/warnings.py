"""What looks odd in a ratings file though it is taken in: two workers where one was planned, another name, no visit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.services.goals.ratings_file.settle import Found
from app.services.goals.ratings_file.whose_a_row_is import KnownGoals, in_parts
from models.episodes import Episode
from models.plans import Plan, PlanVisit
from models.plans_of_days import stands
from models.ratings import VisitNotMade
from models.rules.goals.levels import two_workers_warning
from models.rules.goals.not_made import VisitMissed, brought_after_death, brought_though_asked
from models.rules.plans.in_force import plan_of_day
from models.rules.sentences import counted
from models.staff import Staff
from models.values import Call, days_of, london_day
from models.vocabulary.goals import Letter
from models.vocabulary.two_weeks import is_turn


@dataclass(frozen=True, slots=True)
class _Planned:
    episode: UUID
    number: int
    effective_from: datetime
    days: frozenset[int]
    call: Call
    workers: int
    weeks: int

    @property
    def from_day(self) -> date:
        return london_day(self.effective_from)


def warnings_of(turn: Turn, known_goals: KnownGoals, found: Sequence[Found]) -> tuple[str, ...]:
    """Each once a person, or once a person and call. Source: OPG 3.4 (IPAD-1)."""
    named = dict.fromkeys(sentence for row, _ in found if (sentence := known_goals.named_otherwise(row)))
    return (*named, *_two_workers(turn, found))


def asked_of_lines(turn: Turn, known_goals: KnownGoals, found: Sequence[Found]) -> tuple[tuple[int, str], ...]:
    """What is asked of letters for visits that are recorded as not made or are after a death, each with its line.

    Source: good practice on OPG 3.4 (IPAD-1, END-6).
    """
    missed = _not_made(turn, found)
    return tuple(_asked(known_goals, missed, found))


def _asked(
    known_goals: KnownGoals, missed: Mapping[tuple[UUID, date, Call], VisitMissed], found: Sequence[Found]
) -> Iterable[tuple[int, str]]:
    for row, match in found:
        died = known_goals.died(row)
        if died is not None and (asked := brought_after_death(row.day, row.call, died)):
            yield row.line, asked
        if missed and (each := missed.get((match.person, row.day, row.call))) is not None:
            yield row.line, brought_though_asked(each)


def _not_made(turn: Turn, found: Sequence[Found]) -> dict[tuple[UUID, date, Call], VisitMissed]:
    missed: dict[tuple[UUID, date, Call], VisitMissed] = {}
    days = [row.day for row, _ in found]
    named = aliased(Staff)
    for some in in_parts(sorted({match.person for _, match in found})):
        query = (
            select(
                VisitNotMade.person_id, VisitNotMade.day, VisitNotMade.call, VisitNotMade.reason, VisitNotMade.note,
                VisitNotMade.noted_at, Staff.name.label("by"), named.name.label("worker"),
            )
            .join(Staff, Staff.id == VisitNotMade.noted_by_id)
            .outerjoin(named, named.id == VisitNotMade.worker_id)
            .where(VisitNotMade.office_id == turn.office, VisitNotMade.person_id.in_(some))
            .where(VisitNotMade.day.between(min(days), max(days)), VisitNotMade.withdrawn_at.is_(None))
        )  # fmt: skip
        for row in turn.session.execute(query):
            missed[row.person_id, row.day, row.call] = VisitMissed(
                day=row.day, call=row.call, reason=row.reason, note=row.note, worker=row.worker or "",
                at=row.noted_at, by=row.by,
            )  # fmt: skip
    return missed


def _two_workers(turn: Turn, found: Sequence[Found]) -> Iterable[str]:
    twos = [each for each in found if each[0].letter is Letter.A2]
    planned = _plans(turn, sorted({match.person for _, match in twos}))
    odd: defaultdict[tuple[str, Call, str], int] = defaultdict(int)
    for row, match in twos:
        workers = _workers_at(planned[match.person], row.moment, row.day, row.call)
        warning = two_workers_warning(row.letter, workers)
        if warning:
            odd[match.name, row.call, warning] += 1
    for (name, call, warning), times in odd.items():
        yield f"{name}, {call.value}, {counted(times, 'rating')}: {warning}"


def _plans(turn: Turn, people: Sequence[UUID]) -> defaultdict[UUID, list[_Planned]]:
    planned: defaultdict[UUID, list[_Planned]] = defaultdict(list)
    for some in in_parts(people):
        query = (
            select(
                Episode.person_id, Episode.id, Plan.number, Plan.effective_from,
                PlanVisit.days, PlanVisit.call, PlanVisit.workers, PlanVisit.weeks,
            )
            .join(Plan, Plan.episode_id == Episode.id)
            .join(PlanVisit, PlanVisit.plan_id == Plan.id)
            .where(Episode.person_id.in_(some), Episode.undone_at.is_(None), stands())
            .order_by(Plan.effective_from, Plan.number)
        )  # fmt: skip
        for person, episode, number, since, days, call, workers, weeks in turn.session.execute(query):
            planned[person].append(_Planned(episode, number, since, days_of(days), call, workers, weeks))
    return planned


def _workers_at(planned: Sequence[_Planned], moment: datetime, day: date, call: Call) -> int:
    """How many workers the plan of the day sends to this visit; none where it plans no visit there."""
    begun = [each.episode for each in planned if each.effective_from <= moment]
    lines = [each for each in planned if begun and each.episode == begun[-1]]
    of_day = plan_of_day(lines, london_day(moment))
    number = of_day.number if of_day else 0
    at_call = (each for each in lines if each.number == number and each.call is call)
    here = (each.workers for each in at_call if day.weekday() in each.days and is_turn(each.weeks, day))
    return max(here, default=0)
