"""Breaks in service: hospital, care home, family, away."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind


class Break(Recorded):
    """A break, recorded when it begins. Which rule applies follows the episode's kind at that time (END-3)."""

    __tablename__ = "break"
    links = {"episode_id": "episode", "recorded_by_id": "staff"}
    rules = (
        Index(
            "uq_break_open",
            "episode_id",
            unique=True,
            postgresql_where=text("returned_at IS NULL"),
            sqlite_where=text("returned_at IS NULL"),
        ),
        CheckConstraint("returned_at IS NULL OR returned_at >= began_at", name="returned_after_it_began"),
    )

    episode_id: Mapped[UUID]
    kind: Mapped[BreakKind]
    episode_kind: Mapped[EpisodeKind]
    began_at: Mapped[datetime]
    last_visit_on: Mapped[date]
    return_expected_at: Mapped[datetime | None]
    long_term_planned: Mapped[bool] = mapped_column(default=False)  # a placement planned for over 72 h
    return_still_planned: Mapped[bool] = mapped_column(default=True)
    last_asked_at: Mapped[datetime]
    recorded_by_id: Mapped[UUID]
    returned_at: Mapped[datetime | None]
    next_visit_on: Mapped[date | None]
