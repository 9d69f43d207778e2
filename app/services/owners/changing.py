"""One owner changed from a day, and a change to come taken back (DAY-4)."""

from datetime import date, timedelta
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import ChangedMeanwhile, refuse_if
from app.door.turn import Turn
from app.services.capacity.free_hours import refuse_without_capacity
from app.services.deed import look
from app.services.owners.now import owners_of, team_of
from app.services.owners.put import When, put, retract_change, standing_changes, tell_of_team
from app.services.owners.weights import most_minutes
from app.services.staff_of_day import member, seat_role
from models.episodes import Episode
from models.meetings import Action
from models.owners import OwnerChange
from models.rules.decision import Lack
from models.rules.office.editors import office_editor_lacks
from models.rules.owners.changing import (
    Span,
    day_asked_lacks,
    heir_lacks,
    nobody_lacks,
    reason_lacks,
    same_lacks,
    span_lacks,
    taking_back_change_lacks,
)
from models.rules.owners.of_days import change_of_day, changes_to_come
from models.values import london_day
from models.vocabulary.closure import EndReason
from models.vocabulary.owners import OwnerOf

TOPICS = (Topic.EPISODES, Topic.GOALS, Topic.PLANS, Topic.TRANSFERS)


def change_owner(
    turn: Turn,
    *,
    episode: UUID,
    what: OwnerOf,
    now: UUID | None,
    staff: UUID | None,
    because: str,
    from_day: date | None = None,
    day_is_meant: bool = False,
    later_stands: bool = False,
) -> Changes:
    """Give an episode's DSO, case coordinator, allocated worker or goal setter to somebody else from a day.

    `now` is who has it today, as the desk saw; today unless a day is said. Refused before the episode and after its
    end, to whom the role or the staff list forbids it, to nobody but of an allocated worker that the office doesn't ask
    for, and without a reason; a day far off is asked about until `day_is_meant`, one before a change to come until that
    `later_stands`. Source: STCH; OPG 3.5; MG (DAY-4, STC-2).
    """
    refuse_if(office_editor_lacks(seat_role(turn)))
    held = look(turn, Episode, episode, lock=True)
    day = from_day or turn.day
    if owners_of(turn, episode).of(what) != now:
        raise ChangedMeanwhile
    refuse_if((*day_asked_lacks(day, turn.day, turn.policy, day_is_meant=day_is_meant), *reason_lacks(because)))
    refuse_unless_fit(turn, held, what, staff, day)
    made = put(turn, what, episode, staff, When(day=day, because=because, later_stands=later_stands))
    return changes(*TOPICS, person=held.person_id, made=made.id)


def allocate(turn: Turn, episode: Episode, worker: UUID | None, day: date) -> None:
    """Whom the person and their family turn to from this day, named at the start; nobody yet where nobody is named.

    Source: STCH (STC-2, PSP-11).
    """
    what = OwnerOf.ALLOCATED_WORKER
    if worker is None:
        return
    refuse_if(fit_lacks(turn, episode, what, worker, day))
    if owners_of(turn, episode.id, day).of(what) != worker:
        put(turn, what, episode.id, worker, When(day=day, because="Named at the start of the service"))


def refuse_unless_fit(turn: Turn, episode: Episode, what: OwnerOf, staff: UUID | None, day: date) -> None:
    """Refuse an heir who can't have it on that day or has it already, and a day before the episode or after its end."""
    refuse_if(fit_lacks(turn, episode, what, staff, day))
    refuse_if(same_lacks(has_it_already=owners_of(turn, episode.id, day).of(what) == staff))


def fit_lacks(turn: Turn, episode: Episode, what: OwnerOf, staff: UUID | None, day: date) -> tuple[Lack, ...]:
    """Why an heir can't have it on that day, or the day can't be. (DAY-4)."""
    span = span_lacks(what, span_of(episode), day)
    if span or staff is None:
        return span or nobody_lacks(what, turn.policy)
    return heir_lacks(what, member(turn, staff, day).on_staff, day)


