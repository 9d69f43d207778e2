"""What a meeting looks at and may decide."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.deciding import OnStaff
from models.rules.goals.double_ups import DoubleUpFacts, OneWorkerHelped, OtAnswer
from models.rules.goals.not_made import VisitMissed
from models.rules.goals.suggestions import Suggestion, SuggestionKind
from models.rules.meetings.agenda import (
    AgendaFacts,
    GoalProgress,
    OpportunityKind,
    action_is_due_in,
    action_lacks,
    assessed_already_lacks,
    assessing_lacks,
    can_change,
    decision_lacks,
    done_already_lacks,
    going_on_lacks,
    is_expected,
    is_followed_up,
    leaving_lacks,
    newness,
    not_made_said,
    of_one_lacks,
    open_meeting_lacks,
    opportunities,
    taking_up_lacks,
)
from models.values import Call
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.goals import GoalState, Letter, NotMade
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.plans import AimOfSupport, TwoWorkers
from models.vocabulary.staff import Role

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def suggests(number, *kinds, state=GoalState.OPEN):
    return GoalProgress(number, state, tuple(Suggestion(kind, "because") for kind in kinds))


def facts(*goals, since=10 * DAY, **told):
    told.setdefault("kind", EpisodeKind.SHORT_TERM)
    return AgendaFacts(started_at=NOW - since, first_support_at=NOW - since, goals=goals, **told)


def kinds(found):
    return [each.kind for each in found]


@pytest.mark.rule("MDT-1")
def test_some_goals_achieved_ask_for_less_and_all_of_them_ask_for_the_end(policy):
    achieved, other = suggests(1, SuggestionKind.ACHIEVED), suggests(2)
    (less,) = opportunities(facts(achieved, other), TODAY, policy)
    assert less.kind is OpportunityKind.STEP_DOWN
    assert less.sentence == "Goal 1 is or may be achieved: can the calls for it be fewer or shorter?"
    closed = suggests(2, state=GoalState.ACHIEVED)
    (end,) = opportunities(facts(achieved, closed), TODAY, policy)
    assert (end.kind, end.sentence) == (
        OpportunityKind.END,
        "All 2 goals are or may be achieved: can the service end?",
    )
    (end,) = opportunities(facts(achieved), TODAY, policy)
    assert end.sentence == "The goal is achieved or may be: can the service end?"


@pytest.mark.rule("MDT-1")
@pytest.mark.parametrize("letter", [Letter.P, Letter.A1])
def test_who_still_needs_help_once_the_aim_is_reached_isnt_asked_about_ending(policy, letter):
    aided = replace(suggests(1, SuggestionKind.ACHIEVED), aimed_at=letter)
    alone = suggests(2, SuggestionKind.ACHIEVED)
    assert kinds(opportunities(facts(aided, alone), TODAY, policy)) == [OpportunityKind.STEP_DOWN]
    assert kinds(opportunities(facts(aided), TODAY, policy)) == [OpportunityKind.STEP_DOWN]
    closed = replace(aided, state=GoalState.ACHIEVED)
    assert kinds(opportunities(facts(closed, alone), TODAY, policy)) == [OpportunityKind.END]


@pytest.mark.rule("MDT-1")
def test_each_thing_to_talk_about_is_said_shortly_too_and_leads_to_its_decision(policy):
    achieved, other = suggests(1, SuggestionKind.ACHIEVED), suggests(2)
    (less,) = opportunities(facts(achieved, other), TODAY, policy)
    (end,) = opportunities(facts(achieved), TODAY, policy)
    (independent,) = opportunities(facts(suggests(1, SuggestionKind.PLATEAU)), TODAY, policy)
    assert [(each.short, each.decision) for each in (less, end, independent)] == [
        ("step down?", DecisionKind.STEP_DOWN),
        ("end?", DecisionKind.END),
        ("maximum independence?", DecisionKind.MAXIMUM_INDEPENDENCE),
    ]
    worse = suggests(1, SuggestionKind.NEEDS_MORE_HELP, SuggestionKind.DECLINING)
    talked_of = opportunities(facts(worse, since=40 * DAY), TODAY, policy)
    assert [(each.short, each.decision) for each in talked_of] == [
        ("needs more help", None),
        ("often declined", None),
        ("six weeks: what follows?", None),
    ]


@pytest.mark.rule("MDT-3")
def test_an_action_is_offered_for_the_next_meeting_of_its_kind():
    assert action_is_due_in(MeetingKind.WEEKLY) == 7 * DAY
    assert action_is_due_in(MeetingKind.DAILY) == DAY


@pytest.mark.rule("MDT-1")
def test_goals_that_were_dropped_or_not_achieved_ask_for_nothing(policy):
    dropped = suggests(1, SuggestionKind.ACHIEVED, state=GoalState.DROPPED)
    assert opportunities(facts(dropped), TODAY, policy) == ()


@pytest.mark.rule("MDT-1")
def test_all_open_goals_on_a_plateau_ask_for_maximum_independence_once(policy):
    flat = (suggests(1, SuggestionKind.PLATEAU), suggests(2, SuggestionKind.PLATEAU))
    assert kinds(opportunities(facts(*flat), TODAY, policy)) == [OpportunityKind.MAXIMUM_INDEPENDENCE]
    assert opportunities(facts(*flat, maximum_independence_at=NOW), TODAY, policy) == ()
    assert opportunities(facts(*flat, suggests(3)), TODAY, policy) == ()


@pytest.mark.rule("MDT-1")
def test_a_goal_that_needs_more_help_or_is_declined_is_named(policy):
    help_, declined = SuggestionKind.NEEDS_MORE_HELP, SuggestionKind.DECLINING
    found = opportunities(facts(suggests(1, help_), suggests(2), suggests(3, help_, declined)), TODAY, policy)
    assert [(each.kind, each.sentence) for each in found] == [
        (OpportunityKind.MORE_HELP, "Goals 1 and 3 need more help than before: what has changed?"),
        (OpportunityKind.DECLINED, "Goal 3 is often declined: is it still wanted?"),
    ]
    found = opportunities(facts(suggests(1, help_), suggests(2, declined), suggests(3, declined)), TODAY, policy)
    assert [each.sentence for each in found] == [
        "Goal 1 needs more help than before: what has changed?",
        "Goals 2 and 3 are often declined: are they still wanted?",
    ]


@pytest.mark.rule("MDT-2")
@pytest.mark.parametrize(("days", "asked"), [(33, False), (34, True), (41, True), (60, True)])
def test_what_follows_is_asked_from_day_35(policy, days, asked):
    found = opportunities(facts(since=days * DAY), TODAY, policy)
    assert (OpportunityKind.SIX_WEEKS in kinds(found)) is asked
    assert can_change(found) is asked


@pytest.mark.rule("MDT-2")
def test_the_daily_meeting_looks_at_less_and_ends_but_not_at_plateaus(policy):
    assert can_change(opportunities(facts(suggests(1, SuggestionKind.ACHIEVED)), TODAY, policy))
    assert not can_change(opportunities(facts(suggests(1, SuggestionKind.PLATEAU)), TODAY, policy))


@pytest.mark.rule("MDT-1", "END-6")
def test_nothing_is_suggested_after_a_death_or_in_interim_support(policy):
    achieved = suggests(1, SuggestionKind.ACHIEVED)
    assert opportunities(facts(achieved, death_reported=True), TODAY, policy) == ()
    assert opportunities(facts(achieved, kind=EpisodeKind.INTERIM_TEAM), TODAY, policy) == ()
    assert newness(facts(death_reported=True), NOW, policy) == ""
    assert newness(facts(kind=EpisodeKind.INTERIM_IN_STS, since=HOUR), NOW, policy) == ""


def missed(*noted, reason=NotMade.NOBODY_CAME):
    """Visits that weren't made, each noted so long ago."""
    return [
        VisitMissed(day=(NOW - ago).date(), call=Call.LUNCH, reason=reason, note="", worker="", at=NOW - ago, by="A")
        for ago in noted
    ]


