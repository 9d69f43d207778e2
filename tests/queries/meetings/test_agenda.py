"""The agenda that builds itself: who is on it, in which order, with what, in a fixed number of statements."""

from datetime import date, timedelta

import pytest

from app.queries.goals.suggestion_facts import goal_histories
from app.queries.meetings.agenda import AgendaSign, Standing, agenda
from app.queries.plans.printed import goals_for_paper
from app.services.goals import not_made
from app.services.meetings import meetings, notes
from models.breaks import Break
from models.episodes import Episode, Milestone
from models.people import Person
from models.ratings import Rating
from models.values import Call, PlannedVisit
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.goals import Letter, NotMade
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.staff import Role
from tests.builders import visit

DAY = timedelta(days=1)
WEEKLY, DAILY = MeetingKind.WEEKLY, MeetingKind.DAILY


def ask(office, kind=WEEKLY):
    return office.ask(agenda, team=office.teams["North"], kind=kind)


def rate(office, goal, letters, *, call=Call.LUNCH):
    """One rating a day up to yesterday, by the CWC."""
    with office.database.writing() as session:
        for back, letter in enumerate(reversed(letters), start=1):
            at = office.now - back * DAY
            session.add(
                Rating(
                    goal_id=goal, day=at.date(), call=call, worker_id=office.staff["CWC"], office_id=office.id,
                    at=at, letter=letter, wording=1,
                )
            )  # fmt: skip


def set_up(office, started=10 * DAY, **person):
    """Somebody in service for some days, with a goal at lunch."""
    episode = office.an_episode(
        visit(Call.LUNCH),
        visit(Call.MORNING, 45, 2),
        person=office.a_person(**person),
        started_at=office.now - started,
        goal_setter_id=office.staff["OT"],
    )
    return episode, office.a_goal(episode, set_at=office.now - started + DAY)


@pytest.mark.rule("MDT-1")
def test_the_weekly_agenda_shows_support_goals_and_opportunities_of_everybody_in_service(office):
    episode, goal = set_up(office, family="Young")
    rate(office, goal, [Letter.P] + [Letter.I] * 9)
    set_up(office, family="Able")
    office.an_episode(team_id=office.teams["South"])
    office.an_episode(ended_at=office.now, end_reason="goals_achieved")
    view = ask(office)
    assert [each.person for each in view.people] == ["Jean Young", "Jean Able"]  # who needs a decision first
    young = view.people[0]
    assert (young.episode_id, young.day) == (episode, 11)
    assert (young.contact_minutes, young.worker_minutes, young.double_up) == (525, 840, True)
    assert young.calls == "Mon–Sun: morning 45 ×2, lunch 30"
    assert young.goal_setter == "OT North"
    (shown,) = young.goals
    assert [each.letter for each in shown.latest][:2] == [Letter.P, Letter.I]
    assert shown.suggestions == ("Independent at 9 of the last 10 rated visits: the goal may be achieved.",)
    assert [each.sentence for each in young.opportunities] == ["The goal is achieved or may be: can the service end?"]
    assert view.meeting_id is None


@pytest.mark.rule("MDT-1", "IPAD-1")
def test_visits_not_made_since_the_last_meeting_are_told(office):
    episode, _ = set_up(office)
    set_up(office, family="Other")
    person = office.get(Episode, episode).person_id

    def note(days_ago):
        day = (office.now - days_ago * DAY).date()
        office.do(not_made.note_not_made, person=person, day=day, call=Call.LUNCH, reason=NotMade.OUT)

    note(3)
    told = {each.person_id: each.not_made for each in ask(office).people}
    assert told.pop(person) == "1 visit not made since the start: the person was out."
    assert [*told.values()] == [""]
    held = office.do(meetings.open_meeting, team=office.teams["North"], kind=WEEKLY).made
    office.do(meetings.finish_meeting, meeting=held)
    office.clock.advance(DAY)
    assert [each.not_made for each in ask(office).people] == ["", ""]
    note(2)
    told = {each.person_id: each.not_made for each in ask(office).people}
    assert told[person] == "1 visit not made since the last meeting: the person was out."


