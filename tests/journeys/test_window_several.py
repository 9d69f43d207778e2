"""Several windows of one desk: each shows what it wants, both see each change, and one form in both is one form."""

from copy import copy
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from app.bootstrap import further_window
from app.desk.preferences import ActingFor, Preferences, Scheme
from app.door.clocks_apart import Apart
from app.queries.goals import goals
from tests.builders import visit
from ui.navigation import PageName, TabName
from ui.windows import Windows


@pytest.fixture
def jean(sqlite_office):
    """In service for two days, with one goal."""
    person = sqlite_office.a_person(family="Gill")
    episode = sqlite_office.an_episode(visit(), person=person)
    sqlite_office.a_goal(episode, statement="I will make my lunch", set_at=sqlite_office.now - timedelta(hours=1))
    return person


@pytest.fixture
def ada(sqlite_office):
    person = sqlite_office.a_person(family="Lovell")
    sqlite_office.an_episode(visit(), person=person)
    return person


@pytest.fixture
def desk(sit, jean, ada):
    """Of somebody who sits where both are known: from now on no statement may run on the window's thread."""
    assert jean != ada
    return sit("DSO")


@pytest.fixture
def windows(desk):
    """Those of the desk; the first is open."""
    made = Windows(lambda number, first: further_window(desk.look, desk.preferences.of_window(number), first))
    made.take_in(desk.window)
    assert made.desk is desk.desk
    yield made
    made.take_down()
    desk.tasks.close()


@pytest.fixture
def another(desk, windows, qtbot):
    """A function that opens one more by its keys; the hands at it."""

    def open_another():
        desk.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        there = copy(desk)
        there.window = windows.front
        assert there.window is not desk.window
        qtbot.waitUntil(lambda: there.window._is_complete, timeout=20_000)
        there.look_here()
        return there

    return open_another


@pytest.fixture(autouse=True)
def _only_taken_down_once(desk):
    """The windows take down what the desk's own end would close."""
    yield
    desk._is_closed = True
    desk._elsewhere.shutdown()
    desk.look.deleteLater()


def test_each_window_has_its_own_tab_and_person_and_both_see_what_one_does(desk, another, jean, ada):
    desk.window.show_person(jean)
    desk.tab(TabName.GOALS)
    there = another()
    there.window.show_person(ada)
    there.tab(TabName.PLANS)
    assert (desk.window.current_tab, desk.window.people.person) == (TabName.GOALS, jean)
    assert (there.window.current_tab, there.window.people.person) == (TabName.PLANS, ada)
    there.window.show_person(jean)
    there.tab(TabName.GOALS)
    desk.look_here()
    desk.press("goals.change")
    desk.write("goals.what", "I will make my breakfast")
    desk.write("goals.because", "She likes mornings")
    desk.press("goals.save")
    there.settle()
    model = there.front.list.model()
    assert model.index(0, 0).data() == "2. I will make my breakfast"
    assert there.window.bar.seat.text() == desk.window.bar.seat.text()


def test_the_same_form_in_both_windows_is_one_form(desk, another, jean, qtbot):
    desk.window.show_person(jean)
    desk.tab(TabName.GOALS)
    desk.press("goals.change")
    desk.write("goals.what", "I will make my tea")
    there = another()
    there.window.show_person(jean)
    there.tab(TabName.GOALS)
    there.press("goals.change")
    qtbot.waitUntil(lambda: there.find("goals.what").toPlainText() == "I will make my tea")
    assert there.front.form.kept.bar("back").text.text() == (
        "This form is open in another window of this desk too: what you type in one stands in both. It isn't saved yet."
    )
    there.write("goals.what", "I will make my supper")
    qtbot.waitUntil(lambda: desk.window.tab(TabName.GOALS).form.statement.toPlainText() == "I will make my supper")
    desk.look_here()
    desk.write("goals.because", "She likes evenings")
    desk.press("goals.save")
    there.settle()
    form = there.window.tab(TabName.GOALS).form
    assert not form.draft.has_typing
    assert [each.statement for each in desk.stored(goals.view, person=jean).goals] == ["I will make my supper"]
    assert desk.desk.drafts.under("goals.", desk.desk.typist) == ()