@pytest.mark.rule("MDT-1", "IPAD-1")
def test_visits_not_made_are_counted_from_the_last_meeting_on_with_their_reasons():
    noted = [*missed(HOUR, 2 * DAY, 7 * DAY), *missed(DAY, reason=NotMade.OUT)]
    last = NOW - 7 * DAY
    said = "3 visits not made since the last meeting: nobody came (2), the person was out (1)."
    assert not_made_said(noted, last, facts()) == said
    assert not_made_said(noted, last - timedelta(microseconds=1), facts()).startswith(
        "4 visits not made since the last"
    )
    assert not_made_said(noted, NOW - 2 * HOUR, facts()) == "1 visit not made since the last meeting: nobody came."
    assert not_made_said(noted, NOW, facts()) == ""
    assert not_made_said(noted, None, facts(since=2 * DAY)).startswith("2 visits not made since the start: ")


@pytest.mark.rule("MDT-1", "END-6")
def test_after_a_death_visits_not_made_are_not_talked_about():
    assert not_made_said(missed(HOUR), None, facts(death_reported=True)) == ""


@pytest.mark.rule("MDT-2")
def test_new_is_who_has_just_started_or_has_no_goals_yet(policy):
    set_up = {"has_complete_goal": True, "goal_setter_agreed": True}
    assert newness(facts(since=48 * HOUR, **set_up), NOW, policy) == "Has just started."
    assert newness(facts(since=48 * HOUR + timedelta(microseconds=1), **set_up), NOW, policy) == ""
    assert newness(facts(), NOW, policy) == "No complete goal yet, and the goal setter is to be agreed."
    assert newness(facts(goal_setter_agreed=True), NOW, policy) == "No complete goal yet."


