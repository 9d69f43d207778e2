"""A list of what the office has, as high as its rows, and below it the deeds about the row that is chosen."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.door.door import Deed
from ui.desk import Desk
from ui.icons import Icon
from ui.tables.bar_room import BarRoom
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.theme import CELL, COMPACT_ROW
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.hidden_by_filter import HiddenByFilter
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import button, words
from ui.widgets.press import Button, Press
from ui.widgets.tab_order import tell_as_read

Row = TypeVar("Row")
_MOST_ROWS = 14


class ListPanel(DeedPanel, Generic[Row]):
    """`show_rows` with the newest; `chosen` when another row is; buttons by `opens` and `does`."""

    chosen = Signal()

    def __init__(
        self,
        desk: Desk,
        area: str,
        name: str,
        title: str,
        columns: Sequence[Column[Row]],
        identity: Callable[[Row], Hashable],
        empty: str,
    ) -> None:
        super().__init__(desk, title, f"{area}.{name}_panel")
        self._area = area
        self.table: TableView[Row] = TableView(
            desk.look,
            RowTableModel(columns, identity),
            f"{area}.{name}",
            title,
            preferences=desk.preferences,
            row_height=COMPACT_ROW,
        )
        self._bar = BarRoom(self.table)
        self.empty = words(empty, "quiet")
        self.body.addWidget(self.table)
        self.body.addWidget(self.empty)
        self._offered_if: list[tuple[Button, Callable[[Row | None], bool]]] = []
        self.table.chosen.connect(self._choose)
        self.table.horizontalScrollBar().rangeChanged.connect(self._fit)
        self.table.resized.connect(self._fit)
        desk.look.changed.connect(self._fit_anew)

    def put_above(self, *shown: QWidget, total: HiddenByFilter | None = None) -> None:
        """What narrows the list, in a row above it, and below that row how many are hidden by it."""
        row = QHBoxLayout()
        for each in shown:
            row.addWidget(each)
        row.addStretch(1)
        self.body.insertLayout(0, row)
        if total is not None:
            self.body.insertWidget(1, total)
        tell_as_read(self)
        reached = () if total is None else (total.show_all,)
        for one, other in pairwise((*shown, *reached, self.table)):
            QWidget.setTabOrder(one, other)

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows; the chosen one stays chosen, else the first is."""
        self.table.show_rows(rows)
        self.table.choose_first()
        self._fit_anew()
        self._choose(self.table.current())
        self.stands_now()

    def opens(
        self,
        text: str,
        key: str,
        sign: Icon,
        form: Callable[[Row | None], tuple[FormSpec[Any], Any, str] | None],
        *,
        when: Callable[[Row | None], bool] = bool,
        kind: str = "",
    ) -> Button:
        """A button that opens the form which `form` gives of the chosen row, offered `when` it makes sense."""
        made = button(self.desk.look, text, f"{self._area}.{key}", sign, kind=kind)
        made.clicked.connect(partial(self.ask, self._area, lambda: form(self.table.current())))
        self._offered_if.append((made, when))
        return made

    def opens_form(
        self,
        text: str,
        key: str,
        sign: Icon,
        form: FormSpec[Any],
        when: Callable[[Row | None], bool],
        whose: Callable[[Row], Hashable],
    ) -> Button:
        """A button that opens this form about the chosen row, offered `when` it fits; `whose` names its draft."""

        def made(row: Row | None) -> tuple[FormSpec[Any], Any, str] | None:
            return (form, row, str(whose(row))) if row is not None and when(row) else None

        return self.opens(text, key, sign, made, when=when)

    def does(
        self,
        text: str,
        key: str,
        sign: Icon,
        deed: Callable[[Row], Deed],
        done: str = "",
        *,
        when: Callable[[Row | None], bool] = bool,
    ) -> Button:
        """A button that does a deed of the chosen row at once."""
        made = button(self.desk.look, text, f"{self._area}.{key}", sign, kind="quiet", press=Press.STORES)

        def pressed() -> None:
            row = self.table.current()
            if row is not None:
                self.do(deed(row), done)

        made.clicked.connect(pressed)
        self._offered_if.append((made, when))
        return made

    def offers(self, made: Button, when: Callable[[Row | None], bool]) -> Button:
        """A button that does something of its own about the chosen row, offered `when` it makes sense."""
        self._offered_if.append((made, when))
        return made

    def _choose(self, row: Row | None) -> None:
        for made, when in self._offered_if:
            self.offer(made, offered=when(row))
        self.chosen.emit()

    def _fit_anew(self) -> None:
        self._bar.forget()
        self._fit()

    def _fit(self, *_range: int) -> None:
        """As high as its rows, and as its scroll bar where the columns are wider than the page."""
        theme, rows = self.desk.look.theme, self.table.model().rowCount()
        self.table.setVisible(rows > 0)
        self.empty.setVisible(rows == 0)
        tall = theme.px(COMPACT_ROW) * (min(rows, _MOST_ROWS) + 1) + theme.px(CELL) * 2
        self.table.setFixedHeight(tall + self._bar.height())
