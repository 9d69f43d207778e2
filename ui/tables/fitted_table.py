"""A list among other things on a page: as tall as its rows, up to so many; more of them scroll in it."""

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.desk.preferences import Preferences
from ui.overrides import override_of_qt
from ui.tables.bar_room import BarRoom
from ui.tables.row_table_model import RowTableModel
from ui.tables.table_view import TableView
from ui.theme import ROW, Look

Row = TypeVar("Row")


class FittedTable(TableView[Row]):
    """`most` rows are seen at once, and there is room for the `fewest`. It follows the text size, and its rows."""

    def __init__(
        self,
        look: Look,
        model: RowTableModel[Row],
        name: str,
        title: str,
        most: int,
        parent: QWidget | None = None,
        *,
        fewest: int = 1,
        preferences: Preferences | None = None,
        row_height: int = ROW,
    ) -> None:
        super().__init__(look, model, name, title, parent, preferences=preferences, row_height=row_height)
        self._theme_of, self._fewest, self._most, self._bar = look, fewest, most, BarRoom(self)
        self._tall = row_height
        model.rowsInserted.connect(self._fit)
        model.rowsRemoved.connect(self._fit)
        look.changed.connect(self._fit_anew)
        self.resized.connect(self._fit)
        self._fit()

    def show_rows(self, rows: Iterable[Row]) -> None:
        """As every list; then its height for the columns that these rows made."""
        super().show_rows(rows)
        self._fit_anew()

    @override_of_qt()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_anew()  # its columns are shared out only now, if the text had another size when it was last seen

    def _fit_anew(self) -> None:
        self._bar.forget()
        self._fit()

    def _fit(self, *_what: object) -> None:
        rows = max(self._fewest, min(self._most, self.model().rowCount()))
        header = self.horizontalHeader().sizeHint().height()
        every = self.verticalHeader().length() if self.model().rowCount() <= self._most else 0  # some may wrap
        height = max(self._theme_of.theme.px(self._tall) * rows, every) + header + self._bar.height() + 2
        if height != self.minimumHeight():
            self.setFixedHeight(height)
