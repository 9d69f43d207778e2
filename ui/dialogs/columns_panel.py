"""Which column of the file is which field: shown, changed and looked at anew before anything is taken in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from app.exchange.columns import Chosen, Field, Mapping, named
from ui.theme import GROUP, RELATED, Look
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels_and_buttons import words

_ACROSS = 3
_MANY = 24  # fields; with so many, two stand beside each other and the rest is scrolled to
_NONE = ""


class ColumnsPanel(QWidget):
    """`changed` with the mapping as it is chosen now; a heading that another field had is taken from it."""

    changed = Signal(object)

    def __init__(self, look: Look, fields: tuple[Field, ...], header: tuple[str, ...], mapping: Mapping) -> None:
        super().__init__()
        self.setObjectName("import.columns_panel")
        self.setAccessibleName("Columns of the file")
        self.boxes: dict[str, ChoiceBox[str]] = {}
        # That a file has no such column at all is nobody's choice, and isn't remembered for the next file.
        self._choosable = frozenset(named(header, fields))
        across_all = _ACROSS if len(fields) <= _MANY else _ACROSS - 1
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)  # the last row is never cut off
        grid.setHorizontalSpacing(look.theme.px(RELATED))
        grid.setVerticalSpacing(look.theme.px(RELATED))
        settled = {each.key for each in mapping.chosen}
        headings = [(each, each) for each in dict.fromkeys(header) if each.strip()]
        for number, field in enumerate(fields):
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
            row, across = divmod(number, across_all)
            grid.addWidget(label, row, across * 2)
            grid.addWidget(box, row, across * 2 + 1)
        for across in range(across_all):
            grid.setColumnStretch(across * 2 + 1, 1)
            if across:
                grid.setColumnMinimumWidth(across * 2, look.theme.px(GROUP))

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
