"""The capacity page of the Referrals tab, and *Can we take this?*: what they show, their forms, and refusals beside."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from app.door.changes import Topic, changes
from app.queries.referrals.queue import capacity
from app.services.capacity import contracted_hours
from app.services.closure import breaks
from app.services.office.policy import set_policy
from models.keys import new_id
from models.values import Call
from models.vocabulary.closure import BreakKind
from tests.builders import visit
from tests.rising import rising
from ui.tabs.referrals.capacity.bars import CapacityPanel
from ui.tabs.referrals.tab import ReferralsTab
from ui.widgets.hours_edit import HoursEdit, NumberEdit

DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("REF-15")


@pytest.fixture
def page(sqlite_office, open_tab, press):
    """The page of North, where somebody's six weeks end and leave is entered, opened from the queue."""
    sqlite_office.a_referral()
    sqlite_office.an_episode(visit(workers=2), started_at=sqlite_office.now - 40 * DAY)
    today, north = sqlite_office.now.date(), sqlite_office.teams["North"]
    sqlite_office.do(
        contracted_hours.add_reduction, team=north, first_day=today, last_day=today, worker_minutes=600, because="Leave"
    )
    tab = open_tab(ReferralsTab)
    press(tab, "referrals.by_patch")
    return tab


@pytest.fixture
def asks(page, monkeypatch):
    """The names of the queries that are asked from now on."""
    named, ask = [], page.door.ask

    def noted(owner, query, **told):
        named.append(query.__name__)
        return ask(owner, query, **told)

    monkeypatch.setattr(page.door, "ask", noted)
    return named


def north(office):
    return next(each.load for each in office.ask(capacity) if each.name == "North")


def cells(table):
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def test_the_page_takes_the_place_of_the_queue_and_gives_it_back(page, press):
    assert not page.queue.isVisible()
    assert page.capacity.page.contracted.text() == "Contracted: 100 h a week."
    press(page, "referrals.capacity.leave")
    assert page.queue.isVisible()
    assert not page.capacity.page.isVisible()


def test_of_many_teams_the_lines_in_sight_are_made_at_once_and_those_below_a_few_a_turn(
    sqlite_office, office_desk, qtbot
):
    team = sqlite_office.ask(capacity)[0]
    teams = tuple(replace(team, id=new_id(), name=f"Team {number}") for number in range(24))
    shown = CapacityPanel(office_desk, frozenset())
    qtbot.addWidget(shown)
    shown.show()
    shown.show_teams(teams)
    assert [line.name.text() for line in shown._lines] == [team.name for team in teams[:6]]
    height = shown._strip.height()
    qtbot.waitUntil(lambda: [line.name.text() for line in shown._lines] == [team.name for team in teams])
    assert shown._strip.height() == height


def test_hours_of_who_is_away_are_shown_apart_beside_the_bar_and_on_the_page(sqlite_office, open_tab, press):
    episode = sqlite_office.an_episode(visit(workers=2))
    sqlite_office.do(
        breaks.begin, episode=episode, seen=1, kind=BreakKind.FAMILY, began_at=sqlite_office.now,
        last_visit_on=sqlite_office.now.date(),
    )  # fmt: skip
    tab = open_tab(ReferralsTab)
    assert "7 in use, of these 7 away" in next(line.text.text() for line in tab.capacity._lines)
    press(tab, "referrals.by_patch")
    assert tab.capacity.page.load.text() == (
        "100 h a week: 7 h in use, of these 7 h away, 0 h promised, 0 h held, 93 h free."
    )


@pytest.mark.rule("STC-4")
def test_hours_bought_and_used_are_said_where_blocks_are_bought(page, sqlite_office, elsewhere, settled):
    shown = page.capacity.page
    assert shown.block.isHidden()
    told = {"setting": "block_hours", "number": 1, "because": "STCH"}
    elsewhere(lambda: sqlite_office.do_as("Service manager", set_policy, **told))
    page.refresh()
    settled()
    assert shown.block.text().startswith("Block hours: ")
    assert "h used" in shown.block.text()


def test_the_days_the_calls_and_what_comes_back_are_shown(page):
    lists = page.capacity.page.lists
    days, [call], [back] = cells(lists.days), cells(lists.calls), cells(lists.back)
    assert [day[5] for day in days] == ["83", "93"] + ["100"] * 5
    assert (days[0][0], days[0][6]) == ("Today", "10 h a week less")
    assert call[:4] == ["Matlock", "Morning", "–", "7"]
    assert (back[2], back[3]) == ("7", "Last day of the six weeks: 21 Nov 2026.")


@pytest.mark.rule("IPAD-4")
def test_what_may_come_back_stands_apart_and_only_where_there_is_an_estimate(page, sqlite_office, elsewhere, settled):
    lists = page.capacity.page.lists
    assert not lists.may.isVisible()
    elsewhere(lambda: rising(sqlite_office))
    page.door.changed.emit(changes(Topic.RATINGS))
    settled()
    [row] = cells(lists.may)
    assert lists.may.isVisible()
    assert row[0] == "23/11 to 02/12"
    assert row[2] == "3.5"
    assert row[3].startswith("At the present pace the goals at lunch may be reached between ")
    assert [back[3] for back in cells(lists.back)] == ["Last day of the six weeks: 21 Nov 2026."]


