"""What a workbook got last in the cells that follow the person, so that our own change isn't put down to Scheduling."""

from collections.abc import Mapping

from sqlalchemy import bindparam, update

from app.door.turn import Turn
from models.base import Base
from models.tracker import TrackerChange

_ROWS = Base.metadata.tables[TrackerChange.__tablename__]
_UPDATE = (
    update(_ROWS)
    .where(_ROWS.c.office_id == bindparam("its_office"), _ROWS.c.number == bindparam("its_number"))
    .values(written=bindparam("its_cells"), operation_id=bindparam("its_operation"), version=_ROWS.c.version + 1)
)


def keep_written(turn: Turn, cells: Mapping[int, str]) -> None:
    """These changes, by number, say this in the workbook that is put in place; one statement, however many."""
    if cells:
        own = {"its_office": turn.office, "its_operation": turn.operation}
        turn.session.execute(
            _UPDATE, [{**own, "its_number": number, "its_cells": said} for number, said in sorted(cells.items())]
        )
