"""Somebody's own details, corrected from the referral or from above the person tabs."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.queries.people.particulars import PersonDetails, particulars
from app.services.agreement import powers
from app.services.people import details
from app.services.people.formats import need_format
from models.vocabulary.agreement import Authority, Funding, PowerKind
from models.vocabulary.people import OtherFormat
from ui.dialogs.person_details import PersonDialog
from ui.person_area import PersonArea
from ui.tabs.referrals.tab import ReferralsTab


@pytest.fixture
def person(sqlite_office):
    return sqlite_office.a_person(nhs_number="9434765919")


@pytest.fixture
def dialog(office_desk, person, qtbot, settled):
    opened = PersonDialog(office_desk, person)
    qtbot.addWidget(opened)
    opened.open()
    settled()
    return opened


def test_only_what_was_changed_is_saved(sqlite_office, person, dialog, write, settled):
    write(dialog, "person.form.telephone", "01629 777 888")
    write(dialog, "person.form.communication", "Hearing aid left")
    write(dialog, "person.form.postcode", "de43af")
    dialog.fields.controls["lone_worker_risk"].click()
    dialog.fields.controls["funding"].set_value(Funding.SELF_FUNDER)
    dialog.save.click()
    settled()
    kept = sqlite_office.ask(particulars, person=person).kept
    assert (kept["telephone"], kept["communication"], kept["postcode"]) == (
        "01629 777 888",
        "Hearing aid left",
        "DE4 3AF",
    )
    assert kept["lone_worker_risk"]
    assert kept["funding"] is Funding.SELF_FUNDER
    assert kept["nhs_number"] == "9434765919"
    assert not dialog.isVisible()


def test_the_form_shows_every_field_that_the_service_takes(dialog):
    assert set(dialog.fields.controls) == set(PersonDetails.__annotations__)
    dialog.reject()


def test_a_wrong_nhs_number_is_said_under_its_field_and_nothing_is_saved(sqlite_office, person, dialog, write, settled):
    write(dialog, "person.form.nhs_number", "943 476 5918")
    dialog.save.click()
    settled()
    assert dialog.isVisible()
    assert "check digit" in dialog.fields.fields["nhs_number"].line.text()
    assert sqlite_office.ask(particulars, person=person).seen == 1


def test_what_two_desks_changed_is_shown_side_by_side(sqlite_office, person, dialog, write, settled, elsewhere):
    write(dialog, "person.form.telephone", "01629 1")
    write(dialog, "person.form.address", "2 High Street")
    told = elsewhere(lambda: sqlite_office.do(details.change_person, person=person, seen=1, telephone="01629 2",
                                              communication="Speak slowly"))  # fmt: skip
    dialog._desk.door.changed.emit(told)
    settled()
    assert dialog.fields.controls["telephone"].text() == "01629 1"
    assert dialog.fields.controls["communication"].toPlainText() == "Speak slowly"
    dialog.save.click()
    settled()
    assert dialog.isVisible(), "nothing is chosen beforehand, and nothing is saved until it is"
    theirs = dialog.findChild(QLabel, "draft.1.theirs").text()
    assert theirs.startswith("Theirs (")
    assert theirs.endswith("): 01629 2")
    assert "another desk" in theirs or "today" in theirs
    dialog.findChild(QPushButton, "draft.1.keep_mine").click()
    dialog.save.click()
    settled()
    kept = sqlite_office.ask(particulars, person=person).kept
    assert (kept["telephone"], kept["address"], kept["communication"]) == ("01629 1", "2 High Street", "Speak slowly")


def test_what_another_desk_changed_elsewhere_in_the_form_is_taken_over_without_a_question(
    sqlite_office, person, dialog, write, settled, elsewhere
):
    write(dialog, "person.form.address", "2 High Street")
    elsewhere(lambda: sqlite_office.do(details.change_person, person=person, seen=1, telephone="01629 2"))
    dialog.save.click()  # nobody has told this desk of it yet
    settled()
    assert not dialog.isVisible()
    kept = sqlite_office.ask(particulars, person=person).kept
    assert (kept["telephone"], kept["address"]) == ("01629 2", "2 High Street")


def test_risks_that_another_desk_wrote_are_looked_at_before_the_form_is_saved(
    sqlite_office, person, dialog, write, settled, elsewhere
):
    write(dialog, "person.form.address", "2 High Street")
    elsewhere(lambda: sqlite_office.do(details.change_person, person=person, seen=1, risks="The dog bites"))
    dialog.save.click()
    settled()
    assert dialog.isVisible()
    assert "now The dog bites" in dialog.kept.bar("theirs").text.text()
    dialog.save.click()
    settled()
    kept = sqlite_office.ask(particulars, person=person).kept
    assert (kept["risks"], kept["address"]) == ("The dog bites", "2 High Street")


def test_a_representative_is_added_with_their_authority(sqlite_office, person, dialog, write, settled):
    dialog.add.click()
    write(dialog, "person.representative_form.name", "Ann Gill")
    dialog.findChild(QPushButton, "person.representative_form.confirm").click()
    settled()
    assert [each.name for each in sqlite_office.ask(particulars, person=person).representatives] == ["Ann Gill"]
    assert dialog.findChild(QPushButton, "person.speaker.1").isVisible()
    dialog.reject()


def test_the_form_opens_from_the_referral(sqlite_office, open_tab, settled):
    sqlite_office.a_referral()
    tab = open_tab(ReferralsTab)
    tab.panel.deeds.entries["particulars"].trigger()
    settled()
    opened = tab.findChild(PersonDialog)
    assert opened.title.text() == tab.panel.view.person
    opened.reject()


def test_the_form_opens_from_above_the_person_tabs(office_desk, person, qtbot, settled):
    area = PersonArea(office_desk)
    qtbot.addWidget(area)
    area.show()
    area.header.details_wanted.emit(person)
    settled()
    opened = next(each for each in QApplication.topLevelWidgets() if isinstance(each, PersonDialog))
    assert opened.fields.controls["nhs_number"].text() == "943 476 5919"
    opened.reject()


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
    return office.do(powers.record_power, person=person, kind=PowerKind.LPA_PROPERTY, holders=held[:2])


def test_its_controls_are_those_of_the_list(sqlite_office, person, dialog, settled, elsewhere, met):
    elsewhere(lambda: sqlite_office.do(need_format, person=person, of_format=OtherFormat.BRAILLE))
    told = elsewhere(lambda: those_who_speak(sqlite_office, person))
    dialog._desk.door.changed.emit(told)
    settled()
    for name in ("add_representative", "speaker.1", "speaker.3", "speaker.4", "power.1", "replace_attorney"):
        dialog.findChild(QPushButton, f"person.{name}").click()
        met.meet(dialog)
        dialog.speakers.close_form()
    dialog.need.click()
    met.meet(dialog)
    dialog.reject()
    assert met.differences("A person's details") == []
