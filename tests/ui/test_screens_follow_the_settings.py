"""What a screen says of a limit is the office's own setting, not the one that the program ships."""

import re
import string
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.door.changes import Topic, changes
from app.door.policy import defaults, shipped_in_words
from app.queries.office import seat as desk_queries
from app.services.transfer import conditions as transfers
from models.rules.spoken_limits import said_in_help
from models.settings import StoredSetting
from ui import people_questions as questions
from ui.dialogs.help import HelpDialog, read_page
from ui.furniture import bring, screens
from ui.main_window import MainWindow
from ui.navigation import TabName
from ui.person_area import PersonArea
from ui.states import State
from ui.tabs.meetings.tab import MeetingsTab
from ui.tabs.plans.tab import ServicePlansTab
from ui.tabs.today.tab import TodayTab
from ui.tabs.transfer.tab import InterimTransferTab
from ui.widgets.person_header import PersonHeader

DAY = timedelta(days=1)
HELP = Path(__file__).parents[2] / "resources/help"


@pytest.fixture
def settings(sqlite_office):
    """A function that changes settings of the office, from a year ago on."""

    def change(**numbers):
        sqlite_office.store(
            *(
                StoredSetting(
                    name=name, number=number, from_at=sqlite_office.now - 365 * DAY,
                    set_by_id=sqlite_office.staff["Service manager"], because="as the council decided",
                )
                for name, number in numbers.items()
            )
        )  # fmt: skip

    return change


@pytest.fixture
def since(sqlite_office):
    """A function that has somebody in service since so many days; their id."""

    def begun(days):
        person = sqlite_office.a_person()
        sqlite_office.an_episode(person=person, started_at=sqlite_office.now - days * DAY)
        return person

    return begun


@pytest.mark.parametrize(
    ("days", "state", "said"), [(18, None, ""), (19, State.SOON, ""), (28, State.OVERDUE, "past day 28")]
)
def test_the_caseload_counts_to_the_last_day_of_the_setting(sqlite_office, settings, since, days, state, said):
    settings(short_term_days=28, short_term_prompt_day=20)
    since(days)
    [row] = sqlite_office.ask(questions.caseload, None)
    assert (row.day, row.late, row.sign) == (days + 1, state, said)


def test_the_person_above_the_tabs_counts_to_the_last_day_of_the_setting(sqlite_office, settings, since, look, qtbot):
    settings(short_term_days=28, short_term_prompt_day=20)
    header = PersonHeader(look)
    qtbot.addWidget(header)
    header.show_person(sqlite_office.ask(questions.person, since(19)))
    assert (header.day.text(), header.day.property("voice")) == ("day 20 of 28", "soon")
    assert header.next.text().startswith("To do by ")


def test_today_says_the_limits_of_the_settings_while_it_is_empty(settings, open_tab):
    settings(goals_within=24, short_term_days=56)
    lesson = open_tab(TodayTab).page.empty.lesson.text()
    assert "goals within 24 hours of a start" in lesson
    assert "the end of eight weeks" in lesson


def test_the_meeting_asks_about_the_weeks_of_the_setting(sqlite_office, settings, open_tab):
    settings(short_term_days=56, short_term_prompt_day=40)
    sqlite_office.a_goal(sqlite_office.an_episode(started_at=sqlite_office.now - 41 * DAY))
    row = open_tab(MeetingsTab).people._model.shown()[1]
    assert "eight weeks: what follows?" in row.sign


def test_an_extension_is_of_the_weeks_of_the_setting(settings, since, open_tab):
    settings(short_term_days=40, short_term_prompt_day=30)
    tab = open_tab(ServicePlansTab, since(3))
    assert (tab.beside.extension.send.text(), tab.beside.extension.send.accessibleName()) == ("Extend the 40 days",) * 2


