"""What a valid record of each class of the council's own words says, and what breaks each of its checks."""

from typing import Any

from models.base import Base
from models.wording import WordingPhrase, WordingVersion
from tests.builders import SmallOffice


def of_wording(office: SmallOffice, number: int) -> dict[type[Base], dict[str, Any]]:
    """By class, the least that it takes to store one; the office's own first versions have the low numbers."""
    dso = office.staff["DSO"]
    return {
        WordingVersion: {"of_paper": "agreement", "number": 500 + number, "written_by_id": dso},
        WordingPhrase: {
            "of_version_id": lambda: _a_draft(office, 1000 + number),
            "name": "money.billing",
            "words": "We bill you.",
            "shipped": "",
            "phrased_by_id": dso,
        },
    }


def broken_wording(office: SmallOffice) -> dict[type[Base], dict[str, list[dict[str, Any]]]]:
    """For every named check, the values that break it and nothing else."""
    now, day, dso = office.now, office.now.date(), office.staff["DSO"]
    return {
        WordingVersion: {
            "counted_from_one": [{"number": 0}],
            "released_from_a_day": [{"released_at": now}],
            "released_by_another": [{"released_at": now, "from_day": day, "released_by_id": dso}],
            "released_or_withdrawn": [
                {"released_at": now, "from_day": day, "withdrawn_at": now, "withdrawn_because": "A slip"}
            ],
            "withdrawn_with_a_reason": [{"withdrawn_at": now}, {"withdrawn_because": "A slip"}],
        }
    }


def _a_draft(office: SmallOffice, number: int) -> Any:
    draft = WordingVersion(of_paper="agreement", number=number, written_by_id=office.staff["DSO"])
    office.store(draft)
    return draft.id
