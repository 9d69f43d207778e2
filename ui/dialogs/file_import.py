"""Taking a file in: choosing it, answering what it doesn't say, looking at what it would bring, and storing it.

Each kind of file says how it is read.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.door.changes import Changes
from app.door.door import Deed
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress, Stopped
from app.exchange.columns import Mapping
from app.exchange.files.asked import UNASKED, Answers, Asks, DateOrder, Question
from app.exchange.files.sheet import Sheet
from app.exchange.look import ImportKind, look_at
from app.exchange.looked import Looked as Found
from app.exchange.looked import SheetSeen
from app.exchange.reading import GoodLine, Reading
from ui.desk import Desk
from ui.dialogs.files import FileKind, open_file
from ui.dialogs.import_preview import ImportPreview, Preview, Says, preview_of
from ui.dialogs.question_panel import QuestionPanel
from ui.dialogs.read_as import ReadAs, Settled
from ui.dialogs.reading_shown import ReadingShown, get_ready
from ui.text import count
from ui.widgets.notice_bar import NoticeBar

Line = TypeVar("Line", bound=GoodLine)

_LEFT_ONE = "The refused row isn't in yet: import the file again to save it and correct it."
_LEFT = "The refused rows aren't in yet: import the file again to save them and correct them."


@dataclass(frozen=True, slots=True)
class Looked(Generic[Line]):
    """A file read and looked at, and how the window shows it."""

    found: Found[Line]
    preview: Preview

    @property
    def reading(self) -> Reading[Line]:
        """Its rows and its columns, as they were read."""
        return self.found.reading


def look_through(
    turn: Any,
    file: Path,
    *,
    kind: ImportKind[Line],
    says: Says,
    answers: Answers = UNASKED,
    progress: Progress | None = None,
) -> Looked[Line]:
    """Read the file on a worker and say what it would bring; stores nothing. Stopped: by `progress`, at any time."""
    found = look_at(turn, kind, file, answers, progress)
    looked = Looked(found, preview_of(found, file, says, brings_changes=kind.takes_changed))
    if progress is not None:
        progress.reached(1, 1)  # stopped while it was compared: nothing is shown of it
    return looked


class FileImport(QObject, Generic[Line]):
    """Name the texts and what is taken in, `imports`; `done` with a sentence once the file is taken in.

    `answers` is what was said about the file so far: with each answer it is read and looked at anew.
    """

    done = Signal(str)
    troubled = Signal(object)

    title: ClassVar[str]
    kind: ClassVar[FileKind]
    imports: ClassVar[ImportKind[Any]]
    latest: ClassVar[str]  # of two files chosen one after the other, the later is shown
    is_taken: ClassVar[str] = "The file is taken in"
    says: ClassVar[Says] = Says()

    def __init__(self, desk: Desk, parent: QWidget, notice: NoticeBar | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._notice = notice  # says how far a long file is, and stops it
        self.answers = UNASKED
        self.looked: Looked[Line] | None = None
        self.preview: ImportPreview | None = None
        self._over = parent
        self._file = Path()
        self._sheets: dict[str, str] = {}  # every sheet with rows that was met in this file, and how it is shown
        self._orders: tuple[tuple[str, str], ...] = ()  # the orders of dates that this file was asked about

    # --- to be overridden ------------------------------------------------------------------------------------

    def reader(self, answers: Answers) -> Callable[..., Looked[Line]]:
        """What reads a file on a worker, by these answers, and looks at it against the office's records."""
        return partial(look_through, kind=self.imports, says=self.says, answers=answers)

    def first_answers(self) -> Answers:
        """What is known about such files before one is read."""
        return UNASKED

    def columns(self, _looked: Looked[Line]) -> QWidget | None:
        """Where the file's columns can be chosen, if they can."""
        return None

    # --- given -----------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Ask for the file; what reads it is started meanwhile."""
        get_ready(self.desk)
        file = open_file(self._over, self.desk.preferences, self.title, self.kind)
        if file is not None:
            self.look(file)

    def look(self, file: Path) -> None:
        """Show what this file would bring."""
        self._file, self._sheets, self._orders = file, {}, ()
        if self._notice is not None:
            self._notice.clear()  # what was said of another file isn't about this one
        self.answers = self.first_answers()
        self._read(self.show_looked, self.troubled.emit)

    def look_by(self, answers: Answers) -> None:
        """Read the same file by other answers; what it would bring then takes the place of what is shown."""
        self.answers = answers
        if self._is_open() and self.preview is not None:
            self.preview.is_read_anew()
            self._read(self._show_again, self._refused_again)

    def show_looked(self, looked: Looked[Line]) -> None:
        """Open the preview of a file that was looked at; where it asks something, with its question."""
        self.looked = looked
        question = looked.found.question
        self._sheets |= {each.title: _said(each) for each in looked.found.sheets if each.title not in self._sheets}
        self._sheets.pop("", None)  # a text has one, which has no name
        if question is not None and question.asks is Asks.SHEET:
            self._sheets |= dict(question.choices)
        elif question is not None and question.asks is Asks.ORDER:
            self._orders = question.choices
        has_columns = any(map(str.strip, looked.reading.header))
        self._open(looked.preview, self.columns(looked) if has_columns else None, question)

    def _read(self, show: Callable[[Looked[Line]], None], trouble: Callable[[Refused | Unavailable], None]) -> None:
        """Read the file; where that takes long a notice says how far it is, with a Cancel."""
        shown = ReadingShown(self.preview.notice if self._is_open() and self.preview else self._notice, self._file)
        shown.progress = self.desk.door.tasks.progress(self, shown.reached)
        reader = partial(self.reader(self.answers), progress=shown.progress)
        self.desk.door.ask(self, reader, self._file).then(
            partial(shown.over, show), partial(shown.over, trouble), latest=self.latest
        )

    def _is_open(self) -> bool:
        """Whether a preview is there; one that was left takes no answer any more."""
        return self.preview is not None and isValid(self.preview) and self.preview.isVisible()

    def _show_again(self, looked: Looked[Line]) -> None:
        if self._is_open():
            self.show_looked(looked)

    def _refused_again(self, trouble: Refused | Unavailable) -> None:
        """By these answers no row can be read: the answers stay in sight, to be changed."""
        if not self._is_open() or self.preview is None:
            return
        if isinstance(trouble, Unavailable | Stopped):
            if self.looked is not None:
                self.answers = self.looked.found.answers  # what is in sight was read by these, and can be taken in
                self.show_looked(self.looked)
            self.preview.say(trouble)
            return
        sheet = Sheet(self._file.name, 0, (), (), self.answers.sheet or "")
        nothing: Found[Line] = Found(sheet, Reading(Mapping(()), (), (), ()), answers=self.answers, refusal=trouble)
        self.show_looked(Looked(nothing, preview_of(nothing, self._file, self.says)))

    def _answered(self, asks: Asks, value: str) -> None:
        """Another sheet may write its dates another way: it is asked about anew."""
        if asks is Asks.SHEET:
            self.look_by(replace(self.answers, sheet=value, order=None))
        else:
            self.look_by(replace(self.answers, order=DateOrder(value)))

    def _settled(self, shown: Preview) -> tuple[Settled, ...]:
        sheet, order = shown.looked.sheet.title or self.answers.sheet or "", self.answers.order
        settled = [Settled(Asks.SHEET, tuple(self._sheets.items()), sheet)] if len(self._sheets) > 1 and sheet else []
        settled += [Settled(Asks.ORDER, self._orders, order.value)] if self._orders and order else []
        return tuple(settled)

    def _open(self, shown: Preview, columns: QWidget | None, question: Question | None) -> None:
        before = self.preview if self._is_open() else None
        read_as = ReadAs(self.desk.look, self._settled(shown))
        read_as.answered.connect(self._answered)
        asked = QuestionPanel(self.desk.look, question) if question is not None else None
        if asked is not None:
            asked.answered.connect(self._answered)
        self.preview = ImportPreview(self.desk, shown, self._over, columns, read_as, asked)
        self.preview.taken.connect(self._take)
        self.preview.finished.connect(self.preview.deleteLater)
        if before is not None:
            self.preview.take_the_place_of(before)
        self.preview.open()

    def _take(self, _overwrites: bool) -> None:  # noqa: FBT001  a signal's value
        if self.looked is not None and self.preview is not None:
            deed = self._deed(self.looked.found, self.preview.chosen)
            taken = partial(self._taken, self.preview, self.looked)
            self.desk.door.do(self, self.preview.waiting.wish(deed), taken, self.preview.say)

    def _deed(self, found: Found[Line], chosen: frozenset[int]) -> Deed:
        """What takes the file in; of the changed rows those chosen, by their lines."""
        return self.imports.deed(found, {line: seen for line, seen in found.seen.items() if line in chosen})

    def _taken(self, preview: ImportPreview, looked: Looked[Line], _changes: Changes) -> None:
        preview.accept()
        left = len(looked.found.refused)
        again = f" {_LEFT_ONE if left == 1 else _LEFT}" if left and not preview.has_saved else ""
        self.done.emit(f"{self.is_taken}: {looked.preview.sentence}.{_other_lists(looked.found)}{again}")


def _other_lists(found: Found[Any]) -> str:
    """Which sheets of the file could be such a list too and aren't in by this."""
    others = [f"“{each.title}”" for each in found.sheets if each.fits and not each.is_read]
    if not others:
        return ""
    said = f"{', '.join(others[:-1])} and {others[-1]}" if len(others) > 1 else others[0]
    return f" Its {'sheet' if len(others) == 1 else 'sheets'} {said} {'isn' if len(others) == 1 else 'aren'}'t in."


def _said(sheet: SheetSeen) -> str:
    """A sheet in words: its name, how much it holds, and what tells it from such a list."""
    hidden, other = ", hidden" if sheet.is_hidden else "", "" if sheet.fits else ", other headings"
    return f"“{sheet.title}” ({count(sheet.rows, 'row')}{hidden}{other})"
