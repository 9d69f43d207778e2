"""Breaks in service: hospital, care home, family, away; and those that never were."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, Index, UniqueConstraint, exists, text
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


class BreakUndone(Recorded):
    """That a break was recorded by mistake, and why: nobody was away (END-3).

    The break itself is over with the moment at which it began, so that no day of it counts anywhere.
    """

    __tablename__ = "break_undone"
    links = {"break_id": "break", "undone_by_id": "staff"}
    rules = (
        UniqueConstraint("office_id", "break_id"),
        CheckConstraint("because <> ''", name="with_a_reason"),
    )

    break_id: Mapped[UUID]
    undone_at: Mapped[datetime]
    undone_by_id: Mapped[UUID]
    because: Mapped[str]


def took_place() -> ColumnElement[bool]:
    """Whether the break of the statement wasn't recorded by mistake."""
    return ~exists().where(BreakUndone.break_id == Break.id).correlate(Break)
