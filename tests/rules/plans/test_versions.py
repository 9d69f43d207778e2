"""What a new version of a plan has to say, and when one may be changed, finished or printed."""

from dataclasses import replace
from functools import partial
from uuid import UUID

import pytest

from models.rules.plans import versions
from models.values import Call, PlannedVisit
from models.vocabulary.meetings import DecisionKind
from models.vocabulary.plans import PlanChange

OLD = (PlannedVisit(frozenset({0, 2}), Call.MORNING, 30),)
NEW = (replace(OLD[0], minutes=45),)
ONE, OTHER = UUID(int=1), UUID(int=2)


def said(lacks):
    return [each.sentence for each in lacks]


@pytest.mark.rule("PSP-2")
def test_a_new_version_changes_the_newest_one():
    assert versions.newest_lacks(ONE, ONE) == ()
    assert [each.rule for each in versions.newest_lacks(OTHER, ONE)] == ["PSP-2"]
    assert versions.newest_lacks(None, ONE) == versions.newest_lacks(OTHER, ONE)


@pytest.mark.rule("PSP-1", "PSP-2")
def test_a_version_has_visits_a_reason_and_a_change(nothing_said):
    assert versions.version_lacks(OLD, NEW, "Weaker", is_said_anew=False) == ()
    assert said(versions.version_lacks(OLD, OLD, nothing_said, is_said_anew=False)) == [
        "Say why there is a new version.",
        "Nothing in the week has changed: change a visit first.",
    ]
    empty = versions.version_lacks(OLD, (), nothing_said, is_said_anew=False)
    assert [(each.rule, each.who) for each in empty] == [("PSP-1", "the DSO"), ("PSP-2", "whoever changes the plan")]


@pytest.mark.rule("PSP-2")
def test_the_same_week_may_become_a_long_term_plan():
    assert versions.version_lacks(OLD, OLD, "For interim", is_said_anew=True) == ()


AGREEMENTS = {"scheduling_at": "PSP-3", "mdt_at": "PSP-4", "coordinator_at": "PSP-5"}


def ahead(moment, **given):
    return versions.agreed_ahead_lacks(**(dict.fromkeys(AGREEMENTS) | given), moment=moment)


@pytest.mark.rule("PSP-3", "PSP-4", "PSP-5")
@pytest.mark.parametrize(("whose", "rule"), AGREEMENTS.items())
def test_an_agreement_was_given_before_it_is_recorded(whose, rule, now, passes_around, hour_twice):
    assert passes_around(now, lambda given: ahead(now, **{whose: given})) == [True, True, False]
    first, second = hour_twice
    assert ahead(second, **{whose: first}) == ahead(now) == ()
    assert [each.rule for each in ahead(first, **{whose: second})] == [rule]


@pytest.mark.rule("PSP-3", "PSP-4", "PSP-5")
def test_every_agreement_that_lies_ahead_is_named(hour_twice):
    first, second = hour_twice
    assert [each.rule for each in ahead(first, **dict.fromkeys(AGREEMENTS, second))] == list(AGREEMENTS.values())


@pytest.mark.rule("PSP-4")
@pytest.mark.parametrize("kind", list(DecisionKind))
def test_a_step_down_rests_on_a_decision_about_this_support(kind):
    stands = partial(versions.step_down_lacks, kind, is_taken_back=False)
    assert (stands(is_of_this_episode=True) == ()) is (kind is DecisionKind.STEP_DOWN)
    assert [each.rule for each in stands(is_of_this_episode=False)] == ["PSP-4"]
    taken_back = versions.step_down_lacks(kind, is_of_this_episode=True, is_taken_back=True)
    assert said(taken_back) == ["The meeting took this step-down back: it decides anew, if it is meant after all."]


@pytest.mark.rule("PSP-2")
def test_a_version_is_finished_once(now):
    assert versions.finished_lacks(None) == ()
    assert said(versions.finished_lacks(now)) == ["This version is finished already."]


@pytest.mark.rule("PSP-5")
@pytest.mark.parametrize("change", list(PlanChange))
def test_support_plan_and_po_are_amended_after_a_change_of_interim_hours_only(change):
    assert (versions.interim_change_lacks(change) == ()) is (change is PlanChange.INTERIM_CHANGE)


@pytest.mark.rule("PSP-1")
def test_a_paper_about_support_prints_a_plan():
    assert versions.printing_lacks(has_plan=True) == ()
    assert [each.who for each in versions.printing_lacks(has_plan=False)] == ["the DSO"]
