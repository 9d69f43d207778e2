"""What is typed is kept as it is typed, comes back, goes once it is saved, and never undoes what others saved."""

import sqlite3
from contextlib import closing
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.desk.drafts import Draft, KeptField
from app.door.errors import ChangedMeanwhile
from ui.widgets import form_draft
from ui.widgets.cadence import LATEST_MS, PAUSE_MS, Cadence
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.control_text import put_text, shown_text, text_of
from ui.widgets.date_edit import DateEdit, MomentEdit
from ui.widgets.form_draft import FormDraft
from ui.widgets.hours_edit import HoursEdit
from ui.widgets.type_ahead import Match, TypeAhead
from ui.widgets.typing_kept import FromRecord, TypingKept

FORM = "person:1"
ANN = Match(UUID(int=7), "Ann Lee", "OT")


class Form(QWidget):
    """A form with a field of each kind, on a record of which only the notes and the risks are known."""

    def __init__(self, desk):
        super().__init__()
        self.notes, self.risks, self.likes = QPlainTextEdit(), QPlainTextEdit(), QLineEdit()
        self.alone = QCheckBox("Not to be visited alone")
        self.when, self.day = MomentEdit(desk.clock, "x.when"), DateEdit(desk.clock, "x.day")
        self.hours, self.who = HoursEdit("x.hours"), TypeAhead(desk.look, "x.who", "Name")
        self.kind = ChoiceBox(desk.look, "x.kind")
        self.kind.set_choices(((1, "One"), (2, "Two")))
        self.fields = {
            "notes": self.notes, "risks": self.risks, "likes": self.likes, "alone": self.alone, "when": self.when,
            "day": self.day, "hours": self.hours, "who": self.who, "kind": self.kind,
        }  # fmt: skip
        for name, field in self.fields.items():
            field.setAccessibleName(name.capitalize())
            field.setObjectName(f"x.{name}")
        self.draft = FormDraft(desk, self.fields, self)
        self.kept = TypingKept(desk, self.draft)
        column = QVBoxLayout(self)
        for each in (*self.fields.values(), self.kept):
            column.addWidget(each)

    def show_record(self, notes="", risks="", *, alone=False):
        self.notes.setPlainText(notes)
        self.risks.setPlainText(risks)
        self.alone.setChecked(alone)

    def begin(self, notes="", risks="", version=1):
        self.draft.leave()
        self.show_record(notes, risks)
        self.draft.open(FORM, version=version)

    def press(self, name):
        self.findChild(QPushButton, name).click()


@pytest.fixture
def shown(qtbot):
    """A function that shows a form for the length of the test."""

    def show(made):
        qtbot.addWidget(made)
        made.show()
        return made

    return show


@pytest.fixture
def form(desk, shown, settled):
    made = shown(Form(desk))
    made.begin("Key safe", "Dog")
    settled()
    return made


@pytest.fixture
def again(desk, shown, settled):
    """A function that opens the form as after another start, on the record as it stands by then."""

    def open_again(notes="Key safe", risks="Dog", version=1):
        made = shown(Form(desk))
        made.begin(notes, risks, version)
        settled()
        return made

    return open_again


def of_this_desk(desk):
    return desk.typist


def test_every_kind_of_answer_comes_back(form, again, settled):
    form.notes.setPlainText("Key safe\nat the back")
    form.likes.setText("Jean")
    form.alone.setChecked(True)
    form.when.setText("mon 9am")
    form.day.setText("+3")
    form.hours.setText("7,5")
    form.who.set_value(ANN)
    form.kind.set_value(2)
    said = {name: text_of(field) for name, field in form.fields.items()}
    form.draft.keep_now()
    settled()
    back = again()
    assert {name: text_of(field) for name, field in back.fields.items()} == said
    assert (back.notes.toPlainText(), back.likes.text()) == ("Key safe\nat the back", "Jean")
    assert (back.alone.isChecked(), back.kind.value(), back.who.value(), back.hours.value()) == (True, 2, ANN, 450)
    assert (back.when.value(), back.day.value()) == (form.when.value(), form.day.value())
    assert "isn't saved yet" in back.kept.bar("back").text.text()


