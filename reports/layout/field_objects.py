"""Form fields as objects of the file: places to write and boxes to tick, with appearances that an archive accepts.

Each looks empty on paper, for the line to write on is drawn on the page; a reader fills it in our own embedded font.
"""

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reports.layout.field_font import NAME, field_font
from reports.layout.tagging import Field

_PRINTED = 4  # a field is printed
_MORE_LINES = 1 << 12
_INK, _TICK = "0.106 0.149 0.173", "0.078 0.314 0.361"  # as in styles.py, INK and ACCENT
_LONGEST = 300


class Fields:
    """The fields of one file; none, and the file has no form."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._made: list[Any] = []

    def add(self, field: Field, page: Any) -> Any:
        """Put a field on its page."""
        widget = self._pdf.make_indirect(self._tick_box(field) if field.is_tick else self._text(field))
        widget.Type, widget.Subtype, widget.P = Name.Annot, Name.Widget, page
        widget.T, widget.TU = String(field.name), String(field.said)
        widget.Rect, widget.F = Array(round(edge, 2) for edge in field.box), _PRINTED
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(widget)
        self._made.append(widget)
        return widget

    def write(self) -> None:
        """The form itself."""
        if self._made:
            form = Dictionary(Fields=Array(self._made), DR=Dictionary(Font=Dictionary()))
            form.DR.Font[str(NAME)] = field_font(self._pdf)
            self._pdf.Root.AcroForm = self._pdf.make_indirect(form)

    def _text(self, field: Field) -> Dictionary:
        widget = Dictionary(FT=Name.Tx, MaxLen=_LONGEST, DA=String(f"{NAME} {field.size:g} Tf {_INK} rg"))
        if field.lines > 1:
            widget.Ff = _MORE_LINES
        widget.AP = Dictionary(N=self._appearance(field, "/Tx BMC EMC"))
        return widget

    def _tick_box(self, field: Field) -> Dictionary:
        side = field.box[2] - field.box[0]
        points = ((0.22, 0.52), (0.42, 0.28), (0.8, 0.78))
        path = " ".join(f"{x * side:.2f} {y * side:.2f} {'l' if place else 'm'}" for place, (x, y) in enumerate(points))
        tick = f"q {_TICK} RG {side * 0.11:.2f} w 1 J 1 j {path} S Q"
        looks = Dictionary(Yes=self._appearance(field, tick), Off=self._appearance(field, ""))
        return Dictionary(FT=Name.Btn, V=Name.Off, AS=Name.Off, AP=Dictionary(N=looks))

    def _appearance(self, field: Field, drawn: str) -> Any:
        left, bottom, right, top = field.box
        look = self._pdf.make_stream(drawn.encode("ascii"))
        look.Type, look.Subtype = Name.XObject, Name.Form
        look.BBox = Array([0, 0, round(right - left, 2), round(top - bottom, 2)])
        look.Resources = Dictionary()
        return look
