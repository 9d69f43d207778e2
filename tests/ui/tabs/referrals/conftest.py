"""The hands of somebody at the Referrals tab: choose a row, press a button, type into a field, look what is offered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

import resources
from tests.ui.keyboard import check


@pytest.fixture
def ready(sqlite_office):
    """A referral that could be accepted at once."""
    return sqlite_office.a_referral()


@pytest.fixture
def press(qtbot, settled):
    """Press a button of a tab by its name, and wait until it is done."""

    def click(tab, name):
        def shown():
            """Those in view: one that was replaced may linger, a new one is shown when its layout is made."""
            return [each for each in tab.findChildren(QPushButton, name) if each.isVisible()]

        qtbot.waitUntil(lambda: shown() != [])
        button = shown()[0]
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settled()
        check(tab, button)

    return click


@pytest.fixture
def choose(settled):
    def row(tab, referral):
        assert tab.queue.choose(referral)
        settled()

    return row


@pytest.fixture
def pick(settled):
    """Take a deed from the More menu."""

    def entry(tab, key):
        action = tab.panel.deeds.entries[key]
        assert action.isVisible(), f"{key} isn't under More"
        action.trigger()
        settled()

    return entry


@pytest.fixture
def typed():
    """Type into a field by its name."""

    def typed(tab, name, text):
        for kind in (QLineEdit, QPlainTextEdit):
            field = tab.findChild(kind, name)
            if field is not None:
                field.setText(text) if kind is QLineEdit else field.setPlainText(text)
                return
        raise AssertionError(f"there is no {name}")

    return typed


@pytest.fixture
def offered():
    """The deeds that are offered as buttons, the next step first."""

    def offered(tab):
        layout = tab.panel.deeds.layout()
        shown = [layout.itemAt(n).widget() for n in range(layout.count())]
        return [button.objectName().removeprefix("referrals.") for button in shown if button.isVisible()]

    return offered


@pytest.fixture
def preview(demonstration_list, settled):
    """Look at the Care Hub's list of the demonstration."""

    def look(tab):
        tab.importing.look(demonstration_list)
        settled()
        return tab.importing.preview

    return look


@pytest.fixture
def demonstration_list(tmp_path):
    path = tmp_path / "care-hub.xlsx"
    path.write_bytes(resources.read_bytes("demonstration/care-hub-referrals-2026-11.xlsx"))
    return path
