"""Referrals, from the moment first asked to their outcome, and the capacity held for them."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded, index_where
from models.values import Call
from models.vocabulary.referrals import (
    Band,
    ComesFrom,
    CommunityAim,
    ExistingPackage,
    HoldEnd,
    Notice,
    Pathway,
    ReferralDocument,
    ReferralOutcome,
    ReferralReason,
    Support,
)


class Referral(Recorded):
    """One referral. Its stage is computed from its moments, never typed (REF-10 to REF-19)."""

    __tablename__ = "referral"
    links = {
        "person_id": "person",
        "team_id": "team",
        "earlier_id": "referral",
        "accepted_by_id": "staff",
        "outcome_by_id": "staff",
        "scheduling_confirmed_by_id": "staff",
    }
    rules = (
        UniqueConstraint("office_id", "reference"),
        CheckConstraint("first_asked_at <= received_at", name="first_asked_before_received"),
        CheckConstraint("(outcome IS NULL) = (outcome_at IS NULL)", name="outcome_with_its_moment"),
        CheckConstraint("(accepted_at IS NULL) = (accepted_by_id IS NULL)", name="accepted_by_somebody"),
        CheckConstraint(
            "outcome <> 'declined' OR (outcome_because <> '' AND discussed_with_assessor)", name="declined_with_reason"
        ),
        CheckConstraint("outcome <> 'withdrawn' OR care_hub_told_at IS NOT NULL", name="withdrawn_and_told"),
        CheckConstraint("scheduling_confirmed_at IS NULL OR accepted_at IS NOT NULL", name="promised_after_accepted"),
        Index(
            "ix_referral_waiting",
            "office_id",
            "first_asked_at",
            postgresql_where=text("outcome IS NULL"),
            sqlite_where=text("outcome IS NULL"),
        ),
        index_where("ix_referral_chc", "office_id", rows="chc_asked_at IS NOT NULL AND chc_transferred_at IS NULL"),
        Index(None, "received_at"),
        Index(None, "outcome_at"),
    )

    person_id: Mapped[UUID]
    team_id: Mapped[UUID]
    earlier_id: Mapped[UUID | None]  # the referral that this one continues (REF-13, REF-17)
    reference: Mapped[str]
    received_at: Mapped[datetime]
    first_asked_at: Mapped[datetime]
    document: Mapped[ReferralDocument | None]
    reason: Mapped[ReferralReason | None]
    from_hospital: Mapped[bool] = mapped_column(default=False)
    hospital_answer: Mapped[bool | None]  # where document, reason and field disagree (REF-10)
    hospital_answered_at: Mapped[datetime | None]
    hospital_answered_by: Mapped[str | None]  # who recorded it, by name
    hospital_answer_of: Mapped[str | None]  # who said so
    hospital: Mapped[str] = mapped_column(default="")
    admitted_on: Mapped[date | None]
    discharge_on: Mapped[date | None]
    urgent: Mapped[bool] = mapped_column(default=False)
    support: Mapped[Support] = mapped_column(default=Support.NOT_STATED)
    support_text: Mapped[str] = mapped_column(default="")
    calls_text: Mapped[str] = mapped_column(default="")
    calls_revision: Mapped[int] = mapped_column(default=1)
    needs_and_risks: Mapped[str] = mapped_column(default="")
    alternatives_considered: Mapped[str] = mapped_column(default="")
    referrer: Mapped[str] = mapped_column(default="")
    referrer_telephone: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    content_key: Mapped[str] = mapped_column(default="")  # of the imported row: the same row again adds nothing

    end_of_life: Mapped[bool] = mapped_column(default=False)
    end_of_life_discussion: Mapped[str] = mapped_column(default="")
    delivery_confirmed_at: Mapped[datetime | None]  # CWCs can deliver an urgent need safely (REF-7)
    chc: Mapped[bool] = mapped_column(default=False)
    chc_known_at: Mapped[datetime | None]  # from the start, or found later (REF-8)
    chc_reviewed_at: Mapped[datetime | None]
    chc_asked_at: Mapped[datetime | None]
    chc_transferred_at: Mapped[datetime | None]
    existing_package: Mapped[ExistingPackage | None]
    provider: Mapped[str] = mapped_column(default="")
    notice: Mapped[Notice | None]
    notice_given_on: Mapped[date | None]
    extra_until: Mapped[date | None]
    provider_agreed_at: Mapped[datetime | None]

    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[UUID | None]
    scheduling_confirmed_at: Mapped[datetime | None]  # from here its hours are promised (REF-15)
    scheduling_confirmed_by_id: Mapped[UUID | None]
    start_planned_at: Mapped[datetime | None]
    pathway: Mapped[Pathway | None]  # urgent or planned support, where the office tells them apart (STC-1)
    comes_from: Mapped[ComesFrom | None]
    community_aim: Mapped[CommunityAim | None]
    exceptional_because: Mapped[str] = mapped_column(default="", server_default="")
    outcome: Mapped[ReferralOutcome | None]
    outcome_at: Mapped[datetime | None]
    outcome_by_id: Mapped[UUID | None]
    outcome_because: Mapped[str] = mapped_column(default="")
    discussed_with_assessor: Mapped[bool] = mapped_column(default=False)
    care_hub_told_at: Mapped[datetime | None]
    capacity_found_at: Mapped[datetime | None]  # from when the clock of held or promised capacity runs (REF-13)
    first_start_agreed_at: Mapped[datetime | None]  # while that clock runs; a later one doesn't move its limit
    capacity_given_back_at: Mapped[datetime | None]  # the last time, of held and of promised capacity
    assessor_notified_at: Mapped[datetime | None]  # that capacity expired, or that the person died


class RequestedVisit(Recorded):
    """A visit that a referral asks for; the current ones are of the referral's `calls_revision`."""

    __tablename__ = "requested_visit"
    links = {"referral_id": "referral"}
    rules = (
        CheckConstraint("workers IN (1, 2)", name="one_or_two_workers"),
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes_of_a_day"),
        CheckConstraint("days BETWEEN 1 AND 127", name="days_of_a_week"),
    )

    referral_id: Mapped[UUID]
    revision: Mapped[int]
    days: Mapped[int]
    call: Mapped[Call]
    at: Mapped[time | None]
    minutes: Mapped[int]
    workers: Mapped[int]


