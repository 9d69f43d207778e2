"""When a paper may be issued, how it is known again, and from when until when each counts."""

from datetime import UTC, date, datetime

import pytest

from models.rules.agreement.issued_papers import (
    PaperOfPeriod,
    counting_lacks,
    ended_lacks,
    first_day_of,
    hash_of_values,
    is_hash_of,
    scan_again_lacks,
    scan_lacks,
    told_of_periods,
)

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
MARCH, APRIL = date(2027, 3, 31), date(2027, 4, 1)


@pytest.mark.rule("FUND-4")
def test_nothing_is_issued_after_the_end():
    assert ended_lacks(None) == ()
    (lack,) = ended_lacks(NOW)
    assert "What was issued can still be printed" in lack.sentence


@pytest.mark.rule("FUND-7")
@pytest.mark.parametrize(
    ("counts_from", "earlier", "is_refused"),
    [(None, APRIL, False), (APRIL, None, False), (APRIL, MARCH, False), (APRIL, APRIL, True), (MARCH, APRIL, True)],
)
def test_a_later_paper_counts_from_a_later_day(counts_from, earlier, is_refused):
    assert bool(counting_lacks(counts_from, earlier)) is is_refused


@pytest.mark.rule("FUND-4")
def test_a_scan_is_of_a_signed_paper_and_another_says_why():
    assert scan_lacks(None)
    assert not scan_lacks(NOW)
    assert not scan_again_lacks(has_scan=False, because="")
    assert scan_again_lacks(has_scan=True, because=" ")
    assert not scan_again_lacks(has_scan=True, because="Page 2 was missing")


@pytest.mark.rule("FUND-4")
def test_the_readable_form_of_a_hash_is_enough_and_nothing_shorter():
    proof = hash_of_values('{"reference": "ISA-1"}')
    short = f"{proof[:4]} {proof[4:8]} {proof[8:12]}".upper()
    assert is_hash_of(short, proof)
    assert is_hash_of(proof, proof)
    assert not is_hash_of(short[:-1], proof)
    assert not is_hash_of(proof + "0", proof)
    assert not is_hash_of("0" * 12, proof)


@pytest.mark.rule("FUND-7")
@pytest.mark.parametrize(
    ("liable_from", "first_day"),
    [
        (datetime(2026, 3, 29, 0, tzinfo=UTC), date(2026, 3, 29)),  # midnight of a day of 23 hours
        (datetime(2026, 3, 29, 0, 0, 1, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 23, tzinfo=UTC), date(2026, 10, 25)),  # midnight of a day of 25
        (datetime(2026, 10, 25, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_of_an_earlier_release_it_counts_from_the_first_whole_day(liable_from, first_day):
    assert first_day_of(None, liable_from) == first_day
    assert first_day_of(APRIL, liable_from) == APRIL


@pytest.mark.rule("FUND-7")
def test_each_signed_paper_counts_until_the_next_signed_one_begins():
    first, second = PaperOfPeriod("ISA-1", date(2026, 11, 19), True), PaperOfPeriod("ISA-2", APRIL, True)
    assert told_of_periods([first]) == ("Counts from 19 Nov 2026",)
    assert told_of_periods([first, second]) == (
        "Counts from 19 Nov 2026 until 31 Mar 2027",
        "Counts from 1 Apr 2027; replaces ISA-1",
    )


@pytest.mark.rule("FUND-7")
def test_one_that_was_never_signed_counts_for_no_day_and_ends_none():
    first, unsigned = PaperOfPeriod("ISA-1", date(2026, 11, 19), True), PaperOfPeriod("ISA-2", APRIL, False)
    assert told_of_periods([first, unsigned]) == (
        "Counts from 19 Nov 2026",
        "Counts from 1 Apr 2027, once it is signed; replaces ISA-1",
    )
    third = PaperOfPeriod("ISA-3", date(2027, 4, 2), True)
    assert told_of_periods([first, unsigned, third]) == (
        "Counts from 19 Nov 2026 until 1 Apr 2027",
        "Counts for no day: it wasn't signed when ISA-3 took its place; replaces ISA-1",
        "Counts from 2 Apr 2027; replaces ISA-1",
    )
