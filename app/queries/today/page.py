"""All that the tab Today shows at once, asked in one session: one moment, one answer."""

from dataclasses import dataclass
from uuid import UUID

from app.door.turn import Turn
from app.queries.today.handover_notes import NoteRow, notes
from app.queries.today.in_one import today_in_one
from app.queries.today.prompts import PromptRow
from app.queries.today.starting import StartRow, starting
from app.queries.today.waiting import WaitingRow, waiting_on_others
from models.rules.spoken_limits import nothing_to_do
from models.together import Together


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The prompts, and what stands beside them. `lesson` says what comes up here, for while nothing does."""

    prompts: tuple[PromptRow, ...]
    notes: tuple[NoteRow, ...]
    waiting: tuple[WaitingRow, ...]
    starting: tuple[StartRow, ...]
    lesson: str


def today_page(turn: Turn, *, team: UUID | None = None, acting_for: frozenset[UUID] = frozenset()) -> TodayPage:
    """Of one team or all; nine statements, however many people: at a server three trips, for most go together."""
    together = Together(turn.session)
    noted, begin = together.ask(notes, turn, team=team), together.ask(starting, turn, team=team)
    waiting = waiting_on_others(together, turn, team)
    prompts = together.ask(today_in_one, turn, team=team, acting_for=acting_for)
    return TodayPage(tuple(prompts()), noted(), waiting(), begin(), nothing_to_do(turn.policy))
