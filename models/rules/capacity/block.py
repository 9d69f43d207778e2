"""Hours bought as a block for an area, and what of them is used (STC-4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.values import hours_text


@dataclass(frozen=True, slots=True)
class BlockUse:
    """Worker minutes a week: what is bought whoever is on leave, what people in service use, and what is given besides.

    `given` is promised or held for who is to start.
    """

    bought: int
    used: int
    given: int = 0

    @property
    def not_used(self) -> int:
        """What is bought and nobody in service uses; never less than nothing."""
        return max(0, self.bought - self.used)

    @property
    def over(self) -> int:
        """What is used beyond what is bought."""
        return max(0, self.used - self.bought)

    @property
    def sentence(self) -> str:
        """All of it in hours a week; no share of nothing."""
        share = f" ({round(100 * self.used / self.bought)}%)" if self.bought else ""
        rest = f"{hours_text(self.over)} h more than bought" if self.over else f"{hours_text(self.not_used)} h not used"
        besides = f"; {hours_text(self.given)} h promised or held for people to come" if self.given else ""
        return f"{hours_text(self.bought)} h a week bought, {hours_text(self.used)} h used{share}, {rest}{besides}"


def block_use(areas: Iterable[BlockUse]) -> BlockUse:
    """The blocks of several areas together. Source: STCH (STC-4)."""
    known = tuple(areas)
    return BlockUse(*(sum(getattr(each, name) for each in known) for name in ("bought", "used", "given")))


def block_line(area: BlockUse, areas: Iterable[BlockUse]) -> str:
    """An area's block, and behind it the blocks of all areas where there are more. Source: STCH (STC-4)."""
    known = tuple(areas)
    together = f" All {len(known)} areas: {block_use(known).sentence}." if len(known) > 1 else ""
    return f"Block hours: {area.sentence}.{together}"
