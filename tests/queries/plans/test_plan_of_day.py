"""Somebody whose plan changes next week, on five days: before, the day before, the day, after, and past the end."""

from datetime import date, timedelta

import pytest

from app.door.errors import Refused
from app.exchange.tracker.page import tracker_page
from app.papers import agreement, continuity, service_plan
from app.queries.capacity.outlook import BackKind, capacity_outlook
from app.queries.capacity.team_capacity import capacity
from app.queries.plans import preview as previews
from app.queries.plans import versions as queries
from app.services.closure import ending
from app.services.episodes.week import of_day
from app.services.plans import versions
from app.services.plans.versions import Agreed
from models.agreement import Rate
from models.episodes import Episode
from models.values import Call, start_of_day
from models.vocabulary.agreement import Funding
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind
from tests.builders import visit

pytestmark = pytest.mark.rule("PSP-2", "REF-15", "DAY-3")
MONDAY = date(2026, 11, 30)
TEN = (visit(Call.MORNING, 60), visit(Call.TEA, 30))  # 10.5 worker hours a week
SEVEN = (visit(Call.MORNING, 60),)
DAYS = {"before": MONDAY - timedelta(days=7), "the day before": MONDAY - timedelta(days=1), "the day": MONDAY,
        "after": MONDAY + timedelta(days=1)}  # fmt: skip


def step_down(office, episode, day=MONDAY, week=SEVEN):
    person = office.get(Episode, episode).person_id
    return office.do(
        versions.new_version, episode=episode, based_on=office.ask(queries.view, person=person).newest, week=week,
        because="Makes her own tea", effective_from=start_of_day(day),
        agreed=Agreed(mdt_at=office.now, coordinator_at=office.now, present="OT, SW"),
    ).made  # fmt: skip


def on(office, day):
    office.clock.move_to(start_of_day(day) + timedelta(hours=9))


def north(found):
    return next(each for each in found if each.name == "North")


@pytest.mark.parametrize("when", DAYS)
def test_continuity_week_capacity_and_tracker_say_the_plan_of_their_day(office, when):
    episode = office.an_episode(*TEN)
    person = office.get(Episode, episode).person_id
    step_down(office, episode)
    day, has_begun = DAYS[when], DAYS[when] >= MONDAY
    on(office, day)
    minutes = 420 if has_begun else 630
    week = SEVEN if has_begun else TEN
    assert office.ask(of_day, episode, day) == week
    view = office.ask(queries.view, person=person)
    assert (view.current.week, view.current.number) == (week, 2 if has_begun else 1)
    assert [(each.is_current, each.is_coming) for each in view.versions] == (
        [(True, False), (False, False)] if has_begun else [(False, True), (True, False)]
    )
    comes = () if has_begun else ("From Mon 30 Nov 2026: 7 h, Mon–Sun: morning 60",)
    assert view.coming == comes
    (line,) = office.ask(continuity.gather).people
    assert ("tea 30" in line.calls, len(line.coming)) == (not has_begun, len(comes))
    paper = office.ask(service_plan.gather, episode=episode)
    assert (paper.week, paper.version) == (week, 2 if has_begun else 1)
    load = north(office.ask(capacity)).load
    assert (load.in_use, load.free) == (minutes, 6000 - minutes)
    assert {each.call for each in north(office.ask(capacity)).breakdown} == {visit.call for visit in week}
    page = office.ask(tracker_page, file_name="tracker.xlsx", program="Homeward")
    (row,) = page.people
    assert (row.week.worker, row.visits_a_week) == (minutes, len(week) * 7)
    assert ("rom Mon 30 Nov 2026: 7 h a week" in row.deadline_about) is not has_begun
    assert {each.call for each in page.capacity} == {visit.call for visit in week}


def test_what_was_agreed_for_after_the_end_never_came(office):
    episode = office.an_episode(*TEN)
    person = office.get(Episode, episode).person_id
    step_down(office, episode)
    on(office, MONDAY - timedelta(days=2))
    office.do(
        ending.end, episode=episode, seen=office.version(Episode, episode), reason=EndReason.GOALS_ACHIEVED,
        ends_at=office.now,
    )  # fmt: skip
    on(office, MONDAY + timedelta(days=3))
    assert office.ask(service_plan.gather, episode=episode).week == TEN
    assert office.ask(continuity.gather).people == ()
    assert north(office.ask(capacity)).load.in_use == 0
    assert office.ask(queries.view, person=person).current.week == TEN


