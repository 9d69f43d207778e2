"""Whose word the deeds about an episode rest on, in words, with who typed them in (END-10)."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from models.deciding import WhoDecided, word_stands
from models.rules.sentences import day_text
from models.staff import Staff
from models.vocabulary.deciding import DecidedDeed


def who_decided(turn: Turn, *, episodes: tuple[UUID, ...]) -> dict[DecidedDeed, str]:
    """The latest word on each deed: "Ann Lee, typed in by Bob Hill"; only the one name where it is the same.

    Deeds that were taken over or are older than this have none; the word of a decision that its meeting took back
    counts no more. Source: END-10 (MDT-3).
    """
    rows = turn.session.execute(_words(turn).where(WhoDecided.episode_id.in_(episodes), word_stands()))
    return {row.deed: _in_words(row) for row in rows}


def words_on_plans(turn: Turn, *, plans: tuple[UUID, ...]) -> dict[UUID, str]:
    """The same of the versions of a plan, by version. Source: OPG 1.5, 3.1, 5.3 (PSP-3 to PSP-5, END-10)."""
    rows = turn.session.execute(_words(turn).where(WhoDecided.plan_id.in_(plans)))
    return {row.plan_id: _in_words(row) for row in rows}


def _words(turn: Turn) -> Select[*tuple[Any, ...]]:
    decider, typist = aliased(Staff), aliased(Staff)
    return (
        select(
            WhoDecided.deed,
            WhoDecided.plan_id,
            WhoDecided.mdt_on,
            WhoDecided.present,
            decider.name.label("decider"),
            typist.name.label("typist"),
        )
        .join(typist, typist.id == WhoDecided.typed_by_id)
        .outerjoin(decider, decider.id == WhoDecided.decided_by_id)
        .where(WhoDecided.office_id == turn.office)
        .order_by(WhoDecided.id)
    )


def _in_words(row: Row[*tuple[Any, ...]]) -> str:
    word = row.decider or f"the MDT of {day_text(row.mdt_on)} ({row.present})"
    return word if word == row.typist else f"{word}, typed in by {row.typist}"