def test_what_is_thrown_away_in_one_window_is_gone_in_both(desk, another, jean, qtbot):
    desk.window.show_person(jean)
    desk.tab(TabName.GOALS)
    desk.press("goals.change")
    there = another()
    there.window.show_person(jean)
    there.tab(TabName.GOALS)
    there.press("goals.change")
    there.write("goals.what", "I will make my tea")
    first = desk.window.tab(TabName.GOALS).form
    qtbot.waitUntil(lambda: first.draft.has_typing)
    first.draft.throw_away()
    there.settle()
    assert there.find("goals.what").toPlainText() == "I will make my lunch"


def test_a_form_is_said_to_be_open_in_another_window_only_while_it_is(desk, another, jean, ada, qtbot):
    desk.window.show_person(jean)
    desk.tab(TabName.GOALS)
    desk.press("goals.change")
    there = another()
    for leave in (lambda: there.window.show_person(ada), there.window.close):
        there.window.show_person(jean)
        there.tab(TabName.GOALS)
        there.press("goals.change")
        there.write("goals.because", there.find("goals.because").toPlainText() + "She likes her tea")
        said = desk.window.tab(TabName.GOALS).form.kept.bar("back")
        qtbot.waitUntil(said.isVisible)
        assert said.text.text().startswith("This form is open in another window of this desk too")
        leave()
        there.settle()
        assert not said.isVisible()


def test_the_window_in_front_is_also_the_one_whose_page_or_dialog_has_the_keyboard(desk, another, windows, qtbot):
    there = another()
    assert windows.front is there.window
    desk.look_here()
    desk.desk.open_page(PageName.SETTINGS)
    desk.settle()
    active = QApplication.activeWindow()
    assert active is not None
    assert active not in (desk.window, there.window)
    assert windows.front is desk.window
    active.close()
    over = QDialog(there.window)
    over.show()
    over.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is over)
    assert windows.front is there.window
    over.close()


def test_closing_the_first_window_leaves_the_other_at_work_and_keeps_what_was_typed_in_it(
    desk, another, windows, jean, qtbot
):
    desk.window.show_person(jean)
    desk.tab(TabName.GOALS)
    desk.press("goals.change")
    desk.write("goals.what", "I will make my tea")
    there, first = another(), desk.window
    first.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(first)
    assert windows.front is there.window
    there.look_here()
    there.window.show_person(jean)
    there.tab(TabName.GOALS)
    there.press("goals.change")
    qtbot.waitUntil(lambda: there.find("goals.what").toPlainText() == "I will make my tea")
    there.write("goals.because", "She likes her tea")
    there.press("goals.save")
    there.settle()
    assert [each.statement for each in there.stored(goals.view, person=jean).goals] == ["I will make my tea"]


@pytest.fixture
def asks_a_goal(another, jean):
    """A second window in which a new goal is typed; its hands."""
    there = another()
    there.window.show_person(jean)
    there.tab(TabName.GOALS)
    there.press("goals.new")
    there.write("goals.what", "I will make my tea")
    return there


def close_at_once(there):
    """Press Save and close the window before the answer can be handed over."""
    QTest.mouseClick(there.find("goals.save"), Qt.MouseButton.LeftButton)
    there.window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(there.window)


