"""What the ratings of a goal suggest, at and around each number."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.goals.levels import RatingFacts, rated_visits
from models.rules.goals.suggestions import BreakDays, GoalHistory, SuggestionKind, suggestions
from models.values import Call, PlannedVisit, start_of_day
from models.vocabulary.goals import Letter

L, S = Letter, SuggestionKind
TODAY, GOAL = date(2026, 11, 20), UUID(int=1)
EVERY_DAY = frozenset(range(7))


def visits_on(pairs, call=Call.MORNING):
    """Rated visits from (days ago, letter)."""
    return rated_visits(
        RatingFacts(goal=GOAL, day=TODAY - timedelta(days=ago), call=call, worker="Joy", letter=letter)
        for ago, letter in pairs
    )


def daily(letters, call=Call.MORNING):
    """A visit a day, the last of them today."""
    return visits_on(zip(range(len(letters) - 1, -1, -1), letters, strict=True), call)


def history(visits=(), **more):
    return GoalHistory(set_on=TODAY - timedelta(days=30), visits=tuple(visits), **more)


def kinds(facts, policy, at, moment="2026-11-20 09:00"):
    return {each.kind for each in suggestions(facts, at(moment), policy)}


def sentence(facts, kind, policy, at):
    (text,) = (each.sentence for each in suggestions(facts, at("2026-11-20 09:00"), policy) if each.kind is kind)
    return text


# --- Achieved -------------------------------------------------------------------------------------------------


@pytest.mark.rule("IPAD-4")
@pytest.mark.parametrize(("independent", "said"), [(8, False), (9, True), (10, True)])
def test_achieved_is_suggested_at_9_independent_visits_of_the_last_10(policy, at, independent, said):
    facts = history(daily([L.P] * (10 - independent) + [L.I] * independent))
    assert (S.ACHIEVED in kinds(facts, policy, at)) is said


@pytest.mark.rule("IPAD-4")
def test_achieved_needs_ten_visits_and_looks_at_no_more_than_the_last_ten(policy, at):
    assert S.ACHIEVED not in kinds(history(daily([L.I] * 9)), policy, at)
    assert S.ACHIEVED in kinds(history(daily([L.A2] * 5 + [L.I] * 10)), policy, at)
    assert S.ACHIEVED not in kinds(history(daily([L.I] * 10 + [L.P, L.P])), policy, at)


@pytest.mark.rule("IPAD-4")
@pytest.mark.parametrize("late", [L.D, L.A2, L.P, L.I])
@pytest.mark.parametrize("newest", [[L.I] * 15, [L.P] * 10 + [L.A2] * 5, [L.P] * 15])
def test_old_news_that_is_written_down_today_raises_nothing_new(policy, at, newest, late):
    known = daily(newest)
    told_late = visits_on((ago, late) for ago in range(29, 19, -1))  # of weeks ago; which visit it was decides
    now = at("2026-11-20 09:00")
    before = {each.kind: each.sentence for each in suggestions(history(known), now, policy)}
    after = {each.kind: each.sentence for each in suggestions(history((*told_late, *known)), now, policy)}
    assert after == before


@pytest.mark.rule("IPAD-4")
def test_achieved_says_its_numbers_and_counts_a_declined_visit_as_rated(policy, at):
    text = sentence(history(daily([L.D] + [L.I] * 9)), S.ACHIEVED, policy, at)
    assert text.startswith("Independent at 9 of the last 10")
    assert S.ACHIEVED not in kinds(history(daily([L.D, L.D] + [L.I] * 8)), policy, at)


@pytest.mark.rule("IPAD-4")
def test_only_visits_at_the_goals_own_calls_count(policy, at):
    elsewhere = rated_visits(
        RatingFacts(goal=GOAL, day=TODAY - timedelta(days=ago), call=call, worker="Joy", letter=letter)
        for ago in range(10)
        for call, letter in ((Call.MORNING, L.I), (Call.BED, L.A2))
    )
    assert S.ACHIEVED in kinds(history(elsewhere, calls=frozenset({Call.MORNING})), policy, at)
    assert S.ACHIEVED not in kinds(history(elsewhere, calls=frozenset({Call.BED})), policy, at)
    assert S.ACHIEVED not in kinds(history(elsewhere), policy, at)


@pytest.mark.rule("IPAD-4")
def test_ratings_dated_after_today_are_left_out_until_their_day(policy, at):
    facts = history(visits_on([(ago, L.I) for ago in range(8, -2, -1)]))
    assert S.ACHIEVED not in kinds(facts, policy, at)
    assert S.ACHIEVED not in kinds(facts, policy, at, "2026-11-20 23:59")
    assert S.ACHIEVED in kinds(facts, policy, at, "2026-11-21 00:00")


# --- Plateau --------------------------------------------------------------------------------------------------


@pytest.mark.rule("IPAD-4")
@pytest.mark.parametrize(
    ("before", "last", "said"),
    [
        (L.A1, L.A1, True),
        (L.P, L.A1, True),
        (L.A1, L.P, False),
        (L.P, L.P, True),
        (L.I, L.P, True),
        (L.I, L.I, False),
        (L.D, L.A1, False),
        (L.A1, L.D, False),
    ],
)
def test_plateau_is_no_better_median_than_the_week_before_and_below_independent(policy, at, before, last, said):
    assert (S.PLATEAU in kinds(history(daily([before] * 7 + [last] * 7)), policy, at)) is said


@pytest.mark.rule("IPAD-4")
def test_the_last_seven_days_include_today_and_the_seven_before_end_the_day_before(policy, at):
    rise = [(7, L.A1), (6, L.P)]
    assert S.PLATEAU not in kinds(history(visits_on(rise)), policy, at)
    assert S.PLATEAU not in kinds(history(visits_on([(13, L.A1), (0, L.P)])), policy, at)
    assert S.PLATEAU in kinds(history(visits_on([(13, L.P), (0, L.P)])), policy, at)
    assert S.PLATEAU not in kinds(history(visits_on([(14, L.P), (0, L.P)])), policy, at)
    assert S.PLATEAU not in kinds(history(visits_on([(13, L.P), (7, L.P)])), policy, at)
    assert S.PLATEAU in kinds(history(visits_on([(7, L.P), (6, L.P)])), policy, at)


@pytest.mark.rule("IPAD-4")
@pytest.mark.parametrize(
    ("aim", "letter", "said"),
    [
        ("P 9 of 10", L.P, ""),
        ("P 9 of 10", L.A1, "no better, and still below P."),
        ("A1 9 of 10", L.A1, ""),
        ("A1 9 of 10", L.A2, "no better, and still below A1."),
        ("I 9 of 10", L.P, "no better, and not yet independent."),
    ],
)
def test_a_plateau_is_measured_by_what_the_goal_itself_aims_at(policy, at, aim, letter, said):
    facts = history(daily([letter] * 14), aim=aim)
    assert (S.PLATEAU in kinds(facts, policy, at)) is bool(said)
    assert not said or sentence(facts, S.PLATEAU, policy, at).endswith(said)


@pytest.mark.rule("IPAD-4")
def test_a_goal_whose_aim_is_reached_is_on_no_plateau(policy, at):
    facts = history(daily([L.P, L.I] * 7), aim="I 5 of 10")
    assert kinds(facts, policy, at) & {S.PLATEAU, S.ACHIEVED} == {S.ACHIEVED}


@pytest.mark.rule("IPAD-4")
def test_plateau_says_both_medians(policy, at):
    text = sentence(history(daily([L.P] * 7 + [L.A1, L.P] * 3 + [L.A1])), S.PLATEAU, policy, at)
    assert "is A1 over the last 7 days and was P over the 7 days before" in text


# --- More help, declining -------------------------------------------------------------------------------------


@pytest.mark.rule("IPAD-4")
@pytest.mark.parametrize(
    ("before", "last", "said"),
    [
        ([L.P] * 5, [L.A1] * 5, True),
        ([L.I] * 5, [L.A2] * 5, True),
        ([L.P] * 5, [L.P] * 5, False),
        ([L.A1] * 5, [L.P] * 5, False),
        ([L.P] * 5, [L.A1, L.A1, L.A1, L.P, L.P], True),
        ([L.P] * 5, [L.A1, L.A1, L.P, L.P, L.P], False),
        ([L.P] * 4, [L.A1] * 5, False),
        ([L.P] * 5, [L.D] + [L.A1] * 5, True),
        ([L.P] * 5, [L.D] * 5, False),
        ([L.A2] * 5 + [L.P] * 5, [L.A1] * 5, True),
    ],
)
def test_more_help_is_a_median_at_least_one_level_below_the_five_before(policy, at, before, last, said):
    assert (S.NEEDS_MORE_HELP in kinds(history(daily(before + last)), policy, at)) is said


@pytest.mark.rule("IPAD-4")
def test_half_a_level_is_not_a_level(policy, at):
    even = replace(policy, more_help_over=2)
    assert S.NEEDS_MORE_HELP not in kinds(history(daily([L.P, L.P, L.P, L.A1])), even, at)
    assert S.NEEDS_MORE_HELP in kinds(history(daily([L.P, L.P, L.A1, L.A1])), even, at)


@pytest.mark.rule("IPAD-4")
def test_more_help_says_both_medians(policy, at):
    text = sentence(history(daily([L.P] * 5 + [L.A1] * 5)), S.NEEDS_MORE_HELP, policy, at)
    assert "the last 5 ratings is A1, of the 5 before P" in text


@pytest.mark.rule("IPAD-4")
@pytest.mark.parametrize(("declined", "said"), [(2, False), (3, True), (10, True)])
def test_declining_is_three_declined_visits_of_the_last_ten(policy, at, declined, said):
    facts = history(daily([L.D] * declined + [L.P] * (10 - declined)))
    assert (S.DECLINING in kinds(facts, policy, at)) is said


@pytest.mark.rule("IPAD-4")
def test_declining_forgets_what_lies_before_the_last_ten_and_speaks_early(policy, at):
    assert S.DECLINING not in kinds(history(daily([L.D] + [L.P] * 8 + [L.D] * 2)), policy, at)
    text = sentence(history(daily([L.D] * 3)), S.DECLINING, policy, at)
    assert text.startswith("Declined at 3 of the last 3 rated visits")


# --- Not recorded ---------------------------------------------------------------------------------------------

MORNINGS = (PlannedVisit(EVERY_DAY, Call.MORNING, 30),)


@pytest.mark.rule("IPAD-4")
@pytest.mark.parametrize(("ago", "said"), [(2, False), (3, True), (4, True)])
def test_not_recorded_is_suggested_three_days_after_the_last_rating(policy, at, ago, said):
    facts = history(visits_on([(ago, L.P)]), planned=MORNINGS)
    assert (S.NOT_RECORDED in kinds(facts, policy, at)) is said


@pytest.mark.rule("IPAD-4")
def test_not_recorded_counts_the_planned_visits_of_the_days_between(policy, at):
    facts = history(visits_on([(3, L.P)]), planned=(*MORNINGS, PlannedVisit(EVERY_DAY, Call.BED, 30)))
    assert sentence(facts, S.NOT_RECORDED, policy, at).startswith("4 visits planned since 17 Nov 2026")
    only_bed = replace(facts, calls=frozenset({Call.BED}), visits=visits_on([(3, L.P)], Call.BED))
    assert sentence(only_bed, S.NOT_RECORDED, policy, at).startswith("2 visits planned")


@pytest.mark.rule("IPAD-4")
def test_not_recorded_counts_from_the_setting_of_a_goal_that_was_never_rated(policy, at):
    new = GoalHistory(set_on=TODAY - timedelta(days=3), planned=MORNINGS)
    assert S.NOT_RECORDED in kinds(new, policy, at)
    assert S.NOT_RECORDED not in kinds(replace(new, set_on=TODAY - timedelta(days=2)), policy, at)


@pytest.mark.rule("IPAD-4")
@pytest.mark.parametrize(("weekday", "said"), [("Tue", False), ("Wed", True), ("Thu", True), ("Fri", False)])
def test_nothing_is_missing_where_no_visit_was_planned_on_the_whole_days_between(policy, at, weekday, said):
    day = ("Mon", "Tue", "Wed", "Thu", "Fri").index(weekday)  # 17 November, the last rating, is a Tuesday
    facts = history(visits_on([(3, L.P)]), planned=(PlannedVisit(frozenset({day}), Call.MORNING, 30),))
    assert (S.NOT_RECORDED in kinds(facts, policy, at)) is said


@pytest.mark.rule("IPAD-4")
def test_a_visit_that_is_known_as_not_made_isnt_missed(policy, at):
    made = history(visits_on([(3, L.P)]), planned=(*MORNINGS, PlannedVisit(EVERY_DAY, Call.BED, 30)))
    two_days = [TODAY - timedelta(days=back) for back in (2, 1)]
    one = replace(made, not_made=frozenset({(two_days[0], Call.BED)}))
    assert sentence(one, S.NOT_RECORDED, policy, at).startswith("3 visits planned since 17 Nov 2026 (1 more not made)")
    none = replace(made, not_made=frozenset(product(two_days, (Call.MORNING, Call.BED))))
    assert S.NOT_RECORDED not in kinds(none, policy, at)
    elsewhere = replace(made, not_made=frozenset({(two_days[0], Call.TEA), (TODAY - timedelta(days=9), Call.BED)}))
    assert sentence(elsewhere, S.NOT_RECORDED, policy, at) == sentence(made, S.NOT_RECORDED, policy, at)


@pytest.mark.rule("IPAD-4")
@pytest.mark.parametrize(
    ("missed", "said"),
    [((4, 3, 2), None), ((4, 3), "2 visits planned since 17 Nov 2026"), ((4, 2), "2 visits planned since 16 Nov 2026")],
)
def test_days_of_visits_not_made_are_no_silence(policy, at, missed, said):
    """Waiting for three days begins once there was something to rate: a visit unrated in between was silence."""
    apart = frozenset((TODAY - timedelta(days=back), Call.MORNING) for back in missed)
    told = history(visits_on([(5, L.P)]), planned=MORNINGS, not_made=apart)
    assert (S.NOT_RECORDED in kinds(told, policy, at)) is (said is not None)
    if said is not None:
        assert sentence(told, S.NOT_RECORDED, policy, at).startswith(said)


@pytest.mark.rule("IPAD-3", "IPAD-4")
def test_visits_not_made_break_no_run_and_count_in_no_median(policy, at):
    rated = visits_on([(back, L.I) for back in range(1, 20, 2)])
    apart = frozenset((TODAY - timedelta(days=back), Call.MORNING) for back in range(2, 20, 2))
    told = history(rated, planned=MORNINGS, not_made=apart)
    assert suggestions(told, at("2026-11-20 09:00"), policy) == suggestions(
        replace(told, not_made=frozenset()), at("2026-11-20 09:00"), policy
    )
    assert kinds(told, policy, at) == {S.ACHIEVED}


@pytest.mark.rule("IPAD-4", "END-3")
def test_a_break_suppresses_not_recorded_and_the_days_count_anew_from_the_return(policy, at):
    facts = history(visits_on([(9, L.P)]), planned=MORNINGS)

    def with_break(returned_ago):
        returned = None if returned_ago is None else TODAY - timedelta(days=returned_ago)
        return kinds(replace(facts, breaks=(BreakDays(TODAY - timedelta(days=8), returned),)), policy, at)

    assert S.NOT_RECORDED not in with_break(None)
    assert S.NOT_RECORDED not in with_break(-1)
    assert S.NOT_RECORDED not in with_break(0)
    assert S.NOT_RECORDED not in with_break(2)
    assert S.NOT_RECORDED in with_break(3)


@pytest.mark.rule("IPAD-4")
def test_a_break_that_lies_ahead_suppresses_nothing(policy, at):
    facts = history(
        visits_on([(3, L.P)]),
        planned=MORNINGS,
        breaks=(BreakDays(TODAY + timedelta(days=1), TODAY + timedelta(days=5)),),
    )
    assert S.NOT_RECORDED in kinds(facts, policy, at)
    today = replace(facts, breaks=(BreakDays(TODAY),))
    assert S.NOT_RECORDED not in kinds(today, policy, at)


# --- All ------------------------------------------------------------------------------------------------------


@pytest.mark.rule("END-6")
def test_nothing_is_suggested_after_a_death(policy, at):
    facts = history(daily([L.I] * 10), death_reported=True)
    assert kinds(facts, policy, at) == set()


@pytest.mark.rule("IPAD-4")
def test_every_number_is_a_policy_setting(policy, at):
    lax = replace(policy, achieved_of=4, achieved_at_least=2, declining_of=4, declining_at_least=1)
    assert {S.ACHIEVED, S.DECLINING} <= kinds(history(daily([L.D, L.I, L.I, L.P])), lax, at)
    short = replace(policy, plateau_over=timedelta(days=2), more_help_over=1, not_recorded_for=timedelta(days=1))
    assert {S.PLATEAU, S.NEEDS_MORE_HELP} <= kinds(history(daily([L.P, L.P, L.P, L.A1])), short, at)
    missing = history(visits_on([(2, L.P)]), planned=MORNINGS)
    assert S.NOT_RECORDED in kinds(missing, short, at)


@pytest.mark.rule("IPAD-4")
@given(st.lists(st.tuples(st.integers(0, 25), st.sampled_from(list(L))), max_size=40, unique_by=lambda pair: pair[0]))
def test_the_order_of_entry_never_changes_a_suggestion(policy, pairs):
    moment = start_of_day(TODAY)
    forwards, backwards = history(visits_on(pairs)), history(visits_on(pairs[::-1]))
    assert suggestions(forwards, moment, policy) == suggestions(backwards, moment, policy)
