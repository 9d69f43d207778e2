"""What was answered to a hand-over that was asked for, and a hand-over that was made in error (INT-9)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.vocabulary.transfer import HandOverAnswer


class HandOverAnswered(Recorded):
    """What the interim DSO said to a hand-over that was asked of her: her own deed, or recorded as her word. MG."""

    __tablename__ = "hand_over_answered"
    links = {"transfer_id": "transfer", "answered_by_id": "staff", "recorded_by_id": "staff"}
    rules = (CheckConstraint("answer <> 'returned' OR because <> ''", name="returned_with_a_reason"),)

    transfer_id: Mapped[UUID]
    answer: Mapped[HandOverAnswer]
    answered_at: Mapped[datetime]
    answered_by_id: Mapped[UUID]
    recorded_by_id: Mapped[UUID]
    because: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]  # an acceptance whose tick was taken back


class HandOverTakenBack(Recorded):
    """That a move to interim support was a mistake: which episode it began, when it was said to be, and why it wasn't.

    The transfer itself is open again, so that the move can be made anew. Source: good practice.
    """

    __tablename__ = "hand_over_taken_back"
    links = {"transfer_id": "transfer", "episode_id": "episode", "taken_back_by_id": "staff"}
    rules = (
        UniqueConstraint("office_id", "episode_id"),
        CheckConstraint("because <> ''", name="with_a_reason"),
    )

    transfer_id: Mapped[UUID]
    episode_id: Mapped[UUID]  # the interim one
    handed_over_at: Mapped[datetime]
    taken_back_at: Mapped[datetime]
    taken_back_by_id: Mapped[UUID]
    because: Mapped[str]
