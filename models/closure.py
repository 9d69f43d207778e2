"""Closing a package: its steps, and reopening after a mistake."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.vocabulary.closure import AtOutcome, ClosingStepKind


class Closure(Recorded):
    """What has to be settled after an episode ended, until the package is closed (END-4, END-5)."""

    __tablename__ = "closure"
    links = {"episode_id": "episode", "closed_by_id": "staff"}
    rules = (
        UniqueConstraint("office_id", "episode_id"),
        CheckConstraint("(closed_at IS NULL) = (closed_by_id IS NULL)", name="closed_by_somebody"),
    )

    episode_id: Mapped[UUID]
    fact_on: Mapped[date | None]  # the day of what the end rests on: the move, the admission (END-1, END-2)
    at_outcome: Mapped[AtOutcome | None]
    at_recorded_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[UUID | None]
    was_self_funder: Mapped[bool | None]  # when it was closed; none where nobody knew (FIG-2)


class ClosingStep(Recorded):
    """A tick of the closing checklist: by whom, when (END-4)."""

    __tablename__ = "closing_step"
    links = {"closure_id": "closure", "done_by_id": "staff"}
    rules = (UniqueConstraint("office_id", "closure_id", "step"),)

    closure_id: Mapped[UUID]
    step: Mapped[ClosingStepKind]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[UUID | None]
    note: Mapped[str] = mapped_column(default="")


class Reopening(Recorded):
    """That an episode which was ended by mistake was opened again, and why (END-7)."""

    __tablename__ = "reopening"
    links = {"episode_id": "episode", "reopened_by_id": "staff"}
    rules = (CheckConstraint("because <> ''", name="with_a_reason"),)

    episode_id: Mapped[UUID]
    reopened_at: Mapped[datetime]
    reopened_by_id: Mapped[UUID]
    because: Mapped[str]
