"""The statutory return on the Figures tab: looked at when asked, with who can mend what, then written as CSV."""

from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.door.changes import Changes
from app.door.errors import Refused, Unavailable
from models.values import london_day
from ui.desk import Desk
from ui.dialogs.files import CSV, save_file
from ui.icons import Icon
from ui.language import called
from ui.tables.fitted_table import FittedTable
from ui.tables.row_table_model import Column, RowTableModel
from ui.tabs.figures.period import ReturnPeriod
from ui.theme import GROUP
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels_and_buttons import Field, Panel, button, buttons, prose, reveal, spread, words
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.press import Press

if TYPE_CHECKING:
    from app.exchange.cld.shown import CheckLine, MeasureRow, ReturnShown

_ROWS = 8
_NAME = "figures.return"
_LESSON = (
    "Client Level Data, as the council sends it to the department: requests, assessments, services and reviews of "
    "these days, with ASCOF 2A and a local 2D as the department computes them. Nothing leaves by looking."
)


class StatutoryReturn(Panel):
    """`days_shown` says the days of the figures above. Nothing is asked of the office before somebody wants it."""

    def __init__(self, desk: Desk, days_shown: Callable[[], tuple[date, date]]) -> None:
        look = desk.look
        super().__init__(look, "Statutory return (Client Level Data)", _NAME)
        self._desk, self._days_shown = desk, days_shown
        self._is_at_it = False
        self._to_say_why: tuple[Path, ReturnShown] | None = (
            None  # the file that waits for a reason, as it was looked at
        )
        self.period: ChoiceBox[ReturnPeriod] = ChoiceBox(look, f"{_NAME}.period")
        self.look_at = button(look, "&Look at it", f"{_NAME}.look", Icon.SEARCH)
        self.write = button(look, "&Write the file…", f"{_NAME}.write", Icon.EXPORT)
        self.notice = NoticeBar(look, f"{_NAME}.notice")
        self.sentence = words("", "strong", f"{_NAME}.sentence")
        self.release = words("", "quiet", f"{_NAME}.release")
        self.refused = _checks(desk, "refused", "What keeps the file from being written")
        self.changed = _checks(desk, "changed", "What changed since the file sent before")
        self.because = prose(f"{_NAME}.because", lines=2)
        self.write_so = button(
            look, "Write it, &changed as it is", f"{_NAME}.write_so", Icon.EXPORT, press=Press.STORES
        )
        self.to_mend = _checks(desk, "to_mend", "What would count nowhere, or not where it should", named=True)
        self.shares = _measures(desk, "shares", "ASCOF 2A, without long-term support after it", "Age", two=True)
        self.counts = _measures(desk, "counts", "Where each episode counts", "Counted as", two=True)
        self.choices = _measures(desk, "choices", "2A by what interim support is", "Interim support as")
        self.proxy = _measures(desk, "proxy", "ASCOF 2D, a local proxy", "2D")
        self.provisos = words("", "quiet", f"{_NAME}.provisos")
        self._titles: dict[QWidget, QWidget] = {}
        self._build()
        self._connect()

    # --- what is shown ---------------------------------------------------------------------------------------

    def _show(self, shown: "ReturnShown") -> None:
        self.notice.clear()
        self.sentence.setText(shown.sentence)
        self.release.setText(shown.release)
        self.provisos.setText("\n".join(shown.provisos))
        lists: tuple[tuple[FittedTable[Any], tuple[Any, ...]], ...] = (
            (self.refused, shown.refused),
            (self.changed, shown.changed),
            (self.to_mend, shown.to_mend),
            (self.shares, shown.shares),
            (self.counts, shown.counts),
            (self.choices, shown.choices),
            (self.proxy, shown.proxy),
        )
        for table, rows in lists:
            table.show_rows(rows)
            table.setVisible(bool(rows))
            self._titles[table].setVisible(bool(rows))
        for each in (self.sentence, self.release, self.provisos):
            each.show()

    # --- what is done ----------------------------------------------------------------------------------------

    def look_now(self, path: Path | None = None) -> None:
        """Ask for the return of the period chosen, compared with `path` where that is the file sent before."""
        if self._is_at_it:
            self.notice.wait("Still looking through the records…", None)
            return
        self._forget_changes()
        first, last = self.period_days()
        self._begin("Looking through the records…")
        show = self._looked if path is None else partial(self._looked_for, path)
        self._carry(partial(_look, first, last, path), show)

    def period_days(self) -> tuple[date, date]:
        """The first and the last day of the return."""
        period = self.period.value() or ReturnPeriod.THIS_YEAR
        return period.days(london_day(self._desk.clock.now()), self._days_shown())

    def write_to(self, path: Path) -> None:
        """Look at what would leave, compared with the file sent before; written at once where nothing is in the way."""
        self.look_now(path)

    def _looked(self, shown: "ReturnShown") -> None:
        self._is_at_it = False
        self._show(shown)

    def _looked_for(self, path: Path, shown: "ReturnShown") -> None:
        self._looked(shown)
        if shown.refused:
            self.notice.inform("The file isn't written: what keeps it is listed below, with who can mend it.")
            reveal(self.refused)
        elif shown.changed:
            self._to_say_why = path, shown
            self._because.show()
            self.write_so.show()
            self.notice.inform(f"{path.name} isn't written: say below why what was sent before is meant to change.")
            self.because.setFocus()
            reveal(self.because)
        else:
            self._write(path, shown)

    def _write_changed(self) -> None:
        because = self.because.toPlainText().strip()
        if not because:
            self._because.say("Say why what was sent before is meant to change; it is noted with the file.")
            self.because.setFocus()
        elif self._to_say_why is not None and not self._is_at_it:
            self._because.clear()
            self._write(*self._to_say_why, because)

    def _write(self, path: Path, shown: "ReturnShown", because: str = "") -> None:
        """The days and the changes are those that were shown, whatever is chosen meanwhile."""
        self._begin(f"Writing {path.name}…")
        self._carry(partial(_write, path, shown, because), self._written)

    def _written(self, sentence: str) -> None:
        self._is_at_it = False
        self._forget_changes()
        self.notice.tell(sentence)
        self.look_at.setFocus()

    def _begin(self, text: str) -> None:
        self._is_at_it = True
        self.notice.wait(text, None)

    def _carry(self, errand: Callable[[Any], Any], then: Callable[[Any], None]) -> None:
        self._desk.door.carry(self, errand, then, self._failed, Changes(frozenset()))

    def _failed(self, trouble: Refused | Unavailable) -> None:
        self._is_at_it = False
        self.notice.say(trouble)

    def _forget_changes(self) -> None:
        """A reason is about the changes of one file and of its days: with either the question goes."""
        self._to_say_why = None
        self.because.clear()
        self._because.clear()
        self._because.hide()
        self.write_so.hide()
        self.changed.show_rows(())
        self.changed.hide()
        self._titles[self.changed].hide()

    def _ask_where(self) -> None:
        proposed = Path(f"cld-{self.period_days()[1]:%Y-%m-%d}.csv")
        file = save_file(self, self._desk.preferences, "Write the statutory return", proposed, CSV)
        if file is not None:
            self.write_to(file)

    # --- building --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        look = self._desk.look
        self.period.set_choices([(period, period.value) for period in ReturnPeriod])
        self.period.set_value(ReturnPeriod.THIS_YEAR)
        self.period.setMinimumContentsLength(24)
        self.period.setAccessibleName("Days of the return")
        self._because = Field(look, "Wh&y it is meant to change", self.because, "Noted with the file, not in it.")
        row = QHBoxLayout()
        spread(row, look)
        row.addWidget(self.period)
        row.addSpacing(look.theme.gap(GROUP))
        row.addWidget(self.look_at)
        row.addWidget(self.write)
        row.addStretch(1)
        self.body.addWidget(words(_LESSON, "quiet"))
        self.body.addLayout(row)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.release)
        self._add(self.refused)
        self._add(self.changed)
        self.body.addWidget(self._because)
        self.body.addLayout(buttons(look, self.write_so))
        for table in (self.to_mend, self.shares, self.counts, self.choices, self.proxy):
            self._add(table)
        self.body.addWidget(self.provisos)
        for each in (self.sentence, self.release, self._because, self.write_so, self.provisos):
            each.hide()

    def _add(self, table: FittedTable[Any]) -> None:
        title = words(called(table), "strong")
        title.hide()
        table.hide()
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._titles[table] = title
        self.body.addWidget(title)
        self.body.addWidget(table)

    def _connect(self) -> None:
        self.period.picked.connect(self._forget_changes)
        self.look_at.clicked.connect(partial(self.look_now, None))
        self.write.clicked.connect(self._ask_where)
        self.write_so.clicked.connect(self._write_changed)


