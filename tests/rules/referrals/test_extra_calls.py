"""Extra calls beside another provider: due on their last day, overdue after it, and the ways out (REF-9)."""

from datetime import date, timedelta

import pytest

from models.rules.referrals.extra_calls import (
    ExtraCallsFacts,
    ended_lacks,
    extending_lacks,
    extra_calls_prompts,
    given_lacks,
    moving_lacks,
    said_lacks,
)
from models.rules.today.headings import PromptGroup, group_of
from models.values import start_of_day
from models.vocabulary.referrals import Notice

pytestmark = pytest.mark.rule("REF-9")
DAY, STEP = timedelta(days=1), timedelta(microseconds=1)


@pytest.mark.parametrize("last", [date(2026, 11, 20), date(2026, 3, 29), date(2026, 10, 25)])
def test_the_last_day_is_when_it_is_due_and_the_next_morning_it_is_overdue(last):
    (prompt,) = extra_calls_prompts("Mary Smith", (ExtraCallsFacts(last, "Ashgrove"),))
    assert (prompt.rule, prompt.field) == ("REF-9", "plans.extra_calls")
    assert prompt.sentence.startswith("Mary Smith's extra calls")
    begins, ends = start_of_day(last), start_of_day(last + DAY)
    assert not prompt.is_due_at(begins - STEP)
    assert prompt.is_due_at(begins)
    assert group_of(prompt.due, ends - STEP) is not PromptGroup.OVERDUE
    assert group_of(prompt.due, ends) is PromptGroup.OVERDUE
    assert extra_calls_prompts("Mary Smith", ()) == ()


def test_a_longer_time_is_later_not_past_and_agreed_by_the_provider():
    limit, today = date(2026, 11, 20), date(2026, 11, 25)
    assert extending_lacks(today, limit, today, "Ann") == ()
    assert [each.field for each in extending_lacks(today - DAY, limit, today, "Ann")] == ["until"]
    assert [each.field for each in extending_lacks(limit, limit, limit, "Ann")] == ["until"]
    assert extending_lacks(limit + DAY, limit, limit, "Ann") == ()
    assert [each.who for each in extending_lacks(today, limit, today, " ")] == ["the existing provider"]


def test_they_end_by_the_plan_and_the_whole_package_moves_with_notice():
    assert given_lacks(are_given=True) == ended_lacks(plan_has_fewer=True) == ()
    assert "no extra calls" in given_lacks(are_given=False)[0].sentence
    assert "new version with fewer hours" in ended_lacks(plan_has_fewer=False)[0].sentence
    assert moving_lacks(Notice.PAID, date(2026, 11, 20)) == ()
    assert [each.field for each in moving_lacks(None, None)] == ["notice", "notice_given_on"]


def test_what_was_said_names_with_whom_and_what_and_is_not_ahead(at):
    now = at("2026-11-20 09:00")
    assert said_lacks("Ann", "Two visits more", now, now) == ()
    assert [each.field for each in said_lacks(" ", "", now + STEP, now)] == ["whom", "said", "said_at"]
