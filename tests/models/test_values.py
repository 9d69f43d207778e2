"""Values refuse what they can't be, in a sentence, and say what they are as people write it."""

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.values import (
    LONDON,
    Call,
    Money,
    NhsNumber,
    NotAValue,
    PlannedVisit,
    Postcode,
    age_on,
    call_at,
    call_from,
    days_mask,
    days_of,
    days_text,
    fold,
    from_london,
    hours_text,
    is_ambiguous,
    london_day,
    start_of_day,
    to_london,
)


def wall(text):
    """What a clock on the office wall shows, which has no zone."""
    return datetime.fromisoformat(text)


SOME_DAYS = some.frozensets(some.integers(0, 6), min_size=1)


# --- NHS number ------------------------------------------------------------------------------------------------


def check_digit(nine: str) -> int:
    """By the NHS data dictionary's own arithmetic, apart from the library's."""
    return (11 - sum((10 - place) * int(digit) for place, digit in enumerate(nine)) % 11) % 11


@given(some.from_regex(r"[0-9]{9}", fullmatch=True))
def test_an_nhs_number_is_taken_with_its_check_digit_and_with_no_other(nine):
    right = check_digit(nine)
    for last in range(10):
        given_to_somebody = nine >= "010100000" and nine[0] not in "58"
        if last == right and len(set(nine + str(last))) > 1 and given_to_somebody:
            assert NhsNumber.parse(f"{nine}{last}").digits == f"{nine}{last}"
        else:
            with pytest.raises(NotAValue):
                NhsNumber.parse(f"{nine}{last}")


@pytest.mark.parametrize("typed", ["999 326 1629", "999-326-1629", " 9993261629 "])
def test_an_nhs_number_is_read_as_people_type_it_and_shown_3_3_4(typed):
    assert str(NhsNumber.parse(typed)) == "999 326 1629"


def test_test_numbers_of_the_999_range_are_numbers_like_any_other():
    assert NhsNumber.parse(f"999000001{check_digit('999000001')}").digits.startswith("999")


@pytest.mark.parametrize("digit", "0123456789")
def test_ten_equal_digits_are_refused_though_they_pass_the_arithmetic(digit):
    assert check_digit(digit * 9) == int(digit)
    with pytest.raises(NotAValue, match="Ten equal digits"):
        NhsNumber.parse(digit * 10)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "only digits"),
        ("999326162", "this has 9"),
        ("99932616290", "this has 11"),
        ("9993261628", "check digit"),
        ("9999326162", "check digit"),
        ("999326162O", "only digits"),
        ("0000000019", "Nobody was ever given the NHS number 000 000 0019"),
        ("5000000005", "Nobody was ever given"),
        ("8000000008", "Nobody was ever given"),
        ("９９９３２６１６２９", "only digits"),
        ("٩٩٩٣٢٦١٦٢٩", "only digits"),
    ],
)
def test_a_wrong_nhs_number_is_refused_with_the_reason(typed, why):
    with pytest.raises(NotAValue, match=why):
        NhsNumber.parse(typed)


# --- Postcode and money ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("de43af", "DE4 3AF"),
        (" DE4  3AF ", "DE4 3AF"),
        ("sk178pt", "SK17 8PT"),
        ("w1a 1aa", "W1A 1AA"),
        ("M11AE", "M1 1AE"),
        ("ec1a 1bb", "EC1A 1BB"),
        ("N1P 1AA", "N1P 1AA"),
        ("bf1 0ax", "BF1 0AX"),
        ("DE6 1AF\u200b", "DE6 1AF"),
    ],
)
def test_a_postcode_is_shown_with_its_one_space(typed, shown):
    assert str(Postcode.parse(typed)) == shown


@pytest.mark.parametrize("typed", ["", "DE4", "DE43A", "DE4 3AFF", "4DE 3AF", "DE４ 3AF", "<b>"])
def test_what_has_not_the_shape_of_a_postcode_is_refused(typed):
    with pytest.raises(NotAValue, match="does not look like a postcode"):
        Postcode.parse(typed)


@pytest.mark.parametrize("typed", ["BFPO 57", "bfpo 1234"])
def test_a_number_of_the_forces_post_is_called_what_it_is(typed):
    with pytest.raises(NotAValue, match=f"“{typed}” is a number of the forces' post and no postcode"):
        Postcode.parse(typed)


def test_the_postcode_of_a_bank_is_nobodys_home():
    with pytest.raises(NotAValue, match="does not look like a postcode"):
        Postcode.parse("GIR 0AA")


