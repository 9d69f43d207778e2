"""Opening an encrypted database whose key the keyring lacks."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

pytest.importorskip("sqlcipher3")

from app import bootstrap
from app.backups.encrypting import encrypt
from app.bootstrap import is_key_wanted, usual
from app.desk import places
from app.desk.opened import Opened
from app.desk.unlocking import unlock
from app.door.progress import Progress
from models.database import sqlite_url
from models.keys import new_id
from models.recovery_keys import as_groups
from ui.dialogs.first_day.unlock_office import UnlockOffice
from ui.dialogs.welcome import Welcome


@pytest.fixture
def sheet():
    return []


@pytest.fixture
def file(sqlite_office, clock, keyring, sheet, monkeypatch, tmp_path):
    """An encrypted office that was copied from another computer."""
    sqlite_office.database.close()
    made = Path(sqlite_office.database.url.database)
    encrypt(made, tmp_path / "sheet.pdf", sheet.append, clock.now(), Progress())
    keyring.has.clear()
    monkeypatch.setattr("models.file_keys._known", {})
    return made


@pytest.fixture
def unlocking(desk, qtbot, file):
    dialog = UnlockOffice(desk, file)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def test_its_controls_are_those_of_the_list(desk, qtbot, met):
    dialog = UnlockOffice(desk, Path("homeward.sqlite"))
    qtbot.addWidget(dialog)
    met.meet(dialog)
    assert met.differences("Open an encrypted database") == []


def test_it_is_opened_by_its_recovery_key_which_is_kept(unlocking, file, sheet, keyring, qtbot):
    unlocking.key.setText(" ".join(sheet[0].groups).lower())
    with qtbot.waitSignal(unlocking.found, timeout=60_000) as heard:
        QTest.keyClick(unlocking, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard.args[0] == Opened(sqlite_url(file))
    assert len(keyring.has) == 1


def test_where_the_keyring_does_not_take_it_that_is_handed_to_the_window(unlocking, file, sheet, keyring, qtbot):
    unlocking.key.setText(" ".join(sheet[0].groups))
    keyring.is_locked = True
    with qtbot.waitSignal(unlocking.found, timeout=60_000) as heard:
        QTest.mouseClick(unlocking.unlock, Qt.MouseButton.LeftButton)
    assert heard.args[0].url == sqlite_url(file)
    assert "isn't kept on this computer" in heard.args[0].said


def test_where_there_is_no_keyring_no_keeping_is_offered(desk, qtbot, file, sheet, monkeypatch):
    monkeypatch.setattr("models.file_keys.keyring_here", lambda: None)
    dialog = UnlockOffice(desk, file)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.keep.isHidden, timeout=60_000)
    assert "asked for at each start" in dialog.no_keyring.text()
    assert dialog.no_keyring.isVisible()
    dialog.key.setText(" ".join(sheet[0].groups))
    with qtbot.waitSignal(dialog.found, timeout=60_000) as heard:
        QTest.mouseClick(dialog.unlock, Qt.MouseButton.LeftButton)
    assert heard.args[0] == Opened(sqlite_url(file))


def test_a_database_that_is_named_asks_for_its_key_and_whoever_was_named_sits_there(
    qapp, file, sheet, monkeypatch, tmp_path
):
    url, staff = sqlite_url(file), new_id()
    asked, opened = [], []

    def first_office(_look, _preferences, last):
        asked.append(last)
        unlock(file, " ".join(sheet[0].groups))
        return Opened(last)

    monkeypatch.setattr(places, "preferences_file", lambda: tmp_path / "desk.ini")
    monkeypatch.setattr(bootstrap, "first_office", first_office)
    monkeypatch.setattr(bootstrap, "stay_in", lambda *words: (opened.append(words[3]), (0, None))[1])
    assert bootstrap.stay(qapp, url, None, staff) == 0
    assert bootstrap.stay(qapp, url, None, staff) == 0
    assert (asked, opened) == ([url], [Opened(url, staff)] * 2)


def test_it_is_opened_without_being_kept(unlocking, sheet, keyring, qtbot):
    unlocking.key.setText("".join(sheet[0].groups))
    unlocking.keep.setChecked(False)
    with qtbot.waitSignal(unlocking.found, timeout=60_000):
        QTest.mouseClick(unlocking.unlock, Qt.MouseButton.LeftButton)
    assert keyring.has == {}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type the recovery key"),
        ("12345", "in group 1 (“12345”)"),
        (" ".join(as_groups(bytes(32))), "another database"),
    ],
)
def test_what_is_wrong_with_what_was_typed_is_said_and_the_dialog_stays(unlocking, qtbot, typed, said):
    unlocking.key.setText(typed)
    QTest.mouseClick(unlocking.unlock, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: said in unlocking.notice.text.text(), timeout=60_000)
    assert unlocking.unlock.isEnabled()
    assert unlocking.isVisible()


def test_a_start_asks_for_the_key_that_the_keyring_lacks(desk, file, sheet, qtbot):
    desk.preferences.note_opened(sqlite_url(file))
    assert is_key_wanted(file)
    assert usual(desk.preferences) is None
    welcome = Welcome(desk, last=sqlite_url(file))
    qtbot.addWidget(welcome)
    said = [each.text() for each in welcome.findChildren(QLabel)]
    assert any("was opened here last isn't open yet" in each for each in said)
    assert not any("no office on this computer" in each for each in said)
    assert welcome.before.value() == sqlite_url(file)
    welcome.ask_for(sqlite_url(file))
    qtbot.waitUntil(lambda: welcome.findChild(UnlockOffice) is not None, timeout=60_000)
    dialog = welcome.findChild(UnlockOffice)
    dialog.key.setText(" ".join(sheet[0].groups))
    with qtbot.waitSignal(welcome.accepted, timeout=60_000):
        QTest.mouseClick(dialog.unlock, Qt.MouseButton.LeftButton)
    assert welcome.opened == Opened(sqlite_url(file))
    assert usual(desk.preferences) == Opened(sqlite_url(file))


def test_a_file_that_was_chosen_asks_for_its_key(desk, file, qtbot):
    welcome = Welcome(desk)
    qtbot.addWidget(welcome)
    desk.preferences.note_opened(sqlite_url(file))
    welcome.before.set_choices([(sqlite_url(file), "it")])
    welcome.before.set_value(sqlite_url(file))
    welcome._open_again()
    qtbot.waitUntil(lambda: welcome.findChild(UnlockOffice) is not None, timeout=60_000)
    welcome.findChild(UnlockOffice).reject()
