"""A start that is agreed or moved while capacity is promised: what Scheduling hears of it, and what it can't move."""

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.episodes import week
from app.services.owners.now import team_of_referral
from app.services.referrals.opening import Opened
from app.services.tracker import scheduling
from models.rules.capacity.holds import promise_lacks
from models.rules.referrals.stage import Stage
from models.vocabulary.tracker import TrackerChangeKind


def agree_start(turn: Turn, opened: Opened) -> None:
    """The planned start of a referral has changed: where its capacity is promised, the promise is told anew.

    The first one agreed sets the limit; a later one doesn't move it. Refused when it lies more than 14 d after the
    capacity was found. Source: OPG 2.3 (REF-13).
    """
    record, start = opened.record, opened.record.start_planned_at
    found_at = record.capacity_found_at or record.scheduling_confirmed_at
    if opened.stage(turn) is not Stage.PROMISED or found_at is None or start is None:
        return
    first_start_at = opened.moments.first_start_at or start
    refuse_if(promise_lacks(found_at, start, turn.moment, turn.policy, first_start_at=first_start_at))
    record.capacity_found_at, record.first_start_agreed_at = found_at, first_start_at
    with turn.session.no_autoflush:
        calls = week.of_referral(turn, record.id)
    told = scheduling.told_of_capacity(turn, referral=record.id)
    if told is not None:
        scheduling.retract(turn, told, reason="Another start is agreed")
    scheduling.tell(
        turn,
        TrackerChangeKind.PROMISED,
        person=record.person_id,
        effective_at=start,
        reason="Capacity promised: another start is agreed",
        week=calls,
        to_team=team_of_referral(turn, record.id),
        referral=record.id,
    )
