"""What was discussed with somebody of their support, with whom and on which day (NICE QS173)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.vocabulary.episodes import ExplainedKind


class Explained(Recorded):
    """One of the things that a service has to show it did; one recorded by mistake is taken back. NICE QS173."""

    __tablename__ = "explained"
    links = {"episode_id": "episode", "recorded_by_id": "staff", "taken_back_by_id": "staff"}
    rules = (
        CheckConstraint("with_whom <> ''", name="with_somebody"),
        CheckConstraint(
            "(taken_back_at IS NULL) = (taken_back_because = '') "
            "AND (taken_back_at IS NULL) = (taken_back_by_id IS NULL)",
            name="taken_back_with_a_reason",
        ),
    )

    episode_id: Mapped[UUID]
    what: Mapped[ExplainedKind]
    explained_on: Mapped[date]
    with_whom: Mapped[str]
    recorded_by_id: Mapped[UUID]
    taken_back_at: Mapped[datetime | None]
    taken_back_by_id: Mapped[UUID | None]
    taken_back_because: Mapped[str] = mapped_column(default="")
