"""Teams and patches, the start checklist, contact numbers and lists: what their pages show and do."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from app.queries.office.choices import here
from app.queries.office.lists import office_lists, start_checklist, suggested
from app.queries.office.teams_and_patches import teams_and_patches
from app.services.capacity import contracted_hours
from app.services.office import goal_examples
from app.services.office import lists as list_deeds
from app.services.office import patches as patch_deeds
from app.services.office import teams as team_deeds
from models.teams import Team
from models.values import london_day
from models.vocabulary.goals import GoalPurpose
from models.vocabulary.office import OfficeList
from models.vocabulary.staff import TeamKind
from tests.builders import START_CHECKS, visit
from ui.pages.office.checklist import StartChecklistPage
from ui.pages.office.contacts import ContactsPage
from ui.pages.office.goal_examples import GoalExamplesPage
from ui.pages.office.lists import ListsPage
from ui.pages.office.teams import TeamsPage

DAY = timedelta(days=1)


@pytest.fixture
def office(sqlite_office):
    return sqlite_office


@pytest.fixture
def typed():
    """Type into a field by its name."""

    def type_in(page, name, text):
        line, prose = page.findChild(QLineEdit, name), page.findChild(QPlainTextEdit, name)
        assert line or prose, f"there is no {name}"
        line.setText(text) if line else prose.setPlainText(text)

    return type_in


@pytest.fixture
def ask(office, elsewhere):
    """Ask as another desk does."""
    return lambda query: elsewhere(lambda: office.ask(query))


def names(ask):
    return [each.name for each in ask(teams_and_patches).teams if each.closed_from is None]


def hours_to_come(office, ahead=3, minutes=3000):
    north = office.teams["North"]
    return office.do(
        contracted_hours.set_contracted, team=north, seen=office.version(Team, north), worker_minutes=minutes,
        because="Fewer workers", from_day=london_day(office.now) + ahead * DAY,
    ).made  # fmt: skip


def test_a_team_is_added_in_the_window_with_its_hours_and_patches(open_page, press, typed, ask):
    page = open_page(TeamsPage)
    press(page, "teams.new")
    for key, text in (("name", "West"), ("hours", "120"), ("telephone", "0114 496 0099")):
        typed(page, f"teams.new_team_form.{key}", text)
    page.findChild(QCheckBox, "teams.new_team_form.serves.1").click()
    press(page, "teams.new_team_form.confirm")
    made = next(each for each in ask(teams_and_patches).teams if each.name == "West")
    assert (made.minutes, [name for _, name in made.patches]) == (7200, ["Bakewell"])
    assert "offered everywhere" in page.teams.notice.text.text()


def test_a_name_that_another_team_has_is_said_beside_its_field(office, open_page, press, typed, ask):
    page = open_page(TeamsPage)
    page.teams.table.choose(office.teams["North"])
    press(page, "teams.rename")
    typed(page, "teams.team_form.name", "south")
    press(page, "teams.team_form.confirm")
    assert "South" in names(ask)
    assert "“South” is there already" in page.teams.form.notice.text.text()
    assert page.findChild(QLineEdit, "teams.team_form.name").text() == "south"


def test_hours_from_a_day_are_set_shown_with_who_and_why_and_withdrawn(office, open_page, press, typed, settled):
    page = open_page(TeamsPage)
    page.teams.table.choose(office.teams["North"])
    press(page, "teams.change_hours")
    for key, text in (("hours", "80"), ("from_day", "+3"), ("because", "Fewer workers")):
        typed(page, f"teams.hours_form.{key}", text)
    press(page, "teams.hours_form.confirm")
    [row] = page.hours.table.model().shown()
    assert (row.minutes, row.because, row.by) == (4800, "Fewer workers", "DSO North")
    press(page, "teams.withdraw")
    typed(page, "teams.withdraw_form.because", "They stay")
    press(page, "teams.withdraw_form.confirm")
    settled()
    assert page.hours.table.model().shown()[0].withdrawn == "withdrawn by DSO North: They stay"


def test_a_team_with_somebody_in_it_says_who_when_it_is_to_be_closed(office, open_page, press, typed, ask):
    office.an_episode(visit(), person=office.a_person(given="Jean", family="Gill"))
    page = open_page(TeamsPage)
    page.teams.table.choose(office.teams["North"])
    assert "1 in service" in page.is_in.text()
    press(page, "teams.close")
    typed(page, "teams.close_team_form.because", "Joined")
    press(page, "teams.close_team_form.confirm")
    assert "Jean Gill (in service)" in page.teams.form.notice.text.text()
    press(page, "teams.close_team_form.back")
    page.teams.table.choose(office.teams["South"])
    press(page, "teams.close")
    typed(page, "teams.close_team_form.because", "Joined")
    press(page, "teams.close_team_form.confirm")
    assert "South" not in names(ask)
    page.teams.table.choose(office.teams["South"])
    press(page, "teams.open_again")
    typed(page, "teams.open_team_form.because", "By mistake")
    press(page, "teams.open_team_form.confirm")
    assert "South" in names(ask)


def test_a_patch_is_added_bounded_and_closed(open_page, press, typed, ask):
    page = open_page(TeamsPage)
    press(page, "teams.new_patch")
    typed(page, "teams.new_patch_form.name", "Wirksworth")
    typed(page, "teams.new_patch_form.postcodes", "de4 4")
    page.findChild(QCheckBox, "teams.new_patch_form.teams.1").click()
    press(page, "teams.new_patch_form.confirm")
    made = next(each for each in ask(teams_and_patches).patches if each.name == "Wirksworth")
    assert (made.parts, made.teams) == (("DE4 4",), ("North",))
    page.patches.table.choose(made.id)
    press(page, "teams.patch")
    typed(page, "teams.patch_form.postcodes", "")
    press(page, "teams.patch_form.confirm")
    press(page, "teams.close_patch")
    typed(page, "teams.close_patch_form.because", "Joined")
    press(page, "teams.close_patch_form.confirm")
    made = next(each for each in ask(teams_and_patches).patches if each.name == "Wirksworth")
    assert (made.parts, made.closed_because) == ((), "Joined")


def test_lines_of_the_start_checklist_are_added_moved_and_archived_by_keys(open_page, press, typed, ask):
    page = open_page(StartChecklistPage)
    press(page, "start_checklist.add")
    typed(page, "start_checklist.add_form.name", "Key safe seen")
    press(page, "start_checklist.add_form.confirm")
    added = page.lines.table.model().shown()[-1]
    page.lines.table.choose(added.id)
    press(page, "start_checklist.up")
    press(page, "start_checklist.up")
    shown = [each.name for each in ask(start_checklist)]
    assert shown.index("Key safe seen") == len(START_CHECKS) - 2
    press(page, "start_checklist.archive")
    assert [each.name for each in ask(start_checklist) if each.place] == list(START_CHECKS)
    page.lines.table.choose(added.id)
    press(page, "start_checklist.restore")
    press(page, "start_checklist.change")
    typed(page, "start_checklist.change_form.name", "Key safe code known")
    press(page, "start_checklist.change_form.confirm")
    assert ask(start_checklist)[-1].name == "Key safe code known"


def test_entries_of_one_list_at_a_time(open_page, press, typed, ask):
    page = open_page(ListsPage)
    press(page, "lists.add")
    typed(page, "lists.add_form.name", "Peak Care")
    press(page, "lists.add_form.confirm")
    page.of_list.set_value(OfficeList.COMMUNITY)
    page.of_list.activated.emit(page.of_list.currentIndex())
    assert page.entries.table.model().shown() == ()
    press(page, "lists.add")
    typed(page, "lists.add_form.name", "Lunch club")
    press(page, "lists.add_form.confirm")
    assert ask(suggested).of(OfficeList.PVI_PROVIDER, OfficeList.COMMUNITY) == ("Peak Care", "Lunch club")
    assert len(ask(office_lists)) == len(OfficeList)


def test_the_numbers_are_changed_and_a_wrong_one_is_said_at_its_field(open_page, press, typed, ask):
    page = open_page(ContactsPage)
    assert "Out of hours: none yet" in page.shown.text()
    press(page, "contacts.change")
    typed(page, "contacts.numbers_form.out_of_hours", "12")
    press(page, "contacts.numbers_form.confirm")
    assert "not a telephone number" in page.office.form.notice.text.text()
    typed(page, "contacts.numbers_form.out_of_hours", "0114 496 0190")
    press(page, "contacts.numbers_form.confirm")
    assert ask(here).out_of_hours_telephone == "0114 496 0190"
    press(page, "contacts.team")
    typed(page, "contacts.team_form.telephone", "0114 496 0123")
    press(page, "contacts.team_form.confirm")
    assert "0114 496 0123" in {each.telephone for each in ask(teams_and_patches).teams}


def test_the_controls_of_the_five_pages_are_those_of_the_list(office, open_page, press, met, settled):
    hours_to_come(office)
    closed = office.do(team_deeds.new_team, name="Old", kind=TeamKind.INTERIM, worker_minutes=0).made
    office.do(team_deeds.close_team, team=closed, seen=1, from_day=london_day(office.now), because="Joined")
    patch = office.do(patch_deeds.new_patch, name="Old town").made
    office.do(patch_deeds.close_patch, patch=patch, seen=1, from_day=london_day(office.now), because="Joined")
    office.do(list_deeds.add_entry, of_list=OfficeList.PVI_PROVIDER, name="Peak Care")
    tea = {"purpose": GoalPurpose.MEALS, "statement": "I will make my own tea", "days_ahead": 21}
    office.do(goal_examples.add_example, **tea)
    page = open_page(TeamsPage)
    page.teams.table.choose(office.teams["North"])
    settled()
    for name in ("new", "rename", "change_hours", "serves", "close", "withdraw", "new_patch", "patch", "close_patch"):
        press(page, f"teams.{name}")
        met.meet(page)
        panel = next(each for each in (page.teams, page.hours, page.patches) if each.form is not None)
        panel.close_form()
    page.teams.table.choose(closed)
    settled()
    press(page, "teams.open_again")
    met.meet(page)
    page.patches.table.choose(patch)
    settled()
    press(page, "teams.open_patch")
    met.meet(page)
    for kind, area, buttons in (
        (StartChecklistPage, "start_checklist", ("add", "change")),
        (ListsPage, "lists", ("add", "change")),
        (GoalExamplesPage, "goal_examples", ("add", "change")),
        (ContactsPage, "contacts", ("change", "team", "maker")),
    ):
        other = open_page(kind)
        for name in buttons:
            press(other, f"{area}.{name}")
            met.meet(other)
            for panel in other.findChildren(type(page.teams).__mro__[1]):
                panel.close_form()
    assert met.differences("Office: teams, start checklist, contact numbers, lists, goal examples") == []
