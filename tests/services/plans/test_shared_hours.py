"""What a shared visit takes off a team's hours on each day and wherever they are weighed, worked out by hand."""

import pytest

from app.exchange.tracker.capacity import capacity_rows
from app.queries.capacity.fit import capacity_fit
from app.queries.capacity.outlook import capacity_outlook
from app.queries.capacity.team_capacity import capacity
from app.services.plans import shared_visits as services
from models.episodes import Episode
from models.people import Person
from models.teams import UsualHours
from models.values import Call
from tests.builders import visit

WEEKDAYS = frozenset(range(5))
pytestmark = pytest.mark.rule("REF-15", "PSP-1")


def share(office, one, other, call=Call.MORNING, **values):
    return office.do(services.share_visit, episode=one, with_episode=other, call=call, **values).made


def load(office, name="North"):
    (found,) = (each for each in office.ask(capacity) if each.name == name)
    return found.load


def outlook(office, name="North"):
    (found,) = (each for each in office.ask(capacity_outlook) if each.name == name)
    return found


def in_use(office):
    """Worker minutes a week of North by team, call, weekday and tracker: all of them tell the same."""
    (north,) = (each for each in office.ask(capacity) if each.name == "North")
    rows = office.ask(capacity_rows, ending=frozenset())
    sums = {sum(each.in_use for each in north.breakdown), sum(each.in_use.worker for each in rows)}
    (told,) = sums | {north.load.in_use, outlook(office).days[0].given}
    return told


@pytest.mark.parametrize(
    ("one", "other", "minutes"),
    [
        ((visit(), visit()), (visit(), visit()), 420),  # 4 × 210, of which two are two others
        ((visit(), visit()), (visit(),), 420),  # 3 × 210, of which one is another
        ((visit(), visit(days=WEEKDAYS)), (visit(days=WEEKDAYS), visit()), 360),  # 720, of which 5 × 60 + 2 × 30
        ((visit(), visit(minutes=45)), (visit(minutes=45), visit()), 525),  # 1050, of which 210 + 315
        ((visit(),), (visit(days=WEEKDAYS),), 210),  # 360, of which 150
    ],
)
def test_of_visits_alike_at_a_call_as_many_are_counted_once_as_both_have(office, one, other, minutes):
    episodes = office.an_episode(*one), office.an_episode(*other)
    differs = one[0].days != other[0].days
    share(office, *episodes, differs_is_meant=True) if differs else share(office, *episodes)
    assert in_use(office) == minutes


@pytest.mark.parametrize("days", [WEEKDAYS, frozenset(range(7))])
def test_a_referral_fits_beside_a_visit_that_two_share_on_some_of_their_days(office, days):
    one, other = office.an_episode(visit()), office.an_episode(visit(days=days))
    usual = UsualHours(
        team_id=office.teams["North"], patch_id=office.patches["Matlock"], call=Call.MORNING,
        worker_minutes_a_week=7 * 60, workers_at_once=1,
    )  # fmt: skip
    office.store(usual)
    referral = office.a_referral(visit())
    assert not office.ask(capacity_fit, referral=referral).fits, "two a day fill the hour"
    share(office, one, other)
    assert office.ask(capacity_fit, referral=referral).fits, "one visit of 30 a day leaves room for another"


def test_what_ends_on_the_tracker_is_never_less_than_nothing_where_the_two_live_in_two_patches(office):
    one, other = office.an_episode(visit()), office.an_episode(visit())
    with office.unwalled.writing() as session:
        session.get(Person, office.get(Episode, other).person_id).patch_id = office.patches["Bakewell"]
    share(office, one, other)
    for ending, minutes in (({one}, 0), ({other}, 0), ({one, other}, 210)):
        rows = office.ask(capacity_rows, ending=frozenset(ending))
        assert all(each.ending.worker >= 0 for each in rows)
        assert sum(each.ending.worker for each in rows) == minutes
        assert sum(each.in_use.worker for each in rows) == 210
