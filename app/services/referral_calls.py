"""The calls that a referral asks for, in revisions: while hours are promised or held, more of them have to be free."""

from app.services import week
from app.services.records import refuse_if
from app.services.referral_records import Opened, hours_asked, lacks_of, store_calls
from app.services.team_load import free_hours
from app.turn import Turn
from models.rules.capacity import capacity_lack
from models.rules.referral_forms import calls_lacks
from models.rules.referral_stage import Stage
from models.values import PlannedVisit


def revise(turn: Turn, opened: Opened, calls: tuple[PlannedVisit, ...]) -> None:
    """Let the referral ask for these calls from now on; the earlier ones stay on record. Source: OPG 1.5 (REF-15)."""
    record, stage = opened.record, opened.stage(turn)
    with turn.session.no_autoflush:
        minutes, before = hours_asked(calls), hours_asked(week.of_referral(turn, record.id))
    if stage in {Stage.PROMISED, Stage.HELD, Stage.HOLD_EXPIRED}:
        refuse_if(calls_lacks(minutes))
        if minutes > before:
            refuse_if(lacks_of(capacity_lack(minutes - before, free_hours(turn, record.team_id))))
    if opened.hold is not None and opened.hold.ended_at is None:
        opened.hold.worker_minutes, opened.hold.operation_id = minutes, turn.operation
    record.calls_revision += 1
    turn.session.flush()
    store_calls(turn, record, calls)
