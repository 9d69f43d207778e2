"""What is expected of an episode: announced, moved, settled by the deed that makes it true or impossible (END-9)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, look
from app.services.episodes.week import of_day
from app.services.owners.now import team_of
from app.services.tracker.scheduling import retract, tell
from models.episodes import Episode
from models.expected import ExpectedChange
from models.people import Person
from models.rules.clocks import in_utc
from models.rules.closure.expected import ExpectedFacts, announcing_lacks, day_ahead_lacks, told_ahead
from models.tracker import TrackerChange
from models.values import london_day
from models.vocabulary.closure import EndReason, ExpectedKind
from models.vocabulary.tracker import TrackerChangeKind


def announce(
    turn: Turn,
    episode: Episode,
    facts: ExpectedFacts,
    *,
    package_on: date | None = None,
    to_team: UUID | None = None,
    day_is_meant: bool = False,
) -> ExpectedChange:
    """Something is expected of this episode, and Scheduling hears at once; nothing else changes. (END-9)."""
    person = look(turn, Person, episode.person_id)
    known = next((each for each in open_expected(turn, episode.id) if each.kind is facts.kind), None)
    refuse_if(
        announcing_lacks(
            facts,
            turn.moment,
            turn.policy,
            known=_facts(known) if known else None,
            is_death_known=person.death_reported_at is not None or person.death_confirmed_at is not None,
            day_is_meant=day_is_meant,
        )
    )
    return add(
        turn,
        ExpectedChange(
            episode_id=episode.id,
            kind=facts.kind,
            expected_at=facts.expected_at,
            reason=facts.reason,
            package_on=package_on,
            to_team_id=to_team,
            announced_at=turn.moment,
            announced_by_id=turn.staff,
            told_id=_tell(turn, episode, facts, to_team).id,
        ),
    )


def move_expected(
    turn: Turn, episode: Episode, found: ExpectedChange, to: datetime, because: str, *, day_is_meant: bool
) -> None:
    """Expect it at another moment: what Scheduling heard is retracted and told anew. (END-9)."""
    refuse_if(day_ahead_lacks(to, turn.moment, turn.policy, day_is_meant=day_is_meant))
    _retract(turn, episode, found, because)
    found.expected_at, found.because, found.operation_id = to, because, turn.operation
    found.told_id = _tell(turn, episode, _facts(found), found.to_team_id).id


def send_expected_move_to(turn: Turn, episode: Episode, team: UUID | None, because: str) -> None:
    """Another team receives the person on the day expected, or STS itself: Scheduling hears both. (END-9, INT-8)."""
    for found in open_expected(turn, episode.id):
        if found.kind is ExpectedKind.HAND_OVER and found.to_team_id != team:
            _retract(turn, episode, found, because)
            found.to_team_id, found.operation_id = team, turn.operation
            found.told_id = _tell(turn, episode, _facts(found), team).id


def open_expected(turn: Turn, episode: UUID) -> tuple[ExpectedChange, ...]:
    """What is expected of an episode and neither confirmed nor taken back."""
    return tuple(
        turn.session.scalars(
            select(ExpectedChange)
            .where(
                ExpectedChange.episode_id == episode,
                ExpectedChange.confirmed_at.is_(None),
                ExpectedChange.taken_back_at.is_(None),
            )
            .order_by(ExpectedChange.expected_at)
        )
    )


def confirm_expected(
    turn: Turn, episode: Episode, kind: ExpectedKind, at: datetime, reason: EndReason | None = None
) -> bool:
    """It happened: whether Scheduling had heard of just this ahead. What came at another moment is retracted first.

    What was to be heard ahead and never went out is withdrawn: one row says that it happened.
    """
    for found in open_expected(turn, episode.id):
        if found.kind is not kind or found.reason is not reason:
            continue
        found.confirmed_at, found.settled_by_id, found.operation_id = turn.moment, turn.staff, turn.operation
        is_as_expected = in_utc(found.expected_at) == in_utc(at)
        if is_as_expected and _told(turn, found).exported_at is not None:
            return True
        _retract(turn, episode, found, "It came at another moment")
        return False
    return False


def drop_expected(turn: Turn, episode: Episode, because: str, *kinds: ExpectedKind) -> None:
    """What is still expected (all of it, or these kinds) can't come any more, and Scheduling hears so. (END-9)."""
    for found in open_expected(turn, episode.id):
        if not kinds or found.kind in kinds:
            take_back_expected(turn, episode, found, because)


def take_back_expected(turn: Turn, episode: Episode, found: ExpectedChange, because: str) -> None:
    """It won't happen: kept with the reason, and retracted to Scheduling. (END-9)."""
    found.taken_back_at, found.settled_by_id, found.because = turn.moment, turn.staff, because
    found.operation_id = turn.operation
    _retract(turn, episode, found, because)


def _tell(turn: Turn, episode: Episode, facts: ExpectedFacts, to_team: UUID | None) -> TrackerChange:
    """An end has no week; who comes back or moves on has that of the day."""
    is_end = facts.kind is ExpectedKind.END
    team = team_of(turn, episode.id, london_day(facts.expected_at))
    return tell(
        turn,
        _told_as(facts, has_team=to_team is not None),
        person=episode.person_id,
        episode=episode.id,
        effective_at=facts.expected_at,
        reason=told_ahead(facts.reason.label if facts.reason else facts.kind.label),
        week=() if is_end else of_day(turn, episode.id, london_day(facts.expected_at)),
        from_team=None if facts.kind is ExpectedKind.RETURN else team,
        to_team=None if is_end else to_team or team,
    )


def _told_as(facts: ExpectedFacts, *, has_team: bool) -> TrackerChangeKind:
    if facts.kind is ExpectedKind.END:
        return TrackerChangeKind.PLANNED_END
    if facts.kind is ExpectedKind.RETURN:
        return TrackerChangeKind.RETURN
    return TrackerChangeKind.TRANSFER if has_team else TrackerChangeKind.INTERIM_IN_STS


def _retract(turn: Turn, episode: Episode, found: ExpectedChange, because: str) -> None:
    """Take back what Scheduling was told last of it, by its Ref where it has gone out: support goes on as now."""
    week = of_day(turn, episode.id, turn.day) if episode.ended_at is None else ()
    retract(turn, _told(turn, found), reason=because, week=week, to_team=team_of(turn, episode.id))


def _told(turn: Turn, found: ExpectedChange) -> TrackerChange:
    """What Scheduling was told last of it; its row held."""
    return turn.session.get_one(TrackerChange, found.told_id, with_for_update=True, populate_existing=True)


def _facts(record: ExpectedChange) -> ExpectedFacts:
    return ExpectedFacts(record.kind, record.expected_at, record.reason)
