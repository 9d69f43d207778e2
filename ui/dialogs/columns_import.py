"""Taking in a file whose columns can be chosen by hand; what was chosen is remembered at this desk."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from PySide6.QtWidgets import QWidget

from app.door.errors import Refused
from app.exchange.columns import Chosen, Field, Mapping
from app.exchange.files.cells import text_of
from app.exchange.files.sheet import Sheet
from app.exchange.reading import Reading, RefusedLine
from ui.dialogs.columns_panel import ColumnsPanel
from ui.dialogs.file_import import FileImport, Looked
from ui.dialogs.import_preview import Arrives, Preview, PreviewRow
from ui.text import count
from ui.widgets.labels_and_buttons import scrolled

Line = TypeVar("Line")
_HEIGHT, _LEAST = 216, 48  # of the columns: the rows of the file stay in sight


class ColumnsImport(FileImport[Line]):
    """Name the `fields` and the place where this desk remembers them, `kept`; `reading_by` reads by other columns."""

    fields: ClassVar[tuple[Field, ...]]
    kept: ClassVar[str]

    def reading_by(self, mapping: Mapping | None) -> Callable[[Any, Path], Looked[Line]]:
        """What reads a file by these columns on a worker."""
        raise NotImplementedError

    def reader(self) -> Callable[[Any, Path], Looked[Line]]:
        return self.reading_by(self.remembered())

    def columns(self, looked: Looked[Line]) -> QWidget:
        panel = ColumnsPanel(self.desk.look, self.fields, looked.reading.header, looked.reading.mapping)
        panel.changed.connect(self.look_again)
        theme, area = self.desk.look.theme, scrolled(panel, "import.columns_area")
        area.setMinimumHeight(theme.px(_LEAST))
        area.setMaximumHeight(max(theme.px(_LEAST), min(panel.sizeHint().height(), theme.px(_HEIGHT))))
        return area

    def look_again(self, mapping: Mapping) -> None:
        """Another column was chosen: remember it, and show what the file would bring now."""
        pairs = {each.key: each.heading for each in mapping.chosen}
        self.desk.preferences.keep_layout(self.kept, json.dumps(pairs).encode())
        self.look_by(mapping)

    def look_by(self, mapping: Mapping | None) -> None:
        """Show what the file would bring by these columns."""
        if self.looked is not None and self.preview is not None:
            self.desk.door.ask(self, self.reading_by(mapping), self.looked.preview.file).then(
                self._show_again, self.preview.say, latest=self.latest
            )

    def remembered(self) -> Mapping | None:
        """The columns as they were chosen last."""
        kept = self.desk.preferences.layout(self.kept)
        pairs = json.loads(kept) if kept else {}
        return Mapping(tuple(Chosen(key, heading) for key, heading in pairs.items())) if pairs else None

    def _show_again(self, looked: Looked[Line]) -> None:
        if self.preview is not None:
            self.preview.reject()
        self.show_looked(looked)
        if self.preview is not None:
            self.preview.columns.setChecked(True)


def to_be_chosen(file: Path, sheet: Sheet, paired: Mapping, refusal: Refused) -> Looked[Any]:
    """A file in which a needed column goes by a heading that nobody knows yet: the preview lets it be chosen."""
    preview = Preview(
        file=file, sentence=f"{count(len(sheet.rows), 'row')}, to be read once every column is known", rows=(),
        refused_csv=b"", brings=0, changed=0, refusal=refusal,
    )  # fmt: skip
    return Looked(Reading(paired, sheet.header, (), ()), preview)


def refused_row(reading: Reading[Any], refused: RefusedLine, *named_by: str) -> PreviewRow:
    """A refused row as the preview shows it, named by what stands in these fields."""

    def cell(key: str) -> str:
        column = reading.mapping.column(key, reading.header)
        return text_of(refused.cells[column]).strip() if column is not None and column < len(refused.cells) else ""

    about = " ".join(filter(None, map(cell, named_by)))
    return PreviewRow(refused.line, Arrives.REFUSED, about, refused.reason)
