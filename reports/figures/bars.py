"""Bars of a figure on paper, told apart by pattern alone: a printer in black and white shows them too."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import white
from reportlab.platypus import Flowable

from reports.layout.flowables import canvas_of
from reports.layout.styles import INK, RULE, Scale

PATTERNS = ("solid", "rising lines", "empty", "level lines", "grey", "falling lines", "upright lines", "crossed lines")

_APART = 3.2  # from one line of a pattern to the next, in points
_TALL = 0.95  # of a letter's size


class Bar(Flowable):
    """One bar, its parts one after another; `longest` is what the whole width stands for.

    A screen reader passes over it: its numbers stand beside it in words.
    """

    def __init__(self, parts: Sequence[float], longest: float, scale: Scale) -> None:
        super().__init__()
        self._parts, self._longest, self._tall = parts, longest, scale.body * _TALL

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.width, self.height = available_width, self._tall
        return self.width, self.height

    def draw(self) -> None:
        """Its parts, each in the pattern of its place."""
        canvas = canvas_of(self)
        canvas.begin_decoration()
        canvas.saveState()
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.7)
        canvas.line(0, -1, 0, self.height + 1)
        left = 0.0
        for place, length in enumerate(self._parts):
            wide = length * self.width / self._longest
            if wide > 0:
                _draw(canvas, PATTERNS[place % len(PATTERNS)], left, wide, self.height)
                left += wide
        canvas.restoreState()
        canvas.end()


def _draw(canvas: Any, pattern: str, left: float, wide: float, tall: float) -> None:
    canvas.setFillColor({"solid": INK, "grey": RULE}.get(pattern, white))
    canvas.rect(left, 0, wide, tall, fill=1)
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(left, 0, wide, tall)
    canvas.clipPath(clip, stroke=0)
    for line in _lines(pattern, left, wide, tall):
        canvas.line(*line)
    canvas.restoreState()


def _lines(pattern: str, left: float, wide: float, tall: float) -> list[tuple[float, float, float, float]]:
    across = [left + _APART * number - tall for number in range(int((wide + 2 * tall) / _APART) + 1)]
    rising = [(x, 0.0, x + tall, tall) for x in across]
    falling = [(x, tall, x + tall, 0.0) for x in across]
    level = [(left, _APART * number, left + wide, _APART * number) for number in range(1, int(tall / _APART) + 1)]
    upright = [(x, 0.0, x, tall) for x in across]
    return {
        "rising lines": rising, "falling lines": falling, "level lines": level, "upright lines": upright,
        "crossed lines": [*rising, *falling],
    }.get(pattern, [])  # fmt: skip
