"""The page Policy: every number in words; what a change does is said before it is saved."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from app.services.office import policy
from models.staff import Staff
from models.values import start_of_day
from models.vocabulary.cld import InterimType
from ui.pages.office.policy import PolicyPage

WHY = "as the council decided"
DECEMBER = start_of_day(date(2026, 12, 1))


@pytest.fixture
def without_a_manager(sqlite_office):
    """An office that has no service manager: its DSOs set policy."""
    with sqlite_office.database.writing() as session:
        session.get_one(Staff, sqlite_office.staff["Service manager"]).archived_at = sqlite_office.now
    return sqlite_office


@pytest.fixture
def to_come(without_a_manager):
    return without_a_manager.do(policy.set_policy, setting="hold_for", number=48, because=WHY, from_at=DECEMBER).made


def row(page, name):
    return next(each for each in page.list.model().shown() if each.name == name)


def told(page, form="change_policy"):
    return page.findChild(QLabel, f"policy.{form}_form.changes").text()


def hours(office):
    return office.policy().goals_within // timedelta(hours=1)


def test_a_change_says_before_it_is_saved_which_clocks_keep_what(
    without_a_manager, open_page, press, write, settled, elsewhere
):
    for _ in range(2):
        without_a_manager.an_episode()
    page = open_page(PolicyPage)
    page.list.choose("goals_within")
    page.change.click()
    write(page, "policy.change_policy_form.number", "24")
    settled()
    assert told(page) == (
        "After the start, goals are set: 2 running clocks (goals to be set) keep 48 h; new ones from now have 24 h."
    )
    write(page, "policy.change_policy_form.from_at", "1/12/2026")
    settled()
    assert told(page).endswith("new ones from 1 Dec 2026 have 24 h.")
    write(page, "policy.change_policy_form.from_at", "")
    write(page, "policy.change_policy_form.because", WHY)
    press(page, "policy.change_policy_form.confirm")
    assert (row(page, "goals_within").value, row(page, "goals_within").because) == ("24 h", WHY)
    assert elsewhere(lambda: hours(without_a_manager)) == 24


@pytest.mark.usefixtures("without_a_manager")
def test_a_number_that_cant_be_is_said_and_refused_beside_its_field(open_page, press, write, settled):
    page = open_page(PolicyPage)
    page.list.choose("short_term_prompt_day")
    page.change.click()
    write(page, "policy.change_policy_form.number", "43")
    write(page, "policy.change_policy_form.because", WHY)
    settled()
    assert "What follows can't be asked after the last day: day 43 and day 42 contradict each other." in told(page)
    press(page, "policy.change_policy_form.confirm")
    assert "contradict each other" in page.panel.form.notice.text.text()
    write(page, "policy.change_policy_form.number", "85")
    settled()
    assert told(page) == "It takes 1 to 84 days."


@pytest.mark.usefixtures("to_come")
def test_a_change_to_come_is_withdrawn_from_the_page(open_page, press, write):
    page = open_page(PolicyPage)
    page.list.choose("hold_for")
    assert row(page, "hold_for").coming == "48 h from 1 Dec 2026"
    page.withdraw.click()
    write(page, "policy.withdraw_policy_form.because", "not needed after all")
    press(page, "policy.withdraw_policy_form.confirm")
    assert row(page, "hold_for").coming == ""
    assert page.withdraw.isHidden()


@pytest.mark.parametrize(
    "name",
    ["charge_from_eligible", "mosaic_goals_before", "achieved_of", "return_interim_type", "return_mapping_approved"],
)
@pytest.mark.usefixtures("without_a_manager")
def test_yes_or_no_a_day_and_a_count_are_each_asked_for_as_what_they_are(open_page, settled, name):
    page = open_page(PolicyPage)
    page.list.choose(name)
    page.change.click()
    settled()
    asked = page.panel.form.findChild(object, "policy.change_policy_form.number")
    kinds = {"mosaic_goals_before": "DateEdit", "achieved_of": "NumberEdit"}
    assert type(asked).__name__ == kinds.get(name, "ChoiceBox")


def test_a_set_says_what_it_changes_and_is_applied_in_one_deed(without_a_manager, open_page, press, write, settled):
    without_a_manager.do(policy.set_policy, setting="support_plan_within", number=7, because=WHY)
    without_a_manager.clock.advance(timedelta(minutes=1))
    page = open_page(PolicyPage)
    page.presets.choose("short_term_care_at_home")
    page.apply.click()
    settled()
    assert "After the start, the support plan is in place: " in told(page, "apply_preset")
    write(page, "policy.apply_preset_form.because", WHY)
    press(page, "policy.apply_preset_form.confirm")
    assert row(page, "support_plan_within").value == "5 days"


def test_who_may_not_set_policy_reads_it_and_whom_to_ask(open_page):
    page = open_page(PolicyPage)
    assert page.lacks.text() == "Policy is set by the service manager: ask them."
    assert page.change.isHidden()
    assert page.apply.isHidden()
    assert len(page.list.model().shown()) > 20


@pytest.mark.usefixtures("to_come")
def test_another_setting_closes_the_form_of_the_one_before(open_page):
    page = open_page(PolicyPage)
    page.list.choose("hold_for")
    page.change.click()
    page.list.choose("goals_within")
    assert page.panel.form is None
    assert page.value.text() == "After the start, goals are set: 48 h"


@pytest.mark.usefixtures("to_come")
def test_controls_of_policy_are_listed(open_page, met, settled):
    page = open_page(PolicyPage)
    page.list.choose("hold_for")
    for panel, opened in ((page.panel, page.change), (page.panel, page.withdraw), (page.sets, page.apply)):
        opened.click()
        settled()
        met.meet(page)
        panel.close_form()
    page.list.choose("return_interim_type")
    page.change.click()
    settled()
    met.meet(page)
    assert met.differences("Policy") == []


@pytest.mark.rule("FIG-2")
@pytest.mark.usefixtures("without_a_manager")
def test_the_setting_for_interim_support_says_what_each_answer_does_to_the_return(open_page, settled):
    page = open_page(PolicyPage)
    page.list.choose("return_interim_type")
    page.change.click()
    settled()
    said = page.panel.form.findChild(QLabel, "policy.change_policy_form.choices").text().splitlines()
    assert said[0].startswith("ASCOF 2A")
    assert [line.partition(" gives ")[0] for line in said[1:]] == [f"“{each.label}”" for each in InterimType][1:]
    page.list.choose("goals_within")
    page.change.click()
    settled()
    assert page.panel.form.findChild(QLabel, "policy.change_policy_form.choices") is None
