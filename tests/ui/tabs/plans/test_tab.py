"""The Service plans tab: the week, a new version by keyboard, what is compared, and what is printed."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.queries.plans import versions as queries
from app.services.plans.versions import Agreed, new_version
from models.episodes import Episode
from models.people import Person
from models.values import Call
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.people import PaperFormat
from models.vocabulary.plans import PlanChange
from tests.builders import visit
from tests.ui.keyboard import check
from ui.dialogs.sheets import page_sizes
from ui.navigation import Place, TabName
from ui.tabs.plans.new_version import PlanEditor
from ui.tabs.plans.print_plan import look_at_plan
from ui.tabs.plans.tab import ServicePlansTab
from ui.tabs.plans.versions import agreed_text

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def person(sqlite_office):
    """Somebody with 45 minutes every morning by two workers, and 30 at tea."""
    episode = sqlite_office.an_episode(visit(minutes=45, workers=2), visit(Call.TEA))
    return sqlite_office.get(Episode, episode).person_id


@pytest.fixture
def tab(open_tab, person):
    return open_tab(ServicePlansTab, person)


@pytest.fixture
def press(qtbot, settled):
    def click(button):
        QApplication.processEvents()  # what was shown a moment ago is laid out first
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settled()
        check(button.window(), button)

    return click


@pytest.fixture
def view(sqlite_office, elsewhere, person):
    """A function that reads what is stored now."""
    return lambda: elsewhere(partial(sqlite_office.ask, queries.view, person=person))


@pytest.mark.rule("PSP-1")
def test_the_week_is_shown_with_its_totals(tab):
    assert tab.totals.text() == "14 visits a week, 7 by two workers: 8.75 contact hours, 14 worker hours"
    assert tab.week.model().index(0, 0).data() == "45 min ×2"
    assert "45 min, two workers" in tab.week.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_editor_is_made_when_a_version_is_first_written_and_then_stays(tab, press):
    assert tab.findChildren(PlanEditor) == []
    press(tab.new)
    (editor,) = tab.findChildren(PlanEditor)
    assert (editor.isVisible(), tab.page.isHidden()) == (True, True)
    press(editor.back)
    assert (editor.isVisible(), tab.page.isVisible()) == (False, True)
    press(tab.new)
    assert tab.findChildren(PlanEditor) == [editor]


@pytest.mark.rule("PSP-4")
def test_a_step_down_is_made_by_keyboard_alone(tab, qtbot, settled, view):
    tab.week.setFocus()
    qtbot.keyClick(tab.week, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settled()
    editor = tab.editor
    assert editor.isVisible()
    assert editor.week.cells.text() == "Morning, Mon"
    for _ in range(6):
        qtbot.keyClick(editor.week.grid, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(editor.week.grid, Qt.Key.Key_3)
    qtbot.keyClicks(editor.week.minutes, "0")
    settled()
    assert editor.week.cells.text() == "Morning, every day"
    assert editor.changes.text() == "Morning, every day: 45 → 30 minutes"
    assert editor.hours.text() == "14 → 10.5 worker hours a week"
    qtbot.keyClick(editor.agreements.boxes[_agreement("MDT")], Qt.Key.Key_Space)
    qtbot.keyClicks(editor.agreements.present, "OT, SW")
    qtbot.keyClicks(editor.because, "Washes herself")
    qtbot.keyClick(editor.because, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled()
    settled()
    assert editor.isHidden()
    current = view().current
    assert (current.number, current.change, current.because) == (2, PlanChange.STEP_DOWN, "Washes herself")
    assert current.mdt_agreed_at is not None
    assert current.whose_word == "the MDT of 20 Nov 2026 (OT, SW), typed in by DSO North"
    assert f"Decided by {current.whose_word}" in agreed_text(current, current.mdt_agreed_at)
    assert tab.versions.list.model().rowCount() == 2


def _agreement(name):
    from app.queries.plans.preview import WhoHasToAgree  # noqa: PLC0415  as the tab imports it, late

    return WhoHasToAgree[name]


@pytest.mark.rule("PSP-3")
def test_more_support_without_its_agreements_is_refused_beside_the_button_and_keeps_what_was_typed(
    tab, press, qtbot, settled, view
):
    press(tab.more)
    editor = tab.editor
    editor.week.grid.choose(Call.LUNCH, 2)
    qtbot.keyClick(editor.week.grid, Qt.Key.Key_2)
    qtbot.keyClicks(editor.week.minutes, "0")
    settled()
    assert "Scheduling confirms the capacity" in editor.agreements.meaning.text()
    assert editor.agreements.boxes[_agreement("SCHEDULING")].isVisible()
    assert not editor.agreements.boxes[_agreement("MDT")].isVisible()
    qtbot.keyClicks(editor.short.reasons[Call.LUNCH], "Only her tablets")
    qtbot.keyClicks(editor.because, "Weaker since Monday")
    press(editor.save)
    assert editor.notice.isVisible()
    assert "Scheduling confirms the capacity" in editor.notice.text.text()
    assert editor.because.toPlainText() == "Weaker since Monday"
    assert view().current.number == 1
    press(editor.agreements.boxes[_agreement("DSO")])
    press(editor.agreements.boxes[_agreement("SCHEDULING")])
    assert editor.agreements.moments[_agreement("SCHEDULING")].value() is not None
    press(editor.save)
    settled()
    assert view().current.change is PlanChange.MORE


def test_a_version_saved_when_somebody_else_is_in_view_is_told_in_the_bar_and_shows_nobodys_page(
    tab, press, qtbot, sqlite_office, elsewhere, let_deeds_go, settled, view
):
    told = []
    tab.door.late.connect(lambda pressed, answer: told.append((pressed.title, answer.people)))
    before, other = tab.person, elsewhere(sqlite_office.a_person)
    press(tab.new)
    tab.editor.week.grid.choose(Call.TEA, 6)
    qtbot.keyClick(tab.editor.week.grid, Qt.Key.Key_Delete)
    qtbot.keyClick(tab.editor.agreements.boxes[_agreement("MDT")], Qt.Key.Key_Space)
    qtbot.keyClicks(tab.editor.agreements.present, "OT, SW")
    qtbot.keyClicks(tab.editor.because, "Daughter comes")
    settled()
    tab.editor.save.click()
    tab.show_person(other)
    qtbot.waitUntil(tab.empty.isVisible)
    let_deeds_go()
    settled()
    assert view().current.number == 2
    assert (tab.page.isVisible(), tab.empty.isVisible(), tab.notice.isHidden()) == (False, True, True)
    assert told == [("New version of the plan", frozenset({before}))]


def test_what_was_typed_into_a_new_version_comes_back(tab, press, qtbot, settled, open_tab, person):
    press(tab.new)
    tab.editor.week.grid.choose(Call.TEA, 6)
    qtbot.keyClick(tab.editor.week.grid, Qt.Key.Key_Delete)
    qtbot.keyClicks(tab.editor.because, "Daughter comes")
    press(tab.editor.back)
    settled()
    again = open_tab(ServicePlansTab, person)
    assert again.new.text() == "Go o&n with the new version"
    press(again.new)
    settled()
    assert again.editor.because.toPlainText() == "Daughter comes"
    assert again.editor.changes.text() == "Tea, Sun: stopped (30 minutes, 1 worker)"


@pytest.mark.rule("PSP-2")
def test_a_week_that_another_desk_has_changed_meanwhile_is_shown_beside_the_one_being_typed(
    tab, press, qtbot, sqlite_office, elsewhere, view, settled
):

    before = view()
    press(tab.new)
    tab.editor.week.grid.choose(Call.TEA, 6)
    qtbot.keyClick(tab.editor.week.grid, Qt.Key.Key_Delete)
    qtbot.keyClicks(tab.editor.because, "Daughter comes")
    elsewhere(
        lambda: sqlite_office.do(
            new_version, episode=before.episode, based_on=before.current.id, week=(visit(minutes=45),),
            because="Managed alone", agreed=Agreed(mdt_at=sqlite_office.now, present="OT, SW"),
        )
    )  # fmt: skip
    tab.refresh()
    settled()
    assert tab.editor.kept.is_open()
    assert tab.editor.because.toPlainText() == "Daughter comes"
    assert tab.editor.findChild(QLabel, "draft.1.theirs").text() == "As it stands now: every day: morning 45"
    tab.editor.findChild(QPushButton, "draft.1.take_theirs").click()  # it goes with the choice
    settled()
    assert not tab.editor.kept.is_open()
    assert tab.editor.agreements.meaning.text() == "Nothing has changed yet."


def test_a_new_version_that_is_refused_for_a_newer_one_shows_that_without_being_asked(
    tab, press, qtbot, sqlite_office, elsewhere, view, settled
):

    before = view()
    press(tab.new)
    tab.editor.week.grid.choose(Call.TEA, 6)
    qtbot.keyClick(tab.editor.week.grid, Qt.Key.Key_Delete)
    qtbot.keyClicks(tab.editor.because, "Daughter comes")
    elsewhere(
        lambda: sqlite_office.do(
            new_version, episode=before.episode, based_on=before.current.id, week=(visit(minutes=45),),
            because="Managed alone", agreed=Agreed(mdt_at=sqlite_office.now, present="OT, SW"),
        )
    )  # fmt: skip
    press(tab.editor.save)
    settled()
    assert tab.editor.kept.is_open()
    assert tab.editor.findChild(QLabel, "draft.1.theirs").text() == "As it stands now: every day: morning 45"


def test_a_change_of_the_week_can_be_undone(tab, press, qtbot, settled):
    press(tab.new)
    qtbot.keyClick(tab.editor.week.grid, Qt.Key.Key_Delete)
    settled()
    assert tab.editor.changes.text()
    qtbot.keyClick(tab.editor.week.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert tab.editor.agreements.meaning.text() == "Nothing has changed yet."


@pytest.mark.rule("PSP-2")
def test_two_versions_stand_side_by_side_with_what_changed_in_sentences(tab, sqlite_office, elsewhere, view, settled):

    before = view()
    elsewhere(
        lambda: sqlite_office.do(
            new_version, episode=before.episode, based_on=before.current.id, week=(visit(minutes=45),),
            because="Managed alone", agreed=Agreed(mdt_at=sqlite_office.now, present="OT, SW"),
        )
    )  # fmt: skip
    tab.ask_again()
    settled()
    settled()
    assert tab.versions.changes.text().splitlines() == [
        "Morning, every day: 2 workers → 1",
        "Tea, every day: stopped (30 minutes, 1 worker)",
    ]
    assert tab.versions.hours.text() == "14 → 5.25 worker hours a week"
    assert "The MDT agreed today 09:00" in tab.versions.agreed.text()


@pytest.mark.rule("PSP-6")
def test_the_support_plan_is_ticked_and_the_tick_taken_back(tab, press, view, settled):
    box = tab.beside.steps.findChild(type(tab.beside.extension.still_gaining), "plans.support_plan")
    press(box)
    settled()
    assert view().support.support_plan_at is not None
    assert box.isChecked()
    press(box)
    settled()
    assert view().support.support_plan_at is None


@pytest.mark.rule("PSP-2")
def test_a_version_is_offered_to_be_finished_only_once(tab, press):
    assert tab.versions.finish.isEnabled()
    press(tab.versions.finish)
    assert tab.notice.text.text().startswith("Version 1 is finished")
    assert not tab.versions.finish.isEnabled()


@pytest.mark.rule("PSP-7")
def test_an_extension_has_one_reason_and_says_so_beside(tab, press, qtbot, view, settled):
    form = tab.beside.extension
    qtbot.keyClicks(form.until, "+42")
    press(form.send)
    said = "Only somebody still gaining independence"
    assert form.notice.text.text().startswith(f"Still gaining independence (the only reason there is): {said}")
    press(form.still_gaining)
    press(form.send)
    settled()
    assert [each.agreed_by for each in view().support.extensions] == ["DSO North"]


def test_what_is_wrong_with_a_narrow_field_is_shown_whole(tab, press, qtbot):
    field = tab.beside.extension.field
    press(tab.beside.extension.send)
    qtbot.waitUntil(lambda: field.line.isVisibleTo(tab) and field.line.height() > field.line.fontMetrics().height())
    assert field.line.height() >= field.line.heightForWidth(field.line.width())


@pytest.mark.rule("PSP-5")
def test_changed_interim_hours_ask_for_the_case_coordinator_and_then_for_what_follows(
    open_tab, sqlite_office, press, qtbot, settled
):
    episode = sqlite_office.an_episode(kind=EpisodeKind.INTERIM_TEAM, team_id=sqlite_office.teams["Interim"])
    tab = open_tab(ServicePlansTab, sqlite_office.get(Episode, episode).person_id)
    assert tab.beside.extension.isHidden()
    press(tab.new)
    qtbot.keyClick(tab.editor.week.grid, Qt.Key.Key_Delete)
    settled()
    press(tab.editor.agreements.boxes[_agreement("CASE_COORDINATOR")])
    qtbot.keyClicks(tab.editor.because, "Day centre on Mondays")
    press(tab.editor.save)
    settled()
    settled()
    box = tab.beside.steps.findChild(type(tab.beside.extension.still_gaining), "plans.po_request")
    assert box.isVisible()
    press(box)
    settled()
    assert box.isChecked()


def test_somebody_who_was_never_in_service_gets_a_lesson(open_tab, sqlite_office):
    tab = open_tab(ServicePlansTab, sqlite_office.a_person())
    assert tab.empty.isVisible()
    assert "has no open referral: take one in first" in tab.empty.lesson.text()


def test_a_place_puts_the_keyboard_on_the_field_that_settles_it(tab, settled, person):
    tab.await_place(Place(TabName.PLANS, person, "plans.extension"))
    tab.ask_again()
    settled()
    assert tab.beside.extension.until.hasFocus()


@pytest.mark.rule("FUND-1")
def test_the_plan_is_looked_at_first_then_saved_and_carries_no_charge(tab, office_desk, tmp_path, settled, qtbot):
    import pypdfium2  # noqa: PLC0415  the stubs are none

    dialog = look_at_plan(office_desk, tab, tab._view)
    qtbot.waitUntil(lambda: len(dialog.sheets) > 0)
    settled()
    assert dialog.total.text() == f"Page 1 of {len(dialog.sheets)}"
    dialog.save_to(tmp_path / "plan.pdf")
    settled()
    assert dialog.notice.text.text() == "Saved as plan.pdf."
    document = pypdfium2.PdfDocument(tmp_path / "plan.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "£" not in text
    dialog.reject()


def test_somebody_who_needs_large_print_is_offered_it_first(open_tab, office_desk, sqlite_office, qtbot, settled):
    person = sqlite_office.a_person(paper_format=PaperFormat.LARGE_PRINT)
    sqlite_office.an_episode(person=person)
    assert sqlite_office.get(Person, person).paper_format is PaperFormat.LARGE_PRINT
    tab = open_tab(ServicePlansTab, person)
    dialog = look_at_plan(office_desk, tab, tab._view)
    qtbot.waitUntil(lambda: len(dialog.sheets) > 0)
    assert dialog.edition.value() is PaperFormat.LARGE_PRINT
    settled()
    dialog.reject()


def test_printing_paints_every_page(tab, office_desk, qtbot, settled, tmp_path):
    dialog = look_at_plan(office_desk, tab, tab._view)
    qtbot.waitUntil(lambda: len(dialog.sheets) > 0)
    settled()
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.print_to(printer)
    settled()
    assert dialog.notice.text.text() == "Sent to the printer."
    assert len(page_sizes((tmp_path / "printed.pdf").read_bytes())) == len(dialog.sheets)
    dialog.reject()


def test_the_controls_of_the_print_preview_are_those_of_the_list(tab, office_desk, settled, qtbot, met):
    dialog = look_at_plan(office_desk, tab, tab._view)
    qtbot.waitUntil(lambda: len(dialog.sheets) > 0)
    settled()
    met.meet(dialog)
    dialog.reject()
    assert met.differences("Print preview") == []


def test_what_is_typed_beside_the_plan_stays_while_the_tab_asks_again_and_comes_back(
    tab, qtbot, settled, open_tab, person
):
    qtbot.keyClicks(tab.beside.extension.until, "+60")
    tab.beside.extension.still_gaining.click()
    said = tab.beside.extension.until.value()
    tab.refresh()
    settled()
    assert (tab.beside.extension.until.value(), tab.beside.extension.still_gaining.isChecked()) == (said, True)
    tab.hide()
    settled()
    again = open_tab(ServicePlansTab, person)
    settled()
    assert (again.beside.extension.until.value(), again.beside.extension.still_gaining.isChecked()) == (said, True)
