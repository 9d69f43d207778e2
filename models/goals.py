"""SMART goals and how they were worded before."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.vocabulary.goals import GoalPurpose, GoalState


class Goal(Recorded):
    """A goal as it is worded now. What it lacks is computed, so a draft is stored like any other (GOAL-3)."""

    __tablename__ = "goal"
    links = {"episode_id": "episode", "person_id": "person", "set_by_id": "staff"}
    rules = (
        UniqueConstraint("office_id", "episode_id", "number"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_with_its_moment"),
        CheckConstraint("wording > 0", name="wording_from_one"),
    )

    episode_id: Mapped[UUID]
    person_id: Mapped[UUID]
    number: Mapped[int]
    wording: Mapped[int] = mapped_column(default=1)  # a reworded goal starts a new series (IPAD history shows the seam)
    statement: Mapped[str]
    measure: Mapped[str] = mapped_column(default="")
    achievable: Mapped[str] = mapped_column(default="")
    relevant: Mapped[str] = mapped_column(default="")
    target: Mapped[date | None]
    calls: Mapped[str] = mapped_column(default="")  # the calls at which it is worked on, by commas
    own_words: Mapped[str | None]  # what the person said that they want, as they said it
    aim: Mapped[str | None]  # what its ratings are to reach, "I 6 of 7"; none of its own: what the policy says
    set_at: Mapped[datetime]
    set_by_id: Mapped[UUID]
    state: Mapped[GoalState] = mapped_column(default=GoalState.OPEN)
    closed_at: Mapped[datetime | None]
    held_record_at: Mapped[datetime | None]  # in the personal held record (GOAL-5)
    mosaic_at: Mapped[datetime | None]


class SuggestionDismissed(Recorded):
    """A suggestion that was put aside: made of which facts, by whom, when, why; until it was shown again (IPAD-4)."""

    __tablename__ = "suggestion_dismissed"
    links = {"goal_id": "goal", "dismissed_by_id": "staff"}
    rules = (CheckConstraint("because <> ''", name="dismissed_for_a_reason"),)

    goal_id: Mapped[UUID]
    kind: Mapped[str]
    facts: Mapped[str]
    sentence: Mapped[str]
    because: Mapped[str]
    dismissed_at: Mapped[datetime]
    dismissed_by_id: Mapped[UUID]
    shown_again_at: Mapped[datetime | None]


class GoalWording(Recorded):
    """How a goal was worded until it was changed: by whom, when, why. Source: OPG 3.3 (GOAL-4)."""

    __tablename__ = "goal_wording"
    links = {"goal_id": "goal", "changed_by_id": "staff"}
    rules = (
        UniqueConstraint("office_id", "goal_id", "wording"),
        CheckConstraint("because <> ''", name="changed_for_a_reason"),
    )

    goal_id: Mapped[UUID]
    wording: Mapped[int]
    statement: Mapped[str]
    measure: Mapped[str]
    achievable: Mapped[str]
    relevant: Mapped[str]
    target: Mapped[date | None]
    calls: Mapped[str]
    own_words: Mapped[str | None]
    aim: Mapped[str | None]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[UUID]
    because: Mapped[str]


class GoalExample(Recorded):
    """An example in the office's library, from which a goal's form is filled (GOAL-3); archived, never deleted.

    `days_ahead` is how many days ahead its target lies. `statement_folded` is the statement without capitals, accents
    and spaces between: no two of an office are the same by it.
    """

    __tablename__ = "goal_example"
    rules = (
        UniqueConstraint("office_id", "statement_folded"),
        CheckConstraint("statement <> ''", name="says_what"),
        CheckConstraint("days_ahead > 0", name="target_lies_ahead"),
    )

    purpose: Mapped[GoalPurpose]
    statement: Mapped[str]
    statement_folded: Mapped[str]
    measure: Mapped[str] = mapped_column(default="")
    achievable: Mapped[str] = mapped_column(default="")
    relevant: Mapped[str] = mapped_column(default="")
    days_ahead: Mapped[int]
    calls: Mapped[str] = mapped_column(default="")
    aim: Mapped[str | None]
    position: Mapped[int]
    archived_at: Mapped[datetime | None]