@pytest.mark.rule("MDT-2")
def test_the_daily_agenda_has_the_new_those_who_can_change_and_what_the_weekly_left(office):
    _, goal = set_up(office, family="Changing")
    rate(office, goal, [Letter.I] * 10)
    waiting, other = set_up(office, family="Undone")
    rate(office, other, [Letter.P] * 9)
    _, last = set_up(office, family="Quiet")
    rate(office, last, [Letter.P] * 9)
    office.an_episode(person=office.a_person(family="Zeal"))
    weekly = office.do(meetings.open_meeting, team=office.teams["North"], kind=WEEKLY).made
    told = {"meeting": weekly, "owner": office.staff["OT"], "due": date(2026, 11, 20)}
    office.do(meetings.assign_action, episode=waiting, what="Ring the daughter", **told)
    office.do(meetings.assign_action, what="Chair the next weekly", **told)
    office.do(meetings.finish_meeting, meeting=weekly)
    office.clock.advance(DAY)
    view = ask(office, DAILY)
    assert [(each.person, each.because) for each in view.people] == [
        ("Jean Zeal", ("New to the service",)),
        ("Jean Changing", ("Can step down or end",)),
        ("Jean Undone", ("Outstanding from the weekly MDT",)),
    ]
    assert view.people[0].newness == "No complete goal yet, and the goal setter is to be agreed."
    assert view.people[0].goals_due == office.now - DAY
    assert [each.what for each in view.actions] == ["Chair the next weekly"]
    assert [each.is_overdue for each in view.outstanding] == [True, True]
    assert "CWC North" not in [each.name for each in view.members if each.is_expected]
    assert {each.role for each in view.members} == {each for each in Role if each.in_mdt}


@pytest.mark.rule("MDT-3")
def test_decisions_and_actions_are_followed_up_in_the_next_meeting(office):
    episode, _ = set_up(office)
    team = office.teams["North"]
    for note in ("first", "second"):
        last = office.do(meetings.open_meeting, team=team, kind=WEEKLY).made
        office.do(meetings.decide, meeting=last, episode=episode, kind=DecisionKind.STEP_DOWN, note=note)
        office.do(meetings.finish_meeting, meeting=last)
        office.clock.advance(DAY)
    meeting = office.do(meetings.open_meeting, team=team, kind=WEEKLY, attending=(office.staff["SW"],)).made
    office.do(meetings.decide, meeting=meeting, episode=episode, kind=DecisionKind.CARRY_ON)
    done = office.do(
        meetings.assign_action, meeting=meeting, episode=episode, what="Ring", owner=office.staff["OT"],
        due=date(2026, 12, 1),
    ).made  # fmt: skip
    office.do(meetings.finish_action, action=done, seen=1)
    view = ask(office)
    (person,) = view.people
    assert [each.note for each in person.earlier] == ["second"]
    assert [each.kind for each in person.decisions] == [DecisionKind.CARRY_ON]
    assert [(each.of_this, each.done_at) for each in person.actions] == [(True, office.now)]
    assert (view.meeting_id, view.last_held_at) == (meeting, office.now - DAY)
    assert [each.name for each in view.members if each.is_present] == ["SW North"]
    assert view.outstanding == ()


@pytest.mark.rule("MDT-1", "END-6")
def test_a_break_and_a_death_are_shown_and_interim_support_has_no_countdown(office):
    away, _ = set_up(office, family="Away")
    office.store(
        Break(
            episode_id=away, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM, began_at=office.now - DAY,
            last_visit_on=date(2026, 11, 19), last_asked_at=office.now - DAY, recorded_by_id=office.staff["DSO"],
        )
    )  # fmt: skip
    died, goal = set_up(office, family="Gone")
    rate(office, goal, [Letter.I] * 10)
    gone = office.get(Episode, died).person_id
    with office.database.writing() as session:
        session.get_one(Person, gone).death_reported_at = office.now
    office.an_episode(person=office.a_person(family="Interim"), kind=EpisodeKind.INTERIM_IN_STS)
    people = ask(office).people
    assert [each.person for each in people] == ["Jean Away", "Jean Gone", "Jean Interim"]
    assert people[0].away == "In hospital"
    assert people[1].death_reported
    assert people[1].opportunities == ()
    assert people[1].goals[0].suggestions == ()
    assert people[2].day_sentence == "Day 3"


