"""Taking a referral in by hand: few keys, only the questions that arise, and nobody kept twice unasked."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.queries.people.search import search
from app.queries.referrals.queue import queue, referral
from app.services import referrals
from app.services.referrals import NewPerson
from models.vocabulary.referrals import (
    ComesFrom,
    ExistingPackage,
    Notice,
    ReferralDocument,
    ReferralReason,
    Support,
)
from ui.tabs.referrals.tab import ReferralsTab

_MOST_KEYS = 180  # of which 146 are what the referral itself says


@pytest.fixture
def sheila(sqlite_office):
    """Somebody whom the office knows."""
    return sqlite_office.a_person(given="Sheila", family="Gill", nhs_number="9434765919")


@pytest.fixture
def new(open_tab, settled):
    """The tab, with the form of a new referral open."""
    tab = open_tab(ReferralsTab)
    tab.act("referrals.act.new")
    settled()
    return tab


@pytest.fixture
def button(qtbot):
    """A button by its name, once it is offered."""

    def find(tab, name):
        qtbot.waitUntil(lambda: tab.findChild(QPushButton, name) is not None)
        return tab.findChild(QPushButton, name)

    return find


def fill(tab, typed, **said):
    for key, text in said.items():
        typed(tab, f"referrals.form.{key}", text)


@pytest.mark.rule("REF-1")
def test_somebody_alike_is_shown_beside_and_taken_only_when_chosen(sqlite_office, sheila, new, typed, button, press):
    fill(new, typed, given="Shiela", family="Gill", born="1/5/1940", postcode="de43aa")
    same = button(new, "referrals.form.may_be.same.1")
    assert "May be known: Sheila Gill" in new.panel.long_form.person.may_be.accessibleDescription()
    new.panel.long_form.person.to_team.set_value(sqlite_office.teams["North"])
    press(new, "referrals.form.confirm")
    assert new.panel.long_form is not None
    assert same.hasFocus()
    same.click()
    press(new, "referrals.form.confirm")
    assert new.panel.view.person_id == sheila


@pytest.mark.rule("REF-1")
def test_somebody_else_is_kept_as_somebody_new(sqlite_office, sheila, new, typed, button, press, settled):
    fill(new, typed, given="Sheila", family="Gill", born="1/5/1940", postcode="DE4 3AA")
    button(new, "referrals.form.may_be.other.1").click()
    settled()
    assert new.panel.long_form.person.may_be.isHidden()
    new.panel.long_form.person.to_team.set_value(sqlite_office.teams["North"])
    press(new, "referrals.form.confirm")
    assert new.panel.view.person == "Sheila Gill"
    assert new.panel.view.person_id != sheila


@pytest.mark.rule("REF-1")
def test_somebody_whom_another_desk_has_taken_in_meanwhile_is_asked_about_and_can_be_told_apart(
    sqlite_office, new, typed, button, press, elsewhere, settled, qtbot
):
    fill(new, typed, given="Ann", family="Reeve", born="14/3/1940")
    form = new.panel.long_form
    form.person.to_team.set_value(sqlite_office.teams["North"])
    qtbot.waitUntil(lambda: not form.person.may_be._pause.isActive())
    settled()
    assert form.person.may_be.found == ()
    ann = NewPerson(given="Ann", family="Reeve", born=date(1940, 3, 14))
    elsewhere(lambda: sqlite_office.do(referrals.take_in, person=ann, team=sqlite_office.teams["North"]))
    press(new, "referrals.form.confirm")
    assert "may be the same person" in form.notice.text.text()
    assert new.panel.long_form is form
    qtbot.waitUntil(lambda: form.person.may_be.found != ())
    button(new, "referrals.form.may_be.other.1").click()
    settled()
    press(new, "referrals.form.confirm")
    assert new.panel.view.person == "Ann Reeve"
    assert len(elsewhere(lambda: sqlite_office.ask(search, text="Reeve"))) == 2


@pytest.mark.rule("REF-1")
@pytest.mark.usefixtures("sheila")
def test_an_nhs_number_that_is_known_leaves_no_way_to_keep_somebody_twice(new, typed, button):
    fill(new, typed, given="Sheila", family="Gill", nhs_number="943 476 5919")
    assert button(new, "referrals.form.may_be.same.1").isVisible()
    assert new.findChild(QPushButton, "referrals.form.may_be.other.1") is None


@pytest.mark.usefixtures("ready")
def test_a_name_alone_proposes_nobody(new, typed, settled, qtbot):
    fill(new, typed, given="Jean", family="Gill 1")
    pause = new.panel.long_form.person.may_be._pause
    qtbot.waitUntil(lambda: not pause.isActive())
    settled()
    assert new.panel.long_form.person.may_be.found == ()


@pytest.mark.rule("REF-2")
def test_a_hospital_document_presets_its_reason_and_asks_what_follows(new):
    form = new.panel.long_form.details
    assert not form.controls["hospital"].isVisibleTo(form)
    form.controls["document"].set_value(ReferralDocument.HOSPITAL)
    form.controls["document"].picked.emit(ReferralDocument.HOSPITAL)
    assert form.controls["reason"].value() is ReferralReason.HOSPITAL_DISCHARGE
    assert form.controls["from_hospital"].isChecked()
    for name in ("hospital", "admitted_on"):
        assert form.controls[name].isVisibleTo(form)


def pick(form, name, choice):
    form.controls[name].set_value(choice)
    form.controls[name].picked.emit(choice)


@pytest.mark.rule("REF-10", "STC-1")
def test_the_tick_from_hospital_follows_where_somebody_comes_from_unless_it_was_set_by_hand(new):
    form = new.panel.long_form.details
    hospital = form.controls["from_hospital"]
    pick(form, "comes_from", ComesFrom.ACUTE_HOSPITAL)
    assert hospital.isChecked()
    pick(form, "comes_from", ComesFrom.COMMUNITY)
    assert not hospital.isChecked()
    pick(form, "reason", ReferralReason.HOSPITAL_DISCHARGE)
    assert hospital.isChecked()
    pick(form, "reason", ReferralReason.AVOIDING_ADMISSION)
    assert not hospital.isChecked()
    hospital.click()
    pick(form, "comes_from", ComesFrom.ACUTE_HOSPITAL)
    pick(form, "comes_from", ComesFrom.COMMUNITY)
    assert hospital.isChecked()


@pytest.mark.rule("REF-10", "STC-1")
def test_a_hospital_that_is_named_keeps_the_tick(new, typed):
    form = new.panel.long_form.details
    pick(form, "comes_from", ComesFrom.ACUTE_HOSPITAL)
    typed(new, "referrals.form.hospital", "Ward 3")
    pick(form, "comes_from", ComesFrom.COMMUNITY)
    assert form.controls["from_hospital"].isChecked()


@pytest.mark.rule("REF-9")
def test_a_package_that_moves_asks_for_the_notice_and_shows_the_agencys_last_day(new, typed, settled):
    form = new.panel.long_form.details
    form.controls["existing_package"].set_value(ExistingPackage.WHOLE_MOVES)
    form.controls["existing_package"].picked.emit(ExistingPackage.WHOLE_MOVES)
    assert form.controls["notice"].value() is Notice.WORKED
    assert form.controls["notice_given_on"].isVisibleTo(form)
    assert not form.controls["provider_agreed"].isVisibleTo(form)
    typed(new, "referrals.form.notice_given_on", "20/11/2026")
    settled()
    assert form.last_day.line.text() == "The agency's last day is Fri 4 Dec, worked."
    form.controls["notice"].set_value(Notice.PAID)
    settled()
    assert "paid" in form.last_day.line.text()


@pytest.mark.rule("REF-1")
def test_a_double_click_without_a_team_says_so_in_sight_and_with_one_takes_in_one_person(
    sqlite_office, new, typed, qtbot, settled, elsewhere
):
    fill(new, typed, given="Ada", family="Lovell", born="14/3/1942")
    form, confirm = new.panel.long_form, new.panel.long_form.confirm
    confirm.setFocus()
    double_click(qtbot, confirm)
    settled()
    assert new.panel.long_form is form
    assert "team" in form.notice.text.text()
    qtbot.waitUntil(lambda: not form.person.to_team.visibleRegion().isEmpty())
    form.person.to_team.set_value(sqlite_office.teams["North"])
    double_click(qtbot, confirm)
    settled()
    assert [row.person for row in elsewhere(lambda: sqlite_office.ask(queue))] == ["Ada Lovell"]
    assert new.panel.notice.text.text() == "Taken in: it stands in the queue in its place."
    assert new.panel.notice.isVisible()


def double_click(qtbot, button):
    """As a mouse does it: a click, then the second one as a double click."""
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.rule("REF-1")
@pytest.mark.usefixtures("new")
def test_a_typical_referral_is_taken_in_by_keyboard_alone_with_few_keys(sqlite_office, qtbot, settled, elsewhere):
    keys = Keys(qtbot)
    keys.tab()  # somebody new
    for text in ("Ada", "Lovell", "14/3/1942", "943 476 5919", "", "DE4 3AA", "2 Dale Road, Matlock"):
        keys.write(text)
    keys.write("M")
    keys.reach("referrals.form.document")
    keys.write("H")
    keys.reach("referrals.form.support")
    keys.write("N")
    keys.reach("referrals.form.referrer")
    keys.write("Ward 4")
    keys.reach("referrals.form.calls")
    keys.write("am 45x2, bed 30 daily")
    keys.write("Frail after hip repair, two to move")
    keys.write("Daughter works")
    keys.reach("referrals.discharge")
    keys.write("tomorrow")
    keys.press(Qt.Key.Key_Return)
    settled()
    row = elsewhere(lambda: sqlite_office.ask(queue))[0]
    view = elsewhere(lambda: sqlite_office.ask(referral, referral=row.id))
    assert (view.person, view.document, view.support) == ("Ada Lovell", ReferralDocument.HOSPITAL, Support.NONE)
    assert view.reason is ReferralReason.HOSPITAL_DISCHARGE
    assert view.discharge_on == date(2026, 11, 21)
    assert view.minutes == 7 * 120
    assert keys.count <= _MOST_KEYS, keys.count


class Keys:
    """The keys of somebody who takes a referral in, counted."""

    def __init__(self, qtbot):
        self._qtbot, self.count = qtbot, 0

    def press(self, key):
        self.count += 1
        self._qtbot.keyClick(QApplication.focusWidget(), key)

    def tab(self):
        self.press(Qt.Key.Key_Tab)

    def write(self, text):
        self.count += len(text)
        self._qtbot.keyClicks(QApplication.focusWidget(), text)
        self.tab()

    def reach(self, name):
        for _ in range(30):
            if QApplication.focusWidget().objectName() == name:
                return
            self.tab()
        raise AssertionError(f"{name} isn't reached")


def test_a_new_referral_opens_empty_and_goes_on_with_the_last_one_only_when_asked(new, typed, press, settled):
    fill(new, typed, given="Zofia", family="Nowak", notes="Ring the neighbour")
    press(new, "referrals.form.back")
    new.act("referrals.act.new")
    settled()
    form = new.panel.long_form
    assert (form.person.lines["given"].text(), form.details.controls["notes"].toPlainText()) == ("", "")
    assert "about Zofia Nowak" in form.offered.line.text()
    press(new, "referrals.form.go_on")
    assert (form.person.lines["given"].text(), form.person.lines["family"].text()) == ("Zofia", "Nowak")
    assert form.details.controls["notes"].toPlainText() == "Ring the neighbour"
    assert "isn't saved yet" in form.kept.bar("back").text.text()


def test_a_new_referral_whose_answer_isnt_known_yet_is_not_offered_as_unsaved(new, typed, press, settled):
    fill(new, typed, given="Zofia", family="Nowak")
    sent = new.panel.long_form.draft.send()
    press(new, "referrals.form.back")
    new.act("referrals.act.new")
    settled()
    offered = new.panel.long_form.offered
    assert offered.isHidden()
    sent.end(is_stored=False)
    settled()
    assert "about Zofia Nowak" in offered.line.text()


def test_a_new_referral_that_was_typed_and_thrown_away_is_never_offered_again(new, typed, press, settled):
    for given in ("Zofia", "Maureen"):
        fill(new, typed, given=given)
        press(new, "referrals.form.back")
        new.act("referrals.act.new")
        settled()
    form = new.panel.long_form
    assert "about Maureen" in form.offered.line.text()
    press(new, "referrals.form.throw_away")
    assert "about Zofia" in form.offered.line.text()
    press(new, "referrals.form.throw_away")
    assert form.offered.isHidden()


def test_a_choice_a_tick_and_a_day_of_a_new_referral_come_back_too(new, typed, press, settled):
    form = new.panel.long_form
    fill(new, typed, given="Zofia", born="1/5/1940")
    form.details.controls["reason"].set_value(ReferralReason.HOSPITAL_DISCHARGE)
    form.details.controls["urgent"].setChecked(True)
    press(new, "referrals.form.back")
    new.act("referrals.act.new")
    settled()
    press(new, "referrals.form.go_on")
    back = new.panel.long_form
    assert back is not form
    assert back.details.controls["reason"].value() is ReferralReason.HOSPITAL_DISCHARGE
    assert back.details.controls["urgent"].isChecked()
    assert back.person.born.value() == date(1940, 5, 1)
