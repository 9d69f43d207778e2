"""The weekly meeting comes round on its day, across both clock changes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.meetings.weekly import WeeklyFacts, weekly_due_on, weekly_prompts
from models.values import from_london, start_of_day

SINCE = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.mark.rule("MDT-1")
@pytest.mark.parametrize("held", [date(2026, 11, 20), date(2026, 10, 23), date(2026, 3, 27)])
def test_a_week_after_the_last_meeting_the_next_is_due_and_never_overdue(held):
    facts = WeeklyFacts(team="North", in_service_since=SINCE, last_held_at=start_of_day(held) + timedelta(hours=10))
    (prompt,) = weekly_prompts(facts)
    due = held + timedelta(days=7)
    assert weekly_due_on(facts) == due
    assert prompt.shown_from == start_of_day(due)
    assert prompt.due is None  # no source gives it a limit, and paper may have kept it
    assert prompt.sentence.startswith("North's weekly MDT meeting is due from ")


@pytest.mark.rule("MDT-1")
def test_before_the_first_meeting_the_week_counts_from_the_first_start():
    started = from_london(datetime(2026, 10, 24, 23))  # noqa: DTZ001  the clock on the wall, the night of the change
    facts = WeeklyFacts(team="North", in_service_since=started)
    assert weekly_due_on(facts) == date(2026, 10, 31)
    assert "none has been recorded yet" in weekly_prompts(facts)[0].sentence
