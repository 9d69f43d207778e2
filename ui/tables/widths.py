"""How wide the columns of a list are before anybody arranges them: what says who or what a row is isn't cut for room
that another column leaves empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_STEP = 4  # px by which the widest gives way


@dataclass(frozen=True, slots=True)
class Wish:
    """One column, in px: its first width, what its title needs, what its cells need, and whether it may be cut."""

    declared: int
    title: int
    cells: int
    gives: bool

    @property
    def whole(self) -> int:
        """What shows all of it."""
        return max(self.cells, self.title)

    @property
    def first(self) -> int:
        """Its width where there is neither too much nor too little room."""
        return max(self.declared, self.title)

    def filled(self, room: int, least: int) -> int:
        """What it fills of its first width; a few letters, a name or a state also beyond, these up to half the list."""
        most = max(self.first, least if self.gives else room // 2)
        return min(self.whole, most)


def share(wishes: Sequence[Wish], room: int, least: int) -> list[int]:
    """The widths of columns that share `room`; the last column takes what remains over (Qt stretches it).

    Each begins with what it fills. Where that is too much already, the widest give way down to `least`, or what their
    title needs; a name or a state only then, and never below its first width: one long one isn't worth another column.
    What is free goes to the columns that are cut, a few letters before a long sentence, and then back to each, up to
    its first width.
    """
    widths = [wish.filled(room, least) for wish in wishes]
    gives = [number for number, wish in enumerate(wishes) if wish.gives]
    while sum(widths) > room:
        gives = [number for number in gives if widths[number] > max(least, wishes[number].title)]
        if not gives:
            break
        widths[max(gives, key=lambda number: widths[number])] -= _STEP
    beyond = [number for number, wish in enumerate(wishes) if not wish.gives and widths[number] > wish.first]
    for number in sorted(beyond, key=lambda each: wishes[each].first - widths[each]):
        widths[number] -= min(widths[number] - wishes[number].first, max(0, sum(widths) - room))
    for wanted in ([wish.whole for wish in wishes], [wish.first for wish in wishes]):
        lacks = [max(0, want - width) for want, width in zip(wanted, widths, strict=True)]
        order = sorted((wish.gives, lacks[number], number) for number, wish in enumerate(wishes))
        for _, _, number in order:
            widths[number] += min(lacks[number], max(0, room - sum(widths)))
    return widths