def _checks(desk: Desk, key: str, title: str, *, named: bool = False) -> "FittedTable[CheckLine]":
    about = Column["CheckLine"]("about", "Who", lambda line: line.about, bold=True, width=180)
    columns = (
        *([about] if named else []),
        Column["CheckLine"]("who", "Who can mend it", lambda line: line.who, width=180),
        Column["CheckLine"]("what", "What", lambda line: line.what, tooltip=lambda line: line.what),
    )
    return FittedTable(desk.look, RowTableModel(columns, lambda line: line), f"{_NAME}.{key}", title, _ROWS)


def _measures(desk: Desk, key: str, title: str, label: str, *, two: bool = False) -> "FittedTable[MeasureRow]":
    first = Column["MeasureRow"]("first", "First edition", lambda row: row.first_edition, width=160)
    columns = (
        Column["MeasureRow"]("label", label, lambda row: row.label, width=340),
        *([first] if two else []),
        Column["MeasureRow"]("revised", "Revised edition" if two else "Now", lambda row: row.revised),
    )
    made = FittedTable(desk.look, RowTableModel(columns, lambda row: row.label), f"{_NAME}.{key}", title, _ROWS)
    made.setSortingEnabled(False)
    return made


def _look(first: date, last: date, path: Path | None, work: Any) -> "ReturnShown":
    shown: ReturnShown = import_module("app.exchange.cld.shown").return_shown(work, first=first, last=last, path=path)
    return shown


def _write(path: Path, shown: "ReturnShown", because: str, work: Any) -> str:
    said: str = import_module("app.exchange.cld.shown").write_return(work, path, shown=shown, because=because)
    return said