@pytest.mark.rule("INT-7", "MDT-1")
def test_goals_go_with_the_person_over_a_transfer_and_not_into_another_year(office):
    person, moved = office.a_person(family="Moved"), office.now - 2 * DAY
    old = office.an_episode(
        person=person, started_at=office.now - 300 * DAY, ended_at=office.now - 280 * DAY, end_reason="goals_achieved"
    )
    office.a_goal(old)
    first = office.an_episode(
        visit(Call.LUNCH), person=person, started_at=office.now - 20 * DAY, ended_at=moved, end_reason="transferred"
    )
    goal = office.a_goal(first, set_at=office.now - 19 * DAY)
    rate(office, goal, [Letter.P] * 10 + [Letter.I] * 9)
    began = moved - 3 * DAY
    asked = {"last_visit_on": began.date(), "last_asked_at": began}
    away = {"kind": BreakKind.HOSPITAL, "episode_kind": EpisodeKind.SHORT_TERM, "recorded_by_id": office.staff["DSO"]}
    office.store(Break(episode_id=first, began_at=began, returned_at=began + DAY, **asked, **away))
    now = office.an_episode(
        visit(Call.LUNCH), person=person, started_at=moved, kind=EpisodeKind.INTERIM_IN_STS, follows_id=first
    )
    (found,) = ask(office).people
    assert (found.episode_id, [each.id for each in found.goals]) == (now, [goal])
    assert [each.letter for each in found.goals[0].latest][-2:] == [Letter.I, Letter.I]
    history = office.ask(goal_histories, [now])({now: (PlannedVisit(frozenset({0}), Call.LUNCH, 30, 1),)})[goal]
    assert (len(history.visits), len(history.breaks), len(history.planned)) == (19, 1, 1)
    assert [each.statement for each in office.ask(goals_for_paper, episode=now)] == [found.goals[0].statement]


def test_the_statements_stay_the_same_however_many_people(office, count_statements):
    set_up(office)
    office.do(meetings.open_meeting, team=office.teams["North"], kind=WEEKLY)
    statements = count_statements(office.database)
    ask(office)
    few = len(statements)
    for _ in range(5):
        _, goal = set_up(office)
        rate(office, goal, [Letter.P] * 3)
    statements.clear()
    assert len(ask(office).people) == 6
    assert len(statements) == few <= 16


@pytest.mark.rule("MDT-1", "MDT-3")
def test_the_list_says_of_each_person_the_weightiest(office):
    episode, _ = set_up(office, family="Able", started=38 * DAY)
    meeting = office.do(
        meetings.open_meeting, team=office.teams["North"], kind=WEEKLY, attending=(office.staff["DSO"],)
    ).made

    def said():
        [person] = ask(office).people
        return person.sign, person.sign_words

    assert said() == (AgendaSign.ASKS, "six weeks: what follows?")
    due = office.now.date() + DAY
    office.do(meetings.assign_action, meeting=meeting, what="Ring", owner=office.staff["DSO"], due=due, episode=episode)
    assert said() == (AgendaSign.ASKS, "six weeks: what follows?")
    office.clock.advance(3 * DAY)
    assert said() == (AgendaSign.OVERDUE, "action overdue")
    office.do(meetings.decide, meeting=meeting, episode=episode, kind=DecisionKind.END, note="")
    assert said() == (AgendaSign.DECIDED, DecisionKind.END.label)


@pytest.mark.rule("MDT-2")
def test_the_list_asks_of_the_new_who_sets_goals_and_says_nothing_of_whom_nothing_is_said(office):
    office.an_episode()
    [new] = ask(office).people
    assert (new.sign, new.sign_words) == (AgendaSign.NEW, "new: who sets goals?")


def test_a_new_action_is_offered_for_the_next_meeting_of_the_kind(office):
    assert (ask(office).due_in, ask(office, DAILY).due_in) == (7 * DAY, DAY)


@pytest.mark.rule("PSP-10")
def test_whom_one_worker_was_enough_for_at_five_visits_by_two_is_listed_for_an_ot(office):
    def with_letters(family, letters, **plan):
        episode, goal = set_up(office, family=family, **plan)
        rate(office, goal, letters, call=Call.MORNING)
        return episode

    enough, almost, twice, back = (
        with_letters("Enough", [Letter.A1] * 5),
        with_letters("Almost", [Letter.A1] * 4),
        with_letters("Twice", [*[Letter.I] * 5, Letter.A2]),
        with_letters("Back", [Letter.A1] * 5),
    )
    gone, returned = office.now - 4 * DAY, office.now - 3 * DAY
    office.store(
        Break(
            episode_id=back, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM, began_at=gone,
            last_visit_on=gone.date(), last_asked_at=gone, recorded_by_id=office.staff["DSO"], returned_at=returned,
        )
    )  # fmt: skip
    found = {each.episode_id: [one.short for one in each.opportunities] for each in ask(office).people}
    assert "one worker enough?" in found[enough]
    assert "one worker enough?" not in (*found[almost], *found[twice], *found[back])


