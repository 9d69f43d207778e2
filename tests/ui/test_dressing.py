"""Another theme, put on over many turns of the event loop: what is in sight first, and nothing is lost meanwhile."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.desk.preferences import Scheme
from ui.icons import Icon
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.theme import BODY, SMALL_ICON, Look
from ui.widgets.labels_and_buttons import set_voice, words
from ui.widgets.notice_bar import NoticeBar

_FEW_A_TURN = 3  # the one whose turn it is, and those that Qt asks while it is dressed
DRESSED = Qt.WidgetAttribute.WA_WState_Polished


class Counted(QObject):
    """In which order labels were dressed, by their words."""

    def __init__(self) -> None:
        super().__init__()
        self.dressed: list[str] = []

    def eventFilter(self, watched, event):  # noqa: N802  Qt's name
        if event.type() is QEvent.Type.StyleChange:
            self.dressed.append(watched.text())
        return False


class Pages(QWidget):
    """A page in front and one behind it; on each a list, a field and words."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.stack = QStackedWidget()
        QVBoxLayout(self).addWidget(self.stack)
        self.labels, self.lists, self.fields = [], [], []
        for name in ("front", "behind"):
            page = QWidget()
            model = RowTableModel((Column("word", "Word", lambda row: f"row {row}"),), lambda row: row)
            self.labels.append(QLabel(name))
            self.lists.append(TableView(look, model, f"{name}.list", name))
            self.fields.append(QLineEdit())
            self.lists[-1].show_rows(range(200))
            column = QHBoxLayout(page)
            for each in (self.labels[-1], self.lists[-1], self.fields[-1]):
                column.addWidget(each)
            self.stack.addWidget(page)


@pytest.fixture
def in_turns(look: Look, monkeypatch: pytest.MonkeyPatch) -> Look:
    monkeypatch.setattr("ui.dressing._FEW", 0)
    return look


@pytest.fixture
def pages(in_turns: Look, qtbot) -> Iterator[Pages]:
    shown = Pages(in_turns)
    qtbot.addWidget(shown)
    shown.resize(800, 300)
    with qtbot.waitExposed(shown):
        shown.show()
    for number in (1, 0):
        shown.stack.setCurrentIndex(number)
        QApplication.processEvents()
    return shown


@pytest.fixture
def counted(pages: Pages) -> Counted:
    counted = Counted()
    for each in pages.labels:
        each.installEventFilter(counted)
    return counted


def through(look: Look, qtbot) -> None:
    qtbot.waitUntil(lambda: not look.is_changing)


def test_each_widget_is_dressed_once_and_those_in_sight_first(in_turns, counted, qtbot):
    told = []
    in_turns.changed.connect(lambda: told.append((list(counted.dressed), in_turns.is_changing)))
    in_turns.bigger()
    assert counted.dressed == []
    through(in_turns, qtbot)
    assert told == [(["front"], True), (["front", "behind"], False)]


def test_a_turn_takes_up_few_widgets_before_the_change_as_after_it(in_turns, pages, monkeypatch):
    """A window of 2,300 widgets was marked for it within one turn of 35 ms, and again in the next."""
    monkeypatch.setattr("ui.dressing._TURN_S", 0.0)
    every = [each for each in pages.findChildren(QWidget) if each.testAttribute(DRESSED)]
    in_turns.set_text_size(150)
    numbers = [len(every)]
    while in_turns.is_changing and len(numbers) < 10_000:
        QApplication.processEvents()
        numbers.append(sum(each.testAttribute(DRESSED) for each in every))
    assert len(every) > 4 * _FEW_A_TURN
    assert max(abs(after - before) for before, after in pairwise(numbers)) <= _FEW_A_TURN
    assert (min(numbers), numbers[-1]) == (0, len(every))
    assert not any(each.testAttribute(Qt.WidgetAttribute.WA_SetStyle) for each in every)


@pytest.mark.usefixtures("counted")
def test_what_was_hidden_has_the_new_size_when_it_is_shown(in_turns, pages, qtbot):
    in_turns.set_text_size(150)
    through(in_turns, qtbot)
    pages.stack.setCurrentIndex(1)
    assert [each.font().pixelSize() for each in pages.labels] == [in_turns.theme.px(BODY)] * 2
    assert [each.rowHeight(0) for each in pages.lists] == [48, 48]
    fresh = QLineEdit()
    qtbot.addWidget(fresh)
    fresh.show()
    assert {each.minimumHeight() for each in pages.fields} == {fresh.minimumHeight()}


