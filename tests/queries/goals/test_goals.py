"""The goals tab and the IPAD history."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from app.door.changes import Topic, changes
from app.door.errors import Refused
from app.queries.goals import goals as queries
from app.queries.goals.suggestion_facts import goal_histories
from app.services.episodes import milestones
from app.services.goals import goals, ratings
from models.breaks import Break
from models.episodes import Episode
from models.goals import Goal
from models.people import Person
from models.rules.goals.smart import RecordPlace
from models.rules.goals.when import EstimateKind
from models.values import Call
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.goals import GoalState, Letter
from tests.builders import visit

TODAY = date(2026, 11, 20)
WEEK = (visit(call=Call.MORNING), visit(call=Call.LUNCH))


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.fixture
def episode(office):
    return office.an_episode(*WEEK, started_at=office.now - timedelta(days=20))


@pytest.fixture
def goal(office, episode):
    return office.a_goal(episode, set_at=office.now - timedelta(days=4), number=1, statement="I will make lunch")


@pytest.fixture
def person(office, goal):
    with office.database.reading() as session:
        return session.get_one(Goal, goal).person_id


def rate(office, goal, day, letter, worker="CWC", call=Call.LUNCH):
    office.do(ratings.rate, goal=goal, day=day, call=call, worker=office.staff[worker], letter=letter)


def cells(office, person):
    found = office.ask(queries.view, person=person).history
    return [
        (each.day, each.call, each.letter.value if each.letter else each.away.value if each.away else "missing")
        for each in found.cells
    ]


@pytest.mark.rule("IPAD-1")
def test_history_shows_the_most_help_and_who_gave_what(office, goal, person):
    rate(office, goal, ago(1), Letter.I)
    rate(office, goal, ago(1), Letter.A1, worker="Second CWC")
    rate(office, goal, ago(2), Letter.D)
    found = office.ask(queries.view, person=person).history
    both = next(each for each in found.cells if each.day == ago(1))
    assert (both.letter, both.is_disputed) == (Letter.A1, True)
    assert {each.worker: each.letter for each in both.given} == {
        office.staff["CWC"]: Letter.I,
        office.staff["Second CWC"]: Letter.A1,
    }
    (row,) = found.goals
    assert (row.latest.day, row.latest.letter) == (ago(1), Letter.A1)
    assert (row.not_recorded, row.statement) == (1, "I will make lunch")


@pytest.mark.rule("IPAD-1", "GOAL-4")
def test_one_goal_asked_again_after_a_rating_is_as_the_whole_page_shows_it(
    office, episode, goal, person, count_statements
):
    other = office.a_goal(episode, set_at=office.now - timedelta(days=3), number=2, statement="I will wash")
    rate(office, goal, ago(3), Letter.A1)
    office.do(
        goals.change_goal, goal=goal, seen=1, statement="I will make tea", measure="daily", achievable="yes",
        relevant="alone", target=None, calls=(), aim=None, own_words="", because="No lunch",
    )  # fmt: skip
    rate(office, goal, ago(1), Letter.I)
    rate(office, goal, ago(1), Letter.P, worker="Second CWC")
    rate(office, other, ago(2), Letter.D)
    page = office.ask(queries.view, person=person)
    statements = count_statements(office.database)
    for row in page.goals:
        again = office.ask(queries.rated_goal, person=person, goal=row.id)
        assert (again.latest, again.suggestions) == (row.latest, row.suggestions)
        assert again.history == next(each for each in page.history.goals if each.id == row.id)
        assert again.cells == tuple(each for each in page.history.cells if each.goal == row.id)
    assert len([each for each in statements if not each.startswith("BEGIN")]) == 5 * len(page.goals)
    assert office.ask(queries.rated_goal, person=person, goal=person) is None


@pytest.mark.rule("IPAD-4")
def test_visits_planned_and_not_recorded_are_shown_until_now_and_only_at_the_goals_calls(office, goal, person):
    rate(office, goal, ago(2), Letter.P)
    assert cells(office, person) == [
        (ago(3), Call.LUNCH, "missing"),
        (ago(2), Call.LUNCH, "P"),
        (ago(1), Call.LUNCH, "missing"),
    ]
    office.clock.advance(timedelta(hours=3))  # noon
    assert cells(office, person)[-1] == (TODAY, Call.LUNCH, "missing")
    rate(office, goal, ago(3), Letter.I, call=Call.BED)
    assert (ago(3), Call.BED, "I") in cells(office, person)


@pytest.mark.rule("END-3")
def test_days_away_are_shown_as_such(office, episode, person):
    went = office.now - timedelta(days=3)
    office.store(Break(
        episode_id=episode, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM, began_at=went,
        last_visit_on=ago(4), last_asked_at=went, recorded_by_id=office.staff["DSO"],
        returned_at=office.now - timedelta(days=1),
    ))  # fmt: skip
    assert [each[2] for each in cells(office, person)] == ["hospital", "hospital", "missing"]
    found = office.ask(queries.view, person=person).history
    assert [each.away for each in found.visits] == [BreakKind.HOSPITAL, BreakKind.HOSPITAL, None]
    assert found.goals[0].not_recorded == 1


@pytest.mark.rule("IPAD-2")
def test_a_rating_taken_back_is_shown_nowhere(office, goal, person):
    rate(office, goal, ago(1), Letter.P)
    office.do(
        ratings.undo_rating, goal=goal, day=ago(1), call=Call.LUNCH, worker=office.staff["CWC"], letter=Letter.P,
        back_to=None,
    )  # fmt: skip
    assert {each[2] for each in cells(office, person)} == {"missing"}
    assert office.ask(queries.view, person=person).goals[0].latest is None


@pytest.mark.rule("IPAD-3")
def test_weeks_count_from_the_first_day_and_columns_are_in_the_order_of_time(office, episode, goal, person):
    second = office.a_goal(episode, set_at=office.now - timedelta(days=4), calls="morning,night")
    for back, letter in ((3, Letter.A1), (2, Letter.P), (1, Letter.I)):
        rate(office, goal, ago(back), letter)
    rate(office, second, ago(2), Letter.D, call=Call.MORNING)
    rate(office, second, ago(2), Letter.P, call=Call.NIGHT)
    found = office.ask(queries.view, person=person).history
    assert [each.call for each in found.visits if each.day == ago(2)] == [Call.NIGHT, Call.MORNING, Call.LUNCH]
    assert [each.day for each in found.visits] == sorted(each.day for each in found.visits)
    first, other = found.goals
    assert [(week.number, week.median, week.rated) for week in first.weeks] == [(1, None, 0), (2, None, 0), (3, 2.0, 3)]
    assert (other.weeks[-1].median, other.weeks[-1].declined) == (2.0, 1)


@pytest.mark.rule("GOAL-4")
def test_another_statement_is_a_seam_and_starts_the_suggestions_anew(office, goal, person):
    for back in (3, 2, 1):
        rate(office, goal, ago(back), Letter.D)
    kinds = [each.kind for each in office.ask(queries.view, person=person).goals[0].suggestions]
    assert kinds == [queries.SuggestionKind.DECLINING]
    same = {
        "measure": "m",
        "achievable": "a",
        "relevant": "r",
        "target": None,
        "calls": (Call.LUNCH,),
        "aim": None,
        "own_words": "",
        "because": "b",
    }
    office.do(goals.change_goal, goal=goal, seen=1, statement="I will make lunch", **same)
    seen = office.ask(queries.view, person=person).goals[0]
    assert [each.kind for each in seen.suggestions] == kinds
    office.do(goals.change_goal, goal=goal, seen=seen.version, statement="I will make tea", **same)
    found = office.ask(queries.view, person=person)
    assert found.goals[0].suggestions == ()
    assert [(each.wording, each.changed_by) for each in found.goals[0].earlier] == [(1, "DSO North"), (2, "DSO North")]
    assert [each.earlier_statement for each in found.history.goals[0].seams] == ["I will make lunch"]


@pytest.mark.rule("GOAL-4")
def test_meetings_and_the_goals_tab_look_at_the_same_series(office, episode, goal):
    rate(office, goal, ago(1), Letter.P)
    same = {
        "achievable": "a",
        "relevant": "r",
        "target": None,
        "calls": (Call.LUNCH,),
        "aim": None,
        "own_words": "",
        "because": "b",
    }
    office.do(goals.change_goal, goal=goal, seen=1, statement="I will make lunch", measure="other", **same)
    assert len(office.ask(goal_histories, [episode])({})[goal].visits) == 1
    seen = office.version(Goal, goal)
    office.do(goals.change_goal, goal=goal, seen=seen, statement="I will make tea", measure="other", **same)
    assert office.ask(goal_histories, [episode])({})[goal].visits == ()


@pytest.mark.rule("GOAL-1", "GOAL-3", "GOAL-5")
def test_the_view_says_what_goals_lack_until_when_and_where_they_belong(office):
    person = office.a_person(given="Ada", family="Osei")
    episode = office.an_episode(person=person, goal_setter_id=office.staff["OT"])
    draft = office.do(goals.set_goal, episode=episode, statement="I will dress").made
    found = office.ask(queries.view, person=person)
    assert (found.name, found.goal_setter, found.is_open) == ("Ada Osei", "OT North", True)
    assert found.due_at == office.now
    (row,) = found.goals
    assert (row.id, row.is_draft, len(row.lacks), row.version) == (draft, True, 4, 1)
    assert found.places == (RecordPlace.HELD_RECORD,)
    office.a_goal(episode)
    assert office.ask(queries.view, person=person).due_at is None


@pytest.mark.rule("MILE-1", "MILE-2")
def test_the_line_of_milestones_has_all_five_and_says_when_an_assessment_is_due(office, episode, person):
    office.do(milestones.record, episode=episode, kind=MilestoneKind.MAXIMUM_INDEPENDENCE, at=office.now)
    found = office.ask(queries.view, person=person)
    assert [each.kind for each in found.milestones] == list(MilestoneKind)
    assert [each.at is not None for each in found.milestones] == [True, False, True, False, False]
    assert found.assessment_due


@pytest.mark.rule("END-6")
def test_no_suggestion_is_made_after_a_death(office, goal, person):
    for back in (3, 2, 1):
        rate(office, goal, ago(back), Letter.D)

    def report(turn):
        turn.session.get_one(Person, person).death_reported_at = turn.moment
        return changes(Topic.PEOPLE)

    office.do(report)
    assert office.ask(queries.view, person=person).goals[0].suggestions == ()


@pytest.mark.rule("INT-7")
def test_goals_go_with_the_person_into_the_interim_and_not_into_another_year(office):
    person = office.a_person()
    old = office.an_episode(
        person=person, started_at=office.now - timedelta(days=300), ended_at=office.now - timedelta(days=280),
        end_reason=EndReason.GOALS_ACHIEVED,
    )  # fmt: skip
    office.a_goal(old)
    moved = office.now - timedelta(days=2)
    first = office.an_episode(
        *WEEK, person=person, started_at=office.now - timedelta(days=9), ended_at=moved,
        end_reason=EndReason.TRANSFERRED,
    )  # fmt: skip
    goal = office.a_goal(first, set_at=office.now - timedelta(days=4))
    second = office.an_episode(*WEEK, person=person, started_at=moved, kind=EpisodeKind.INTERIM_TEAM, follows_id=first)
    found = office.ask(queries.view, person=person)
    assert [each.id for each in found.goals] == [goal]
    assert (found.episode, found.milestone_episode, found.due_at) == (second, first, None)
    assert [each.day for each in found.history.cells] == [ago(3), ago(2), ago(1)]


def test_closed_goals_are_missed_no_longer_and_suggest_nothing(office, goal, person):
    office.clock.advance(timedelta(days=-2))
    office.do(goals.close_goal, goal=goal, seen=1, state=GoalState.ACHIEVED)
    office.clock.advance(timedelta(days=2))
    found = office.ask(queries.view, person=person)
    assert [each.day for each in found.history.cells] == [ago(3), ago(2)]
    assert found.goals[0].suggestions == ()


def test_somebody_never_in_service_is_said_so(office):
    with pytest.raises(Refused, match="isn't in service"):
        office.ask(queries.view, person=office.a_person())


def test_the_view_with_its_history_takes_six_statements(office, episode, person, count_statements):
    for _ in range(3):
        other = office.a_goal(episode, set_at=office.now - timedelta(days=4))
        for back in (1, 2, 3):
            rate(office, other, ago(back), Letter.P)
    statements = count_statements(office.database)
    office.ask(queries.view, person=person)
    assert sum(each.startswith(("SELECT", "WITH")) for each in statements) == 6


def test_ratings_are_found_by_their_goals_and_not_among_all_of_the_office(sqlite_office):
    office, plans = sqlite_office, []
    episode = office.an_episode(*WEEK, started_at=office.now - timedelta(days=20))
    rate(office, office.a_goal(episode, set_at=office.now - timedelta(days=4)), ago(1), Letter.P)
    with office.database.reading() as session:
        person = session.get_one(Episode, episode).person_id
        driver = session.connection().connection.driver_connection

        def explain(_connection, _cursor, statement, values, *_rest):
            if "JOIN rating" in statement or "FROM rating" in statement:
                plans.append([row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}", values)])

        event.listen(office.database.engine, "before_cursor_execute", explain)
        office.ask(queries.view, person=person)
        assert office.ask(goal_histories, [episode])({})
        event.remove(office.database.engine, "before_cursor_execute", explain)
    assert len(plans) == 2
    for plan in plans:
        assert [each for each in plan if each.startswith("SEARCH rating USING PRIMARY KEY")], plan


@pytest.mark.rule("GOAL-3")
def test_what_isnt_exact_is_said_of_a_goal_that_is_worked_on_and_of_no_other(office, episode):
    goal = office.a_goal(episode, measure="on most mornings", calls="bed")
    (row,) = office.ask(queries.view, person=office.get(Episode, episode).person_id).goals
    typed = {part: getattr(row, part) for part in ("statement", "measure", "achievable", "relevant", "target", "calls")}
    found = office.ask(queries.missing, **typed)
    assert (found.lacks, found.inexact) == ((), row.inexact)
    assert ["two ways" in row.inexact[0], "other calls" in row.inexact[1]] == [True, True]
    office.do(goals.close_goal, goal=goal, seen=row.version, state=GoalState.NOT_ACHIEVED)
    (row,) = office.ask(queries.view, person=office.get(Episode, episode).person_id).goals
    assert row.inexact == ()


@pytest.mark.rule("IPAD-4", "GOAL-3")
def test_the_way_still_to_go_is_counted_from_the_ratings_of_the_goals_own_aim(office, episode, person, goal):
    row = office.ask(queries.view, person=person).goals[0]
    asked = "No aim of its own: the office asks whether it is achieved at I at 9 of 10 rated visits."
    assert (row.aim, row.reached_when, row.way_to_go, row.without_aim) == (None, "", "", asked)
    with office.database.writing() as session:
        session.get_one(Goal, goal).aim = "P 2 of 3"
    for back, letter in ((4, Letter.A1), (3, Letter.P), (2, Letter.A1)):
        rate(office, goal, ago(back), letter)
    row = office.ask(queries.view, person=person).goals[0]
    assert row.reached_when == "Prompt or less help at 2 of 3 lunch visits"
    said = "P or less help at 1 of the last 3 rated visits, 2 of 3 wanted: at least 1 more visit."
    assert (row.way_to_go, row.without_aim) == (said, "")
    rate(office, goal, ago(1), Letter.I)
    assert office.ask(queries.rated_goal, person=person, goal=goal).way_to_go.endswith("2 of 3 wanted: reached.")
    assert office.ask(goal_histories, [episode])({})[goal].aim == "P 2 of 3"
    office.do(goals.close_goal, goal=goal, seen=row.version, state=GoalState.NOT_ACHIEVED)
    for aim in ("P 2 of 3", None):
        with office.database.writing() as session:
            session.get_one(Goal, goal).aim = aim
        row = office.ask(queries.view, person=person).goals[0]
        assert (row.reached_when, row.way_to_go, row.without_aim) == ("", "", "")


@pytest.mark.rule("IPAD-4")
def test_when_it_may_be_reached_is_told_of_a_goal_that_is_worked_on_from_ten_ratings_on(office, episode, person):
    goal = office.a_goal(episode, set_at=office.now - timedelta(days=19), number=3, aim="I 4 of 5", calls="lunch")
    letters = ["A1", "A1", "A1", "P", "A1", "P", "P", "A1", "P", "P", "I", "P", "I", "P"]
    for back, letter in zip(range(len(letters), 0, -1), letters, strict=True):
        rate(office, goal, ago(back), Letter(letter))
        if back == 5:
            told = office.ask(queries.rated_goal, person=person, goal=goal)
            assert told.when.kind is not EstimateKind.TOO_FEW  # ten ratings
        elif back == 6:
            assert office.ask(queries.rated_goal, person=person, goal=goal).when.kind is EstimateKind.TOO_FEW
    told = office.ask(queries.view, person=person)
    (row,) = [each for each in told.goals if each.id == goal]
    (strip,) = [each for each in told.history.goals if each.id == goal]
    assert TODAY < row.when.first <= row.when.last
    assert strip.when == row.when == office.ask(queries.rated_goal, person=person, goal=goal).history.when
    office.do(goals.close_goal, goal=goal, seen=row.version, state=GoalState.ACHIEVED)
    assert [each.when for each in office.ask(queries.view, person=person).goals if each.id == goal] == [None]
