"""How far this desk's clock is from its server's: the screen counts down by the one, deadlines go by the other."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.rules.sentences import counted

APART = timedelta(minutes=1)  # two clocks that are set by the network differ by seconds
MENDED = timedelta(seconds=45)  # a clock that stands about the limit isn't told of, mended and told of again
_UNITS = (
    (timedelta(days=1), "day"),
    (timedelta(hours=1), "hour"),
    (timedelta(minutes=1), "minute"),
    (timedelta(seconds=1), "second"),
)


@dataclass(frozen=True, slots=True)
class Apart:
    """How far this desk's clock is ahead of its server's (less than nothing: behind), where that is felt."""

    by: timedelta

    @property
    def words(self) -> str:
        """By how much, and which way: "14 minutes behind"."""
        by = abs(self.by)
        length, unit = next(each for each in _UNITS if by >= 2 * each[0] or each is _UNITS[-1])
        return f"{counted(round(by / length), unit)} {'ahead' if self.by > timedelta(0) else 'behind'}"

    @property
    def sentence(self) -> str:
        """Whose clock is off, and by how much: "This computer's clock is 14 minutes behind the server's"."""
        return f"This computer's clock is {self.words.replace('ahead', 'ahead of')} the server's"


@dataclass(frozen=True, slots=True)
class Told:
    """That the two clocks are apart, or aren't any more."""

    off: Apart | None


def apart(before: datetime, told: datetime, after: datetime, *, was_apart: bool = False) -> Apart | None:
    """What a server told that was asked `before` and had answered `after` by this clock; None up to the limit.

    Clocks that were apart are so until they are clearly within it.
    """
    by = before - told if told < before else min(after - told, timedelta(0))
    return Apart(by) if abs(by) > (MENDED if was_apart else APART) else None
