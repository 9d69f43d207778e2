from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.plans.totals import CallTotals, calls_in_words, lines, slots, split, split_lacks, totals
from models.values import Call, PlannedVisit

EVERY_DAY = frozenset(range(7))
MORNING = PlannedVisit(EVERY_DAY, Call.MORNING, 45, 2)
TEA = PlannedVisit(EVERY_DAY, Call.TEA, 30)
LUNCH = PlannedVisit(frozenset({0, 2}), Call.LUNCH, 30)


@pytest.mark.rule("PSP-1")
def test_a_30_minute_double_up_is_half_a_contact_hour_and_one_worker_hour():
    found = totals([PlannedVisit(frozenset({0}), Call.MORNING, 30, 2)])
    assert (found.visits, found.contact_minutes, found.worker_minutes, found.double_ups) == (1, 30, 60, 1)
    assert found.sentence == "1 visit a week, 1 by two workers: 0.5 contact hours, 1 worker hour"


@pytest.mark.rule("PSP-1")
def test_two_single_visits_at_one_call_are_no_double_up():
    found = totals([TEA, TEA])
    assert (found.visits, found.contact_minutes, found.worker_minutes, found.double_ups) == (14, 420, 420, 0)
    assert "two workers" not in found.sentence


@pytest.mark.rule("PSP-1")
def test_a_week_adds_up_by_call_in_the_order_of_the_day():
    found = totals([TEA, LUNCH, MORNING])
    assert (found.visits, found.contact_minutes, found.worker_minutes, found.double_ups) == (16, 585, 900, 7)
    assert found.by_call == (
        CallTotals(Call.MORNING, 7, 315, 630),
        CallTotals(Call.LUNCH, 2, 60, 60),
        CallTotals(Call.TEA, 7, 210, 210),
    )
    assert found.sentence == "16 visits a week, 7 by two workers: 9.75 contact hours, 15 worker hours"


@pytest.mark.rule("PSP-1")
def test_an_empty_week_adds_up_to_nothing():
    found = totals([])
    assert (found.visits, found.contact_minutes, found.worker_minutes, found.double_ups, found.by_call) == (
        *(0, 0, 0, 0),
        (),
    )
    assert calls_in_words([]) == ""


@pytest.mark.rule("PSP-1")
@pytest.mark.parametrize(
    ("visits", "words"),
    [
        ([TEA, MORNING], "Mon–Sun: morning 45 ×2, tea 30"),
        ([LUNCH, TEA, MORNING], "Mon–Sun: morning 45 ×2, tea 30; Mon, Wed: lunch 30"),
        ([PlannedVisit(frozenset(range(5)), Call.BED, 30, 1, time(21, 15))], "Mon–Fri: 21:15 30"),
        (
            [PlannedVisit(frozenset({6}), Call.TEA, 15), PlannedVisit(frozenset({1}), Call.TEA, 20)],
            "Tue: tea 20; Sun: tea 15",
        ),
        (
            [PlannedVisit(EVERY_DAY, Call.TEA, 20, 1, time(17)), PlannedVisit(EVERY_DAY, Call.TEA, 30, 1, time(15))],
            "Mon–Sun: 15:00 30, 17:00 20",
        ),
    ],
)
def test_calls_read_as_the_tracker_has_them(visits, words):
    assert calls_in_words(visits) == words


@pytest.mark.rule("REF-17")
def test_part_of_a_referral_starts_and_the_rest_stays():
    weekend = PlannedVisit(frozenset({5, 6}), Call.MORNING, 45, 2)
    found = split([MORNING, TEA], [weekend, TEA])
    assert found.starting == (weekend, TEA)
    assert found.remaining == (PlannedVisit(frozenset(range(5)), Call.MORNING, 45, 2),)


@pytest.mark.rule("REF-17")
@pytest.mark.parametrize(
    ("starting", "words"),
    [
        ([TEA], ""),
        ([MORNING], ""),
        ([], "Choose the visits"),
        ([MORNING, TEA], "all the visits"),
        ([LUNCH], "Only visits that were asked for"),
        ([TEA, TEA], "Only visits that were asked for"),
        ([PlannedVisit(EVERY_DAY, Call.TEA, 15)], "Only visits that were asked for"),
        ([PlannedVisit(EVERY_DAY, Call.MORNING, 45, 1)], "Only visits that were asked for"),
    ],
)
def test_a_part_is_some_of_what_was_asked_and_nothing_else(starting, words):
    lacks = split_lacks([MORNING, TEA], starting)
    assert bool(lacks) is bool(words)
    assert all(each.rule == "REF-17" and words in each.sentence for each in lacks)


@pytest.mark.rule("PSP-1")
def test_visits_in_other_lines_are_the_same_week_and_two_alike_are_kept_as_two():
    apart = [PlannedVisit(frozenset({day}), Call.TEA, 30) for day in range(7)]
    assert lines(slots(apart)) == (TEA,)
    assert lines(slots([*apart, PlannedVisit(frozenset({3}), Call.TEA, 30)])) == (
        TEA,
        PlannedVisit(frozenset({3}), Call.TEA, 30),
    )


visits = st.builds(
    PlannedVisit,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.sampled_from(Call),
    st.integers(1, 90),
    st.sampled_from((1, 2)),
    st.none() | st.sampled_from((time(7), time(21, 15))),
    st.sampled_from(("", "wash", "meal")),
)
weeks = st.lists(visits, max_size=8)


def numbers(week):
    found = totals(week)
    return found.visits, found.contact_minutes, found.worker_minutes, found.double_ups


@pytest.mark.rule("PSP-1")
@given(weeks, weeks)
def test_totals_are_sums(one, other):
    assert numbers([*one, *other]) == tuple(map(sum, zip(numbers(one), numbers(other), strict=True)))
    found = totals(one)
    assert sum(each.visits for each in found.by_call) == found.visits
    assert sum(each.contact_minutes for each in found.by_call) == found.contact_minutes
    assert sum(each.worker_minutes for each in found.by_call) == found.worker_minutes
    assert found.contact_minutes <= found.worker_minutes <= 2 * found.contact_minutes
    assert numbers(lines(slots(one))) == numbers(one)
    assert slots(lines(slots(one))) == slots(one)


@pytest.mark.rule("REF-17")
@given(weeks, st.data())
def test_both_parts_of_a_split_are_together_the_whole(week, data):
    chosen = data.draw(st.lists(st.sampled_from(week), unique_by=id)) if week else []
    found = split(week, chosen)
    assert slots(found.starting) + slots(found.remaining) == slots(week)
    parts = zip(numbers(found.starting), numbers(found.remaining), strict=True)
    assert tuple(map(sum, parts)) == numbers(week)