@pytest.mark.rule("IPAD-4")
@pytest.mark.parametrize(
    ("topics", "asked"),
    [
        ({Topic.RATINGS}, ["hours_that_may_come_back"]),
        ({Topic.GOALS}, ["hours_that_may_come_back"]),
        ({Topic.BREAKS}, ["team_hours", "capacity_outlook", "hours_that_may_come_back"]),
        ({Topic.TRANSFERS, Topic.RATINGS}, ["team_hours", "capacity_outlook", "hours_that_may_come_back"]),
        ({Topic.MEETINGS}, ["team_hours", "capacity_outlook", "hours_that_may_come_back"]),
        ({Topic.TRACKER}, []),
    ],
)
def test_the_page_alone_is_asked_anew_when_a_goal_or_a_way_on_changes(page, asks, topics, asked):
    asks.clear()
    page.door.changed.emit(changes(*topics))
    assert asks == asked


@pytest.mark.rule("IPAD-4")
def test_a_change_that_the_tab_asks_at_is_asked_once_and_of_a_closed_page_nothing(page, asks, press, settled):
    asks.clear()
    page.door.changed.emit(changes(Topic.RATINGS, Topic.EPISODES))
    settled()
    assert asks.count("hours_that_may_come_back") == asks.count("queue") == 1
    press(page, "referrals.capacity.leave")
    asks.clear()
    page.door.changed.emit(changes(Topic.RATINGS))
    assert asks == []


@pytest.mark.rule("IPAD-4")
def test_behind_another_tab_the_page_waits_until_it_is_seen_again(page, asks):
    page.hide()
    asks.clear()
    page.door.changed.emit(changes(Topic.RATINGS))
    assert asks == []
    page.show()
    assert asks == ["team_hours", "capacity_outlook", "hours_that_may_come_back"]
    page.hide()
    asks.clear()
    page.show()
    assert asks == []


def test_contracted_hours_are_changed_by_keyboard_and_refused_beside_the_button(
    page, press, typed, settled, qtbot, elsewhere, sqlite_office
):
    press(page, "referrals.capacity.contract")
    typed(page, "referrals.contracted_form.hours", "120:30")
    press(page, "referrals.contracted_form.confirm")
    form = page.capacity.page.findChild(object, "referrals.contracted_form")
    assert "Say why the contracted hours change" in form.notice.accessibleDescription() + form.notice.text.text()
    typed(page, "referrals.contracted_form.because", "A worker more")
    form.findChild(QLineEdit, "referrals.contracted_form.because").setFocus()
    qtbot.keyClick(form, Qt.Key.Key_Return)
    settled()
    assert page.capacity.page.contracted.text() == "Contracted: 120.5 h a week (A worker more)."
    assert elsewhere(lambda: north(sqlite_office)).limit == 7230 - 600


def test_sickness_is_entered_changed_and_taken_back(page, press, typed, elsewhere, sqlite_office):
    press(page, "referrals.capacity.reduce")
    typed(page, "referrals.reduce_form.last", "tomorrow")
    typed(page, "referrals.reduce_form.hours", "20")
    typed(page, "referrals.reduce_form.because", "Sickness")
    press(page, "referrals.reduce_form.confirm")
    assert elsewhere(lambda: north(sqlite_office)).limit == 6000 - 600 - 1200
    press(page, "referrals.capacity.reduction.2.change")
    typed(page, "referrals.change_reduction_form.hours", "10")
    press(page, "referrals.change_reduction_form.confirm")
    assert elsewhere(lambda: north(sqlite_office)).limit == 6000 - 600 - 600
    press(page, "referrals.capacity.reduction.1.withdraw")
    assert elsewhere(lambda: north(sqlite_office)).limit == 6000 - 600


def test_usual_hours_show_what_is_free_for_two(page, press, typed):
    press(page, "referrals.capacity.usual")
    patch = page.findChild(QComboBox, "referrals.usual_form.patch")
    patch.set_value(next(value for value, name in page.capacity.page._hours[page.capacity.page.team.value()].patches
                         if name == "Matlock"))  # fmt: skip
    typed(page, "referrals.usual_form.hours", "14")
    typed(page, "referrals.usual_form.workers", "2")
    press(page, "referrals.usual_form.confirm")
    [call] = cells(page.capacity.page.lists.calls)
    assert call[2:8] == ["14", "7", "–", "–", "7", "1 a day"]


def test_a_referral_is_answered_where_it_is_read(sqlite_office, open_tab):
    office = sqlite_office
    office.do(
        contracted_hours.set_usual, team=office.teams["North"], patch=office.patches["Matlock"], call=Call.MORNING,
        worker_minutes=210, workers_at_once=1,
    )  # fmt: skip
    office.a_referral(visit(workers=2))
    tab = open_tab(ReferralsTab)
    fit = tab.panel.page.fit
    assert fit.answer.text() == "Not as asked. 7 h a week are asked and 100 h are free."
    assert "two workers aren't free at the same time" in fit.accessibleDescription()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("typed_text", "minutes"),
    [("37.5", 2250), ("37,5", 2250), ("37:30", 2250), ("37 h", 2220), ("0", 0), ("0.25", 15)],
)
def test_hours_are_read_as_people_write_them(typed_text, minutes):
    edit = HoursEdit("hours")
    edit.setText(typed_text)
    assert edit.value() == minutes


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("typed_text", ["-1", "1.234", "half", "1:60", "½"])
def test_what_are_no_hours_is_said_so(typed_text):
    for edit in (HoursEdit("hours"), NumberEdit("number")):
        edit.setText(typed_text)
        assert edit.value() is None
        assert edit.problem.startswith("Type ")
