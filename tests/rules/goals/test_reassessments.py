"""Needs that change during interim support: within it, not ahead, by somebody, with what was decided."""

from datetime import date, timedelta

import pytest

from models.rules.goals.reassessments import interim_lacks, reassessment_lacks, taking_back_lacks
from models.values import london_day
from models.vocabulary.episodes import EpisodeKind

DAY = timedelta(days=1)


def lacks(today, **other):
    facts = {"on": today, "assessed_by": "Sam Lee, SW", "decided": "two calls more", "started_on": today - 9 * DAY}
    return reassessment_lacks(**(facts | {"today": today} | other))


@pytest.mark.rule("MILE-3")
@pytest.mark.parametrize("kind", list(EpisodeKind))
def test_needs_are_reassessed_in_interim_support_alone(kind):
    assert (interim_lacks(kind) == ()) is kind.is_interim


@pytest.mark.rule("MILE-3")
def test_a_reassessment_lies_between_the_first_day_of_interim_and_today(now, passes_around):
    today = london_day(now)
    assert passes_around(today, lambda on: lacks(today, on=on)) == [True, True, False]
    started = today - 5 * DAY
    assert passes_around(started, lambda on: lacks(today, on=on, started_on=started)) == [False, True, True]


@pytest.mark.rule("MILE-3")
def test_all_that_is_missing_is_named_with_who_can_say_it(nothing_said):
    found = lacks(date(2026, 11, 20), on=date(2026, 11, 21), assessed_by=nothing_said, decided=nothing_said)
    assert [each.field for each in found] == ["reassessed_on", "assessed_by", "decided"]
    assert {each.who for each in found} == {"the SW, CCW or case coordinator"}


@pytest.mark.rule("MILE-3")
def test_one_in_error_is_taken_back_once_with_a_reason(nothing_said):
    assert taking_back_lacks("the wrong person", is_withdrawn=False) == ()
    assert [each.field for each in taking_back_lacks(nothing_said, is_withdrawn=False)] == ["because"]
    assert [each.who for each in taking_back_lacks("again", is_withdrawn=True)] == ["nobody"]
