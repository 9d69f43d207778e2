"""Short Term Care at Home: what support is for at first, recovering or goals."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Recorded
from models.vocabulary.plans import AimOfSupport


class SupportAim(Recorded):
    """Whether somebody recovers and recuperates first or has SMART goals, when and by whom it was decided.

    An episode has one row: decided anew it is the same one, and the audit keeps what was decided before. Without a row
    it is goals. Source: STCH (STC-2).
    """

    __tablename__ = "support_aim"
    links = {"episode_id": "episode", "decided_by_id": "staff", "recorded_by_id": "staff"}
    rules = (
        UniqueConstraint("office_id", "episode_id"),
        CheckConstraint("support_for = 'goals' OR because <> ''", name="recuperates_for_a_reason"),
        CheckConstraint("goals_from IS NULL OR support_for = 'goals'", name="goals_from_with_goals"),
    )

    episode_id: Mapped[UUID]
    support_for: Mapped[AimOfSupport]
    because: Mapped[str]
    decided_on: Mapped[date]
    decided_by_id: Mapped[UUID]
    recorded_by_id: Mapped[UUID]
    goals_from: Mapped[datetime | None]  # when recuperating turned to goals, from where their time counts; else none
