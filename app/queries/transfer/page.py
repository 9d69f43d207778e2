"""The tabs Interim transfer and Closure for the person in view: which episode, and what else they ask."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.door.errors import Refused
from app.door.turn import Turn
from app.queries.closure.closure import closure
from app.queries.closure.view import ClosureView
from app.queries.transfer.transfer import receiving_teams, transfer
from app.queries.transfer.view import ReceivingTeam, TransferView
from models.episodes import Episode
from models.people import Person
from models.vocabulary import PaperFormat


@dataclass(frozen=True, slots=True)
class TransferPage:
    """The way on of somebody's open or latest support, and the teams that could receive them; none before any."""

    person_seen: int
    paper_format: PaperFormat
    communication: str
    teams: tuple[ReceivingTeam, ...]
    view: TransferView | None


@dataclass(frozen=True, slots=True)
class ClosurePage:
    """How somebody's open or latest support ends; none where they never had any."""

    person_seen: int
    view: ClosureView | None


@dataclass(frozen=True, slots=True)
class _InView:
    seen: int
    paper_format: PaperFormat
    communication: str
    episode: UUID | None


def transfer_page(turn: Turn, *, person: UUID) -> TransferPage:
    """The tab Interim transfer of a person. Source: OPG 5; MG (INT-1 to INT-8, FUND-1 to FUND-5)."""
    known = _in_view(turn, person)
    view = transfer(turn, episode=known.episode) if known.episode else None
    return TransferPage(
        known.seen, known.paper_format, known.communication, receiving_teams(turn) if view else (), view
    )


def closure_page(turn: Turn, *, person: UUID) -> ClosurePage:
    """The tab Closure of a person. Source: OPG 4, 6 (END-1 to END-8)."""
    known = _in_view(turn, person)
    return ClosurePage(known.seen, closure(turn, episode=known.episode) if known.episode else None)


def _in_view(turn: Turn, person: UUID) -> _InView:
    """The person with the open episode, else the latest that wasn't undone."""
    row = turn.session.execute(
        select(Person.version, Person.paper_format, Person.communication, Episode.id)
        .outerjoin(Episode, (Episode.person_id == Person.id) & Episode.undone_at.is_(None))
        .where(Person.id == person, Person.office_id == turn.office)
        .order_by(Episode.ended_at.is_(None).desc(), Episode.started_at.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise Refused("This person isn't in your office's list, or no longer.", who="the office that holds it")
    return _InView(*row)
