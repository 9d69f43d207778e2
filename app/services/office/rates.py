"""Rates: a new one entered for today or ahead; one that wasn't used yet corrected, or withdrawn with a reason."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from models.agreement import Agreement, Rate
from models.people import Office
from models.rules.decision import Lack
from models.rules.office.editors import office_editor_lacks
from models.rules.office.rates import (
    RateUse,
    price_lacks,
    rate_day_lacks,
    rate_reason_lacks,
    used_rate_lacks,
    withdrawn_already_lacks,
)
from models.staff import Staff
from models.values import Money


def enter_rate(
    turn: Turn, *, from_day: date, single_handed: Decimal, double_handed: Decimal, note: str = ""
) -> Changes:
    """Enter what an hour costs from a day on, in pounds: with one worker, and with two. Used from that day by itself.

    Refused: a day gone by, a day that has a rate. One withdrawn for that day comes back with these prices.
    Source: OPG 5.6 (FUND-4).
    """
    _hold(turn)
    refuse_if((*price_lacks(single_handed, double_handed), *_day_lacks(turn, from_day)))
    of_day = select(Rate).where(Rate.office_id == turn.office, Rate.from_day == from_day)
    rate = turn.session.scalars(of_day).one_or_none() or Rate(from_day=from_day)  # one that was withdrawn, or a new one
    rate.withdrawn_at, rate.withdrawn_because, rate.entered_at = None, None, turn.moment
    _price(rate, single_handed, double_handed, note)
    return _changed(turn, add(turn, rate))


def correct_rate(
    turn: Turn, *, rate: UUID, seen: int, single_handed: Decimal, double_handed: Decimal, because: str
) -> Changes:
    """Put the prices of a rate right that wasn't used yet; for another day it is withdrawn and entered there.

    Refused once an agreement was issued with it or a day was charged by it. Source: OPG 5.6 (FUND-4).
    """
    _hold(turn)
    found = load(turn, Rate, rate, seen=seen, lock=True)
    refuse_if((*price_lacks(single_handed, double_handed), *rate_reason_lacks(because), *_lacks(turn, found)))
    _price(found, single_handed, double_handed, because)
    return _changed(turn, found)


def withdraw_rate(turn: Turn, *, rate: UUID, seen: int, because: str) -> Changes:
    """Take a rate back that wasn't used yet: the one before goes on. Source: OPG 5.6 (FUND-4)."""
    _hold(turn)
    found = load(turn, Rate, rate, seen=seen, lock=True)
    refuse_if((*rate_reason_lacks(because), *_lacks(turn, found)))
    found.withdrawn_at, found.withdrawn_because = turn.moment, because.strip()
    return _changed(turn, found)


def _hold(turn: Turn) -> None:
    """Refuse who may not, and take the office's row: of two desks the second sees the first one's rates."""
    refuse_if(office_editor_lacks(look(turn, Staff, turn.staff).role))
    turn.session.execute(select(Office.id).where(Office.id == turn.office).with_for_update())


def _day_lacks(turn: Turn, from_day: date) -> tuple[Lack, ...]:
    standing = turn.session.scalars(select(Rate.from_day).where(Rate.office_id == turn.office, Rate.stands()))
    return rate_day_lacks(from_day, turn.day, days=frozenset(standing))


def _lacks(turn: Turn, rate: Rate) -> tuple[Lack, ...]:
    with turn.session.no_autoflush:  # nothing of it is saved before it is known that it may change
        agreements = turn.session.scalar(select(func.count()).where(Agreement.rate_id == rate.id)) or 0
    use = RateUse(rate.from_day, rate.entered_at, agreements)
    return withdrawn_already_lacks(rate.withdrawn_at) or used_rate_lacks(use, turn.day)


def _price(rate: Rate, single_handed: Decimal, double_handed: Decimal, note: str) -> None:
    rate.single_handed_pence = Money(single_handed).in_pence
    rate.double_handed_pence = Money(double_handed).in_pence
    rate.note = note.strip()


def _changed(turn: Turn, rate: Rate) -> Changes:
    turn.session.flush()
    return changes(Topic.SETTINGS, Topic.AGREEMENTS, Topic.TRANSFERS, made=rate.id)
