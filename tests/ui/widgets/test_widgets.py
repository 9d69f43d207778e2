from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.door.errors import Refused, Unavailable
from app.door.progress import Progress, Reached, Stopped
from models.values import NhsNumber, Postcode
from models.vocabulary.referrals import Band
from ui.icons import Icon
from ui.states import State
from ui.widgets.caseload_list import CaseloadList, CaseloadRow
from ui.widgets.checklist import Checklist, CheckRow, Ticked
from ui.widgets.choice_box import ChoiceBox, choices_of
from ui.widgets.date_edit import BirthDateEdit, DateEdit, MomentEdit
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels_and_buttons import Field, button, words
from ui.widgets.milestone_line import MilestoneLine, MilestonePoint
from ui.widgets.nhs_edit import NhsEdit, PostcodeEdit
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.person_header import PersonHeader, PersonView, Sign, SignKind
from ui.widgets.type_ahead import Match, TypeAhead

JEAN, ADA = UUID(int=1), UUID(int=2)
MARKUP = "<b>O'Brien</b> & Söhne"


@pytest.fixture
def shown(qtbot):
    def show(widget):
        qtbot.addWidget(widget)
        widget.show()
        return widget

    return show


def test_a_typed_day_is_understood_at_once_and_written_out_when_left(clock, look, shown, qtbot):
    edit = DateEdit(clock, "plans.from")
    field = shown(Field(look, "&From", edit, "The first day"))
    changed = []
    edit.value_changed.connect(changed.append)
    qtbot.keyClicks(edit, "tomorrow")
    assert edit.value() == date(2026, 11, 21)
    assert field.line.text() == "tomorrow, Sat 21 Nov 2026"
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "Sat 21 Nov 2026"
    assert field.line.text() == "tomorrow"
    assert changed == [date(2026, 11, 21)]
    assert edit.accessibleName() == "From"


@pytest.mark.parametrize(
    ("make", "typed", "written", "beside"),
    [
        (DateEdit, "5/11", "Thu 5 Nov 2026", ""),
        (DateEdit, "today", "Fri 20 Nov 2026", "today"),
        (MomentEdit, "5/11 9:30", "Thu 5 Nov 2026 09:30", ""),
        (MomentEdit, "tomorrow 9:30", "Sat 21 Nov 2026 09:30", "tomorrow"),
        (BirthDateEdit, "14/3/40", "14 Mar 1940", "86 years"),
        (BirthDateEdit, "14/3/1905", "14 Mar 1905", "121 years old: is that right?"),
    ],
)
def test_each_date_stands_once_when_the_field_is_left(clock, look, shown, qtbot, make, typed, written, beside):
    edit = make(clock, "plans.from")
    field = shown(Field(look, "&From", edit))
    qtbot.keyClicks(edit, typed)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert (edit.text(), field.line.text()) == (written, beside)
    edit.set_value(edit.value())
    assert (edit.text(), field.line.text()) == (written, beside)
    edit.clear()
    assert field.line.text() == ""


def test_a_wrong_day_says_what_to_type_and_keeps_what_was_typed(clock, look, shown, qtbot):
    edit = DateEdit(clock, "plans.from")
    field = shown(Field(look, "From", edit))
    qtbot.keyClicks(edit, "31/2")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert (edit.text(), edit.value()) == ("31/2", None)
    assert field.line.text() == "There is no such day in the calendar."
    assert field.line.property("voice") == "error"
    edit.clear()
    assert field.line.isHidden()


def test_a_moment_of_the_hour_that_comes_twice_stays_what_it_was(clock, shown):
    edit = shown(MomentEdit(clock, "referrals.found_at"))
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    edit.set_value(second)
    assert edit.text() == "Sun 25 Oct 2026 01:30"
    assert edit.value() == second
    edit.setText("25 oct 2026 1:30")
    assert "first of the two" in edit.understood(edit.value())


def test_an_nhs_number_is_checked_while_it_is_typed(look, shown, qtbot):
    edit = NhsEdit("referrals.nhs")
    field = shown(Field(look, "NHS number", edit))
    edit.setText("943 476 5918")
    assert "check digit is wrong" in field.line.text()
    edit.setText("9434765919")
    assert edit.value() == NhsNumber("9434765919")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "943 476 5919"


