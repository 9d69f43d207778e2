"""Episodes and referrals moved to another team, people to another patch, from a day: one or many at once (DAY-4)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.capacity.free_hours import refuse_without_capacity
from app.services.deed import look
from app.services.owners.changing import fit_lacks, span_of
from app.services.owners.now import owners_of, team_of_referral
from app.services.owners.put import When, later_lacks, put, tell_of_team
from app.services.owners.weights import most_minutes
from app.services.staff_of_day import seat_role
from models.capacity import is_promised
from models.episodes import Episode
from models.owners_of_days import patch_of_day
from models.people import Person
from models.referrals import Hold, Referral
from models.rules.closure.ending import running_lacks
from models.rules.decision import Lack
from models.rules.office.editors import office_editor_lacks
from models.rules.owners.changing import (
    Span,
    capacity_taken_lacks,
    chosen_lacks,
    day_asked_lacks,
    episode_team_lacks,
    lacks_of_many,
    reason_lacks,
    referral_team_lacks,
    same_lacks,
    span_lacks,
)
from models.teams import Patch, Team
from models.values import london_day, whole_name
from models.vocabulary.owners import OwnerOf

_TOPICS = (Topic.EPISODES, Topic.REFERRALS, Topic.CAPACITY, Topic.TRACKER, Topic.PLANS)


def move_team(
    turn: Turn,
    *,
    episodes: Sequence[UUID] = (),
    referrals: Sequence[UUID] = (),
    team: UUID,
    because: str,
    dso: UUID | None = None,
    from_day: date | None = None,
    day_is_meant: bool = False,
    later_stands: bool = False,
) -> Changes:
    """Move all of these to another team of this office from a day; `dso` is whose the episodes are there.

    Of many each refusal says whose and what it is, and nothing moves.

    Refused where the team hasn't the hours of all of them free from then on, weighed by the weakest day; where a
    referral has hours held or promised in the team it leaves; and for a team of the other kind, which is a hand-over.
    Scheduling hears *Team changed* of each episode; of who only waits it heard nothing. Source: STCH; OPG 1.5, 2.3
    (DAY-4, REF-13, REF-15).
    """
    day = _refuse_beforehand(turn, from_day, because, day_is_meant=day_is_meant, has_any=bool(episodes or referrals))
    to, when = look(turn, Team, team), When(day=day, because=because, later_stands=later_stands)
    held = [look(turn, Episode, each, lock=True) for each in dict.fromkeys(episodes)]
    going = [each for each in held if owners_of(turn, each.id, day).team != team]
    waiting = [look(turn, Referral, each, lock=True) for each in dict.fromkeys(referrals)]
    refuse_if(same_lacks(has_it_already=not going and not waiting))
    found = [*_of_episodes(turn, going, to, dso, when), *_of_referrals(turn, waiting, to, when)]
    refuse_if(lacks_of_many(found) if len(going) + len(waiting) > 1 else [lack for _, lack in found])
    if going:
        refuse_without_capacity(turn, team, most_minutes(turn, [each.id for each in going], day), day)
    for each in going:
        _move_episode(turn, each, team, dso, when)
    for record in waiting:
        put(turn, OwnerOf.TEAM, record.id, to.id, when, column="referral_id")
    people = {*(each.person_id for each in held), *(each.person_id for each in waiting)}
    return Changes(frozenset(_TOPICS), frozenset(people))


def move_patch(
    turn: Turn,
    *,
    people: Sequence[UUID],
    patch: UUID,
    because: str,
    from_day: date | None = None,
    day_is_meant: bool = False,
    later_stands: bool = False,
) -> Changes:
    """Let these people, with their referrals, be of another patch from a day: its boundary has moved, or they have.

    The team that serves them stays; capacity by patch and call follows the day. Source: STCH; CAB 2 (DAY-4).
    """
    day = _refuse_beforehand(turn, from_day, because, day_is_meant=day_is_meant, has_any=bool(people))
    look(turn, Patch, patch)
    when = When(day=day, because=because, later_stands=later_stands)
    going = []
    for each in dict.fromkeys(people):
        person = look(turn, Person, each, lock=True)
        lives_in = turn.session.scalars(select(patch_of_day(day)).where(Person.id == person.id)).one()
        if len(people) == 1:
            refuse_if(same_lacks(has_it_already=lives_in == patch))
        if lives_in != patch:
            going.append(person)
    if len(going) > 1:
        later = [(each, lack) for each in going for lack in later_lacks(turn, OwnerOf.PATCH, each.id, when)]
        refuse_if(lacks_of_many([(f"{whole_name(each.given, each.family)} (patch)", lack) for each, lack in later]))
    for person in going:
        put(turn, OwnerOf.PATCH, person.id, patch, when)
    return Changes(frozenset({Topic.PEOPLE, *_TOPICS}), frozenset(people))


def _refuse_beforehand(turn: Turn, day: date | None, because: str, *, day_is_meant: bool, has_any: bool) -> date:
    """What no record is asked for: the seat, that something is chosen, the day and the reason."""
    refuse_if(office_editor_lacks(seat_role(turn)))
    on = day or turn.day
    asked = day_asked_lacks(on, turn.day, turn.policy, day_is_meant=day_is_meant)
    refuse_if((*chosen_lacks(has_any=has_any), *asked, *reason_lacks(because)))
    return on


def _move_episode(turn: Turn, episode: Episode, team: UUID, dso: UUID | None, when: When) -> None:
    before = owners_of(turn, episode.id, max(when.day - timedelta(days=1), london_day(episode.started_at)))
    change = put(turn, OwnerOf.TEAM, episode.id, team, when)
    tell_of_team(turn, episode, change, before.team)
    if dso is not None and owners_of(turn, episode.id, when.day).dso != dso:
        put(turn, OwnerOf.DSO, episode.id, dso, when)


def _of_episodes(
    turn: Turn, going: Sequence[Episode], to: Team, dso: UUID | None, when: When
) -> Iterator[tuple[str, Lack]]:
    """What each of them lacks, with whose it is. (DAY-4)."""
    for each in going:
        lacks = [*episode_team_lacks(each.kind, to.kind), *span_lacks(OwnerOf.TEAM, span_of(each), when.day)]
        lacks += [*running_lacks(each.ended_at), *later_lacks(turn, OwnerOf.TEAM, each.id, when)]
        if dso is not None and not lacks and owners_of(turn, each.id, when.day).dso != dso:
            lacks += [*fit_lacks(turn, each, OwnerOf.DSO, dso, when.day)]
            lacks += [*later_lacks(turn, OwnerOf.DSO, each.id, when)]
        if lacks:
            person = look(turn, Person, each.person_id)
            yield from ((f"{whole_name(person.given, person.family)} (in service)", lack) for lack in lacks)


def _of_referrals(turn: Turn, waiting: Sequence[Referral], to: Team, when: When) -> Iterator[tuple[str, Lack]]:
    """What each lacks that waits, with whose it is; of two teams only one has given it hours. (DAY-4)."""
    for record in waiting:
        person = look(turn, Person, record.person_id)
        name = whole_name(person.given, person.family)
        taken = select(Hold.id).where(Hold.referral_id == record.id, Hold.ended_at.is_(None))
        promised = select(is_promised()).where(Referral.id == record.id)
        waits = Span(began_on=london_day(record.received_at), ended_at=record.outcome_at)
        has_capacity = turn.session.scalars(taken).first() is not None or bool(turn.session.scalar(promised))
        lacks = (
            *referral_team_lacks(to.kind),
            *span_lacks(OwnerOf.TEAM, waits, when.day),
            *capacity_taken_lacks(name, has_capacity=has_capacity),
            *same_lacks(has_it_already=team_of_referral(turn, record.id, when.day) == to.id),
            *later_lacks(turn, OwnerOf.TEAM, record.id, when, column="referral_id"),
        )
        yield from ((f"{name} (referral {record.reference})", lack) for lack in lacks)
