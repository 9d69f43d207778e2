"""Joining an office on a server."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import make_url

from app.desk.opened import without_password
from models import keyrings
from ui.dialogs.first_day.join_office import JoinOffice


@pytest.fixture
def join(desk, qtbot):
    """A function that opens the form, for an address that was opened here before."""

    def opened(address=""):
        dialog = JoinOffice(desk, address)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    return opened


def fill(dialog, url, password):
    dialog.server.setText(url.host or "localhost")
    dialog.port.set_value(url.port)
    dialog.database.setText(url.database)
    dialog.login.setText(url.username)
    dialog.password.setText(password)


def test_its_controls_are_those_of_the_list(join, met):
    met.meet(join())
    assert met.differences("Join my office") == []


def test_an_office_on_a_server_is_joined_by_its_address_and_a_login(join, postgres_office, qtbot):
    url = postgres_office.database.url
    dialog = join()
    fill(dialog, url, url.password)
    with qtbot.waitSignal(dialog.found, timeout=20_000) as heard:
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert make_url(heard.args[0].url) == url.set(drivername="postgresql+psycopg")


def test_a_wrong_password_is_said_and_the_window_stays(join, postgres_office, qtbot):
    dialog = join()
    fill(dialog, postgres_office.database.url, "wrong & @ strange")
    QTest.mouseClick(dialog.join, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.join.isEnabled, timeout=20_000)
    assert "password" in dialog.notice.text.text()
    assert dialog.isVisible()


def test_what_is_missing_is_said_at_its_field(join):
    dialog = join()
    QTest.mouseClick(dialog.join, Qt.MouseButton.LeftButton)
    assert dialog.notice.text.text() == (
        "Server: Type the server's name or address.\nLogin: Type the login that you were given."
    )


def test_of_a_server_that_was_opened_before_only_the_password_is_asked(join, postgres_office):
    url = postgres_office.database.url
    kept = without_password(url.render_as_string(hide_password=False))
    assert url.password not in kept
    dialog = join(kept)
    assert (dialog.server.text(), dialog.port.value(), dialog.database.text(), dialog.login.text()) == (
        url.host,
        url.port,
        url.database,
        url.username,
    )


def test_where_there_is_no_keyring_none_is_offered(join, qtbot, monkeypatch):
    monkeypatch.setattr(keyrings, "find_spec", lambda _name: None)
    dialog = join()
    qtbot.waitUntil(lambda: not dialog._desk.door.tasks.is_busy)
    assert not dialog.keep.isVisible()


def test_a_password_that_is_kept_in_the_keyring_is_asked_for_once(join, keyring, postgres_office, qtbot):
    url = postgres_office.database.url
    dialog = join()
    qtbot.waitUntil(dialog.keep.isVisible)
    fill(dialog, url, url.password)
    dialog.keep.setChecked(True)
    with qtbot.waitSignal(dialog.found, timeout=20_000) as heard:
        QTest.mouseClick(dialog.join, Qt.MouseButton.LeftButton)
    assert list(keyring.has.values()) == [url.password]
    assert url.password not in next(iter(keyring.has))
    again = join(without_password(heard.args[0].url))
    with qtbot.waitSignal(again.found, timeout=20_000) as heard_again:
        pass
    assert heard_again.args[0].url == heard.args[0].url
    dialog = join(without_password(heard.args[0].url))
    dialog.password.setText(url.password)
    qtbot.waitUntil(dialog.keep.isVisible)
    with qtbot.waitSignal(dialog.found, timeout=20_000):
        QTest.mouseClick(dialog.join, Qt.MouseButton.LeftButton)
    assert keyring.has == {}


def test_a_keyring_that_doesnt_take_the_password_is_said(join, keyring, postgres_office, qtbot):
    keyring.is_locked = True
    dialog = join()
    qtbot.waitUntil(dialog.keep.isVisible)
    fill(dialog, postgres_office.database.url, postgres_office.database.url.password)
    dialog.keep.setChecked(True)
    QTest.mouseClick(dialog.join, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.join.isEnabled, timeout=20_000)
    assert "keyring doesn't take the password" in dialog.notice.text.text()


def test_the_file_of_who_vouches_for_a_server_is_kept_with_its_address(join):
    kept = "postgresql+psycopg://jean@homeward.example.gov.uk:5432/homeward?sslrootcert=%2Fetc%2Fcouncil%40home.crt"
    assert without_password(kept.replace("jean@", "jean:secret@")) == kept
    assert join(kept).authority.text() == "/etc/council@home.crt"


def test_a_file_that_isnt_there_is_said_before_anything_is_sent(join, qtbot):
    dialog = join("postgresql+psycopg://jean@homeward.example.gov.uk/homeward?sslrootcert=nowhere.crt")
    QTest.mouseClick(dialog.join, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.join.isEnabled)
    assert "There is no file nowhere.crt on this computer" in dialog.notice.text.text()


@pytest.mark.parametrize("url", ["sqlite:////home/a@b/homeward.sqlite", "sqlite:///C:\\a:b\\homeward.sqlite"])
def test_the_address_of_a_file_is_kept_as_it_is(url):
    assert without_password(url) == url
