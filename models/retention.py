"""The retention review: legal holds on somebody's records, and what was decided of them once the schedule passed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded, index_where
from models.vocabulary.retention import RetentionChoice


class LegalHold(Recorded):
    """Somebody's records are kept for proceedings or an inquiry, whatever the schedule says (RET-2)."""

    __tablename__ = "legal_hold"
    links = {"person_id": "person", "placed_by_id": "staff", "lifted_by_id": "staff"}
    rules = (
        CheckConstraint("because <> '' AND asked_by <> ''", name="placed_with_a_reason"),
        CheckConstraint(
            "(lifted_on IS NULL) = (lifted_because = '') AND (lifted_on IS NULL) = (lifted_by_id IS NULL)",
            name="lifted_with_a_reason",
        ),
        index_where("ix_legal_hold_open", "office_id", "person_id", rows="lifted_on IS NULL"),
    )

    person_id: Mapped[UUID]
    held_from: Mapped[date]
    asked_by: Mapped[str]  # such as the council's legal services
    because: Mapped[str]
    placed_by_id: Mapped[UUID]
    lifted_on: Mapped[date | None]
    lifted_because: Mapped[str] = mapped_column(default="")
    lifted_by_id: Mapped[UUID | None]


class RetentionDecision(Recorded):
    """What a reviewer decided of somebody's records; the one that isn't withdrawn stands (RET-1, RET-3).

    A disposal takes two: whoever proposes it, and somebody else who approves it.
    """

    __tablename__ = "retention_decision"
    links = {
        "person_id": "person",
        "decided_by_id": "staff",
        "approved_by_id": "staff",
        "withdrawn_by_id": "staff",
    }
    rules = (
        CheckConstraint("because <> ''", name="decided_with_a_reason"),
        CheckConstraint("(choice = 'keep') = (keep_until IS NOT NULL)", name="kept_until_a_day"),
        CheckConstraint(
            "(approved_on IS NULL) = (approved_because = '') AND (approved_on IS NULL) = (approved_by_id IS NULL)",
            name="approved_with_a_reason",
        ),
        CheckConstraint(
            "approved_by_id IS NULL OR (choice = 'dispose' AND approved_by_id <> decided_by_id)",
            name="approved_by_another",
        ),
        CheckConstraint(
            "(withdrawn_on IS NULL) = (withdrawn_because = '') AND (withdrawn_on IS NULL) = (withdrawn_by_id IS NULL)",
            name="withdrawn_with_a_reason",
        ),
        Index(
            "uq_retention_decision_stands",
            "office_id",
            "person_id",
            unique=True,
            postgresql_where=text("withdrawn_on IS NULL"),
            sqlite_where=text("withdrawn_on IS NULL"),
        ),
    )

    person_id: Mapped[UUID]
    choice: Mapped[RetentionChoice]
    keep_until: Mapped[date | None]
    because: Mapped[str]
    decided_at: Mapped[datetime]  # one from before somebody came back stands no more
    decided_by_id: Mapped[UUID]
    approved_on: Mapped[date | None]
    approved_because: Mapped[str] = mapped_column(default="")
    approved_by_id: Mapped[UUID | None]
    withdrawn_on: Mapped[date | None]
    withdrawn_because: Mapped[str] = mapped_column(default="")
    withdrawn_by_id: Mapped[UUID | None]
