import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.capacity.call_rooms import CallHours, days_with_room, free_visits
from models.rules.capacity.load import Claim, ClaimKind, UsualHours, breakdown
from models.values import Call, PlannedVisit

EVERY_DAY = frozenset(range(7))


def visit(minutes=30, workers=1, days=EVERY_DAY):
    return PlannedVisit(days, Call.MORNING, minutes, workers)


def hours(span, workers):
    """Each of so many workers is out for `span` minutes every day."""
    return CallHours(span * workers * 7, workers)


@pytest.mark.rule("REF-15")
@pytest.mark.parametrize(
    ("span", "workers", "there", "doubles", "singles"),
    [
        (60, 2, (), 2, 4),
        (60, 1, (), 0, 2),  # one worker is no double-up, however long
        (60, 3, (), 2, 6),
        (59, 2, (), 1, 2),
        (60, 2, (visit(),), 1, 3),
        (60, 2, (visit(), visit()), 1, 2),  # two single visits stand side by side and leave a pair
        (60, 2, (visit(60),), 0, 2),  # an hour of one worker is left: two singles, no double-up
        (60, 2, (visit(workers=2),), 1, 2),
        (60, 3, (visit(), visit()), 2, 4),  # the third worker takes the single visits
        (60, 4, (visit(45, 2), visit(20), visit(15)), 1, 2),  # the shorter single visit stands beside the longer one
        (60, 2, (visit(60, 2), visit()), 0, 0),  # more than there is: nothing is left, and nothing fails
        (60, 0, (), 0, 0),
    ],
)
def test_a_free_double_up_is_two_workers_at_the_same_call(span, workers, there, doubles, singles):
    assert free_visits(hours(span, workers), there, 30, 2) == (doubles,) * 7
    assert free_visits(hours(span, workers), there, 30, 1) == (singles,) * 7


@pytest.mark.rule("REF-15")
def test_each_day_is_looked_at_by_itself():
    weekend = visit(workers=2, days=frozenset({5, 6}))
    assert free_visits(hours(30, 2), (weekend,), 30, 2) == (1, 1, 1, 1, 1, 0, 0)
    assert days_with_room(hours(30, 2), (weekend,), visit(workers=2)) == frozenset(range(5))
    assert days_with_room(hours(30, 2), (weekend,), visit(days=frozenset({6}))) == frozenset()


@pytest.mark.rule("REF-15")
def test_the_breakdown_says_what_is_free_singly_and_doubly_and_until_when_it_is_held():
    claims = (Claim("Matlock", ClaimKind.IN_USE, (visit(),)), Claim("Matlock", ClaimKind.HELD, (visit(workers=2),)))
    usual = (UsualHours("Matlock", Call.MORNING, 60 * 2 * 7, 2), UsualHours("Matlock", Call.BED, 0, 1))
    morning, bed = breakdown(claims, usual)
    assert (morning.in_use, morning.held, morning.free) == (210, 420, 210)
    assert morning.double_ups_text == "none"
    assert (bed.minutes, bed.free, bed.double_ups_text) == (0, 0, "none")
    [unsaid] = breakdown(claims)
    assert (unsaid.free, unsaid.double_ups_text, unsaid.warning) == (None, "", "")


some_visits = st.lists(st.builds(visit, st.integers(1, 90), st.sampled_from((1, 2))), max_size=8)


@pytest.mark.rule("REF-15")
@given(some_visits, st.integers(30, 120), st.integers(2, 6))
def test_another_double_up_never_makes_more_room(there, span, workers):
    before = free_visits(hours(span, workers), there, 30, 2)[0]
    after = free_visits(hours(span, workers), (*there, visit(workers=2)), 30, 2)[0]
    assert after <= before


@pytest.mark.rule("REF-15")
@given(some_visits, st.integers(0, 120), st.integers(1, 6))
def test_whatever_leaves_room_for_a_double_up_leaves_room_for_two_single_visits(there, span, workers):
    doubles, singles = (free_visits(hours(span, workers), there, 30, of)[0] for of in (2, 1))
    assert singles >= 2 * doubles


@pytest.mark.rule("REF-15")
def test_usual_hours_are_one_workers_unless_more_are_said():
    assert UsualHours("Matlock", Call.MORNING, 420).hours == CallHours(420, 1)
