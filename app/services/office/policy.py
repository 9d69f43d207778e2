"""Policy settings: a number set from now or a day ahead, a change to come withdrawn, a preset applied in one deed."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic
from app.door.errors import Refused, refuse_if
from app.door.policy import choices, from_then_on, presets
from app.door.turn import Turn
from app.services.deed import add, load
from models.people import Office
from models.policy import PolicySettings
from models.policy_editors import setting_policy_lacks
from models.rules.decision import Lack
from models.rules.office.policy import (
    contradiction_lacks,
    nothing_differs_lacks,
    number_lacks,
    policy_moment_lacks,
    policy_reason_lacks,
    same_number_lacks,
    to_come_lacks,
)
from models.rules.office.settings import number_of
from models.settings import StoredSetting


def set_policy(turn: Turn, *, setting: str, number: int, because: str, from_at: datetime | None = None) -> Changes:
    """Set a policy setting from now on, or from a moment to come; what runs by then keeps the setting of its start.

    `number` counts the setting's unit, yes is 1. Refused: by who may not, out of its bounds, in the past, against
    another setting at any moment from then on. Source: domain.md, *Rules* (every number is a setting).
    """
    _hold(turn)
    refuse_if((*number_lacks(setting, number, dict(choices(setting))), *policy_reason_lacks(because)))
    since = from_at or turn.moment
    taken = _stored(turn, since)
    refuse_if(policy_moment_lacks(since, turn.moment, is_taken=_stands(taken.get(setting))))
    refuse_if(same_number_lacks(setting, number_of(_at(turn, since), setting), number, since))
    refuse_if(_contradicting(turn, since, {setting: number}))
    made = _put(turn, taken.get(setting), setting, number, since, because)
    return _changed(made.id)


def withdraw_change(turn: Turn, *, change: UUID, seen: int, because: str) -> Changes:
    """Take a change back whose moment hasn't come: the setting stays as it is. Source: good practice."""
    _hold(turn)
    found = load(turn, StoredSetting, change, seen=seen, lock=True)
    refuse_if((*to_come_lacks(found.from_at, found.withdrawn_at, turn.moment), *policy_reason_lacks(because)))
    refuse_if(_contradicting(turn, found.from_at, {}, without=found.id))
    found.withdrawn_at, found.withdrawn_because = turn.moment, because.strip()
    turn.session.flush()
    return _changed(found.id)


def apply_preset(turn: Turn, *, preset: str, because: str, from_at: datetime | None = None) -> Changes:
    """Set every number of a preset that differs at that moment, all in one deed; the others stay.."""
    _hold(turn)
    numbers = next((each.numbers for each in presets() if each.name == preset), None)
    if numbers is None:
        raise Refused(f"There is no preset “{preset}”.")
    refuse_if(policy_reason_lacks(because))
    since = from_at or turn.moment
    before = _at(turn, since)
    differing = {name: number for name, number in numbers.items() if number_of(before, name) != number}
    taken = _stored(turn, since)
    is_taken = any(_stands(taken.get(name)) for name in differing)
    refuse_if(policy_moment_lacks(since, turn.moment, is_taken=is_taken))
    refuse_if(nothing_differs_lacks(differing))
    refuse_if(_contradicting(turn, since, differing))
    for name, number in differing.items():
        _put(turn, taken.get(name), name, number, since, because)
    return _changed(None)


def _hold(turn: Turn) -> None:
    """Refuse who may not, and take the office's row: two desks can't set two numbers that contradict each other."""
    refuse_if(setting_policy_lacks(turn.session, turn.office, turn.staff))
    turn.session.execute(select(Office.id).where(Office.id == turn.office).with_for_update())


def _at(turn: Turn, moment: datetime) -> PolicySettings:
    return from_then_on(turn.session, office=turn.office, moment=moment, planned={})[0]


def _contradicting(
    turn: Turn, since: datetime, planned: Mapping[str, int], without: UUID | None = None
) -> tuple[Lack, ...]:
    found = from_then_on(turn.session, office=turn.office, moment=since, planned=planned, without=without)
    return next((lacks for each in found if (lacks := contradiction_lacks(each, planned))), ())


def _stored(turn: Turn, since: datetime) -> dict[str, StoredSetting]:
    """What is stored for this very moment, withdrawn or not, by setting: a moment has one change of each."""
    query = select(StoredSetting).where(StoredSetting.office_id == turn.office, StoredSetting.from_at == since)
    return {each.name: each for each in turn.session.scalars(query)}


def _stands(record: StoredSetting | None) -> bool:
    return record is not None and record.withdrawn_at is None


def _put(
    turn: Turn, record: StoredSetting | None, name: str, number: int, since: datetime, because: str
) -> StoredSetting:
    """A new change, or one that was withdrawn for that moment and comes back."""
    found = record or StoredSetting(name=name, from_at=since)
    found.number, found.set_by_id, found.because = number, turn.staff, because.strip()
    found.withdrawn_at, found.withdrawn_because = None, None
    return add(turn, found)


def _changed(made: UUID | None) -> Changes:
    """Every limit that a screen says may have changed, so each asks again."""
    return Changes(frozenset(Topic), made=made)
