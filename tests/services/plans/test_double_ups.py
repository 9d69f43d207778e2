"""An OT is asked about calls for two, and answers: Today, the tab and the agenda say the same."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.queries.history.changes import history
from app.queries.meetings.agenda import OpportunityKind, agenda
from app.queries.plans import versions as queries
from app.queries.today.prompts import today
from app.services.plans.double_ups import record_double_up_answer
from app.services.plans.versions import Agreed, new_version
from models.breaks import Break
from models.double_ups import DoubleUpAnswer
from models.episodes import Episode
from models.plans import Plan
from models.ratings import Rating
from models.values import Call
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.goals import Letter
from models.vocabulary.meetings import MeetingKind
from models.vocabulary.plans import TwoWorkers
from tests.builders import visit

pytestmark = pytest.mark.rule("PSP-10", "PSP-4")
DAY = timedelta(days=1)
ENOUGH, NEEDED = TwoWorkers.ONE_ENOUGH, TwoWorkers.TWO_NEEDED


@pytest.fixture
def episode(office):
    """In service for twenty days, by two in the morning; the last five mornings were rated A1."""
    made = office.an_episode(visit(Call.MORNING, 45, 2), visit(Call.TEA), started_at=office.now - 20 * DAY)
    rate(office, office.a_goal(made, set_at=office.now - 19 * DAY), 5)
    return made


def rate(office, goal, visits, letter=Letter.A1):
    """The last mornings up to yesterday."""
    office.store(
        *(
            Rating(
                goal_id=goal, day=(office.clock.now() - back * DAY).date(), call=Call.MORNING,
                worker_id=office.staff["CWC"], office_id=office.id, at=office.clock.now() - back * DAY, letter=letter,
                wording=1,
            )
            for back in range(1, visits + 1)
        )
    )  # fmt: skip


def plan_of(office, episode):
    return office.ask(queries.view, person=office.get(Episode, episode).person_id).current


def answer(office, episode, said=NEEDED, **told):
    plan, two = plan_of(office, episode), of_the_tab(office, episode)
    seen = two.seen if two else None
    values = {"because": " Turns with a rail ", "answered_by": office.staff["OT"], "seen": seen} | told
    return office.do(record_double_up_answer, plan=plan.id, answer=said, **values).made


def asked(office):
    return [each for each in office.ask(today) if each.field in {"plans.double_up", "plans.step_down"}]


def of_the_tab(office, episode):
    return office.ask(queries.view, person=office.get(Episode, episode).person_id).double_ups


def of_the_meeting(office):
    people = office.ask(agenda, team=office.teams["North"], kind=MeetingKind.WEEKLY).people
    return [said.sentence for each in people for said in each.opportunities if said.kind is OpportunityKind.ONE_WORKER]


def test_today_the_tab_and_the_agenda_ask_an_ot_the_same_question(office, episode):
    (line,) = asked(office)
    assert line.rule == "PSP-10"
    assert "no goal needed both workers at the last 5 rated visits by two" in line.sentence
    assert "no goal needed both workers at the last 5 rated visits by two" in of_the_tab(office, episode).sentence
    (said,) = of_the_meeting(office)
    assert "let an OT look" in said


def test_two_still_needed_keeps_it_away_until_as_many_further_visits(office, episode, new_goal):
    answer(office, episode)
    assert asked(office) == of_the_meeting(office) == []
    assert "Two are still needed: Turns with a rail (OT North, 20 Nov 2026)" in of_the_tab(office, episode).sentence
    office.clock.advance(5 * DAY)
    rate(office, new_goal(episode), 4)
    assert asked(office) == []
    office.clock.advance(DAY)
    rate(office, new_goal(episode), 5)
    assert len(asked(office)) == len(of_the_meeting(office)) == 1


def test_not_before_the_day_that_the_ot_named(office, episode, new_goal):
    answer(office, episode, ask_again_on=(office.now + 8 * DAY).date())
    office.clock.advance(7 * DAY)
    rate(office, new_goal(episode), 6)
    assert asked(office) == []
    office.clock.advance(DAY)
    assert len(asked(office)) == 1


def test_one_is_enough_waits_for_a_new_version_and_changes_no_plan(office, episode, anns_now):
    plan = plan_of(office, episode)
    made = answer(office, episode, ENOUGH)
    kept = office.get(DoubleUpAnswer, made)
    assert (kept.because, kept.answered_on, kept.recorded_by_id) == (
        "Turns with a rail", office.now.date(), office.staff["DSO"],
    )  # fmt: skip
    assert plan_of(office, episode) == plan
    (line,) = asked(office)
    assert (line.rule, line.field) == ("PSP-4", "plans.step_down")
    assert of_the_meeting(office)[0].startswith("An OT found one worker enough: agree the step-down.")
    assert "make a new version" in of_the_tab(office, episode).sentence
    told = [each.said for each in office.ask(history, about=office.get(Episode, episode).person_id).rows]
    assert any("an OT's answer about two workers" in each for each in told)
    anns_now(episode)
    assert asked(office) == of_the_meeting(office) == []
    assert of_the_tab(office, episode) is None


def test_one_is_enough_goes_on_waiting_while_versions_keep_both_workers(office, episode):
    answer(office, episode, ENOUGH)
    for from_now, call in ((None, Call.BED), (office.now + 3 * DAY, Call.LUNCH)):
        office.do(
            new_version, episode=episode, based_on=plan_of(office, episode).id, because="Tea is at another call",
            week=(visit(Call.MORNING, 45, 2), visit(call)), effective_from=from_now,
        )  # fmt: skip
        assert [(each.rule, each.field) for each in asked(office)] == [("PSP-4", "plans.step_down")]
        assert of_the_meeting(office)[0].startswith("An OT found one worker enough: agree the step-down.")
        assert "make a new version" in of_the_tab(office, episode).sentence
    answer(office, episode, NEEDED)
    assert asked(office) == of_the_meeting(office) == []


def test_the_later_of_two_answers_counts(office, episode):
    answer(office, episode, ENOUGH)
    answer(office, episode, NEEDED)
    assert asked(office) == []
    answer(office, episode, ENOUGH)
    assert [each.rule for each in asked(office)] == ["PSP-4"]


def test_it_is_refused_for_anybody_else_without_words_ahead_and_where_no_call_is_for_two(office, episode):
    with pytest.raises(Refused, match="Moving and handling is an OT's to say"):
        answer(office, episode, answered_by=office.staff["DSO"])
    with pytest.raises(Refused, match="Say why"):
        answer(office, episode, because=" ")
    with pytest.raises(Refused, match="can't be in the future"):
        answer(office, episode, answered_on=(office.now + DAY).date())
    with pytest.raises(Refused, match="the answer can't be from before"):
        answer(office, episode, answered_on=(office.now - 21 * DAY).date())
    far = (office.now + 400 * DAY).date()
    with pytest.raises(Refused, match="is 400 days ahead"):
        answer(office, episode, ask_again_on=far)
    answer(office, episode, ask_again_on=far, again_is_meant=True)
    answer(office, episode)
    with pytest.raises(Refused, match="has changed since"):
        answer(office, episode, seen=7)
    single = office.an_episode(visit())
    with pytest.raises(Refused, match="No call of this plan is for two workers"):
        answer(office, single)
    assert of_the_tab(office, single) is None


def test_nothing_is_asked_while_somebody_is_away(office, episode):
    office.store(
        Break(
            episode_id=episode, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM, began_at=office.now - DAY,
            last_visit_on=(office.now - DAY).date(), last_asked_at=office.now, recorded_by_id=office.staff["DSO"],
        )
    )  # fmt: skip
    assert asked(office) == of_the_meeting(office) == []


@pytest.fixture
def new_goal(office):
    return lambda episode: office.a_goal(episode, set_at=office.now - 19 * DAY)


@pytest.fixture
def anns_now(office):
    """One worker in the morning from now on, as the MDT agreed."""

    def step_down(episode):
        newest = office.get(Plan, plan_of(office, episode).id)
        agreed = Agreed(mdt_at=office.now, present="OT, SW")
        office.do(
            new_version, episode=episode, based_on=newest.id, week=(visit(Call.MORNING, 45), visit(Call.TEA)),
            because="One worker is enough", agreed=agreed,
        )  # fmt: skip

    return step_down
