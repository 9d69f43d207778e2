"""Hours bought as a block for an area, and what of them is used (STC-4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.values import hours_text

_ALL = 100  # percent


@dataclass(frozen=True, slots=True)
class BlockUse:
    """Worker minutes a week: what is bought whoever is on leave, what people in service use, and what is given besides.

    `given` is promised or held for who is to start. `away` are those used of people who are away now: their hours stay
    in use, as all capacity does. Source: STCH; OPG 1.5 (STC-4, REF-15).
    """

    bought: int
    used: int
    given: int = 0
    away: int = 0

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
        return f"{_used(self.bought, self.used, self.away)}, {_rest(self.not_used, self.over)}{_besides(self.given)}"


def block_line(area: BlockUse, areas: Iterable[BlockUse]) -> str:
    """An area's block, and behind it the blocks of all areas where there are more. Source: STCH (STC-4)."""
    known = tuple(areas)
    together = f" All {len(known)} areas: {_together(known)}." if len(known) > 1 else ""
    return f"Block hours: {area.sentence}.{together}"


def _together(areas: tuple[BlockUse, ...]) -> str:
    """Of each area's own block: what one has left is nothing that another could use."""
    bought, used, given, away = (
        sum(getattr(each, name) for each in areas) for name in ("bought", "used", "given", "away")
    )
    rest = _rest(sum(each.not_used for each in areas), sum(each.over for each in areas))
    return f"{_used(bought, used, away)}, {rest}{_besides(given)}"


def _used(bought: int, used: int, away: int) -> str:
    share = f" ({_share(used, bought)})" if bought else ""
    of_these = f", of these {hours_text(away)} h of people who are away" if away else ""
    return f"{hours_text(bought)} h a week bought, {hours_text(used)} h used{share}{of_these}"


def _share(used: int, bought: int) -> str:
    """Never all of it, nor nothing, where that isn't so."""
    percent = 100 * used // bought if bought else 0
    if used and not percent:
        return "under 1%"
    return f"over {percent}%" if percent == _ALL and used > bought else f"{percent}%"


def _rest(not_used: int, over: int) -> str:
    said = [] if over and not not_used else [f"{hours_text(not_used)} h not used"]
    return ", ".join([*said, *([f"{hours_text(over)} h more than bought"] if over else [])])


def _besides(given: int) -> str:
    return f"; {hours_text(given)} h promised or held for people to come" if given else ""
