"""Rows that wait about support that ends, or never began, and that come back with it; each keeps whose it is (REF-13).

What was expected, and a change of team, know the row that tells of them: where another takes its place, they know that.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from app.services.tracker.scheduling import tell_again, withdraw_unheard
from models.expected import ExpectedChange
from models.owners import OwnerChange
from models.rules.tracker.telling import OF_PLANS, WHILE_IT_RUNS
from models.tracker import TrackerChange
from models.values import PlannedVisit


def say_anew(turn: Turn, row: TrackerChange, *, week: Iterable[PlannedVisit], at: datetime) -> None:
    """A row that waits says another week: another row takes its place, told `at` as it was."""
    withdraw_unheard(turn, row)
    _takes_its_place(turn, row, tell_again(turn, row, week=week, at=at))


def withdraw_to_come(turn: Turn, episode: UUID, *, after: datetime | None = None) -> None:
    """Withdraw what waits about this episode and takes effect after this moment; none: all, for it never began.

    What has gone out is answered by the row of the end, or of the start that is taken back. Source: REF-13.
    """
    query = select(TrackerChange).where(
        TrackerChange.office_id == turn.office,
        TrackerChange.episode_id == episode,
        TrackerChange.kind.in_(WHILE_IT_RUNS),
        TrackerChange.exported_at.is_(None),
        TrackerChange.withdrawn_at.is_(None),
    )
    if after is not None:
        query = query.where(TrackerChange.effective_at > after)
    for row in turn.session.scalars(query.order_by(TrackerChange.number).with_for_update(of=TrackerChange)).all():
        withdraw_unheard(turn, row)


def told_as_it_ran(turn: Turn, episode: UUID, ended: datetime) -> bool:
    """Tell again what the end decided at this moment withdrew; whether changes of plans were among it. (END-7).

    Those the caller tells as the net, for the plans may be others by now.
    """
    rows = turn.session.scalars(
        select(TrackerChange)
        .where(
            TrackerChange.office_id == turn.office,
            TrackerChange.episode_id == episode,
            TrackerChange.kind.in_(WHILE_IT_RUNS),
            TrackerChange.withdrawn_at == ended,
        )
        .order_by(TrackerChange.number)
    ).all()
    for row in rows:
        if row.kind not in OF_PLANS:
            _takes_its_place(turn, row, tell_again(turn, row))
    return any(row.kind in OF_PLANS for row in rows)


def _takes_its_place(turn: Turn, row: TrackerChange, instead: TrackerChange) -> None:
    for expected in turn.session.scalars(select(ExpectedChange).where(ExpectedChange.told_id == row.id)):
        expected.told_id, expected.operation_id = instead.id, turn.operation
    for moved in turn.session.scalars(select(OwnerChange).where(OwnerChange.told_id == row.id)):
        moved.told_id, moved.operation_id = instead.id, turn.operation
