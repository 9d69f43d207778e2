"""Onward connections: what was asked of other services for somebody, and what came of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.vocabulary.plans import OnwardService


class OnwardConnection(Recorded):
    """What was asked of which service, by whom and when; what came of it once that is known. OPG 3.9 (PSP-11)."""

    __tablename__ = "onward_connection"
    links = {"episode_id": "episode", "asked_by_id": "staff", "recorded_by_id": "staff"}
    rules = (
        CheckConstraint("what <> ''", name="says_what_was_asked"),
        CheckConstraint("(answered_at IS NULL) = (outcome = '')", name="answered_in_words"),
    )

    episode_id: Mapped[UUID]
    service: Mapped[OnwardService]
    of_whom: Mapped[str] = mapped_column(default="")  # which service of that kind, by its name
    what: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[UUID]
    recorded_by_id: Mapped[UUID]
    answered_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="")
