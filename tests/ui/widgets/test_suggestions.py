"""What the office keeps in its lists is suggested while somebody types; anything else may be typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.services.office import lists
from models.vocabulary.office import OfficeList
from ui.widgets.suggestions import suggest


@pytest.fixture
def kept(sqlite_office):
    for of_list, name in (
        (OfficeList.COMMUNITY, "Lunch club"),
        (OfficeList.COMMUNITY, "Befriending"),
        (OfficeList.PVI_PROVIDER, "Peak Care"),
    ):
        sqlite_office.do(lists.add_entry, of_list=of_list, name=name)


def shown(edit, qtbot):
    qtbot.addWidget(edit)
    edit.show()
    edit.setFocus()
    return edit


@pytest.mark.usefixtures("kept")
def test_a_line_suggests_what_holds_the_letters_and_takes_anything(office_desk, qtbot, settled):
    line = shown(QLineEdit(), qtbot)
    suggest(office_desk, line, OfficeList.PVI_PROVIDER)
    settled()
    with qtbot.waitActive(line):
        QTest.keyClicks(line, "care")
    assert line.completer().currentCompletion() == "Peak Care"
    assert line.completer().completionCount() == 1
    QTest.keyClicks(line, " of another kind")
    assert line.text() == "care of another kind"


@pytest.mark.usefixtures("kept")
def test_a_text_suggests_for_what_stands_behind_the_last_comma(office_desk, qtbot, settled):
    text = shown(QPlainTextEdit(), qtbot)
    suggest(office_desk, text, OfficeList.COMMUNITY)
    settled()
    with qtbot.waitActive(text):
        QTest.keyClicks(text, "her daughter, lun")
    finder = next(each for each in text.children() if hasattr(each, "completionPrefix"))
    qtbot.waitUntil(finder.popup().isVisible)
    assert finder.currentCompletion() == "Lunch club"
    QTest.keyClick(finder.popup(), Qt.Key.Key_Down)
    QTest.keyClick(finder.popup(), Qt.Key.Key_Return)
    assert text.toPlainText() == "her daughter, Lunch club"
    assert not finder.popup().isVisible()


def test_a_field_whose_lists_are_empty_stays_as_it_was(office_desk, qtbot, settled):
    line = shown(QLineEdit(), qtbot)
    suggest(office_desk, line, OfficeList.SIGNPOSTED_TO)
    settled()
    assert line.completer() is None
