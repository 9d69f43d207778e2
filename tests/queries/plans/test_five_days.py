"""Two people whose plan changes next week and again later, on five days: every screen and paper, by a plain sum.

One is in short-term support, one in interim with a rate. The plan of each day is worked out here from the calls that
were agreed, with none of the program's own functions; the days lie on both sides of the night in October in which the
clocks change.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from app.exchange.tracker.page import tracker_page
from app.papers import agreement, continuity, service_plan
from app.queries.capacity.outlook import capacity_outlook
from app.queries.capacity.team_capacity import capacity
from app.queries.meetings.agenda import agenda
from app.queries.people.caseload import PersonSign, caseload, person_header
from app.queries.plans import versions as plans
from app.queries.today.page import today_page
from app.services.plans.versions import Agreed, new_version
from models.agreement import Rate
from models.rules.plans.totals import totals
from models.values import Call, PlannedVisit, start_of_day
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.meetings import MeetingKind

pytestmark = pytest.mark.rule("PSP-2", "PSP-5", "REF-15", "DAY-3")

STEP_DOWN, MORE = date(2026, 10, 26), date(2026, 11, 2)  # both Mondays; the clocks went back on 25 October
DAYS = {
    "today": date(2026, 10, 21),
    "the day before": date(2026, 10, 25),
    "the day": STEP_DOWN,
    "the day after": date(2026, 10, 27),
    "after the second change": date(2026, 11, 4),
}
ALL, WEEK, ENDS = range(7), range(5), (5, 6)
#           call, minutes, workers, weekdays
AT_FIRST = (("morning", 60, 1, ALL), ("tea", 30, 1, WEEK))
LESS = (("morning", 60, 1, ALL),)
AGAIN = (("morning", 60, 1, ALL), ("lunch", 45, 2, ENDS))
AGREED = ((date(2026, 10, 19), AT_FIRST), (STEP_DOWN, LESS), (MORE, AGAIN))
WORDS = {
    AT_FIRST: "Mon–Sun: morning 60; Mon–Fri: tea 30",
    LESS: "Mon–Sun: morning 60",
    AGAIN: "Mon–Sun: morning 60; Sat, Sun: lunch 45 ×2",
}
SINGLE, DOUBLE = 2000, 4100  # pence an hour
LIMIT = 6000


def of(day):
    """The calls of a day's plan and its number, counted along the agreements."""
    number = sum(1 for begins, _ in AGREED if begins <= day)
    return AGREED[number - 1][1], number


def worker(calls, weekday=None):
    """Worker minutes of a week, or of one weekday."""
    return sum(
        minutes * workers * (len(days) if weekday is None else weekday in days) for _, minutes, workers, days in calls
    )


def contact(calls):
    return sum(minutes * len(days) for _, minutes, _, days in calls)


