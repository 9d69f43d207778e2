"""What was done because of decisions, as columns of a statement about them and their episodes (MDT-3)."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, select

from models.episodes import Episode
from models.expected import ExpectedChange
from models.expected_of_episodes import is_still_expected
from models.meetings import Decision
from models.plans import Plan
from models.plans_of_days import minutes_before, stands
from models.rules.meetings.carrying_out import CarriedOut, is_done_since
from models.rules.meetings.hours import of_which_week
from models.values import london_day
from models.vocabulary.closure import ExpectedKind
from models.vocabulary.meetings import DecisionKind


def is_planned_for() -> ColumnElement[bool]:
    """Joins the newest version that rests on the decision of the statement, a step-down. Source: OPG 3.1 (PSP-4)."""
    return Plan.id == _planned_for()


def is_end_announced() -> ColumnElement[bool]:
    """Joins the end that is expected of the decision's episode. Source: good practice (END-9)."""
    its = (ExpectedChange.episode_id == Decision.episode_id, ExpectedChange.kind == ExpectedKind.END)
    return and_(Decision.kind == DecisionKind.END, *its, is_still_expected())


def done_columns() -> tuple[Any, ...]:
    """The columns that `carried_out` reads; the statement joins the episode, and the two above as outer joins."""
    return (
        Episode.ended_at, Episode.end_reason, Episode.end_decided_at,
        ExpectedChange.expected_at, ExpectedChange.announced_at, ExpectedChange.reason.label("expected_reason"),
        Plan.effective_from.label("planned_from"), Plan.worker_minutes.label("planned_minutes"),
        Plan.heavier_week.label("planned_heavier"), minutes_before().label("planned_before"),
    )  # fmt: skip


def carried_out(row: Any) -> CarriedOut:
    """What was done because of a decision since it was made, as it stands now. Source: OPG 3.1, 6.1 (MDT-3)."""
    if is_done_since(row.kind, row.decided_at, row.end_decided_at) and row.ended_at is not None:
        return CarriedOut(ended_at=row.ended_at, reason=row.end_reason)
    if is_done_since(row.kind, row.decided_at, row.announced_at):
        return CarriedOut(expected_at=row.expected_at, reason=row.expected_reason)
    if row.planned_from is None:
        return CarriedOut()
    return CarriedOut(
        planned_from=london_day(row.planned_from),
        minutes_before=row.planned_before,
        minutes=row.planned_minutes,
        a_week=of_which_week(takes_turns=bool(row.planned_heavier)),
    )


def _planned_for() -> ScalarSelect[UUID]:
    version = Plan.__table__.alias("version_for")
    return (
        select(version.c.id)
        .where(
            Decision.kind == DecisionKind.STEP_DOWN,
            version.c.episode_id == Decision.episode_id,
            version.c.mdt_agreed_at == Decision.decided_at,
            stands(version.c.id),
        )
        .order_by(version.c.number.desc())
        .limit(1)
        .correlate(Decision)
        .scalar_subquery()
    )
