"""What a team is contracted to do: who may say it, and every number at and around its limit."""

from datetime import date, timedelta

import pytest

from models.rules.capacity.contracted_hours import (
    contracted_lacks,
    editor_lacks,
    reduction_lacks,
    usual_lacks,
    withdrawn_lacks,
)
from models.vocabulary.staff import Role

TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("REF-15")


def sentences(lacks):
    assert {each.rule for each in lacks} <= {"REF-15"}
    return [each.sentence for each in lacks]


def test_only_a_dso_or_the_service_manager_says_what_a_team_is_contracted_to_do():
    may = {role for role in Role if not editor_lacks(role)}
    assert may == {Role.DSO, Role.SERVICE_MANAGER}
    [lack] = editor_lacks(Role.CWC)
    assert lack.who == "the DSO"


@pytest.mark.parametrize(("minutes", "refused"), [(-1, True), (0, False), (1, False)])
def test_contracted_hours_may_be_none_and_never_less(minutes, refused):
    told = ["Contracted hours can't be less than none."]
    assert sentences(contracted_lacks(minutes, "The team is wound up")) == (told if refused else [])


def test_contracted_hours_change_for_a_reason():
    assert sentences(contracted_lacks(-1, " ")) == [
        "Contracted hours can't be less than none.",
        "Say why the contracted hours change, such as a new worker.",
    ]


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, "Say how many hours a week the team is short of."),
        (1, ""),
        (2, ""),
        (599, ""),
        (600, ""),
        (601, "The team has only 10 h a week: it can't be short of more."),
    ],
)
def test_a_reduction_takes_some_of_the_contracted_hours_and_at_most_all(minutes, told):
    assert sentences(reduction_lacks(TODAY, TODAY, minutes, "Leave", 600)) == ([told] if told else [])


def test_a_reduction_may_last_one_day_and_never_ends_before_it_begins():
    assert reduction_lacks(TODAY, TODAY, 60, "Leave", 600) == ()
    assert sentences(reduction_lacks(TODAY, TODAY - DAY, 60, " ", 600)) == [
        "The last day lies before the first: correct one of them.",
        "Say why, such as leave or sickness; no name is needed.",
    ]


@pytest.mark.parametrize(("minutes", "refused"), [(-1, True), (0, False), (1, False)])
def test_usual_hours_may_be_none_and_never_less(minutes, refused):
    assert sentences(usual_lacks(minutes, 1)) == (["Usual hours can't be less than none."] if refused else [])


@pytest.mark.parametrize(("workers", "refused"), [(0, True), (1, False), (99, False), (100, True)])
def test_from_one_to_99_workers_are_out_at_once(workers, refused):
    told = ["Say how many workers are out at once: from 1 to 99."]
    assert sentences(usual_lacks(60, workers)) == (told if refused else [])


def test_a_withdrawn_reduction_is_neither_changed_nor_withdrawn_again(now):
    assert withdrawn_lacks(None) == ()
    assert [(each.rule, each.who) for each in withdrawn_lacks(now)] == [("REF-15", "nobody")]
