"""What moves each team's limit on the next days: leave and sickness, and contracted hours from a day on (REF-15)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, Date, Select, cast, null, select, union_all

from app.door.turn import Turn
from models.capacity import contracted_minutes
from models.rules.capacity.dated_hours import ContractedFrom, Reduced
from models.rules.capacity.outlook import DAYS_AHEAD
from models.teams import ContractedChange, Reduction, Team
from models.vocabulary.staff import TeamKind

_STATEMENTS_KEPT = 4  # of an office and a day: today's and tomorrow's


@dataclass(frozen=True, slots=True)
class TeamLimit:
    """A team with the worker minutes a week that are contracted today, and what moves its limit in the next days."""

    id: UUID
    name: str
    kind: TeamKind
    contracted: int
    reductions: tuple[Reduced, ...]
    changes: tuple[ContractedFrom, ...]


def limits_ahead(turn: Turn) -> list[TeamLimit]:
    """The teams that aren't closed, short-term ones first, with what touches the next days: one statement. (REF-15)."""
    rows = turn.session.connection().execute(_statement(turn.office, turn.day))
    found = []
    for _, lines in groupby(rows, key=lambda row: row.id):
        moved = list(lines)
        known = [each for each in moved if each.minutes is not None]
        found.append(
            TeamLimit(
                moved[0].id,
                moved[0].name,
                moved[0].kind,
                moved[0].contracted,
                tuple(Reduced(*each[4:]) for each in known if each.last_day is not None),
                tuple(ContractedFrom(each.first_day, each.minutes) for each in known if each.last_day is None),
            )
        )
    return found


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _statement(office: UUID, day: date) -> Select[*tuple[Any, ...]]:
    moves = _moves(office, day, day + timedelta(days=DAYS_AHEAD - 1)).subquery()
    return (
        select(
            Team.id, Team.name, Team.kind, contracted_minutes(day).label("contracted"), moves.c.first_day,
            moves.c.last_day, moves.c.minutes, moves.c.because,
        )
        .outerjoin(moves, moves.c.team_id == Team.id)
        .where(Team.office_id == office, Team.closed_from.is_(None))
        .order_by(Team.kind.desc(), Team.name, moves.c.first_day, moves.c.key)
    )  # fmt: skip


def _moves(office: UUID, day: date, ahead: date) -> CompoundSelect[*tuple[Any, ...]]:
    """What moves a team's limit until a day: leave and sickness with their last day, contracted hours without one."""
    reduced = select(
        Reduction.team_id, Reduction.id.label("key"), Reduction.first_day, Reduction.last_day,
        Reduction.worker_minutes_a_week.label("minutes"), Reduction.because,
    ).where(
        Reduction.office_id == office,
        Reduction.withdrawn_at.is_(None),
        Reduction.first_day <= ahead,
        Reduction.last_day >= day,
    )  # fmt: skip
    contracted = select(
        ContractedChange.team_id, ContractedChange.id, ContractedChange.from_day, cast(null(), Date()),
        ContractedChange.worker_minutes_a_week, ContractedChange.because,
    ).where(
        ContractedChange.office_id == office,
        ContractedChange.withdrawn_at.is_(None),
        ContractedChange.from_day > day,
        ContractedChange.from_day <= ahead,
    )  # fmt: skip
    return union_all(reduced, contracted)
