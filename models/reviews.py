"""Long-term reviews: the programme of an area, and the joint review of each package in it."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.vocabulary.reviews import MetWhom, ReviewOutcome, StaysBecause


class ReviewProgramme(Recorded):
    """An area whose long-term Direct Care packages are reviewed, and since when. Source: CAB §1, §2 (LTR-1)."""

    __tablename__ = "review_programme"
    rules = (UniqueConstraint("office_id", "area"),)

    area: Mapped[str]
    opened_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")  # such as what PVI providers there can take on


class LongTermReview(Recorded):
    """The joint review of one person's long-term Direct Care package: who, when, what it came to. CAB §2 (LTR-1).

    Hours are minutes of workers a week. What was said before of the same thing stands in the audit.
    """

    __tablename__ = "long_term_review"
    links = {
        "programme_id": "review_programme",
        "person_id": "person",
        "social_worker_id": "staff",
        "direct_care_id": "staff",
        "handed_over_by_id": "staff",
    }
    rules = (
        UniqueConstraint("office_id", "programme_id", "person_id"),
        CheckConstraint("(met_on IS NULL) = (met_whom IS NULL)", name="met_somebody"),
        CheckConstraint("(agreed_on IS NULL) = (agreed_because = '')", name="agreed_for_a_reason"),
        CheckConstraint("(outcome IS NULL) = (decided_on IS NULL)", name="decided_on_a_day"),
        CheckConstraint("outcome <> 'pvi' OR provider <> ''", name="moves_to_somebody"),
        CheckConstraint("(closed_on IS NULL) = (closed_because = '')", name="closed_for_a_reason"),
    )

    programme_id: Mapped[UUID]
    person_id: Mapped[UUID]
    package_since: Mapped[date | None]
    visits_a_week: Mapped[int | None]
    minutes_a_week: Mapped[int | None]
    speaks_for: Mapped[str] = mapped_column(default="")  # who speaks for the person, as the list names them
    social_worker_id: Mapped[UUID | None]
    direct_care_id: Mapped[UUID | None]
    planned_on: Mapped[date | None]
    letter_sent_on: Mapped[date | None]
    met_on: Mapped[date | None]
    met_whom: Mapped[MetWhom | None]
    met_name: Mapped[str] = mapped_column(default="")
    needs_match: Mapped[bool | None]  # whether the package still meets the needs
    circumstances: Mapped[str] = mapped_column(default="")
    agreed_on: Mapped[date | None]
    agreed_minutes_a_week: Mapped[int | None]
    agreed_with: Mapped[str] = mapped_column(default="")
    agreed_because: Mapped[str] = mapped_column(default="")
    outcome: Mapped[ReviewOutcome | None]
    decided_on: Mapped[date | None]
    provider: Mapped[str] = mapped_column(default="")
    minutes_then: Mapped[int | None]
    starts_on: Mapped[date | None]
    stays_because: Mapped[StaysBecause | None]
    outcome_because: Mapped[str] = mapped_column(default="")
    handed_over_on: Mapped[date | None]
    handed_over_by_id: Mapped[UUID | None]
    provider_contact: Mapped[str] = mapped_column(default="")
    shown: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    closed_because: Mapped[str] = mapped_column(default="")
