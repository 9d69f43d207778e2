"""Under which heading of Today a prompt stands, at and just past each limit."""

from datetime import UTC, datetime, timedelta

import pytest

from models.rules.today.headings import PromptGroup, group_of, moves_at

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
STEP = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("due", "group"),
    [
        (None, PromptGroup.OPEN),
        (NOW - timedelta(days=400), PromptGroup.OVERDUE),
        (NOW - STEP, PromptGroup.OVERDUE),
        (NOW, PromptGroup.NEXT_DAY),  # at its limit a prompt is still in time
        (NOW + timedelta(hours=24), PromptGroup.NEXT_DAY),
        (NOW + timedelta(hours=24) + STEP, PromptGroup.WEEK),
        (NOW + timedelta(days=7), PromptGroup.WEEK),
        (NOW + timedelta(days=7) + STEP, PromptGroup.LATER),
    ],
)
def test_a_prompt_stands_under_the_heading_of_its_limit(due, group):
    assert group_of(due, NOW) is group


def test_the_most_pressing_heading_comes_first():
    assert [each.label for each in PromptGroup] == ["Overdue", "Next 24 hours", "This week", "Later", "Open"]


@pytest.mark.parametrize(
    ("before", "ahead"),
    [
        (timedelta(days=8), timedelta(days=7)),
        (timedelta(days=7), timedelta(days=7)),
        (timedelta(days=7) - timedelta(seconds=1), timedelta(hours=24)),
        (timedelta(hours=24), timedelta(hours=24)),
        (timedelta(hours=24) - timedelta(seconds=1), timedelta(0)),
        (timedelta(0), timedelta(0)),
    ],
)
def test_a_prompt_moves_when_it_comes_within_a_week_within_a_day_and_when_its_limit_passes(before, ahead):
    due = datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert moves_at(due, due - before) == due - ahead


def test_a_prompt_that_is_overdue_or_has_no_limit_moves_no_more():
    due = datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert moves_at(due, due + timedelta(seconds=1)) is None
    assert moves_at(None, due) is None
