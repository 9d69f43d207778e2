"""What a valid record of each class of revisions 0005 and 0006 says, and the ways to break each of their checks."""

from typing import Any

from models.base import Base
from models.keys import new_id
from models.papers import PaperFile
from models.tracker import TrackerBook
from models.vocabulary.papers import MediaType, PaperKind
from models.vocabulary.people import PaperFormat
from tests.builders import SmallOffice


def of_signed_papers(office: SmallOffice, number: int) -> dict[type[Base], dict[str, Any]]:
    """By class, the least that it takes to store one that replaces another; what is made first is a function."""
    said = {
        "kind": PaperKind.AGREEMENT,
        "edition": PaperFormat.STANDARD,
        "reference": f"A{number}",
        "media_type": MediaType.PDF,
        "size": 1,
        "sha256": "0" * 64,
        "made_at": office.now,
        "made_by_id": office.staff["DSO"],
    }

    def before() -> Any:
        first = PaperFile(**said | {"reference": f"A{number}-0", "episode_id": office.an_episode()})
        office.store(first)
        return first.id

    told = {"episode_id": office.an_episode, "replaces_id": before, "because": "a page was missing"}
    return {PaperFile: said | told, TrackerBook: {"file_name": "tracker.xlsx", "exports": 1, "exported_at": office.now}}


def broken_signed_papers() -> dict[type[Base], dict[str, list[dict[str, Any]]]]:
    """For each check the values that break it and nothing else."""
    return {
        TrackerBook: {"written_once_at_least": [{"exports": 0}]},
        PaperFile: {
            "neither_empty_nor_too_large": [{"size": 0}, {"size": 20 * 1024 * 1024 + 1}],
            "has_its_hash": [{"sha256": "0" * 63}],
            "replaced_with_a_reason": [{"because": ""}, {"replaces_id": new_id(), "because": ""}],
            "issued_in_an_edition": [{"edition": None}, {"kind": PaperKind.SCAN}],
        },
    }
