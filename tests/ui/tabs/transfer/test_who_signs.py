"""Who signs this time, asked at issue; the power recorded; each signature with its own day; and a refusal."""

from datetime import timedelta

import pytest

from app.services.agreement import powers
from app.services.people import details
from models.agreement import Agreement
from models.signers import AgreementSigner, Power, SignatureRefused, SigningBasis
from models.vocabulary.agreement import Acting, Authority, PowerKind, SignsBecause
from models.vocabulary.people import PaperFormat
from ui.tabs.transfer.tab import InterimTransferTab
from ui.widgets.choice_box import ChoiceBox

pytestmark = [pytest.mark.rule("FUND-5"), pytest.mark.usefixtures("a_rate")]


def every(office, kind):
    with office.database.reading() as session:
        return session.query(kind).order_by(kind.id).all()


@pytest.fixture
def attorneys(sqlite_office, before_the_move):
    """Two attorneys of one registered power, who act jointly; the second reads large print."""
    office, today = sqlite_office, sqlite_office.now.date()
    held = [
        office.do(
            details.add_representative,
            person=before_the_move,
            name=name,
            authority=Authority.LPA_PROPERTY,
            paper_format=paper_format,
        ).made
        for name, paper_format in (("Ann Gill", PaperFormat.STANDARD), ("Tom Gill", PaperFormat.LARGE_PRINT))
    ]
    power = office.do(
        powers.record_power,
        person=before_the_move,
        kind=PowerKind.LPA_PROPERTY,
        holders=held,
        dated=today - timedelta(days=90),
        registered_on=today - timedelta(days=30),
        acts=Acting.JOINTLY,
        copy_seen=today,
    ).made
    return power, held


@pytest.fixture
def in_interim(before_the_move, open_tab, press):
    """A function that opens the tab of somebody who has moved."""

    def opened():
        tab = open_tab(InterimTransferTab, before_the_move)
        press(tab, "transfer.hand_over")
        press(tab, "transfer.hand_over_form.confirm")
        return tab

    return opened


def choose(tab, name, label):
    box = tab.agreement.form.findChild(ChoiceBox, name)
    value = next(each for each in box._values if label in box.label_of(_key(each)))
    box.set_value(value)
    box.picked.emit(value)


def _key(value):
    return getattr(value, "name", None) if hasattr(value, "label") else str(value)


@pytest.mark.usefixtures("attorneys")
def test_both_joint_attorneys_are_asked_and_each_signs_on_their_own_day(
    sqlite_office, in_interim, press, write, elsewhere
):
    tab = in_interim()
    press(tab, "transfer.issue")
    form = tab.agreement.form
    box = form.findChild(ChoiceBox, "transfer.issue_form.who")
    assert [box.itemText(n) for n in range(box.count())][1:] == ["Ann Gill and Tom Gill, attorneys together"]
    assert not form.findChild(ChoiceBox, "transfer.issue_form.because").isVisible()
    choose(tab, "transfer.issue_form.who", "attorneys together")
    assert form.findChild(ChoiceBox, "transfer.issue_form.edition").value() is PaperFormat.LARGE_PRINT
    press(tab, "transfer.issue_form.confirm")
    assert "Say why the person doesn't sign" in form.notice.text.text()
    choose(tab, "transfer.issue_form.because", "lacks capacity")
    press(tab, "transfer.issue_form.confirm")
    assert "who assessed" in form.notice.text.text()
    write(tab, "transfer.issue_form.assessed_by", "Sam Lee, SW")
    write(tab, "transfer.issue_form.assessed_on", "today")
    write(tab, "transfer.issue_form.capacity_evidence", "MCA form in MOSAIC")
    press(tab, "transfer.issue_form.confirm")
    assert tab.agreement.aside.text() == "Issued, to be signed"
    assert not tab.agreement._page.view.agreement.is_for_person  # so its print is that of those who sign
    press(tab, "transfer.sign")
    write(tab, "transfer.sign_form.signer_1", "now")
    press(tab, "transfer.sign_form.confirm")
    assert "Once everybody has signed" in tab.agreement.notice.text.text()
    assert tab.agreement.aside.text() == "Signed by Ann Gill, to be signed by Tom Gill"
    press(tab, "transfer.sign")
    press(tab, "transfer.sign_form.confirm")
    (kept,) = elsewhere(lambda: every(sqlite_office, Agreement))
    (basis,) = elsewhere(lambda: every(sqlite_office, SigningBasis))
    assert (kept.signed_by, kept.signed_as) == ("Ann Gill and Tom Gill", Authority.LPA_PROPERTY)
    assert (basis.because, basis.assessed_by) == (SignsBecause.LACKS_CAPACITY, "Sam Lee, SW")


