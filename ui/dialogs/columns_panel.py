"""Which column of the file is which field: shown, changed and looked at anew before anything is taken in."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from app.exchange.columns import Chosen, Field, Mapping, named
from ui.overrides import override_of_qt
from ui.theme import GROUP, RELATED, Look
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels_and_buttons import words

_ACROSS = 3  # at the most; where the panel is narrow fewer stand beside each other, and the rest is scrolled to
_NONE = ""


class ColumnsPanel(QFrame):
    """`changed` with the mapping as it is chosen now; a heading that another field had is taken from it."""

    changed = Signal(object)

    def __init__(self, look: Look, fields: tuple[Field, ...], header: tuple[str, ...], mapping: Mapping) -> None:
        super().__init__()
        self.setObjectName("import.columns_panel")
        self.setAccessibleName("Columns of the file")
        self.boxes: dict[str, ChoiceBox[str]] = {}
        # That a file has no such column at all is nobody's choice, and isn't remembered for the next file.
        self._choosable = frozenset(named(header, fields))
        self._labels: list[QLabel] = []
        self._across, self._gap, self._group = 0, look.theme.px(RELATED), look.theme.px(GROUP)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(self._gap)
        self._grid.setVerticalSpacing(self._gap)
        settled = {each.key for each in mapping.chosen}
        headings = [(each, each) for each in dict.fromkeys(header) if each.strip()]
        for number, field in enumerate(fields):  # made in the order in which Tab goes
            is_open = field.required or (field.key in self._choosable and field.key not in settled)
            prompt = "Choose" if is_open else "No column"
            box = self.boxes[field.key] = ChoiceBox[str](look, f"import.column.{number + 1}", prompt)
            box.set_choices([*([] if field.required else [(_NONE, "No column")]), *headings])
            # Of two columns for one field none is chosen yet, and none of both is chosen by hand only.
            box.set_value(mapping.heading(field.key) or (None if is_open else _NONE))
            box.setAccessibleName(f"Column for {field.title}")
            box.picked.connect(self._picked)
            label = words(f"{field.title}{' *' if field.required else ''}", "quiet", wrap=False)
            label.setBuddy(box)
            self._labels.append(label)
        self._arrange(_ACROSS)

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(next((each for each in range(_ACROSS, 1, -1) if self._needed(each) <= event.size().width()), 1))

    @override_of_qt(QSize())
    def minimumSizeHint(self) -> QSize:
        """As narrow as one field; as high as all rows, for the last one is never cut off."""
        return QSize(self._needed(1), self._grid.minimumSize().height())

    def _needed(self, across: int) -> int:
        """The width, in px, at which so many fields stand beside each other with nothing of them cut off."""
        boxes = list(self.boxes.values())
        columns = ((self._labels[first::across], boxes[first::across]) for first in range(across))
        widths = (max((each.sizeHint().width() for each in some), default=0) for both in columns for some in both)
        return sum(widths) + self._gap * (across * 2 - 1)

    def _arrange(self, across_all: int) -> None:
        """So many beside each other, row by row."""
        if across_all == self._across:
            return
        self._across = across_all
        for number, (label, box) in enumerate(zip(self._labels, self.boxes.values(), strict=True)):
            row, across = divmod(number, across_all)
            self._grid.addWidget(label, row, across * 2)
            self._grid.addWidget(box, row, across * 2 + 1)
        for across in range(_ACROSS):
            is_used = across < across_all
            self._grid.setColumnStretch(across * 2 + 1, 1 if is_used else 0)
            self._grid.setColumnMinimumWidth(across * 2, self._group if across and is_used else 0)
        self.updateGeometry()

    def mapping(self) -> Mapping:
        """As it is chosen now; no heading says that the field has no column in this file."""
        chosen = ((key, box.value()) for key, box in self.boxes.items())
        return Mapping(
            tuple(
                Chosen(key, heading)
                for key, heading in chosen
                if heading is not None and (heading or key in self._choosable)
            )
        )

    def _picked(self, heading: str) -> None:
        picked = self.sender()
        for box in self.boxes.values():
            if heading and box is not picked and box.value() == heading:
                box.set_value(None)
        self.changed.emit(self.mapping())