def pence(calls):
    rates = {1: SINGLE, 2: DOUBLE}
    return sum(rates[workers] * minutes * len(days) // 60 for _, minutes, workers, days in calls)


def visits(calls):
    return tuple(PlannedVisit(frozenset(days), Call(call), minutes, workers) for call, minutes, workers, days in calls)


@dataclass(frozen=True)
class Two:
    """The short-term and the interim episode, by their teams, with their people."""

    episodes: dict[str, UUID]
    people: dict[str, UUID]


@pytest.fixture
def two(office):
    office.clock.move_to(datetime(2026, 10, 21, 8, tzinfo=UTC))
    office.store(Rate(from_day=date(2026, 4, 1), single_handed_pence=SINGLE, double_handed_pence=DOUBLE))
    people = {"North": office.a_person(), "Interim": office.a_person(funding=Funding.SELF_FUNDER)}
    began = {"started_at": datetime(2026, 10, 19, 9, tzinfo=UTC)}
    interim = {"kind": EpisodeKind.INTERIM_TEAM, "team_id": office.teams["Interim"], **began}
    episodes = {
        "North": office.an_episode(*visits(AT_FIRST), person=people["North"], **began),
        "Interim": office.an_episode(*visits(AT_FIRST), person=people["Interim"], **interim),
    }
    for team, episode in episodes.items():
        for day, calls in AGREED[1:]:
            agreed = Agreed(
                dso=True, scheduling_at=office.now, mdt_at=office.now, coordinator_at=office.now, present="OT, SW"
            )
            newest = office.ask(plans.view, person=people[team]).newest
            office.do(
                new_version, episode=episode, based_on=newest, week=visits(calls), because="Agreed in October",
                effective_from=start_of_day(day), agreed=agreed,
            )  # fmt: skip
    return Two(episodes, people)


@pytest.fixture(params=DAYS)
def day(request, office, two):  # noqa: ARG001  the two are agreed before the day
    """One of the five days, at nine in the office's morning."""
    found = DAYS[request.param]
    office.clock.move_to(start_of_day(found) + timedelta(hours=9))
    return found


def coming_after(day):
    return [(begins, calls) for begins, calls in AGREED if begins > day]


def test_the_continuity_list_has_todays_calls_and_says_what_comes(office, day):
    calls, _ = of(day)
    lines = office.ask(continuity.gather).people
    assert [each.calls for each in lines] == [WORDS[calls]] * 2
    months = {STEP_DOWN: "From Mon 26 Oct 2026", MORE: "From Mon 2 Nov 2026"}
    comes = tuple(f"{months[begins]}: {WORDS[later]}" for begins, later in coming_after(day))
    assert [each.coming for each in lines] == [comes] * 2
    assert [("Two care workers at some calls" in each.to_know) for each in lines] == [calls is AGAIN] * 2


def test_the_week_the_header_and_the_caseload_show_the_plan_of_the_day(office, day, two):
    calls, number = of(day)
    doubled = [PersonSign.DOUBLE_UP] if calls is AGAIN else []
    for person in two.people.values():
        view = office.ask(plans.view, person=person)
        assert (view.current.number, view.current.week) == (number, visits(calls))
        assert view.current.worker_minutes == worker(calls)
        assert [each.number for each in view.versions if each.is_coming] == list(range(3, number, -1))
        assert len(view.coming) == 3 - number
        assert [each.kind for each in office.ask(person_header, person=person).signs] == doubled
    assert [[sign.kind for sign in each.signs] for each in office.ask(caseload)] == [doubled] * 2


def test_capacity_is_what_the_plan_of_the_day_uses_and_free_what_the_fullest_day_to_come_leaves(office, day, two):
    calls, _ = of(day)
    ahead = [worker(of(day + timedelta(days=each))[0]) for each in range(400)]
    for team in two.episodes:
        found = next(each for each in office.ask(capacity) if each.name == team)
        assert (found.load.in_use, found.load.free) == (worker(calls), LIMIT - max(ahead))
        assert {(each.call.value, each.in_use) for each in found.breakdown} == {
            (each[0], worker([each])) for each in calls
        }


def test_the_outlook_counts_each_of_the_next_days_by_its_own_plan(office, day, two):
    for team in two.episodes:
        found = next(each for each in office.ask(capacity_outlook) if each.name == team)
        assert len(found.days) == 7
        for number, shown in enumerate(found.days):
            calls, _ = of(day + timedelta(days=number))
            weekday = (day + timedelta(days=number)).weekday()
            assert (shown.free, shown.day_free) == (LIMIT - worker(calls), LIMIT // 7 - worker(calls, weekday))


def test_the_trackers_people_and_capacity_say_the_same(office, day):
    calls, _ = of(day)
    page = office.ask(tracker_page, file_name="tracker.xlsx", program="Homeward")
    for row in page.people:
        assert (row.visits_a_week, row.week.contact, row.week.worker) == (
            sum(len(each[3]) for each in calls), contact(calls), worker(calls),
        )  # fmt: skip
        comes = coming_after(day)[:1]
        assert (f"rom Mon {comes[0][0].day} " in row.deadline_about) if comes else "h a week" not in row.deadline_about
    assert {(each.call.value, each.in_use.worker) for each in page.capacity} == {
        (each[0], 2 * worker([each])) for each in calls
    }


def test_the_price_and_the_papers_for_the_home_are_those_of_the_day(office, day, two):
    calls, number = of(day)
    prepared = office.ask(agreement.prepare, episode=two.episodes["Interim"])
    assert (prepared.weekly_pence, prepared.paper.worker_minutes) == (pence(calls), worker(calls))
    for episode in two.episodes.values():
        paper = office.ask(service_plan.gather, episode=episode)
        assert (paper.week, paper.version, totals(paper.week).contact_minutes) == (
            visits(calls),
            number,
            contact(calls),
        )
        assert paper.coming == tuple((begins, visits(later), (), ()) for begins, later in coming_after(day))


def test_today_asks_for_what_each_change_needs_and_the_agenda_has_the_week_of_the_day(office, day, two):
    calls, _ = of(day)
    found = office.ask(today_page).prompts
    asked = [each.sentence for each in found if each.rule == "PSP-5"]
    goes_on = {STEP_DOWN: day < MORE, MORE: True}  # what another change has overtaken is asked no more
    said = {STEP_DOWN: "from 26 Oct 2026", MORE: "from 2 Nov 2026"}
    assert [sum(said[each] in line for line in asked) for each in said] == [2 * goes_on[each] for each in said]
    for team in two.episodes:
        (person,) = office.ask(agenda, team=office.teams[team], kind=MeetingKind.WEEKLY).people
        assert (person.worker_minutes, person.calls) == (worker(calls), WORDS[calls])