def test_a_deed_whose_window_is_closed_takes_its_draft_with_it(desk, asks_a_goal, jean, qtbot):
    desk.window.show_person(jean)
    desk.look_here()
    desk.tab(TabName.GOALS)
    asks_a_goal.look_here()
    asks_a_goal.write("goals.measure", "6 of 7 days")
    close_at_once(asks_a_goal)
    desk.settle()
    stored = [each.statement for each in desk.stored(goals.view, person=jean).goals]
    assert "I will make my tea" in stored
    assert desk.window.notice.text.text() == (
        "Set a goal: it was saved after all, when you pressed. Look before you do it again."
    )
    qtbot.waitUntil(lambda: desk.desk.drafts.under("goals.", desk.desk.typist) == ())
    desk.look_here()
    desk.press("goals.new")
    assert desk.find("goals.what").toPlainText() == ""
    assert not desk.front.form.draft.has_typing


def test_a_deed_that_is_stored_while_the_program_ends_takes_its_draft_with_it(desk, asks_a_goal, jean):
    asks_a_goal.write("goals.measure", "6 of 7 days")
    QTest.mouseClick(asks_a_goal.find("goals.save"), Qt.MouseButton.LeftButton)
    for each in (asks_a_goal.window, desk.window):
        each.close()
    desk.tasks.close()
    stored = [each.statement for each in desk.stored(goals.view, person=jean).goals]
    assert "I will make my tea" in stored
    assert desk.desk.drafts.under("goals.", desk.desk.typist) == ()


def test_a_deed_that_is_refused_after_its_window_is_closed_leaves_what_was_typed(desk, asks_a_goal, jean):
    desk.window.show_person(jean)
    desk.look_here()
    desk.tab(TabName.GOALS)
    asks_a_goal.look_here()
    asks_a_goal.write("goals.what", "I will make my lunch")  # which is a goal of hers already
    close_at_once(asks_a_goal)
    desk.settle()
    assert desk.window.notice.text.text().startswith("Set a goal: it wasn't saved. ")
    desk.look_here()
    desk.press("goals.new")
    assert desk.find("goals.what").toPlainText() == "I will make my lunch"
    said = desk.front.form.kept.bar("back").text.text()
    assert said.startswith("What you had typed here (")
    assert said.endswith(" is back. It isn't saved yet.")


def test_the_next_start_opens_the_window_that_was_used_last_and_the_other_as_the_further_one(desk, another, jean, ada):
    desk.window.show_person(jean)
    desk.tab(TabName.GOALS)
    there = another()
    there.window.show_person(ada)
    there.tab(TabName.CLOSURE)
    there.window.resize(1000, 640)
    desk.window.close()
    there.window.close()
    kept = Preferences(desk.desk.preferences._file)
    assert (kept.last_tab, kept.last_person) == (TabName.CLOSURE.value, ada)
    further = kept.of_window(2)
    assert (further.last_tab, further.last_person) == (TabName.GOALS.value, jean)


def test_where_both_are_closed_at_once_the_one_that_was_in_front_is_the_next_start(desk, another, jean, ada):
    desk.window.show_person(jean)
    desk.tab(TabName.GOALS)
    there = another()
    there.window.show_person(ada)
    there.tab(TabName.CLOSURE)
    there.window.shell._quit()
    assert not desk.window.isVisible()
    assert not there.window.isVisible()
    assert desk.desk.preferences.last_tab == TabName.CLOSURE.value


def test_pages_of_the_menu_keep_their_size_where_their_window_is_closed(desk, another):
    there = another()
    desk.look_here()
    desk.desk.open_page(PageName.SETTINGS)
    desk.settle()
    desk.window.close()
    assert desk.desk.preferences.layout("pages")
    assert there.window.isVisible()


def test_what_goes_wrong_beside_the_windows_is_said_once_in_the_one_in_front(desk, another, windows):
    there = another()
    there.look_here()
    windows.warn("At 10:00 the tracker couldn't go out by itself.")
    assert not there.window.notice.isHidden()
    assert desk.window.notice.isHidden()


