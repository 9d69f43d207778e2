"""The team's free hours, decided inside one transaction: the team's row is held until the commit (REF-15)."""

from uuid import UUID

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import look
from models.capacity import load_of, team_loads
from models.rules.capacity.load import Load, capacity_lack
from models.teams import Team


def free_hours(turn: Turn, team: UUID) -> Load:
    """The team's load, its row held until the commit, so that two desks can't promise the same hours. (REF-15)."""
    with turn.session.no_autoflush:
        look(turn, Team, team, lock=True)
        return load_of(turn.session.execute(team_loads(turn.office, turn.day).where(Team.id == team)).one())


def refuse_without_capacity(turn: Turn, team: UUID, minutes: int) -> None:
    """Refuse to give `minutes` of workers a week beyond what the team has given away already.

    Source: OPG 1.5; CAB 2 (REF-15).
    """
    lack = capacity_lack(minutes, free_hours(turn, team))
    refuse_if(() if lack is None else (lack,))