def test_a_day_that_was_typed_as_tomorrow_is_the_same_day_a_week_later(form, again, settled, clock):
    form.day.setText("tomorrow")
    said = form.day.value()
    assert isinstance(said, date)
    form.draft.keep_now()
    settled()
    clock.advance(7 * (clock.now() - clock.now().replace(hour=0)))
    assert again().day.value() == said


def test_a_choice_that_is_offered_late_is_chosen_then(form, again, settled):
    form.kind.set_value(2)
    form.draft.keep_now()
    settled()
    back = again()
    back.kind.set_choices(())
    put_text(back.kind, "2")
    assert back.kind.value() is None
    back.kind.set_choices(((1, "One"), (2, "Two")))
    assert (back.kind.value(), shown_text(back.kind, "2")) == (2, "Two")


def test_only_what_was_changed_is_kept_with_what_it_began_from(desk, form, settled):
    form.notes.setPlainText("Key safe, front")
    form.draft.keep_now()
    settled()
    found = desk.drafts.find(FORM, of_this_desk(desk))
    assert found.fields == (("notes", KeptField("Key safe", "Key safe, front")),)
    assert found.version == 1
    form.notes.setPlainText("Key safe")
    form.draft.keep_now()
    settled()
    assert desk.drafts.find(FORM, of_this_desk(desk)) is None


def test_notes_typed_on_monday_never_undo_the_risks_saved_on_tuesday(form, again, settled):
    form.notes.setPlainText("Key safe, front")
    form.draft.keep_now()
    settled()
    back = again("Key safe", "Dog bites", version=2)
    assert (back.notes.toPlainText(), back.risks.toPlainText()) == ("Key safe, front", "Dog bites")
    assert not back.kept.is_open()


def test_what_both_changed_is_asked_and_nothing_is_chosen_beforehand(form, again, settled):
    form.notes.setPlainText("Key safe, front")
    form.draft.keep_now()
    settled()
    back = again("Key with Ann", version=2)
    (dispute,) = back.draft.disputes.values()
    assert (dispute.before, dispute.theirs, dispute.mine) == ("Key safe", "Key with Ann", "Key safe, front")
    assert back.kept.is_open()
    assert back.findChild(QWidget, "draft.versions").hasFocus()  # a space that was being typed chooses nothing
    shown = [back.findChild(QWidget, f"draft.1.{each}").text() for each in ("before", "theirs", "mine")]
    assert shown == [
        "Before: Key safe", "As it stands now: Key with Ann", "Mine, not saved yet: Key safe, front",
    ]  # fmt: skip
    back.notes.setPlainText("Key safe, back")
    assert back.findChild(QWidget, "draft.1.mine").text() == "Mine, not saved yet: Key safe, back"
    back.press("draft.1.take_theirs")
    assert (back.notes.toPlainText(), back.kept.is_open()) == ("Key with Ann", False)


def test_a_dispute_that_was_settled_for_mine_is_not_asked_again(desk, form, again, settled):
    form.notes.setPlainText("Key safe, front")
    form.draft.keep_now()
    settled()
    back = again("Key with Ann", version=2)
    back.draft.keep_now()
    settled()
    assert desk.drafts.find(FORM, of_this_desk(desk)).fields[0][1].began == "Key safe"  # not settled yet
    back.press("draft.1.keep_mine")
    back.draft.keep_now()
    settled()
    third = again("Key with Ann", version=2)
    assert (third.notes.toPlainText(), third.kept.is_open()) == ("Key safe, front", False)


