"""At how many of the last visits by two workers the second one wasn't needed."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from models.rules.closure.deaths import DeathFacts
from models.rules.goals.double_ups import (
    DoubleUpFacts,
    OneWorkerHelped,
    OtAnswer,
    double_up_answer_lacks,
    double_up_line,
    double_up_prompts,
    without_second_worker,
)
from models.rules.goals.levels import RatingFacts, rated_visits
from models.rules.goals.suggestions import BreakDays
from models.rules.today.prompts import RecordPromptFacts, record_prompts
from models.values import Call, PlannedVisit
from models.vocabulary.goals import Letter
from models.vocabulary.plans import TwoWorkers
from models.vocabulary.staff import Role
from models.vocabulary.today import DeedOf

I, P, A1, A2, D = Letter.I, Letter.P, Letter.A1, Letter.A2, Letter.D  # noqa: E741  the letters as the sheet has them
MONDAY, SUNDAY = date(2026, 11, 2), date(2026, 11, 8)
EVERY_DAY = frozenset(range(7))
WEEK = (PlannedVisit(EVERY_DAY, Call.MORNING, 45, 2), PlannedVisit(EVERY_DAY, Call.TEA, 30))
ONE, OTHER = UUID(int=1), UUID(int=2)

pytestmark = pytest.mark.rule("PSP-10", "IPAD-3")


def after(days):
    return MONDAY + timedelta(days=days)


def rated(*letters, goal=ONE, call=Call.MORNING, worker="Amy", first=MONDAY):
    return [
        RatingFacts(goal, first + timedelta(days=number), call, worker, letter) for number, letter in enumerate(letters)
    ]


def found(*goals, week=WEEK, since=MONDAY, breaks=(), day=SUNDAY, answer=None):
    visits = [each for goal in goals for each in rated_visits(goal)]
    return without_second_worker(visits, week, since, breaks, day, answer)


def run(*goals, **told):
    of = found(*goals, **told)
    return of.visits if of else 0


@pytest.mark.parametrize(
    ("letters", "length"),
    [
        ((A1,) * 4, 4),
        ((A1,) * 5, 5),
        ((A2, A1, P, I, A1, I), 5),
        ((A1, A1, A1, A1, A2), 0),
        ((A1, A2, A1), 1),
        ((A1, A1, D, A1), 3),
        ((D, D), 0),
        ((), 0),
    ],
)
def test_a1_or_better_goes_on_a2_ends_it_and_declined_is_neither(letters, length):
    assert run(rated(*letters)) == length


def test_only_the_calls_that_two_workers_come_to_are_looked_at():
    assert run(rated(A1, A1), rated(A2, A2, call=Call.TEA)) == 2
    assert run(rated(I, I, call=Call.TEA)) == 0
    weekdays = (PlannedVisit(frozenset(range(5)), Call.MORNING, 45, 2),)
    assert run(rated(A1, A1, A1, A1, A1, A2, A2), week=weekdays) == 5


def test_a_call_that_also_has_a_visit_by_one_worker_that_day_is_left_out():
    twice = (*WEEK, PlannedVisit(EVERY_DAY, Call.MORNING, 15, 1))
    assert run(rated(A1, A1, A1), week=twice) == 0
    on_tuesdays = (*WEEK, PlannedVisit(frozenset({1}), Call.MORNING, 15))
    assert run(rated(A1, A1, A1), week=on_tuesdays) == 2
    assert run(rated(A1, A2, A1), week=on_tuesdays) == 2
    assert run(rated(A1, A1, A1), week=(*WEEK, PlannedVisit(EVERY_DAY, Call.LUNCH, 15))) == 3


def test_the_goal_that_takes_the_most_help_counts_and_so_does_the_worker_who_saw_it():
    assert run(rated(A1, A1), rated(I, A2, goal=OTHER)) == 0
    assert run(rated(A1, A1), rated(A2, D, goal=OTHER)) == 1
    assert run([*rated(A1), *rated(A2, worker="Bo")]) == 0


def test_what_was_rated_under_an_earlier_plan_says_nothing():
    assert run(rated(A1, A1, A1), since=after(1)) == 2
    assert run(rated(A1), since=after(1)) == 0


def test_the_days_of_the_run_are_told():
    assert found(rated(A2, A1, D, P)) == OneWorkerHelped(2, after(1), after(3))
    assert found(rated(A1)) == OneWorkerHelped(1, MONDAY, MONDAY)


def test_what_was_rated_before_a_break_says_nothing_of_how_somebody_came_back():
    before = rated(A1, A1, A1)
    back = BreakDays(after(3), after(5))
    assert run(before, breaks=(back,)) == 0
    assert run([*before, *rated(A1, A1, first=after(5))], breaks=(back,)) == 2
    assert run(before, breaks=(BreakDays(after(3)),)) == 0
    assert run(before, breaks=(BreakDays(after(3), after(9)),)) == 0
    assert run(before, breaks=(BreakDays(after(7)),)) == 3


@pytest.mark.parametrize(("day", "length"), [(4, 5), (11, 5), (12, 0)])
def test_only_what_was_rated_within_the_last_week_is_put_to_a_meeting(day, length):
    assert run(rated(*[A1] * 5), day=after(day)) == length


ENOUGH, NEEDED = TwoWorkers.ONE_ENOUGH, TwoWorkers.TWO_NEEDED


def answered(answer, days=4, **told):
    return OtAnswer(answer=answer, on=after(days), by="Olive Hart", because="Turns with a rail", **told)


@pytest.mark.parametrize(("more", "length"), [(0, 0), (1, 1), (4, 4), (5, 5)])
def test_after_two_are_still_needed_only_visits_of_later_days_count(more, length):
    told = rated(*[A1] * (5 + more))
    assert run(told, answer=answered(NEEDED), day=after(4 + more)) == length


@pytest.mark.parametrize(("day", "length"), [(8, 0), (9, 5)])
def test_it_isnt_asked_before_the_day_that_the_ot_named(day, length):
    assert run(rated(*[A1] * 10), answer=answered(NEEDED, ask_again_on=after(9)), day=after(day)) in (0, length)
    assert (run(rated(*[A1] * 10), answer=answered(NEEDED, ask_again_on=after(9)), day=after(day)) > 0) is (day > 8)


def test_one_is_enough_settles_it_for_the_plan_it_is_about_and_a_later_plan_is_asked_about_anew():
    told = rated(*[A1] * 10)
    assert run(told, answer=answered(ENOUGH), day=after(9)) == 0
    assert run(told, answer=answered(ENOUGH, of_plan_now=False, is_followed=True), since=after(5), day=after(9)) == 5


def test_an_ot_is_asked_from_the_fifth_visit_on_and_then_the_mdt(at, policy):
    day = at("2026-11-08 12:00")
    helped = found(rated(*[A1] * 5))
    record = RecordPromptFacts(name="Mary Smith", double_ups=DoubleUpFacts(helped))
    (prompt,) = record_prompts(record, day, policy)
    assert (prompt.rule, prompt.field, prompt.deed_of, prompt.due) == ("PSP-10", "plans.double_up", DeedOf.OT, None)
    assert prompt.sentence == (
        "Mary Smith: no goal needed both workers at the last 5 rated visits by two, declined ones aside (2 Nov 2026 to "
        "6 Nov 2026). Let an OT look whether one is enough, and record the answer."
    )
    assert record_prompts(RecordPromptFacts(name="Mary Smith"), day, policy) == ()
    four = DoubleUpFacts(found(rated(*[A1] * 4)))
    assert double_up_prompts("Mary Smith", four, policy) == ()
    (prompt,) = double_up_prompts("Mary Smith", DoubleUpFacts(None, answered(ENOUGH)), policy)
    assert (prompt.rule, prompt.field, prompt.deed_of) == ("PSP-4", "plans.step_down", DeedOf.DSO)
    assert prompt.sentence == (
        "Mary Smith: Olive Hart found on 6 Nov 2026 that one worker is enough (Turns with a rail): agree the step-down "
        "in the MDT, and make a new version of the plan."
    )
    later = answered(ENOUGH, of_plan_now=False)
    assert double_up_prompts("Mary Smith", DoubleUpFacts(None, later), policy) == (prompt,)
    for over in (answered(NEEDED), answered(ENOUGH, is_followed=True)):
        assert double_up_prompts("Mary Smith", DoubleUpFacts(None, over), policy) == ()
    died = RecordPromptFacts(name="M", double_ups=DoubleUpFacts(helped), death=DeathFacts(reported_at=day))
    assert record_prompts(died, day, policy) == ()


def test_the_tab_says_where_it_stands(policy):
    def said(facts):
        return double_up_line(facts, after(6), policy)

    assert said(DoubleUpFacts(found(rated(A1, A1)))).startswith("Two workers: 2 of 5 visits in a row")
    assert said(DoubleUpFacts(found(rated(*[A1] * 5)))).endswith("An OT looks whether one is enough.")
    last = "Two are still needed: Turns with a rail (Olive Hart, 6 Nov 2026)."
    assert said(DoubleUpFacts(None, answered(NEEDED))).endswith(f"then an OT is asked. {last}")
    later = said(DoubleUpFacts(None, answered(NEEDED, ask_again_on=after(9))))
    assert later == (
        "Two workers: Two are still needed, not to be asked before 11 Nov 2026: Turns with a rail (Olive Hart, "
        "6 Nov 2026)."
    )
    assert said(DoubleUpFacts(None, answered(ENOUGH))).endswith("The MDT agrees the step-down: make a new version.")


def test_only_an_ot_answers_for_a_reason_of_calls_for_two_and_not_ahead(policy):
    def fields(role=Role.OT, because="Rail", on=MONDAY, again=None, *, answer=NEEDED, by_two=True, meant=False):
        lacks = double_up_answer_lacks(
            role, because, on, again, MONDAY, answer=answer, by_two=by_two, began=after(-9), policy=policy,
            again_is_meant=meant,
        )  # fmt: skip
        return [each.field for each in lacks]

    assert fields() == fields(again=after(1)) == []
    assert fields(Role.DSO, " ", after(1), by_two=False) == ["", "ot", "because", "on"]
    assert fields(again=MONDAY) == fields(again=after(7), answer=ENOUGH) == ["again"]
    assert (fields(on=after(-9)), fields(on=after(-10))) == ([], ["on"])
    assert fields(again=after(42)) == fields(again=after(400), meant=True) == []
    assert fields(again=after(43)) == ["again_is_meant"]
