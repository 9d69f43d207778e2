"""The numbers under which the office is reached; what is printed from then on names them."""

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.staff_of_day import seat_role
from models.people import Office
from models.rules.office.contacts import Numbers, numbers_lacks
from models.rules.office.editors import office_editor_lacks
from models.rules.office.naming import telephone_kept

__all__ = ["Numbers", "set_numbers"]


def set_numbers(turn: Turn, *, was: Numbers, out_of_hours: str, complaints: str, finance: str) -> Changes:
    """Say the office's numbers; one that is left empty stands on no paper. `was` is what the desk saw."""
    refuse_if(office_editor_lacks(seat_role(turn)))
    held = turn.session.scalars(select(Office).where(Office.id == turn.office).with_for_update()).one()
    now = Numbers(held.out_of_hours_telephone or "", held.complaints_telephone, held.finance_telephone)
    told = Numbers(out_of_hours.strip(), complaints.strip(), finance.strip())
    refuse_if(numbers_lacks(told, was, now))
    held.operation_id = turn.operation
    held.out_of_hours_telephone = telephone_kept(told.out_of_hours) or None
    held.complaints_telephone = telephone_kept(told.complaints)
    held.finance_telephone = telephone_kept(told.finance)
    return changes(Topic.SETTINGS)
