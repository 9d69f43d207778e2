"""Which support of a person the tabs about its end show: the open one, else the latest that wasn't undone."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.door.errors import Refused
from app.door.turn import Turn
from models.episodes import Episode
from models.people import Person
from models.vocabulary.people import PaperFormat


@dataclass(frozen=True, slots=True)
class InView:
    """The person as they were read, and their episode; none where they never had any."""

    seen: int
    paper_format: PaperFormat
    communication: str
    episode: UUID | None


def in_view(turn: Turn, person: UUID) -> InView:
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
    return InView(*row)
