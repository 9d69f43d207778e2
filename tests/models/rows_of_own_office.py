"""What a valid record of each class of revision 0004 says, beside those of `conftest.py`."""

from typing import Any

from models.base import Base
from models.settings import ListEntry
from models.teams import ContractedChange, PatchPostcode
from models.vocabulary.office import OfficeList
from tests.builders import SmallOffice


def of_own_office(office: SmallOffice, number: int) -> dict[type[Base], dict[str, Any]]:
    """By class, the least that it takes to store one."""
    now, dso, team = office.now, office.staff["DSO"], office.teams["North"]
    return {
        ContractedChange: {
            "team_id": team,
            "from_day": now.date(),
            "worker_minutes_a_week": 60,
            "because": "a worker more",
            "set_at": now,
            "set_by_id": dso,
        },
        PatchPostcode: {"patch_id": office.patches["Matlock"], "part": f"DE{number}"},
        ListEntry: {
            "of_list": OfficeList.COMMUNITY,
            "name": f"Lunch club {number}",
            "name_folded": f"lunch club {number}",
            "position": number,
        },
    }
