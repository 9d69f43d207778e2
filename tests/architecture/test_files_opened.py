"""Files are opened in a few places only: one that belongs to the open database must never be (models.held_files)."""

import ast
from pathlib import Path

import pytest

from tests.architecture.imported import imports

ROOT = Path(__file__).parents[2]
LOOKS_INTO_FILES = {
    *("QFileDialog", "QFileSystemModel", "QFileIconProvider", "QAbstractFileIconProvider", "QMimeDatabase"),
    "QFile",
}
OPENS = {
    *("open", "read_bytes", "read_text", "write_bytes", "write_text", "copyfile", "copy", "copy2", "move"),
    *("connect", "connect_file"),
}
DRIVERS = {"sqlite3", "_sqlite3", "sqlcipher3"}
DOOR_OF_DRIVERS = "models/file_driver.py"  # so that a file is opened in one way, whatever it is
OF_FILES = {"os", "io", "shutil", "sqlite3", "gzip", "bz2", "lzma", "codecs", "tempfile"}
# The places that may, each with its reason.
MAY_LOOK = {"ui/dialogs/files.py": "the one door for choosing a file; it tells files by their names"}
MAY_OPEN = {
    "app/desk/files.py": "refuses a file of the open database first, as all that writes or reads a chosen file",
    "app/exchange/files/read.py": "the same",
    "app/exchange/files/fullness.py": "what the system says of the process that reads, which is no file",
    "app/exchange/files/limits.py": "what the system says of this process, which is no file",
    "app/backups/checking.py": "the same, of the backup that is checked",
    "app/backups/restoring.py": "the same, of the backup and of the file that is made",
    "app/backups/making.py": "the copy that it is making, which has no name yet; the open database is SQLite's to read",
    "app/backups/server/making.py": "the dump that it is making, which has no name yet",
    "app/backups/server/restoring.py": "the beginning of the backup that is checked",
    "app/backups/manifest.py": "what stands beside a backup, and a backup that was found not to be held",
    "app/backups/desk_book.py": "this desk's own notes, which nobody chooses",
    DOOR_OF_DRIVERS: "asks SQLite, for those below and above",
    "models/file_signs.py": "the first bytes of a file that nobody has open here",
    "app/backups/encrypting.py": "the copy that it is making, which has no name yet",
    "models/whole_copies.py": "asks SQLite, for a copy of its own or a file that nobody has open here",
    "app/delivery/contents.py": "what is being put together to be installed, where the source is and no office",
    "app/delivery/deb.py": "the same",
    "app/delivery/linux.py": "the same",
    "app/delivery/own_python.py": "the same",
    "app/delivery/windows.py": "the same",
    "app/setup/office_file.py": "an office's file, before there is a database",
    "app/commands/by_name/told.py": "the same",
    "app/commands/by_name/catalogue.py": "the program's own modules",
    "models/due_word.py": "the same",
    "app/desk/logs.py": "the log's own file",
    "app/desk/last_seen.py": "this desk's own notes, which nobody chooses",
    "app/desk/first_rows.py": "the same",
    "app/desk/not_kept.py": "the same",
    "models/database_file.py": "makes a file that isn't there yet, and opens none",
    "models/file_places.py": "the system's list of drives, which is no file",
    "models/looking.py": "asks SQLite, and copies only a file that nobody has open here",
    "models/first_answers.py": "asks SQLite",
    "app/desk/drafts.py": "the drafts' own database, through SQLite",
}


def violations(name: str, source: str) -> list[str]:
    """Where a module opens a file, or lets Qt open those of a folder."""
    found = []
    for node in ast.walk(ast.parse(source)):
        said = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        if said in LOOKS_INTO_FILES and name not in MAY_LOOK:
            found.append(f"{name}:{node.lineno}: {said} opens files; ask with ui.dialogs.files")
        if isinstance(node, ast.Call) and opens(node) and name not in MAY_OPEN:
            found.append(f"{name}:{node.lineno}: {ast.unparse(node.func)} opens a file; use app.desk.files")
    return found


def opens(call: ast.Call) -> bool:
    """Whether this opens a file of the disk: a dialog or a form is opened without a mode."""
    called = ast.unparse(call.func)
    owner, _, last = called.rpartition(".")
    if last not in OPENS or owner == "resources":
        return False
    if last == "connect_file":
        return True
    if owner in OF_FILES:
        return last != "connect" or owner == "sqlite3"
    if last in {"read_bytes", "read_text", "write_bytes", "write_text"}:
        return bool(owner)
    if last != "open":
        return False
    mode = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
    return not owner or (isinstance(mode, str) and set(mode) <= set("rwxabt+"))


def names_a_driver(source: str) -> bool:
    """Whether a module imports a driver of database files, in whichever way."""
    wishes = {each.name.split(".")[0] for each in imports(source)}
    return bool(wishes & DRIVERS)


def sources() -> list[str]:
    folders = ("app", "ui", "models")
    return sorted(path.relative_to(ROOT).as_posix() for each in folders for path in (ROOT / each).rglob("*.py"))


@pytest.mark.parametrize("name", sources())
def test_a_module_opens_no_file_but_through_the_door(name):
    assert violations(name, (ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "from PySide6.QtWidgets import QFileDialog\nQFileDialog.getOpenFileName(None)",
        "QtWidgets.QFileSystemModel()",
        "QMimeDatabase().mimeTypeForFile(name)",
        "open(path, 'rb')",
        "path.open('rb')",
        "path.read_bytes()",
        "os.open(path, os.O_RDONLY)",
        "shutil.copyfile(one, other)",
        "sqlite3.connect(path)",
        "connect_file(path)",
    ],
)
def test_a_planted_opening_is_found(source):
    assert len(violations("ui/tabs/figures/tab.py", source)) == 1


@pytest.mark.parametrize("source", ["dialog.open()", "self.draft.open(name)", "asked.connect(slot)", "open_file()"])
def test_what_opens_no_file_is_left_alone(source):
    assert violations("ui/tabs/figures/tab.py", source) == []


def test_the_places_that_may_are_still_there():
    assert set(MAY_LOOK) | set(MAY_OPEN) <= set(sources())


def test_one_module_knows_the_driver_of_database_files():
    named = [name for name in [*sources(), "run.py"] if names_a_driver((ROOT / name).read_text(encoding="utf-8"))]
    assert named == [DOOR_OF_DRIVERS]


@pytest.mark.parametrize(
    "source",
    [
        "import sqlite3",
        "from sqlite3 import connect",
        "def late():\n    from sqlite3 import dbapi2",
        "importlib.import_module('sqlite3')",
        "import sqlcipher3",
        "from sqlcipher3 import dbapi2",
    ],
)
def test_a_planted_driver_is_found(source):
    assert names_a_driver(source)