@pytest.mark.rule("MDT-1", "INT-7", "PSP-2")
def test_the_hours_at_the_start_of_the_run_stand_beside_those_of_now_and_no_other_years(office):
    person, moved = office.a_person(family="Moved"), office.now - 2 * DAY
    began = office.now - 20 * DAY
    office.an_episode(
        visit(Call.TEA, 60),
        person=person, started_at=office.now - 300 * DAY, ended_at=office.now - 280 * DAY, end_reason="goals_achieved",
    )  # fmt: skip
    first = office.an_episode(
        visit(Call.LUNCH, 30, 2), person=person, started_at=began, ended_at=moved, end_reason="transferred"
    )
    now = office.an_episode(
        visit(Call.LUNCH), person=person, started_at=moved, first_support_at=began, follows_id=first,
        kind=EpisodeKind.INTERIM_IN_STS,
    )  # fmt: skip
    office.an_episode(person=office.a_person(family="Same"))
    asked = {each.person: each.then_and_now for each in ask(office).people}
    assert asked == {
        "Jean Moved": "3.5 → 3.5 contact hours, 7 → 3.5 worker hours a week since 18 Nov 2026",
        "Jean Same": "",
    }
    week = {"number": 2, "effective_from": office.now - DAY, "change": "interim_change"}
    agreed = {"coordinator_agreed_at": office.now - DAY}
    office.a_plan(now, visit(Call.LUNCH, 60), **week, **agreed)
    said = next(each.then_and_now for each in ask(office).people if each.person == "Jean Moved")
    assert said == "3.5 → 7 contact hours, 7 → 7 worker hours a week since 19 Nov 2026"


@pytest.mark.rule("MDT-1", "MILE-2")
def test_whoever_needs_a_decision_comes_first_and_whom_nothing_changed_for_last(office):
    quiet, goal = set_up(office, family="Able", started=20 * DAY)
    rate(office, goal, [Letter.P] * 3)
    assessed, _ = set_up(office, family="Best", started=20 * DAY)
    changed, _ = set_up(office, family="Cole", started=20 * DAY)
    office.clock.advance(DAY)
    last = office.do(meetings.open_meeting, team=office.teams["North"], kind=WEEKLY).made
    office.do(meetings.finish_meeting, meeting=last)
    office.clock.advance(DAY)
    office.a_plan(changed, visit(Call.LUNCH), number=2, change="same_hours")
    kept = {"episode_id": assessed, "recorded_by_id": office.staff["DSO"]}
    office.store(Milestone(kind=MilestoneKind.MAXIMUM_INDEPENDENCE, at=office.now - DAY, **kept))
    view = ask(office)
    assert [(each.person, each.standing) for each in view.people] == [
        ("Jean Best", Standing.ASKS), ("Jean Cole", Standing.TALKED_ABOUT), ("Jean Able", Standing.AS_BEFORE),
    ]  # fmt: skip
    assert view.people[0].asks == ("ongoing need to be assessed",)
    assert view.people[0].to_settle[0].startswith("Maximum independence was reached on 21 Nov 2026")
    assert [each.episode_id for each in view.as_before] == [quiet]
    office.store(Milestone(kind=MilestoneKind.ASSESSED, at=office.now, decision="nfa", **kept))
    assert [each.person for each in ask(office).as_before] == ["Jean Able", "Jean Best"]


@pytest.mark.rule("MDT-1")
def test_what_was_said_last_time_stands_beside_what_is_said_now(office):
    episode, _ = set_up(office)
    team, today = office.teams["North"], office.now.date()
    for says in ("I miss my garden", "I can reach the sink", ""):
        last = office.do(meetings.open_meeting, team=team, kind=WEEKLY).made
        office.do(notes.note_about, meeting=last, episode=episode, person_says=says)
        office.do(meetings.finish_meeting, meeting=last)
        office.clock.advance(DAY)
    [person] = ask(office).people
    assert (person.note, person.said_before.person_says) == (None, "I can reach the sink")
    assert person.said_before.held_at == office.now - 2 * DAY
    now = office.do(meetings.open_meeting, team=team, kind=WEEKLY).made
    office.do(notes.note_about, meeting=now, episode=episode, next_steps="lunch alone", next_steps_on=today)
    [person] = ask(office).people
    assert (person.note.next_steps, person.note.next_steps_on, person.note.version) == ("lunch alone", today, 1)
    assert person.said_before.person_says == "I can reach the sink"
