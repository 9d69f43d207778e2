"""Taking a file in: choosing it, looking at what it would bring, and storing it; each kind of file says how."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.door.changes import Changes
from app.door.door import Deed
from app.exchange.files.asked import UNASKED, Answers
from app.exchange.look import ImportKind, look_at
from app.exchange.looked import Looked as Found
from app.exchange.reading import GoodLine, Reading
from ui.desk import Desk
from ui.dialogs.files import FileKind, open_file
from ui.dialogs.import_preview import ImportPreview, Preview, Says, preview_of

Line = TypeVar("Line", bound=GoodLine)


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
    turn: Any, file: Path, *, kind: ImportKind[Line], says: Says, answers: Answers = UNASKED
) -> Looked[Line]:
    """Read the file on a worker and say what it would bring; stores nothing."""
    found = look_at(turn, kind, file, answers)
    return Looked(found, preview_of(found, file, says, brings_changes=kind.takes_changed))


class FileImport(QObject, Generic[Line]):
    """Name the texts and what is taken in, `imports`; `done` with a sentence once the file is taken in."""

    done = Signal(str)
    troubled = Signal(object)

    title: ClassVar[str]
    kind: ClassVar[FileKind]
    imports: ClassVar[ImportKind[Any]]
    latest: ClassVar[str]  # of two files chosen one after the other, the later is shown
    is_taken: ClassVar[str] = "The file is taken in"
    says: ClassVar[Says] = Says()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.looked: Looked[Line] | None = None
        self.preview: ImportPreview | None = None
        self._over = parent

    # --- to be overridden ------------------------------------------------------------------------------------

    def reader(self, answers: Answers) -> Callable[[Any, Path], Looked[Line]]:
        """What reads a file on a worker, by these answers, and looks at it against the office's records."""
        return partial(look_through, kind=self.imports, says=self.says, answers=answers)

    def answers(self) -> Answers:
        """What is known about a file before it is looked at."""
        return UNASKED

    def columns(self, _looked: Looked[Line]) -> QWidget | None:
        """Where the file's columns can be chosen, if they can."""
        return None

    # --- given -----------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Ask for the file."""
        file = open_file(self._over, self.desk.preferences, self.title, self.kind)
        if file is not None:
            self.look(file)

    def look(self, file: Path) -> None:
        """Show what this file would bring."""
        reader = self.reader(self.answers())
        self.desk.door.ask(self, reader, file).then(self.show_looked, self.troubled.emit, latest=self.latest)

    def show_looked(self, looked: Looked[Line]) -> None:
        """Open the preview of a file that was looked at."""
        self.looked = looked
        self.preview = ImportPreview(self.desk, looked.preview, self._over, self.columns(looked))
        self.preview.taken.connect(self._take)
        self.preview.finished.connect(self.preview.deleteLater)
        self.preview.open()

    def _take(self, _overwrites: bool) -> None:  # noqa: FBT001  a signal's value
        if self.looked is not None and self.preview is not None:
            deed = self._deed(self.looked.found, self.preview.chosen)
            self.desk.door.do(self, self.preview.waiting.wish(deed), self._taken, self.preview.say)

    def _deed(self, found: Found[Line], chosen: frozenset[int]) -> Deed:
        """What takes the file in; of the changed rows those chosen, by their lines."""
        return self.imports.deed(found, {line: seen for line, seen in found.seen.items() if line in chosen})

    def _taken(self, _changes: Changes) -> None:
        if self.looked is not None and self.preview is not None:
            self.preview.accept()
            self.done.emit(f"{self.is_taken}: {self.looked.preview.sentence}.")
