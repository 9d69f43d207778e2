"""Which database a desk opens, and who sits there where that is known."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Opened:
    """`url` is its address; none is this desk's own database. `is_chosen`: whoever sits there does so from now on."""

    url: str | None
    staff: UUID | None = None
    is_chosen: bool = False
