"""The four tabs about one person while nobody is chosen."""

import json
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtWidgets import QDialog, QWidget

from app.door.changes import OpenElsewhere
from app.services.agreement import costs
from models.episodes import Episode
from models.vocabulary.agreement import CostSaidHow
from models.vocabulary.people import PaperFormat
from models.vocabulary.person_papers import PersonPaper
from tests.papers.test_agreement import an_interim
from ui.dialogs.print_preview import PrintPreview
from ui.furniture import screens
from ui.navigation import TabName
from ui.person_area import PersonArea
from ui.tabs.goals.tab import GoalsTab
from ui.tabs.plans.tab import ServicePlansTab


@pytest.fixture
def area(office_desk, qtbot):
    made = PersonArea(office_desk)
    qtbot.addWidget(made)
    return made


def test_an_office_in_which_nobody_is_in_service_is_told_how_people_come(area, settled):
    area.furnish(screens())
    settled()
    assert area._nobody.heading.text() == "Nobody is in service here"
    assert "People taken over" in area._nobody.lesson.text()


def test_where_somebody_is_in_service_they_are_to_be_chosen(area, sqlite_office, settled):
    sqlite_office.an_episode(started_at=sqlite_office.now - timedelta(days=3))
    area.furnish(screens())
    settled()
    assert area._nobody.heading.text() == "Choose somebody"


def test_goals_offer_the_trackers_file_while_nobody_is_chosen_and_the_other_tabs_their_lesson(area, office_desk):
    area.add_tab(TabName.GOALS, GoalsTab(office_desk))
    area.add_tab(TabName.PLANS, ServicePlansTab(office_desk))
    area.show_tab(TabName.GOALS)
    assert area._stack.currentWidget().empty.step.isEnabled()
    area.show_tab(TabName.PLANS)
    assert area._stack.currentWidget() is area._nobody


def test_a_paper_about_the_person_in_view_is_looked_at_first(area, sqlite_office, settled, qtbot):
    person = sqlite_office.a_person(given="Nora", family="Pearce", paper_format=PaperFormat.LARGE_PRINT)
    sqlite_office.a_goal(sqlite_office.an_episode(person=person))
    area.furnish(screens())
    area.show_person(person)
    settled()
    entries = {each.objectName(): each for each in area.header.papers.menu().actions()}
    papers = {f"person.paper.{kind.value}" for kind in PersonPaper}
    assert {name for name in entries if name} == papers | {"person.print_together", "person.check_paper"}
    entries["person.paper.progress"].trigger()
    qtbot.waitUntil(lambda: area.window().findChild(QDialog, "preview") is not None)
    dialog = area.window().findChild(QDialog, "preview")
    assert isinstance(dialog, PrintPreview)
    qtbot.waitUntil(lambda: len(dialog.sheets) > 0)
    settled()
    assert dialog.windowTitle() == "Progress page for the person: Nora Pearce"
    assert dialog.edition.value() is PaperFormat.LARGE_PRINT
    dialog.reject()


def test_a_paper_in_somebodys_hand_is_looked_up_from_the_papers(area, sqlite_office, settled, qtbot):
    person = sqlite_office.a_person()
    area.furnish(screens())
    area.show_person(person)
    settled()
    entries = {each.objectName(): each for each in area.header.papers.menu().actions()}
    entries["person.check_paper"].trigger()
    qtbot.waitUntil(lambda: area.window().findChild(QDialog, "paper_check") is not None)
    area.window().findChild(QDialog, "paper_check").reject()


def test_everything_known_is_saved_as_a_pdf_and_beside_it_as_json(
    area, office_desk, sqlite_office, settled, qtbot, tmp_path
):
    person = sqlite_office.a_person(given="Nora", family="Pearce")
    sqlite_office.an_episode(person=person)
    office_desk.door.sit(area, sqlite_office.staff["Service manager"], lambda _done: None, area.notice.say)
    settled()
    area.furnish(screens())
    area.show_person(person)
    settled()
    entries = {each.objectName(): each for each in area.header.papers.menu().actions()}
    entries["person.paper.subject-access"].trigger()
    qtbot.waitUntil(lambda: area.window().findChild(QDialog, "preview") is not None)
    dialog = area.window().findChild(QDialog, "preview")
    qtbot.waitUntil(lambda: len(dialog.sheets) > 0)
    dialog.save_to(tmp_path / "nora.pdf")
    qtbot.waitUntil(lambda: dialog.notice.text.text() == "Saved as nora.pdf and nora.json.")
    settled()
    assert json.loads((tmp_path / "nora.json").read_bytes())["about"] == "Nora Pearce"
    dialog.reject()


