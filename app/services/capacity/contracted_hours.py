"""What a team is contracted to do in a week, what leave and sickness take of it, and what is usual by patch and call.

Each of them moves the team's limit, so the team's row is held until the commit: nobody promises hours in between.
Less than is given away is allowed: what exists is never refused, and the team is shown as over its limit (REF-15).
"""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look, refuse_if_changed
from app.services.staff_of_day import seat_role
from models.capacity import contracted_minutes
from models.rules.capacity.contracted_hours import (
    contracted_lacks,
    editor_lacks,
    reduction_day_lacks,
    reduction_lacks,
    usual_lacks,
    withdrawn_lacks,
)
from models.rules.capacity.dated_hours import (
    ContractedFrom,
    change_withdrawn_lacks,
    contracted_day_lacks,
    most_contracted,
)
from models.teams import ContractedChange, Patch, Reduction, Team, UsualHours
from models.values import Call


def set_contracted(
    turn: Turn,
    *,
    team: UUID,
    seen: int,
    worker_minutes: int,
    because: str,
    from_day: date | None = None,
    day_is_meant: bool = False,
) -> Changes:
    """Say how many worker minutes a week the team is contracted to do from a day on (today, unless said), and why.

    What was in force before stays on record. A day that has passed, or lies far ahead, is asked about until
    `day_is_meant`. Source: OPG 1.5; CAB 2 (REF-15).
    """
    day = from_day or turn.day
    _refuse_others(turn)
    load(turn, Team, team, seen=seen, lock=True)
    refuse_if(contracted_lacks(worker_minutes, because))
    refuse_if(contracted_day_lacks(day, turn.day, turn.policy, day_is_meant=day_is_meant))
    told = ContractedChange(
        team_id=team,
        from_day=day,
        worker_minutes_a_week=worker_minutes,
        because=because.strip(),
        set_at=turn.moment,
        set_by_id=turn.staff,
    )
    return changes(Topic.CAPACITY, Topic.SETTINGS, made=add(turn, told).id)


def withdraw_contracted(turn: Turn, *, change: UUID, seen: int, because: str) -> Changes:
    """Take back hours that were to be in force from a day to come; what is in force then stays. (REF-15)."""
    _refuse_others(turn)
    look(turn, Team, look(turn, ContractedChange, change).team_id, lock=True)
    held = load(turn, ContractedChange, change, seen=seen, lock=True)
    refuse_if(
        change_withdrawn_lacks(held.from_day, turn.day, is_withdrawn=held.withdrawn_at is not None, because=because)
    )
    held.withdrawn_at, held.withdrawn_by_id, held.withdrawn_because = turn.moment, turn.staff, because.strip()
    return changes(Topic.CAPACITY, Topic.SETTINGS)


def add_reduction(
    turn: Turn,
    *,
    team: UUID,
    first_day: date,
    last_day: date,
    worker_minutes: int,
    because: str,
    days_are_meant: bool = False,
) -> Changes:
    """Take worker minutes a week off the limit between two days, both included, for leave or sickness. (REF-15).

    Days that lie far off are asked about until `days_are_meant`.
    """
    _refuse_others(turn)
    look(turn, Team, team, lock=True)
    most = _most_contracted(turn, team, first_day, last_day)
    refuse_if(reduction_lacks(first_day, last_day, worker_minutes, because, most))
    refuse_if(reduction_day_lacks(first_day, last_day, turn.day, turn.policy, days_are_meant=days_are_meant))
    made = Reduction(
        team_id=team,
        first_day=first_day,
        last_day=last_day,
        worker_minutes_a_week=worker_minutes,
        because=because.strip(),
    )
    return changes(Topic.CAPACITY, made=add(turn, made).id)


def change_reduction(
    turn: Turn,
    *,
    reduction: UUID,
    seen: int,
    first_day: date,
    last_day: date,
    worker_minutes: int,
    because: str,
    days_are_meant: bool = False,
) -> Changes:
    """Somebody is back sooner, or stays away longer; the audit keeps what was said before. (REF-15)."""
    held = _reduction(turn, reduction, seen)
    most = _most_contracted(turn, held.team_id, first_day, last_day)
    refuse_if(reduction_lacks(first_day, last_day, worker_minutes, because, most))
    refuse_if(reduction_day_lacks(first_day, last_day, turn.day, turn.policy, days_are_meant=days_are_meant))
    held.first_day, held.last_day = first_day, last_day
    held.worker_minutes_a_week, held.because = worker_minutes, because.strip()
    return changes(Topic.CAPACITY)


def withdraw_reduction(turn: Turn, *, reduction: UUID, seen: int) -> Changes:
    """A reduction that was entered by mistake reduces nothing any more; it stays on record. (REF-15)."""
    held = _reduction(turn, reduction, seen)
    held.withdrawn_at = turn.moment
    return changes(Topic.CAPACITY)


def set_usual(
    turn: Turn, *, team: UUID, patch: UUID, call: Call, seen: int | None, worker_minutes: int, workers_at_once: int
) -> Changes:
    """Say what the team usually does at one call in one patch; it informs and warns, and refuses nobody. (REF-15).

    `seen` is none where nothing was said of it yet.
    """
    _refuse_others(turn)
    look(turn, Team, team, lock=True)
    look(turn, Patch, patch)
    refuse_if(usual_lacks(worker_minutes, workers_at_once))
    known = turn.session.scalars(
        select(UsualHours).where(
            UsualHours.office_id == turn.office,
            UsualHours.team_id == team,
            UsualHours.patch_id == patch,
            UsualHours.call == call,
        )
    ).one_or_none()
    refuse_if_changed(turn, known, seen)
    if known is None:
        known = UsualHours(
            team_id=team,
            patch_id=patch,
            call=call,
            worker_minutes_a_week=worker_minutes,
            workers_at_once=workers_at_once,
        )
        return changes(Topic.CAPACITY, made=add(turn, known).id)
    known.operation_id = turn.operation
    known.worker_minutes_a_week, known.workers_at_once = worker_minutes, workers_at_once
    return changes(Topic.CAPACITY)


def _refuse_others(turn: Turn) -> None:
    refuse_if(editor_lacks(seat_role(turn)))


def _reduction(turn: Turn, reduction: UUID, seen: int) -> Reduction:
    """A reduction that still counts; its row and its team's are held."""
    _refuse_others(turn)
    look(turn, Team, look(turn, Reduction, reduction).team_id, lock=True)
    held = load(turn, Reduction, reduction, seen=seen, lock=True)
    refuse_if(withdrawn_lacks(held.withdrawn_at))
    return held


def _most_contracted(turn: Turn, team: UUID, first: date, last: date) -> int:
    """The most that the team is contracted to do on any of these days: the newest of each day counts."""
    told = (
        select(ContractedChange.from_day, ContractedChange.worker_minutes_a_week)
        .where(
            ContractedChange.team_id == team,
            ContractedChange.withdrawn_at.is_(None),
            ContractedChange.from_day > first,
            ContractedChange.from_day <= last,
        )
        .order_by(ContractedChange.id)
    )
    later = [ContractedFrom(*row) for row in turn.session.execute(told)]
    in_force = turn.session.execute(
        select(contracted_minutes(first)).select_from(Team).where(Team.id == team)
    ).scalar_one()
    return most_contracted(in_force, later)