def test_a_refused_deed_is_asked_again_by_itself_where_the_fields_differ(form, qtbot):
    form.kept.record = FromRecord("person", UUID(int=1))
    form.notes.setPlainText("Key safe, front")
    form.kept.refused(ChangedMeanwhile("person", UUID(int=1), expected=1, found=2))
    with qtbot.waitSignal(form.kept.again):
        form.kept.stands_now(lambda: form.show_record("Key safe", "Dog"), 2)
    assert form.notes.toPlainText() == "Key safe, front"


@pytest.mark.parametrize(
    ("risks", "alone", "said"),
    [
        ("Dog bites", False, "Risks: before Dog, now Dog bites"),
        ("Dog", True, "Alone: before not ticked, now ticked"),
    ],
)
def test_risks_and_ticks_of_theirs_are_looked_at_first(form, qtbot, risks, alone, said):
    form.notes.setPlainText("Key safe, front")
    form.kept.refused(ChangedMeanwhile("person", UUID(int=1), expected=1, found=2))
    with qtbot.assertNotEmitted(form.kept.again):
        form.kept.stands_now(lambda: form.show_record("Key safe", risks, alone=alone), 2)
    assert said in form.kept.bar("theirs").text.text()
    assert (form.risks.toPlainText(), form.notes.toPlainText()) == (risks, "Key safe, front")


def test_what_was_typed_can_be_thrown_away_and_is_gone(desk, form, again, settled):
    form.notes.setPlainText("Key safe, front")
    form.draft.keep_now()
    settled()
    back = again(risks="Dog bites")
    back.press("draft.back.offer")
    settled()
    assert (back.notes.toPlainText(), back.risks.toPlainText()) == ("Key safe", "Dog bites")
    assert desk.drafts.find(FORM, of_this_desk(desk)) is None


def test_what_was_typed_elsewhere_since_a_part_was_sent_stays_where_that_is_stored(desk, form, settled):
    form.notes.setPlainText("Key safe, front")
    form.likes.setText("Jean")
    form.risks.setPlainText("Dog bites")
    sent = form.draft.send({"notes", "likes"})
    form.notes.setPlainText("Key safe, back")  # in another window, from which it comes here
    sent.end(is_stored=True)
    settled()
    assert [field.toPlainText() for field in (form.notes, form.risks)] == ["Key safe, back", "Dog bites"]
    assert form.likes.text() == ""
    kept = desk.drafts.find(FORM, of_this_desk(desk))
    assert {name: each.typed for name, each in kept.fields} == {"notes": "Key safe, back", "risks": "Dog bites"}


def test_what_is_sent_but_not_stored_stays(desk, form, settled):
    form.notes.setPlainText("Key safe, front")
    form.draft.send().end(is_stored=False)
    settled()
    assert form.notes.toPlainText() == "Key safe, front"
    assert desk.drafts.find(FORM, of_this_desk(desk)).typed("notes") == "Key safe, front"


def test_a_form_opened_before_the_answer_begins_without_what_was_stored_meanwhile(desk, form, shown, settled):
    form.notes.setPlainText("Key safe, front")
    sent = form.draft.send()
    form.draft.leave()
    settled()
    back = shown(Form(desk))
    back.begin("Key safe", "Dog")  # it asks for its draft, and hears of the answer before that comes
    sent.end(is_stored=True)
    settled()
    assert back.notes.toPlainText() == "Key safe"
    assert not back.kept.bar("back").isVisible()
    assert desk.drafts.find(FORM, of_this_desk(desk)) is None


def test_a_saved_draft_is_forgotten_and_nothing_writes_it_again(desk, form, settled, qtbot):
    form.notes.setPlainText("Key safe, front")
    form.draft.keep_now()
    form.draft.forget()
    form.notes.setPlainText("Key safe, back")
    form.draft.keep_now()
    qtbot.wait(0)
    settled()
    assert desk.drafts.find(FORM, of_this_desk(desk)) is None


