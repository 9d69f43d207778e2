"""The team's free hours, decided inside one transaction: the team's row is held until the commit (REF-15)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import look
from models.capacity import team_hours
from models.rules.capacity.load import Load, capacity_lack
from models.rules.office.closing import closed_team_lacks
from models.teams import Team


def free_hours(turn: Turn, team: UUID, day: date | None = None, until: date | None = None) -> Load:
    """The team's load from a day on (now, unless said), its row held until the commit: nobody promises it twice.

    `until` is the first day that isn't weighed any more: what is asked for the days before is no more than lent.
    Source: OPG 1.5 (REF-15).
    """
    with turn.session.no_autoflush:
        held = look(turn, Team, team, lock=True)
        refuse_if(closed_team_lacks(held.name, held.closed_from))
        (found,) = team_hours(turn.session, turn.office, max(day or turn.day, turn.day), team=team)
    return replace(found.load, until=until)


def refuse_without_capacity(
    turn: Turn, team: UUID, minutes: int, day: date | None = None, until: date | None = None
) -> None:
    """Refuse to give `minutes` of workers a week beyond what the team has given away already, from a day on.

    `until` is the day from which they aren't asked any more, none where they go on.

    Source: OPG 1.5; CAB 2 (REF-15).
    """
    lack = capacity_lack(minutes, free_hours(turn, team, day, until))
    refuse_if(() if lack is None else (lack,))