def test_a_next_of_kin_is_refused_with_the_reason_and_a_power_is_recorded_in_its_place(
    sqlite_office, before_the_move, in_interim, press, write, elsewhere
):
    for name, authority in (("Ann Gill", Authority.NONE), ("Tom Gill", Authority.LPA_PROPERTY)):
        sqlite_office.do(details.add_representative, person=before_the_move, name=name, authority=authority)
    tab = in_interim()
    press(tab, "transfer.issue")
    choose(tab, "transfer.issue_form.who", "Ann Gill")
    press(tab, "transfer.issue_form.confirm")
    assert "Ann Gill is family or a friend without legal authority" in tab.agreement.form.notice.text.text()
    choose(tab, "transfer.issue_form.who", "Tom Gill")
    press(tab, "transfer.issue_form.confirm")
    assert "Record the power by which Tom Gill signs" in tab.agreement.form.notice.text.text()
    press(tab, "transfer.issue_form.back")
    press(tab, "transfer.speaker.2")
    write(tab, "transfer.power_form.dated", "1/2/2024")
    write(tab, "transfer.power_form.registered_on", "1/3/2024")
    write(tab, "transfer.power_form.copy_seen", "today")
    press(tab, "transfer.power_form.confirm")
    (power,) = elsewhere(lambda: every(sqlite_office, Power))
    assert (power.kind, power.seen_by_id) == (PowerKind.LPA_PROPERTY, sqlite_office.staff["DSO"])
    press(tab, "transfer.issue")
    choose(tab, "transfer.issue_form.who", "Tom Gill, attorney")
    choose(tab, "transfer.issue_form.because", "permission")
    press(tab, "transfer.issue_form.confirm")
    (asked,) = elsewhere(lambda: every(sqlite_office, AgreementSigner))
    assert asked.name == "Tom Gill"


@pytest.mark.usefixtures("attorneys")
def test_a_refusal_says_who_refused_why_and_what_was_said_about_the_cost(
    sqlite_office, in_interim, press, write, elsewhere, qtbot
):
    tab = in_interim()
    press(tab, "transfer.issue")
    choose(tab, "transfer.issue_form.who", "attorneys together")
    choose(tab, "transfer.issue_form.because", "permission")
    press(tab, "transfer.issue_form.confirm")
    press(tab, "transfer.refuse")
    press(tab, "transfer.refuse_form.confirm")
    assert "Say why the agreement was refused" in tab.agreement.form.notice.text.text()
    choose(tab, "transfer.refuse_form.refused_by", "Tom Gill")
    write(tab, "transfer.refuse_form.because", "Finds it dear")
    write(tab, "transfer.refuse_form.said_of_cost", "£86.80 a week, leaflet 3")
    press(tab, "transfer.refuse_form.confirm")
    (kept,) = elsewhere(lambda: every(sqlite_office, SignatureRefused))
    assert (kept.refused_by, kept.reason, kept.said_of_cost) == (
        "Tom Gill",
        "Finds it dear",
        "£86.80 a week, leaflet 3",
    )
    press(tab, "transfer.print_refusal")
    preview = tab.agreement.preview
    qtbot.waitUntil(lambda: len(preview.sheets) > 0)
    preview.reject()


@pytest.mark.usefixtures("attorneys")
def test_a_power_is_corrected_and_somebody_in_it_acts_no_more(sqlite_office, in_interim, press, write, elsewhere):
    tab = in_interim()
    press(tab, "transfer.power.1")
    write(tab, "transfer.change_power_form.reference", "7000-1")
    press(tab, "transfer.change_power_form.confirm")
    press(tab, "transfer.replace_attorney")
    choose(tab, "transfer.replace_attorney_form.instead_of", "Ann Gill")
    write(tab, "transfer.replace_attorney_form.since", "today")
    press(tab, "transfer.replace_attorney_form.confirm")
    (power,) = elsewhere(lambda: every(sqlite_office, Power))
    assert (power.reference, power.acts) == ("7000-1", Acting.JOINTLY)
    press(tab, "transfer.issue")
    box = tab.agreement.form.findChild(ChoiceBox, "transfer.issue_form.who")
    assert [box.itemText(n) for n in range(box.count())][1:] == ["Tom Gill, attorney"]


@pytest.mark.usefixtures("attorneys")
def test_what_a_representative_reads_is_changed(in_interim, press, write):
    tab = in_interim()
    press(tab, "transfer.speaker.1")
    choose(tab, "transfer.change_representative_form.paper_format", "Large")
    write(tab, "transfer.change_representative_form.communication", "Polish")
    press(tab, "transfer.change_representative_form.confirm")
    assert "Reads: large print, Polish" in tab.agreement.speak.text()
