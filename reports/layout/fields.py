"""Where a paper is filled in: a line to write on and a box to tick, by pen on paper or on screen as form fields."""

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from reports.layout.flowables import canvas_of
from reports.layout.styles import INK, Scale
from reports.layout.tagging import Field, Node
from reports.layout.text import plain


class TextField(Flowable):
    """A line to write on. With two `lines` a long name has room: typed in, it wraps."""

    def __init__(self, name: str, tooltip: str, scale: Scale, node: Node, lines: int = 1) -> None:
        super().__init__()
        self._name, self._tooltip, self._scale, self._node, self._lines = name, tooltip, scale, node, lines
        self._tall = max(scale.leading * 1.25, 9 * mm) + scale.leading * (lines - 1)

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.width, self.height = available_width, self._tall
        return self.width, self.height

    def draw(self) -> None:
        """The line, and the field over it."""
        canvas = canvas_of(self)
        canvas.begin_decoration()
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.8)
        canvas.line(0, 1, self.width, 1)
        canvas.end()
        box = (0, 2, self.width, self.height)
        canvas.place(Field(self._name, plain(self._tooltip), box, self._scale.body, self._lines), self._node)


class TickBox(Flowable):
    """A box to tick."""

    def __init__(self, name: str, tooltip: str, scale: Scale, node: Node) -> None:
        super().__init__()
        self._name, self._tooltip, self._node = name, tooltip, node
        self._side = round(scale.body * 1.15)

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """A square as tall as the letters."""
        self.width, self.height = self._side, self._side
        return self.width, self.height

    def draw(self) -> None:
        """The box, and the field in it."""
        canvas = canvas_of(self)
        canvas.begin_decoration()
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1)
        canvas.rect(0, 0, self._side, self._side, fill=0)
        canvas.end()
        box = (0, 0, self._side, self._side)
        canvas.place(Field(self._name, plain(self._tooltip), box, is_tick=True), self._node)
