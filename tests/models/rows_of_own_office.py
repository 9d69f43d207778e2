"""What a valid record of each class of revisions 0004, 0005, 0010 and 0014 says, beside those of `conftest.py`."""

from typing import Any

from models.base import Base
from models.formats import FormatMaker, FormatNeed
from models.key_safes import KeySafe, KeySafeCode
from models.logins import Login, Membership
from models.settings import ListEntry
from models.teams import ContractedChange, PatchPostcode
from models.vocabulary.access import Right
from models.vocabulary.office import OfficeList
from models.vocabulary.people import OtherFormat
from tests.builders import SmallOffice
from tests.models.rows_of_signers import of_signers
from tests.models.rows_of_wording import of_wording


def of_own_office(office: SmallOffice, number: int) -> dict[type[Base], dict[str, Any]]:
    """By class, the least that it takes to store one."""
    now, dso, team = office.now, office.staff["DSO"], office.teams["North"]
    later = of_signers(office, number) | of_wording(office, number)
    return later | {
        ContractedChange: {
            "team_id": team,
            "from_day": now.date(),
            "worker_minutes_a_week": 60,
            "because": "a worker more",
            "set_at": now,
            "set_by_id": dso,
        },
        FormatMaker: {
            "format": tuple(OtherFormat)[number % len(OtherFormat)],
            "made_by": "Print room",
        },
        FormatNeed: {"person_id": office.a_person, "format": OtherFormat.BRAILLE, "detail": "Grade 2"},
        KeySafe: {"person_id": office.a_person},
        KeySafeCode: {"person_id": office.a_person, "code": "4711"},
        PatchPostcode: {"patch_id": office.patches["Matlock"], "part": f"DE{number}"},
        Login: {"name": f"somebody {number}", "display_name": "Somebody"},
        Membership: {"login": lambda: a_login(office, number), "staff_id": dso, "right": Right.DSO},
        ListEntry: {
            "of_list": OfficeList.COMMUNITY,
            "name": f"Lunch club {number}",
            "name_folded": f"lunch club {number}",
            "position": number,
        },
    }


def a_login(office: SmallOffice, number: int) -> str:
    """Somebody's own role at a server, as it is called there."""
    name = f"somebody {number}"
    with office.database.writing() as session:
        session.add(Login(name=name, display_name="Somebody"))
    return name
