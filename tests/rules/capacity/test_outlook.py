from datetime import date, timedelta

import pytest

from models.rules.capacity.dated_hours import Reduced
from models.rules.capacity.outlook import BackKind, InService, Returning, comes_back, outlook

TODAY = date(2026, 11, 20)  # a Friday
DAY = timedelta(days=1)
FIRST = TODAY - 40 * DAY  # today is day 41


@pytest.mark.rule("PSP-7")
@pytest.mark.parametrize(
    ("began", "extended", "free_from", "sentence"),
    [
        (FIRST, None, TODAY + 2 * DAY, "Last day of the six weeks: 21 Nov 2026."),
        (FIRST - DAY, None, TODAY + DAY, "Last day of the six weeks: 20 Nov 2026."),
        (FIRST - 2 * DAY, None, None, "The last day of the six weeks was 19 Nov 2026: extend, transfer or end."),
        (FIRST - 2 * DAY, TODAY, TODAY + DAY, "Last day of the extension: 20 Nov 2026."),
    ],
)
def test_hours_come_back_on_the_day_after_day_42_or_the_extension(policy, began, extended, free_from, sentence):
    [back] = comes_back(InService(short_term=True, began=began, extended_until=extended), TODAY, policy)
    assert (back.kind, back.day, back.sentence) == (BackKind.EXPECTED_END, free_from, sentence)


@pytest.mark.rule("INT-6")
def test_a_providers_start_frees_the_hours_on_that_day_and_is_doubted_once_it_has_passed(policy):
    for kind in (True, False):
        known = InService(short_term=kind, began=FIRST, independent_since=FIRST, pvi_starts_on=TODAY)
        assert [(each.kind, each.day) for each in comes_back(known, TODAY, policy)] == [(BackKind.PVI_START, TODAY)]
        [late] = comes_back(known, TODAY + DAY, policy)
        assert late.day is None
        assert "was to start on 20 Nov 2026" in late.sentence


@pytest.mark.rule("MILE-2")
def test_somebody_who_waits_for_brokerage_gives_no_hours_back_at_day_42(policy):
    known = InService(short_term=True, began=FIRST, independent_since=FIRST, with_brokerage_since=TODAY)
    [back] = comes_back(known, TODAY, policy)
    assert (back.kind, back.day) == (BackKind.BROKERAGE, None)
    assert back.sentence == "At maximum independence since 11 Oct 2026, with Brokerage since 20 Nov 2026."
    [unsent] = comes_back(InService(short_term=True, began=FIRST, independent_since=FIRST), TODAY, policy)
    assert "not sent to Brokerage yet" in unsent.sentence
    needs_nothing = InService(short_term=True, began=FIRST, independent_since=FIRST, no_further_action=True)
    assert comes_back(needs_nothing, TODAY, policy)[0].kind is BackKind.EXPECTED_END


@pytest.mark.rule("PSP-4")
def test_an_agreed_step_down_is_named_beside_the_end(policy):
    known = InService(short_term=True, began=FIRST, step_down_agreed=TODAY)
    assert [each.kind for each in comes_back(known, TODAY, policy)] == [BackKind.EXPECTED_END, BackKind.STEP_DOWN]
    assert comes_back(InService(short_term=False, began=FIRST), TODAY, policy) == ()


@pytest.mark.rule("REF-15")
def test_the_outlook_counts_leave_and_what_comes_back_from_its_day_on():
    given = (60, 60, 60, 60, 60, 30, 30)  # 360 a week
    back = Returning(TODAY + 2 * DAY, (30, 30, 30, 30, 30, 0, 0), 150)  # from Sunday on
    leave = Reduced(TODAY + DAY, TODAY + 2 * DAY, 70)
    days = outlook(TODAY, 700, (leave,), given, 360, (back,))
    assert [each.day for each in days] == [TODAY + number * DAY for number in range(7)]
    friday, saturday, sunday, monday = days[:4]
    assert (friday.limit, friday.free, friday.day_free) == (700, 340, 40)
    assert (saturday.limit, saturday.free, saturday.day_free) == (630, 270, 60)
    assert (sunday.free, sunday.day_back, sunday.day_free) == (630 - 360 + 150, 0, 60)
    assert (monday.free, monday.day_back, monday.day_free) == (700 - 360 + 150, 30, 70)
    assert friday.sentence == "Fri 20 Nov 2026: 0.67 h free that day, 5.67 h free a week"


@pytest.mark.rule("REF-15")
def test_a_team_over_its_limit_is_shown_over_it():
    [today] = outlook(TODAY, 70, (Reduced(TODAY, TODAY, 100),), (30,) * 7, 210, (), days=1)
    assert (today.limit, today.free, today.day_free) == (0, -210, -30)
    assert today.sentence == "Fri 20 Nov 2026: 0.5 h over that day, 3.5 h over a week"


@pytest.mark.rule("REF-15")
@pytest.mark.parametrize(
    ("given", "told"), [(9, "0.02 h free that day"), (10, "0 h free that day"), (11, "0.02 h over that day")]
)
def test_a_day_with_exactly_nothing_left_is_free_of_nothing_and_not_over(given, told):
    [today] = outlook(TODAY, 70, (), (0, 0, 0, 0, given, 0, 0), given, (), days=1)
    assert told in today.sentence


@pytest.mark.rule("REF-15")
def test_what_a_team_is_short_of_is_said_beside_its_limit():
    [today] = outlook(TODAY, 700, (Reduced(TODAY, TODAY, 70), Reduced(TODAY, TODAY, 30)), (0,) * 7, 0, (), days=1)
    assert (today.reduced, today.limit, today.given, today.back) == (100, 600, 0, 0)
