"""What a file would bring, row by row, before anything is stored; refused rows can be saved to be corrected."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.desk.files import put_in_place
from app.door.changes import Changes
from app.door.errors import Refused, Unavailable
from app.exchange.looked import Brings, Looked
from app.exchange.refused_rows import refused_end, refused_file
from app.services.history.noting import note_access
from models.vocabulary.access import Access
from ui.desk import Desk
from ui.dialogs.file_notices import FileNotices
from ui.dialogs.files import kind_ending, save_file
from ui.dialogs.first_size import open_at, remember_size
from ui.icons import Icon
from ui.states import State
from ui.tables.row_table_model import RIGHT, Column, RowTableModel
from ui.tables.table_view import TableView
from ui.text import count
from ui.theme import CELL, GROUP, RELATED, ROW
from ui.widgets.bounded import Bounded
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels_and_buttons import button, buttons, reveal, spread, words
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.press import Press, Tick
from ui.widgets.waiting import Waiting

_WHY_AT_MOST = 3
_LONGEST_NAME = 64  # letters of a file's name: of a longer one the middle is left out
_ROWS_SEEN = 3  # at the least, the header among them


class Arrives(Enum):
    """What would become of a row: its word, and the state in whose colour it stands."""

    REFUSED = ("Refused", State.OVERDUE)
    CHANGED = ("Changed", State.SOON)
    OVERWRITES = ("Changed, overwrites", State.DONE)
    LOOK_AT = ("New, look at it", State.WAITING)
    NEW = ("New", State.DONE)
    KNOWN = ("Known already", State.OPEN)

    @property
    def word(self) -> str:
        """As it stands in the list."""
        return self.value[0]

    @property
    def state(self) -> State:
        """Whose icon and colour it has."""
        return self.value[1]


_ARRIVES = {each: Arrives[each.name] for each in Brings}
_PLACES = {each: place for place, each in enumerate(Arrives)}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the file: its line there, what would become of it, whom or what it is about, and why."""

    line: int
    arrives: Arrives
    about: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Says:
    """How a kind of file says what its rows are, and what a changed row would overwrite."""

    known: str = "known already"
    changed: str = "changed"
    overwrites: str = "what was imported before"


@dataclass(frozen=True, slots=True)
class Preview:
    """A file looked at: its rows, and the counts in words."""

    file: Path
    looked: Looked[Any]
    sentence: str
    rows: tuple[PreviewRow, ...]
    brings: int
    changed: int
    warnings: tuple[str, ...] = ()  # about the file as a whole: looked at, and nothing is stopped by them
    overwrites: str = "what was imported before"  # what a changed row would overwrite
    refusal: Refused | None = None  # why no row can be read yet: its columns have to be chosen first


def preview_of(looked: Looked[Any], file: Path, says: Says, *, brings_changes: bool = False) -> Preview:
    """How the window shows what a file would bring; to be made on a worker, for a file may have many rows.

    With `brings_changes` changed rows go in with the new ones, and nobody is asked about them.
    """
    counts = [f"{looked.accepted:,} new", f"{looked.known:,} {says.known}"]
    counts += [f"{looked.changed:,} {says.changed}"] if looked.changed else []
    sentence = ", ".join([*counts, f"{len(looked.refused):,} refused"])
    if looked.refusal is not None:
        sentence = _unread(looked)
    return Preview(
        file=file,
        looked=looked,
        sentence=sentence,
        rows=_in_order(PreviewRow(each.line, _ARRIVES[each.brings], each.about, each.why) for each in looked.rows()),
        brings=looked.accepted + (looked.changed if brings_changes else 0),
        changed=0 if brings_changes else looked.changed,
        warnings=tuple(each.sentence for each in looked.notices if each.line is None),
        overwrites=says.overwrites,
        refusal=looked.refusal,
    )


def _in_order(rows: Iterable[PreviewRow]) -> tuple[PreviewRow, ...]:
    """What has to be looked at first, then what comes in by itself; on a worker, for the window may not wait for it."""
    return tuple(sorted(rows, key=lambda row: (_PLACES[row.arrives], row.line)))


