"""What a row of each table about the staff needs, for the tests that fill every table."""

from typing import Any

from models.base import Base
from models.staff import FormerName, StaffLeave, StaffRole, StaffSpell, StaffTeam
from models.vocabulary.staff import Role
from tests.builders import SmallOffice


def recipes_of_staff(office: SmallOffice, number: int) -> dict[type[Base], dict[str, Any]]:
    """By the kind of row, what it can't go without."""
    staff, now = office.staff["DSO"], office.now
    return {
        StaffSpell: {"staff_id": staff},
        StaffRole: {"staff_id": staff, "from_day": now.date(), "role": Role.SERVICE_MANAGER},
        StaffLeave: {"staff_id": staff, "first_day": now.date()},
        StaffTeam: {"staff_id": staff, "team_id": office.teams["South"]},
        FormerName: {"staff_id": staff, "name": f"Ann Smithh {number}", "until": now},
    }