def test_a_wrong_clock_is_said_in_every_bar_and_once_in_words_until_it_is_mended(desk, another, qtbot):
    there = another()
    there.look_here()
    desk.desk.shared.compare_clock(Apart(timedelta(minutes=-14)))
    for each in (desk, there):
        assert each.window.bar.clock.text() == "Clock 14 minutes behind"
        assert each.window.bar.clock.isVisible()
    said = there.window.notice.text.text()
    assert said.startswith("This computer's clock is 14 minutes behind the server's: what counts down on the screen")
    assert desk.window.notice.isHidden()
    there.window.close()
    desk.look_here()
    again = another()  # a window that is opened meanwhile says it too
    assert again.window.bar.clock.text() == "Clock 14 minutes behind"
    desk.desk.shared.compare_clock(Apart(timedelta(days=3)))
    assert again.window.bar.clock.text() == "Clock 3 days ahead"
    desk.desk.shared.compare_clock(None)
    for each in (desk, again):
        assert not each.window.bar.clock.isVisible()
        qtbot.waitUntil(each.window.notice.isHidden)


def test_acting_for_a_colleague_is_followed_in_every_window(desk, another):
    desk.tab(TabName.TODAY)
    there = another()
    there.tab(TabName.TODAY)
    until = desk.desk.clock.now().date() + timedelta(days=2)
    there.front.deeds._keep_acting(ActingFor(there.desk.office or desk.desk.sits_here, until))
    desk.settle()
    for each in (desk, there):
        assert each.front.deeds.acting_for()
        assert any("list is shown here as well" in str(line.text) for line in each.front.deeds._acting_lines())
        assert each.front.page.acting_for is not None
    desk.front.deeds._keep_acting(None)
    there.settle()
    assert there.front.page.acting_for is None


def test_a_new_referral_that_is_thrown_away_in_one_window_is_gone_in_the_other(desk, another):
    desk.tab(TabName.REFERRALS)
    desk.press("referrals.new")
    desk.write("referrals.form.family", "Marples")
    desk.front.panel.long_form.draft.keep_now()
    there = another()
    there.tab(TabName.REFERRALS)
    there.press("referrals.new")
    there.press("referrals.form.throw_away")
    desk.settle()
    form = desk.front.panel.long_form
    assert not form.draft.has_typing
    assert desk.desk.drafts.under("referrals.new:", desk.desk.typist) == ()


def test_size_and_theme_follow_in_both_and_each_window_comes_back_where_it_stood(desk, another, jean, ada):
    desk.window.show_person(jean)
    there = another()
    there.window.show_person(ada)
    there.tab(TabName.CLOSURE)
    there.window.move(QPoint(40, 60))
    there.window.resize(1000, 640)
    desk.look.set_scheme(Scheme.DARK)
    desk.look.set_text_size(150)
    for each in (desk, there):
        each.settle()
        assert each.window.bar.menu_button.fontInfo().pixelSize() == desk.window.bar.menu_button.fontInfo().pixelSize()
        assert each.window.bar.menu_button.palette().window().color().lightness() < 100
    before = (there.window.geometry().top(), there.window.height())  # the screen of these tests is narrow
    there.window.close()
    desk.look_here()
    again = another()
    top = again.window.geometry().top()
    assert ((top, again.window.height()), again.window.current_tab) == (before, TabName.CLOSURE)
    assert again.window.people.person == ada
    assert desk.window.people.person == jean


def test_what_other_desks_are_told_is_whose_record_was_opened_last_and_is_still_in_view(desk, another, jean, ada):
    desk.window.show_person(jean)
    desk.tab(TabName.GOALS)
    there = another()
    there.window.show_person(ada)
    there.tab(TabName.GOALS)
    assert desk.desk.shared.in_view == ada
    there.tab(TabName.TODAY)
    assert desk.desk.shared.in_view == jean


def test_rows_copied_in_one_window_are_noted_once(desk, another, jean):
    desk.window.show_person(jean)
    there = another()
    there.tab(TabName.REFERRALS)
    noted = []
    for each in (desk.window, there.window):
        each.shell._looks._note = lambda *about: noted.append(about[1:])
    there.desk.look.copied.emit(there.front, 3)
    assert len(noted) == 1