def _unread(looked: Looked[Any]) -> str:
    """What is still wanted before a row can be read."""
    if looked.question is not None:
        return "No row is read before you say"
    rows = looked.sheet.rows
    return f"{count(len(rows), 'row')}, to be read once every column is known" if rows else "Nothing is read"


class ImportPreview(QDialog):
    """`taken` when the file is to be taken in, and whether changed rows overwrite: those in `chosen`, by their lines.

    Open until that is done.
    """

    taken = Signal(bool)

    def __init__(
        self,
        desk: Desk,
        preview: Preview,
        parent: QWidget | None = None,
        columns: QWidget | None = None,
        read_as: QWidget | None = None,
        question: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        look = desk.look
        self._desk, self._preview, self._is_stale = desk, preview, False
        self.has_saved = False  # the refused rows are in a file of their own
        self.setObjectName("import")
        self.setWindowTitle(f"Import {_short(preview.file.name)}")
        open_at(self, look, 880, 560)
        remember_size(self, look, desk.preferences)
        self.notice = NoticeBar(look, "import.notice")
        self.rows = TableView(look, RowTableModel(_columns(), lambda row: row.line), "import.rows", "Rows of the file")
        self.rows.setMinimumHeight(look.theme.px(_ROWS_SEEN * ROW))
        self.chosen: frozenset[int] = frozenset()
        self._changed = frozenset(row.line for row in preview.rows if row.arrives is Arrives.CHANGED)
        changed = f"all {preview.changed} changed rows" if preview.changed > 1 else "the changed row"
        self.this = Tick(f"Let t&his row overwrite {preview.overwrites}")
        self.this.setObjectName("import.overwrite_this")
        self.overwrite = Tick(f"Let {changed} &overwrite {preview.overwrites}")
        self.overwrite.setObjectName("import.overwrite")
        for box in (self.this, self.overwrite):
            box.setAccessibleName(box.text().replace("&", ""))
            box.setVisible(preview.changed > 0)
        refused = sum(row.arrives is Arrives.REFUSED for row in preview.rows)
        self.why = words("", "", "import.why")
        self._why = Bounded(look, self.why, most_lines=_WHY_AT_MOST)
        self.take = button(look, _brings(preview), "import.take", Icon.IMPORT, kind="primary", press=Press.STORES)
        self.take.setEnabled(preview.brings > 0)
        self.take.setVisible(preview.refusal is not None or bool(preview.brings or preview.changed))
        self.back = button(look, "&Back", "import.back")
        self.save = button(look, f"&Save {count(refused, 'refused row')}…", "import.save_refused", Icon.SAVE)
        self.save.setVisible(refused > 0)
        self.columns = button(look, "&Columns of the file", "import.columns", Icon.COMPARE, kind="quiet")
        self.columns.setCheckable(True)
        self.columns.setVisible(columns is not None)
        self._build(columns, read_as, question)
        doing = f"Taking in {count(preview.brings + preview.changed, 'row')}"
        self.waiting = Waiting(self, self.notice, self.back, doing)
        self._say_refusal()
        self._connect()

    def _build(self, columns: QWidget | None, read_as: QWidget | None, question: QWidget | None) -> None:
        """From what the file is to what it brings; a question stands in the place of the rows."""
        look, preview = self._desk.look, self._preview
        name = words(_short(preview.file.name), "name")
        name.setToolTip(preview.file.name)
        column, head, how = QVBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        spread(column, look, margin=GROUP, gap=RELATED)
        spread(head, look, gap=CELL)
        spread(how, look)
        head.addWidget(name)
        head.addWidget(words(_account(preview), name="import.sentence"))
        column.addLayout(head)
        if read_as is not None:
            how.addWidget(read_as)
        how.addWidget(self.columns)
        how.addStretch(1)
        column.addLayout(how)
        if question is not None:
            column.addWidget(question)
        if preview.warnings:
            column.addWidget(FileNotices(look, preview.warnings))
        if columns is not None:
            column.addWidget(columns)
            columns.hide()
            self.columns.toggled.connect(columns.setVisible)
            self.columns.setChecked(preview.refusal is not None and question is None)
        if question is not None:  # no row is read before it is answered
            for later in (self.rows, self._why, self.take):
                later.hide()
            question.setFocus()
        column.addWidget(self.rows, 1)
        boxes = QVBoxLayout()
        spread(boxes, look, gap=0)
        for box in (self.this, self.overwrite):
            boxes.addWidget(box)
        column.addWidget(self._why)
        column.addLayout(boxes)
        column.addWidget(self.notice)
        if question is not None or preview.refusal is not None:
            column.addStretch(1)
        column.addLayout(buttons(look, self.take, self.back, apart=self.save))

    def take_the_place_of(self, before: "ImportPreview") -> None:
        """The same file looked at anew: where and as large as before, the columns open where they were."""
        self.setGeometry(before.geometry())
        self.columns.setChecked(self.columns.isChecked() or before.columns.isChecked())
        focused = before.focusWidget()
        again = self.findChild(QWidget, focused.objectName()) if focused is not None and focused.objectName() else None
        before.reject()
        if again is not None and again.isEnabled():
            again.setFocus()

    def is_read_anew(self) -> None:
        """By other answers: what is still shown isn't what was asked for, and can't be taken in any more."""
        self.take.setEnabled(False)
        self._is_stale = True

    def say(self, trouble: Refused | Unavailable) -> None:
        """Say why it wasn't taken in; nothing was stored."""
        self._may_take()
        self.notice.say(trouble)

    def _say_refusal(self) -> None:
        """Why no row can be read yet; the columns stand in the place of the rows, the keyboard on one to be chosen."""
        if self._preview.refusal is None or self._preview.looked.question is not None:
            return
        self.rows.hide()
        self._why.hide()
        self.notice.say(self._preview.refusal)
        unchosen = next((each for each in self.findChildren(ChoiceBox) if each.value() is None), None)
        if unchosen is not None:
            unchosen.setFocus()
            QTimer.singleShot(0, unchosen, partial(reveal, unchosen))

    def _connect(self) -> None:
        self.rows.chosen.connect(self._show_why)
        self.rows.opened.connect(self._turn_over)
        self._show_rows()
        self.rows.choose_first()
        if not self.rows.isHidden():
            self.rows.setFocus()  # a key that is pressed early walks there, and changes neither sheet nor dates
        self.take.clicked.connect(self._take)
        self.back.clicked.connect(self.reject)
        self._desk.shortcuts.also_in(self, "window.help", partial(self._desk.help_wanted.emit, "files_in", self))
        self.save.clicked.connect(self._choose_place)
        self.overwrite.clicked.connect(self._choose_all)
        self.this.clicked.connect(self._choose_this)

    def _show_why(self, row: PreviewRow | None) -> None:
        """The chosen row's reason in full."""
        self.why.setText("" if row is None else f"Line {row.line}: {row.why or row.arrives.word}")
        self._why.fit()

        is_changed = row is not None and row.line in self._changed
        self.this.setEnabled(is_changed)
        self.this.setChecked(row is not None and row.line in self.chosen)

    def _choose_all(self, overwrites: bool) -> None:  # noqa: FBT001  Qt's signal
        self._set_chosen(self._changed if overwrites else frozenset())

    def _choose_this(self) -> None:
        row = self.rows.current()
        if row is not None:
            self._turn_over(row)

    def _turn_over(self, row: PreviewRow) -> None:
        """Return on a changed row lets it overwrite, or not."""
        if row.line in self._changed:
            self._set_chosen(self.chosen ^ {row.line})

    def _set_chosen(self, chosen: frozenset[int]) -> None:
        self.chosen = chosen
        self.overwrite.setChecked(bool(chosen) and chosen == self._changed)
        self._show_rows()
        self._show_why(self.rows.current())
        self._may_take()

    def _show_rows(self) -> None:
        """Rows that overwrite stay where they stand."""
        rows = self._preview.rows
        if self.chosen:
            rows = tuple(replace(row, arrives=Arrives.OVERWRITES) if row.line in self.chosen else row for row in rows)
        self.rows.show_rows(rows)

    def _may_take(self) -> None:
        self.take.setEnabled(not self._is_stale and (self._preview.brings > 0 or bool(self.chosen)))

    def _take(self) -> None:
        self.take.setEnabled(False)
        self.taken.emit(bool(self.chosen))

    def _choose_place(self) -> None:
        end = refused_end(self._preview.looked.sheet)
        beside = self._preview.file.with_name(f"{self._preview.file.stem} refused{end}")
        file = save_file(self, self._desk.preferences, "Save the refused rows", beside, kind_ending(end))
        if file is not None:
            self.save_refused(file)

    def save_refused(self, path: Path) -> None:
        """Save the refused rows there, with line and reason in the last columns; who does is noted first."""
        write: Callable[[], None] = partial(_write_refused, path, self._preview.looked)
        rows = sum(row.arrives is Arrives.REFUSED for row in self._preview.rows)
        note = partial(note_access, did=Access.EXPORTED, what=f"refused rows as {path.name}", rows=rows)
        put = self._desk.door.fetch(self, write)
        self._desk.door.carry(
            self,
            lambda work: work.write(note),
            lambda _noted: put.then(partial(self._saved, path), self.notice.say),
            self.notice.say,
            Changes(frozenset()),
        )

    def _saved(self, path: Path, _nothing: None) -> None:
        self.has_saved = True
        self.notice.tell(f"Saved as {path.name}: correct the rows there and import that file.")


def _write_refused(path: Path, looked: Looked[Any]) -> None:
    put_in_place(path, refused_file(looked.sheet, looked.refused))


def _brings(preview: Preview) -> str:
    """What taking it in means, as the button says it."""
    if preview.refusal is not None:
        return "&Take the file in"
    return f"&Take {count(preview.brings, 'new row')} in" if preview.brings else "&Take the changes in"


def _short(name: str) -> str:
    """A file's name that fits into a line."""
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[: _LONGEST_NAME * 2 // 3]}…{name[-_LONGEST_NAME // 4 :]}"


def _account(preview: Preview) -> str:
    """How many rows the file holds and what becomes of them, and which sheet they stand in."""
    looked = preview.looked
    of = f"Of {count(len(looked.sheet.rows), 'row')}: " if looked.refusal is None and looked.sheet.rows else ""
    others = sum(not each.is_read for each in looked.sheets)
    more = f"; {count(others, 'other sheet holds', 'other sheets hold')} rows" if others else ""
    sheet = f" Sheet “{looked.sheet.title}”{more}." if looked.sheet.title else ""
    return f"{of}{preview.sentence}.{sheet} {_what_follows(preview)}"


def _what_follows(preview: Preview) -> str:
    """What can be done with it: a button that can't be pressed would only be wondered at."""
    if preview.refusal is not None or preview.brings or preview.changed:
        return "Nothing is stored yet."
    if preview.looked.refused:
        return "There is nothing to take in: save what is refused, correct it there and import that file."
    return "There is nothing to take in: all of it is on record."


def _columns() -> tuple[Column[PreviewRow], ...]:
    return (
        Column("line", "Line", lambda row: str(row.line), sort=lambda row: row.line, align=RIGHT, width=56),
        Column(
            "arrives",
            "What it brings",
            lambda row: row.arrives.word,
            sort=lambda row: _PLACES[row.arrives],
            state=lambda row: row.arrives.state,
            width=150,
        ),
        Column("about", "About", lambda row: row.about, bold=True, width=220),
        Column("why", "Why", lambda row: row.why, tooltip=lambda row: row.why),
    )
