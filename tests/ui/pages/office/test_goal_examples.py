"""The page of the example goals: added, changed, moved and archived by keys; what is open in one is said."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.queries.office.goal_examples import goal_examples
from ui.pages.office.goal_examples import GoalExamplesPage
from ui.widgets.choice_box import ChoiceBox

pytestmark = pytest.mark.rule("GOAL-3")


@pytest.fixture
def office(sqlite_office):
    return sqlite_office


def fill(page, form, **told):
    for name, text in told.items():
        found = page.findChild(QPlainTextEdit, f"{form}.{name}") or page.findChild(QLineEdit, f"{form}.{name}")
        found.setPlainText(text) if isinstance(found, QPlainTextEdit) else found.setText(text)


def test_examples_are_added_changed_moved_archived_and_brought_back(open_page, press, office, elsewhere):
    def shown():
        return [(each.statement, each.place) for each in elsewhere(lambda: office.ask(goal_examples))]

    page = open_page(GoalExamplesPage)
    for statement in ("I will make tea", "I will wash up my cup"):
        press(page, "goal_examples.add")
        page.findChild(ChoiceBox, "goal_examples.add_form.purpose").setCurrentIndex(3)
        fill(page, "goal_examples.add_form", statement=statement, aim="6/7", achievable="stands for … minutes")
        press(page, "goal_examples.add_form.confirm")
    assert shown() == [("I will make tea", 1), ("I will wash up my cup", 2)]
    page.examples.table.choose(elsewhere(lambda: office.ask(goal_examples))[1].id)
    press(page, "goal_examples.up")
    assert shown() == [("I will wash up my cup", 1), ("I will make tea", 2)]
    press(page, "goal_examples.change")
    fill(page, "goal_examples.change_form", days_ahead="14", relevant="no tea call needed")
    press(page, "goal_examples.change_form.confirm")
    changed = elsewhere(lambda: office.ask(goal_examples))[0]
    assert (changed.days_ahead, changed.relevant, changed.aim.kept) == (14, "no tea call needed", "I 6 of 7")
    press(page, "goal_examples.archive")
    assert shown() == [("I will make tea", 1), ("I will wash up my cup", None)]
    page.examples.table.choose(changed.id)
    press(page, "goal_examples.restore")
    assert shown() == [("I will make tea", 1), ("I will wash up my cup", 2)]
    texts = [page.examples.table.model().index(0, n).data() for n in range(5)]
    assert texts[:3] == ["1", "Meals and drinks", "I will make tea"]
    assert "“…” is still to be filled in" in texts[4]
