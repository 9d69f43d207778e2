"""Whose word a new version rests on, asked beside the agreement that it needs (END-10)."""

import pytest
from PySide6.QtWidgets import QApplication

from app.queries.plans.preview import WhoHasToAgree
from app.queries.plans.versions import view
from models.values import Call
from models.vocabulary.episodes import EpisodeKind
from tests.builders import visit
from ui.tabs.plans.tab import ServicePlansTab

pytestmark = pytest.mark.rule("END-10")


@pytest.fixture
def edited(sqlite_office, office_desk, open_tab, qtbot, settled, elsewhere):
    """A function: at this seat, the plan of somebody in support of this kind is made anew; what is stored then."""
    office = sqlite_office

    def edit(seat, kind, minutes, who, say):
        person = elsewhere(office.a_person)
        team = office.teams["Interim" if kind is EpisodeKind.INTERIM_TEAM else "North"]
        elsewhere(lambda: office.an_episode(visit(), person=person, kind=kind, team_id=team))
        office_desk.door._work.sit(office.staff[seat])
        tab = open_tab(ServicePlansTab, person)
        tab.new.click()
        settled()
        editor = tab.editor
        qtbot.keyClick(editor.week.grid, str(minutes)[0])
        qtbot.keyClicks(editor.week.minutes, str(minutes)[1:])
        settled()
        editor.short.reasons[Call.MORNING].setText("Her tablets")
        qtbot.keyClicks(editor.because, "As agreed")
        settled()
        for each in (who, *([WhoHasToAgree.SCHEDULING] if who is WhoHasToAgree.DSO else [])):
            QApplication.processEvents()
            editor.agreements.boxes[each].click()
        say(editor.agreements)
        editor.save.click()
        settled()
        return editor, lambda: elsewhere(lambda: office.ask(view, person=person)).current

    return edit


def test_more_support_at_another_seat_says_which_dso_agreed(sqlite_office, edited):
    editor, stored = edited("Admin", EpisodeKind.SHORT_TERM, 60, WhoHasToAgree.DSO, lambda _: None)
    assert "Say which DSO decided on more support" in editor.notice.text.text()
    _, stored = edited(
        "Admin", EpisodeKind.SHORT_TERM, 60, WhoHasToAgree.DSO,
        lambda asked: asked.decided.set_value(sqlite_office.staff["DSO"]),
    )  # fmt: skip
    assert stored().whose_word == "DSO North, typed in by Admin North"


def test_at_a_dsos_seat_more_support_needs_no_name(edited):
    _, stored = edited("DSO", EpisodeKind.SHORT_TERM, 60, WhoHasToAgree.DSO, lambda _: None)
    assert stored().whose_word == "DSO North"


def test_changed_interim_hours_name_the_sw_or_ccw(sqlite_office, edited):
    who = WhoHasToAgree.CASE_COORDINATOR
    _, stored = edited("DSO", EpisodeKind.INTERIM_TEAM, 20, who, lambda _: None)
    assert stored().whose_word == "SW North, typed in by DSO North", "the person's own, where nobody is named"
    ccw = sqlite_office.staff["CCW"]
    _, stored = edited("DSO", EpisodeKind.INTERIM_TEAM, 20, who, lambda asked: asked.coordinator.set_value(ccw))
    assert stored().whose_word == "CCW North, typed in by DSO North"
