"""Individual service agreements: what was issued, frozen; who signed, in what authority; where it went."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.vocabulary.agreement import Authority
from models.vocabulary.people import PaperFormat


class Rate(Recorded):
    """What an hour costs from a day on, in pence. A later rate makes a new row; one that has been used never changes.

    One that is withdrawn before it was used keeps its row and counts nowhere (`stands`); entered anew, it comes back.
    """

    __tablename__ = "rate"
    rules = (
        UniqueConstraint("office_id", "from_day"),
        CheckConstraint("single_handed_pence > 0 AND double_handed_pence > 0", name="costs_something"),
    )

    from_day: Mapped[date]
    single_handed_pence: Mapped[int]
    double_handed_pence: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    entered_at: Mapped[datetime | None]  # none where it was taken over from another system
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str | None]

    @classmethod
    def stands(cls) -> ColumnElement[bool]:
        """Whether a rate of the statement counts: it wasn't withdrawn."""
        return cls.withdrawn_at.is_(None)


class Agreement(Recorded):
    """An agreement that was issued: `paper` are its frozen values, the bytes lie in `paper_file` (models.papers).

    What it says never changes, as the guards of both databases see to; what became of it does.
    """

    __tablename__ = "agreement"
    links = {
        "episode_id": "episode",
        "plan_id": "plan",
        "issued_by_id": "staff",
        "rate_id": "rate",
        "evidence_seen_by_id": "staff",
    }
    rules = (
        UniqueConstraint("office_id", "reference"),
        CheckConstraint("signed_at IS NULL OR (signed_by <> '' AND refused_at IS NULL)", name="signed_by_somebody"),
        CheckConstraint("refused_at IS NULL OR refused_because <> ''", name="refused_with_a_reason"),
        CheckConstraint("uploaded_at IS NULL OR signed_at IS NOT NULL", name="uploaded_after_signed"),
        CheckConstraint("po_raised_at IS NULL OR uploaded_at IS NOT NULL", name="po_after_uploaded"),
    )

    episode_id: Mapped[UUID]
    plan_id: Mapped[UUID]
    rate_id: Mapped[UUID]
    reference: Mapped[str]
    wording_version: Mapped[str]
    edition: Mapped[PaperFormat]
    paper: Mapped[str]  # the frozen AgreementPaper, as JSON
    liable_from: Mapped[datetime]
    weekly_pence: Mapped[int]
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[UUID]
    signed_at: Mapped[datetime | None]
    signed_by: Mapped[str] = mapped_column(default="")
    signed_as: Mapped[Authority | None]  # none where the person signs for themselves
    evidence: Mapped[str] = mapped_column(default="")
    evidence_seen_at: Mapped[datetime | None]
    evidence_seen_by_id: Mapped[UUID | None]
    refused_at: Mapped[datetime | None]
    refused_because: Mapped[str] = mapped_column(default="")
    uploaded_at: Mapped[datetime | None]
    po_raised_at: Mapped[datetime | None]
    counts_from: Mapped[date | None]  # the first day that this paper is about; none of those of an earlier release