def test_the_price_is_that_of_the_plan_of_the_day(office):
    office.store(Rate(from_day=date(2026, 4, 1), single_handed_pence=2000, double_handed_pence=4000))
    person = office.a_person(funding=Funding.SELF_FUNDER)
    episode = office.an_episode(*TEN, person=person, kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"])
    step_down(office, episode)
    totals = {}
    for when, day in DAYS.items():
        on(office, day)
        totals[when] = office.ask(agreement.prepare, episode=episode).weekly_pence
    assert totals == {"before": 21000, "the day before": 21000, "the day": 14000, "after": 14000}


def test_the_outlook_gives_back_on_the_day_of_the_change_and_not_before(office):
    step_down(office, office.an_episode(*TEN))
    on(office, MONDAY - timedelta(days=3))
    team = north(office.ask(capacity_outlook))
    (row,) = team.back
    assert (row.kind, row.day, row.minutes) == (BackKind.PLAN_CHANGES, MONDAY, 210)
    assert [each.back for each in team.days] == [0, 0, 0, 210, 210, 210, 210]
    assert team.days[2].free == 6000 - 630


def test_hours_are_free_by_the_weakest_day_from_the_start_on(office):
    small = office.an_episode(*SEVEN)
    step_down(office, office.an_episode(*TEN))
    office.do(
        versions.new_version, episode=small, based_on=office.ask(
            queries.view, person=office.get(Episode, small).person_id
        ).newest, week=TEN, because="More", effective_from=start_of_day(MONDAY + timedelta(days=2)),
        agreed=Agreed(dso=True, scheduling_at=office.now),
    )  # fmt: skip
    load = north(office.ask(capacity)).load
    assert (load.in_use, load.weakest) == (1050, (6000 - 1050, None))
    on(office, MONDAY)
    load = north(office.ask(capacity)).load
    assert (load.in_use, load.weakest) == (840, (6000 - 1050, MONDAY + timedelta(days=2)))
    assert "from 2 Dec 2026, the fullest day to come" in load.sentence


def test_a_preview_is_judged_against_the_day_before_the_new_version(office):
    episode = office.an_episode(*TEN)
    made = step_down(office, episode)
    now = office.ask(previews.preview, plan=made, week=TEN)
    later = office.ask(previews.preview, plan=made, week=TEN, effective_from=start_of_day(MONDAY + timedelta(days=1)))
    assert (now.changes, now.meaning) == ((), "Nothing has changed yet.")
    assert later.meaning.startswith("More support")


def test_more_after_a_step_down_to_come_needs_who_agrees_more(office):
    episode = office.an_episode(*TEN)
    made = step_down(office, episode)
    again = {"episode": episode, "based_on": made, "week": TEN, "because": "Worse"}
    with pytest.raises(Refused, match="Scheduling confirms"):
        office.do(versions.new_version, **again, effective_from=start_of_day(MONDAY + timedelta(days=1)))


def test_everything_is_asked_in_as_many_statements_with_plans_to_come(office, count_statements):
    for _ in range(3):
        step_down(office, office.an_episode(*TEN))
    statements = count_statements(office.database)
    office.ask(capacity)
    office.ask(capacity_outlook)
    assert len([each for each in statements if each != "BEGIN"]) == 2 + 5
    assert len(office.ask(continuity.gather).people) == 3


def test_a_mistyped_year_is_asked_about_and_a_day_before_the_episode_refused(office):
    episode = office.an_episode(*TEN)
    for day, said in ((date(2029, 11, 30), "is far ahead"), (date(2020, 11, 30), "The service began on 18 Nov 2026")):
        with pytest.raises(Refused, match=said):
            step_down(office, episode, day)
    person = office.get(Episode, episode).person_id
    office.do(
        versions.new_version, episode=episode, based_on=office.ask(queries.view, person=person).newest, week=SEVEN,
        because="Yesterday", effective_from=office.now - timedelta(days=1),
        agreed=Agreed(mdt_at=office.now, present="OT, SW"),
        day_is_meant=True,
    )  # fmt: skip
    assert office.ask(queries.view, person=person).current.week == SEVEN
    asked = office.ask(
        previews.preview, plan=office.ask(queries.view, person=person).newest, week=TEN,
        effective_from=start_of_day(date(2029, 11, 30)),
    )  # fmt: skip
    assert previews.WhoHasToAgree.THE_DAY in asked.needs


def test_an_earlier_day_asks_whether_what_is_agreed_for_later_still_stands(office):
    episode = office.an_episode(*TEN)
    made = step_down(office, episode)
    moved = (visit(Call.MORNING, 60), visit(Call.LUNCH, 30))
    asked = {"episode": episode, "based_on": made, "week": moved, "because": "Eats at noon"}
    assert previews.WhoHasToAgree.THE_LATER in office.ask(previews.preview, plan=made, week=moved).needs
    with pytest.raises(Refused, match="agreed from 30 Nov 2026"):
        office.do(versions.new_version, **asked)
    office.do(versions.new_version, **asked, later_stands=True)
    assert office.ask(of_day, episode, office.now.date()) == moved
    assert office.ask(of_day, episode, MONDAY) == SEVEN
