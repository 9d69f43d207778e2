"""The tab Interim transfer for the person in view, and the teams that could receive them."""

from dataclasses import dataclass
from uuid import UUID

from app.door.turn import Turn
from app.queries.episodes.in_view import in_view
from app.queries.transfer.transfer import receiving_teams, transfer
from app.queries.transfer.view import ReceivingTeam, TransferView
from models.vocabulary.people import PaperFormat


@dataclass(frozen=True, slots=True)
class TransferPage:
    """The way on of somebody's open or latest support, and the teams that could receive them; none before any."""

    person_seen: int
    paper_format: PaperFormat
    communication: str
    teams: tuple[ReceivingTeam, ...]
    view: TransferView | None


def transfer_page(turn: Turn, *, person: UUID) -> TransferPage:
    """The tab Interim transfer of a person. Source: OPG 5; MG (INT-1 to INT-8, FUND-1 to FUND-5)."""
    known = in_view(turn, person)
    view = transfer(turn, episode=known.episode) if known.episode else None
    return TransferPage(
        known.seen, known.paper_format, known.communication, receiving_teams(turn) if view else (), view
    )
