"""To recover and recuperate first, or goals: decided, changed, and what Today, the tabs and History make of it."""

from datetime import date, timedelta

import pytest

from app.door.errors import ChangedMeanwhile, Refused
from app.queries.figures.figures import figures
from app.queries.goals.goals import view as goals_view
from app.queries.history.changes import history
from app.queries.meetings.agenda import agenda
from app.queries.plans.versions import view as plans_view
from app.queries.today.prompts import today
from app.services.goals.goals import set_goal
from app.services.office.policy import set_policy
from app.services.plans.aim import decide_aim
from models.episodes import Episode
from models.values import Call, start_of_day
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.meetings import MeetingKind
from models.vocabulary.plans import AimOfSupport
from tests.builders import visit

pytestmark = pytest.mark.rule("STC-2")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RECUPERATE, GOALS = AimOfSupport.RECUPERATE, AimOfSupport.GOALS


@pytest.fixture
def episode(office):
    """In service since two days, in an office where somebody can recuperate first."""
    office.do_as("Service manager", set_policy, setting="recuperation_possible", number=1, because="STCH")
    return office.an_episode(visit())


def person(office, episode):
    return office.get(Episode, episode).person_id


def decide(office, episode, support_for=RECUPERATE, because=" Hip operation ", **told):
    shown = office.ask(plans_view, person=person(office, episode)).aim
    told = {"seen": shown.seen if shown else None} | told
    return office.do(decide_aim, episode=episode, support_for=support_for, because=because, **told)


def due(office):
    return [each.due for each in office.ask(today) if each.field == "goals.new"]


def test_no_goals_are_due_while_somebody_recuperates_and_their_time_goes_on_once_that_turns_to_goals(office, episode):
    start = office.get(Episode, episode).started_at
    assert due(office) == [start + 48 * HOUR]
    assert office.ask(plans_view, person=person(office, episode)).aim.sentence == ""
    decide(office, episode)
    assert due(office) == []
    shown = office.ask(plans_view, person=person(office, episode)).aim
    assert shown.sentence == (
        "To recover and recuperate first, no goals are due: Hip operation (DSO North, 20 Nov 2026)."
    )
    tab = office.ask(goals_view, person=person(office, episode))
    assert (tab.due_at, tab.recuperates) == (None, True)
    (met,) = office.ask(agenda, team=office.teams["North"], kind=MeetingKind.WEEKLY).people
    assert met.goals_due is None
    office.clock.advance(10 * DAY)
    turned = office.clock.now()
    decide(office, episode, GOALS, because="", decided_by=office.staff["SW"])
    went_by = start_of_day(date(2026, 11, 20)) - start  # before the day on which it was decided
    assert due(office) == [turned + 48 * HOUR - went_by]
    assert office.ask(goals_view, person=person(office, episode)).due_at == turned + 48 * HOUR - went_by
    shown = office.ask(plans_view, person=person(office, episode)).aim
    assert shown.sentence == "To work on SMART goals (SW North, 30 Nov 2026)."
    told = [each.said for each in office.ask(history, about=person(office, episode)).rows]
    assert sum("what support is for at first" in each.lower() for each in told) >= 2, told


def test_the_figures_count_who_recuperates_apart(office, episode):
    decide(office, episode)
    office.clock.advance(5 * DAY)
    found = office.ask(figures, first=date(2026, 11, 1), last=date(2026, 11, 30)).figures
    (goals,) = (each for each in found if each.title.startswith("Goals within"))
    assert [(row.label, row.value) for row in goals.rows][3:] == [("Recuperate first", 1)]
    (lost,) = (each for each in found if each.title == "Days lost waiting")
    assert lost.rows[0].value is None


def test_it_is_refused_where_it_cant_be(office):
    episode = office.an_episode(visit())
    with pytest.raises(Refused, match="goals are set with everybody"):
        decide(office, episode)
    assert office.ask(plans_view, person=person(office, episode)).aim is None
    office.do_as("Service manager", set_policy, setting="recuperation_possible", number=1, because="STCH")
    with pytest.raises(Refused, match="Say from what"):
        decide(office, episode, because=" ")
    decide(office, episode)
    with pytest.raises(ChangedMeanwhile):
        decide(office, episode, GOALS, seen=None)
    interim = office.an_episode(visit(), kind=EpisodeKind.INTERIM_IN_STS)
    with pytest.raises(Refused, match="interim support has neither"):
        decide(office, interim)


