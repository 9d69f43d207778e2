"""The tab Closure for the person in view."""

from dataclasses import dataclass
from uuid import UUID

from app.door.turn import Turn
from app.queries.closure.closure import closure
from app.queries.closure.view import ClosureView, DeathView
from app.queries.episodes.in_view import in_view
from models.people import Person


@dataclass(frozen=True, slots=True)
class ClosurePage:
    """How somebody's open or latest support ends, none where they never had any, and what is known of a death.

    A death is reported of anybody, of somebody too who only waits (END-6, END-8).
    """

    person: UUID
    person_seen: int
    death: DeathView
    view: ClosureView | None


def closure_page(turn: Turn, *, person: UUID) -> ClosurePage:
    """The tab Closure of a person. Source: OPG 4, 6 (END-1 to END-8)."""
    known = in_view(turn, person)
    view = closure(turn, episode=known.episode) if known.episode else None
    return ClosurePage(person, known.seen, view.death if view is not None else _death_of(turn, person), view)


def _death_of(turn: Turn, person: UUID) -> DeathView:
    """Of somebody who never had support, so that no visit can contradict it."""
    record = turn.session.get_one(Person, person)
    return DeathView(record.version, record.death_reported_at, record.death_confirmed_at, record.died_on, "")
