"""Episodes: one continuous period of one person's support of one kind."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, Index, UniqueConstraint, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded, index_where
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import AssessmentDecision, EpisodeKind, MilestoneKind


class Episode(Recorded):
    """A person has many over the years and never two open ones: the database refuses it (REF-16, INT-7)."""

    __tablename__ = "episode"
    links = {
        "person_id": "person",
        "team_id": "team",
        "referral_id": "referral",
        "follows_id": "episode",
        "dso_id": "staff",
        "case_coordinator_id": "staff",
        "goal_setter_id": "staff",
    }
    rules = (
        Index(
            "uq_episode_open",
            "office_id",
            "person_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
            sqlite_where=text("ended_at IS NULL"),
        ),
        index_where("ix_episode_in_service", "team_id", rows="ended_at IS NULL"),
        index_where("ix_episode_closing", "office_id", rows="closed_at IS NULL AND end_reason <> 'transferred'"),
        Index(None, "started_at"),
        index_where("ix_episode_ended_at", "ended_at", rows="ended_at IS NOT NULL"),
        CheckConstraint(
            "ended_at IS NULL OR ended_at >= started_at OR undone_at IS NOT NULL", name="ends_after_it_starts"
        ),
        CheckConstraint(
            "ended_at IS NULL OR end_reason IS NOT NULL OR undone_at IS NOT NULL", name="ended_for_a_reason"
        ),
        CheckConstraint(
            "undone_at IS NULL OR (undone_because <> '' AND ended_at IS NOT NULL)", name="undone_with_a_reason"
        ),
        CheckConstraint("closed_at IS NULL OR ended_at IS NOT NULL", name="closed_after_it_ended"),
    )

    person_id: Mapped[UUID]
    kind: Mapped[EpisodeKind]
    team_id: Mapped[UUID]
    referral_id: Mapped[UUID | None]
    follows_id: Mapped[UUID | None]  # the episode that this one continues (INT-7)
    dso_id: Mapped[UUID]
    case_coordinator_id: Mapped[UUID | None]
    goal_setter_id: Mapped[UUID | None]
    started_at: Mapped[datetime]
    first_support_at: Mapped[datetime]  # when the first episode of this run began: day 1 is counted from here
    support_plan_at: Mapped[datetime | None]  # PSP-6
    package_started_on: Mapped[date | None]  # the long-term package (PSP-8)
    package_reviewed_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[EndReason | None]
    end_decided_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    undone_because: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]


class Extension(Recorded):
    """Beyond six weeks, because the person is still gaining independence: the one reason there is (PSP-7)."""

    __tablename__ = "extension"
    links = {"episode_id": "episode", "agreed_by_id": "staff"}

    episode_id: Mapped[UUID]
    last_day: Mapped[date]
    agreed_at: Mapped[datetime]
    agreed_by_id: Mapped[UUID]
    note: Mapped[str] = mapped_column(default="")


class Milestone(Recorded):
    """A milestone of an episode, one of a kind. Source: OPG 3.4 (MILE-1)."""

    __tablename__ = "milestone"
    links = {"episode_id": "episode", "recorded_by_id": "staff"}
    rules = (
        UniqueConstraint("office_id", "episode_id", "kind"),
        CheckConstraint("kind <> 'assessed' OR decision IS NOT NULL", name="assessed_with_its_decision"),
    )

    episode_id: Mapped[UUID]
    kind: Mapped[MilestoneKind]
    at: Mapped[datetime]
    decision: Mapped[AssessmentDecision | None]
    assessed_by: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]  # an end that was reopened: the row stays, the milestone doesn't count
    recorded_by_id: Mapped[UUID | None]


class Equipment(Recorded):
    """Equipment or a minor adaptation ordered: who assessed, and whether trained for it. OPG 3.8 (PSP-10)."""

    __tablename__ = "equipment"
    links = {"episode_id": "episode", "assessed_by_id": "staff"}

    episode_id: Mapped[UUID]
    what: Mapped[str]
    ordered_at: Mapped[datetime]
    assessed_by_id: Mapped[UUID]
    assessor_trained: Mapped[bool]


class SpecialistIntervention(Recorded):
    """Direct work by an OT with somebody in the service. Source: OPG 3.7 (PSP-10)."""

    __tablename__ = "specialist_intervention"
    links = {"episode_id": "episode", "by_id": "staff"}

    episode_id: Mapped[UUID]
    by_id: Mapped[UUID]
    at: Mapped[datetime]
    what: Mapped[str]


class InterventionRequest(Recorded):
    """Which member of the MDT asked for an OT's direct work; without one the OT began it. OPG 3.7 (PSP-10)."""

    __tablename__ = "intervention_request"
    links = {"intervention_id": "specialist_intervention", "asked_by_id": "staff"}
    rules = (UniqueConstraint("office_id", "intervention_id"),)

    intervention_id: Mapped[UUID]
    asked_by_id: Mapped[UUID]


class HandoverNote(Recorded):
    """A note from one desk to the next, for the weekend or for leave (DAY-2)."""

    __tablename__ = "handover_note"
    links = {"team_id": "team", "by_id": "staff"}
    rules = (Index(None, "until"), Index(None, "team_id", "until"))

    team_id: Mapped[UUID]
    by_id: Mapped[UUID]
    written_at: Mapped[datetime]
    until: Mapped[date]
    note: Mapped[str]


def waits_for_closing() -> ColumnElement[bool]:
    """Ended and not closed, unless its person was transferred: told as its index is, or no file takes that."""
    moved = literal_column(f"'{EndReason.TRANSFERRED.value}'", Episode.end_reason.type)
    return Episode.closed_at.is_(None) & (Episode.end_reason != moved)
