"""What was asked of other services in somebody's run of service, and what came of it (PSP-11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.onward import OnwardConnection
from models.staff import Staff
from models.vocabulary.plans import OnwardService


@dataclass(frozen=True, slots=True, kw_only=True)
class OnwardRow:
    """A request; `version` is what its answer calls `seen`, `outcome` is empty until something came of it."""

    id: UUID
    version: int
    service: OnwardService
    of_whom: str
    what: str
    asked_at: datetime
    asked_by: str
    answered_at: datetime | None
    outcome: str

    @property
    def title(self) -> str:
        """For instance "Community service, Falls clinic: balance class"."""
        return f"{', '.join(part for part in (self.service.label, self.of_whom) if part)}: {self.what}"


def onward_of(turn: Turn, episodes: Sequence[UUID]) -> tuple[OnwardRow, ...]:
    """Of all episodes of a run, the first asked first, in one statement. Source: OPG 3.9 (PSP-11)."""
    row = OnwardConnection
    rows = turn.session.execute(
        select(row, Staff.name)
        .join(Staff, Staff.id == row.asked_by_id)
        .where(row.office_id == turn.office, row.episode_id.in_(episodes))
        .order_by(row.asked_at, row.id)
    )
    return tuple(
        OnwardRow(
            id=each.id,
            version=each.version,
            service=each.service,
            of_whom=each.of_whom,
            what=each.what,
            asked_at=each.asked_at,
            asked_by=name,
            answered_at=each.answered_at,
            outcome=each.outcome,
        )
        for each, name in rows
    )
