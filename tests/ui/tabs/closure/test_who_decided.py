"""Ending and closing at another seat than a DSO's ask which DSO decided (END-10)."""

import pytest

from models.assistive import AtGiven
from models.closure import ClosingStep, Closure
from models.vocabulary.closure import ClosingStepKind, EndReason
from ui.tabs.closure.tab import ClosureTab
from ui.widgets.choice_box import ChoiceBox

pytestmark = pytest.mark.rule("END-10")


@pytest.fixture
def settled_package(sqlite_office):
    """Somebody whose support ended and whose package waits to be closed."""
    office, person = sqlite_office, sqlite_office.a_person()
    key = office.an_episode(person=person, ended_at=office.now, end_reason=EndReason.GOALS_ACHIEVED)
    closure = Closure(episode_id=key)
    by = {"done_at": office.now, "done_by_id": office.staff["DSO"]}
    said = AtGiven(episode_id=key, given=False, said_at=office.now, said_by_id=office.staff["DSO"])
    office.store(said, closure, *(ClosingStep(closure_id=closure.id, step=each, **by) for each in ClosingStepKind))
    return person


def test_at_a_dsos_seat_the_package_closes_at_once(settled_package, open_tab, press):
    tab = open_tab(ClosureTab, settled_package)
    press(tab, "closure.close")
    assert tab.package.form is None
    assert "Package closed today" in tab.ending.lines.text()
    assert "by DSO North" in tab.ending.lines.text()


def test_any_other_seat_says_in_whose_name_and_both_are_shown(
    sqlite_office, settled_package, office_desk, open_tab, press, settled
):
    office_desk.door._work.sit(sqlite_office.staff["Admin"])
    tab = open_tab(ClosureTab, settled_package)
    press(tab, "closure.close")
    settled()
    assert "Say which DSO decided to close the package" in tab.package.form.notice.text.text()
    box = tab.findChild(ChoiceBox, "closure.close_form.decided_by")
    box.set_value(sqlite_office.staff["DSO"])
    press(tab, "closure.close_form.confirm")
    assert tab.package.form is None
    assert "by DSO North, typed in by Admin North" in tab.ending.lines.text()


def test_an_end_names_who_decided_it(sqlite_office, office_desk, open_tab, press, settled):
    person = sqlite_office.a_person()
    sqlite_office.an_episode(person=person)
    office_desk.door._work.sit(sqlite_office.staff["OT"])
    tab = open_tab(ClosureTab, person)
    press(tab, "closure.end.goals_achieved")
    settled()
    press(tab, "closure.end_form.confirm")
    assert "Say which DSO decided to end the service" in tab.ending.form.notice.text.text()
    tab.findChild(ChoiceBox, "closure.end_form.decided_by").set_value(sqlite_office.staff["DSO"])
    press(tab, "closure.end_form.confirm")
    assert "by DSO North, typed in by OT North" in tab.ending.lines.text()
