"""Choosing a file leaves this process its locks on the database, and never lets go with one of the database's files."""

import ast
import os
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSettings, QTimer, QUrl
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileSystemModel, QLineEdit, QWidget

from app.door.door import Pending
from app.exchange.columns import Mapping
from app.exchange.files.sheet import Sheet, WrittenAs
from app.exchange.looked import Looked
from app.exchange.reading import Reading
from ui.dialogs import import_preview
from ui.dialogs.files import EXCEL, LISTS, PDF, RATINGS, FileDialog, open_file, save_file, with_end
from ui.dialogs.import_preview import ImportPreview, Preview
from ui.dialogs.print_preview import PrintPreview
from ui.dialogs.ratings_import import RatingImport
from ui.dialogs.welcome import Welcome
from ui.pages.backups.page import BackupsPage
from ui.pages.desk.about import AboutPage
from ui.pages.desk.settings import SettingsPage
from ui.pages.office.taken_over import TakenOverPage
from ui.pages.requests.page import SubjectAccessPage
from ui.pages.retention.page import RetentionPage
from ui.pages.tracker.page import TrackerPage
from ui.tabs.figures.statutory_return import StatutoryReturn
from ui.tabs.figures.tab import FiguresTab
from ui.tabs.referrals.taking_in.care_hub_list import ReferralImport
from ui.tabs.transfer.agreement_files import ScanOfAgreement

ROOT = Path(__file__).parents[3]
LOCKS = Path("/proc/locks")
only_linux = pytest.mark.skipif(not LOCKS.exists(), reason="only Linux lists its locks")
ENDS = ("csv", "json", "pdf", "xlsx", "zip")


def locks(folder: Path) -> int:
    """How many locks this process keeps on the database for as long as it is open.

    Those on other files come and go, and so do those of one turn on the bytes 120 to 127 of the shared memory
    (SQLite's writer and readers): another thread may be reading just now. Neither are meant.
    """
    own = str(os.getpid())
    files = {str(each.stat().st_ino) for each in folder.glob("homeward.sqlite*")}
    of_one_turn = {str(byte) for byte in range(120, 128)}
    lines = (line.split() for line in LOCKS.read_text(encoding="ascii").splitlines() if "->" not in line)
    return sum(
        words[4] == own and words[5].rpartition(":")[2] in files and words[6] not in of_one_turn for words in lines
    )


