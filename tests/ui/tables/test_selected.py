"""What assistive technology selects is what a list of Qt's own is on too: pages, who is found, what is suggested."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from app.services.office import lists
from models.vocabulary.office import OfficeList
from ui.navigation import PageName
from ui.pages.window import PagesWindow
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.suggestions import suggest
from ui.widgets.type_ahead import Match, TypeAhead

ANN, BEN = (UUID(int=number) for number in (1, 2))


def select(view: QAbstractItemView, row: int) -> None:
    """As a screen reader or a voice does; Qt answers whether it did."""
    told = QAccessible.queryAccessibleInterface(view)
    name = str(view.model().index(row, 0).data())
    cells = (told.child(number) for number in range(told.childCount()))
    cell = next(each for each in cells if each is not None and each.text(QAccessible.Text.Name).endswith(name))
    assert told.selectionInterface().select(cell)


def test_a_page_that_is_selected_opens(office_desk, qtbot, settled):
    pages = PagesWindow(office_desk)
    qtbot.addWidget(pages)
    pages.open_page(PageName.ABOUT)
    settled()
    row = next(row for row in range(pages.list.count()) if pages.list.item(row).text() == "Staff")
    select(pages.list, row)
    qtbot.waitUntil(lambda: pages.current_page is PageName.STAFF)


def test_who_is_selected_among_those_found_is_who_is_taken(look, qtbot):
    edit, picked = TypeAhead(look, "window.search_box", "Search"), []
    qtbot.addWidget(edit)
    edit.show()
    edit.setFocus()
    edit.picked.connect(picked.append)
    with qtbot.waitSignal(edit.asked):
        qtbot.keyClicks(edit, "lee")
    edit.show_matches((Match(ANN, "Ann Lee"), Match(BEN, "Ben Lee")))
    popup = edit.findChild(QAbstractItemView) or edit._popup
    select(popup, 1)
    qtbot.waitUntil(lambda: popup.currentIndex().row() == 1)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert picked[-1].id == BEN


@pytest.mark.usefixtures("sqlite_office")
def test_what_is_selected_among_suggestions_is_what_is_taken(office_desk, sqlite_office, qtbot, settled):
    for name in ("Peak Care", "Dale Care"):
        sqlite_office.do(lists.add_entry, of_list=OfficeList.PVI_PROVIDER, name=name)
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    line.setFocus()
    suggest(office_desk, line, OfficeList.PVI_PROVIDER)
    settled()
    qtbot.keyClicks(line, "care")
    popup = line.completer().popup()
    select(popup, 1)
    qtbot.waitUntil(lambda: popup.currentIndex().row() == 1)
    wanted = popup.currentIndex().data()
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert line.text() == wanted


@pytest.fixture
def box(look, qtbot, qapp):
    """A box with three choices, on the second, as a screen reader has asked about it."""
    made = ChoiceBox(look, "goals.outcome", "Choose")
    qtbot.addWidget(made)
    made.set_choices([(number, name) for number, name in enumerate(("None", "Some", "All"))])
    made.set_value(1)
    made.show()
    assert QAccessible.queryAccessibleInterface(made).child(0) is not None
    qapp.processEvents()
    return made


@pytest.mark.parametrize("is_open", [False, True])
def test_what_is_selected_in_the_list_of_a_box_is_chosen_as_by_a_click(box, is_open, qtbot):
    picked = []
    box.picked.connect(picked.append)
    if is_open:
        box.showPopup()
    for row in (2, 1, 0):
        select(box.view(), row)
        qtbot.waitUntil(lambda wanted=row: box.value() == wanted)
        assert box.view().currentIndex().row() == row
        assert box.view().selectionModel().selectedIndexes() == [box.view().currentIndex()]
    qtbot.waitUntil(lambda: not box.view().isVisible())
    assert picked == [2, 1, 0]


def test_the_list_of_a_box_stands_where_the_box_was_put_so_that_any_other_can_be_selected(box, qtbot):
    select(box.view(), 2)
    qtbot.waitUntil(lambda: box.value() == 2)
    box.set_value(0)
    select(box.view(), 2)
    qtbot.waitUntil(lambda: box.value() == 2)
    box.set_value(None)
    assert box.view().selectionModel().selectedIndexes() == []
    select(box.view(), 2)
    qtbot.waitUntil(lambda: box.value() == 2)


def test_the_arrows_only_look_until_return(box, qtbot, qapp):
    picked = []
    box.picked.connect(picked.append)
    box.showPopup()
    qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    qapp.processEvents()
    assert (box.value(), picked, box.view().isVisible()) == (1, [], True)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert (box.value(), picked) == (2, [2])


def test_a_box_that_is_switched_off_stays_where_it_is(box, qapp):
    box.setEnabled(False)
    select(box.view(), 2)
    qapp.processEvents()
    assert box.value() == 1
    assert box.view().selectionModel().selectedIndexes() == [box.view().currentIndex()]
    assert box.view().currentIndex().row() == 1