def test_what_was_typed_last_is_kept_when_the_form_goes_out_of_sight(desk, form, settled):
    form.notes.setPlainText("Key safe, front")
    form.hide()
    settled()
    assert desk.drafts.find(FORM, of_this_desk(desk)).typed("notes") == "Key safe, front"


def test_the_drafts_of_somebody_else_at_this_desk_stay_theirs(desk, again):
    desk.drafts.keep(Draft(FORM, str(UUID(int=5)), 1, (("notes", KeptField("Key safe", "Theirs")),), "2026-11-20"))
    assert again().notes.toPlainText() == "Key safe"


def test_typing_is_kept_after_a_pause_and_at_the_latest_while_it_goes_on():
    cadence, due, kept = Cadence(), None, []
    for now in range(0, 2_000, 100):  # a key each tenth of a second: no pause is long enough
        if due is not None and due <= now:
            kept.append(due)
            cadence.kept()
        due = now + cadence.wait(now)
    assert kept == [LATEST_MS, 2 * LATEST_MS, 3 * LATEST_MS]
    assert Cadence().wait(5_000) == PAUSE_MS


def test_what_cannot_be_kept_is_said_until_it_is_kept_again(desk, form, settled, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr("app.desk.drafts._WAIT_S", 0.01)
    monkeypatch.setattr(form_draft, "AGAIN_MS", 10)
    with closing(sqlite3.connect(tmp_path / "drafts.sqlite", isolation_level=None)) as other:
        other.execute("begin immediate")
        form.notes.setPlainText("Key safe, front")
        form.draft.keep_now()
        qtbot.waitUntil(lambda: form.kept.bar("unkept").isVisible())
        assert "isn't kept on this desk" in form.kept.bar("unkept").text.text()
        assert form.kept.bar("unkept").property("notice") == "trouble"
        form.kept.bar("unkept").is_reached()  # the database is: that is another thing
        assert (form.kept.bar("unkept").isVisible(), desk.shared.is_typing_kept) == (True, False)
        other.execute("rollback")
    qtbot.waitUntil(lambda: not form.kept.bar("unkept").isVisible())
    settled()
    assert desk.shared.is_typing_kept
    assert desk.drafts.find(FORM, of_this_desk(desk)).typed("notes") == "Key safe, front"


def test_the_space_bar_on_a_button_of_a_dispute_chooses_that_one(form, again, settled, qtbot):
    form.notes.setPlainText("Key safe, front")
    form.draft.keep_now()
    settled()
    back = again("Key with Ann", version=2)
    qtbot.keyClick(back.findChild(QPushButton, "draft.1.keep_mine"), Qt.Key.Key_Space)
    assert (back.notes.toPlainText(), back.kept.is_open()) == ("Key safe, front", False)


def test_its_controls_are_those_of_the_list(form, again, settled, met):
    form.notes.setPlainText("Key safe, front")
    form.draft.keep_now()
    settled()
    back = again("Key with Ann", version=2)
    for name in ("unkept", "back", "theirs", "both"):
        back.kept.bar(name)
    met.meet(back.kept)
    assert met.differences("What a form says of its draft") == []


def test_tab_comes_to_what_a_draft_says_after_the_fields_and_before_the_form_s_buttons(desk, shown, settled):
    page = QWidget()
    form, save = Form(desk), QPushButton("Save")
    column = QVBoxLayout(page)
    for each in (form, save):
        column.addWidget(each)
    shown(page)
    form.begin(notes="Cat", version=1)
    form.notes.setPlainText("Cat and dog")
    form.kept.stands_now(lambda: form.show_record(notes="Cats"), 2)
    settled()
    reached, at = [], form.kind
    while (at := at.nextInFocusChain()) is not save:
        reached.append(at)
    buttons = [form.findChild(QPushButton, f"draft.1.{each}") for each in ("take_theirs", "keep_mine")]
    assert [each for each in reached if each in buttons] == buttons
