"""What was found out about one thing: how it stands, what is wrong, and how it is mended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Stand(Enum):
    """How a thing stands. What is worth knowing stops nobody; what is wrong does, or will."""

    FINE = "fine"
    WORTH_KNOWING = "worth knowing"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer. `says` and `mend` may name places and files of this desk.

    `facts` may not: they alone go into a bundle for somebody else, so they are numbers and the program's own words.
    """

    about: str
    stand: Stand
    says: str
    mend: str = ""
    facts: Mapping[str, int | str] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """As a terminal shows it."""
        return [*([self.says] if self.says else []), *([f"  To mend it: {self.mend}"] if self.mend else [])]
