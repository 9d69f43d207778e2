"""The team's free hours, decided inside one transaction: the team's row is held until the commit (REF-15)."""

from uuid import UUID

from app.services.records import look, refuse_if
from app.turn import Turn
from models.rules.capacity import capacity_lack
from models.teams import Team
from models.workload import load_of, team_loads


def refuse_without_capacity(turn: Turn, team: UUID, minutes: int) -> None:
    """Refuse to give `minutes` of workers a week beyond what the team has given away already.

    Source: OPG 1.5; CAB 2 (REF-15).
    """
    look(turn, Team, team, lock=True)
    row = turn.session.execute(team_loads(turn.office, turn.day).where(Team.id == team)).one()
    lack = capacity_lack(minutes, load_of(row))
    refuse_if(() if lack is None else (lack,))
