"""Somebody's own details, corrected from the referral or from above the person tabs."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from sqlalchemy import select

from app.queries.people.key_safes import key_safe
from app.queries.people.particulars import PersonDetails, particulars
from app.services.agreement import powers
from app.services.people import details
from app.services.people.formats import need_format
from app.services.people.key_safes import set_key_safe_code
from models.access import AccessNote
from models.vocabulary.access import KEY_SAFE_CODE
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
    write(dialog, "person.form.telephone", "0114 496 0788")
    write(dialog, "person.form.communication", "Hearing aid left")
    write(dialog, "person.form.postcode", "de43af")
    dialog.fields.controls["lone_worker_risk"].click()
    dialog.fields.controls["funding"].set_value(Funding.SELF_FUNDER)
    dialog.save.click()
    settled()
    kept = sqlite_office.ask(particulars, person=person).kept
    assert (kept["telephone"], kept["communication"], kept["postcode"]) == (
        "0114 496 0788",
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
    dialog.formats.close_form()
    dialog.key_safe.set.click()
    met.meet(dialog)
    dialog.key_safe.close_form()
    elsewhere(lambda: with_code(sqlite_office, person))
    dialog.key_safe.ask_again()
    settled()
    dialog.key_safe.show_code.click()
    settled()
    met.meet(dialog)
    dialog.key_safe.take_away.click()
    met.meet(dialog)
    dialog.reject()
    assert met.differences("A person's details") == []


# --- The key safe ---------------------------------------------------------------------------------------------------


def with_code(office, person):
    office.do(set_key_safe_code, person=person, seen=None, code="C7719Y")


def shown_in(dialog):
    return " ".join(each.text() for each in dialog.findChildren(QLabel))


@pytest.fixture
def coded(sqlite_office, office_desk, person, qtbot, settled):
    with_code(sqlite_office, person)
    opened = PersonDialog(office_desk, person)
    qtbot.addWidget(opened)
    opened.open()
    settled()
    return opened


def looks_noted(office):
    with office.database.reading() as session:
        return session.scalars(select(AccessNote.what).where(AccessNote.what == KEY_SAFE_CODE)).all()


def test_a_code_is_hidden_until_it_is_asked_for_and_each_look_is_noted(sqlite_office, coded, settled):
    panel = coded.key_safe
    assert "C7719Y" not in shown_in(coded)
    assert panel.line.text().startswith("A code has been kept since ")
    panel.show_code.click()
    settled()
    assert panel.code.text() == "C7719Y"
    assert panel.code.isVisible()
    assert looks_noted(sqlite_office) == [KEY_SAFE_CODE]
    panel.show_code.click()
    assert "C7719Y" not in shown_in(coded)


@pytest.mark.parametrize(
    "left",
    [
        lambda dialog: dialog.key_safe._until.timeout.emit(),
        lambda dialog: dialog.reject(),
        lambda dialog: dialog.key_safe.ask_again(),
        lambda dialog: dialog.key_safe.set.click(),
    ],
    ids=["after a while", "left", "changed meanwhile", "another is typed"],
)
def test_a_shown_code_is_hidden_again(coded, settled, left):
    coded.key_safe.show_code.click()
    settled()
    assert coded.key_safe._until.isActive()
    left(coded)
    settled()
    assert "C7719Y" not in shown_in(coded)
    assert not coded.key_safe._until.isActive()


def test_a_code_is_typed_below_and_no_draft_of_it_is_kept(sqlite_office, person, dialog, settled, write):
    panel = dialog.key_safe
    assert panel.line.text() == "No code is kept."
    panel.set.click()
    write(dialog, "person.key_safe_form.code", "C7719Y")
    assert panel.form.draft is None
    panel.form.confirm.click()
    settled()
    assert sqlite_office.ask(key_safe, person=person).seen == 1
    assert "C7719Y" not in shown_in(dialog)
    panel.take_away.click()
    assert panel.line.text().startswith("A code has been kept since ")  # it asks first
    assert not dialog.save.isVisible()
    panel.form.confirm.click()
    settled()
    assert panel.line.text() == "No code is kept."
    assert sqlite_office.ask(key_safe, person=person).seen == 2
