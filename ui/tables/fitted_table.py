"""A list among other things on a page: as tall as its rows, up to so many; more of them scroll in it."""

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from ui.tables.bar_room import BarRoom
from ui.tables.row_table_model import RowTableModel
from ui.tables.table_view import TableView
from ui.theme import ROW, Look

Row = TypeVar("Row")


class FittedTable(TableView[Row]):
    """`most` rows are seen at once. It follows the text size, and its rows as they come and go."""

    def __init__(
        self,
        look: Look,
        model: RowTableModel[Row],
        name: str,
        title: str,
        most: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, model, name, title, parent)
        self._theme_of, self._most, self._bar = look, most, BarRoom(self)
        model.rowsInserted.connect(self._fit)
        model.rowsRemoved.connect(self._fit)
        look.changed.connect(self._fit)
        self.resized.connect(self._fit)
        self._fit()

    def show_rows(self, rows: Iterable[Row]) -> None:
        """As every list; then its height for the columns that these rows made."""
        super().show_rows(rows)
        self._fit()

    def _fit(self, *_what: object) -> None:
        rows = max(1, min(self._most, self.model().rowCount()))
        header = self.horizontalHeader().sizeHint().height()
        height = self._theme_of.theme.px(ROW) * rows + header + self._bar.height() + 2
        if height != self.minimumHeight():
            self.setFixedHeight(height)
