"""Several windows of one desk: each shows what it wants, both see each change, and one form in both is one form."""

from datetime import timedelta

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from app.desk.preferences import ActingFor, Scheme
from app.queries.goals import goals
from ui.navigation import PageName, TabName


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
