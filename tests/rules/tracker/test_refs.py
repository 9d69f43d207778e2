"""A Ref that was given out again means another change; a cell that was typed over, or a new name, doesn't."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from models.rules.tracker.refs import Told, is_about_another

AT = datetime(2026, 10, 25, 1, 30)  # noqa: DTZ001  the wall clock shows it twice that night
TOLD = Told(notified=AT, change="Retracted", effective=date(2026, 10, 26), person="Ann Moss", visits=14, hours=5.833333)
LATER = AT + timedelta(days=3)


@pytest.mark.parametrize(
    "stands",
    [
        TOLD,
        replace(TOLD, person="Ann Hill", effective=date(2026, 11, 3), visits=7),  # told then: typed over, or renamed
        replace(TOLD, notified=AT + timedelta(seconds=61), person="Ann Hill"),  # without its seconds
        replace(TOLD, notified=LATER),  # typed over
        replace(TOLD, notified=LATER, change="Retracted T00004", hours=5.83, person="ann moss"),
        replace(TOLD, notified=None, person="Ann Hill"),
        Told(notified=LATER),
        Told(notified=None),
    ],
)
def test_a_row_of_the_same_change_is_no_other_however_it_was_edited(stands):
    assert not is_about_another(stands, TOLD)


@pytest.mark.parametrize(
    "stands",
    [
        replace(TOLD, notified=AT + timedelta(seconds=62), person="Ann Hill"),
        replace(TOLD, notified=LATER, change="Start"),
        replace(TOLD, notified=LATER, effective=date(2026, 10, 27)),
        replace(TOLD, notified=LATER, visits=0),
        replace(TOLD, notified=LATER, hours=5.85),
        replace(TOLD, notified=None, person="Ann Hill", effective=date(2026, 10, 27)),
    ],
)
def test_a_row_told_at_another_moment_that_says_something_else_is_another_change(stands):
    assert is_about_another(stands, TOLD)
