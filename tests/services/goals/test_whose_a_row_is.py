"""Whom, which goal and which worker a row of a ratings file means, and the sentence where it can't be told."""

from datetime import UTC, datetime, timedelta

import pytest

from app.exchange.goals.ratings_file import RatingLine
from app.services.goals.goals import change_goal
from app.services.goals.ratings_file.whose_a_row_is import KnownGoals
from models.episodes import Episode
from models.staff import Staff
from models.values import Call
from models.vocabulary.closure import EndReason
from models.vocabulary.goals import GoalState, Letter
from models.vocabulary.staff import Role
from tests.builders import neighbours_of

DAY = timedelta(days=1)
VISIT = datetime(2026, 11, 19, 12, 10, tzinfo=UTC)
STATEMENT = "I will make my own lunch"
pytestmark = pytest.mark.rule("IPAD-2")


def a_row(**values):
    told = {
        "line": 2, "moment": VISIT, "mosaic_id": "M000500", "person": "Jean Gill", "goal": STATEMENT,
        "letter": Letter.P, "worker": "CWC North", "comment": "", "call": Call.LUNCH, "ambiguous": False, "cells": (),
    } | values  # fmt: skip
    return RatingLine(**told | {"day": told["moment"].date()})


def find(office, row):
    return office.ask(lambda turn: KnownGoals(turn, [row]).find(row))


def named_otherwise(office, row):
    return office.ask(lambda turn: KnownGoals(turn, [row]).named_otherwise(row))


@pytest.fixture
def jean(office):
    """Jean Gill, in service since 15 November."""
    return office.an_episode(
        person=office.a_person(mosaic_id="M000500", family="Gill"), started_at=office.now - 5 * DAY
    )


def closed(office, episode, days_ago, **values):
    at = office.now - days_ago * DAY
    return office.a_goal(episode, statement=STATEMENT, state=GoalState.ACHIEVED, closed_at=at, **values)


def test_a_row_means_the_goal_in_its_wording_the_worker_and_the_person(office, jean):
    office.a_goal(jean, statement="I will walk")
    goal = office.a_goal(jean, statement=STATEMENT)
    found = find(office, a_row(mosaic_id=" m000500 "))
    assert (found.goal, found.wording, found.worker) == (goal, 1, office.staff["CWC"])
    assert (found.person, found.name) == (office.get(Episode, jean).person_id, "Jean Gill")


def test_an_earlier_wording_is_of_its_own_goal_only(office, jean):
    goal, other = office.a_goal(jean, statement=STATEMENT), office.a_goal(jean, statement="I will walk")
    told = {
        "because": "more",
        "measure": "m",
        "achievable": "a",
        "relevant": "r",
        "target": None,
        "calls": (),
        "aim": None,
        "own_words": "",
    }
    office.do(change_goal, goal=goal, seen=1, statement="I will make lunch and tea", **told)
    office.do(change_goal, goal=other, seen=1, statement="I will walk and sit", **told)
    for said, meant, wording in ((STATEMENT, goal, 1), ("I will walk", other, 1), ("I will walk and sit", other, 2)):
        found = find(office, a_row(goal=said))
        assert (found.goal, found.wording) == (meant, wording)


def test_a_goal_is_rated_until_the_day_on_which_it_was_closed(office, jean):
    goal = closed(office, jean, 1)
    assert find(office, a_row()).goal == goal
    assert find(office, a_row(moment=VISIT + DAY)) == (
        "This goal of Jean Gill was closed on 19 Nov 2026, before the visit."
    )


def test_the_latest_day_is_said_of_a_goal_that_was_closed_twice(office, jean):
    for days_ago in (3, 2, 4):
        closed(office, jean, days_ago)
    assert "was closed on 18 Nov 2026" in find(office, a_row())


def test_of_two_goals_that_say_the_same_the_one_set_last_is_meant(office, jean):
    goals = [office.a_goal(jean, statement=STATEMENT, set_at=office.now - back * DAY) for back in (3, 2, 4)]
    assert find(office, a_row()).goal == goals[1]


def test_of_two_episodes_that_of_the_visits_day_is_meant(office):
    person = office.a_person(mosaic_id="M000500", family="Gill")
    first = office.an_episode(
        person=person,
        started_at=office.now - 40 * DAY,
        ended_at=office.now - 20 * DAY,
        end_reason=EndReason.GOALS_ACHIEVED,
    )
    second = office.an_episode(person=person, started_at=office.now - 5 * DAY)
    early = office.a_goal(first, statement=STATEMENT, set_at=office.now)
    late = office.a_goal(second, statement=STATEMENT, set_at=office.now - DAY)
    assert find(office, a_row()).goal == late
    assert find(office, a_row(moment=VISIT - 30 * DAY)).goal == early


def test_a_start_that_was_undone_gave_no_service(office):
    person = office.a_person(mosaic_id="M000500", family="Gill")
    office.an_episode(
        person=person, started_at=office.now - 5 * DAY, ended_at=office.now, undone_at=office.now, undone_because="x"
    )
    assert find(office, a_row()) == "Jean Gill was not in service on 19 Nov 2026: check the date."


def test_one_persons_time_in_service_is_nobody_elses(office):
    office.an_episode(person=office.a_person(mosaic_id="M000500", family="Gill"), started_at=office.now)
    office.an_episode(person=office.a_person(mosaic_id="M000501"), started_at=office.now - 9 * DAY)
    assert "not yet in service" in find(office, a_row())


@pytest.mark.usefixtures("jean")
def test_a_long_goal_is_quoted_to_its_59th_letter(office):
    assert find(office, a_row(goal="x" * 60)) == f"Jean Gill has no goal “{'x' * 60}”."
    assert find(office, a_row(goal="x" * 61)) == f"Jean Gill has no goal “{'x' * 59}…”."


def test_a_worker_is_one_of_this_office_and_one_only(office, jean):
    office.a_goal(jean, statement=STATEMENT)
    theirs = neighbours_of(office)
    theirs.store(Staff(name="Mo Adams", role=Role.CWC, team_id=theirs.teams["North"]))
    assert find(office, a_row()).worker == office.staff["CWC"]
    assert find(office, a_row(worker="Mo Adams")) == "“Mo Adams” is nobody among the staff of this office."
    office.store(Staff(name="cwc  NORTH", role=Role.CWC, team_id=office.teams["North"]))
    assert find(office, a_row()) == "“CWC North” is several of the staff of this office."


def test_another_offices_person_is_nobody_here(office):
    theirs = neighbours_of(office)
    theirs.an_episode(person=theirs.a_person(mosaic_id="M000500"), started_at=office.now - 5 * DAY)
    assert find(office, a_row()) == "Nobody in this office has the MOSAIC id “M000500”."


def test_a_name_that_is_not_the_records_is_said_and_a_preferred_or_missing_one_is_not(office):
    person = office.a_person(mosaic_id="M000500", family="Gill", preferred="Jeannie")
    office.an_episode(person=person)
    for said in ("Jean Gill", "jean  GILL", "Jeannie Gill", ""):
        assert named_otherwise(office, a_row(person=said)) == ""
    assert named_otherwise(office, a_row(person="Joan Gill", mosaic_id=" m000500")) == (
        " m000500 is Jean Gill in the records and “Joan Gill” in the file: check who is meant."
    )
