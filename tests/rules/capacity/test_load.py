from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.capacity.holds import hold_clock, hold_expires, hold_lacks
from models.rules.capacity.load import Claim, ClaimKind, Load, Step, UsualHours, breakdown, capacity_lack
from models.rules.plans.totals import worker_minutes
from models.values import Call, PlannedVisit

SECOND = timedelta(seconds=1)
EVERY_DAY = frozenset(range(7))

# Found when, and what the office clock shows at the end of the 72nd elapsed hour.
HOLDS = [
    ("2026-11-17 14:00", "2026-11-20 14:00"),
    ("2026-03-27 16:00", "2026-03-30 17:00"),
    ("2026-10-23 16:00", "2026-10-26 15:00"),
    ("2026-12-24 12:00", "2026-12-27 12:00"),
]


@pytest.mark.rule("REF-13")
@pytest.mark.parametrize(("found", "expires"), HOLDS)
def test_a_hold_lasts_up_to_and_including_the_72nd_hour(policy, at, found, expires):
    found, expires = at(found), at(expires)
    assert hold_expires(found, policy) == expires
    before, then, after = (hold_clock(found, expires + step, policy) for step in (-SECOND, 0 * SECOND, SECOND))
    assert [each.expired for each in (before, then, after)] == [False, False, True]
    assert [each.remaining for each in (before, then, after)] == [SECOND, 0 * SECOND, 0 * SECOND]
    assert {each.expires_at for each in (before, then, after)} == {expires}
    assert not hold_clock(found, expires - timedelta(hours=25), policy).soon


@pytest.mark.rule("REF-13")
def test_the_last_day_of_a_hold_is_soon(policy, at):
    expires = hold_expires(at("2026-11-17 14:00"), policy)
    soon = [
        hold_clock(at("2026-11-17 14:00"), expires - timedelta(hours=24) + step, policy).soon
        for step in (-SECOND, 0 * SECOND, SECOND)
    ]
    assert soon == [False, True, True]
    assert not hold_clock(at("2026-11-17 14:00"), expires + SECOND, policy).soon


@pytest.mark.rule("REF-13")
def test_a_hold_counts_down_in_words(policy, at):
    found = at("2026-11-17 14:00")
    assert hold_clock(found, at("2026-11-18 10:00"), policy).sentence == "Held for another 2 d 4 h."
    assert hold_clock(found, at("2026-11-21 10:00"), policy).sentence.startswith("Hold expired: release it")


@pytest.mark.rule("REF-13")
@pytest.mark.parametrize(
    ("found", "confirmed", "words"),
    [
        (None, None, "when the capacity was found"),
        ("2026-11-20 09:00", None, ""),
        ("2026-11-20 09:01", None, "future"),
        ("2026-11-17 09:00", None, ""),
        ("2026-11-17 08:59", None, "more than 72 h ago"),
        ("2026-11-19 09:00", "2026-11-19 09:00", ""),
        ("2026-11-18 09:00", "2026-11-19 09:00", ""),
        ("2026-11-19 09:01", "2026-11-19 09:00", "confirmed the capacity before"),
    ],
)
def test_a_hold_counts_from_when_the_capacity_was_found_and_never_anew(policy, at, found, confirmed, words):
    lacks = hold_lacks(found and at(found), confirmed and at(confirmed), at("2026-11-20 09:00"), policy)
    assert bool(lacks) is bool(words)
    assert all(each.rule == "REF-13" and words in each.sentence for each in lacks)


@pytest.mark.rule("REF-15")
def test_held_and_promised_hours_count_against_the_limit():
    team = Load(limit=600, in_use=300, promised=100, held=80)
    assert (team.committed, team.free, team.overcommitted) == (480, 120, 0)
    assert team.sentence == "10 h a week: 5 h in use, 1.67 h promised, 1.33 h held, 2 h free"


@pytest.mark.rule("REF-15")
def test_hours_of_who_is_away_stay_in_use_and_are_said_apart():
    team = Load(limit=18_000, in_use=17_955, away=420)
    assert (team.committed, team.free) == (17_955, 45)
    assert team.sentence == ("300 h a week: 299.25 h in use, of these 7 h away, 0 h promised, 0 h held, 0.75 h free")
    assert team.in_use_text == "299.25 h in use, of these 7 h away"
    assert "away" not in Load(limit=600, in_use=300).sentence


