"""A week of visits is stored line by line and read back as it was planned, always the newest version of it."""

from datetime import time

import pytest
from sqlalchemy import select

from app.services.episodes import week
from app.services.referrals import change_calls
from models.plans import PlanVisit
from models.referrals import Referral
from models.values import Call, PlannedVisit
from tests.builders import visit

WEEK = (
    PlannedVisit(frozenset({5, 6}), Call.TEA, 45, 2, time(17, 15), "Tea, tablets"),
    PlannedVisit(frozenset({0}), Call.MORNING, 30, 1, None, "Wash"),
)


@pytest.mark.rule("PSP-2")
def test_of_two_versions_with_one_day_the_newer_of_ones_own_plan_is_in_force(office):
    episode = office.an_episode(visit(Call.MORNING))
    assert office.ask(week.of_day, episode, office.now.date()) == (visit(Call.MORNING),)
    office.a_plan(episode, visit(Call.LUNCH), number=2)
    office.a_plan(episode, visit(Call.TEA), number=3)
    office.an_episode(visit(Call.BED))
    assert office.ask(week.of_day, episode, office.now.date()) == (visit(Call.TEA),)


@pytest.mark.rule("PSP-2")
def test_nobody_has_a_week_before_the_first_plan(office):
    assert office.ask(week.of_day, office.id, office.now.date()) == ()


def test_a_planned_week_is_read_back_as_it_was_planned_and_numbered_from_one(office):
    plan = office.a_plan(office.an_episode(), *WEEK, number=2)
    assert office.ask(week.of_plan, plan) == WEEK
    with office.database.reading() as session:
        numbers = session.scalars(select(PlanVisit.number).where(PlanVisit.plan_id == plan).order_by(PlanVisit.number))
        assert numbers.all() == [1, 2]


@pytest.mark.rule("REF-15")
def test_what_a_referral_asks_for_is_its_newest_revision(office):
    at_five = PlannedVisit(frozenset({1}), Call.TEA, 60, 2, time(17))
    key = office.a_referral(visit(Call.MORNING))
    office.a_referral(visit(Call.BED))
    assert office.ask(week.of_referral, key) == (visit(Call.MORNING),)
    office.do(change_calls, referral=key, seen=office.version(Referral, key), calls=(at_five,), calls_text="tea at 5")
    assert office.ask(week.of_referral, key) == (at_five,)
