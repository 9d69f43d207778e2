"""Taking a file in: choosing it, looking at what it would bring, and storing it; each kind of file says how."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.door.changes import Changes
from app.door.door import Deed
from app.exchange.reading import Reading
from ui.desk import Desk
from ui.dialogs.files import FileKind, open_file
from ui.dialogs.import_preview import ImportPreview, Preview

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Looked(Generic[Line]):
    """A file read and looked at; its digest tells it from another, where that is asked for.

    `seen` are the versions of the records that changed rows would overwrite, by line; `asks` what the file doesn't
    say by itself.
    """

    reading: Reading[Line]
    preview: Preview
    digest: str = ""
    seen: Mapping[int, int] = field(default_factory=dict)
    asks: tuple[str, ...] = ()


class FileImport(QObject, Generic[Line]):
    """Override the texts, `reader` and `deed`; `done` with a sentence once the file is taken in."""

    done = Signal(str)
    troubled = Signal(object)

    title: ClassVar[str]
    kind: ClassVar[FileKind]
    latest: ClassVar[str]  # of two files chosen one after the other, the later is shown
    is_taken: ClassVar[str] = "The file is taken in"

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.looked: Looked[Line] | None = None
        self.preview: ImportPreview | None = None
        self._over = parent

    # --- to be overridden ------------------------------------------------------------------------------------

    def reader(self) -> Callable[[Any, Path], Looked[Line]]:
        """What reads a file on a worker and looks at it against the office's records."""
        raise NotImplementedError

    def deed(self, looked: Looked[Line], chosen: frozenset[int]) -> Deed:
        """What takes the file in; of the changed rows those chosen, by their lines."""
        raise NotImplementedError

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
        self.desk.door.ask(self, self.reader(), file).then(self.show_looked, self.troubled.emit, latest=self.latest)

    def show_looked(self, looked: Looked[Line]) -> None:
        """Open the preview of a file that was looked at."""
        self.looked = looked
        self.preview = ImportPreview(self.desk, looked.preview, self._over, self.columns(looked))
        self.preview.taken.connect(self._take)
        self.preview.finished.connect(self.preview.deleteLater)
        self.preview.open()

    def _take(self, _overwrites: bool) -> None:  # noqa: FBT001  a signal's value
        if self.looked is not None and self.preview is not None:
            deed = self.deed(self.looked, self.preview.chosen)
            self.desk.door.do(self, self.preview.waiting.wish(deed), self._taken, self.preview.say)

    def _taken(self, _changes: Changes) -> None:
        if self.looked is not None and self.preview is not None:
            self.preview.accept()
            self.done.emit(f"{self.is_taken}: {self.looked.preview.sentence}.")
