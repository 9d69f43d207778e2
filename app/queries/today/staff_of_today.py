"""Who can own what Today shows, and whether they are there: asked once for all its lines."""

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from app.door.turn import Turn
from app.queries.statement import AnyRow
from models.staff import Staff
from models.staff_of_days import is_on_leave, is_on_staff, leave_until


def staff_rows(turn: Turn) -> dict[UUID | None, AnyRow]:
    """Everybody who ever worked in the office, by their key: a deed can stand with somebody who has left."""
    rows = turn.session.execute(staff_on(turn.day), {"office": turn.office})
    return {row.id: row for row in rows}


@lru_cache(maxsize=2)
def staff_on(day: date) -> Select[*tuple[Any, ...]]:
    """Made once a day: it takes longer to make than to answer."""
    return select(
        Staff.id, Staff.name, is_on_staff(day).label("is_here"), is_on_leave(day).label("on_leave"),
        leave_until(day).label("leave_until"),
    ).where(Staff.office_id == bindparam("office"))  # fmt: skip