@pytest.fixture
def folder(office_desk, tmp_path):
    """The open database's folder, with a file of each kind that is asked for; it is the folder last used."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    for end in ENDS:
        (tmp_path / f"a list.{end}").write_bytes(b"a list")
    office_desk.preferences.folder = str(tmp_path)
    office_desk.door._work.read(lambda turn: turn.moment)  # it is open from here on
    return tmp_path


class Met:
    """What the dialog was like while it was open."""

    def __init__(self) -> None:
        self.locks = -1
        self.refusal = ""
        self.name = ""
        self.folder = ""


def met_in_dialog(begin, typed=None) -> Met:
    """Begin, wait until the folder is listed, look, type a name and take it if there is one, then leave."""
    met = Met()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        model = dialog.findChild(QFileSystemModel) if isinstance(dialog, FileDialog) else None
        if model is None or not model.rowCount(model.index(dialog.directory().absolutePath())):
            QTimer.singleShot(5, look)
            return
        met.folder = dialog.directory().absolutePath()
        met.name = dialog.findChild(QLineEdit, "fileNameEdit").text()
        if typed is not None:
            dialog.findChild(QLineEdit, "fileNameEdit").setText(typed)
            dialog.findChild(QDialogButtonBox).accepted.emit()
        met.refusal = dialog.refusal.text()
        met.locks = locks(Path(met.folder)) if LOCKS.exists() else 0
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, look)
    begin()
    return met


def subject_access_copy(desk, _folder):
    page = SubjectAccessPage(desk)
    request = SimpleNamespace(person="Jo Gill")
    return page, lambda: page.ask_where(request)


def retention_list(desk, _folder):
    page = RetentionPage(desk)
    return page, page.ask_where


def figures(desk, _folder):
    tab = FiguresTab(desk)
    return tab, tab._ask_where


def statutory_return(desk, _folder):
    panel = StatutoryReturn(desk, lambda: (date(2026, 11, 1), date(2026, 11, 20)))
    return panel, panel._ask_where


def tracker(desk, _folder):
    page = TrackerPage(desk)
    return page, page._choose


def reply_edition(desk, _folder):
    page = TrackerPage(desk)
    return page, page._reply


def scan_of_agreement(desk, _folder):
    over = QWidget()
    return over, ScanOfAgreement(desk, over).begin


def referrals(desk, _folder):
    over = QWidget()
    return over, ReferralImport(desk, over).begin


def ratings(desk, _folder):
    over = QWidget()
    return over, RatingImport(desk, over).begin


def welcome(desk, _folder):
    dialog = Welcome(desk)
    return dialog, dialog._choose_file


def preview(desk, _folder):
    never: Pending[bytes] = Pending(lambda *_words: None)
    dialog = PrintPreview(desk, "A paper", "paper.pdf", lambda _edition: never, [(1, "")])
    return dialog, dialog._save


def refused_rows(desk, folder):
    looked = Looked(Sheet("a list.csv", 1, (), ()), Reading(Mapping(()), (), (), ()))
    dialog = ImportPreview(desk, Preview(folder / "a list.csv", looked, "One row", (), brings=0, changed=0))
    return dialog, dialog._choose_place


def backups(desk, folder):
    (folder / "backups").mkdir()
    page = BackupsPage(desk)
    return page, page._choose


def newest_version(desk, folder):
    (folder / "versions").mkdir()
    page = SettingsPage(desk)
    return page, page._choose_newest


def diagnostics(desk, _folder):
    page = AboutPage(desk)
    return page, page._save


def example(desk, _folder):
    page = TakenOverPage(desk)
    return page, lambda: page._save_example("people.csv", bytes)


CALLERS = {
    "ui/dialogs/file_import.py": (referrals, ratings),
    "ui/dialogs/import_preview.py": (refused_rows,),
    "ui/dialogs/print_preview.py": (preview,),
    "ui/dialogs/welcome.py": (welcome,),
    "ui/pages/backups/page.py": (backups,),
    "ui/pages/desk/about.py": (diagnostics,),
    "ui/pages/desk/settings.py": (newest_version,),
    "ui/pages/office/taken_over.py": (example,),
    "ui/pages/requests/page.py": (subject_access_copy,),
    "ui/pages/retention/page.py": (retention_list,),
    "ui/pages/tracker/page.py": (tracker, reply_edition),
    "ui/tabs/figures/statutory_return.py": (statutory_return,),
    "ui/tabs/figures/tab.py": (figures,),
    "ui/tabs/transfer/agreement_files.py": (scan_of_agreement,),
}
EVERY = [pytest.param(caller, id=caller.__name__) for callers in CALLERS.values() for caller in callers]


@pytest.fixture
def opened(office_desk, folder, qtbot):
    """A function that begins a caller's dialog on the database's folder, and says what it met."""

    def begin(caller, typed=None) -> Met:
        widget, ask = caller(office_desk, folder)
        qtbot.addWidget(widget)
        return met_in_dialog(ask, typed)

    return begin


@only_linux
@pytest.mark.parametrize("caller", EVERY)
def test_a_dialog_on_the_databases_folder_takes_no_lock_off_it(caller, opened, folder):
    before = locks(folder)
    assert before > 0
    met = opened(caller)
    assert met.folder == str(folder)
    assert (met.locks, locks(folder)) == (before, before)


@only_linux
def test_the_count_would_see_it(folder):
    before = locks(folder)
    (folder / "homeward.sqlite").open("rb").close()
    assert locks(folder) < before


@only_linux
def test_the_folder_that_qt_itself_remembers_is_not_looked_into_either(opened, folder):
    qts_own = QSettings(QSettings.Scope.UserScope, "QtProject")
    qts_own.setValue("FileDialog/lastVisited", QUrl.fromLocalFile(str(folder)).toString())
    qts_own.setValue("FileDialog/shortcuts", [QUrl.fromLocalFile(str(folder)).toString()])
    qts_own.sync()
    before = locks(folder)
    assert opened(tracker).locks == before


def test_every_place_that_asks_for_a_file_is_among_them():
    asking = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"open_file", "open_folder", "save_file"}
    }
    assert asking == set(CALLERS)


@pytest.mark.parametrize("end", ["", "-wal", "-shm"])
@pytest.mark.parametrize("caller", [referrals, ratings, welcome])
def test_a_file_of_the_open_database_is_refused_where_a_file_is_to_be_read(caller, end, opened):
    met = opened(caller, f"homeward.sqlite{end}")
    assert met.refusal == f"“homeward.sqlite{end}” is where Homeward keeps its records: choose another file."


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_another_name_of_the_database_is_refused_too(office_desk, folder, qtbot):
    (folder / "harmless.xlsx").symlink_to(folder / "homeward.sqlite")
    os.link(folder / "homeward.sqlite", folder / "copy.xlsx")
    over = QWidget()
    qtbot.addWidget(over)
    for name in ("harmless.xlsx", "copy.xlsx"):
        met = met_in_dialog(lambda: open_file(over, office_desk.preferences, "A list", LISTS), name)
        assert "records" in met.refusal
        met = met_in_dialog(lambda: save_file(over, office_desk.preferences, "A list", Path("x"), EXCEL), name)
        assert "records" in met.refusal


def test_what_is_chosen_has_its_end_and_its_folder_is_remembered(office_desk, folder, qtbot):
    over = QWidget()
    qtbot.addWidget(over)
    (folder / "papers").mkdir()
    kept: list[Path | None] = []

    def ask(name):
        kept.append(save_file(over, office_desk.preferences, "Save", Path(name), PDF))

    met_in_dialog(lambda: ask("letter.pdf"), str(folder / "papers" / "letter.v2"))
    assert kept == [folder / "papers" / "letter.v2.pdf"]
    assert office_desk.preferences.folder == str(folder / "papers")
    kept[0].write_bytes(b"")
    met = met_in_dialog(lambda: ask(folder / "letter.pdf"))
    assert (met.folder, met.name, kept[-1]) == (str(folder), "letter.pdf", None)
    (folder / "papers" / "letter.v2.pdf").unlink()
    (folder / "papers").rmdir()
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().done(QDialog.DialogCode.Rejected))
    assert save_file(over, office_desk.preferences, "Save", folder / "papers" / "x.pdf", PDF) is None


@pytest.mark.parametrize(
    ("typed", "saved"), [("a", "a.pdf"), ("a.pdf", "a.pdf"), ("A.PDF", "A.PDF"), ("a.v2", "a.v2.pdf"), ("a.", "a..pdf")]
)
def test_the_end_is_added_where_it_was_not_typed(typed, saved):
    assert with_end(typed, PDF) == saved


@pytest.mark.usefixtures("folder")
def test_it_offers_neither_to_delete_nor_to_rename(qtbot):
    over = QWidget()
    qtbot.addWidget(over)
    assert FileDialog(over, "Save", PDF).findChild(QFileSystemModel).isReadOnly()


@pytest.mark.parametrize("kind", [LISTS, RATINGS])
def test_old_workbooks_arent_offered_and_every_file_can_be_shown_all_the_same(kind):
    these, every = kind.filter.split(";;")
    assert these.endswith(("(*.xlsx *.csv)", "(*.csv *.xlsx)"))
    assert every == "All files (*)"


@pytest.mark.parametrize(
    ("written", "name", "offered"),
    [
        (WrittenAs(is_workbook=True), "a list.xlsm", "a list refused.xlsx"),
        (WrittenAs(), "a list.txt", "a list refused.txt"),
    ],
)
def test_refused_rows_are_offered_in_the_format_that_was_sent(desk, tmp_path, monkeypatch, written, name, offered):
    asked = []
    monkeypatch.setattr(import_preview, "save_file", lambda *words: asked.append(words[-2:]))
    looked = Looked(Sheet(name, 1, (), (), written=written), Reading(Mapping(()), (), (), ()))
    dialog = ImportPreview(desk, Preview(tmp_path / name, looked, "One row", (), brings=0, changed=0))
    dialog._choose_place()
    [(place, kind)] = asked
    assert (place.name, kind.ends) == (offered, (place.suffix,))
