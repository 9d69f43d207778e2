"""What deeds of other rooms say of owners: a setter agreed, a patch written down, a hand-over (DAY-4)."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from app.services.owners.changing import drop_coming
from app.services.owners.now import owners_of, team_of
from app.services.owners.put import When, put, standing_changes, tell_of_team
from models.episodes import Episode
from models.owners import OwnerChange
from models.owners_of_days import patch_of_day
from models.people import Person
from models.rules.owners.of_days import change_of_day, changes_to_come
from models.vocabulary.owners import OwnerOf

_GO_ON_WITHIN = (OwnerOf.DSO, OwnerOf.CASE_COORDINATOR, OwnerOf.ALLOCATED_WORKER, OwnerOf.TEAM)


def agree_setter(turn: Turn, episode: Episode, setter: UUID | None) -> None:
    """The MDT agrees who sets the goals: the first is the episode's own, each other counts from today. (GOAL-2)."""
    is_first = episode.goal_setter_id is None and not standing_changes(
        turn, OwnerOf.GOAL_SETTER, episode.id, "episode_id"
    )
    if is_first:
        episode.goal_setter_id = setter
    elif setter is not None and owners_of(turn, episode.id).goal_setter != setter:
        when = When(day=turn.day, because="Agreed in the MDT", later_stands=True)
        put(turn, OwnerOf.GOAL_SETTER, episode.id, setter, when)


def write_patch(turn: Turn, person: Person, patch: UUID | None) -> None:
    """A form says in which patch somebody lives: once it has changed from a day, another counts from today. (DAY-4)."""
    with turn.session.no_autoflush:
        lives_in = turn.session.scalars(select(patch_of_day(turn.day)).where(Person.id == person.id)).one()
        has_changed = bool(standing_changes(turn, OwnerOf.PATCH, person.id, "person_id"))
    if patch == lives_in:
        return
    if not has_changed or patch is None:
        person.patch_id = patch
    else:
        when = When(day=turn.day, because="Written down with the person's details", later_stands=True)
        put(turn, OwnerOf.PATCH, person.id, patch, when)


def carry_owners(turn: Turn, before: Episode, after: Episode, day: date, *, within: bool) -> None:
    """What is said of days to come goes on in the episode that follows, within STS the allocated worker too. (INT-7).

    With a receiving team only the case coordinator is the same; a change of the old team to come won't.
    """
    for what in _GO_ON_WITHIN if within else (OwnerOf.CASE_COORDINATOR,):
        known = standing_changes(turn, what, before.id, "episode_id")
        now = change_of_day(known, day) if what is OwnerOf.ALLOCATED_WORKER else None
        if now is not None and now.to is not None:
            put(turn, what, after.id, now.to, When(day=day, because=now.because))
        for each in changes_to_come(known, day):
            _again(turn, after, each)
    drop_coming(turn, before.id, "Moved to interim support")


def keep_coordinator(turn: Turn, before: Episode, interim: UUID) -> None:
    """A hand-over is taken back: who has become case coordinator meanwhile still is. (INT-9)."""
    now = owners_of(turn, interim).case_coordinator
    if now is not None and owners_of(turn, before.id).case_coordinator != now:
        when = When(day=turn.day, because="The hand-over was taken back", later_stands=True)
        put(turn, OwnerOf.CASE_COORDINATOR, before.id, now, when)


def _again(turn: Turn, after: Episode, change: OwnerChange) -> None:
    from_team = team_of(turn, after.id, change.from_day)
    when = When(day=change.from_day, because=change.because, later_stands=True)
    made = put(turn, change.what, after.id, change.to, when)
    if change.what is OwnerOf.TEAM:
        tell_of_team(turn, after, made, from_team)
