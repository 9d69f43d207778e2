"""An end asks for its own fact: the move, the admission, or the day on which ongoing care starts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.closure.end_facts import (
    EndFact,
    EndFactDays,
    end_fact_lacks,
    fact_line,
    known_fact,
    rests_on,
)
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.episodes import EpisodeKind

R = EndReason
DAY = timedelta(days=1)
TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.rule("END-1", "END-2")


@pytest.fixture
def ending(at):
    return EndFactDays(
        kind=EpisodeKind.SHORT_TERM, reason=R.CARE_HOME, started_at=at("2026-10-12 09:00"),
        ends_at=at("2026-11-20 09:00"), on=None,
    )  # fmt: skip


@pytest.fixture
def lacks(policy):
    def asked(facts, *, day_is_meant=False):
        return end_fact_lacks(facts, TODAY, policy, day_is_meant=day_is_meant)

    return asked


@pytest.mark.parametrize(
    ("kind", "reason", "says", "who", "field", "rule"),
    [
        (EpisodeKind.SHORT_TERM, R.CARE_HOME, "moved to the care home", "the care home or the family", "fact_on",
         "END-1"),
        (EpisodeKind.INTERIM_TEAM, R.RESIDENTIAL, "moved to the care home", "the care home or the family", "fact_on",
         "END-2"),
        (EpisodeKind.SHORT_TERM, R.HOSPITAL, "admitted to hospital", "the ward or the family", "fact_on", "END-1"),
        (EpisodeKind.SHORT_TERM, R.ONGOING_ARRANGED, "ongoing care starts", "the case coordinator", "package_on",
         "END-1"),
        (EpisodeKind.INTERIM_IN_STS, R.PVI_FOUND, "ongoing care starts", "the case coordinator", "package_on", "END-2"),
    ],
)  # fmt: skip
def test_an_end_without_its_fact_is_refused_and_says_who_knows_it(ending, lacks, kind, reason, says, who, field, rule):
    [lack] = lacks(replace(ending, kind=kind, reason=reason))
    assert (lack.rule, lack.who, lack.field) == (rule, who, field)
    assert says in lack.sentence
    assert lacks(replace(ending, kind=kind, reason=reason, on=TODAY)) == ()


@pytest.mark.parametrize("reason", [R.GOALS_ACHIEVED, R.DIED, R.LONG_BREAK, R.NEEDS_CHANGED, R.TRANSFERRED])
def test_what_rests_on_a_record_of_its_own_is_asked_no_day(ending, lacks, reason):
    assert rests_on(reason) is None
    assert lacks(replace(ending, reason=reason)) == ()


@pytest.mark.parametrize("reason", [R.CARE_HOME, R.HOSPITAL])
def test_a_move_or_an_admission_lies_between_the_start_and_today(ending, lacks, reason):
    first = date(2026, 10, 12)
    days = (first - DAY, first, TODAY, TODAY + DAY)
    assert [lacks(replace(ending, reason=reason, on=each)) == () for each in days] == [False, True, True, False]
    assert "before the service began on 12 Oct 2026" in lacks(replace(ending, on=first - DAY))[0].sentence
    assert "when it has come" in lacks(replace(ending, on=TODAY + DAY), day_is_meant=True)[0].sentence


@pytest.mark.rule("PSP-8")
def test_ongoing_care_starts_within_six_weeks_of_the_end_or_is_meant_to_start_later(ending, lacks):
    package = replace(ending, reason=R.ONGOING_ARRANGED)
    last = TODAY + 42 * DAY
    assert [lacks(replace(package, on=each)) == () for each in (TODAY - 3 * DAY, TODAY, last, last + DAY)] == [
        True, True, True, False,
    ]  # fmt: skip
    [asked] = lacks(replace(package, on=last + 365 * DAY))
    assert (asked.field, "long after" in asked.sentence) == ("day_is_meant", True)
    assert lacks(replace(package, on=last + DAY), day_is_meant=True) == ()


def test_the_break_that_is_open_gives_the_day_of_the_move_or_the_admission(at):
    began = at("2026-10-25 00:30")
    assert known_fact(R.HOSPITAL, BreakKind.HOSPITAL, began) == date(2026, 10, 25)
    assert known_fact(R.RESIDENTIAL, BreakKind.CARE_HOME, began) == date(2026, 10, 25)
    assert known_fact(R.CARE_HOME, BreakKind.HOSPITAL, began) is None
    assert known_fact(R.PVI_FOUND, BreakKind.CARE_HOME, began) is None
    assert known_fact(R.HOSPITAL, None, None) is None


def test_what_it_rested_on_is_said_afterwards_where_it_is_known():
    assert fact_line(R.CARE_HOME, TODAY) == "Moved to the care home on 20 Nov 2026"
    assert fact_line(R.HOSPITAL, TODAY) == "Admitted to hospital on 20 Nov 2026"
    assert [fact_line(*each) for each in ((R.HOSPITAL, None), (R.PVI_FOUND, TODAY), (None, TODAY))] == ["", "", ""]
    assert rests_on(R.PVI_FOUND) is EndFact.PACKAGE
