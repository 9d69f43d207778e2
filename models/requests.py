"""Subject access requests: who asks for what is known of somebody, until when, what was looked at, how it ended."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded, index_where
from models.vocabulary.requests import AccessCheckKind, AskedBy, Authority, ReleasedHow, RequestOutcome


class AccessRequest(Recorded):
    """A request for what is known of one person. Source: UK GDPR, articles 12 and 15 (SAR-1, SAR-2, SAR-3).

    `evidence` tells what showed who asks and that they may; where it was asked for first, time runs from its day.
    """

    __tablename__ = "access_request"
    links = {
        "person_id": "person",
        "recorded_by_id": "staff",
        "handler_id": "staff",
        "evidence_seen_by_id": "staff",
        "extended_by_id": "staff",
        "copied_by_id": "staff",
        "ended_by_id": "staff",
    }
    rules = (
        CheckConstraint("asked_by <> 'another' OR asker <> ''", name="another_by_name"),
        CheckConstraint(
            "(evidence_seen_on IS NULL) = (evidence = '') "
            "AND (evidence_seen_on IS NULL) = (evidence_seen_by_id IS NULL)",
            name="evidence_seen_by_somebody",
        ),
        CheckConstraint(
            "(extended_on IS NULL) = (extended_because = '') AND (extended_on IS NULL) = (extended_by_id IS NULL)",
            name="extended_with_a_reason",
        ),
        CheckConstraint("(copied_at IS NULL) = (copied_by_id IS NULL)", name="copied_by_somebody"),
        CheckConstraint(
            "(outcome IS NULL) = (ended_on IS NULL) AND (outcome IS NULL) = (ended_by_id IS NULL)",
            name="ended_by_somebody",
        ),
        CheckConstraint("outcome IS NULL OR outcome = 'released' OR because <> ''", name="ended_with_a_reason"),
        CheckConstraint("outcome <> 'released' OR (given_to <> '' AND given_how IS NOT NULL)", name="released_to_whom"),
        index_where("ix_access_request_open", "office_id", rows="outcome IS NULL"),
        index_where("ix_access_request_ended_on", "office_id", "ended_on", rows="outcome IS NOT NULL"),
    )

    person_id: Mapped[UUID]
    received_on: Mapped[date]
    asked_by: Mapped[AskedBy]
    asker: Mapped[str] = mapped_column(default="")  # by name, where it isn't the person
    wanted: Mapped[str] = mapped_column(default="")  # empty is everything
    recorded_by_id: Mapped[UUID]
    handler_id: Mapped[UUID | None]
    evidence_asked_on: Mapped[date | None]
    authority: Mapped[Authority | None]
    evidence: Mapped[str] = mapped_column(default="")
    evidence_seen_on: Mapped[date | None]
    evidence_seen_by_id: Mapped[UUID | None]
    extended_on: Mapped[date | None]  # when whoever asks was told of it
    extended_because: Mapped[str] = mapped_column(default="")
    extended_by_id: Mapped[UUID | None]
    copied_at: Mapped[datetime | None]
    copied_by_id: Mapped[UUID | None]
    outcome: Mapped[RequestOutcome | None]
    ended_on: Mapped[date | None]
    ended_by_id: Mapped[UUID | None]
    because: Mapped[str] = mapped_column(default="")
    given_to: Mapped[str] = mapped_column(default="")
    given_how: Mapped[ReleasedHow | None]


class AccessCheck(Recorded):
    """One of the things that are looked at before a copy leaves, and what was found. DPA 2018, sch. 2, 3 (SAR-2)."""

    __tablename__ = "access_check"
    links = {"request_id": "access_request", "checked_by_id": "staff"}
    rules = (
        UniqueConstraint("office_id", "request_id", "what"),
        CheckConstraint("found <> ''", name="says_what_was_found"),
    )

    request_id: Mapped[UUID]
    what: Mapped[AccessCheckKind]
    found: Mapped[str]
    checked_at: Mapped[datetime]
    checked_by_id: Mapped[UUID]