def test_the_hours_with_brokerage_are_those_of_the_setting(sqlite_office, settings, open_tab):
    settings(brokerage_for=72)
    person = sqlite_office.a_person()
    episode = sqlite_office.an_episode(person=person)
    sqlite_office.do(transfers.complete_support_plan, episode=episode, at=sqlite_office.now)
    sqlite_office.do(transfers.send_to_brokerage, episode=episode, at=sqlite_office.now)
    assert open_tab(InterimTransferTab, person).brokerage.aside.text() == "72 hours end in 3 d"


def test_what_is_on_the_screen_follows_a_setting_that_is_changed_meanwhile(
    sqlite_office, settings, open_tab, office_desk, elsewhere, settled, qtbot
):
    person = sqlite_office.a_person()
    sqlite_office.a_goal(sqlite_office.an_episode(person=person, started_at=sqlite_office.now - 29 * DAY))
    plans, meeting, people = open_tab(ServicePlansTab, person), open_tab(MeetingsTab), PersonArea(office_desk)
    qtbot.addWidget(people)
    people.furnish(screens())
    people.show_person(person)
    settled()
    said = {"plans": plans.beside.extension.send.text(), "day": people.header.day.text()}
    assert said == {"plans": "Extend the six weeks", "day": "day 30 of 42"}
    elsewhere(lambda: settings(short_term_days=56, short_term_prompt_day=28))
    office_desk.door.changed.emit(changes(Topic.SETTINGS))
    settled()
    said = {"plans": plans.beside.extension.send.text(), "day": people.header.day.text()}
    assert said == {"plans": "Extend the eight weeks", "day": "day 30 of 56"}
    assert people.caseload._model.shown()[0].late is State.SOON
    assert "eight weeks: what follows?" in meeting.people._model.shown()[1].sign


@pytest.mark.parametrize("name", TabName)
def test_every_tab_asks_again_when_a_setting_is_changed(name, office_desk, qtbot):
    tab = bring(name)(office_desk)
    qtbot.addWidget(tab)
    assert Topic.SETTINGS in tab.topics


def test_help_says_the_limits_of_the_settings(sqlite_office, settings):
    settings(hold_for=101, interim_break_days=21, ask_hospital_every=2, adult_age=17)
    said = sqlite_office.ask(desk_queries.limits)
    holding = " ".join(read_page("today", said).sections[-1].paragraphs)
    assert "“Up to 101 hours” includes the last minute of the 101st hour." in holding
    breaks = " ".join(read_page("closure", said).sections[0].paragraphs)
    assert "asked every 2 days whether" in breaks
    assert "21 whole days" in breaks


def test_every_limit_that_help_names_is_known_and_every_known_one_is_named():
    written = " ".join(path.read_text(encoding="utf-8") for path in HELP.glob("*.toml"))
    named = {field for _, field, *_ in string.Formatter().parse(written) if field}
    assert named == set(said_in_help(defaults()))
    assert re.findall(r"^\w+ = .*\{\w+\}", written, re.MULTILINE)  # also outside paragraphs
    assert all(tomllib.loads(path.read_text(encoding="utf-8")) for path in HELP.glob("*.toml"))


@pytest.mark.parametrize(("set_to", "said"), [(24, "24 hours"), (0, shipped_in_words()["goals_within"])])
def test_f1_says_the_settings_of_the_office_and_the_shipped_ones_where_it_cant_be_asked(
    settings, office_desk, qtbot, settled, set_to, said
):
    settings(goals_within=set_to)  # 0 is out of bounds: no work of the office goes on until it is put right
    window = MainWindow(office_desk.look, office_desk.preferences, lambda: office_desk, screens)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.completed):
        window.show()
    window.show_tab(TabName.GOALS)
    settled()
    qtbot.keyClick(window.tab_bar, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: window.findChild(HelpDialog) is not None)
    shown = "\n".join(label.text() for label in window.findChild(HelpDialog).findChildren(QLabel))
    assert f"within {said} of the start" in shown
    window.findChild(HelpDialog).close()
    settled()
