"""The page *Who has what*: everything of somebody handed on from a day, a team's and a patch's moved (DAY-4)."""

import os
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.queries.owners.of_somebody import what_somebody_owns
from app.services.owners.now import team_of
from app.services.today import handover_notes
from models.staff import Staff
from models.vocabulary.staff import Role
from ui.pages.owners.who_has_what import Of, OwnersPage


@pytest.fixture
def page(open_page):
    return open_page(OwnersPage)


def choose(page, of, key, settled):
    page.whose.set_value((of, key))
    page.whose.activated.emit(page.whose.currentIndex())
    settled()


def answer(page, **values):
    form = page.panel.form
    for name, value in values.items():
        control = next(each for each in form.findChildren(object) if each.objectName().endswith(f".{name}"))
        (control.set_value if hasattr(control, "set_value") else control.setText)(value)
    form.confirm.click()


@pytest.mark.rule("DAY-4")
def test_the_controls_and_everything_of_one_dso_goes_to_another_from_monday(
    sqlite_office, open_page, settled, qtbot, elsewhere, met
):
    priya = Staff(name="Priya", role=Role.DSO, team_id=sqlite_office.teams["South"])
    sqlite_office.store(priya)
    for _ in range(3):
        sqlite_office.an_episode()
    page = open_page(OwnersPage)
    settled()
    choose(page, Of.STAFF, sqlite_office.staff["DSO"], settled)
    assert page.count.text() == "3 in all, 0 ticked"
    qtbot.mouseClick(page.hand_on, Qt.MouseButton.LeftButton)
    settled()
    met.meet(page)
    picture(page, "form")
    monday = sqlite_office.now.date() + timedelta(days=3)
    answer(page, staff=priya.id, from_day=monday, because="Leave")
    settled()
    theirs = elsewhere(lambda: sqlite_office.ask(what_somebody_owns, staff=priya.id, day=monday))
    assert len(theirs) == 3
    assert page.count.text() == "3 in all, 0 ticked", "what goes already is ticked no longer"
    assert {each.to_come for each in page._rows} == {"Priya"}
    assert {each.from_day for each in page._rows} == {monday}
    picture(page, "done")
    for of, key in ((Of.TEAM, sqlite_office.teams["North"]), (Of.PATCH, sqlite_office.patches["Matlock"])):
        choose(page, of, key, settled)
        page._ask()
        met.meet(page)
    assert met.differences("Who has what") == []


@pytest.mark.rule("DAY-4")
def test_one_of_a_teams_is_moved_to_another_team(sqlite_office, open_page, settled, elsewhere):
    first, second = sqlite_office.an_episode(), sqlite_office.an_episode()
    sqlite_office.a_referral()
    page = open_page(OwnersPage)
    settled()
    choose(page, Of.TEAM, sqlite_office.teams["North"], settled)
    assert page.count.text() == "3 in all, 0 ticked"
    page._ticked = {first}
    page._ask()
    answer(page, team=sqlite_office.teams["South"], because="Boundary")
    settled()
    teams = elsewhere(lambda: [sqlite_office.ask(team_of, each) for each in (first, second)])
    assert teams == [sqlite_office.teams["South"], sqlite_office.teams["North"]]
    choose(page, Of.PATCH, sqlite_office.patches["Matlock"], settled)
    assert page.count.text() == "3 in all, 0 ticked"


@pytest.mark.rule("DAY-2", "DAY-4")
def test_what_isnt_handed_on_with_the_rest_stands_below_with_what_to_do(sqlite_office, open_page, settled):
    until = sqlite_office.now.date() + timedelta(days=3)
    sqlite_office.an_episode()
    sqlite_office.do(
        handover_notes.write_note, team=sqlite_office.teams["South"], until=until, note="Ring the ward on Monday"
    )
    page = open_page(OwnersPage)
    settled()
    choose(page, Of.STAFF, sqlite_office.staff["DSO"], settled)
    said = [each.text() for each in page.stays.findChildren(QLabel)]
    assert any(text.startswith("DSO North wrote a hand-over note to South, shown until") for text in said)
    assert any(text.startswith("It stays in view.") for text in said)
    picture(page, "stays")
    choose(page, Of.TEAM, sqlite_office.teams["North"], settled)
    assert page.stays.isHidden()


def picture(page, name):
    """Kept where somebody asks for pictures."""
    if folder := os.environ.get("HOMEWARD_PICTURES"):
        page.grab().save(f"{folder}/{name}.png")