@pytest.mark.rule("MDT-2", "STC-2")
def test_who_recuperates_first_is_new_while_they_have_just_started_and_isnt_asked_for_goals(policy):
    recuperates = {"support_for": AimOfSupport.RECUPERATE}
    said = "Has just started, to recover and recuperate first: no goals yet."
    assert newness(facts(since=48 * HOUR, **recuperates), NOW, policy) == said
    assert newness(facts(since=48 * HOUR + timedelta(microseconds=1), **recuperates), NOW, policy) == ""


@pytest.mark.rule("MDT-1", "MDT-2")
def test_care_workers_are_expected_weekly_and_not_daily():
    assert is_expected(Role.CWC, MeetingKind.WEEKLY)
    assert not is_expected(Role.CWC, MeetingKind.DAILY)
    assert is_expected(Role.OT, MeetingKind.DAILY)
    assert not is_expected(Role.ADMIN, MeetingKind.WEEKLY)


@pytest.mark.rule("MDT-3")
def test_an_action_is_followed_up_until_done_and_shown_in_the_meeting_that_finished_it():
    assert is_followed_up(None, None)
    assert is_followed_up(NOW, NOW)
    assert not is_followed_up(NOW, NOW + HOUR)
    assert not is_followed_up(NOW, None)


@pytest.mark.rule("MDT-3")
def test_a_decision_names_what_it_needs():
    short, interim = EpisodeKind.SHORT_TERM, EpisodeKind.INTERIM_TEAM
    assert decision_lacks(DecisionKind.CARRY_ON, interim) == ()
    assert decision_lacks(DecisionKind.END, interim) == ()
    assert decision_lacks(DecisionKind.STEP_DOWN, short) == ()
    assert [each.rule for each in decision_lacks(DecisionKind.STEP_DOWN, interim)] == ["PSP-5"]
    assert [each.rule for each in decision_lacks(DecisionKind.TRANSFER, short)] == ["INT-3"]
    assert decision_lacks(DecisionKind.TRANSFER, short, note="no provider yet") == ()
    assert [each.sentence for each in decision_lacks(DecisionKind.GOAL_SETTER, short)] == ["Choose who sets the goals."]
    assert decision_lacks(DecisionKind.GOAL_SETTER, short, goal_setter=Role.CWC) == ()
    assert decision_lacks(DecisionKind.GOAL_SETTER, short, goal_setter=Role.ADMIN)


@pytest.mark.rule("MDT-3")
def test_an_action_says_what_by_a_day_not_before_the_meeting():
    assert action_lacks("Ring the daughter", TODAY, NOW) == ()
    assert [each.sentence for each in action_lacks(" ", TODAY - DAY, NOW)] == [
        "Say what is to be done.",
        "It can't be due before the meeting: choose a later day.",
    ]


@pytest.mark.rule("MDT-3")
def test_nothing_is_added_to_a_finished_meeting():
    assert open_meeting_lacks(MeetingKind.DAILY, None) == ()
    (lack,) = open_meeting_lacks(MeetingKind.DAILY, NOW)
    assert lack.sentence.startswith("This Daily MDT is finished")


@pytest.mark.rule("MDT-3")
def test_a_team_has_one_meeting_of_a_kind_at_a_time(at):
    assert going_on_lacks(MeetingKind.WEEKLY, None) == ()
    (lack,) = going_on_lacks(MeetingKind.WEEKLY, at("2026-10-25 09:30"))
    assert lack.sentence == (
        f"The {MeetingKind.WEEKLY.label} of 25 Oct 2026 at 09:30 is still open: go on with it, or finish it first."
    )


@pytest.mark.rule("MDT-1", "MDT-3")
def test_only_who_is_there_leaves_and_an_action_is_done_or_open():
    assert leaving_lacks(is_there=True) == done_already_lacks(None) == taking_up_lacks(NOW) == ()
    assert [each.rule for each in leaving_lacks(is_there=False)] == ["MDT-1"]
    assert [each.sentence for each in done_already_lacks(NOW)] == ["This action is done already."]
    assert [each.sentence for each in taking_up_lacks(None)] == ["This action is open."]


@pytest.mark.rule("INT-3")
def test_a_transfer_is_decided_with_its_reason(nothing_said):
    decided = [decision_lacks(DecisionKind.TRANSFER, EpisodeKind.SHORT_TERM, note=each) for each in ("x", nothing_said)]
    assert [[each.who for each in lacks] for lacks in decided] == [[], ["the MDT"]]