def span_of(episode: Episode) -> Span:
    """From when to when an episode can have another owner."""
    return Span(
        began_on=london_day(episode.started_at),
        ended_at=episode.ended_at,
        closed=episode.closed_at is not None or episode.end_reason is EndReason.TRANSFERRED,
    )


def take_back_change(turn: Turn, *, change: UUID, because: str) -> Changes:
    """Take a change of owner back before its day, with a reason: who had it keeps it, and it stays in the history.

    Of a team its hours stay where they are, so they have to be free there; Scheduling hears *Retracted*, or never
    hears of it where the row hasn't gone out. Source: STCH; OPG 1.5 (DAY-4, REF-15).
    """
    refuse_if(office_editor_lacks(seat_role(turn)))
    found = look(turn, OwnerChange, change, lock=True)
    is_taken = found.taken_back_at is not None
    refuse_if(taking_back_change_lacks(found.from_day, turn.day, because, is_taken_back=is_taken))
    again = _stay(turn, found, found.episode_id) if found.what is OwnerOf.TEAM and found.episode_id else None
    drop_change(turn, found, because)
    if again is not None:
        _tell_again(turn, again)
    person = _person_of(turn, found)
    return changes(*TOPICS, Topic.REFERRALS, Topic.CAPACITY, Topic.TRACKER, Topic.PEOPLE, person=person, made=change)


def drop_change(turn: Turn, change: OwnerChange, because: str) -> None:
    """It won't come: kept with the reason, and retracted to Scheduling. (DAY-4)."""
    change.taken_back_at, change.taken_back_by_id = turn.moment, turn.staff
    change.taken_back_because, change.operation_id = because.strip(), turn.operation
    turn.session.flush()
    retract_change(turn, change, f"Taken back before its day: {because.strip()}")


def drop_coming(turn: Turn, episode: UUID, because: str) -> None:
    """The episode ends before a change of its team comes, and Scheduling hears that none does. (DAY-4)."""
    for each in changes_to_come(standing_changes(turn, OwnerOf.TEAM, episode, "episode_id"), turn.day):
        drop_change(turn, each, because)


def _stay(turn: Turn, change: OwnerChange, episode: UUID) -> OwnerChange | None:
    """Its hours have to be free where it is instead, until the next change; what counts on that day again, if any."""
    others = [each for each in standing_changes(turn, OwnerOf.TEAM, episode, "episode_id") if each.id != change.id]
    counts = change_of_day([*others, change], change.from_day) is change
    instead = change_of_day(others, change.from_day)
    again = instead if counts and instead is not None and instead.from_day == change.from_day else None
    team = again.to_team_id if again else team_of(turn, episode, change.from_day - timedelta(days=1))
    if counts and team is not None and team != change.to_team_id:
        ahead = changes_to_come(others, change.from_day)
        minutes = most_minutes(turn, (episode,), change.from_day)
        refuse_without_capacity(turn, team, minutes, change.from_day, ahead[0].from_day if ahead else None)
    return again


def _tell_again(turn: Turn, change: OwnerChange) -> None:
    """An earlier change of the same day counts again, of which Scheduling heard that it doesn't. (DAY-4, PSP-2)."""
    if change.episode_id is not None:
        before = team_of(turn, change.episode_id, change.from_day - timedelta(days=1))
        tell_of_team(turn, look(turn, Episode, change.episode_id), change, before)
        change.operation_id = turn.operation


def _person_of(turn: Turn, change: OwnerChange) -> UUID | None:
    if change.episode_id is not None:
        return look(turn, Episode, change.episode_id).person_id
    if change.action_id is not None:
        episode = look(turn, Action, change.action_id).episode_id
        return look(turn, Episode, episode).person_id if episode else None
    return change.person_id
