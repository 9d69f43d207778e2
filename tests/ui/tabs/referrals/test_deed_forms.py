"""The forms about a referral: what they ask, refuse and keep, and what is offered after each."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from app.queries.referrals import queue as queries
from app.queries.referrals.queue import Stage
from app.services import referrals
from app.services.capacity import contracted_hours
from models.referrals import Referral
from models.teams import Team
from models.vocabulary.referrals import Band, ComesFrom, Pathway, ReferralDocument, ReferralReason, Support
from tests.ui.shortcuts import duplicate_shortcuts
from ui.navigation import Place, TabName
from ui.tabs.referrals.one.deed_forms import FORMS, AnswerForm
from ui.tabs.referrals.one.outcome_forms import AcceptForm
from ui.tabs.referrals.tab import ReferralsTab
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.date_edit import MomentEdit


@pytest.mark.rule("REF-10")
def test_the_queue_stands_in_order_with_its_bands_in_words(sqlite_office, open_tab):
    sqlite_office.a_referral(support=Support.SOME)
    first = sqlite_office.a_referral(reason=ReferralReason.HOSPITAL_DISCHARGE, from_hospital=True)
    tab = open_tab(ReferralsTab)
    model = tab.queue.model()
    bands = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert bands == ["(i) from hospital", "(v) not urgent, some support in place"]
    assert tab.queue.current().id == tab.panel.view.id == first
    assert tab.total.text().startswith("2 referrals waiting now: oldest 1 d, median 1 d")


@pytest.mark.rule("REF-10")
def test_whether_somebody_is_from_hospital_is_marked_asked_and_answered_beside_the_deeds(
    sqlite_office, open_tab, press, qtbot
):
    sqlite_office.a_referral(document=ReferralDocument.HOSPITAL, support=Support.SOME)
    tab = open_tab(ReferralsTab)
    model = tab.queue.model()
    marks = [model.index(0, column).data() for column in range(model.columnCount())]
    assert "hospital?" in marks
    press(tab, "referrals.from_hospital")
    press(tab, "referrals.from_hospital_form.confirm")
    assert tab.panel.form is not None
    assert "yes or no" in tab.panel.form.notice.text.text()
    tab.panel.form.findChild(ChoiceBox, "referrals.from_hospital_form.from_hospital_answer").set_value(False)
    qtbot.keyClicks(tab.panel.form.findChild(QLineEdit, "referrals.from_hospital_form.of_whom"), "Ward 3")
    press(tab, "referrals.from_hospital_form.confirm")
    assert tab.panel.form is None
    assert tab.panel.view.band is Band.OTHER
    assert tab.panel.view.hospital_answered.startswith("no, said Ward 3")


def test_what_has_started_leads_to_its_plan(sqlite_office, ready, open_tab, press, qtbot):
    sqlite_office.do(referrals.accept, referral=ready, seen=1)
    tab = open_tab(ReferralsTab)
    press(tab, "referrals.confirm")
    press(tab, "referrals.confirm_form.confirm")
    for box in tab.panel.page.checks.findChildren(QCheckBox):
        box.click()
        qtbot.waitUntil(lambda: not tab.door.tasks.is_busy)
    press(tab, "referrals.start")
    press(tab, "referrals.start_form.confirm")
    with qtbot.waitSignal(tab.place_requested) as asked:
        press(tab, "referrals.plan")
    assert asked.args == [Place(TabName.PLANS, tab.panel.view.person_id)]


@pytest.mark.usefixtures("ready")
def test_escape_leaves_a_form_and_does_nothing(open_tab, press, qtbot):
    tab = open_tab(ReferralsTab)
    press(tab, "referrals.ask")
    qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_Escape)
    assert tab.panel.form is None
    assert tab.panel.view.questions == ()
    assert tab.focusWidget().objectName() == "referrals.edit", "Accept would store at once"


@pytest.mark.rule("REF-4")
def test_what_is_lacking_is_filled_in_and_then_it_can_be_accepted(sqlite_office, open_tab, press, typed):
    sqlite_office.a_referral(alternatives_considered="", urgent=True, support=Support.NOT_STATED)
    tab = open_tab(ReferralsTab)
    press(tab, "referrals.edit")
    form = tab.panel.long_form.details
    form.controls["support"].set_value(Support.SOME)
    form.controls["delivery_confirmed"].click()
    typed(tab, "referrals.form.alternatives_considered", "Neighbour away")
    typed(tab, "referrals.form.calls", "am 45x2, tea 30 daily")
    press(tab, "referrals.form.confirm")
    assert tab.panel.view.minutes == 7 * 120
    press(tab, "referrals.accept")
    assert tab.panel.view.stage is Stage.WAITING_FOR_CAPACITY


def test_what_two_desks_write_about_a_referral_is_merged_by_field_and_the_same_field_is_asked(
    sqlite_office, ready, open_tab, press, typed, elsewhere
):
    tab = open_tab(ReferralsTab)
    press(tab, "referrals.edit")
    typed(tab, "referrals.form.notes", "Ring the neighbour")
    elsewhere(lambda: sqlite_office.do(referrals.change_details, referral=ready, seen=1, referrer_telephone="01629 2"))
    press(tab, "referrals.form.confirm")  # nobody has told this desk of it yet
    assert tab.panel.long_form is None
    press(tab, "referrals.edit")
    typed(tab, "referrals.form.notes", "Ring the daughter")
    elsewhere(lambda: sqlite_office.do(referrals.change_details, referral=ready, seen=3, notes="Ring the son"))
    press(tab, "referrals.form.confirm")
    kept = tab.panel.long_form.kept
    assert kept.is_open()
    press(tab, "draft.1.take_theirs")
    assert not kept.is_open()
    press(tab, "referrals.form.confirm")
    view = elsewhere(lambda: sqlite_office.ask(queries.referral, referral=ready))
    assert (view.notes, view.referrer_telephone) == ("Ring the son", "01629 2")


@pytest.mark.usefixtures("ready")
def test_calls_that_cannot_be_read_are_said_under_the_field_and_nothing_is_sent(open_tab, press, typed):
    tab = open_tab(ReferralsTab)
    press(tab, "referrals.edit")
    typed(tab, "referrals.form.calls", "whenever she likes")
    press(tab, "referrals.form.confirm")
    assert tab.panel.long_form is not None
    assert tab.panel.long_form.details.calls.problem.startswith("This can't be read")
    assert tab.panel.view.version == 1


@pytest.mark.rule("REF-3")
@pytest.mark.usefixtures("ready")
def test_information_is_asked_chased_and_answered(open_tab, press, typed):
    tab = open_tab(ReferralsTab)
    press(tab, "referrals.ask")
    typed(tab, "referrals.ask_form.what", "Key safe number")
    press(tab, "referrals.ask_form.confirm")
    assert tab.panel.view.stage is Stage.INFORMATION_ASKED
    press(tab, "referrals.chase.1")
    assert tab.panel.view.questions[0].chased_at is not None
    press(tab, "referrals.answer.1")
    typed(tab, "referrals.answer_form.answer", "1945, by the door")
    press(tab, "referrals.answer_form.confirm")
    assert tab.panel.view.questions[0].answer == "1945, by the door"
    assert tab.panel.view.stage is Stage.NEW


@pytest.mark.usefixtures("ready")
def test_a_form_that_is_refused_says_so_within_itself_and_keeps_what_was_typed(open_tab, press, typed):
    tab = open_tab(ReferralsTab)
    press(tab, "referrals.ask")
    typed(tab, "referrals.ask_form.of_whom", "Ward 4")
    press(tab, "referrals.ask_form.confirm")
    assert "Say what is asked for" in tab.panel.form.notice.text.text()
    assert tab.findChild(QLineEdit, "referrals.ask_form.of_whom").text() == "Ward 4"


@pytest.mark.rule("REF-13")
def test_capacity_is_held_counts_down_and_is_given_back(sqlite_office, ready, open_tab, press, offered):
    sqlite_office.do(referrals.accept, referral=ready, seen=1)
    tab = open_tab(ReferralsTab)
    press(tab, "referrals.hold")
    tab.findChild(MomentEdit, "referrals.hold_form.found").set_value(sqlite_office.now - timedelta(hours=10))
    press(tab, "referrals.hold_form.confirm")
    assert tab.queue.model().index(0, 4).data() == "Held, 2 d 14 h left"
    assert offered(tab)[:3] == ["start", "confirm", "give_back"]
    press(tab, "referrals.give_back")
    press(tab, "referrals.give_back_form.confirm")
    assert tab.panel.view.stage is Stage.WAITING_FOR_CAPACITY


@pytest.mark.rule("REF-13")
def test_an_expired_hold_is_released_and_support_referred_again(sqlite_office, ready, clock, open_tab, press, offered):
    sqlite_office.do(referrals.accept, referral=ready, seen=1)
    sqlite_office.do(referrals.hold_capacity, referral=ready, seen=2)
    clock.advance(timedelta(hours=73))
    tab = open_tab(ReferralsTab)
    assert tab.queue.model().index(0, 4).data() == "Hold expired"
    assert offered(tab)[0] == "release"
    press(tab, "referrals.release")
    press(tab, "referrals.release_form.confirm")
    assert tab.panel.view.stage is Stage.LAPSED
    press(tab, "referrals.refer_again")
    press(tab, "referrals.refer_again_form.confirm")
    assert tab.panel.view.stage is Stage.NEW
    assert tab.panel.view.earlier_reference
    assert tab.queue.current().id == tab.panel.view.id != ready


@pytest.mark.rule("REF-11")
@pytest.mark.usefixtures("ready")
def test_a_placement_is_marked_in_the_queue_and_lifted_again(open_tab, pick, press, typed):
    tab = open_tab(ReferralsTab)
    pick(tab, "place")
    tab.panel.form._band.set_value(Band.FROM_HOSPITAL)
    typed(tab, "referrals.place_form.because", "Carer taken ill")
    typed(tab, "referrals.place_form.consulted", "Care Hub")
    typed(tab, "referrals.place_form.until", "1 jan 2030 9:00")
    is_meant = tab.findChild(QCheckBox, "referrals.place_form.until_is_meant")
    assert is_meant.isHidden()
    press(tab, "referrals.place_form.confirm")
    assert "Is that the day that is meant?" in tab.panel.form.notice.text.text()
    assert not is_meant.isHidden()
    is_meant.click()
    press(tab, "referrals.place_form.confirm")
    assert tab.queue.model().index(0, 0).data() == "(i) out of order"
    assert tab.panel.view.computed_band is Band.NO_SUPPORT
    pick(tab, "lift")
    assert not tab.panel.view.out_of_order


@pytest.mark.rule("REF-5")
@pytest.mark.usefixtures("ready")
def test_declining_asks_for_the_talk_with_the_assessor(open_tab, pick, press, typed, offered):
    tab = open_tab(ReferralsTab)
    pick(tab, "decline")
    typed(tab, "referrals.decline_form.because", "The need is for nursing")
    press(tab, "referrals.decline_form.confirm")
    assert "Discuss it with the assessor" in tab.panel.form.notice.text.text()
    tab.findChild(QCheckBox, "referrals.decline_form.discussed").click()
    press(tab, "referrals.decline_form.confirm")
    assert tab.panel.view.stage is Stage.DECLINED
    assert offered(tab) == ["more"]


@pytest.mark.rule("REF-4")
def test_signposting_says_where_to_and_the_referral_stays_in_view(
    sqlite_office, ready, open_tab, pick, press, choose, typed
):
    sqlite_office.a_referral(from_hospital=True)
    tab = open_tab(ReferralsTab)
    choose(tab, ready)
    pick(tab, "signpost")
    typed(tab, "referrals.signpost_form.because", "The lunch club")
    press(tab, "referrals.signpost_form.confirm")
    assert tab.panel.view.id == ready
    assert tab.panel.view.stage is Stage.SIGNPOSTED
    assert tab.queue.current() is None


@pytest.mark.rule("REF-14")
@pytest.mark.usefixtures("ready")
def test_withdrawing_says_when_the_care_hub_was_told(open_tab, pick, press, typed):
    tab = open_tab(ReferralsTab)
    pick(tab, "withdraw")
    typed(tab, "referrals.withdraw_form.told", "now")
    press(tab, "referrals.withdraw_form.confirm")
    assert tab.panel.view.stage is Stage.WITHDRAWN


@pytest.mark.rule("REF-19")
def test_a_start_is_undone_with_a_reason(sqlite_office, ready, open_tab, press, pick, settled, typed):
    sqlite_office.do(referrals.accept, referral=ready, seen=1)
    sqlite_office.do(referrals.confirm_capacity, referral=ready, seen=2)
    tab = open_tab(ReferralsTab)
    for box in tab.panel.page.checks.findChildren(QCheckBox):
        box.click()
        settled()
    press(tab, "referrals.start")
    press(tab, "referrals.start_form.confirm")
    pick(tab, "undo_start")
    typed(tab, "referrals.undo_start_form.because", "Wrong person")
    press(tab, "referrals.undo_start_form.confirm")
    assert tab.panel.view.stage is Stage.PROMISED
    assert tab.queue.model().rowCount() == 1


@pytest.mark.rule("REF-1")
def test_a_new_referral_is_taken_in_by_hand(sqlite_office, open_tab, press, settled, typed):
    tab = open_tab(ReferralsTab)
    assert tab.findChild(QPushButton, "referrals.empty.step").isVisible()
    tab.act("referrals.act.new")
    settled()
    for key, text in (("given", "Ada"), ("family", "Lovell"), ("born", "14/3/1942"), ("nhs_number", "943 476 5919")):
        typed(tab, f"referrals.form.{key}", text)
    typed(tab, "referrals.form.calls", "am 30 daily")
    press(tab, "referrals.form.confirm")
    assert tab.panel.long_form.notice.text.text() == "To which team: Choose the team that the referral came to."
    tab.panel.long_form.person.to_team.set_value(sqlite_office.teams["North"])
    press(tab, "referrals.form.confirm")
    assert tab.panel.view.person == "Ada Lovell"
    assert tab.panel.view.minutes == 7 * 30
    assert tab.queue.current().id == tab.panel.view.id


@pytest.mark.rule("REF-5")
def test_a_child_is_refused_beside_the_form(sqlite_office, open_tab, press, settled, typed):
    tab = open_tab(ReferralsTab)
    tab.act("referrals.act.new")
    settled()
    for key, text in (("given", "Ada"), ("family", "Lovell"), ("born", "14/3/2012")):
        typed(tab, f"referrals.form.{key}", text)
    tab.panel.long_form.person.to_team.set_value(sqlite_office.teams["North"])
    press(tab, "referrals.form.confirm")
    assert "for adults" in tab.panel.long_form.notice.text.text()
    assert tab.findChild(QLineEdit, "referrals.form.given").text() == "Ada"


def test_a_place_opens_the_very_field(sqlite_office, ready, open_tab, settled):
    other = sqlite_office.a_referral(from_hospital=True)
    tab = open_tab(ReferralsTab)
    tab.await_place(Place(TabName.REFERRALS, field="referrals.discharge", record=ready))
    tab.ask_again()
    settled()
    assert tab.panel.view.id == ready != other
    assert tab.focusWidget().objectName() == "referrals.discharge"


def test_the_controls_of_the_tab_and_its_forms_are_those_of_the_list(
    sqlite_office, ready, open_tab, press, settled, typed, preview, qtbot, met
):
    office = sqlite_office
    office.a_person(given="Jean", family="Gill")
    office.do(referrals.ask_for_information, referral=ready, seen=1, what="Key safe", of_whom="Ward 4")
    told = {"team": office.teams["North"], "worker_minutes": 600, "because": "Leave"}
    office.do(contracted_hours.add_reduction, first_day=date(2026, 11, 20), last_day=date(2026, 11, 27), **told)
    seen = office.version(Team, told["team"])
    office.do(contracted_hours.set_contracted, seen=seen, from_day=date(2026, 12, 1), **told)
    office.a_referral(received_at=office.now, pathway=Pathway.URGENT, comes_from=ComesFrom.COMMUNITY)
    tab = open_tab(ReferralsTab)
    tab.by_pathway.pathway.set_value(Pathway.PLANNED)
    tab.by_pathway.changed.emit()
    met.meet(tab)
    press(tab, "referrals.show_all")
    for form in (*FORMS.values(), AcceptForm):
        tab.panel.open_form(form(tab.desk, tab.panel.view))
        met.meet(tab)
    tab.panel.open_form(AnswerForm(tab.desk, tab.panel.view, tab.panel.view.questions[0]))
    met.meet(tab)
    for key in ("referrals.act.edit", "referrals.act.new"):
        tab.act(key)
        settled()
        met.meet(tab)
    for key, text in (("given", "Jean"), ("family", "Gill"), ("born", "1/5/1940"), ("postcode", "DE4 3AA")):
        typed(tab, f"referrals.form.{key}", text)
    qtbot.waitUntil(lambda: tab.findChild(QPushButton, "referrals.form.may_be.other.1") is not None)
    met.meet(tab)
    dialog = preview(tab)
    met.meet(dialog)
    dialog.back.click()
    other = open_tab(ReferralsTab)
    press(other, "referrals.by_patch")
    qtbot.waitUntil(lambda: other.findChild(QPushButton, "referrals.capacity.reduction.1.change").isVisible())
    for name in ("contract", "reduce", "usual", "reduction.1.change", "coming.1.withdraw"):
        press(other, f"referrals.capacity.{name}")
        met.meet(other)
    assert met.differences("Referrals") == []
    assert duplicate_shortcuts(tab.specs) == ()


def test_a_place_about_information_leads_to_the_open_question(sqlite_office, ready, open_tab, settled):
    sqlite_office.do(referrals.ask_for_information, referral=ready, seen=1, what="Key safe", of_whom="Ward 4")
    tab = open_tab(ReferralsTab)
    tab.await_place(Place(TabName.REFERRALS, person=tab.panel.view.person_id, field="referrals.information"))
    tab.ask_again()
    settled()
    assert tab.focusWidget().objectName() == "referrals.answer.1"


@pytest.mark.rule("REF-13")
def test_those_that_left_the_queue_are_found_again(sqlite_office, ready, open_tab, choose, press, settled, offered):
    sqlite_office.do(referrals.accept, referral=ready, seen=1)
    sqlite_office.do(referrals.hold_capacity, referral=ready, seen=2)
    sqlite_office.clock.advance(timedelta(hours=73))
    sqlite_office.do(referrals.release, referral=ready, seen=sqlite_office.version(Referral, ready))
    waiting = sqlite_office.a_referral()
    tab = open_tab(ReferralsTab)
    assert tab.panel.view.id == waiting
    press(tab, "referrals.show_left")
    assert tab.left.choose(ready)
    settled()
    assert tab.panel.view.id == ready
    assert offered(tab) == ["refer_again", "more"]
    press(tab, "referrals.show_left")
    choose(tab, waiting)
    assert tab.panel.view.id == waiting


def test_what_was_typed_into_a_form_comes_back_after_looking_at_somebody_else(
    sqlite_office, ready, open_tab, choose, press, settled, typed
):
    other = sqlite_office.a_referral()
    tab = open_tab(ReferralsTab)
    choose(tab, ready)
    press(tab, "referrals.edit")
    typed(tab, "referrals.form.notes", "Ring the neighbour")
    choose(tab, other)
    assert tab.panel.long_form is None
    choose(tab, ready)
    press(tab, "referrals.edit")
    settled()
    assert tab.panel.long_form.details.controls["notes"].toPlainText() == "Ring the neighbour"
    assert "isn't saved yet" in tab.panel.long_form.kept.bar("back").text.text()
