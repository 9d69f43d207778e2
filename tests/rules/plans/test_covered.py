"""Calls that family or others cover: kept as lines that people read, compared in words, and never a visit of ours."""

import pytest

from models.rules.plans.comparison import VisitChangeKind, compare
from models.rules.plans.covered import (
    by_cell,
    covered_lacks,
    covered_line,
    covered_lines,
    kept,
    restored,
    still_covered,
    week_line,
)
from models.rules.plans.versions import version_lacks
from models.rules.plans.week_asks import week_asks, week_asks_lacks
from models.values import LONGEST_BY, Call, CoveredCall, NotAValue, PlannedVisit

WEEKEND = frozenset({5, 6})
DAUGHTER = CoveredCall(WEEKEND, Call.TEA, "daughter")
JEAN = CoveredCall(frozenset({2}), Call.LUNCH, "neighbour: Jean, at noon")
TEA = PlannedVisit(frozenset(range(7)), Call.TEA, 30)
pytestmark = pytest.mark.rule("PSP-1")


def test_what_is_kept_comes_back_and_reads_as_it_was_typed():
    assert kept((DAUGHTER, JEAN)) == "lunch Wed: neighbour: Jean, at noon\ntea Sat,Sun: daughter"
    assert restored(kept((DAUGHTER, JEAN))) == (JEAN, DAUGHTER)
    assert kept(()) is None
    assert restored(None) == ()


def test_cells_give_the_fewest_lines():
    assert covered_lines(by_cell((DAUGHTER, JEAN))) == (JEAN, DAUGHTER)
    assert covered_lines({(Call.TEA, 5): "daughter", (Call.TEA, 6): "son"}) == (
        CoveredCall(frozenset({5}), Call.TEA, "daughter"),
        CoveredCall(frozenset({6}), Call.TEA, "son"),
    )


def test_others_go_on_covering_but_where_a_visit_of_ours_is_added():
    on_sunday = PlannedVisit(frozenset({6}), Call.TEA, 30)
    assert still_covered((DAUGHTER, JEAN), (on_sunday,)) == (JEAN, CoveredCall(frozenset({5}), Call.TEA, "daughter"))
    assert still_covered((DAUGHTER, JEAN), (TEA,)) == (JEAN,)
    assert still_covered((DAUGHTER, JEAN), ()) == (JEAN, DAUGHTER)


def test_it_is_said_in_one_line_after_the_visits():
    assert covered_line((DAUGHTER,)) == "Covered by others: tea, Sat, Sun: daughter"
    assert covered_line(()) == ""
    assert week_line((TEA,), (DAUGHTER,)) == "Mon–Sun: tea 30. Covered by others: tea, Sat, Sun: daughter"
    assert week_line((TEA,), ()) == "Mon–Sun: tea 30"


@pytest.mark.parametrize(
    "told", [(frozenset(), Call.TEA, "son"), (WEEKEND, Call.TEA, " "), (WEEKEND, Call.TEA, "a\nb")]
)
def test_what_cant_be_is_no_value(told):
    with pytest.raises(NotAValue):
        CoveredCall(*told)


def test_who_covers_it_is_a_few_words_and_said_once_a_day():
    longest = CoveredCall(WEEKEND, Call.TEA, "d" * LONGEST_BY)
    assert covered_lacks((longest, JEAN)) == ()
    (long,) = covered_lacks((CoveredCall(WEEKEND, Call.TEA, "d" * (LONGEST_BY + 1)),))
    assert (long.field, "60 letters or fewer who covers tea" in long.sentence) == ("covered", True)
    twice = covered_lacks((DAUGHTER, CoveredCall(frozenset({6}), Call.TEA, "son")))
    assert [each.sentence for each in twice] == ["Tea, Sun: say once who covers it, all in one line."]


@pytest.mark.rule("PSP-2")
@pytest.mark.parametrize(
    ("old", "new", "kind", "sentence"),
    [
        ((), (DAUGHTER,), VisitChangeKind.ADDED, "Tea, Sat, Sun: covered by daughter"),
        ((DAUGHTER,), (), VisitChangeKind.STOPPED, "Tea, Sat, Sun: no longer covered by daughter"),
        (
            (DAUGHTER,),
            (CoveredCall(frozenset({5}), Call.TEA, "daughter"), CoveredCall(frozenset({6}), Call.TEA, "son")),
            VisitChangeKind.CHANGED,
            "Tea, Sun: covered by daughter → son",
        ),
    ],
)
def test_two_versions_are_compared_in_words(old, new, kind, sentence):
    (change,) = compare((TEA,), (TEA,), (old, new))
    assert (change.kind, change.sentence) == (kind, sentence)
    assert version_lacks((TEA,), (TEA,), "her daughter asked", (old, new), is_said_anew=False) == ()
    assert version_lacks((TEA,), (TEA,), "her daughter asked", (new, new), is_said_anew=False) != ()


def test_a_visit_of_ours_at_a_call_that_is_covered_is_asked_about(policy):
    asked = "Tea, Sat, Sun: covered by daughter, and a visit of ours is planned too. Does somebody come twice?"
    covered = ((), (DAUGHTER, JEAN))
    assert week_asks((TEA,), policy, covered=covered) == (asked,)
    assert week_asks((TEA,), policy, (TEA,), ((DAUGHTER,), (DAUGHTER,))) == (), "asked of the version before already"
    assert week_asks((PlannedVisit(frozenset(range(5)), Call.TEA, 30),), policy, covered=covered) == ()
    (lack,) = week_asks_lacks((TEA,), policy, (), covered, answered=())
    assert lack.sentence == f"{asked} Correct it, or say that it is meant."
    assert week_asks_lacks((TEA,), policy, (), covered, answered={asked}) == ()