@pytest.mark.rule("FUND-8")
def test_what_is_next_follows_what_is_recorded_about_money(area, sqlite_office, settled):
    episode = an_interim(sqlite_office)
    area.furnish(screens())
    with sqlite_office.database.reading() as session:
        area.show_person(session.get(Episode, episode).person_id)
    settled()
    assert "tell them what it costs" in area.header.next.text()
    told = {"said_to": "Ann", "said_at": sqlite_office.now, "how": CostSaidHow.BY_WORD}
    area._desk.door.do(
        area, partial(costs.record_cost_said, episode=episode, **told), lambda _done: None, area.notice.say
    )
    settled()
    assert "tell them what it costs" not in area.header.next.text()


def test_who_else_has_the_record_in_view_open_is_a_sign_and_read_out(area, office_desk, sqlite_office, settled):
    people = [sqlite_office.a_person(given=each) for each in ("Nora", "Owen")]
    for person in people:
        sqlite_office.an_episode(person=person)
    area.furnish(screens())
    area.show()
    area.show_person(people[0])
    settled()
    assert office_desk.in_view == people[0]
    office_desk.open_elsewhere.emit(OpenElsewhere(people[1], ("Tom Wells",)))
    assert "Also open" not in area.header.accessibleDescription()
    office_desk.open_elsewhere.emit(OpenElsewhere(people[0], ("", "Priya Shah")))
    assert area.header.accessibleDescription().endswith("Also open: another window of yours, Priya Shah")
    assert [each for each in spoken_signs(area) if each.startswith("Also open")]
    area.show_person(people[1])
    settled()
    assert office_desk.in_view == people[1]
    assert "Also open" not in area.header.accessibleDescription()
    area.hide()
    assert office_desk.in_view is None


def spoken_signs(area):
    """The signs above the tabs, as a screen reader reads them."""
    return [each.accessibleName() for each in area.header.findChildren(QWidget) if each.accessibleName()]


def test_who_has_it_open_is_said_again_where_they_come_into_view_again(area, office_desk, sqlite_office, settled):
    people = [sqlite_office.a_person(given=each) for each in ("Nora", "Owen")]
    for person in people:
        sqlite_office.an_episode(person=person)
    area.furnish(screens())
    area.show()
    office_desk.open_elsewhere.emit(OpenElsewhere(people[0], ("Priya Shah", "Tom Wells", "Asha Kaur", "")))
    area.show_person(people[0])
    settled()
    assert area.header.accessibleDescription().endswith("Also open: Priya Shah, Tom Wells and 2 more")
    area.show_person(people[1])
    assert office_desk.in_view is None  # whoever was left isn't open here any more, before the next one has come


def test_in_large_text_only_the_name_and_the_signs_stay_while_the_page_scrolls(
    area, office_desk, sqlite_office, settled
):
    person = sqlite_office.a_person(given="Nora", family="Pearce")
    sqlite_office.an_episode(person=person)
    area.resize(1280, 600)
    area.show()
    area.furnish(screens())
    area.add_tab(TabName.GOALS, GoalsTab(office_desk))
    area.add_tab(TabName.PLANS, ServicePlansTab(office_desk))
    area.show_person(person)
    area.show_tab(TabName.PLANS)
    settled()
    assert area.header.isAncestorOf(area.header.details)
    office_desk.look.set_text_size(200)
    for name in (TabName.PLANS, TabName.GOALS):
        area.show_tab(name)
        settled()
        tab = area._stack.currentWidget()
        assert tab.isAncestorOf(area.header.details)
        assert tab.isAncestorOf(area.header.next)
        assert area.header.isAncestorOf(area.header.day)
    office_desk.look.set_text_size(100)
    settled()
    assert area.header.isAncestorOf(area.header.details)
