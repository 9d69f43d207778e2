"""What stands on the IPAD history beside its letters, read with it."""

from datetime import timedelta

import pytest

from app.queries.goals import goals as queries
from app.services.episodes import milestones
from app.services.goals import goals, ratings
from models.breaks import Break
from models.episodes import Episode
from models.goals import Goal
from models.ratings import Rating, RatingImport
from models.values import Call, london_day
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.goals import Letter, MarkKind
from models.vocabulary.plans import PlanChange
from tests.builders import visit

DAY = timedelta(days=1)


@pytest.fixture
def episode(office):
    return office.an_episode(visit(Call.MORNING), visit(Call.LUNCH), started_at=office.now - 20 * DAY)


@pytest.fixture
def goal(office, episode):
    return office.a_goal(episode, set_at=office.now - 4 * DAY, statement="I will make lunch")


def history_of(office, goal):
    return office.ask(queries.view, person=office.get(Goal, goal).person_id).history


@pytest.mark.rule("PSP-4", "END-3", "MILE-1", "GOAL-4")
def test_hours_breaks_milestones_and_seams_stand_at_their_visits(office, episode, goal):
    today = london_day(office.now)
    before = [today - each * DAY for each in range(5)]
    fewer = {
        "number": 2,
        "change": PlanChange.STEP_DOWN,
        "effective_from": office.now - 3 * DAY,
        "mdt_agreed_at": office.now - 3 * DAY,
        "because": "Stronger",
    }
    office.a_plan(episode, visit(Call.LUNCH, minutes=15), **fewer)
    office.store(Break(
        episode_id=episode, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM,
        began_at=office.now - 2 * DAY, returned_at=office.now - DAY, last_visit_on=before[3],
        last_asked_at=office.now - 2 * DAY, recorded_by_id=office.staff["DSO"],
    ))  # fmt: skip
    office.do(milestones.record, episode=episode, kind=MilestoneKind.MAXIMUM_INDEPENDENCE, at=office.now - DAY)
    office.do(
        goals.change_goal, goal=goal, seen=1, statement="I will make tea", measure="m", achievable="a", relevant="r",
        target=None, calls=(Call.LUNCH,), aim=None, own_words="", because="b",
    )  # fmt: skip
    history = history_of(office, goal)
    days = [each.day for each in history.visits]
    assert days == [before[3], before[2], before[1]]
    assert [(mark.kind, days[first], days[last], mark.goal) for mark, first, last in history.placed] == [
        (MarkKind.MILESTONE, before[3], before[3], None),  # the start, long before the first goal
        (MarkKind.HOURS, before[3], before[3], None),
        (MarkKind.STEP_DOWN, before[3], before[3], None),
        (MarkKind.BREAK, before[2], before[2], None),
        (MarkKind.MILESTONE, before[1], before[1], None),
        (MarkKind.SEAM, before[1], before[1], goal),  # today, when no visit has begun yet
    ]
    assert [each.sentence for each in history.marks if each.kind in (MarkKind.STEP_DOWN, MarkKind.SEAM)] == [
        "Step-down from 17 Nov 2026: 7 → 1.75 worker hours a week",
        "Reworded on 20 Nov 2026, before that: “I will make lunch”",
    ]


@pytest.mark.rule("PSP-2")
def test_a_plan_for_a_day_after_its_episode_had_ended_or_still_to_come_is_no_mark(office, episode, goal):
    ended = office.now - 3 * DAY
    office.a_plan(episode, visit(minutes=60), number=2, effective_from=office.now - DAY)
    with office.database.writing() as session:
        first = session.get_one(Episode, episode)
        first.ended_at, first.end_reason = ended, EndReason.TRANSFERRED
    person = office.get(Goal, goal).person_id
    following = office.an_episode(
        visit(minutes=20), person=person, kind=EpisodeKind.INTERIM_IN_STS, follows_id=episode, started_at=ended
    )
    office.a_plan(following, visit(minutes=45), number=2, effective_from=office.now + DAY)
    said = [each.sentence for each in history_of(office, goal).marks if each.kind is MarkKind.HOURS]
    assert said == [
        "From 31 Oct 2026: 7 worker hours a week",
        "From 17 Nov 2026: 7 → 2.33 worker hours a week",
    ]


@pytest.fixture
def milestone_said(office, episode, goal):
    """Maximum independence, agreed two days ago; what is said of it."""
    reached = {"episode": episode, "kind": MilestoneKind.MAXIMUM_INDEPENDENCE, "at": office.now - 2 * DAY}
    office.do(milestones.record, **reached)

    def said():
        history = history_of(office, goal)
        return [each.sentence for each in history.marks if each.kind is MarkKind.MILESTONE][-1]

    assert said() == PLAIN
    return said


PLAIN = "Maximum independence reached, 18 Nov 2026"
FLAGGED = f"{PLAIN}; since then 1 letter of visits up to that day came in or was corrected"


