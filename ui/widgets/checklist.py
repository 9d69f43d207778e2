"""Steps to tick: what, by whom, when, and a note. A tick only asks; the answer comes back as new rows."""

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QMouseEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ui.icons import Icon
from ui.language import as_read, call, typed
from ui.overrides import override_of_qt
from ui.theme import CELL, RELATED, Look
from ui.widgets.labels_and_buttons import Words, laid_out_once, spread
from ui.widgets.press import Press, Tick, mark
from ui.widgets.tab_order import TabPlace
from ui.widgets.text_to_paste import TextToPaste


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One step. `who_when` says who ticked it and when ("Ann Lee, Thu 5 Nov 14:30"); `lack` why it can't be yet."""

    id: Hashable
    text: str
    done: bool
    who_when: str = ""
    note: str = ""
    lack: str = ""
    key: str = ""  # for the object name: "psp_sent"
    paste: str = ""  # what Ctrl+C on this step, and its own button, copy


@dataclass(frozen=True, slots=True)
class Ticked:
    """The wish to tick or untick a step."""

    id: Hashable
    done: bool


class Checklist(QFrame):
    """Rows keep their widgets, and so the focus, when the same steps come back; a tick moves no row."""

    ticked = Signal(object)  # Ticked
    note_requested = Signal(object)  # the step's id
    copied = Signal(str)  # the step's words; its text is on the clipboard

    def __init__(
        self, look: Look, name: str, title: str, parent: QWidget | None = None, *, notes: bool = False
    ) -> None:
        super().__init__(parent)
        self._look, self._notes = look, notes
        self.setObjectName(name)
        call(self, title)
        self._lines: dict[Hashable, _Line] = {}
        self._place = TabPlace(self)
        self._column = QVBoxLayout(self)
        spread(self._column, look, gap=CELL)

    def show_rows(self, rows: tuple[CheckRow, ...]) -> None:
        """Show these steps."""
        wanted = {row.id for row in rows}
        for gone in [each for each in self._lines if each not in wanted]:
            line = self._lines.pop(gone)
            self._column.removeWidget(line)
            line.deleteLater()
        with laid_out_once(self._column):
            for place, row in enumerate(rows):
                if row.id not in self._lines:
                    self._lines[row.id] = self._new_line(row, place)
                    self._column.insertWidget(place, self._lines[row.id])
                self._lines[row.id].show_row(row)
                self._lines[row.id].show()  # now, so that the keyboard can be put into it
        self._place.lead(each for row in rows for each in self._lines[row.id].controls)
        done = sum(row.done for row in rows)
        self.setAccessibleDescription(as_read(f"{done} of {len(rows)} done"))

    def after(self, box: QWidget) -> QWidget:
        """The step to be ticked next after this one's box; the box itself where nothing below it can be."""
        boxes = [each.box for each in self._in_order()]
        below = boxes[boxes.index(box) + 1 :] if box in boxes else []
        return next((each for each in below if each.isEnabled() and not each.isChecked()), box)

    def texts(self) -> list[TextToPaste]:
        """The texts of its steps, from above."""
        return [each.text_to_paste for each in self._in_order() if each.has_text]

    def _in_order(self) -> "list[_Line]":
        column = [self._column.itemAt(place) for place in range(self._column.count())]
        lines = [item.widget() for item in column if item is not None]
        return [each for each in lines if isinstance(each, _Line)]

    def _new_line(self, row: CheckRow, place: int) -> "_Line":
        line = _Line(self._look, f"{self.objectName()}.{row.key or place + 1}", notes=self._notes)
        line.ticked.connect(self.ticked)
        line.note_requested.connect(self.note_requested)
        line.copied.connect(self.copied)
        return line


def step_after(box: QWidget) -> QWidget:
    """Where the keyboard goes on once this box's step is ticked; the box itself where it is no step of a list."""
    above = box.parentWidget()
    while above is not None and not isinstance(above, Checklist):
        above = above.parentWidget()
    return above.after(box) if above is not None else box


