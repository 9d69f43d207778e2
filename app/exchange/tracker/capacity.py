"""The hours of each patch and call: in use, held, promised, and what ends in the next seven days."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Row, exists, literal, or_, select

from app.door.turn import Turn
from models.capacity import is_promised
from models.episodes import Episode
from models.owners_of_days import patch_of_day
from models.people import Person
from models.plans import Plan, PlanVisit
from models.plans_of_days import is_plan_of_day
from models.referrals import Hold, Referral, RequestedVisit
from models.shared_of_days import shared_on
from models.teams import Patch
from models.values import Call, days_of
from models.vocabulary.two_weeks import EVERY_WEEK, TURNS
from reports.tracker.page import CapacityRow, Minutes
from reports.tracker.people import NO_PATCH

_AnyRow = Row[Any]
_Place = tuple[str, str, Call]
_Uses = defaultdict[str, list[int]]  # contact and worker minutes
_Weeks = dict[int, _Uses]
_USES = ("in_use", "held", "promised", "ending")


def capacity_rows(turn: Turn, ending: frozenset[UUID]) -> tuple[CapacityRow, ...]:
    """By patch and call what is in use, held and promised; what ends soon (`ending`: episodes) is of what is in use."""
    sums: defaultdict[_Place, _Weeks] = defaultdict(_no_weeks)
    places: dict[tuple[UUID, Call], _Place] = {}
    for row in turn.session.execute(_planned(turn)):
        places[row.episode_id, row.call] = _place(row)
        _count(sums[_place(row)], ("in_use", "ending") if row.episode_id in ending else ("in_use",), row)
    for row in turn.session.execute(shared_on(turn.office, turn.day)):
        once = len(days_of(row.days)) * row.visit_minutes * row.workers
        _add(sums[places[row.other_id, row.call]], ("in_use",), row.weeks, 0, -once)
        # Ends one of them, the visit goes on for the other, wherever they live; end both, it ends once.
        ends = next((each for each in (row.other_id, row.one_id) if each in ending), None)
        if ends is not None:
            _add(sums[places[ends, row.call]], ("ending",), row.weeks, 0, -once)
    for row in turn.session.execute(_asked(turn)):
        _count(sums[_place(row)], ("held",) if row.held else ("promised",), row)
    order = tuple(Call)
    return tuple(
        CapacityRow(f"{key}/{call.value}", patch, call, *(Minutes(*uses[use]) for use in _USES))
        for (patch, key, call), uses in sorted(
            ((place, _fuller(weeks)) for place, weeks in sums.items()),
            key=lambda item: (*item[0][:2], order.index(item[0][2])),
        )
    )


def _place(row: _AnyRow) -> _Place:
    """The patch's name, its id (a patch may be called otherwise tomorrow) and the call."""
    return row.patch or "", str(row.patch_id or NO_PATCH), row.call


def _no_weeks() -> _Weeks:
    return {which: defaultdict(lambda: [0, 0]) for which in TURNS}


def _count(weeks: _Weeks, uses: Iterable[str], row: _AnyRow) -> None:
    contact = len(days_of(row.days)) * row.minutes
    _add(weeks, uses, row.weeks, contact, contact * row.workers)


def _add(weeks: _Weeks, uses: Iterable[str], due: int, contact: int, workers: int) -> None:
    for which in TURNS if due == EVERY_WEEK else (due,):
        for use in uses:
            weeks[which][use][0] += contact
            weeks[which][use][1] += workers


def _fuller(weeks: _Weeks) -> _Uses:
    """Of two weeks that take turns the one that takes more of workers' time at this call: it has to fit. (REF-15)."""
    return max(weeks.values(), key=lambda uses: uses["in_use"][1])


def _planned(turn: Turn) -> Any:
    return (
        select(
            Plan.episode_id, Patch.name.label("patch"), Patch.id.label("patch_id"), PlanVisit.call, PlanVisit.days,
            PlanVisit.minutes, PlanVisit.workers, PlanVisit.weeks,
        )
        .select_from(PlanVisit)
        .join(Plan, Plan.id == PlanVisit.plan_id)
        .join(Episode, Episode.id == Plan.episode_id)
        .join(Person, Person.id == Episode.person_id)
        .outerjoin(Patch, Patch.id == patch_of_day(turn.day))
        .where(Episode.office_id == turn.office, Episode.ended_at.is_(None), is_plan_of_day(turn.day))
    )  # fmt: skip


def _asked(turn: Turn) -> Any:
    """The visits of referrals whose capacity is held or promised."""
    held = exists().where(Hold.referral_id == Referral.id, Hold.ended_at.is_(None)).correlate(Referral)
    return (
        select(
            Patch.name.label("patch"), Patch.id.label("patch_id"), RequestedVisit.call, RequestedVisit.days,
            RequestedVisit.minutes, RequestedVisit.workers, literal(EVERY_WEEK).label("weeks"), held.label("held"),
        )
        .select_from(RequestedVisit)
        .join(Referral, Referral.id == RequestedVisit.referral_id)
        .join(Person, Person.id == Referral.person_id)
        .outerjoin(Patch, Patch.id == patch_of_day(turn.day))
        .where(
            Referral.office_id == turn.office,
            Referral.outcome.is_(None),
            RequestedVisit.revision == Referral.calls_revision,
            or_(is_promised(), held),
        )
    )  # fmt: skip
