"""Which packages were closed before this program came: nobody here closed them, and nothing of them is asked."""

from sqlalchemy import ColumnElement, and_, exists

from models.closure import Closure
from models.episodes import Episode
from models.vocabulary.closure import EndReason


def is_taken_over_closed() -> ColumnElement[bool]:
    """Whether the statement's episode came in closed: a hand-over alone closes one without somebody. (RET-1, PSP-8)."""
    here = exists().where(
        Closure.office_id == Episode.office_id, Closure.episode_id == Episode.id, Closure.closed_at.is_not(None)
    )
    return and_(
        Episode.closed_at.is_not(None),
        Episode.end_reason != EndReason.TRANSFERRED,
        ~here.correlate(Episode),
    )
