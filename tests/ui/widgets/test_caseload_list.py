"""The caseload marks whose page is open and nobody else, whatever comes and goes."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.caseload_list import CaseloadList, CaseloadRow, _whole_signs

JEAN, ADA, ZOFIA = UUID(int=1), UUID(int=2), UUID(int=3)
ROWS = (CaseloadRow(JEAN, "Jean Gill", 3), CaseloadRow(ADA, "Ada Lovell", 40), CaseloadRow(ZOFIA, "Zofia Fearn", 9))
BUT_ADA = (ROWS[0], ROWS[2])


@pytest.fixture
def caseload(look, qtbot):
    page = QWidget()
    page.caseload, page.other = CaseloadList(look), QLineEdit()
    column = QVBoxLayout(page)
    for each in (page.other, page.caseload):
        column.addWidget(each)
    qtbot.addWidget(page)
    page.show()
    page.caseload.show_rows(ROWS)
    page.caseload.choose(ADA)
    page.caseload.told = []
    page.caseload.person_chosen.connect(page.caseload.told.append)
    yield page.caseload  # noqa: PT022  the page around it is kept until the test is over


def marked(caseload: CaseloadList) -> list[str]:
    return [caseload._model.row(index).name for index in caseload.table.selectionModel().selectedRows()]


def leaves(caseload, _qtbot):
    caseload.show_rows(BUT_ADA)


def is_filtered(caseload, _qtbot):
    caseload.filter.setText("gill")


def is_filtered_and_asked_again(caseload, _qtbot):
    caseload.filter.setText("gill")
    caseload.show_rows(ROWS)


def leaves_and_the_keyboard_enters(caseload, qtbot):
    caseload.show_rows(BUT_ADA)
    caseload.parentWidget().other.setFocus()
    qtbot.keyClick(caseload.parentWidget().other, Qt.Key.Key_Tab)
    qtbot.keyClick(caseload.filter, Qt.Key.Key_Tab)
    assert caseload.table.hasFocus()


def nobody_is_left(caseload, _qtbot):
    caseload.show_rows(())


@pytest.mark.parametrize(
    "happens", [leaves, is_filtered, is_filtered_and_asked_again, leaves_and_the_keyboard_enters, nobody_is_left]
)
def test_nobody_else_is_marked_when_whoever_is_open_is_not_shown(caseload, qtbot, happens):
    assert marked(caseload) == ["Ada Lovell"]
    assert not caseload.elsewhere.isVisible()
    happens(caseload, qtbot)
    assert marked(caseload) == []
    assert caseload.told == []
    assert caseload.elsewhere.isVisible()
    assert " is open, but " in caseload.elsewhere.text()


@pytest.mark.parametrize("happens", [leaves, is_filtered, nobody_is_left])
def test_whoever_is_open_is_marked_again_when_they_come_back(caseload, qtbot, happens):
    happens(caseload, qtbot)
    caseload.filter.clear()
    caseload.show_rows(ROWS)
    assert marked(caseload) == ["Ada Lovell"]
    assert not caseload.elsewhere.isVisible()


def test_who_is_not_in_the_list_is_named(caseload):
    caseload.choose(UUID(int=4))
    caseload.call("Maureen Daykin")
    assert marked(caseload) == []
    assert caseload.elsewhere.text() == "Maureen Daykin is open, but isn't in this list."
    caseload.choose(None)
    assert not caseload.elsewhere.isVisible()


def test_a_name_that_its_day_would_cut_has_the_line_to_itself(caseload, look):
    painter = caseload.table.itemDelegate()
    bold = QFontMetrics(look.theme.font(bold=True))
    for row in ROWS:  # each by itself: one long name moves nobody else's day
        needed = bold.horizontalAdvance(row.name) + bold.horizontalAdvance(row.day_text) + look.theme.px(8)
        assert not painter._name_needs(row, needed)
        assert painter._name_needs(row, needed - 1)


def test_where_two_signs_have_no_room_the_first_is_whole_and_the_others_are_counted(look):
    metrics, both = QFontMetrics(look.theme.font()), "Communication · past day 42"
    room = metrics.horizontalAdvance(both)
    assert _whole_signs(both, metrics, room) == both
    assert _whole_signs(both, metrics, room - 1) == "Communication · +1"
    assert _whole_signs("Communication", metrics, 10) == "Communication"
