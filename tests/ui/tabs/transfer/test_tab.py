"""The Interim transfer tab: from the first condition to the raised PO, by its buttons, on a real office."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton

from app.exchange.agreement.scan import Scan
from app.services.agreement import costs, powers
from app.services.people import details
from app.services.transfer import conditions, expecting
from models.agreement import Rate
from models.episodes import Episode
from models.transfer import Transfer, TransferStep
from models.vocabulary.agreement import Authority, ChargeAsk, Funding, PowerKind
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.papers import MediaType
from models.vocabulary.transfer import TransferRole, TransferRoute
from tests.models.rows_of_signers import an_agreement
from tests.ui.explained import meet_explained
from tests.ui.shortcuts import duplicate_shortcuts
from ui.navigation import PageName, Place, TabName
from ui.tabs.transfer.cost_forms import ELIGIBLE
from ui.tabs.transfer.forms import FACTS
from ui.tabs.transfer.offer import OFFER_FORMS
from ui.tabs.transfer.tab import InterimTransferTab
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.date_edit import MomentEdit

DAY = timedelta(days=1)
PENCE = {"single_handed_pence": 2480, "double_handed_pence": 4960}


def only(office, kind):
    with office.database.reading() as session:
        return session.query(kind).one()


@pytest.mark.rule("INT-1")
def test_each_condition_says_what_fails_who_can_mend_it_and_is_mended_beside_it(
    sqlite_office, open_tab, press, write, elsewhere
):
    person = sqlite_office.a_person()
    sqlite_office.an_episode(person=person)
    tab = open_tab(InterimTransferTab, person)
    assert "not recorded yet. From the MDT" in tab.conditions.must.text()
    assert tab.conditions.aside.text() == "5 conditions to mend"
    press(tab, "transfer.independence")
    press(tab, "transfer.independence_form.confirm")
    assert "Say who was at the meeting" in tab.conditions.form.notice.text.text()
    write(tab, "transfer.independence_form.present", "OT, SW")
    press(tab, "transfer.independence_form.confirm")
    assert "maximum independence is reached: 20 Nov 2026." in tab.conditions.must.text()
    assert "Decided by the MDT of 20 Nov 2026 (OT, SW), typed in by DSO North" in tab.conditions.must.text()
    press(tab, "transfer.assessment")
    press(tab, "transfer.assessment_form.confirm")
    press(tab, "transfer.support_plan")
    press(tab, "transfer.support_plan_form.confirm")
    press(tab, "transfer.agreed")
    write(tab, "transfer.agreed_form.reason", "No provider yet")
    write(tab, "transfer.agreed_form.present", "OT, SW")
    press(tab, "transfer.agreed_form.confirm")
    press(tab, "transfer.offer")
    write(tab, "transfer.offer_form.provider", "Peakside Home Care")
    press(tab, "transfer.offer_form.confirm")
    assert tab.conditions.aside.text() == "All hold"
    assert elsewhere(lambda: only(sqlite_office, Transfer)).reason == "No provider yet"


@pytest.mark.rule("INT-3")
def test_a_refusal_stands_in_the_form_and_what_was_typed_stays(sqlite_office, open_tab, press, write):
    person = sqlite_office.a_person()
    sqlite_office.an_episode(person=person)
    tab = open_tab(InterimTransferTab, person)
    press(tab, "transfer.agreed")
    write(tab, "transfer.agreed_form.at", "tomorrow 9am")
    press(tab, "transfer.agreed_form.confirm")
    form = tab.conditions.form
    assert form.notice.isVisible()
    assert "Give the reason" in form.notice.text.text() or "future" in form.notice.text.text()
    assert form.findChild(QLineEdit, "transfer.agreed_form.at").text()


def test_a_form_is_filled_in_and_left_by_the_keyboard_alone(sqlite_office, open_tab, qtbot, settled):
    person = sqlite_office.a_person()
    sqlite_office.an_episode(person=person)
    tab = open_tab(InterimTransferTab, person)
    opener = tab.findChild(QPushButton, "transfer.send")
    opener.setFocus()
    qtbot.keyClick(opener, Qt.Key.Key_Space)
    assert tab.focusWidget().objectName() == "transfer.send_form.at"
    qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_Escape)
    assert tab.conditions.form is None
    assert tab.focusWidget() is opener
    qtbot.keyClick(opener, Qt.Key.Key_Space)
    qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_Return)
    settled()
    assert "Sent to Brokerage today 09:00" in tab.brokerage.lines.text()
    assert tab.brokerage.aside.text() == "48 hours end in 2 d"


@pytest.mark.rule("INT-2")
def test_brokerage_is_to_be_asked_for_the_list_when_the_hours_are_over(sqlite_office, open_tab):
    person = sqlite_office.a_person()
    episode = sqlite_office.an_episode(person=person, started_at=sqlite_office.now - 9 * DAY)
    sqlite_office.do(conditions.send_to_brokerage, episode=episode, at=sqlite_office.now - 3 * DAY)
    tab = open_tab(InterimTransferTab, person)
    assert "The hours are over without an offer: ask Brokerage" in tab.brokerage.lines.text()
    tab.go_to(Place(TabName.TRANSFER, person, "transfer.listed"))
    assert tab.focusWidget().objectName() == "transfer.listed"


@pytest.mark.rule("INT-3")
def test_steps_are_ticked_noted_and_unticked_with_who_and_when(sqlite_office, open_tab, press, write, elsewhere):
    person = sqlite_office.a_person()
    sqlite_office.an_episode(person=person)
    tab = open_tab(InterimTransferTab, person)
    name = "transfer.checklist.sts_dso.capacity_spoken"
    press(tab, name)
    write(tab, "transfer.note_form.text", "Room from Monday")
    press(tab, "transfer.note_form.confirm")
    box = tab.findChild(QCheckBox, name)
    assert box.isChecked()
    assert "today 09:00" in box.accessibleDescription()
    assert "Room from Monday" in box.accessibleDescription()
    press(tab, f"{name}.note")
    write(tab, "transfer.note_form.text", "Room from Tuesday")
    press(tab, "transfer.note_form.confirm")
    assert elsewhere(lambda: only(sqlite_office, TransferStep)).note == "Room from Tuesday"
    press(tab, name)
    assert not box.isChecked()
    assert tab.checklist.aside.text().startswith("0 of")


def test_the_roles_stand_beside_each_other_while_they_fit(sqlite_office, open_tab, qtbot):
    person = sqlite_office.a_person()
    sqlite_office.an_episode(person=person)
    tab = open_tab(InterimTransferTab, person)
    assert set(tab.checklist.columns) == set(TransferRole)
    assert tab.checklist.beside.columns == len(TransferRole)
    tab.resize(600, 640)
    qtbot.waitUntil(lambda: tab.checklist.beside.columns == 2)


@pytest.mark.rule("INT-7")
def test_the_hand_over_lists_what_it_lacks_and_is_refused_beside(sqlite_office, open_tab, press):
    person = sqlite_office.a_person()
    episode = sqlite_office.an_episode(person=person)
    sqlite_office.do(conditions.agree_maximum_independence, episode=episode, at=sqlite_office.now)
    tab = open_tab(InterimTransferTab, person)
    assert "4 conditions above to mend" in tab.moving.lacks.text()
    assert "service end date request to PST" in tab.moving.lacks.text()
    press(tab, "transfer.hand_over")
    press(tab, "transfer.hand_over_form.confirm")
    assert "The support plan is complete: not recorded yet." in tab.moving.form.notice.text.text()
    assert "Who can help" in tab.moving.form.notice.text.text()


@pytest.mark.rule("INT-7")
def test_the_route_is_chosen_and_the_person_handed_over(
    sqlite_office, before_the_move, open_tab, press, elsewhere, qtbot
):
    tab = open_tab(InterimTransferTab, before_the_move)
    press(tab, "transfer.route")
    team = tab.findChild(ChoiceBox, "transfer.route_form.team")
    assert team.value() == sqlite_office.teams["Interim"]
    assert tab.findChild(ChoiceBox, "transfer.route_form.dso").value() == sqlite_office.staff["Interim DSO"]
    press(tab, "transfer.route_form.confirm")
    assert tab.moving.aside.text() == "Everything is there"
    qtbot.keyClick(tab, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert tab.focusWidget() is tab.moving.hand_over
    qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_Return)
    assert tab.moving.form.notice.text.text().startswith("Return doesn't do this: go to “Hand over”")
    press(tab, "transfer.hand_over_form.confirm")
    assert "Handed over today 09:00" in tab.moving.route.text()
    assert not tab.moving.hand_over.isVisible()
    now_open = elsewhere(lambda: _open_episode(sqlite_office, before_the_move))
    assert now_open.kind is EpisodeKind.INTERIM_TEAM


@pytest.mark.rule("INT-8")
def test_without_a_team_the_person_stays_with_sts(sqlite_office, before_the_move, open_tab, press, elsewhere):
    tab = open_tab(InterimTransferTab, before_the_move)
    press(tab, "transfer.checklist.interim_dso.transfer_accepted")
    press(tab, "transfer.route")
    team = tab.findChild(ChoiceBox, "transfer.route_form.team")
    team.set_value(TransferRoute.WITHIN_STS)
    team.picked.emit(TransferRoute.WITHIN_STS)
    press(tab, "transfer.route_form.confirm")
    assert elsewhere(lambda: only(sqlite_office, Transfer)).route is TransferRoute.WITHIN_STS
    assert "Complete a long-term PSP" in tab.moving.lacks.text()


def test_the_button_for_the_tracker_opens_its_page_at_the_export(before_the_move, open_tab, press, office_desk):
    tab, wanted = open_tab(InterimTransferTab, before_the_move), []
    office_desk.page_wanted.connect(lambda page, record: wanted.append((page, record, office_desk.page_field)))
    press(tab, "transfer.export_tracker")
    assert wanted == [(PageName.TRACKER, None, "tracker.export")]


def test_somebody_without_support_is_a_lesson(sqlite_office, open_tab):
    tab = open_tab(InterimTransferTab, sqlite_office.a_person())
    assert tab.empty.isVisible()
    assert not tab.conditions.isVisible()


def test_places_of_prompts_lead_to_their_fields(before_the_move, open_tab):
    tab = open_tab(InterimTransferTab, before_the_move)
    for field, focused in (
        ("transfer.conditions", "transfer.independence"),
        ("transfer.listed", "transfer.listed"),
        ("transfer.checklist", "transfer.checklist.sts_dso.sts_psp_finished"),  # the first that can be done
        ("transfer.checklist.case_coordinator", "transfer.checklist.case_coordinator.stays_allocated"),
    ):
        tab.go_to(Place(TabName.TRANSFER, before_the_move, field))
        assert tab.focusWidget().objectName() == focused


@pytest.mark.rule("END-9")
def test_a_move_ahead_is_shown_as_expected_and_taken_back(sqlite_office, before_the_move, open_tab, press, write):
    tab = open_tab(InterimTransferTab, before_the_move)
    press(tab, "transfer.hand_over")
    tab.findChild(MomentEdit, "transfer.hand_over_form.at").set_value(sqlite_office.now + 2 * DAY)
    press(tab, "transfer.hand_over_form.confirm")
    assert "Expected: moves to interim support 22 Nov 2026" in tab.moving.route.text()
    assert tab.moving.hand_over.isVisible()
    press(tab, "transfer.take_back_day")
    write(tab, "transfer.take_back_day_form.because", "The team has no room")
    press(tab, "transfer.take_back_day_form.confirm")
    assert "Expected" not in tab.moving.route.text()


def open_each(tab, names, press, met):
    """Open a form of the hand-over after another, and close it again."""
    for name in names:
        press(tab, name)
        met.meet(tab)
        tab.moving.close_form()


def open_each_about_the_agreement(tab, press, met, settled):
    """Open a form of the agreement after another, and sign what is issued anew."""
    for name in ("sign", "add_representative", "speaker.1", "speaker.3", "speaker.4", "power.1", "replace_attorney"):
        press(tab, f"transfer.{name}")
        met.meet(tab)
        tab.agreement.close_form()
    press(tab, "transfer.issue")
    met.meet(tab)
    tab.agreement.form.findChild(ChoiceBox, "transfer.issue_form.who").setCurrentIndex(0)
    press(tab, "transfer.issue_form.confirm")
    press(tab, "transfer.refuse")
    met.meet(tab)
    tab.agreement.form.findChild(QPlainTextEdit, "transfer.refuse_form.because").setPlainText("Finds it dear")
    press(tab, "transfer.refuse_form.confirm")
    met.meet(tab)
    press(tab, "transfer.sign")
    met.meet(tab)
    press(tab, "transfer.sign_form.confirm")
    scan = Scan(MediaType.PDF, b"%PDF-1.7 a scan")
    for _ in range(2):  # the second asks why it replaces the first
        tab.agreement.scan.read.emit(scan)
        settled()
        met.meet(tab)
    tab.agreement.close_form()


def open_each_about_the_cost(tab, press, met):
    """What was said, and the rest that families ask about the cost; then what was asked for is taken back."""
    for name in ("transfer.cost_said", "transfer.less", "transfer.request.1"):
        press(tab, name)
        met.meet(tab)
        tab.money.close_form()
    tab.money.open_form("transfer", ELIGIBLE, tab.moving._view)  # offered for a co-funder
    met.meet(tab)
    tab.money.close_form()


def those_who_speak(office, person):
    """Two attorneys of one power, a benefits appointee, and an attorney of whose power nothing is recorded."""
    held = [
        office.do(details.add_representative, person=person, name=name, authority=authority).made
        for name, authority in (
            ("Ann Gill", Authority.LPA_PROPERTY),
            ("Tom Gill", Authority.LPA_PROPERTY),
            ("Sue Gill", Authority.APPOINTEE),
            ("Joe Gill", Authority.EPA),
        )
    ]
    office.do(powers.record_power, person=person, kind=PowerKind.LPA_PROPERTY, holders=held[:2])


def asked_to_stop(office, episode):
    """They ask for no support any more."""
    return office.do(costs.ask_for_less, episode=episode, asks=ChargeAsk.STOP, asked_at=office.now, asked_by="Ann Gill")


def test_its_controls_are_those_of_the_list(sqlite_office, before_the_move, open_tab, press, met, elsewhere, settled):
    those_who_speak(sqlite_office, before_the_move)
    co_funder = sqlite_office.a_person(funding=Funding.CO_FUNDER)
    with_offer = sqlite_office.an_episode(person=co_funder, started_at=sqlite_office.now - 9 * DAY)
    sqlite_office.do(
        conditions.record_offer,
        episode=with_offer,
        at=sqlite_office.now - DAY,
        provider="Peakside Home Care",
        starts_on=None,
    )
    made = sqlite_office.do(conditions.choose_route, episode=with_offer, route=TransferRoute.WITHIN_STS).made
    ahead = {"transfer": made, "seen": sqlite_office.version(Transfer, made), "at": sqlite_office.now + DAY}
    sqlite_office.do(expecting.hand_over_or_expect, **ahead)
    tab = open_tab(InterimTransferTab, co_funder)
    met.meet(tab)
    open_each(tab, ("transfer.move_day", "transfer.take_back_day"), press, met)
    for spec in OFFER_FORMS.values():
        tab.brokerage.open_form("transfer", spec, tab.moving._view)
        met.meet(tab)
    tab = open_tab(InterimTransferTab, before_the_move)
    meet_explained(tab, press, met)
    for key in FACTS:
        tab.conditions.open_form("transfer", FACTS[key], tab.moving._view)
        met.meet(tab)
    tab.conditions.close_form()
    for name in ("transfer.route", "transfer.abandon", "transfer.hand_over"):
        press(tab, name)
        met.meet(tab)
        if name != "transfer.hand_over":
            tab.moving.close_form()
    tab.moving.close_form()
    press(tab, "transfer.checklist.interim_dso.transfer_accepted")
    for name in ("transfer.returned", "transfer.accepted"):
        press(tab, name)
        met.meet(tab)
        if name == "transfer.returned":
            tab.moving.close_form()
    press(tab, "transfer.accepted_form.confirm")
    met.meet(tab)
    press(tab, "transfer.hand_over")
    press(tab, "transfer.hand_over_form.confirm")
    met.meet(tab)  # there is no rate yet
    elsewhere(lambda: sqlite_office.store(Rate(from_day=date(2026, 4, 1), **PENCE)))
    tab.ask_again()
    settled()
    open_each(tab, ("transfer.take_back", "transfer.at"), press, met)
    press(tab, "transfer.checklist.interim_dso.interim_psp.note")
    met.meet(tab)
    elsewhere(lambda: an_agreement(sqlite_office, 1, tab.moving._view.episode))
    tab.ask_again()
    settled()
    elsewhere(lambda: asked_to_stop(sqlite_office, tab.moving._view.episode))
    tab.ask_again()
    settled()
    open_each_about_the_cost(tab, press, met)
    open_each_about_the_agreement(tab, press, met, settled)
    press(tab, "transfer.upload")
    met.meet(tab)
    assert met.differences("Interim transfer") == []
    assert duplicate_shortcuts(tab.specs) == ()


@pytest.mark.rule("INT-9")
def test_the_interim_dsos_answer_is_recorded_by_name_and_a_return_with_its_reason(
    before_the_move, open_tab, press, write
):
    tab = open_tab(InterimTransferTab, before_the_move)
    assert not tab.moving.accepted.isVisible()
    press(tab, "transfer.returned")
    assert tab.findChild(ChoiceBox, "transfer.returned_form.interim_dso").currentText() == "DSO Interim"
    press(tab, "transfer.returned_form.confirm")
    assert "Say why" in tab.moving.form.notice.text.text()
    write(tab, "transfer.returned_form.because", "No room before Monday")
    press(tab, "transfer.returned_form.confirm")
    assert "Returned today" in tab.moving.past.text()
    assert "No room before Monday" in tab.moving.past.text()
    assert not tab.moving.returned.isVisible()
    press(tab, "transfer.checklist.sts_dso.capacity_spoken")  # with the note that stands there
    press(tab, "transfer.checklist.sts_dso.psp_sent")
    press(tab, "transfer.accepted")
    press(tab, "transfer.accepted_form.confirm")
    assert "DSO Interim, recorded by DSO North" in tab.moving.past.text()
    assert tab.moving.lacks.text() == ""


def _open_episode(office, person):
    with office.database.reading() as session:
        return session.query(Episode).filter(Episode.person_id == person, Episode.ended_at.is_(None)).one()
