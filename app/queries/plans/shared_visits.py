"""The visits that somebody shares, how each stands today, and with whom one may be shared."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from models.episodes import Episode
from models.owners_of_days import team_of_day
from models.people import Person
from models.rules.plans.changes import Week
from models.rules.plans.shared import OnPaper, SharedWith
from models.shared_visits import shared_with
from models.values import Call, whole_name


@dataclass(frozen=True, slots=True)
class SharedLine:
    """A shared visit; `version` is what ending it calls `seen`, `is_shared` whether any day of it is shared now."""

    id: UUID
    version: int
    call: Call
    name: str
    sentence: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody in service in the same team and postcode, by their episode."""

    episode: UUID
    name: str
    address: str


def shared_of(turn: Turn, episode: UUID) -> tuple[SharedWith, ...]:
    """What an episode shares today; one statement. Source: standards.md, trap 6 (PSP-1)."""
    return shared_with(turn.session, turn.office, episode, turn.day)


def lines_of(shared: tuple[SharedWith, ...], own: Week) -> tuple[SharedLine, ...]:
    """How each of them stands beside one's own week. Source: standards.md, trap 6 (PSP-1)."""
    return tuple(
        SharedLine(each.key, each.version, each.call, each.name, each.sentence(own), bool(each.counted(own).days))
        for each in shared
    )


def shared_on_paper(turn: Turn, episode: UUID, own: Week) -> tuple[OnPaper, ...]:
    """What papers say of each visit that is made together today. Source: standards.md, trap 6 (PSP-1)."""
    told = (each.on_paper(own) for each in shared_of(turn, episode))
    return tuple(each for each in told if each is not None)


def neighbours(turn: Turn, *, episode: UUID) -> tuple[Neighbour, ...]:
    """With whom a visit may be shared: who is in service in the same team and lives at the same postcode. (PSP-1)."""
    mine, me = aliased(Episode), aliased(Person)
    rows = turn.session.execute(
        select(Episode.id, Person.given, Person.family, Person.address)
        .select_from(mine)
        .join(me, me.id == mine.person_id)
        .join(Person, (Person.postcode == me.postcode) & (Person.id != me.id) & (Person.office_id == me.office_id))
        .join(Episode, (Episode.person_id == Person.id) & Episode.ended_at.is_(None) & Episode.undone_at.is_(None))
        .where(
            mine.id == episode,
            mine.office_id == turn.office,
            me.postcode != "",
            team_of_day(turn.day) == team_of_day(turn.day, mine),
        )
        .order_by(Person.family_folded, Person.given_folded, Episode.id)
    )
    return tuple(Neighbour(row.id, whole_name(row.given, row.family), row.address) for row in rows)
