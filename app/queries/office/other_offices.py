"""The other offices of a server that whoever sits here may take people to (DAY-4)."""

from dataclasses import dataclass
from uuid import UUID

from app.door.turn import Turn
from models.in_other_offices import teams_of_other_offices


@dataclass(frozen=True, slots=True)
class OtherTeam:
    """A team of another office."""

    id: UUID
    name: str
    office: str


def other_teams(turn: Turn) -> tuple[OtherTeam, ...]:
    """By office and name; none where there is no other office, or no right in it, or the database is a file."""
    asked = teams_of_other_offices(turn.session, turn.office, turn.day)
    rows = () if asked is None else turn.session.execute(asked)
    return tuple(OtherTeam(row.id, row.name, row.office) for row in rows)