class _Line(QWidget):
    """A tick box, the step's words that wrap, and a quiet line below, whose place is kept while it is empty."""

    ticked = Signal(object)
    note_requested = Signal(object)
    copied = Signal(str)

    def __init__(self, look: Look, name: str, *, notes: bool) -> None:
        super().__init__()
        self._row: CheckRow | None = None
        self.box = Tick()
        self.box.setObjectName(name)
        self.text = _ClickableWords(self.box)
        self.below = _Below(look)
        self._note = QToolButton()
        self._note.setObjectName(f"{name}.note")
        if not notes:
            self._note.hide()
        look.dress(self._note, Icon.EDIT)
        mark(self._note, Press.OPENS)
        self._look = look
        self._copy: QToolButton | None = None  # made with the first text: most checklists have none
        row, column = QHBoxLayout(self), QVBoxLayout()
        spread(row, look, gap=RELATED)
        spread(column, look, gap=0)
        theme = look.theme
        column.setContentsMargins(0, theme.gap(CELL), 0, theme.gap(CELL))
        column.addWidget(self.text)
        column.addWidget(self.below)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self._beside = QVBoxLayout()
        spread(self._beside, look, gap=0)
        self._beside.addWidget(self._note)
        self._beside.addStretch(1)
        row.addLayout(self._beside)
        self.box.clicked.connect(self._clicked)
        self._note.clicked.connect(self._ask_note)
        keys = QShortcut(QKeySequence.StandardKey.Copy, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._copy_text)

    def show_row(self, row: CheckRow) -> None:
        """Show this step."""
        self._row = row
        self.box.setChecked(row.done)
        self.box.setEnabled(not row.lack or row.done)
        call(self.box, row.text)
        self.text.setText(row.text)
        lack = "" if row.done else row.lack
        self.below.say(as_read(row.who_when), "  ·  ".join(part for part in (row.note, as_read(lack)) if part))
        self.box.setAccessibleDescription(self.below.said)
        call(self._note, f"Note on: {row.text}")
        self._note.setToolTip(as_read("Write a note"))
        if row.paste and self._copy is None:
            self._copy = self._copy_button()
            self._beside.insertWidget(1, self._copy)
        if self._copy is not None:
            call(self._copy, f"Copy the text for: {row.text}")
            self._copy.setVisible(bool(row.paste))

    @property
    def has_text(self) -> bool:
        """Whether a text stands ready for this step."""
        return self._row is not None and bool(self._row.paste)

    @property
    def text_to_paste(self) -> TextToPaste:
        """It, wherever on the step the keyboard is."""
        return TextToPaste(self, self._copy_text, is_done=self.box.isChecked())

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What Tab reaches, in this order."""
        return (self.box, self._note, *([self._copy] if self._copy is not None else []))

    def _clicked(self, done: bool) -> None:  # noqa: FBT001  Qt's signal
        if self._row is not None:
            self.box.setChecked(self._row.done)  # stays as it was until the deed is done
            self.ticked.emit(Ticked(self._row.id, done))

    def _copy_button(self) -> QToolButton:
        made = QToolButton()
        made.setObjectName(f"{self.box.objectName()}.copy")
        made.setToolTip(as_read("Copy the text to paste (Ctrl+C)"))
        self._look.dress(made, Icon.COPY)
        made.clicked.connect(self._copy_text)
        return made

    def _copy_text(self) -> None:
        if self._row is not None and self._row.paste:
            QGuiApplication.clipboard().setText(self._row.paste)
            self.copied.emit(self._row.text)

    def _ask_note(self) -> None:
        if self._row is not None:
            self.note_requested.emit(self._row.id)


class _Below(Words):
    """Who and when, and what else there is to say: at least one line high, and never lower than it was.

    Who and when end in an ellipsis where they would need more room than is there: the next click must not miss.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setProperty("voice", "quiet")
        for text in ("…", ""):  # one that never had a text keeps the height that it had in another size of text
            self.setText(text)
        self.said = ""
        self._who_when = self._more = ""
        look.changed.connect(self._fit_anew)

    def say(self, who_when: str, more: str) -> None:
        """Who ticked it and when, and the note or what it waits for, as it is read here."""
        self._who_when, self._more = who_when, more
        self.said = "  ·  ".join(part for part in (who_when, more) if part)
        self.setToolTip(who_when)
        self._fit()

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_anew()

    def _fit_anew(self) -> None:
        self.setMinimumHeight(0)
        self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        metrics = self.fontMetrics()
        kept = max(metrics.lineSpacing(), self.minimumHeight())
        self.setText(typed(self.said))
        if self._who_when and not self._more and self.heightForWidth(self.width()) > kept:
            room = self.width() * (kept // metrics.lineSpacing())
            self.setText(typed(metrics.elidedText(self.said, Qt.TextElideMode.ElideRight, room)))
        self.setMinimumHeight(max(kept, self.heightForWidth(self.width())) if self._more else kept)


class _ClickableWords(Words):
    """The step's words; a click on them clicks the box."""

    def __init__(self, box: QCheckBox) -> None:
        super().__init__()
        self._box = box
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    @override_of_qt()
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._box.isEnabled():
            self._box.click()
