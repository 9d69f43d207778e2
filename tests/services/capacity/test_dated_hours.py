"""Contracted hours from a day on: what is in force on a day counts in every gate and on every screen of that day."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.queries.capacity.contracted_hours import team_hours
from app.queries.capacity.outlook import capacity_outlook
from app.queries.capacity.team_capacity import capacity
from app.services.capacity import contracted_hours as services
from models.teams import ContractedChange, Team
from models.values import london_day
from tests.builders import visit

DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("REF-15")


def north(office):
    return office.teams["North"]


def today(office):
    return london_day(office.now)


def contract(office, minutes, ahead=0, **told):
    return office.do(
        services.set_contracted, team=north(office), seen=office.version(Team, north(office)), worker_minutes=minutes,
        because="As agreed", from_day=today(office) + ahead * DAY, **told,
    ).made  # fmt: skip


def withdraw(office, change, because="Not needed"):
    office.do(
        services.withdraw_contracted, change=change, seen=office.version(ContractedChange, change), because=because
    )


def the(office, query):
    return next(each for each in office.ask(query) if each.name == "North")


def load(office):
    return the(office, capacity).load


def test_hours_to_come_bound_what_is_free_from_their_day_on(office):
    office.an_episode(visit())  # 210 minutes a week
    contract(office, 3000, 3)
    assert (load(office).limit, load(office).weakest) == (6000, (3000 - 210, today(office) + 3 * DAY))
    office.clock.advance(3 * DAY)
    assert (load(office).limit, load(office).weakest) == (3000, (3000 - 210, None))


def test_more_hours_to_come_free_nothing_before_their_day(office):
    contract(office, 9000, 3)
    assert (load(office).limit, load(office).weakest) == (6000, (6000, None))
    office.clock.advance(3 * DAY)
    assert load(office).weakest == (9000, None)


def test_of_two_changes_of_one_day_the_newer_counts_today_and_ahead(office):
    contract(office, 3000)
    contract(office, 4000)
    contract(office, 1000, 3)
    contract(office, 2000, 3)
    assert (load(office).limit, load(office).weakest) == (4000, (2000, today(office) + 3 * DAY))


def test_leave_and_fewer_hours_together_never_make_a_limit_below_none(office):
    contract(office, 500, 2)
    office.do(
        services.add_reduction, team=north(office), first_day=today(office) + DAY, last_day=today(office) + 3 * DAY,
        worker_minutes=600, because="Leave",
    )  # fmt: skip
    limits = [(each.day - today(office), each.limit) for each in the(office, capacity_outlook).days[:6]]
    assert [limit for _, limit in limits] == [6000, 5400, 0, 0, 500, 500]
    assert load(office).weakest == (0, today(office) + 2 * DAY)


def test_the_outlook_has_the_hours_in_force_on_each_of_its_days(office):
    contract(office, 7000, 2)
    contract(office, 100, 7)  # the day after the last one shown
    assert [each.limit for each in the(office, capacity_outlook).days] == [6000, 6000, 7000, 7000, 7000, 7000, 7000]


def test_leave_may_take_the_most_that_is_contracted_on_any_of_its_days(office):
    contract(office, 9000, 2)
    told = {"team": north(office), "first_day": today(office), "because": "Training", "worker_minutes": 9000}
    with pytest.raises(Refused, match="only 100 h a week"):
        office.do(services.add_reduction, last_day=today(office) + DAY, **told)
    office.do(services.add_reduction, last_day=today(office) + 2 * DAY, **told)


def test_a_change_that_has_not_begun_is_withdrawn_for_a_reason_and_then_never_counts(office):
    made = contract(office, 3000, 3)
    with pytest.raises(Refused, match="Say why the change is withdrawn"):
        withdraw(office, made, " ")
    withdraw(office, made)
    assert load(office).weakest == (6000, None)
    assert the(office, team_hours).coming == ()
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw(office, made)


def test_a_change_in_force_is_not_withdrawn(office):
    made = contract(office, 3000, 1)
    office.clock.advance(DAY)
    with pytest.raises(Refused, match="have been in force since"):
        withdraw(office, made)


@pytest.mark.rule("PSP-2")
def test_a_day_that_has_passed_or_is_far_ahead_is_asked_about(office):
    for ahead in (-1, 43):
        with pytest.raises(Refused, match="Is that the day that is meant"):
            contract(office, 3000, ahead)
    contract(office, 3000, -1, day_is_meant=True)
    contract(office, 2000, 42)
    assert load(office).limit == 3000
    assert [(each.from_day, each.minutes) for each in the(office, team_hours).coming] == [
        (today(office) + 42 * DAY, 2000)
    ]


def test_a_past_day_told_later_does_not_undo_the_hours_of_a_later_day(office):
    contract(office, 3000)
    contract(office, 1000, -5, day_is_meant=True)
    assert load(office).limit == 3000
