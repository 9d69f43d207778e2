"""Calls that take turns in two weeks, on both databases: what they take, when they are due, what others hear."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.door.errors import Refused
from app.exchange.tracker import round_trip
from app.exchange.tracker.capacity import capacity_rows
from app.queries.capacity.fit import capacity_fit
from app.queries.capacity.outlook import capacity_outlook
from app.queries.capacity.team_capacity import capacity
from app.queries.episodes.run_of_service import run_of
from app.queries.plans import versions as queries
from app.services.goals.before_rating import of_day, visit_then
from app.services.plans import shared_visits, versions
from app.services.plans.versions import Agreed
from models.episodes import Episode
from models.people import Person
from models.plans import Plan
from models.teams import UsualHours
from models.tracker import TrackerChange
from models.values import Call, london_day
from models.vocabulary.plans import PlanChange
from models.vocabulary.two_weeks import WEEK_A, WEEK_B, is_turn, week_of_two
from tests.builders import visit

DAY = timedelta(days=1)
MORNING = visit()
SHOWER_A = replace(visit(Call.TEA, 45, days=frozenset({0, 2, 4})), weeks=WEEK_A)
SHOWER_B = replace(visit(Call.TEA, 45, days=frozenset({1, 3})), weeks=WEEK_B)
WEEK = (MORNING, SHOWER_A, SHOWER_B)  # 345 worker minutes in week A, 300 in week B
pytestmark = pytest.mark.rule("PSP-1", "REF-15")


def north(office, asked):
    (found,) = (each for each in office.ask(asked) if each.name == "North")
    return found


def given_away(office):
    """The worker minutes a week of North by team and in the outlook, and by call on the screen and for the tracker."""
    team = north(office, capacity)
    rows = office.ask(capacity_rows, ending=frozenset())
    (of_week,) = {team.load.in_use, north(office, capacity_outlook).days[0].given}
    (of_calls,) = {sum(each.in_use for each in team.breakdown), sum(each.in_use.worker for each in rows)}
    return of_week, of_calls


def test_a_team_has_given_away_each_ones_heavier_week_and_at_a_call_the_fuller_of_both(office):
    office.an_episode(*WEEK)
    assert given_away(office) == (345, 345)
    other = tuple(replace(each, weeks=3 - each.weeks) if each.weeks else each for each in WEEK)
    office.an_episode(*other)
    assert given_away(office) == (690, 420 + 135 + 90)


@pytest.mark.parametrize(
    ("one", "other", "minutes", "of_calls"),
    [
        (WEEK, WEEK, 345 + 345 - 135, 420 + 135),  # the tea calls of week A, which both sums have
        (WEEK, (SHOWER_B,), 345 + 90, 345),  # the other's heavier week is B: no sum has these calls twice
        (WEEK, (replace(SHOWER_A, weeks=0),), 345 + 135, 480),  # every week, so another visit
    ],
)
def test_what_two_share_is_counted_once_where_both_sums_have_it(office, one, other, minutes, of_calls):
    episodes = office.an_episode(*one), office.an_episode(*other)
    share = {"episode": episodes[0], "with_episode": episodes[1], "call": Call.TEA}
    office.do(shared_visits.share_visit, **share, differs_is_meant=True)
    assert given_away(office) == (minutes, of_calls)


def test_a_call_of_the_lighter_week_leaves_no_room_for_another_beside_it(office):
    bed_b = replace(visit(Call.BED, 30, days=frozenset({4})), weeks=WEEK_B)
    office.an_episode(MORNING, SHOWER_A, bed_b)
    usual = UsualHours(
        team_id=office.teams["North"], patch_id=office.patches["Matlock"], call=Call.BED,
        worker_minutes_a_week=7 * 30, workers_at_once=1,
    )  # fmt: skip
    office.store(usual)
    on_friday, on_saturday = (office.a_referral(visit(Call.BED, 30, days=frozenset({day}))) for day in (4, 5))
    assert "full in Matlock on Fri" in office.ask(capacity_fit, referral=on_friday).calls[0].sentence
    assert office.ask(capacity_fit, referral=on_saturday).fits
    (bed,) = (each for each in north(office, capacity).breakdown if each.call is Call.BED)
    assert (bed.in_use, bed.free) == (30, 180)


@pytest.mark.parametrize("later", [0, 7])  # from a week A and from a week B
def test_of_two_who_share_a_call_in_turns_the_one_who_stays_has_it_on_its_own_days(office, later):
    office.clock.advance(later * DAY)
    leaves, stays = (office.an_episode(*WEEK, started_at=office.now - days * DAY) for days in (39, 10))
    for call in (Call.MORNING, Call.TEA):
        office.do(shared_visits.share_visit, episode=leaves, with_episode=stays, call=call)
    days = north(office, capacity_outlook).days
    for each in days:
        shower = SHOWER_A if is_turn(WEEK_A, each.day) else SHOWER_B
        assert each.day_limit - each.day_free == 30 + 45 * (each.day.weekday() in shower.days)
    assert {each.free for each in days} == {6000 - 345}


def test_what_is_free_on_a_day_ahead_goes_by_the_week_in_which_it_lies(office):
    office.an_episode(*WEEK, started_at=office.now - 39 * DAY)  # its last day is the third from now
    days = north(office, capacity_outlook).days
    limit = days[0].day_limit
    for each in days[:3]:
        shower = SHOWER_A if is_turn(WEEK_A, each.day) else SHOWER_B
        due = each.day.weekday() in shower.days
        assert each.day_free == limit - 30 - 45 * due
    assert [each.free for each in days] == [6000 - 345] * 3 + [6000] * 4
    assert {each.day_free for each in days[3:]} == {limit}


def test_a_call_is_due_and_waited_for_in_its_own_weeks_alone(office):
    person = office.get(Episode, office.an_episode(*WEEK)).person_id
    first = london_day(office.now) - 2 * DAY
    run = office.ask(run_of, person=person)
    for day in (first + number * DAY for number in range(28)):
        shower = SHOWER_A if is_turn(WEEK_A, day) else SHOWER_B
        due = day.weekday() in shower.days
        assert (day, Call.TEA, None) in run.planned(day, day) or not due
        assert len(run.planned(day, day)) == 1 + due
        assert run.workers_at(day, Call.TEA) == int(due)
        query = select(*visit_then(Person.id, day)).where(Person.id == person)
        with office.database.reading() as session:
            row = session.execute(query, {"call": Call.TEA, "visit_day": day, **of_day(day)}).one()
        assert row.workers == int(due)


def test_the_weeks_follow_the_day_and_not_the_version(office):
    """A version made a week later, with the same lines, plans the same days."""
    episode = office.an_episode(*WEEK)
    person = office.get(Episode, episode).person_id
    later = london_day(office.now) + 7 * DAY
    before = office.ask(run_of, person=person).planned(later, later + 13 * DAY)
    office.a_plan(episode, *WEEK, number=2, effective_from=office.now + 7 * DAY)
    assert office.ask(run_of, person=person).planned(later, later + 13 * DAY) == before
    assert week_of_two(later) != week_of_two(later - 7 * DAY)
    assert {week_of_two(date(2026, 12, 28)), week_of_two(date(2027, 1, 4))} == {WEEK_A, WEEK_B}  # weeks 53 and 1


def test_scheduling_hears_of_two_workers_who_come_in_the_lighter_week(office):
    episode = office.an_episode(MORNING)
    based_on = office.ask(queries.view, person=office.get(Episode, episode).person_id).current.id
    heavier = replace(visit(Call.LUNCH, 120, days=frozenset({3})), weeks=WEEK_A)
    by_two = replace(visit(Call.LUNCH, 30, 2, days=frozenset({3})), weeks=WEEK_B)
    agreed = Agreed(dso=True, scheduling_at=office.now)
    office.do(
        versions.new_version, episode=episode, based_on=based_on, because="More", week=(MORNING, heavier, by_two),
        agreed=agreed,
    )  # fmt: skip
    with office.database.reading() as session:
        assert session.scalars(select(TrackerChange.has_double_up)).all() == [True]


def test_every_second_week_instead_of_every_one_is_a_step_down_and_scheduling_hears_both_weeks(office, tmp_path):
    every = visit(Call.LUNCH, 60, days=frozenset({3}))
    episode = office.an_episode(MORNING, every)
    with office.database.reading() as session:
        plan = session.scalars(select(Plan)).one().id
    told = {"episode": episode, "based_on": plan, "because": "His sister comes every second Thursday"}
    week = (MORNING, replace(every, weeks=WEEK_A))
    with pytest.raises(Refused, match=r"4\.5 → 4\.5 or 3\.5 worker hours a week"):
        office.do(versions.new_version, **told, week=week)
    office.do(
        versions.new_version, **told, week=week, agreed=Agreed(mdt_at=office.now, present="Priya Raman, Imogen Swift")
    )
    person = office.get(Episode, episode).person_id
    current = office.ask(queries.view, person=person).current
    assert (current.change, set(current.week), current.hours) == (PlanChange.STEP_DOWN, set(week), "4.5 / 3.5")
    with office.database.reading() as session:
        stored = session.scalars(select(Plan).where(Plan.number == 2)).one()
        assert (stored.worker_minutes, stored.heavier_week, stored.lighter_minutes) == (270, WEEK_A, 210)
        heard = session.scalars(select(TrackerChange)).one()
    assert heard.calls == "Mon–Sun: morning 30; Thu (week A): lunch 60"
    path = tmp_path / "tracker.xlsx"
    round_trip.export(office.work(), path, program="Homeward test")
    heading, row = load_workbook(path)["Tracker"].iter_rows(values_only=True)
    calls = dict(zip(heading, row, strict=True))["Calls"]
    assert calls.startswith("Mon–Sun: morning 30; Thu (week A): lunch 60. Week A begins on Monday ")
    again = round_trip.export(office.work(), path, program="Homeward test")
    assert again.sent == ()
    _, unchanged = load_workbook(path)["Tracker"].iter_rows(values_only=True)
    assert unchanged == row
