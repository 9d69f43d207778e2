"""The next date of somebody: what is due now, else the very moment from which something will be."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.meetings.weekly import WeeklyFacts
from models.rules.plans.prompts import PlanPromptFacts
from models.rules.referrals.prompts import ReferralPromptFacts
from models.rules.today.next_date import next_date
from models.rules.today.prompts import RecordPromptFacts, record_prompts
from models.values import from_london, london_day, start_of_day
from models.vocabulary.episodes import EpisodeKind

DAY, INSTANT = timedelta(days=1), timedelta(microseconds=1)
BEGINNINGS = (
    datetime(2026, 11, 20, 9, tzinfo=UTC),
    from_london(datetime(2026, 10, 1, 10)),  # noqa: DTZ001  the clock on the wall
    from_london(datetime(2026, 3, 1, 10)),  # noqa: DTZ001  the clock on the wall
)


def in_service(begun):
    """Everything is done for now; the last days of the six weeks come next."""
    plan = PlanPromptFacts(name="Jean Gill", kind=EpisodeKind.SHORT_TERM, started_at=begun, support_plan_at=begun)
    return RecordPromptFacts(name="Jean Gill", plan=plan)


@pytest.mark.rule("PSP-7")
@pytest.mark.parametrize("begun", BEGINNINGS)
def test_what_comes_next_is_due_from_its_moment_and_not_an_instant_before(begun, policy):
    record = in_service(begun)
    found = next_date((record,), begun + DAY, policy)
    assert not found.is_due
    assert found.shown_from == start_of_day(london_day(begun) + 34 * DAY)
    assert found.sentence.startswith("Next, from ")
    assert record_prompts(record, found.shown_from - INSTANT, policy) == ()
    assert record_prompts(record, found.shown_from, policy) == (found.prompt,)
    now = next_date((record,), found.shown_from, policy)
    assert now.is_due
    assert now.sentence.startswith("To do by ")


@pytest.mark.rule("MDT-1")
def test_the_weekly_meeting_comes_first_where_nothing_else_does_so(policy):
    begun = BEGINNINGS[0]
    week = RecordPromptFacts(name="", weekly=WeeklyFacts(team="North", in_service_since=begun))
    found = next_date((in_service(begun), week), begun + DAY, policy)
    assert (found.prompt.rule, found.shown_from) == ("MDT-1", start_of_day(date(2026, 11, 27)))
    due = next_date((in_service(begun), week), begun + 8 * DAY, policy)
    assert (due.prompt.rule, due.is_due) == ("MDT-1", True)
    assert "Next, from 24 Dec 2026" in due.sentence, "what comes of their own is said as well"


@pytest.mark.rule("REF-12", "REF-13")
def test_the_most_pressing_is_said_and_how_many_more_there_are(policy):
    found_at = BEGINNINGS[0]
    facts = ReferralPromptFacts(
        name="Jean Gill", hold_found_at=found_at, from_hospital=True, discharge_on=date(2026, 11, 22)
    )
    record = RecordPromptFacts(name="Jean Gill", referral=facts)
    warned = next_date((record,), found_at + timedelta(hours=1), policy)
    assert (warned.is_due, warned.prompt.rule) == (False, "REF-13" if policy.hold_warning >= 2 * DAY else "REF-18")
    late = next_date((record,), found_at + timedelta(hours=73), policy)
    assert (late.prompt.rule, late.more) == ("REF-13", 1)
    assert late.sentence.endswith("And 1 more on Today.")


def test_nobody_whose_records_are_over_has_a_next_date(policy):
    assert next_date((RecordPromptFacts(name="Jean Gill"),), BEGINNINGS[0], policy) is None