class InformationRequest(Recorded):
    """What was asked about a referral, of whom, when it was chased and when it came (REF-3)."""

    __tablename__ = "information_request"
    links = {"referral_id": "referral", "asked_by_id": "staff"}
    rules = (CheckConstraint("received_at IS NULL OR received_at >= asked_at", name="received_after_asked"),)

    referral_id: Mapped[UUID]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[UUID]
    of_whom: Mapped[str]
    what: Mapped[str]
    chased_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")


class Hold(Recorded):
    """Capacity held for somebody who isn't ready. It expires by the clock, and is released by a person (REF-13)."""

    __tablename__ = "hold"
    links = {"referral_id": "referral", "team_id": "team", "held_by_id": "staff", "ended_by_id": "staff"}
    rules = (
        Index(
            "uq_hold_open",
            "referral_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
            sqlite_where=text("ended_at IS NULL"),
        ),
        index_where("ix_hold_open", "office_id", "team_id", rows="ended_at IS NULL"),
        CheckConstraint("(ended_at IS NULL) = (ended_as IS NULL)", name="ended_in_some_way"),
        CheckConstraint("ended_as <> 'released' OR assessor_notified_at IS NOT NULL", name="released_and_notified"),
        CheckConstraint("worker_minutes > 0", name="holds_something"),
    )

    referral_id: Mapped[UUID]
    team_id: Mapped[UUID]
    found_at: Mapped[datetime]
    held_by_id: Mapped[UUID]
    worker_minutes: Mapped[int]
    ended_at: Mapped[datetime | None]
    ended_as: Mapped[HoldEnd | None]
    ended_by_id: Mapped[UUID | None]
    assessor_notified_at: Mapped[datetime | None]


class Placement(Recorded):
    """A referral placed out of order: reason, who decided, who was consulted (REF-11)."""

    __tablename__ = "placement"
    links = {"referral_id": "referral", "decided_by_id": "staff"}
    rules = (
        CheckConstraint("because <> ''", name="with_a_reason"),
        Index(
            "uq_placement_open",
            "referral_id",
            unique=True,
            postgresql_where=text("lifted_at IS NULL"),
            sqlite_where=text("lifted_at IS NULL"),
        ),
    )

    referral_id: Mapped[UUID]
    band: Mapped[Band]
    because: Mapped[str]
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[UUID]
    consulted: Mapped[str]
    expires_at: Mapped[datetime | None]
    lifted_at: Mapped[datetime | None]


class StartCheck(Recorded):
    """A tick of the checklist before the first visit; its items are the office's own list (REF-19)."""

    __tablename__ = "start_check"
    links = {"referral_id": "referral", "done_by_id": "staff"}
    rules = (UniqueConstraint("office_id", "referral_id", "item"),)

    referral_id: Mapped[UUID]
    item: Mapped[str]
    done_at: Mapped[datetime | None]  # none again where a tick was taken back
    done_by_id: Mapped[UUID | None]
    note: Mapped[str] = mapped_column(default="")