@pytest.mark.parametrize("letter", "CIKMOV")
def test_six_letters_never_end_a_postcode(letter):
    for typed in (f"DE6 1{letter}F", f"DE6 1F{letter}"):
        with pytest.raises(NotAValue, match=f"“{typed}” can't be a postcode: its last two letters"):
            Postcode.parse(typed)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("DE6 OAF", "A letter stands where a figure has to; perhaps it is DE6 0AF."),
        ("DEI 3AF", "A letter stands where a figure has to; perhaps it is DE1 3AF."),
        ("SK1O 1AA", "no place has SK1O. Perhaps it is SK10 1AA."),
        ("QE4 3AF", "no place has QE4."),
        ("DZ4 3AF", "no place has DZ4."),
        ("W1Q 3AF", "no place has W1Q."),
        ("x" * 300, "…” does not look like a postcode"),
    ],
)
def test_a_letter_where_none_stands_is_named_and_never_put_right(typed, why):
    with pytest.raises(NotAValue, match=re.escape(why)):
        Postcode.parse(typed)


@pytest.mark.parametrize(
    ("pounds", "pence", "shown"),
    [
        ("24.80", 2480, "£24.80"),
        ("0.005", 1, "£0.01"),
        ("0.0049", 0, "£0.00"),
        ("1234567.895", 123456790, "£1,234,567.90"),
        ("2.675", 268, "£2.68"),
    ],
)
def test_money_rounds_half_a_penny_up(pounds, pence, shown):
    money = Money(Decimal(pounds))
    assert (money.in_pence, str(money)) == (pence, shown)


@given(some.integers(0, 10**12))
def test_pence_come_back_as_they_were_stored(pence):
    assert Money.pence(pence).in_pence == pence


# --- Calls and planned visits ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "call"),
    [
        ("00:00", Call.NIGHT),
        ("04:59", Call.NIGHT),
        ("05:00", Call.MORNING),
        ("10:59", Call.MORNING),
        ("11:00", Call.LUNCH),
        ("14:29", Call.LUNCH),
        ("14:30", Call.TEA),
        ("18:29", Call.TEA),
        ("18:30", Call.BED),
        ("23:59", Call.BED),
    ],
)
def test_a_time_belongs_to_one_call_of_the_day(at, call):
    assert call_at(time.fromisoformat(at)) is call


@pytest.mark.parametrize("call", list(Call))
def test_a_call_begins_where_the_one_before_it_ends(call):
    begins = call_from(call)
    assert call_at(begins) is call
    if begins > time(0):
        minute_before = (datetime.combine(date(2026, 1, 1), begins) - timedelta(minutes=1)).time()
        assert call_at(minute_before) is not call


@pytest.mark.rule("PSP-1")
@pytest.mark.parametrize(
    ("days", "minutes", "workers", "why"),
    [
        (frozenset(), 30, 1, "at least one day"),
        (frozenset({7}), 30, 1, "at least one day"),
        (frozenset({-1, 2}), 30, 1, "at least one day"),
        (frozenset({0}), 0, 1, "1 minute to 24 hours"),
        (frozenset({0}), 1441, 1, "1 minute to 24 hours"),
        (frozenset({0}), 30, 0, "one worker or two"),
        (frozenset({0}), 30, 3, "one worker or two"),
    ],
)
def test_a_visit_that_cant_be_is_refused(days, minutes, workers, why):
    with pytest.raises(NotAValue, match=why):
        PlannedVisit(days, Call.MORNING, minutes, workers)


@pytest.mark.parametrize("minutes", [1, 1440])
def test_a_visit_may_last_from_a_minute_to_a_day(minutes):
    assert PlannedVisit(frozenset({0}), Call.NIGHT, minutes).minutes == minutes


def test_a_visit_says_its_call_or_its_time_and_whether_two_come():
    assert str(PlannedVisit(frozenset({0}), Call.TEA, 30, 2)) == "tea 30 ×2"
    assert str(PlannedVisit(frozenset({0}), Call.TEA, 45, 1, time(16, 5))) == "16:05 45"


@given(SOME_DAYS)
def test_days_come_back_from_their_number(days):
    assert days_of(days_mask(days)) == days
    assert 1 <= days_mask(days) <= 127


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ({0, 1, 2, 3, 4, 5, 6}, "every day"),
        ({0, 1, 2, 3, 4}, "Mon–Fri"),
        ({5, 6}, "Sat, Sun"),
        ({0, 1, 2}, "Mon–Wed"),
        ({0, 2, 6}, "Mon, Wed, Sun"),
        ({3}, "Thu"),
    ],
)
def test_days_are_said_as_a_range_where_three_or_more_follow(days, text):
    assert days_text(frozenset(days)) == text


# --- The clock on the wall -------------------------------------------------------------------------------------


