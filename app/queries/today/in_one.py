"""Today with one line a team for all referrals that wait for the same, instead of one for each of them."""

from uuid import UUID

from app.door.turn import Turn
from app.queries.today.prompt_row import PromptRow
from app.queries.today.prompts import today
from app.queries.today.said_in_one import said_in_one


def today_in_one(turn: Turn, *, team: UUID | None = None, acting_for: frozenset[UUID] = frozenset()) -> list[PromptRow]:
    """All that is to be shown now, the most pressing first; the line of a team opens the referral that waits longest.

    Source: good practice (REF-10, REF-12).
    """
    return said_in_one(today(turn, team=team, acting_for=acting_for))
