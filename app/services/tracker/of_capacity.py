"""What Scheduling is told of capacity that a start takes up, or that somebody had who died (REF-13, END-6).

A hold or promise that hasn't gone out by then never does: the start says all. Where the start or the death was a
mistake, it is told again.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select

from app.door.turn import Turn
from app.services.tracker.scheduling import is_answered, retraction_with, tell_again, told_of_capacity, withdraw_unheard
from models.referrals import Referral
from models.rules.tracker.telling import OF_CAPACITY
from models.tracker import TrackerChange


def withdraw_capacity(turn: Turn, *about: ColumnElement[bool]) -> UUID | None:
    """Withdraw what waits about capacity of referrals in the queue; the newest of which Scheduling has heard, if any.

    A row that follows one that they heard goes out with it. (REF-13).
    """
    heard = None
    rows = turn.session.scalars(
        _in_the_queue(turn, TrackerChange.withdrawn_at.is_(None), ~is_answered(), *about)
        .order_by(TrackerChange.number)
        .with_for_update(of=TrackerChange)
    )
    for row in rows.all():
        if row.exported_at is not None or retraction_with(turn, row) is not None:
            heard = row.referral_id
        else:
            withdraw_unheard(turn, row)
    turn.session.flush()
    return heard


def tell_capacity_again(turn: Turn, since: datetime, *about: ColumnElement[bool]) -> None:
    """Tell what was withdrawn since then, where the capacity is still held or promised and nothing else says so."""
    rows = turn.session.scalars(
        _in_the_queue(
            turn,
            TrackerChange.withdrawn_at >= since,
            or_(
                Referral.capacity_given_back_at.is_(None),
                Referral.capacity_given_back_at < TrackerChange.withdrawn_at,
            ),
            *about,
        ).order_by(TrackerChange.number.desc())
    ).all()
    newest = {row.referral_id: row for row in reversed(rows)}
    for referral, row in newest.items():
        if referral is not None and told_of_capacity(turn, referral=referral) is None:
            tell_again(turn, row)


def _in_the_queue(turn: Turn, *about: ColumnElement[bool]) -> Select[TrackerChange]:
    """What Scheduling was to be told of capacity for referrals that are still in the queue."""
    return (
        select(TrackerChange)
        .join(Referral, Referral.id == TrackerChange.referral_id)
        .where(
            TrackerChange.office_id == turn.office,
            TrackerChange.kind.in_(OF_CAPACITY),
            Referral.outcome.is_(None),
            *about,
        )
    )
