"""What is expected next of an episode, as columns of a statement about episodes: for lists, papers and the tracker."""

from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import InstrumentedAttribute

from models.episodes import Episode
from models.expected import ExpectedChange
from models.rules.closure.expected import ExpectedFacts


def next_expected() -> tuple[Any, ...]:
    """Kind, moment and reason of the soonest that nobody has confirmed yet, of the outer statement's episode. (END-9).

    `expected_in` makes them into facts.
    """
    return (
        _of(ExpectedChange.kind).label("expected_kind"),
        _of(ExpectedChange.expected_at).label("expected_at"),
        _of(ExpectedChange.reason).label("expected_reason"),
    )


def expected_in(row: Any) -> ExpectedFacts | None:
    """What a row with these columns says is expected; none where nothing is. (END-9)."""
    if row.expected_at is None:
        return None
    return ExpectedFacts(row.expected_kind, row.expected_at, row.expected_reason)


def has_expected() -> Any:
    """Whether anything is expected of the outer statement's episode. (END-9)."""
    return _of(ExpectedChange.expected_at).is_not(None)


def is_still_expected() -> ColumnElement[bool]:
    """Whether nobody has confirmed yet what was expected, nor taken it back. (END-9)."""
    return and_(ExpectedChange.confirmed_at.is_(None), ExpectedChange.taken_back_at.is_(None))


def _of(column: InstrumentedAttribute[Any]) -> Any:
    return (
        select(column)
        .where(
            ExpectedChange.episode_id == Episode.id,
            is_still_expected(),
        )
        .order_by(ExpectedChange.expected_at, ExpectedChange.kind)
        .limit(1)
        .correlate(Episode)
        .scalar_subquery()
    )
