"""MDT meetings: who was there, what was decided about whom, and what somebody is to do by when."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, Index, UniqueConstraint, exists
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded, index_where
from models.vocabulary.meetings import DecisionKind, MeetingKind


class Meeting(Recorded):
    """A weekly or a daily meeting of a team's MDT (MDT-1, MDT-2)."""

    __tablename__ = "meeting"
    links = {"team_id": "team", "opened_by_id": "staff"}
    rules = (
        Index(None, "team_id", "kind", "held_at"),
        index_where("ix_meeting_open", "office_id", "team_id", rows="finished_at IS NULL"),
    )

    team_id: Mapped[UUID]
    kind: Mapped[MeetingKind]
    held_at: Mapped[datetime]
    opened_by_id: Mapped[UUID]
    finished_at: Mapped[datetime | None]


class Attendance(Recorded):
    """That a member was at a meeting; `left_at` where they went, or were marked as there by mistake."""

    __tablename__ = "attendance"
    links = {"meeting_id": "meeting", "staff_id": "staff"}
    rules = (UniqueConstraint("office_id", "meeting_id", "staff_id"),)

    meeting_id: Mapped[UUID]
    staff_id: Mapped[UUID]
    left_at: Mapped[datetime | None]


class Decision(Recorded):
    """What a meeting decided about somebody (MDT-3)."""

    __tablename__ = "decision"
    links = {"meeting_id": "meeting", "episode_id": "episode", "recorded_by_id": "staff"}

    meeting_id: Mapped[UUID]
    episode_id: Mapped[UUID]
    kind: Mapped[DecisionKind]
    decided_at: Mapped[datetime]
    recorded_by_id: Mapped[UUID]
    note: Mapped[str] = mapped_column(default="")


class MeetingNote(Recorded):
    """What somebody says, as a meeting heard it, and the next steps agreed with them, on which day (MDT-1)."""

    __tablename__ = "meeting_note"
    links = {"meeting_id": "meeting", "episode_id": "episode", "noted_by_id": "staff"}
    rules = (
        UniqueConstraint("office_id", "meeting_id", "episode_id"),
        CheckConstraint("(next_steps_on IS NULL) = (next_steps = '')", name="steps_agreed_on_a_day"),
    )

    meeting_id: Mapped[UUID]
    episode_id: Mapped[UUID]
    noted_by_id: Mapped[UUID]
    person_says: Mapped[str] = mapped_column(default="")
    next_steps: Mapped[str] = mapped_column(default="")
    next_steps_on: Mapped[date | None]


class Action(Recorded):
    """What somebody took on in a meeting: owner, due day, and when it was done (MDT-3)."""

    __tablename__ = "action"
    links = {"meeting_id": "meeting", "episode_id": "episode", "owner_id": "staff", "done_by_id": "staff"}
    rules = (CheckConstraint("what <> ''", name="says_what"), Index(None, "done_at"))

    meeting_id: Mapped[UUID]
    episode_id: Mapped[UUID | None]
    what: Mapped[str]
    owner_id: Mapped[UUID]
    due: Mapped[date]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[UUID | None]


class MeetingTakenBack(Recorded):
    """That a meeting took a decision or an action back while it went on, and why (MDT-3)."""

    __tablename__ = "meeting_taken_back"
    links = {
        "decision_id": "decision",
        "action_id": "action",
        "episode_id": "episode",
        "taken_back_by_id": "staff",
    }
    rules = (
        UniqueConstraint("office_id", "decision_id"),
        UniqueConstraint("office_id", "action_id"),
        CheckConstraint("because <> ''", name="with_a_reason"),
        CheckConstraint("(decision_id IS NULL) <> (action_id IS NULL)", name="either_decision_or_action"),
    )

    decision_id: Mapped[UUID | None]
    action_id: Mapped[UUID | None]
    episode_id: Mapped[UUID | None]  # whom it is about; none of an action about nobody
    taken_back_at: Mapped[datetime]
    taken_back_by_id: Mapped[UUID]
    because: Mapped[str]


def not_taken_back(kind: type[Decision] | type[Action]) -> ColumnElement[bool]:
    """Whether the meeting hasn't taken back a decision or an action of the statement. Source: OPG 3.5 (MDT-3)."""
    taken = MeetingTakenBack.__table__
    which = taken.c.decision_id if kind is Decision else taken.c.action_id
    return ~exists().where(which == kind.id).correlate_except(taken)
