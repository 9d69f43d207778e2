"""Taking in a file whose columns can be chosen by hand; what was chosen is remembered at this desk."""

import json
from dataclasses import replace
from typing import ClassVar, TypeVar

from PySide6.QtWidgets import QWidget

from app.exchange.columns import Chosen, Mapping
from app.exchange.files.asked import Answers
from app.exchange.reading import GoodLine
from ui.dialogs.columns_panel import ColumnsPanel
from ui.dialogs.file_import import FileImport, Looked
from ui.widgets.labels_and_buttons import scrolled

Line = TypeVar("Line", bound=GoodLine)

_HEIGHT, _LEAST = 216, 48  # of the columns: the rows of the file stay in sight


class ColumnsImport(FileImport[Line]):
    """Name the place where this desk remembers the columns, `kept`."""

    kept: ClassVar[str]

    def first_answers(self) -> Answers:
        return Answers(self.remembered())

    def columns(self, looked: Looked[Line]) -> QWidget:
        panel = ColumnsPanel(self.desk.look, self.imports.fields, looked.reading.header, looked.reading.mapping)
        panel.changed.connect(self.look_again)
        theme, area = self.desk.look.theme, scrolled(panel, "import.columns_area")
        area.setMinimumHeight(theme.px(_LEAST))
        area.setMaximumHeight(max(theme.px(_LEAST), min(panel.sizeHint().height(), theme.px(_HEIGHT))))
        return area

    def look_again(self, mapping: Mapping) -> None:
        """Another column was chosen: remember it, and show what the file would bring now."""
        pairs = {each.key: each.heading for each in mapping.chosen}
        self.desk.preferences.keep_layout(self.kept, json.dumps(pairs).encode())
        self.look_by(replace(self.answers, columns=mapping))

    def remembered(self) -> Mapping | None:
        """The columns as they were chosen last."""
        kept = self.desk.preferences.layout(self.kept)
        pairs = json.loads(kept) if kept else {}
        return Mapping(tuple(Chosen(key, heading) for key, heading in pairs.items())) if pairs else None
