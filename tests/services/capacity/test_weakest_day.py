"""What is free is free on every day: with leave to come, an increase that ends, a start before its agreed day."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.queries.capacity.team_capacity import capacity
from app.queries.plans import preview as previews
from app.queries.plans import versions as queries
from app.services import referrals
from app.services.capacity import contracted_hours
from app.services.plans import versions
from app.services.plans.versions import Agreed
from models.episodes import Episode
from models.referrals import Referral
from models.teams import Reduction, Team
from models.values import Call, london_day, start_of_day
from tests.builders import START_CHECKS, TABLETS, visit

DAY = timedelta(days=1)
SLIP = ("Morning, every day: 29 minutes isn't in steps of 5: 25 or 30, perhaps?",)
pytestmark = pytest.mark.rule("REF-15", "PSP-2")


def contract(office, minutes):
    team = office.teams["North"]
    office.do(
        contracted_hours.set_contracted, team=team, seen=office.version(Team, team), worker_minutes=minutes, because="x"
    )


def load(office):
    return next(each.load for each in office.ask(capacity) if each.name == "North")


def day(office, ahead):
    return london_day(office.now) + ahead * DAY


def reduce(office, first, last, minutes):
    return office.do(
        contracted_hours.add_reduction, team=office.teams["North"], first_day=day(office, first),
        last_day=day(office, last), worker_minutes=minutes, because="Leave",
    ).made  # fmt: skip


def plan(office, episode, week, ahead, **told):
    person = office.get(Episode, episode).person_id
    at = start_of_day(day(office, ahead))
    agreed = Agreed(dso=True, scheduling_at=office.now, mdt_at=office.now, present="OT, SW")
    return office.do(
        versions.new_version, episode=episode, based_on=office.ask(queries.view, person=person).newest, week=week,
        because="Agreed", effective_from=at, agreed=agreed, why_short=TABLETS, **told,
    ).made  # fmt: skip


def test_leave_to_come_counts_on_its_own_days_and_no_longer(office):
    office.an_episode(visit())  # 210 minutes a week
    made = reduce(office, 3, 9, 600)
    assert (load(office).limit, load(office).weakest) == (6000, (6000 - 210 - 600, day(office, 3)))
    office.clock.advance(3 * DAY)
    assert (load(office).limit, load(office).weakest) == (5400, (5400 - 210, None))
    office.clock.advance(7 * DAY)
    assert (load(office).limit, load(office).weakest) == (6000, (6000 - 210, None))
    office.clock.advance(-10 * DAY)
    office.do(contracted_hours.withdraw_reduction, reduction=made, seen=office.version(Reduction, made))
    assert load(office).weakest == (6000 - 210, None)


def test_leave_that_ends_before_hours_are_used_takes_nothing_of_them(office):
    episode = office.an_episode(visit())
    contract(office, 700)
    reduce(office, 0, 6, 400)
    assert load(office).weakest == (90, None)
    plan(office, episode, (visit(minutes=90),), 7)  # 630 from the day after the leave
    assert load(office).weakest == (700 - 630, day(office, 7))
    with pytest.raises(Refused, match="free"):
        plan(office, office.an_episode(visit()), (visit(minutes=60),), 6)


def test_an_increase_that_ends_asks_only_for_the_days_that_it_lasts(office):
    lent, other = office.an_episode(visit()), office.an_episode(visit())  # 420 in use
    contract(office, 900)  # 480 are free
    plan(office, lent, (visit(minutes=29),), 14, answered=SLIP)  # a step-down in two weeks: 203
    plan(office, other, (visit(minutes=90),), 14)  # 630 from then on: 833 of 900, 67 free
    more, person = (visit(minutes=60),), office.get(Episode, lent).person_id
    newest = office.ask(queries.view, person=person).newest
    asked = office.ask(previews.preview, plan=newest, week=more)
    assert asked.capacity == "North has 8 worker hours free; this asks for 3.5 more."
    assert asked.lack == ""
    plan(office, lent, more, 0, later_stands=True)
    assert load(office).in_use == 420 + 210
    with pytest.raises(Refused, match="free"):
        plan(office, lent, (visit(minutes=60), visit(Call.TEA, 60)), 0, later_stands=True)


def test_a_promised_start_that_begins_earlier_needs_free_hours_on_the_days_between(office):
    leaving = office.an_episode(visit(minutes=60))  # 420
    contract(office, 630)
    plan(office, leaving, (visit(minutes=29),), 5, answered=SLIP)  # 203 from the day on which the other starts
    key = office.a_referral(visit(minutes=60))
    office.do(referrals.accept, referral=key, seen=1)
    start = start_of_day(day(office, 5)) + timedelta(hours=9)
    office.do(referrals.confirm_capacity, referral=key, seen=office.version(Referral, key), start_planned_at=start)
    for item in START_CHECKS:
        office.do(referrals.tick_start_check, referral=key, seen=None, item=item)
    assert load(office).weakest == (7, day(office, 5))
    with pytest.raises(Refused, match=r"7 h a week are asked and 3\.5 h are free"):
        office.do(referrals.start, referral=key, seen=office.version(Referral, key))
    office.clock.advance(5 * DAY)
    assert office.do(referrals.start, referral=key, seen=office.version(Referral, key)).made