def test_nothing_is_lost_by_a_step_of_text_size(in_turns, pages, qtbot):
    field, shown = pages.fields[0], pages.lists[0]
    with qtbot.waitActive(pages):
        pages.activateWindow()
    qtbot.keyClicks(field, "Maureen")
    field.setSelection(1, 3)
    field.setFocus()
    shown.choose(120)
    shown.verticalScrollBar().setValue(115)
    in_turns.set_text_size(200)
    through(in_turns, qtbot)
    assert (field.text(), field.selectedText(), field.hasFocus()) == ("Maureen", "aur", True)
    assert (shown.current(), shown.verticalScrollBar().value()) == (120, 115)
    field.undo()
    assert field.text() != "Maureen", "what was typed can be taken back as before"


def test_a_step_begun_within_another_ends_in_the_last(in_turns, counted, pages, qtbot):
    in_turns.set_text_size(150)
    qtbot.waitUntil(lambda: bool(counted.dressed))
    in_turns.set_text_size(80)
    through(in_turns, qtbot)
    assert {each.font().pixelSize() for each in pages.labels} == {in_turns.theme.px(BODY)}
    assert pages.updatesEnabled()


@pytest.mark.parametrize("turns", [0, 1, 5, 25])
def test_steps_that_follow_each_other_closely_leave_nothing_undressed(in_turns, pages, counted, monkeypatch, turns):
    monkeypatch.setattr("ui.dressing._TURN_S", 0.0)
    in_turns.set_text_size(150)
    while not counted.dressed:
        QApplication.processEvents()
    for step in (80, 125):
        in_turns.set_text_size(step)
        for _ in range(turns):
            QApplication.processEvents()
    in_turns.set_text_size(90)
    while in_turns.is_changing:
        QApplication.processEvents()
    assert {each.font().pixelSize() for each in pages.labels} == {in_turns.theme.px(BODY)}
    assert not any(each.testAttribute(Qt.WidgetAttribute.WA_SetStyle) for each in pages.findChildren(QWidget))


def test_the_window_is_painted_anew_only_when_all_in_sight_is_dressed(in_turns, pages, qtbot):
    told = []
    in_turns.changed.connect(lambda: told.append(pages.updatesEnabled()))
    in_turns.bigger()
    assert not pages.updatesEnabled()
    through(in_turns, qtbot)
    assert told == [False, True], "what follows from it is laid out first"


def test_words_that_lose_their_colour_after_another_theme_have_that_themes(in_turns, qtbot):
    said, plain = words("Late", "overdue"), words("Plain")
    for each in (said, plain):
        qtbot.addWidget(each)
        each.show()
    in_turns.set_scheme(Scheme.DARK)
    through(in_turns, qtbot)
    set_voice(said, "")
    assert said.palette().windowText().color() == plain.palette().windowText().color()
    assert said.font().bold() is plain.font().bold()


def test_what_is_thrown_away_before_its_turn_is_left_alone(in_turns, counted, pages, qtbot):
    in_turns.bigger()
    pages.stack.widget(1).deleteLater()
    through(in_turns, qtbot)
    assert counted.dressed == ["front"]


def test_a_button_that_nobody_has_seen_yet_has_its_sign_in_the_new_size_and_colour(in_turns, pages, qtbot):
    seen, unseen = QPushButton("Seen"), QPushButton("Unseen")
    pages.layout().addWidget(seen)
    qtbot.addWidget(unseen)
    for each in (seen, unseen):
        in_turns.dress(each, Icon.NEW)
    before = [each.icon().cacheKey() for each in (seen, unseen)]
    in_turns.set_text_size(150)
    through(in_turns, qtbot)
    assert {each.iconSize().height() for each in (seen, unseen)} == {in_turns.theme.px(SMALL_ICON)}
    assert [each.icon().cacheKey() for each in (seen, unseen)] != before


def test_words_in_a_notice_that_is_shown_after_a_step_have_the_height_that_they_need(in_turns, pages, qtbot):
    notice = NoticeBar(in_turns, "front.notice")
    pages.layout().addWidget(notice)
    notice.tell("It is saved.")
    QApplication.processEvents()
    notice.setVisible(False)
    in_turns.set_text_size(200)
    through(in_turns, qtbot)
    notice.setVisible(True)
    qtbot.waitUntil(lambda: notice.text.height() >= notice.text.fontMetrics().lineSpacing())