def test_a_postcode_is_put_in_its_usual_form(shown, qtbot):
    postcode = shown(PostcodeEdit("referrals.postcode"))
    qtbot.keyClicks(postcode, "de43af")
    assert postcode.value() == Postcode("DE4 3AF")


def test_a_refusal_names_who_can_help_and_is_plain_text(look, shown):
    bar = NoticeBar(look, "referrals.notice")
    shown(bar)
    bar.clear()
    bar.say(Refused(f"{MARKUP} can't be accepted yet.", rule="REF-4", who="the assessor"))
    assert not bar.isHidden()
    assert bar.text.text() == f"{MARKUP} can't be accepted yet. Who can help: the assessor."
    assert bar.text.textFormat() is Qt.TextFormat.PlainText
    assert bar.text.toolTip() == "Rule REF-4"
    assert bar.property("notice") == "trouble"
    bar.say(Unavailable("The database can't be reached."))
    assert bar.accessibleDescription() == "The database can't be reached."
    bar.tell("Held.")
    assert bar.property("notice") == "success"


def test_a_notice_can_offer_one_more_deed(look, shown, qtbot):
    bar, done = shown(NoticeBar(look, "goals.notice")), []
    bar.offer("Rated.", "Undo", lambda: done.append("undone"))
    offer = bar.findChild(QWidget, "goals.notice.offer")
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert bar.isHidden()


def test_long_work_shows_how_far_it_is_and_can_be_cancelled(look, shown, qtbot):
    bar, progress = shown(NoticeBar(look, "goals.notice")), Progress()
    bar.work("Reading the file", progress)
    bar.reached(Reached(40, 200, "Row 40 of 200"))
    assert bar.text.text() == "Row 40 of 200"
    qtbot.mouseClick(bar.findChild(QWidget, "goals.notice.offer"), Qt.MouseButton.LeftButton)
    with pytest.raises(Stopped):
        progress.reached(41, 200)


def test_the_header_says_who_it_is_and_every_sign(look, shown):
    header = shown(PersonHeader(look))
    signs = (Sign(SignKind.DOUBLE_UP), Sign(SignKind.COMMUNICATION, "hearing aid"))
    view = PersonView(JEAN, MARKUP, "Jeannie", 84, "943 476 5919", "Matlock", 36, "Short-term", 42, State.SOON, signs)
    header.show_person(view)
    assert header.name.text() == MARKUP
    assert header.preferred.text() == "likes to be called Jeannie"
    assert header.facts.text() == "84 years  ·  NHS 943 476 5919  ·  Matlock  ·  Short-term"
    assert (header.day.text(), header.day.property("voice")) == ("day 36 of 42", "soon")
    assert "Double-up, Communication: hearing aid" in header.accessibleDescription()
    header.show_person(replace(view, age=None, nhs="", day=None, signs=()))
    assert header.facts.text() == "NHS number not known  ·  Matlock  ·  Short-term"
    assert header.next.isHidden()
    header.show_person(replace(view, next="Next, from 25 Nov 2026: the six weeks end."))
    assert header.next.text() == "Next, from 25 Nov 2026: the six weeks end."
    assert "the six weeks end" in header.accessibleDescription()
    header.show_person(replace(view, allocated="Sam Lee, on leave"))
    assert header.facts.text().endswith("Short-term  ·  allocated worker Sam Lee, on leave")
    assert "allocated worker Sam Lee" in header.accessibleDescription()
    header.show_person(None)
    assert header.isHidden()


def test_twice_as_large_letters_leave_the_header_and_the_caseload_room_in_a_window_of_1280(look, shown):
    header, caseload = shown(PersonHeader(look)), shown(CaseloadList(look))
    header.show_person(PersonView(JEAN, "Siân ap Llywelyn-Fotheringham", "Siân", 84, "943 476 5919", "Matlock", 36))
    look.set_text_size(200)
    assert header.minimumSizeHint().width() + caseload.minimumWidth() <= 1280


def test_the_caseload_keeps_its_person_and_tells_only_of_choices_made_by_hand(look, shown, qtbot):
    caseload, chosen = shown(CaseloadList(look)), []
    caseload.person_chosen.connect(chosen.append)
    rows = (CaseloadRow(JEAN, "Jean Gill", 3, "goals due", State.SOON), CaseloadRow(ADA, "Ada Łovell", 40))
    caseload.show_rows(rows)
    caseload.choose(JEAN)
    assert chosen == []
    qtbot.keyClick(caseload.table, Qt.Key.Key_Down)
    assert chosen == [ADA]
    caseload.show_rows(rows[1:])
    assert (chosen, caseload.table.current().id) == ([ADA], ADA)
    caseload.show_rows(rows)
    caseload.filter.setText("lov")
    assert caseload.total.said.text() == "1 of 2 people shown"
    caseload.total.show_all.click()
    assert (caseload.filter.text(), caseload.total.said.text()) == ("", "2 people")
    assert caseload.total.show_all.isHidden()


