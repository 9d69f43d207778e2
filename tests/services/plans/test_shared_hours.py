"""What a shared visit takes off a team's hours on each day and wherever they are weighed, worked out by hand."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.exchange.tracker.capacity import capacity_rows
from app.queries.capacity.fit import capacity_fit
from app.queries.capacity.may_come_back import hours_that_may_come_back
from app.queries.capacity.outlook import capacity_outlook
from app.queries.capacity.team_capacity import capacity
from app.services.owners import moving
from app.services.plans import shared_visits as services
from app.services.plans import taking_back
from models.episodes import Episode
from models.people import Person
from models.teams import Reduction, UsualHours
from models.values import Call, london_day
from tests.builders import visit
from tests.rising import rising

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


def days_from(office, days):
    return office.now + timedelta(days=days)


def given(office, name="North"):
    """The worker minutes a week that are given away on each of the days ahead, as the outlook counts them."""
    return [each.given - each.back for each in outlook(office, name).days]


def back(office, name="North"):
    return {each.episode_id: each.minutes for each in outlook(office, name).back}


def two(office, *weeks):
    one, other = (office.an_episode(*week) for week in weeks or ((visit(),), (visit(),)))
    share(office, one, other)
    return one, other


def ends_after(office, episodes, days):
    """Let short-term support of these be free from so many days on: its six weeks end the day before."""
    with office.unwalled.writing() as session:
        for episode in episodes:
            session.get(Episode, episode).first_support_at = office.now + timedelta(days=days - 42)


def gate(office, name="North"):
    """What the gate lets be promised on each of these days: by its load of that day, the steps to come counted in."""
    found, day = load(office, name), london_day(office.now)
    ahead = (day + timedelta(days=number) for number in range(len(outlook(office, name).days)))
    return [found.in_use + sum(each.minutes for each in found.later if each.day <= on) for on in ahead]


@pytest.mark.parametrize(
    ("week", "minutes", "free"),
    [
        ((visit(Call.LUNCH, 15),), 210 + 105, 94.75),  # the other's morning counts in full
        ((visit(minutes=45),), 210 + 315, 91.25),
        ((visit(), visit(Call.TEA)), 210 + 210, 93.0),
        ((visit(days=WEEKDAYS),), 210, 96.5),  # five days of it are still one, and two are the other's
    ],
)
def test_a_change_of_plan_to_come_counts_in_the_outlook_as_at_the_gate(office, week, minutes, free):
    one, _ = two(office)
    office.a_plan(one, *week, number=2, effective_from=days_from(office, 3))
    assert given(office) == gate(office) == [210] * 3 + [minutes] * 4
    assert outlook(office).days[3].free == free * 60
    assert back(office)[one] == 0


def test_a_visit_of_two_comes_back_with_the_later_of_their_ends(office):
    couple = two(office)
    ends_after(office, couple[:1], 2)
    ends_after(office, couple[1:], 4)
    assert given(office) == [210] * 4 + [0] * 3
    assert back(office) == {couple[0]: 0, couple[1]: 210}


def test_a_visit_of_two_comes_back_once_where_both_end_on_one_day(office):
    couple = two(office)
    ends_after(office, couple, 2)
    assert given(office) == [210] * 2 + [0] * 5
    assert sorted(back(office).values()) == [0, 210]


def test_who_changes_their_visit_before_they_end_gives_the_hours_of_their_own_back(office):
    one, _other = two(office)
    office.a_plan(one, visit(minutes=45), number=2, effective_from=days_from(office, 2))
    ends_after(office, (one,), 5)
    assert given(office) == [210] * 2 + [210 + 315] * 3 + [210] * 2


def test_a_couple_moved_on_one_day_takes_its_visit_along_once(office):
    couple = two(office)
    day = london_day(days_from(office, 2))
    office.do(moving.move_team, episodes=couple, team=office.teams["South"], because="boundary", from_day=day)
    assert given(office) == gate(office) == [210] * 2 + [0] * 5
    assert given(office, "South") == gate(office, "South") == [0] * 2 + [210] * 5
    assert sorted(back(office).values()) == [0, 210]


def test_one_of_a_couple_who_moves_leaves_the_visit_to_the_other(office):
    one, _other = two(office)
    day = london_day(days_from(office, 2))
    office.do(moving.move_team, episodes=(one,), team=office.teams["South"], because="boundary", from_day=day)
    assert given(office) == gate(office) == [210] * 7
    assert given(office, "South") == gate(office, "South") == [0] * 2 + [210] * 5
    assert back(office)[one] == 0


def leave_free(office, team, minutes, days=0):
    """Let a team have so many worker minutes a week in all from so many days on, for as long as it matters."""
    first = london_day(days_from(office, days))
    office.store(
        Reduction(
            team_id=office.teams[team], first_day=first, last_day=first + timedelta(days=60),
            worker_minutes_a_week=6000 - minutes, because="leave",
        )
    )  # fmt: skip


@pytest.mark.parametrize(("minutes", "fits"), [(210, True), (209, False)])
def test_a_couple_moved_together_asks_for_its_visit_once(office, minutes, fits):
    couple = two(office)
    leave_free(office, "South", minutes)
    told = {"episodes": couple, "team": office.teams["South"], "because": "boundary"}
    if fits:
        office.do(moving.move_team, **told)
        assert (load(office).in_use, load(office, "South").in_use) == (0, 210)
    else:
        with pytest.raises(Refused, match="are free"):
            office.do(moving.move_team, **told)


def test_a_couple_moved_together_asks_for_all_that_it_will_share_no_more(office):
    one, _other = couple = two(office)
    office.a_plan(one, visit(minutes=45), number=2, effective_from=days_from(office, 3))
    leave_free(office, "South", 210 + 315 - 1)
    with pytest.raises(Refused, match="are free"):
        office.do(moving.move_team, episodes=couple, team=office.teams["South"], because="boundary")


@pytest.mark.rule("PSP-2")
@pytest.mark.parametrize(("minutes", "fits"), [(735, True), (734, False)])
def test_taking_back_what_would_be_shared_asks_for_the_hours_of_both_and_is_asked_about(office, minutes, fits):
    one, other = office.an_episode(visit(Call.LUNCH)), office.an_episode(visit(), visit(Call.LUNCH, 45))
    share(office, one, other, Call.LUNCH, differs_is_meant=True)
    plan = office.a_plan(one, visit(Call.LUNCH, 45), number=2, effective_from=days_from(office, 3))
    assert gate(office) == [735] * 3 + [525] * 4  # 210 + 210 + 315 until then, then 210 + 315
    leave_free(office, "North", minutes, days=3)
    with pytest.raises(Refused, match="Then each counts in full"):
        office.do(taking_back.take_back, plan=plan, because="mistake")
    told = {"plan": plan, "because": "mistake", "unshared_is_meant": True}
    if fits:
        office.do(taking_back.take_back, **told)
        assert given(office) == [735] * 7
    else:
        with pytest.raises(Refused, match="are free"):
            office.do(taking_back.take_back, **told)


@pytest.mark.rule("IPAD-4")
def test_what_somebody_else_goes_on_with_isnt_among_the_hours_that_may_come_back(office):
    one = rising(office)
    assert [each.minutes for each in office.ask(hours_that_may_come_back)] == [210]
    other = office.an_episode(visit(Call.LUNCH, days=WEEKDAYS))
    share(office, one, other, Call.LUNCH)
    assert [each.minutes for each in office.ask(hours_that_may_come_back)] == [60], "two days of the seven are alone"
    office.a_plan(other, visit(Call.LUNCH), number=2)
    assert office.ask(hours_that_may_come_back) == ()


def test_a_visit_isnt_shared_across_two_postcodes(office):
    one, other = office.an_episode(visit()), office.an_episode(visit())
    with office.unwalled.writing() as session:
        session.get(Person, office.get(Episode, other).person_id).postcode = "DE56 1AA"
    with pytest.raises(Refused, match="don't live at one postcode"):
        share(office, one, other)
    assert in_use(office) == 2 * 210
