"""The numbers under which families reach the office: what papers name, and leave out where there is none."""

from dataclasses import dataclass

from models.rules.decision import Lack
from models.rules.office.naming import telephone_lacks
from models.rules.who import OFFICE


@dataclass(frozen=True, slots=True)
class Numbers:
    """The office's numbers, each empty where there is none."""

    out_of_hours: str = ""
    complaints: str = ""
    finance: str = ""


def numbers_lacks(told: Numbers, was: Numbers, now: Numbers) -> tuple[Lack, ...]:
    """Each can be dialled, and nobody else changed them since the desk saw what there `was`. Source: good practice."""
    if now not in {was, told}:
        said = ", ".join(each for each in (now.out_of_hours, now.complaints, now.finance) if each) or "none"
        return (Lack("", f"Somebody else has changed the numbers since ({said}): look, and save again.", OFFICE),)
    return (
        *telephone_lacks(told.out_of_hours, field="out_of_hours"),
        *telephone_lacks(told.complaints, field="complaints"),
        *telephone_lacks(told.finance, field="finance"),
    )
