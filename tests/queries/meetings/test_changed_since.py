"""Whom something has changed for since the last meeting, or for whom what it agreed waits."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.queries.meetings.agenda import Standing, agenda
from app.services.meetings import meetings, notes
from models.breaks import Break
from models.goals import Goal
from models.owners import OwnerChange
from models.values import Call
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.goals import GoalState
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.owners import OwnerOf
from tests.builders import visit

DAY = timedelta(days=1)
WEEKLY = MeetingKind.WEEKLY


def ask(office):
    return office.ask(agenda, team=office.teams["North"], kind=WEEKLY)


@pytest.mark.rule("MDT-1", "MDT-3", "DAY-4")
def test_whom_something_has_changed_for_or_waits_isnt_as_the_last_meeting_left_them(office):
    def settled(family, **values):
        episode = office.an_episode(
            person=office.a_person(family=family), started_at=office.now - 20 * DAY,
            goal_setter_id=office.staff["OT"], **values,
        )  # fmt: skip
        return episode, office.a_goal(episode, set_at=office.now - 15 * DAY)

    agreed = {
        kind: settled(family)[0]
        for family, kind in (
            ("Down", DecisionKind.STEP_DOWN),
            ("End", DecisionKind.END),
            ("Moving", DecisionKind.TRANSFER),
        )
    }
    planned, back, goals, closed, steps = (settled(each)[0] for each in ("Planned", "Back", "Goals", "Closed", "Steps"))
    quiet, _ = settled("Quiet")
    here, _ = settled("Here", team_id=office.teams["South"])
    team = {"team": office.teams["North"], "kind": WEEKLY}
    last = office.do(meetings.open_meeting, **team).made
    seen = {each.episode_id: each for each in ask(office).people}
    for kind, episode in (*agreed.items(), (DecisionKind.STEP_DOWN, planned)):
        version = seen[episode].seen_for(kind)
        office.do(meetings.decide, meeting=last, episode=episode, seen=version, kind=kind, note="less")
    told = {"meeting": last, "person_says": "I want to walk"}
    office.do(notes.note_about, episode=steps, next_steps="Lunch", next_steps_on=office.now.date(), **told)
    office.do(notes.note_about, episode=quiet, **told)
    office.do(meetings.finish_meeting, meeting=last)
    office.clock.advance(DAY)
    office.a_plan(planned, visit(Call.LUNCH), number=2, effective_from=office.now + 9 * DAY)
    gone = {"began_at": office.now, "last_visit_on": office.now.date(), "last_asked_at": office.now}
    away = {"kind": BreakKind.HOSPITAL, "episode_kind": EpisodeKind.SHORT_TERM, "recorded_by_id": office.staff["DSO"]}
    office.store(Break(episode_id=back, returned_at=office.now + DAY, **gone, **away))
    office.a_goal(goals, set_at=office.now, number=2)
    office.store(
        OwnerChange(
            number=1, what=OwnerOf.TEAM, episode_id=here, to_team_id=office.teams["North"],
            effective_from=office.now, made_by_id=office.staff["DSO"], made_at=office.now,
            because="moved",
        )
    )  # fmt: skip
    with office.database.writing() as session:
        goal = session.scalars(select(Goal).where(Goal.episode_id == closed)).one()
        goal.state, goal.closed_at = GoalState.DROPPED, office.now
    office.clock.advance(3 * DAY)
    view = ask(office)
    assert {each.person.split()[1]: each.asks for each in view.people if each.standing is Standing.ASKS} == {
        "Down": ("step-down to be planned",), "End": ("service to be ended",),
    }  # fmt: skip
    assert [each.person.split()[1] for each in view.people if each.standing is Standing.TALKED_ABOUT] == [
        "Back", "Closed", "Goals", "Here", "Moving", "Planned", "Steps",
    ]  # fmt: skip
    assert [each.person.split()[1] for each in view.as_before] == ["Quiet"]


@pytest.mark.rule("MDT-1", "PSP-2")
def test_hours_are_said_since_the_first_version_that_has_them(office):
    began = office.now - 20 * DAY
    episode = office.an_episode(started_at=began)

    def version(number, days_ago, *week):
        at = office.now - days_ago * DAY
        office.a_plan(episode, *week, number=number, effective_from=at, made_at=at)
        (person,) = ask(office).people
        return person.then_and_now

    said = "3.5 → 1.75 contact hours a week since {} Nov 2026".format
    assert version(2, 10, visit(minutes=15)) == said(10)
    assert version(3, 2, visit(Call.LUNCH, minutes=15)) == said(10)
    assert "since 19 Nov" in version(4, 1, visit(minutes=45))
    assert version(5, 0, visit(minutes=15)) == said(20)
