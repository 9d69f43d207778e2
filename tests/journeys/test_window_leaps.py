"""Time that leaps: a window left open over midnight, a sleep of two days, a clock that is set, the change of clocks."""

from datetime import UTC, datetime, timedelta

import pytest
from shiboken6 import delete

from app.queries.today.prompt_row import PromptGroup
from tests.builders import visit
from ui.navigation import TabName
from ui.passing import EVERY_MS, Passing
from ui.widgets.date_edit import DateEdit

_TICK = timedelta(milliseconds=EVERY_MS)


@pytest.fixture
def desk(sit, sqlite_office):
    sqlite_office.an_episode(visit(), person=sqlite_office.a_person(family="Gill"))
    return sit("DSO")


@pytest.fixture
def passing(desk, clock):
    return Passing(clock, desk.desk.door, desk.window)


@pytest.fixture
def tick(passing, clock, desk, monkeypatch):
    """A function: so much passes by the clock, and so much by the computer's own counting, until the next tick."""
    heard = []
    passing.leapt.connect(lambda: heard.append(clock.now()))

    def pass_by(by, ran=_TICK):
        class Ran:
            def restart(self):
                return ran // timedelta(milliseconds=1)

        monkeypatch.setattr(passing, "_ran", Ran())
        heard.clear()
        clock.advance(by)
        passing.look()
        desk.settle()
        return bool(heard)

    return pass_by


@pytest.mark.parametrize(
    ("by", "ran", "leaps"),
    [
        (_TICK, _TICK, False),
        (_TICK + timedelta(seconds=40), _TICK, False),
        (_TICK + timedelta(seconds=41), _TICK, True),
        (timedelta(hours=2), _TICK, True),  # a sleep, where the computer's own counting stands still
        (timedelta(hours=2), timedelta(hours=2), True),  # one where it runs on
        (timedelta(hours=-1), _TICK, True),  # a clock that is put back
        (timedelta(seconds=50), timedelta(seconds=50), False),  # a window that was busy
    ],
)
def test_a_leap_is_told_from_the_passing_of_time(tick, by, ran, leaps):
    assert tick(by, ran) is leaps


@pytest.mark.parametrize("moment", [(2026, 3, 29, 0, 59, 50), (2026, 10, 25, 0, 59, 50)])
def test_the_change_of_clocks_is_no_leap_and_midnight_is_one(tick, clock, passing, moment):
    clock.move_to(datetime(*moment, tzinfo=UTC))
    passing.look()
    assert not tick(_TICK)
    clock.move_to(datetime(2026, 11, 20, 23, 59, 45, tzinfo=UTC))
    passing.look()
    assert tick(_TICK)
    assert not tick(_TICK)


def test_after_a_sleep_of_two_days_todays_groups_and_its_day_are_right_without_a_button(desk, tick):
    today = desk.tab(TabName.TODAY)
    assert today.as_at.text().startswith("Fri 20 Nov")
    before = {row.group for row in today.page._rows}
    assert PromptGroup.OVERDUE not in before
    assert tick(timedelta(days=5))
    assert today.as_at.text().startswith("Wed 25 Nov")
    assert PromptGroup.OVERDUE in {row.group for row in today.page._rows}


def test_a_day_field_left_open_over_midnight_no_longer_calls_its_day_today(desk, tick, clock):
    field = DateEdit(clock, "x.day", desk.window)
    said = []
    field.said.connect(lambda words, _is_wrong: said.append(words))
    field.set_value(clock.now().date())
    assert field.explanation() == "today"
    assert tick(timedelta(days=1))
    assert (said[-1], field.value()) == ("yesterday", clock.now().date() - timedelta(days=1))
    delete(field)


def test_a_prompt_comes_under_its_next_heading_when_its_time_has_come(desk, clock):
    today = desk.tab(TabName.TODAY)
    due = max(row.due for row in today.page._rows if row.due is not None)
    clock.move_to(due - timedelta(hours=24, seconds=1))
    today.refresh()
    desk.settle()
    assert today._limit == due - timedelta(hours=24)
    clock.advance(timedelta(seconds=2))
    today._time_passed()
    desk.settle()
    assert PromptGroup.NEXT_DAY in {row.group for row in today.page._rows}
