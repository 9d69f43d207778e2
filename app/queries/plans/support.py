"""What is recorded beside a plan: support plan, six weeks, extensions, package, equipment, OT work (PSP-6 to 10)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import literal, null, select, union_all
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from models.episodes import Equipment, Extension, InterventionRequest, SpecialistIntervention
from models.rules.plans.changes import ShortTermDay, long_term_review_due, short_term_day, support_plan_due
from models.rules.spoken_limits import weeks_said
from models.staff import Staff
from models.values import london_day
from models.vocabulary.episodes import EpisodeKind


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """An extension: until when, agreed when and by whom."""

    id: UUID
    last_day: date
    agreed_at: datetime
    agreed_by: str


@dataclass(frozen=True, slots=True)
class EquipmentRow:
    """Equipment ordered, and whether its assessor is trained for it."""

    id: UUID
    what: str
    ordered_at: datetime
    assessed_by: str
    assessor_trained: bool


@dataclass(frozen=True, slots=True)
class InterventionRow:
    """Direct work by an OT; `asked_by` is empty where the OT began it."""

    id: UUID
    what: str
    at: datetime
    by: str
    asked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """All of it; `six_weeks` and `support_plan_due` are none outside short-term support.

    `lasts` says how long that is, "six weeks".
    """

    support_plan_at: datetime | None
    support_plan_due: datetime | None
    six_weeks: ShortTermDay | None
    lasts: str
    package_started_on: date | None
    package_review_due: datetime | None
    package_reviewed_on: date | None
    extensions: tuple[ExtensionRow, ...]
    equipment: tuple[EquipmentRow, ...]
    interventions: tuple[InterventionRow, ...]


def support_of(turn: Turn, episode: Any) -> Support:
    """What is recorded for an episode (a row with its columns), in one statement."""
    extensions, equipment, interventions = _records(turn, episode.id)
    short_term = episode.kind is EpisodeKind.SHORT_TERM
    first = london_day(episode.first_support_at)
    until = max((each.last_day for each in extensions), default=None)
    package = episode.package_started_on
    asked_since = None if episode.is_taken_over_closed else package
    return Support(
        support_plan_at=episode.support_plan_at,
        support_plan_due=support_plan_due(episode.started_at, turn.policy) if short_term else None,
        six_weeks=short_term_day(first, turn.day, turn.policy, until) if short_term else None,
        lasts=weeks_said(turn.policy.at(episode.first_support_at).short_term_days),
        package_started_on=package,
        package_review_due=long_term_review_due(asked_since, turn.policy) if asked_since else None,
        package_reviewed_on=episode.package_reviewed_on,
        extensions=tuple(extensions),
        equipment=tuple(equipment),
        interventions=tuple(interventions),
    )


def _records(turn: Turn, episode: UUID) -> tuple[list[ExtensionRow], list[EquipmentRow], list[InterventionRow]]:
    """The three short lists in one statement; a column of another kind is empty."""
    asking = aliased(Staff)
    extended = select(
        literal("extension"), Extension.id, literal(""), Extension.agreed_at, Extension.agreed_by_id,
        Extension.last_day, null().label("trained"), null().label("asked_by"),
    ).where(Extension.episode_id == episode, Extension.office_id == turn.office)  # fmt: skip
    ordered = select(
        literal("equipment"), Equipment.id, Equipment.what, Equipment.ordered_at, Equipment.assessed_by_id,
        null(), Equipment.assessor_trained, null(),
    ).where(Equipment.episode_id == episode, Equipment.office_id == turn.office)  # fmt: skip
    work = SpecialistIntervention
    worked = (
        select(literal("work"), work.id, work.what, work.at, work.by_id, null(), null(), asking.name)
        .outerjoin(InterventionRequest, InterventionRequest.intervention_id == work.id)
        .outerjoin(asking, asking.id == InterventionRequest.asked_by_id)
        .where(work.episode_id == episode, work.office_id == turn.office)
    )
    every = union_all(extended, ordered, worked).subquery()
    kind, key, what, at, by, last_day, trained, asked_by = every.c
    told = select(kind, key, what, at, Staff.name, last_day, trained, asked_by)
    rows = turn.session.execute(told.join(Staff, Staff.id == by).order_by(at, key)).all()
    return (
        [ExtensionRow(r[1], r[5], r[3], r[4]) for r in rows if r[0] == "extension"],
        [EquipmentRow(r[1], r[2], r[3], r[4], bool(r[6])) for r in rows if r[0] == "equipment"],
        [InterventionRow(r[1], r[2], r[3], r[4], r[7] or "") for r in rows if r[0] == "work"],
    )
