"""How long capacity is promised, from when its clock runs, and what may be agreed, across both clock changes."""

from datetime import timedelta

import pytest

from models.rules.capacity.holds import goes_on, hold_clock, hold_expires, promise_lacks, still_held_lacks

HOUR, INSTANT = timedelta(hours=1), timedelta(microseconds=1)


@pytest.mark.rule("REF-13")
@pytest.mark.parametrize(
    ("found", "start", "expires"),
    [
        ("2026-11-16 09:00", "2026-11-25 10:00", "2026-11-25 23:59:59.999999"),
        ("2026-11-16 09:00", "2026-11-17 10:00", "2026-11-19 09:00"),
        ("2026-11-16 09:00", None, "2026-11-19 09:00"),
        ("2026-03-20 09:00", "2026-03-29 10:00", "2026-03-29 23:59:59.999999"),  # a day of 23 hours
        ("2026-03-28 09:00", None, "2026-03-31 10:00"),
        ("2026-10-20 09:00", "2026-10-25 10:00", "2026-10-25 23:59:59.999999"),  # a day of 25 hours
        ("2026-10-24 09:00", None, "2026-10-27 08:00"),
    ],
)
def test_a_promise_ends_after_72_hours_or_with_the_day_of_its_first_start(at, policy, found, start, expires):
    first = at(start) if start else None
    limit = hold_expires(at(found), policy, first)
    assert limit == at(expires)
    assert not hold_clock(at(found), limit, policy, first_start_at=first).expired
    assert hold_clock(at(found), limit + INSTANT, policy, first_start_at=first).expired


@pytest.mark.rule("REF-13")
@pytest.mark.parametrize("found", ["2026-11-16 09:00", "2026-03-27 12:00", "2026-10-23 12:00"])
def test_the_clock_goes_on_up_to_72_hours_after_capacity_was_given_back(at, policy, found):
    assert goes_on(at(found), at(found) + 72 * HOUR, policy)
    assert not goes_on(at(found), at(found) + 72 * HOUR + INSTANT, policy)
    assert not goes_on(None, at(found), policy)


@pytest.mark.rule("REF-13")
@pytest.mark.parametrize("found", ["2026-11-16 23:30", "2026-03-22 23:30", "2026-10-18 23:30"])
def test_a_start_is_agreed_up_to_the_end_of_the_fourteenth_day(at, policy, found):
    last = at(found) + timedelta(days=14)
    first_too_late = last + 2 * HOUR
    assert promise_lacks(at(found), last - HOUR, at(found), policy) == ()
    [lack] = promise_lacks(at(found), first_too_late, at(found), policy)
    assert "at most 14 days after the capacity was found" in lack.sentence


@pytest.mark.rule("REF-13")
@pytest.mark.parametrize("found", ["2026-11-20 00:00", "2026-03-29 23:59", "2026-10-25 00:30"])
def test_a_start_is_agreed_for_no_day_before_the_capacity_was_found(at, policy, found):
    """A year mistyped, or a start moved into the past: Scheduling would hear of a day that was over."""
    midnight = at(found[:10] + " 00:00")
    assert promise_lacks(at(found), midnight, at(found), policy) == ()
    for start in (midnight - INSTANT, at("2020-11-20 09:00")):
        [lack] = promise_lacks(at(found), start, at(found), policy, first_start_at=at(found))
        assert "lies before that day" in lack.sentence


@pytest.mark.rule("REF-13")
def test_what_has_run_out_is_promised_only_with_a_start_that_lies_ahead(at, policy):
    found, now = at("2026-11-16 09:00"), at("2026-11-19 09:00")
    assert promise_lacks(found, None, now, policy) == ()
    [out] = promise_lacks(found, None, now + INSTANT, policy)
    assert "has run out" in out.sentence
    assert promise_lacks(found, at("2026-11-20 09:00"), now + INSTANT, policy) == ()
    [passed] = promise_lacks(found, at("2026-11-18 09:00"), now + INSTANT, policy)
    assert "passed already" in passed.sentence


@pytest.mark.rule("REF-13")
def test_a_hold_is_promised_by_agreeing_a_start(at):
    assert still_held_lacks(is_held=True, start_at=at("2026-11-20 09:00")) == ()
    assert still_held_lacks(is_held=False, start_at=None) == ()
    assert still_held_lacks(is_held=True, start_at=None)