@pytest.mark.rule("MILE-1", "IPAD-2")
def test_a_letter_typed_in_after_a_milestone_flags_it_and_changes_nothing_of_it(office, goal, milestone_said):
    for ago, letter in ((1, Letter.P), (3, Letter.A1)):
        when = london_day(office.now) - ago * DAY
        office.do(ratings.rate, goal=goal, day=when, call=Call.LUNCH, worker=office.staff["CWC"], letter=letter)
    assert milestone_said().startswith(FLAGGED)


def brought(office, goal, read_at):
    """A letter of three days ago, from a file that was read then."""
    file = RatingImport(file_name="a.csv", digest="x", read_at=read_at, accepted=1, known=0, changed=0, refused=0)
    office.store(file)
    at = office.now - 3 * DAY
    office.store(Rating(
        goal_id=goal, day=london_day(at), call=Call.LUNCH, worker_id=office.staff["CWC"], at=at, letter=Letter.I,
        wording=1, import_id=file.id,
    ))  # fmt: skip
    return {"goal": goal, "day": london_day(at), "call": Call.LUNCH, "worker": office.staff["CWC"]}


@pytest.mark.rule("MILE-1", "IPAD-2")
def test_a_files_letter_flags_a_milestone_by_when_the_file_was_read(office, goal, milestone_said):
    brought(office, goal, office.now - DAY)
    assert milestone_said().startswith(FLAGGED)


@pytest.mark.rule("MILE-1", "IPAD-2")
def test_a_correction_flags_a_milestone_and_what_is_undone_does_not(office, goal, milestone_said):
    told = brought(office, goal, office.now - 3 * DAY)
    assert milestone_said() == PLAIN
    office.do(ratings.rate, **told, letter=Letter.A2)
    assert milestone_said().startswith(FLAGGED)
    office.do(ratings.undo_rating, **told, letter=Letter.A2, back_to=Letter.I)
    assert milestone_said() == PLAIN


@pytest.mark.rule("IPAD-1", "IPAD-3")
def test_of_somebodys_five_episodes_the_history_is_that_of_the_present_run(office):
    person, before = office.a_person(), None
    for ago, kind in ((400, "first"), (300, "second"), (200, "third"), (40, "fourth"), (20, "fifth")):
        began = office.now - ago * DAY
        told = {"person": person, "started_at": began}
        if kind == "fifth":
            told |= {"kind": EpisodeKind.INTERIM_IN_STS, "follows_id": before}
        else:
            told |= {"ended_at": began + 20 * DAY, "end_reason": EndReason.GOALS_ACHIEVED}
        before = office.an_episode(visit(Call.LUNCH), **told)
        goal = office.a_goal(before, set_at=began, statement=f"I will walk, {kind}")
        for worker, letter in (("CWC", Letter.P), ("Second CWC", Letter.A1)):
            at = began + 2 * DAY
            office.store(Rating(
                goal_id=goal, day=london_day(at), call=Call.LUNCH, worker_id=office.staff[worker], at=at,
                letter=letter, wording=1,
            ))  # fmt: skip
    history = office.ask(queries.view, person=person).history
    assert [each.statement for each in history.goals] == ["I will walk, fourth", "I will walk, fifth"]
    rated = [each for each in history.cells if each.letter]
    assert [(each.letter, each.is_disputed, len(each.given)) for each in rated] == [(Letter.A1, True, 2)] * 2
    first = london_day(office.now - 40 * DAY)
    assert (history.first_day, min(each.day for each in history.marks)) == (first, first)
    assert [each.rated for each in history.by_week[history.goals[0].id]][:2] == [1, 0]


@pytest.mark.rule("GOAL-4", "INT-7", "IPAD-3")
def test_the_level_by_week_begins_anew_where_the_support_was_handed_over(office):
    person, moved = office.a_person(), office.now - 8 * DAY
    first = office.an_episode(
        visit(Call.LUNCH), person=person, started_at=office.now - 20 * DAY, ended_at=moved,
        end_reason=EndReason.TRANSFERRED,
    )  # fmt: skip
    told = {"started_at": moved, "kind": EpisodeKind.INTERIM_IN_STS, "follows_id": first}
    office.an_episode(visit(Call.LUNCH), person=person, **told)
    goal = office.a_goal(first, set_at=office.now - 20 * DAY, statement="I will make lunch")
    for ago, letter in ((19, Letter.A1), (12, Letter.A1), (9, Letter.A1), (7, Letter.P), (5, Letter.P)):
        at = office.now - ago * DAY
        office.store(Rating(
            goal_id=goal, day=london_day(at), call=Call.LUNCH, worker_id=office.staff["CWC"], at=at, letter=letter,
            wording=1,
        ))  # fmt: skip
    (row,) = history_of(office, goal).goals
    assert [(each.median, each.begins_anew) for each in row.weeks] == [(1.0, False), (2.0, True), (2.0, False)]
    assert row.trend == "A1, anew: P, P"
