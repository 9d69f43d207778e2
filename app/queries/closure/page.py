"""The tab Closure for the person in view."""

from dataclasses import dataclass
from uuid import UUID

from app.door.turn import Turn
from app.queries.closure.closure import closure
from app.queries.closure.view import ClosureView
from app.queries.episodes.in_view import in_view


@dataclass(frozen=True, slots=True)
class ClosurePage:
    """How somebody's open or latest support ends; none where they never had any."""

    person_seen: int
    view: ClosureView | None


def closure_page(turn: Turn, *, person: UUID) -> ClosurePage:
    """The tab Closure of a person. Source: OPG 4, 6 (END-1 to END-8)."""
    known = in_view(turn, person)
    return ClosurePage(known.seen, closure(turn, episode=known.episode) if known.episode else None)
