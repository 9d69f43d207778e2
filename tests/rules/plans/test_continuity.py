"""How many different workers came in the last week, around its first and last day."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from models.rules.plans.continuity import WorkerSeen, WorkersOfWeek, WorkerThere, is_looked_at, workers_of_week
from models.values import Call

TODAY = date(2026, 11, 20)
AMY, BO = UUID(int=1), UUID(int=2)
NAMES = {AMY: "Amy Lee", BO: "Bo Ray"}

pytestmark = pytest.mark.rule("PSP-1")


def there(worker, ago, call=Call.MORNING):
    return WorkerThere(worker, NAMES[worker], TODAY - timedelta(days=ago), call)


def test_each_worker_is_named_once_with_their_visits_the_most_often_seen_first():
    found = workers_of_week([there(BO, 0), there(AMY, 1), there(AMY, 2), there(AMY, 2)], TODAY)
    assert found.workers == (("Amy Lee", 2, 0), ("Bo Ray", 1, 0))
    assert found.sentence == (
        "Last 7 days: 2 different workers, Amy Lee (2 visits), Bo Ray (1 visit). Known from the ratings of 3 visits."
    )


@pytest.mark.parametrize(("ago", "counts"), [(-1, False), (0, True), (6, True), (7, False)])
def test_today_is_the_last_of_the_seven_days(ago, counts):
    assert bool(workers_of_week([there(AMY, ago)], TODAY).workers) == counts


@pytest.mark.parametrize(("ago", "said"), [(None, True), (0, True), (6, True), (7, False), (90, False)])
def test_support_that_ended_before_the_seven_days_is_looked_at_no_more(ago, said):
    assert is_looked_at(None if ago is None else TODAY - timedelta(days=ago), TODAY) == said


def test_two_workers_at_one_visit_are_two_and_the_visit_is_one():
    found = workers_of_week([there(AMY, 1), there(BO, 1)], TODAY)
    assert found == WorkersOfWeek((WorkerSeen("Amy Lee", 1), WorkerSeen("Bo Ray", 1)), 1)


def test_a_visit_for_two_is_one_of_the_workers_visits_and_said_so():
    two = there(AMY, 1)._replace(for_two=True)
    found = workers_of_week([two, there(AMY, 1), there(AMY, 2), there(BO, 0)._replace(for_two=True)], TODAY)
    assert found.workers == (("Amy Lee", 2, 1), ("Bo Ray", 1, 1))
    assert found.sentence.startswith(
        "Last 7 days: 2 different workers, Amy Lee (2 visits, 1 of them for two), Bo Ray (1 visit, for two). Known "
    )


def test_two_people_of_one_name_are_two():
    same = WorkerThere(BO, "Amy Lee", TODAY, Call.TEA)
    assert workers_of_week([there(AMY, 0), same], TODAY).workers == (("Amy Lee", 1, 0), ("Amy Lee", 1, 0))


def test_without_a_rating_nobody_is_said_to_have_come():
    assert workers_of_week([], TODAY).sentence == "Last 7 days: no visit has a rating, so who came isn't known."
    assert workers_of_week([there(AMY, 0)], TODAY).sentence.startswith("Last 7 days: 1 worker, Amy Lee (1 visit).")