@pytest.mark.rule("REF-15")
@pytest.mark.parametrize(("asked", "refused"), [(119, False), (120, False), (121, True)])
def test_exactly_what_is_free_can_be_promised_and_no_minute_more(asked, refused):
    lack = capacity_lack(asked, Load(limit=600, in_use=300, promised=100, held=80))
    assert (lack is not None) is refused
    if lack:
        assert lack.rule == "REF-15"
        assert "2.02 h a week are asked and 2 h are free" in lack.sentence


@pytest.mark.rule("REF-15")
def test_a_team_over_its_limit_has_nothing_free_and_shows_by_how_much():
    team = Load(limit=600, in_use=690)
    assert (team.free, team.overcommitted) == (0, 90)
    assert "1.5 h over the limit" in team.sentence
    assert capacity_lack(1, team) is not None
    assert capacity_lack(0, team) is None
    assert (Load(600).committed, Load(600).free) == (0, 600)
    assert (Load(600, 600).free, Load(600, 600).overcommitted) == (0, 0)


@pytest.mark.rule("REF-15")
def test_what_is_lent_until_a_day_is_weighed_on_the_days_before_it_only():
    day = date(2026, 12, 7)
    starts = Step(day, 100, starts=True)  # promised hours: in use from their day on
    team = Load(600, in_use=300, promised=100, later=(Step(day - timedelta(days=1), 50), Step(day, 200), starts))
    assert team.weakest == (600 - 300 - 100 - 50 - 200, day)
    assert replace(team, until=day).weakest == (600 - 300 - 50, day - timedelta(days=1))
    assert replace(team, until=day + timedelta(days=1)).weakest == team.weakest
    assert replace(team, until=day - timedelta(days=1)).weakest == (600 - 300, None)


@pytest.mark.rule("REF-15", "DAY-4")
def test_what_is_free_from_a_day_on_is_weighed_by_the_weakest_day_from_then_on():
    day, before = date(2026, 12, 7), date(2026, 12, 6)
    less = Step(date(2026, 12, 20), -250)
    steps = (Step(before, 200), Step(day, 50), Step(day, 100, starts=True), less)
    team = Load(600, in_use=300, promised=100, later=steps)
    assert team.free == team.free_from(before) == team.free_from(day) == 0
    assert team.free_from(date(2026, 12, 19)) == 0
    assert team.free_from(date(2026, 12, 20)) == 200
    lent = Load(600, in_use=300, later=(Step(before, 200), Step(day, -200)))
    assert (lent.free_from(before - timedelta(days=1)), lent.free_from(before), lent.free_from(day)) == (100, 100, 300)
    assert Load(600, in_use=700).free_from(day) == 0


def claims():
    morning = PlannedVisit(EVERY_DAY, Call.MORNING, 30, 2)
    tea = PlannedVisit(frozenset({0, 2}), Call.TEA, 45)
    return (
        Claim("Matlock", ClaimKind.IN_USE, (morning, tea)),
        Claim("Bakewell", ClaimKind.PROMISED, (tea,)),
        Claim("Matlock", ClaimKind.HELD, (morning,)),
    )


@pytest.mark.rule("REF-15")
def test_the_breakdown_by_patch_and_call_warns_only_beyond_what_is_usual():
    usual = (UsualHours("Matlock", Call.MORNING, 839), UsualHours("Matlock", Call.TEA, 90))
    found = breakdown(claims(), usual)
    assert [(each.patch, each.call, each.minutes) for each in found] == [
        ("Bakewell", Call.TEA, 90),
        ("Matlock", Call.MORNING, 840),
        ("Matlock", Call.TEA, 90),
    ]
    assert [each.warning for each in found] == ["", "Matlock, morning: 0.02 h a week more than usual.", ""]


visits = st.builds(
    PlannedVisit,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.sampled_from(Call),
    st.integers(1, 120),
    st.sampled_from((1, 2)),
)
some_claims = st.lists(
    st.builds(
        Claim,
        st.sampled_from(("Bakewell", "Matlock", "Wirksworth")),
        st.sampled_from(ClaimKind),
        st.lists(visits, max_size=4).map(tuple),
    ),
    max_size=6,
)


@pytest.mark.rule("REF-15")
@given(some_claims)
def test_the_breakdown_hides_nothing(found):
    given_away = sum(worker_minutes(visit) for claim in found for visit in claim.visits)
    assert sum(each.minutes for each in breakdown(found)) == given_away


@pytest.mark.rule("REF-15")
@given(*[st.integers(0, 9000)] * 4)
def test_a_load_hides_nothing_of_what_is_over_its_limit(limit, in_use, promised, held):
    team = Load(limit, in_use, promised, held)
    assert team.committed == in_use + promised + held
    assert team.free - team.overcommitted == limit - team.committed
    assert 0 in {team.free, team.overcommitted}
