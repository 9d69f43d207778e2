"""A valid change of an owner, and the ways to break each of its checks."""

from typing import Any

from models.base import Base
from models.owners import OwnerChange
from models.vocabulary.owners import OwnerOf
from tests.builders import SmallOffice


def change_of_owner(office: SmallOffice, number: int) -> dict[type[Base], dict[str, Any]]:
    """What a valid one says; what has to be made first is a function."""
    said = {
        "what": OwnerOf.DSO,
        "episode_id": office.an_episode,
        "to_staff_id": office.staff["Interim DSO"],
        "number": number,
        "effective_from": office.now,
        "because": "On leave from Monday",
        "made_at": office.now,
        "made_by_id": office.staff["DSO"],
    }
    return {OwnerChange: said}


def broken_changes(office: SmallOffice) -> dict[type[OwnerChange], dict[str, list[dict[str, Any]]]]:
    """For each check the values that break it and nothing else."""
    team = {"to_team_id": office.teams["South"]}
    return {
        OwnerChange: {
            "about_one_record": [{"episode_id": None}],
            "team_to_a_team": [{"what": OwnerOf.TEAM, "to_staff_id": None}, team],
            "patch_to_a_patch": [
                {"what": OwnerOf.PATCH, "to_staff_id": None},
                {"to_patch_id": office.patches["Matlock"]},
            ],
            "staff_to_nobody_else": [{"what": OwnerOf.TEAM, **team}],
            "to_somebody": [{"to_staff_id": None}],
            "with_a_reason": [{"because": ""}],
            "taken_back_with_a_reason": [{"taken_back_at": office.now}, {"taken_back_because": "She stays"}],
        }
    }
