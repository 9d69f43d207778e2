"""One person's way from the referral to the closed package, for somebody who has only what the real bus tells them.

The window is the program in a process of its own; this one sees and calls nothing of it. See `tests.bus`.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import TypeAlias

import pytest

from app.queries.goals import goals
from app.queries.referrals import queue
from app.queries.referrals.queue import Stage
from models.vocabulary.closure import ClosingStepKind
from models.vocabulary.goals import Letter
from tests.builders import START_CHECKS, SmallOffice
from tests.bus import give_keys_to_the_window, lacking, session, window
from tests.bus_reader import BusReader
from tests.journeys.reader import A_GOAL, ENDING

pytestmark = pytest.mark.skipif(bool(lacking()), reason=f"a screen and its bus need {', '.join(lacking())}")
DAY = timedelta(days=1)
Sit: TypeAlias = Callable[[datetime], AbstractContextManager[BusReader]]


@pytest.fixture
def sit(sqlite_office: SmallOffice) -> Sit:
    """A function that opens the program at a moment, and gives somebody to whom it is told."""
    url = sqlite_office.database.url.render_as_string(hide_password=False)

    @contextmanager
    def at_the_desk(as_at: datetime) -> Iterator[BusReader]:
        with (
            session() as reaches,
            BusReader(reaches["DBUS_SESSION_BUS_ADDRESS"]) as reader,
            window(reaches, url, as_at, sqlite_office.staff["DSO"]),
        ):
            reader.wait_for("page tab", "Figures")
            reader.give_keys = partial(give_keys_to_the_window, reaches)
            reader.give_keys()
            yield reader

    return at_the_desk


@pytest.mark.timeout(900)
@pytest.mark.rule("REF-16", "IPAD-1", "END-4")
def test_somebody_is_taken_from_the_referral_to_the_closed_package_by_what_the_bus_tells(sit, sqlite_office, clock):
    person = sqlite_office.a_person(family="Gill")
    referral = sqlite_office.a_referral(person=person)
    with sit(clock.now()) as reader:
        _start(reader)
        assert sqlite_office.ask(queue.referral, referral=referral).stage is Stage.STARTED
        _set_a_goal(reader)
        (goal,) = sqlite_office.ask(goals.view, person=person).goals
        assert (goal.statement, goal.is_draft) == ("I will make my breakfast", False)
        assert reader.heard == [
            "Accepted: safe and suitable.",
            "Held: the countdown runs, and Scheduling is told through the tracker.",
            "Started: the plan is under Service plans, and goals come next.",
            "The goal is set.",
        ]
    with sit(clock.now() + DAY) as reader:
        reader.press("Goals", "page tab")
        reader.choose("Caseload", "Person: Jean Gill")
        reader.wait_for("table", "IPAD history")
        reader.go_to("Whose rating")
        reader.key("Down")
        reader.go_to("1. I will make my breakfast")
        reader.key("p")
        reader.wait(lambda: _rated(sqlite_office, person) == [Letter.P], "the rating")
        _close(reader)
        assert reader.heard == [
            ENDING,
            "Recorded. What is expected, or what closes the package, is listed in this tab.",
            "What you said of assistive technology is recorded.",
            "The package is closed.",
        ]


@pytest.mark.timeout(300)
def test_a_dialog_a_warning_and_what_is_wrong_in_a_field_are_told(sit, sqlite_office, clock):
    person = sqlite_office.a_person(family="Gill")
    sqlite_office.an_episode(person=person)
    with sit(clock.now()) as reader:
        reader.press("Service plans", "page tab")
        reader.choose("Caseload", "Person: Jean Gill")
        reader.press("Print the plan…")
        reader.wait_for("dialog", "Service plan of Jean Gill")
        reader.wait_for("label", "Page 1 of 1")
        reader.give_keys()
        reader.go_to("The paper")
        assert reader.kind_here == "panel"
        reader.key("Escape")
        reader.give_keys()
        reader.press("Goals", "page tab")
        reader.press("Set a goal")
        reader.press("Set this goal")
        missing = "What the person will do: Say exactly what the person will do."
        reader.wait_until_heard(missing)
        reader.press("Closure", "page tab")
        reader.press("A death is reported…")
        warning = "By telephone is enough. From now on nothing is printed or asked about this person. It can be undone."
        reader.wait_until_heard(warning)
        assert reader.heard == [missing, f"{missing} Who can help: the goal setter, with the person.", warning]


def _start(reader: BusReader) -> None:
    reader.press("Referrals", "page tab")
    reader.choose("Queue of referrals", "Person: Jean Gill")
    reader.press("Accept")
    reader.press("Hold capacity…")
    reader.press("Hold this capacity")
    for check in START_CHECKS:
        reader.tick(check)
    reader.press("Start the service…")
    reader.press("Start the service")
    reader.wait_until_heard("Started: the plan is under Service plans, and goals come next.")


def _set_a_goal(reader: BusReader) -> None:
    reader.press("Open the service plan")
    reader.press("Goals", "page tab")
    reader.press("Set a goal")
    for name, said in A_GOAL.items():
        reader.type(name, said)
    reader.tick("Morning")
    reader.press("Set this goal")
    reader.wait_until_heard("The goal is set.")


def _close(reader: BusReader) -> None:
    reader.press("Closure", "page tab")
    reader.press("End for this…: Goals achieved, no formal support needed")
    reader.press("End the service")
    reader.press("Say whether…: Was assistive technology given during short-term support?")
    reader.come_to("Given during STS?")
    reader.key("n")
    reader.press("Record this")
    for step in ClosingStepKind:
        reader.tick(step.label)
    reader.press("Close the package")
    reader.wait_until_heard("The package is closed.")


def _rated(office: SmallOffice, person: object) -> list[Letter]:
    return [each.letter for each in office.ask(goals.view, person=person).history.cells if each.letter is not None]
