"""Whether nothing has changed for somebody since the last meeting, looked at again in the deed that rests on it."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.queries.meetings.agenda import Standing, standings
from models.episodes import Episode
from models.meetings import Meeting
from models.people import Person
from models.rules.meetings.standing import changed_meanwhile_lacks
from models.values import whole_name


def refuse_if_changed_since_the_last(turn: Turn, held: Meeting, episodes: Collection[UUID]) -> None:
    """Refused, by name, where the meeting's agenda wouldn't show each of these episodes' people as they were.

    The agenda itself is asked, in the deed: a standing worked out a second time here would know less than it, and let
    somebody pass who needs a decision. Source: OPG 3.5 (MDT-1, MDT-3).
    """
    found = standings(turn, team=held.team_id, kind=held.kind)
    changed = [each for each in episodes if found.get(each) is not Standing.AS_BEFORE]
    refuse_if(changed_meanwhile_lacks(_names(turn, changed)))


def _names(turn: Turn, episodes: Collection[UUID]) -> list[str]:
    query = (
        select(Person.given, Person.family)
        .join(Episode, Episode.person_id == Person.id)
        .where(Episode.office_id == turn.office, Episode.id.in_(episodes))
        .order_by(Person.family_folded, Person.given_folded, Episode.id)
    )
    return [whole_name(given, family) for given, family in turn.session.execute(query)]
