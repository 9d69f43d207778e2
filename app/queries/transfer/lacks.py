"""What is missing for a deed of the tab Interim transfer, as a screen shows it."""

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LackLine:
    """Something that is missing, in a sentence, who can provide it, and the control that mends it, as its lack says."""

    rule: str
    sentence: str
    who: str
    field: str = dataclasses.field(default="", compare=False)
