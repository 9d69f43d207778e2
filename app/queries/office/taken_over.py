"""Who in service was taken over from the office's own records, when, and what their record still lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select

from app.door.turn import Turn
from models.episodes import Episode
from models.people import Person
from models.plans import Plan
from models.staff import Staff
from models.teams import Team
from models.values import whole_name
from models.vocabulary.plans import TAKEN_OVER


@dataclass(frozen=True, slots=True)
class TakenOver:
    """Somebody in service; `lacks` is what the list didn't say, in the words of the record."""

    person: UUID
    name: str
    team: str
    started_at: datetime
    taken_at: datetime | None
    by: str
    lacks: tuple[str, ...]


def taken_over(turn: Turn) -> tuple[TakenOver, ...]:
    """Everybody in service now who was taken over, the latest first; one statement, no longer than the caseload."""
    planned = Plan.__table__.alias()
    later = exists().where(planned.c.episode_id == Plan.episode_id, planned.c.number > 1)
    rows = turn.session.execute(
        select(
            Person.id, Person.given, Person.family, Person.born, Person.nhs_number, Person.mosaic_id, Person.patch_id,
            Team.name.label("team"), Episode.first_support_at, Episode.case_coordinator_id, Plan.visits_a_week,
            Plan.created_at, Plan.created_by, Staff.name.label("by"), later.label("is_planned_anew"),
        )
        .join(Episode, Episode.person_id == Person.id)
        .join(Plan, Plan.episode_id == Episode.id)
        .join(Team, Team.id == Episode.team_id)
        .outerjoin(Staff, (Staff.login == Plan.created_by) & (Staff.office_id == Plan.office_id))
        .where(
            Episode.office_id == turn.office, Episode.ended_at.is_(None), Plan.number == 1, Plan.because == TAKEN_OVER
        )
        .order_by(Plan.created_at.desc(), Person.family_folded, Person.given_folded, Person.id)
    )  # fmt: skip
    return tuple(
        TakenOver(
            row.id, whole_name(row.given, row.family), row.team, row.first_support_at, row.created_at,
            row.by or row.created_by or "", tuple(_lacks(row)),
        )
        for row in rows
    )  # fmt: skip


def _lacks(row: Any) -> Iterator[str]:
    said = {
        "calls": row.visits_a_week or row.is_planned_anew,
        "date of birth": row.born,
        "NHS number": row.nhs_number,
        "MOSAIC id": row.mosaic_id,
        "patch": row.patch_id,
        "case coordinator": row.case_coordinator_id,
    }
    return (what for what, there in said.items() if not there)
