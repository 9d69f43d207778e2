"""In which ways a call can be less."""

import pytest

from models.rules.plans.less import ways_down
from models.values import Call, PlannedVisit
from tests.builders import visit

EVERY = frozenset(range(7))


def words(planned, step=5):
    return [each.words for each in ways_down(planned, step)]


@pytest.mark.rule("PSP-1", "PSP-4")
def test_a_call_can_be_shorter_by_whole_steps_not_every_day_or_dropped():
    assert words(visit(minutes=15)) == [
        "as now", "10 minutes", "5 minutes", "not at the weekend", "only at the weekend", "dropped",
    ]  # fmt: skip
    assert words(visit(minutes=17), 10)[1] == "10 minutes"
    assert words(visit(minutes=5), 5)[1] == "not at the weekend"
    assert words(visit(minutes=6), 5)[1] == "5 minutes"


@pytest.mark.rule("PSP-4")
def test_a_double_up_can_be_by_one_worker_with_each_length():
    assert words(visit(minutes=10, workers=2, days=frozenset({0}))) == [
        "as now", "by one worker", "5 minutes", "5 minutes, by one worker", "dropped",
    ]  # fmt: skip
    found = {each.words: each.visits for each in ways_down(visit(minutes=10, workers=2), 5)}
    assert found["5 minutes, by one worker"] == (visit(minutes=5),)
    assert found["dropped"] == ()
    assert found["not at the weekend"] == (visit(minutes=10, workers=2, days=EVERY - {5, 6}),)


@pytest.mark.rule("PSP-1")
def test_what_is_done_at_a_call_stays_with_it():
    planned = PlannedVisit(frozenset({5}), Call.BED, 30, 1, None, "tablets", 1)
    kept = [one for way in ways_down(planned, 15) for one in way.visits]
    assert {(each.tasks, each.weeks, each.days) for each in kept} == {("tablets", 1, frozenset({5}))}
    assert words(planned, 15) == ["as now", "15 minutes", "dropped"]