def test_where_the_office_goes_back_to_goals_for_all_what_was_decided_stands(office, episode):
    decide(office, episode)
    office.clock.advance(HOUR)
    office.do_as("Service manager", set_policy, setting="recuperation_possible", number=0, because="Trial over")
    assert due(office) == []
    start = office.get(Episode, episode).started_at
    decide(office, episode, GOALS, because="")
    assert due(office) == [start + 48 * HOUR], "on the same day, it takes the recuperating back"


def figures_of(office):
    """What the figures of goals in time say in numbers, and what they say was lost in waiting for goals."""
    found = office.ask(figures, first=date(2026, 11, 1), last=date(2026, 12, 31)).figures
    (goals,) = (each for each in found if each.title.startswith("Goals within"))
    (lost,) = (each for each in found if each.title == "Days lost waiting")
    return [row.value for row in goals.rows], lost.rows[0].value


@pytest.mark.rule("FIG-1", "GOAL-1")
def test_recuperating_undoes_no_lateness_from_before_and_taken_back_leaves_the_time_as_it_was(office, episode):
    office.clock.advance(15 * DAY)
    late = due(office), figures_of(office)
    assert figures_of(office) == ([0, 0, 1], 15)
    decide(office, episode)
    assert figures_of(office) == ([0, 0, 1], 14.6), "up to the day on which it was decided"
    decide(office, episode, GOALS, because="")
    assert (due(office), figures_of(office)) == late
    decide(office, episode)
    office.clock.advance(10 * DAY)
    decide(office, episode, GOALS, because="")
    assert figures_of(office) == ([0, 0, 1], 14.6)
    office.clock.advance(DAY)
    assert figures_of(office) == ([0, 0, 1], 15.6)


@pytest.mark.rule("FIG-1", "GOAL-1")
def test_who_recuperates_a_second_time_isnt_late_by_the_days_of_the_first(office):
    office.do_as("Service manager", set_policy, setting="recuperation_possible", number=1, because="STCH")
    episode = office.an_episode(visit(), started_at=office.now)
    decide(office, episode)
    office.clock.advance(10 * DAY)
    decide(office, episode, GOALS, because="")
    office.clock.advance(DAY)
    decide(office, episode, because="A fall")
    assert figures_of(office) == ([None, None, None, 1], None), "15 hours of 48 had gone by"
    office.clock.advance(10 * DAY)
    assert figures_of(office) == ([None, None, None, 1], None)
    decide(office, episode, GOALS, because="")
    assert figures_of(office) == ([None, None, None], None)
    office.clock.advance(3 * DAY)
    assert figures_of(office) == ([0, 0, 1], 1.6), "from the 33rd hour on"


def test_a_corrected_day_of_goals_counts_anew_but_not_before_the_recuperating(office, episode):
    start = office.get(Episode, episode).started_at
    decide(office, episode)
    office.clock.advance(10 * DAY)
    decide(office, episode, GOALS, because="")
    went_by = start_of_day(date(2026, 11, 20)) - start
    decide(office, episode, GOALS, because="", decided_on=date(2026, 11, 26))
    assert due(office) == [start_of_day(date(2026, 11, 26)) + 48 * HOUR - went_by]
    decide(office, episode, GOALS, because="As agreed", decided_on=date(2026, 11, 26))
    assert due(office) == [start_of_day(date(2026, 11, 26)) + 48 * HOUR - went_by]
    with pytest.raises(Refused, match="before 20 Nov 2026"):
        decide(office, episode, GOALS, because="", decided_on=date(2026, 11, 19))
    decide(office, episode, decided_on=date(2026, 11, 27))
    with pytest.raises(Refused, match="before 26 Nov 2026"):
        decide(office, episode, decided_on=date(2026, 11, 25))


@pytest.mark.rule("FIG-1", "MDT-2")
def test_a_goal_set_while_somebody_recuperates_is_in_time_and_the_meeting_knows_it(office, episode):
    decide(office, episode)
    smart = {"measure": "6 of 7 days", "achievable": "Stands 10 min", "relevant": "No tea call"}
    target = date(2026, 12, 4)
    office.do(set_goal, episode=episode, statement="I make tea", target=target, calls=(Call.MORNING,), **smart)
    (met,) = office.ask(agenda, team=office.teams["North"], kind=MeetingKind.DAILY).people
    assert met.newness == "Has just started."
    office.clock.advance(20 * DAY)
    assert figures_of(office) == ([1, 0, 0], None)


def test_the_meeting_asks_nobody_to_set_goals_of_who_recuperates_first(office, episode):
    def shown():
        (of_them,) = office.ask(agenda, team=office.teams["North"], kind=MeetingKind.WEEKLY).people
        return of_them.sign_words, of_them.asks

    assert shown() == ("new: who sets goals?", ("new: who sets goals?",))
    decide(office, episode)
    assert shown() == ("new: recuperates first", ())
