"""Visits that two people share: said to be so, and ended with a reason (PSP-1, REF-15)."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from app.services.episodes.carry_shared import people_of
from app.services.episodes.open_episode import open_episode
from app.services.episodes.week import of_day
from app.services.owners.now import team_of
from models.episodes import Episode
from models.people import Person
from models.rules.plans.shared import (
    SharedCall,
    ending_lacks,
    neighbour_lacks,
    shared_call,
    sharing_asks,
    sharing_lacks,
)
from models.shared_visits import SharedVisit
from models.values import Call, whole_name

_TOPICS = (Topic.PLANS, Topic.CAPACITY)


def share_visit(
    turn: Turn, *, episode: UUID, with_episode: UUID, call: Call, differs_is_meant: bool = False
) -> Changes:
    """The visits of two people at a call are the same ones, on each day on which both plans have them alike.

    Each keeps their plan, goals, ratings and what they pay; the workers' time is counted once. Refused with oneself,
    with somebody of another team or postcode, after a death, twice, and where no day has both; days on which the two
    visits differ are asked about until it is meant. Source: standards.md, trap 6 (PSP-1, REF-15).
    """
    # In one order, so that two desks that share the same visit each from its side don't wait for one another.
    held = {key: open_episode(turn, key) for key in sorted({episode, with_episode})}
    one, other = held[episode], held[with_episode]
    is_oneself = one.person_id == other.person_id
    found = SharedCall(frozenset(), frozenset(), 0)
    if not is_oneself:
        found = shared_call(of_day(turn, episode, turn.day), of_day(turn, with_episode, turn.day), call)
    one_team = team_of(turn, episode, turn.day) == team_of(turn, with_episode, turn.day)
    people = [look(turn, Person, each.person_id) for each in (one, other)]
    has_died = any(each.death_reported_at is not None for each in people)
    known = _known(turn, episode, with_episode, call)
    refuse_if(sharing_lacks(call, found, is_oneself=is_oneself, one_team=one_team, has_died=has_died, known=known))
    refuse_if(neighbour_lacks(*(each.postcode for each in people)))
    refuse_if(sharing_asks(call, found, is_meant=differs_is_meant))
    made = add(
        turn,
        SharedVisit(
            episode_id=episode,
            with_episode_id=with_episode,
            call=call,
            shared_at=turn.moment,
            shared_by_id=turn.staff,
            ended_because="",
        ),
    )
    return changes(*_TOPICS, person=one.person_id, made=made.id, others=(other.person_id,))


def end_sharing(turn: Turn, *, shared: UUID, seen: int, because: str) -> Changes:
    """The visit isn't shared any more, and why: from now on each counts in full, also where a team is full then.

    Source: good practice (PSP-1).
    """
    refuse_if(ending_lacks(because))
    record = load(turn, SharedVisit, shared, seen=seen, lock=True)
    record.ended_at, record.ended_by_id, record.ended_because = turn.moment, turn.staff, because.strip()
    return changes(*_TOPICS, others=people_of(turn, record.episode_id, record.with_episode_id))


def _known(turn: Turn, one: UUID, other: UUID, call: Call) -> list[tuple[str, str]]:
    """Each two of whom one of these shares a visit at this call already, by name."""
    both, ends = (one, other), (aliased(Episode), aliased(Episode))
    first, second = aliased(Person), aliased(Person)
    query = (
        select(first.given, first.family, second.given, second.family)
        .select_from(SharedVisit)
        .join(ends[0], ends[0].id == SharedVisit.episode_id)
        .join(ends[1], ends[1].id == SharedVisit.with_episode_id)
        .join(first, first.id == ends[0].person_id)
        .join(second, second.id == ends[1].person_id)
        .where(
            SharedVisit.office_id == turn.office,
            SharedVisit.ended_at.is_(None),
            SharedVisit.call == call,
            SharedVisit.episode_id.in_(both) | SharedVisit.with_episode_id.in_(both),
        )
        .order_by(SharedVisit.shared_at, SharedVisit.id)
    )
    rows = turn.session.execute(query)
    return [(whole_name(*row[:2]), whole_name(*row[2:])) for row in rows]
