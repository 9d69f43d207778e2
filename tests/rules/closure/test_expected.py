"""What is recorded ahead of its day: at most six weeks without asking, confirmed on its day and not before."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.closure.breaks import next_visit_lacks
from models.rules.closure.expected import (
    ExpectedFacts,
    announcing_lacks,
    day_ahead_lacks,
    expected_line,
    expected_prompts,
    is_ahead,
    still_expected_lacks,
    told_ahead,
    told_confirmed,
    why_not_as_expected_lacks,
)
from models.values import london_day
from models.vocabulary.closure import EndReason, ExpectedKind

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
pytestmark = pytest.mark.rule("END-9")


def an_end(at, reason=EndReason.PVI_FOUND):
    return ExpectedFacts(ExpectedKind.END, at, reason)


def sentences(lacks):
    return " ".join(each.sentence for each in lacks)


def test_this_very_moment_is_not_ahead_and_the_next_second_is(now):
    assert [is_ahead(each, now) for each in (now - SECOND, now, now + SECOND)] == [False, False, True]
    assert "This moment has come" in sentences(day_ahead_lacks(now, now, None))


@pytest.mark.parametrize(
    ("now", "last"),
    [
        ("2026-11-28 09:00", "2027-01-09 23:59"),
        ("2026-11-28 23:59", "2027-01-09 23:59"),
        ("2026-02-20 00:00", "2026-04-03 23:59"),  # six weeks across the night of 29 March, an hour short
        ("2026-03-29 00:30", "2026-05-10 23:59"),
        ("2026-10-25 00:30", "2026-12-06 23:59"),
        ("2026-09-20 23:30", "2026-11-01 23:59"),  # and across 25 October, an hour longer
    ],
)
def test_more_than_six_weeks_ahead_is_asked_about_until_it_is_meant(at, policy, now, last):
    far = at(last) + timedelta(minutes=1)
    assert day_ahead_lacks(at(last), at(now), policy) == ()
    [asked] = day_ahead_lacks(far, at(now), policy)
    assert (asked.rule, asked.field) == ("END-9", "day_is_meant")
    assert asked.sentence.endswith("is far ahead: correct the day, or say that it is meant.")
    assert day_ahead_lacks(far, at(now), policy, day_is_meant=True) == ()
    assert day_ahead_lacks(at(last) + 800 * DAY, at(now), policy) != ()


def test_one_of_a_kind_is_expected_at_a_time_and_nothing_of_who_has_died(at, policy):
    now, on = at("2026-11-28 09:00"), at("2026-12-01 10:00")
    assert announcing_lacks(an_end(on), now, policy) == ()
    known = an_end(at("2026-12-04 09:00"), EndReason.RESIDENTIAL)
    said = sentences(announcing_lacks(an_end(on), now, policy, known=known))
    assert said.startswith("Support ends 4 Dec 2026 (Long-term residential or nursing care) is expected already")
    assert "death" in sentences(announcing_lacks(an_end(on), now, policy, is_death_known=True))
    assert "death" in sentences(announcing_lacks(an_end(on, EndReason.DIED), now, policy))


@pytest.mark.parametrize("kind", ExpectedKind)
@pytest.mark.parametrize("day", ["2026-11-30", "2026-03-29", "2026-10-25"])
def test_it_is_asked_about_from_midnight_of_its_day_and_overdue_the_next_morning(at, kind, day):
    reason = EndReason.PVI_FOUND if kind is ExpectedKind.END else None
    [prompt] = expected_prompts("Jean Gill", ExpectedFacts(kind, at(f"{day} 18:30"), reason))
    assert prompt.shown_from == at(f"{day} 00:00")
    assert not prompt.is_due_at(prompt.shown_from - SECOND)
    assert london_day(prompt.due) == london_day(at(f"{day} 12:00"))
    assert prompt.due + timedelta(microseconds=1) == at(f"{london_day(at(f'{day} 12:00')) + DAY} 00:00")
    assert prompt.sentence.startswith("Jean Gill")
    assert prompt.sentence.endswith("Confirm it, move it or take it back.")


def test_a_moment_just_before_midnight_in_london_belongs_to_the_day_that_ends():
    late = datetime(2026, 6, 30, 22, 59, tzinfo=UTC)
    assert an_end(late).day == date(2026, 6, 30)
    assert an_end(late + timedelta(minutes=1)).day == an_end(late).day + DAY


def test_what_is_expected_reads_as_expected_and_not_as_done(at):
    on = at("2026-11-30 09:00")
    assert expected_line(an_end(on)) == "Expected: support ends 30 Nov 2026 (PVI provision found)"
    assert expected_line(ExpectedFacts(ExpectedKind.RETURN, on)) == "Expected: back in service 30 Nov 2026"
    assert told_ahead("PVI provision found") == "Expected, to be confirmed on the day: PVI provision found"
    assert told_confirmed("Died", was_expected=False) == "Died"
    assert told_confirmed("Back in service", was_expected=True) == "Confirmed: Back in service"


def test_a_return_ahead_has_no_visit_before_it(at):
    back = at("2026-12-02 14:00")
    day = london_day(back)
    assert [next_visit_lacks(back, each) == () for each in (None, day - DAY, day, day + DAY)] == [
        True, False, True, True,
    ]  # fmt: skip


def test_taking_back_says_why_and_happens_once(nothing_said):
    assert "Say why" in sentences(why_not_as_expected_lacks(nothing_said))
    assert why_not_as_expected_lacks("The home has no bed") == ()
    assert still_expected_lacks(is_settled=False) == ()
    assert "confirmed or taken back already" in sentences(still_expected_lacks(is_settled=True))