def test_a_tick_only_asks(look, shown, qtbot):
    steps, asked = shown(Checklist(look, "closure.steps", "Closing steps")), []
    steps.ticked.connect(asked.append)
    row = CheckRow("po", MARKUP, done=False, key="end_po")
    steps.show_rows((row, CheckRow("ccl", "Update CCL", done=False, lack="after the PO", key="update_ccl")))
    box, other = steps.findChild(QWidget, "closure.steps.end_po"), steps.findChild(QWidget, "closure.steps.update_ccl")
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    box.click()
    assert asked[-1] == Ticked("po", done=True)
    assert not box.isChecked()
    assert not other.isEnabled()
    steps.show_rows((replace(row, done=True, who_when="Ann Lee, today 09:00"),))
    assert box.isChecked()
    assert box.accessibleDescription() == "Ann Lee, today 09:00"
    assert steps.accessibleDescription() == "1 of 1 done"


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_a_list_of_choices_shows_its_last_one_whole_with_and_without_the_keyboard(look, shown, qtbot, zoom):
    look.set_text_size(zoom)
    page = shown(QWidget())
    column = QVBoxLayout(page)
    box, other = ChoiceBox(look, "referrals.document"), QLineEdit()
    box.set_choices([(each, f"Choice {each}") for each in range(3)])
    for each in (other, box):
        column.addWidget(each)
    for each in (other, box):
        each.setFocus()
        qtbot.waitUntil(each.hasFocus)
        box.showPopup()
        qtbot.waitUntil(box.view().isVisible)
        last = box.view().visualRect(box.model().index(2, 0))
        assert last.bottom() < box.view().viewport().height()
        box.hidePopup()


def test_a_choice_is_a_value_with_its_label(look, shown, qtbot):
    box, picked = shown(ChoiceBox(look, "referrals.band")), []
    box.picked.connect(picked.append)
    box.set_choices(choices_of(*Band))
    assert box.value() is None
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert picked == [Band.FROM_HOSPITAL]
    box.set_choices(choices_of(Band.URGENT, Band.FROM_HOSPITAL))
    assert box.value() is Band.FROM_HOSPITAL


def test_a_type_ahead_asks_when_the_typing_pauses_and_takes_what_is_picked(look, shown, qtbot):
    edit, picked = shown(TypeAhead(look, "window.search_box", "Search")), []
    edit.picked.connect(picked.append)
    with qtbot.waitSignal(edit.asked) as asked:
        qtbot.keyClicks(edit, "gil")
    assert asked.args == ["gil"]
    match = Match(JEAN, "Jean Gill", "born 1942, Matlock")
    edit.show_matches((match,))
    edit.set_value(match)
    qtbot.keyClicks(edit, "x")
    assert (edit.value(), picked) == (None, [None])


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("ben", "Ben Ward"),
        ("ann", None),
        ("Ann Lee", "Ann Lee"),
        ("", None),
        ("zoe", None),
        ("ann leeson", "Ann Leeson"),
    ],
)
def test_tab_takes_the_only_one_found_or_the_only_one_of_just_that_name(look, shown, qtbot, typed, taken):
    edit, picked = shown(TypeAhead(look, "x.who", "Who")), []
    edit.set_choices((Match(1, "Ann Lee"), Match(2, "Ann Leeson"), Match(3, "Ben Ward")))
    edit.picked.connect(picked.append)
    edit.setFocus()
    qtbot.keyClicks(edit, typed)
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert [each.text for each in picked] == ([taken] if taken else [])
    assert (edit.value().text if edit.value() else None) == taken


