"""What a week would mean as the next version of a plan, shown while somebody still changes it (PSP-1 to PSP-5)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, select

from app.door.errors import not_listed
from app.door.turn import Turn
from models.capacity import team_hours
from models.episodes import Episode
from models.meetings import Decision, not_taken_back
from models.owners_of_days import team_of_day
from models.plans import Plan, PlanVisit
from models.plans_of_days import StoredVersion, stands
from models.rules.capacity.load import capacity_lack
from models.rules.decision import Lack
from models.rules.plans.changes import hours_change_text, kind_of_change
from models.rules.plans.comparison import compare
from models.rules.plans.covered import restored
from models.rules.plans.day_bounds import is_asked_about
from models.rules.plans.in_force import coming, judged_against, plan_of_day
from models.rules.plans.shared import minutes_once, unshared_asks
from models.rules.plans.short_calls import ShortCall, short_calls, why_changes, why_kept, why_now
from models.rules.plans.totals import calls_in_words, totals
from models.rules.plans.week_asks import week_asks
from models.shared_visits import shared_with
from models.values import CoveredCall, PlannedVisit, WhyShort, days_of, hours_text, london_day
from models.vocabulary.meetings import DecisionKind
from models.vocabulary.plans import PlanChange

__all__ = ["PlanPreview", "ShortCall", "StepDownDecision", "WhoHasToAgree", "preview"]


class _Planned(NamedTuple):
    visits: tuple[PlannedVisit, ...] = ()
    why_short: tuple[WhyShort, ...] = ()


_Version = StoredVersion[_Planned]
_WORDS = {
    PlanChange.MORE: "More support: the DSO agrees it, and Scheduling confirms the capacity.",
    PlanChange.STEP_DOWN: "Less support, a step-down: the MDT agrees it.",
    PlanChange.INTERIM_CHANGE: "Other interim hours: the case coordinator agrees them. The support plan and an amended "
    "PO request follow.",
    PlanChange.SAME_HOURS: "The same hours, arranged differently: nobody else has to agree.",
}


class WhoHasToAgree(Enum):
    """Somebody whose word a change needs, or a day that is asked about; the value is how the form asks for it."""

    DSO = "The DSO agrees that the service can meet the need safely"
    SCHEDULING = "Scheduling has confirmed the capacity"
    MDT = "The MDT has agreed the step-down"
    CASE_COORDINATOR = "The case coordinator has agreed the change"
    THE_LATER = "What is agreed for a later day still stands"
    THE_DAY = "I mean this day: it has passed, or is far ahead"
    THE_WEEK = "I mean these visits as they stand"


_NEEDS = {
    PlanChange.MORE: (WhoHasToAgree.DSO, WhoHasToAgree.SCHEDULING),
    PlanChange.STEP_DOWN: (WhoHasToAgree.MDT,),
    PlanChange.INTERIM_CHANGE: (WhoHasToAgree.CASE_COORDINATOR,),
}


@dataclass(frozen=True, slots=True)
class StepDownDecision:
    """A step-down that an MDT meeting has decided since the version in force."""

    id: UUID
    decided_at: datetime
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPreview:
    """The week as it would be: in numbers, against the version in force, and with who has to agree.

    `asked` are the questions about figures that may be slips; `short` the calls whose reason is asked, with what is
    said or stands in the version of its day. `capacity` is said where more is asked; `lack` is why
    the team can't give it.
    """

    totals: str
    calls_text: str
    hours: str
    changes: tuple[str, ...]
    meaning: str
    needs: tuple[WhoHasToAgree, ...]
    asked: tuple[str, ...]
    short: tuple[ShortCall, ...]
    step_downs: tuple[StepDownDecision, ...]
    capacity: str
    lack: str


def preview(
    turn: Turn,
    *,
    plan: UUID,
    week: tuple[PlannedVisit, ...],
    covered: tuple[CoveredCall, ...] | None = None,
    effective_from: datetime | None = None,
    why_short: tuple[WhyShort, ...] = (),
) -> PlanPreview:
    """What saving this week would change in the plan of its day, and need; `plan` is a version of the same episode.

    `covered` are the calls that others cover; none: as in the plan of that day. *More* and *less* are judged against
    the plan of the day before. `why_short` is what is said of short calls so far.
    Source: OPG 1.5, 3.1, 5.3; NICE NG21 (PSP-1 to PSP-5).
    """
    day = london_day(effective_from) if effective_from else turn.day
    versions = _versions(turn, plan, day)
    head = versions[0].row
    day = max(day, versions[0].from_day)
    of_day = plan_of_day(versions, day)
    (old, old_why), (judged, _) = _week(of_day), _week(judged_against(versions, day))
    others = restored(of_day.row.covered) if of_day else ()
    covers = (others, others if covered is None else covered)
    change = kind_of_change(judged, week, head.kind)
    why = why_now(week, why_short, old_why, turn.policy)
    changed = (*(each.sentence for each in compare(old, week, covers)), *why_changes(old_why, why))
    shared = shared_with(turn.session, turn.office, head.episode_id, max(day, turn.day))
    asked = totals(week).worker_minutes - totals(old).worker_minutes
    asked += minutes_once(shared, old) - minutes_once(shared, week)
    ahead = coming(versions, day)
    asks = (*week_asks(week, turn.policy, old, covers), *unshared_asks(shared, old, week))
    free, lack = _capacity(turn, head.team_id, asked, day, ahead[0].from_day if ahead else None)
    return PlanPreview(
        totals=totals(week).sentence if week else "No visits: plan at least one.",
        calls_text=calls_in_words(week),
        hours=hours_change_text(old, week),
        changes=changed,
        meaning=_WORDS[change] if changed else "Nothing has changed yet.",
        needs=(
            *_NEEDS.get(change, ()),
            *_the_later(versions, day),
            *_the_day(turn, effective_from),
            *((WhoHasToAgree.THE_WEEK,) if asks else ()),
        ),
        asked=asks,
        short=short_calls(week, why, turn.policy),
        step_downs=_step_downs(turn, versions) if change is PlanChange.STEP_DOWN else (),
        capacity=free,
        lack=lack.sentence if lack else "",
    )


def _the_day(turn: Turn, effective_from: datetime | None) -> tuple[WhoHasToAgree, ...]:
    asked = effective_from is not None and is_asked_about(london_day(effective_from), turn.day, turn.policy)
    return (WhoHasToAgree.THE_DAY,) if asked else ()


def _the_later(versions: tuple[_Version, ...], day: date) -> tuple[WhoHasToAgree, ...]:
    return (WhoHasToAgree.THE_LATER,) if coming(versions, day) else ()


def _week(version: _Version | None) -> _Planned:
    return version.week if version else _Planned()


def _versions(turn: Turn, plan: UUID, day: date) -> tuple[_Version, ...]:
    """Every version of the plan of which `plan` is one, in the order they were made; with the team of a day."""
    of = select(Plan.episode_id).where(Plan.id == plan, Plan.office_id == turn.office).scalar_subquery()
    rows = turn.session.execute(
        select(
            Plan.id, Plan.number, Plan.episode_id, Plan.effective_from, Plan.covered, Episode.kind,
            team_of_day(day).label("team_id"),
            PlanVisit.days, PlanVisit.call, PlanVisit.minutes, PlanVisit.workers, PlanVisit.at, PlanVisit.tasks,
            PlanVisit.weeks, PlanVisit.short_because,
        )
        .join(Episode, Episode.id == Plan.episode_id)
        .outerjoin(PlanVisit, PlanVisit.plan_id == Plan.id)
        .where(Plan.episode_id == of, stands())
        .order_by(Plan.number, PlanVisit.number)
    ).all()  # fmt: skip
    if not rows:
        raise not_listed("version")
    return tuple(_version(list(lines)) for _, lines in groupby(rows, key=lambda row: row.id))


def _version(lines: list[Row[*tuple[Any, ...]]]) -> _Version:
    week = (
        PlannedVisit(days_of(row.days), row.call, row.minutes, row.workers, row.at, row.tasks, row.weeks)
        for row in lines
        if row.days is not None
    )
    return StoredVersion(lines[0], _Planned(tuple(week), why_kept((row.call, row.short_because) for row in lines)))


def _capacity(turn: Turn, team: UUID, asked: int, day: date, until: date | None) -> tuple[str, Lack | None]:
    """What the team has left until what comes takes over, said only where more is asked."""
    if asked <= 0:
        return "", None
    (found,) = team_hours(turn.session, turn.office, max(day, turn.day), team=team)
    load = replace(found.load, until=until)
    lack = capacity_lack(asked, load)
    said = f"{found.name} has {hours_text(load.free)} worker hours free; this asks for {hours_text(asked)} more."
    return said, lack


def _step_downs(turn: Turn, versions: tuple[_Version, ...]) -> tuple[StepDownDecision, ...]:
    """Those since the plan of today came into force: an older one has been planned, or overtaken."""
    of_day = plan_of_day(versions, turn.day) or versions[0]
    rows = turn.session.execute(
        select(Decision.id, Decision.decided_at, Decision.note)
        .where(
            Decision.office_id == turn.office,
            Decision.episode_id == of_day.row.episode_id,
            Decision.kind == DecisionKind.STEP_DOWN,
            Decision.decided_at >= of_day.row.effective_from,
            not_taken_back(Decision),
        )
        .order_by(Decision.decided_at.desc())
    )
    return tuple(StepDownDecision(*row) for row in rows)
