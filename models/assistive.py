"""What was said about assistive technology given during short-term support."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Recorded


class AtGiven(Recorded):
    """Whether AT was given during an episode of STS, by whom that was said and when; neither: asked and not said.

    A hand-over makes the question; it is of the episode whose package keeps the review. Source: OPG 4 (END-5).
    """

    __tablename__ = "at_given"
    links = {"episode_id": "episode", "said_by_id": "staff"}
    rules = (
        UniqueConstraint("office_id", "episode_id"),
        CheckConstraint(
            "(given IS NULL) = (said_at IS NULL) AND (given IS NULL) = (said_by_id IS NULL)", name="said_by_somebody"
        ),
    )

    episode_id: Mapped[UUID]
    given: Mapped[bool | None]
    said_at: Mapped[datetime | None]
    said_by_id: Mapped[UUID | None]
