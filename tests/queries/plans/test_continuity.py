"""Who came to somebody in the last week, as their ratings tell."""

from datetime import timedelta

import pytest

from app.queries.plans import versions as queries
from models.episodes import Episode
from models.ratings import Rating
from models.shared_visits import SharedVisit
from models.values import Call
from models.vocabulary.closure import EndReason
from models.vocabulary.goals import Letter


@pytest.fixture
def rate(office):
    """A function that stores a rating of a goal so many days ago."""

    def stored(goal, worker, ago, call=Call.MORNING, **values):
        moment = office.now - timedelta(days=ago)
        told = {"letter": Letter.P, "wording": 1, "at": moment} | values
        key = {"goal_id": goal, "worker_id": office.staff[worker], "day": moment.date(), "call": call}
        with office.database.writing() as session:
            session.add(Rating(**key, office_id=office.id, **told))

    return stored


def seen(office, episode):
    return office.ask(queries.view, person=office.get(Episode, episode).person_id).workers


@pytest.mark.rule("PSP-1")
def test_whoever_rated_a_visit_in_the_last_seven_days_is_named_once(office, rate):
    episode = office.an_episode()
    first, second = office.a_goal(episode), office.a_goal(episode)
    rate(first, "OT", 0)
    rate(second, "OT", 0)
    rate(first, "OT", 6)
    rate(first, "DSO", 2, Call.TEA)
    rate(first, "SW", 7)
    rate(first, "SW", 1, withdrawn_at=office.now)
    rate(office.a_goal(office.an_episode()), "SW", 1)
    found = seen(office, episode)
    assert (found.workers, found.visits) == ((("OT North", 2, 0), ("DSO North", 1, 0)), 3)


@pytest.mark.rule("PSP-1")
@pytest.mark.parametrize("which", [0, 1])
def test_whoever_rated_both_of_a_couple_at_their_shared_call_made_one_visit_for_two(office, rate, which):
    couple = office.an_episode(), office.an_episode()
    here, there = (office.a_goal(each) for each in (couple[which], couple[1 - which]))
    shared = {"call": Call.MORNING, "shared_by_id": office.staff["DSO"], "shared_at": office.now - timedelta(days=4)}
    over = {"ended_at": office.now - timedelta(days=1), "ended_by_id": office.staff["DSO"], "ended_because": "Apart"}
    office.store(SharedVisit(episode_id=couple[0], with_episode_id=couple[1], **shared, **over))
    for ago in (5, 3, 1, 0):  # before, within, on the last day, after
        rate(here, "OT", ago)
        rate(there, "OT", ago)
    rate(here, "OT", 2)  # the other wasn't rated
    for goal in (here, there):
        rate(goal, "OT", 2, Call.TEA)  # which isn't shared
    rate(here, "DSO", 3)
    rate(there, "DSO", 3, withdrawn_at=office.now)
    assert seen(office, couple[which]).workers == (("OT North", 6, 2), ("DSO North", 1, 0))


@pytest.mark.rule("PSP-1")
def test_somebody_whom_nobody_rated_isnt_said_to_have_been_visited(office):
    assert seen(office, office.an_episode()).workers == ()


@pytest.mark.rule("PSP-1")
@pytest.mark.parametrize(("ago", "said"), [(6, True), (7, False)])
def test_nothing_is_said_of_support_that_ended_before_the_seven_days(office, ago, said):
    episode = office.an_episode(
        started_at=office.now - timedelta(days=30), ended_at=office.now - timedelta(days=ago),
        end_reason=EndReason.GOALS_ACHIEVED,
    )  # fmt: skip
    assert (seen(office, episode) is not None) == said
