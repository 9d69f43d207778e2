"""The calls that a referral asks for, in revisions: while hours are promised or held, more of them have to be free."""

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.capacity.free_hours import free_hours
from app.services.episodes import week
from app.services.owners.now import team_of_referral
from app.services.referrals.opening import Opened, hours_asked, lacks_of, store_calls
from app.services.tracker import scheduling
from models.rules.capacity.load import capacity_lack
from models.rules.referrals.forms import calls_lacks
from models.rules.referrals.stage import Stage
from models.rules.tracker.telling import capacity_told_as
from models.values import PlannedVisit

_TAKEN = frozenset({Stage.PROMISED, Stage.HELD, Stage.HOLD_EXPIRED})


def revise(turn: Turn, opened: Opened, calls: tuple[PlannedVisit, ...]) -> None:
    """Let the referral ask for these calls from now on; the earlier ones stay on record. Source: OPG 1.5 (REF-15)."""
    record, stage = opened.record, opened.stage(turn)
    with turn.session.no_autoflush:
        minutes, before = hours_asked(calls), hours_asked(week.of_referral(turn, record.id))
    if stage in _TAKEN:
        refuse_if(calls_lacks(minutes))
        if minutes > before:
            refuse_if(lacks_of(capacity_lack(minutes - before, free_hours(turn, team_of_referral(turn, record.id)))))
    record.calls_revision += 1
    turn.session.flush()
    store_calls(turn, record, calls)
    if opened.hold is not None and opened.hold.ended_at is None:
        opened.hold.worker_minutes, opened.hold.operation_id = minutes, turn.operation
    if stage in _TAKEN:
        _tell_anew(turn, opened, calls)


def _tell_anew(turn: Turn, opened: Opened, calls: tuple[PlannedVisit, ...]) -> None:
    """Take back what Scheduling was told of the hold or promise, and tell what it is now. (REF-13)."""
    record, hold = opened.record, opened.hold
    is_held = hold is not None and hold.ended_at is None
    told = scheduling.told_of_capacity(turn, referral=record.id)
    if told is not None:
        scheduling.retract(turn, told, reason=f"Other calls are {'held' if is_held else 'promised'}")
    scheduling.tell(
        turn,
        capacity_told_as(is_held=is_held, start_at=record.start_planned_at),
        person=record.person_id,
        effective_at=hold.found_at if hold is not None and is_held else record.start_planned_at or turn.moment,
        reason=f"Capacity {'held' if is_held else 'promised'}: other calls than before",
        week=calls,
        to_team=team_of_referral(turn, record.id),
        referral=record.id,
    )
