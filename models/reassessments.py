"""Needs that changed during interim support and were assessed anew."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded


class Reassessment(Recorded):
    """The day of a reassessment during interim, by whom, what was decided; one made in error is withdrawn (MILE-3)."""

    __tablename__ = "reassessment"
    links = {"episode_id": "episode", "recorded_by_id": "staff"}
    rules = (
        CheckConstraint("assessed_by <> '' AND decided <> ''", name="said_by_whom_and_what"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_because = '')", name="withdrawn_with_a_reason"),
    )

    episode_id: Mapped[UUID]
    reassessed_on: Mapped[date]
    assessed_by: Mapped[str]  # the SW, CCW or case coordinator, by name
    decided: Mapped[str]
    recorded_by_id: Mapped[UUID]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str] = mapped_column(default="")
