"""What a week would mean as the next version of a plan, shown while somebody still changes it (PSP-1 to PSP-5)."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from app.door.errors import not_listed
from app.door.turn import Turn
from models.capacity import load_of, team_loads
from models.episodes import Episode
from models.meetings import Decision
from models.plans import Plan, PlanVisit
from models.rules.capacity.load import capacity_lack
from models.rules.decision import Lack
from models.rules.plans.changes import hours_change_text, kind_of_change
from models.rules.plans.comparison import compare
from models.rules.plans.totals import calls_in_words, totals
from models.teams import Team
from models.values import PlannedVisit, days_of, hours_text
from models.vocabulary.meetings import DecisionKind
from models.vocabulary.plans import PlanChange

_WORDS = {
    PlanChange.MORE: "More support: the DSO agrees it, and Scheduling confirms the capacity.",
    PlanChange.STEP_DOWN: "Less support, a step-down: the MDT agrees it.",
    PlanChange.INTERIM_CHANGE: "Other interim hours: the case coordinator agrees them. The support plan and an amended "
    "PO request follow.",
    PlanChange.SAME_HOURS: "The same hours, arranged differently: nobody else has to agree.",
}


class WhoHasToAgree(Enum):
    """Somebody whose word a change needs; the value is how the form asks for it."""

    DSO = "I agree that the service can meet the need safely (DSO)"
    SCHEDULING = "Scheduling has confirmed the capacity"
    MDT = "The MDT has agreed the step-down"
    CASE_COORDINATOR = "The case coordinator has agreed the change"


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

    `capacity` is said where more is asked; `lack` is why the team can't give it.
    """

    totals: str
    calls_text: str
    hours: str
    changes: tuple[str, ...]
    meaning: str
    needs: tuple[WhoHasToAgree, ...]
    step_downs: tuple[StepDownDecision, ...]
    capacity: str
    lack: str


def preview(turn: Turn, *, plan: UUID, week: tuple[PlannedVisit, ...]) -> PlanPreview:
    """What saving this week as the version after `plan` would change, and need. Source: OPG 1.5, 3.1, 5.3."""
    rows = _plan(turn, plan)
    head = rows[0]
    old = tuple(
        PlannedVisit(days_of(row.days), row.call, row.minutes, row.workers, row.at, row.tasks)
        for row in rows
        if row.days is not None
    )
    change = kind_of_change(old, week, head.kind)
    changed = compare(old, week)
    asked = totals(week).worker_minutes - totals(old).worker_minutes
    free, lack = _capacity(turn, head.team_id, asked)
    return PlanPreview(
        totals=totals(week).sentence if week else "No visits: plan at least one.",
        calls_text=calls_in_words(week),
        hours=hours_change_text(old, week),
        changes=tuple(each.sentence for each in changed),
        meaning=_WORDS[change] if changed else "Nothing has changed yet.",
        needs=_NEEDS.get(change, ()),
        step_downs=_step_downs(turn, head) if change is PlanChange.STEP_DOWN else (),
        capacity=free,
        lack=lack.sentence if lack else "",
    )


def _plan(turn: Turn, plan: UUID) -> list[Row[*tuple[Any, ...]]]:
    rows = turn.session.execute(
        select(
            Plan.episode_id, Plan.effective_from, Episode.kind, Episode.team_id, PlanVisit.days, PlanVisit.call,
            PlanVisit.minutes, PlanVisit.workers, PlanVisit.at, PlanVisit.tasks,
        )
        .join(Episode, Episode.id == Plan.episode_id)
        .outerjoin(PlanVisit, PlanVisit.plan_id == Plan.id)
        .where(Plan.id == plan, Plan.office_id == turn.office)
        .order_by(PlanVisit.number)
    ).all()  # fmt: skip
    if not rows:
        raise not_listed("version")
    return list(rows)


def _capacity(turn: Turn, team: UUID, asked: int) -> tuple[str, Lack | None]:
    """What the team has left, said only where more is asked."""
    if asked <= 0:
        return "", None
    row = turn.session.execute(team_loads(turn.office, turn.day).where(Team.id == team)).one()
    load = load_of(row)
    lack = capacity_lack(asked, load)
    said = f"{row.name} has {hours_text(max(load.free, 0))} worker hours free; this asks for {hours_text(asked)} more."
    return said, lack


def _step_downs(turn: Turn, head: Row[*tuple[Any, ...]]) -> tuple[StepDownDecision, ...]:
    rows = turn.session.execute(
        select(Decision.id, Decision.decided_at, Decision.note)
        .where(
            Decision.office_id == turn.office,
            Decision.episode_id == head.episode_id,
            Decision.kind == DecisionKind.STEP_DOWN,
            Decision.decided_at >= head.effective_from,
        )
        .order_by(Decision.decided_at.desc())
    )
    return tuple(StepDownDecision(*row) for row in rows)
