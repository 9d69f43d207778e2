"""The one door for choosing a file: whoever wants one opened or saved asks here.

Qt's file dialogs open and close every file of a folder to find out what it is, and whoever does so takes SQLite's
locks off this process (models.held_files). This one tells files by their names only. On Windows, where locks belong
to whoever took them, the system's own dialog is shown.
"""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QFileInfo, QStandardPaths, QUrl
from PySide6.QtGui import QAbstractFileIconProvider, QDesktopServices, QIcon
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QGridLayout, QLineEdit, QStyle, QWidget

from app.desk.files import refuse_if_held
from app.desk.preferences import Preferences
from app.door.errors import Refused
from ui.overrides import override_of_qt
from ui.widgets.labels_and_buttons import words

_SIGNS = {
    QAbstractFileIconProvider.IconType.Folder: QStyle.StandardPixmap.SP_DirIcon,
    QAbstractFileIconProvider.IconType.Computer: QStyle.StandardPixmap.SP_ComputerIcon,
    QAbstractFileIconProvider.IconType.Drive: QStyle.StandardPixmap.SP_DriveHDIcon,
    QAbstractFileIconProvider.IconType.File: QStyle.StandardPixmap.SP_FileIcon,
}


@dataclass(frozen=True, slots=True)
class FileKind:
    """What is asked for: how it is called, and how such files' names end; the first end is given to a saved one.

    With `or_any` every file can be shown, as people name their files as they like.
    """

    called: str
    ends: tuple[str, ...]
    or_any: bool = False

    @property
    def filter(self) -> str:
        """As Qt's dialogs read it."""
        these = f"{self.called} ({' '.join(f'*{end}' for end in self.ends)})"
        return f"{these};;All files (*)" if self.or_any else these


EXCEL = FileKind("Excel workbooks", (".xlsx",))
PDF = FileKind("PDF files", (".pdf",))
CSV = FileKind("CSV files", (".csv",))
ZIP = FileKind("ZIP files", (".zip",))
DATABASES = FileKind("Databases and office files", (".sqlite", ".json"), or_any=True)
DATABASE = FileKind("Databases", (".sqlite",))
# The old `.xls` isn't offered: it can't be read, and one that is chosen among all files is told so.
LISTS = FileKind("Lists", (".xlsx", ".csv"), or_any=True)
RATINGS = FileKind("Ratings", (".csv", ".xlsx"), or_any=True)


def kind_ending(end: str) -> FileKind:
    """The kind of file that is offered for a name that ends so."""
    known = {each.ends[0]: each for each in (EXCEL, PDF, CSV)}
    return known.get(end) or FileKind("Text files", (end,))


def open_file(over: QWidget, preferences: Preferences, title: str, kind: FileKind) -> Path | None:
    """Ask for a file to be read, beginning in the folder last used; nothing when it is left."""
    dialog = FileDialog(over, title, kind)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog, preferences, _folder(preferences))


def save_file(
    over: QWidget, preferences: Preferences, title: str, proposed: Path, kind: FileKind, *, adds_to: bool = False
) -> Path | None:
    """Ask where to save; `proposed` is a name, or a path where its folder is still there; nothing when it is left.

    The file's end is added where it wasn't typed. A file that is there is only replaced when that is wanted; one that
    is added to (`adds_to`) isn't asked about.
    """
    dialog = FileDialog(over, title, kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kind.ends[0])
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, adds_to)
    is_there = proposed.is_absolute() and proposed.parent.is_dir()
    return _chosen(dialog, preferences, proposed.parent if is_there else _folder(preferences), proposed.name)


def open_folder(over: QWidget, preferences: Preferences, title: str) -> Path | None:
    """Ask for a folder, beginning in the one last used; nothing when it is left."""
    dialog = FileDialog(over, title, FileKind("Folders", ("",)))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _chosen(dialog, preferences, _folder(preferences))


def show_folder(folder: Path) -> bool:
    """Open a folder in the system's own window; False where nothing here opens folders."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def with_end(name: str, kind: FileKind) -> str:
    """A name as it is saved: "letter.v2" becomes "letter.v2.pdf", and "LETTER.PDF" stays."""
    return name if name.casefold().endswith(kind.ends) else f"{name}{kind.ends[0]}"


class FileDialog(QFileDialog):
    """A dialog that opens no file, deletes and renames none, and doesn't let go with one of our own database."""

    def __init__(self, over: QWidget, title: str, kind: FileKind) -> None:
        super().__init__(over, title)
        self._kind = kind
        self.refusal = words("", "error", "files.refusal")
        self.refusal.hide()
        self.setOption(QFileDialog.Option.DontUseNativeDialog, os.name != "nt")
        # Nothing has been looked at yet: Qt asks for signs only when the window's loop runs again.
        self.setIconProvider(_by_name())
        self.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
        self.setOption(QFileDialog.Option.ReadOnly)  # it offers to delete and to rename otherwise
        self.setViewMode(QFileDialog.ViewMode.Detail)
        self.setNameFilter(kind.filter)
        column = self.layout()
        if isinstance(column, QGridLayout):  # none in the system's own
            column.addWidget(self.refusal, column.rowCount(), 0, 1, column.columnCount())

    @override_of_qt()
    def accept(self) -> None:
        typed = self.findChild(QLineEdit, "fileNameEdit")
        if self.acceptMode() == QFileDialog.AcceptMode.AcceptSave and typed is not None and _is_name(typed.text()):
            typed.setText(with_end(typed.text(), self._kind))
        try:
            for name in self.selectedFiles():
                refuse_if_held(Path(name))
        except Refused as refused:
            self.refusal.setText(refused.sentence)
            self.refusal.show()
            return
        super().accept()


class _SignsByName(QAbstractFileIconProvider):
    """Says what a file is by its name and whether it is a folder: nothing is opened for it."""

    def __init__(self) -> None:
        super().__init__()
        style = QApplication.style()
        self._signs = {kind: style.standardIcon(sign) for kind, sign in _SIGNS.items()}

    @override_of_qt(QIcon())
    def icon(self, about: QAbstractFileIconProvider.IconType | QFileInfo) -> QIcon:
        kinds = QAbstractFileIconProvider.IconType
        kind = (kinds.Folder if about.isDir() else kinds.File) if isinstance(about, QFileInfo) else about
        return self._signs.get(kind, self._signs[kinds.File])

    @override_of_qt("")
    def type(self, about: QFileInfo) -> str:
        if about.isDir():
            return "Folder"
        return f"{about.suffix().upper()} file" if about.suffix() else "File"


@cache
def _by_name() -> _SignsByName:
    """One for all dialogs: Qt keeps no reference to it."""
    return _SignsByName()


def _is_name(typed: str) -> bool:
    """Whether it names a file, and not a folder to go to."""
    return bool(typed.strip()) and not typed.endswith(("/", os.sep, ".."))


def _folder(preferences: Preferences) -> Path:
    kept = preferences.folder
    if kept and Path(kept).is_dir():
        return Path(kept)
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


def _chosen(dialog: FileDialog, preferences: Preferences, folder: Path, name: str = "") -> Path | None:
    dialog.setDirectory(str(folder))
    if name:
        dialog.selectFile(name)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = Path(dialog.selectedFiles()[0]) if accepted else None
    dialog.deleteLater()
    if chosen is not None:
        preferences.folder = str(chosen.parent)
    return chosen
