"""What becomes of a rating that arrives, and which visits can be rated."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.goals.arrivals import (
    Arrived,
    Given,
    ServiceDays,
    arrive,
    closed_goal_lacks,
    days_late,
    in_service_lacks,
    late_text,
    visit_lacks,
)
from models.values import Call
from models.vocabulary.goals import Letter

NOON = datetime(2026, 11, 19, 12, tzinfo=UTC)
P, A1 = Given(Letter.P, NOON), Given(Letter.A1, NOON + timedelta(minutes=5))
OLD = Given(Letter.I, NOON - timedelta(minutes=5))


@pytest.mark.rule("IPAD-1", "IPAD-2")
@pytest.mark.parametrize(
    ("current", "earlier", "comes", "arrived"),
    [
        (None, (), P, Arrived(P, is_new=True)),
        (P, (), P, Arrived(P)),
        (P, (), Given(Letter.P, A1.at), Arrived(P)),
        (P, (), A1, Arrived(A1, earlier=P)),
        (P, (), Given(Letter.A1, NOON), Arrived(Given(Letter.A1, NOON), earlier=P)),
        (P, (), OLD, Arrived(P, earlier=OLD)),
        (A1, (P,), P, Arrived(A1)),
        (A1, (P,), Given(Letter.P, NOON + timedelta(minutes=3)), Arrived(A1)),
        (
            A1,
            (P,),
            Given(Letter.P, A1.at + timedelta(minutes=3)),
            Arrived(Given(Letter.P, A1.at + timedelta(minutes=3)), earlier=A1),
        ),
        (None, (P,), P, Arrived(None)),
        (None, (P,), A1, Arrived(A1, is_new=True)),
    ],
)
def test_of_two_letters_the_later_stands_and_what_was_kept_once_is_known(current, earlier, comes, arrived):
    assert arrive(current, earlier, comes) == arrived
    assert arrived.is_known is (arrived.earlier is None and not arrived.is_new)


@pytest.mark.rule("IPAD-2")
@given(st.lists(st.builds(Given, st.sampled_from(Letter), st.sampled_from([NOON, A1.at, OLD.at])), max_size=6))
def test_reading_the_same_rows_again_adds_nothing(rows):
    current: Given | None = None
    earlier: set[Given] = set()
    for turn in range(2):
        for row in sorted(rows, key=lambda each: each.at):  # as a file is read
            arrived = arrive(current, earlier, row)
            assert turn == 0 or arrived.is_known
            current = arrived.current
            earlier |= {arrived.earlier} - {None}


@pytest.mark.rule("IPAD-1")
@pytest.mark.parametrize(
    ("moment", "call", "may_be_rated"),
    [
        (datetime(2026, 11, 19, 10, 59, tzinfo=UTC), Call.LUNCH, False),
        (datetime(2026, 11, 19, 11, 0, tzinfo=UTC), Call.LUNCH, True),
        (datetime(2026, 11, 19, 0, 0, tzinfo=UTC), Call.NIGHT, True),
        (datetime(2026, 11, 18, 23, 59, tzinfo=UTC), Call.NIGHT, False),
        (datetime(2026, 11, 20, 0, 0, tzinfo=UTC), Call.BED, True),
    ],
)
def test_a_visit_is_rated_once_its_call_has_begun(moment, call, may_be_rated):
    assert (visit_lacks(date(2026, 11, 19), call, moment) == ()) is may_be_rated


@pytest.mark.rule("IPAD-1")
def test_the_call_begins_by_the_wall_clock_of_the_office():
    summer = date(2026, 7, 1)
    assert visit_lacks(summer, Call.LUNCH, datetime(2026, 7, 1, 10, 0, tzinfo=UTC)) == ()
    (lack,) = visit_lacks(summer, Call.LUNCH, datetime(2026, 7, 1, 9, 59, tzinfo=UTC))
    assert lack.sentence == "The lunch visit on 1 Jul 2026 hasn't been made yet: rate it afterwards."


@pytest.mark.rule("IPAD-1")
@pytest.mark.parametrize(
    ("day", "said"),
    [(9, "not yet in service on 9 Nov 2026"), (10, ""), (12, ""), (13, "not in service on 13 Nov"), (15, ""), (30, "")],
)
def test_a_rating_belongs_to_a_day_of_service(day, said):
    episodes = (ServiceDays(date(2026, 11, 10), date(2026, 11, 12)), ServiceDays(date(2026, 11, 15)))
    lacks = in_service_lacks("Jean Gill", date(2026, 11, day), episodes)
    assert [said in lack.sentence for lack in lacks] == ([True] if said else [])
    assert in_service_lacks("Jean Gill", date(2026, 11, day), ())[0].sentence.startswith("Jean Gill was not in service")


@pytest.mark.rule("IPAD-1")
@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2026, 3, 29), date(2026, 10, 25)])
@pytest.mark.parametrize("hour", ["00:00", "23:59:59"])
def test_a_goal_is_rated_up_to_the_day_on_which_it_was_closed(at, day, hour, passes_around):
    closed = at(f"{day} {hour}")
    assert passes_around(day, lambda rated: closed_goal_lacks(closed, rated)) == [True, True, False]
    assert closed_goal_lacks(None, day) == ()


@pytest.mark.rule("IPAD-2", "IPAD-4")
@pytest.mark.parametrize(("days", "late"), [(0, 0), (2, 0), (3, 3), (9, 9)])
def test_a_letter_is_late_once_it_would_have_been_missed_as_not_recorded(policy, days, late):
    day = date(2026, 11, 20)
    assert days_late(day, datetime(2026, 11, 20 + days, 0, 30, tzinfo=UTC), policy) == late
    assert days_late(day, None, policy) == 0


@pytest.mark.parametrize(
    ("typed", "corrected", "said"),
    [
        (0, 0, ""),
        (3, 0, "typed in 3 days later"),
        (0, 9, "corrected 9 days later"),
        (3, 9, "typed in 3 days later, corrected 9 days later"),
    ],
)
def test_by_how_much_a_letter_came_late_is_said(typed, corrected, said):
    assert late_text(typed, corrected) == said
