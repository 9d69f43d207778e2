"""Those who speak for one person or are to be rung about them, with how to reach them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.people import Representative


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody to ring: their name, who they are to the person, their telephone; each empty where it isn't known."""

    name: str
    relation: str
    telephone: str


def speakers(turn: Turn, *, person: UUID) -> tuple[Speaker, ...]:
    """In the order in which they were recorded, in one statement."""
    rows = turn.session.execute(
        select(Representative.name, Representative.relation, Representative.telephone)
        .where(Representative.person_id == person, Representative.office_id == turn.office)
        .order_by(Representative.id)
    )
    return tuple(Speaker(*row) for row in rows)