@pytest.mark.rule("PSP-10")
@pytest.mark.parametrize(("visits", "asked"), [(0, False), (4, False), (5, True), (9, True)])
def test_an_ot_is_asked_to_look_where_one_worker_was_enough_and_nothing_is_decided(policy, visits, asked):
    helped = OneWorkerHelped(visits, date(2026, 11, 12), date(2026, 11, 18)) if visits else None
    found = opportunities(facts(suggests(1), double_ups=DoubleUpFacts(helped)), TODAY, policy)
    assert [each.kind for each in found] == [OpportunityKind.ONE_WORKER] * asked
    for each in found:
        assert each.decision is None
        assert each.sentence == (
            f"No goal needed both workers at the last {visits} rated visits by two, declined ones aside (12 Nov 2026 "
            "to 18 Nov 2026): let an OT look whether one is enough."
        )
        assert not can_change(found)
    assert opportunities(facts(double_ups=DoubleUpFacts(helped), death_reported=True), TODAY, policy) == ()


def test_of_one_visit_by_two_its_day_is_said(policy):
    helped = OneWorkerHelped(1, date(2026, 11, 18), date(2026, 11, 18))
    told = facts(suggests(1), double_ups=DoubleUpFacts(helped))
    [found] = opportunities(told, TODAY, replace(policy, one_worker_over=1))
    assert "at the last rated visit by two, declined ones aside (18 Nov 2026): let an OT" in found.sentence


@pytest.mark.rule("PSP-4", "PSP-10")
def test_once_an_ot_found_one_worker_enough_the_meeting_agrees_the_step_down(policy):
    said = {"on": date(2026, 11, 19), "by": "Olive Hart", "because": "Stands with a rail"}
    answer = OtAnswer(answer=TwoWorkers.ONE_ENOUGH, **said)
    [found] = opportunities(facts(suggests(1), double_ups=DoubleUpFacts(None, answer)), TODAY, policy)
    assert found.sentence == (
        "An OT found one worker enough: agree the step-down. One worker is enough: Stands with a rail (Olive Hart, "
        "19 Nov 2026)."
    )
    for over in (replace(answer, is_followed=True), replace(answer, answer=TwoWorkers.TWO_NEEDED)):
        assert opportunities(facts(suggests(1), double_ups=DoubleUpFacts(None, over)), TODAY, policy) == ()


@pytest.mark.rule("MDT-3", "MILE-2")
def test_to_assess_takes_a_case_coordinator_who_is_on_the_staff():
    coordinator = OnStaff("Kit Moss", Role.SW)
    assert assessing_lacks("Jean Able", coordinator, TODAY) == ()
    (lack,) = assessing_lacks("Jean Able", None, TODAY)
    assert (lack.rule, lack.who) == ("MILE-2", "the DSO")
    (left,) = assessing_lacks("Jean Able", replace(coordinator, left_on=TODAY - timedelta(days=1)), TODAY)
    assert (left.rule, left.who) == ("MILE-2", "the DSO")
    assert left.sentence == (
        "Kit Moss, case coordinator of Jean Able, isn't on the staff on 20 Nov 2026: name another case coordinator "
        "first, who assesses ongoing need."
    )


@pytest.mark.rule("MDT-3", "MILE-2")
def test_to_assess_is_decided_once_and_not_where_it_is_assessed():
    assert assessed_already_lacks("Jean Able", None, None) == ()
    (assessed,) = assessed_already_lacks("Jean Able", datetime(2026, 11, 19, 9, tzinfo=UTC), TODAY)
    assert assessed.sentence.startswith("Jean Able's ongoing need was assessed on 19 Nov 2026: assign an action")
    (twice,) = assessed_already_lacks("Jean Able", None, TODAY)
    assert twice.sentence.startswith("To assess Jean Able's ongoing need is an action already, due on 20 Nov 2026:")
    assert assessed.who == twice.who == "the MDT"


@pytest.mark.rule("MDT-3")
def test_minutes_are_of_one_meeting_of_a_day():
    held = (datetime(2026, 11, 20, 11, tzinfo=UTC), datetime(2026, 11, 20, 9, tzinfo=UTC))
    assert of_one_lacks(MeetingKind.WEEKLY, held, meant=1) == ()
    for meant in (0, 2):
        (lack,) = of_one_lacks(MeetingKind.WEEKLY, held, meant=meant)
        assert "20 Nov 2026 at 09:00 and 20 Nov 2026 at 11:00: say the time" in lack.sentence
    (lack,) = of_one_lacks(MeetingKind.WEEKLY, (*held, held[1] + timedelta(seconds=7)), meant=2)
    assert "held 20 Nov 2026 at 09:00:00, 20 Nov 2026 at 09:00:07 and 20 Nov 2026 at 11:00: say" in lack.sentence