def test_a_wall_clock_means_another_moment_in_summer():
    assert from_london(wall("2026-01-15T09:00")) == datetime(2026, 1, 15, 9, tzinfo=UTC)
    assert from_london(wall("2026-07-15T09:00")) == datetime(2026, 7, 15, 8, tzinfo=UTC)


@pytest.mark.parametrize("minute", [0, 1, 59])
def test_the_hour_that_march_leaves_out_is_refused(minute):
    with pytest.raises(NotAValue, match=rf"01:{minute:02} on 29/03/2026 does not exist"):
        from_london(wall(f"2026-03-29T01:{minute:02}"))


def test_the_minutes_beside_the_hour_that_march_leaves_out_follow_each_other():
    before, after = from_london(wall("2026-03-29T00:59")), from_london(wall("2026-03-29T02:00"))
    assert after - before == timedelta(minutes=1)


@pytest.mark.parametrize("fold_", [0, 1])
def test_of_the_hour_that_october_has_twice_the_first_is_meant(fold_):
    assert from_london(wall("2026-10-25T01:30").replace(fold=fold_)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "twice"),
    [
        (wall("2026-10-25T00:59"), False),
        (wall("2026-10-25T01:00"), True),
        (wall("2026-10-25T01:59"), True),
        (wall("2026-10-25T02:00"), False),
        (wall("2026-03-29T01:30"), False),
        (wall("2026-06-01T12:00"), False),
    ],
)
def test_only_the_hour_of_october_is_ambiguous(local, twice):
    assert is_ambiguous(local) is twice


def test_a_wall_clocks_time_has_no_zone_and_a_moment_has_one():
    with pytest.raises(TypeError):
        from_london(datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(TypeError):
        to_london(wall("2026-01-01T00:00"))


@given(some.datetimes(wall("2000-01-01T00:00"), wall("2099-12-31T00:00"), timezones=some.just(UTC)))
def test_a_moment_comes_back_from_its_wall_clock_but_for_the_second_hour_of_october(moment):
    local = to_london(moment).replace(tzinfo=None)
    back = from_london(local)
    assert back == moment or (is_ambiguous(local) and moment - back == timedelta(hours=1))


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 20), 24), (date(2026, 7, 1), 24)],
)
def test_a_day_begins_at_the_offices_midnight(day, hours):
    begins = start_of_day(day)
    assert begins.astimezone(LONDON).replace(tzinfo=None) == datetime.combine(day, time(0))
    assert start_of_day(day + timedelta(days=1)) - begins == timedelta(hours=hours)
    assert london_day(begins) == day
    assert london_day(begins - timedelta(microseconds=1)) == day - timedelta(days=1)


# --- Age, hours, names -----------------------------------------------------------------------------------------


@pytest.mark.rule("REF-5")
@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2008, 11, 20), date(2026, 11, 19), 17),
        (date(2008, 11, 20), date(2026, 11, 20), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2026, 11, 20), date(2026, 11, 20), 0),
    ],
)
def test_age_is_whole_years_lived(born, day, years):
    assert age_on(born, day) == years


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0"), (90, "1.5"), (15, "0.25"), (20, "0.33"), (40, "0.67"), (6000, "100"), (60000, "1000"), (1, "0.02")],
)
def test_hours_are_decimal_to_the_hundredth(minutes, text):
    assert hours_text(minutes) == text


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Łukasz", "lukasz"),
        ("ŁUKASZ", "lukasz"),
        ("O’Brien", "obrien"),
        ("O'Brien", "obrien"),
        ("O´Brien", "obrien"),
        ("OʼBrien", "obrien"),
        ("Siân", "sian"),
        ("Sia\u0302n", "sian"),
        ("Fox-Hollins", "fox hollins"),
        ("Fox‑Hollins", "fox hollins"),
        ("Fox  Hollins ", "fox hollins"),
        ("ＳＭＩＴＨ", "smith"),
        ("Wójcik", "wojcik"),
        ("Œuvray", "oeuvray"),
        ("Ærø", "aero"),
        ("Strauß", "strauss"),
        ("Þóra Guðmundsdóttir", "thora gudmundsdottir"),
        ("Iwona\u200b Nowak\ufeff", "iwona nowak"),
        ("", ""),
        (" ’ ", ""),
        ("李明", "李明"),
    ],
)
def test_names_are_compared_without_case_accents_or_apostrophes(name, folded):
    assert fold(name) == folded


@given(some.text(max_size=20))
def test_folding_twice_changes_nothing_more_and_case_never_matters(name):
    assert fold(fold(name)) == fold(name)
    assert fold(name.casefold()) == fold(name)
