"""One change of an owner, put beside those there are; what it moves between teams is told to Scheduling (DAY-4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, next_number
from app.services.episodes.week import of_day
from app.services.owners.now import team_of
from app.services.tracker.scheduling import retract, tell
from models.episodes import Episode
from models.owners import OwnerChange
from models.rules.decision import Lack
from models.rules.owners.changing import later_change_lacks
from models.rules.owners.of_days import changes_to_come
from models.tracker import TrackerChange
from models.values import start_of_day
from models.vocabulary.owners import OwnerOf
from models.vocabulary.tracker import TrackerChangeKind

_COLUMNS = {OwnerOf.PATCH: "person_id", OwnerOf.ACTION: "action_id"}


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """From which day, and why; `later_stands` says that what is said for after it goes on standing."""

    day: date
    because: str
    later_stands: bool = False


def put(turn: Turn, what: OwnerOf, record: UUID, to: UUID | None, when: When, *, column: str = "") -> OwnerChange:
    """Give a record's owner another from this day; refused where another day to come isn't said to stand. (DAY-4)."""
    column = column or _COLUMNS.get(what, "episode_id")
    known = standing_changes(turn, what, record, column)
    refuse_if(_of_later(known, when))
    for each in known:
        if each.from_day == when.day:
            retract_change(turn, each, f"Changed again: {when.because.strip()}")
    change = OwnerChange(
        what=what,
        number=next_number(turn, OwnerChange.number),
        effective_from=start_of_day(when.day),
        because=when.because.strip(),
        made_at=turn.moment,
        made_by_id=turn.staff,
        **{column: record, _TO.get(what, "to_staff_id"): to},
    )
    return add(turn, change)


def later_lacks(turn: Turn, what: OwnerOf, record: UUID, when: When, *, column: str = "") -> tuple[Lack, ...]:
    """What `put` would refuse of it, for a deed that asks it of many before it changes any. (DAY-4)."""
    if when.later_stands:
        return ()
    return _of_later(standing_changes(turn, what, record, column or _COLUMNS.get(what, "episode_id")), when)


def _of_later(known: Sequence[OwnerChange], when: When) -> tuple[Lack, ...]:
    ahead = changes_to_come(known, when.day)
    return later_change_lacks(ahead[0].from_day if ahead else None, later_stands=when.later_stands)


def standing_changes(turn: Turn, what: OwnerOf, record: UUID, column: str) -> tuple[OwnerChange, ...]:
    """What was said of this owner and wasn't taken back, in the order in which it was said."""
    about = getattr(OwnerChange, column)
    return tuple(
        turn.session.scalars(
            select(OwnerChange)
            .where(about == record, OwnerChange.what == what, OwnerChange.taken_back_at.is_(None))
            .order_by(OwnerChange.number)
        )
    )


def tell_of_team(turn: Turn, episode: Episode, change: OwnerChange, from_team: UUID) -> None:
    """Scheduling hears *Team changed* with the week of that day, from the one to the other. STCH (DAY-4).

    Not where nothing changes for them: a move of that day was changed again, and the team stays.
    """
    if from_team == change.to_team_id:
        change.told_id = None
        return
    change.told_id = tell(
        turn,
        TrackerChangeKind.TEAM_CHANGED,
        person=episode.person_id,
        episode=episode.id,
        effective_at=max(change.effective_from, episode.started_at),
        reason=change.because,
        week=of_day(turn, episode.id, max(change.from_day, turn.day)),
        from_team=from_team,
        to_team=change.to_team_id,
    ).id


def retract_change(turn: Turn, change: OwnerChange, reason: str) -> None:
    """Take back what Scheduling heard of it: withdrawn where it waits, else by its Ref with the week. (DAY-4)."""
    if change.told_id is None or change.episode_id is None:
        return
    told = turn.session.get_one(TrackerChange, change.told_id, with_for_update=True, populate_existing=True)
    if told.withdrawn_at is None:
        week = of_day(turn, change.episode_id, turn.day)
        retract(turn, told, reason=reason, week=week, to_team=team_of(turn, change.episode_id))


_TO = {OwnerOf.TEAM: "to_team_id", OwnerOf.PATCH: "to_patch_id"}