def test_tab_takes_nobody_while_what_was_typed_last_is_still_looked_for(look, shown, qtbot):
    edit = shown(TypeAhead(look, "window.search_box", "Search"))
    edit.setFocus()
    qtbot.keyClicks(edit, "ann")
    edit.show_matches((Match(1, "Ann Lee"),))
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.value() is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_whoever_an_earlier_search_found_is_taken_by_no_key(look, shown, qtbot, key):
    edit, picked = shown(TypeAhead(look, "window.search_box", "Search")), []
    edit.picked.connect(picked.append)
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    with qtbot.waitSignal(edit.asked):
        qtbot.keyClicks(edit, "ann")
    edit.show_matches((Match(1, "Ann Lee"),))
    edit.selectAll()
    with qtbot.waitSignal(edit.asked) as asked:
        qtbot.keyClicks(edit, "bob")
    qtbot.keyClick(edit._popup if edit._popup.isVisible() else edit, key)  # the answer hasn't come, or never does
    assert (asked.args, edit.text(), edit.value(), picked) == (["bob"], "bob", None, [])
    edit.setFocus()
    edit.show_matches((Match(2, "Bob Ward"),))
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert [each.text for each in picked] == ["Bob Ward"]


def test_who_finds_nobody_is_told_so_and_can_pick_nothing_of_it(look, shown, qtbot):
    edit, picked = shown(TypeAhead(look, "window.search_box", "Search")), []
    edit.picked.connect(picked.append)
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    with qtbot.waitSignal(edit.asked):
        qtbot.keyClicks(edit, "zzz")
    edit.show_matches(())
    assert [row.text for row in edit._model.shown()] == ["Nobody is found by “zzz”."]
    edit.none = "Nothing"
    edit.show_matches(())
    assert [row.text for row in edit._model.shown()] == ["Nothing is found by “zzz”."]
    qtbot.keyClick(edit._popup, Qt.Key.Key_Down)
    qtbot.keyClick(edit._popup, Qt.Key.Key_Return)
    assert (edit.value(), picked) == (None, [])
    edit.clear()
    edit.show_matches(())
    assert edit._popup.isHidden()


def test_a_short_list_is_searched_without_accents_or_case(look, shown, qtbot):
    edit = shown(TypeAhead(look, "meetings.owner", "Name"))
    edit.set_choices((Match(1, "Łukasz Nowak", "DSO"), Match(2, "Ann Lee", "OT")))
    qtbot.keyClicks(edit, "luk")
    assert [row.id for row in edit._model.shown()] == [1]


def test_an_empty_place_teaches_and_offers_the_first_step(look, shown, qtbot):
    empty = shown(EmptyState(look, "today.empty", Icon.DONE, "Nothing is due", "Prompts stand here.", "Load it"))
    with qtbot.waitSignal(empty.asked):
        qtbot.mouseClick(empty.step, Qt.MouseButton.LeftButton)
    assert EmptyState(look, "x.empty", Icon.DONE, "Nothing", "Yet.").step.isHidden()


def test_milestones_are_said_in_words(look, shown):
    line = shown(MilestoneLine(look, "goals.milestones"))
    line.show_points(
        (MilestonePoint("Start", date(2026, 11, 5)), MilestonePoint("Goals set", None, "due in 3 h", State.SOON)),
        date(2026, 11, 20),
    )
    assert line.accessibleDescription() == "Start: Thu 5 Nov, Goals set: due in 3 h"


def test_milestones_take_a_further_line_rather_than_cut_a_word(look, shown):
    line = shown(MilestoneLine(look, "goals.milestones"))
    line.show_points(
        tuple(MilestonePoint(title, None) for title in ("Start", "Goals set", "Most independent", "Assessed", "End")),
        date(2026, 11, 20),
    )
    assert line._across(800) == 5
    word = QFontMetrics(look.theme.font(bold=True)).horizontalAdvance("independent")
    for width in (800, 400, 200, 90):
        across = line._across(width)
        assert across == 1 or width // across > word
        assert line.heightForWidth(width) >= -(-5 // across) * look.theme.px(76)


def test_every_label_and_button_shows_plain_text_and_has_a_name(look, shown):
    label, deed = shown(words(MARKUP)), shown(button(look, "&Hold this capacity", "referrals.hold_it"))
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert (deed.accessibleName(), deed.objectName()) == ("Hold this capacity", "referrals.hold_it")


def test_what_a_notice_offers_is_forgotten_with_it(look, shown):
    bar = shown(NoticeBar(look, "goals.notice"))
    bar.wait("Saving for 3 s…", lambda: None)
    assert bar._offer.text() == "Cancel"
    bar.tell("Saved.")
    assert (bar._offer.text(), bar._offer.isHidden()) == ("Undo", True)
