"""The tab Interim transfer for the person in view, and the teams that could receive them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.door.turn import Turn
from app.queries.agreement.who_may_sign import SignChoice, SpeakerFacts, sign_choices
from app.queries.episodes.in_view import in_view
from app.queries.transfer.transfer import receiving_teams, transfer
from app.queries.transfer.view import ReceivingTeam, TransferView
from models.together import Together
from models.vocabulary.people import PaperFormat


@dataclass(frozen=True, slots=True)
class TransferPage:
    """The way on of somebody's open or latest support, and the teams that could receive them; none before any."""

    person_seen: int
    paper_format: PaperFormat
    communication: str
    teams: tuple[ReceivingTeam, ...]
    view: TransferView | None
    sign_choices: tuple[SignChoice, ...] = ()  # the answers to "Who signs this time?", the person first (FUND-5)


def transfer_page(turn: Turn, *, person: UUID) -> TransferPage:
    """The tab Interim transfer of a person, in three trips to a server. Source: OPG 5 (INT-1 to INT-8, FUND-1 to 5)."""
    together = Together(turn.session)
    asked_teams = together.ask(receiving_teams, turn)
    known = together.ask(in_view, turn, person)()
    view = transfer(turn, episode=known.episode) if known.episode else None
    choices = _sign_choices(view, known.paper_format, turn.day) if view else ()
    return TransferPage(
        known.seen, known.paper_format, known.communication, asked_teams() if view else (), view, choices
    )


def _sign_choices(view: TransferView, paper_format: PaperFormat, day: date) -> tuple[SignChoice, ...]:
    speakers = [
        SpeakerFacts(each.id, each.name, each.relation, each.authority, each.paper_format)
        for each in view.representatives
    ]
    return sign_choices(view.person_name, paper_format, speakers, view.powers, day)
