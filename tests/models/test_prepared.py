"""Statements that are asked of a file's driver: they give what SQLAlchemy would, and complain as it would."""

from datetime import date, timedelta

import pytest
from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError, OperationalError

from models.base import Key
from models.goals import Goal
from models.people import Person
from models.prepared import Prepared, PreparedInsert, ask_file
from models.ratings import Rating
from models.staff import Staff
from models.staff_of_days import is_on_staff, role_of_day
from models.values import Call
from models.vocabulary.goals import GoalState, Letter
from tests.builders import visit

COLUMNS = (Goal.id, Goal.wording, Goal.set_at, Goal.closed_at, Goal.state, Goal.calls, Person.born, Person.family)


def asked_both_ways(office, statement, **parameters):
    """The rows of both, each with its names."""
    with office.database.reading() as session:
        theirs = session.execute(statement, parameters).all()
        ours = Prepared(statement).rows(session.connection(), parameters)
        return [row._asdict() for row in ours], [row._asdict() for row in theirs]


def test_values_and_names_are_those_that_sqlalchemy_gives(sqlite_office):
    goal = sqlite_office.a_goal(sqlite_office.an_episode(visit()))
    statement = select(*COLUMNS).join(Person, Person.id == Goal.person_id)
    mine = statement.where(Goal.id == bindparam("goal", type_=Key()), Goal.set_at <= sqlite_office.now)
    ours, theirs = asked_both_ways(sqlite_office, mine, goal=goal)
    assert ours == theirs
    assert [row["id"] for row in ours] == [goal]


def test_either_database_gives_the_tuples_that_sqlalchemy_makes_of_its_rows(office):
    goals = [office.a_goal(office.an_episode(visit())) for _ in range(2)]
    open_goals = select(*COLUMNS, Person.id).join(Person, Person.id == Goal.person_id).order_by(Goal.id)
    in_state = open_goals.where(Goal.state == bindparam("state", type_=Goal.state.type))
    prepared = Prepared(in_state)
    for state in GoalState:
        with office.database.reading() as session:
            theirs = session.execute(in_state, {"state": state}).all()
            ours = list(prepared.tuples(session.connection(), {"state": state}))
        assert ours == [tuple(row) for row in theirs]
        assert [row[0] for row in ours] == (sorted(goals) if state is GoalState.OPEN else [])


@pytest.mark.parametrize("day", [date(2001, 1, 1), date(2026, 11, 1)])
def test_what_a_statement_brings_along_is_told_as_it_is_stored(sqlite_office, day):
    statement = select(Staff.name, is_on_staff(day).label("is_here"), role_of_day(day).label("role"))
    ours, theirs = asked_both_ways(sqlite_office, statement.order_by(Staff.name))
    assert ours == theirs
    assert len(ours) == len(sqlite_office.staff)


def test_nobody_is_found_where_there_is_nobody(sqlite_office):
    later = select(Goal.id).where(Goal.set_at > sqlite_office.now + timedelta(days=1))
    assert asked_both_ways(sqlite_office, later) == ([], [])


def test_what_the_driver_has_against_a_statement_is_said_without_what_was_told(sqlite_office):
    with sqlite_office.database.reading() as session, pytest.raises(OperationalError) as said:
        ask_file(session.connection(), "SELECT nonsense FROM nowhere WHERE 1 = :one", {"one": "Jean"})
    assert "nowhere" in str(said.value)
    assert "Jean" not in str(said.value)


def test_whoever_listens_to_an_engine_hears_it_too_and_gets_the_same_answer(sqlite_office, count_statements):
    statement = select(Staff.name.label("name_of_staff")).order_by(Staff.name)
    unheard, _ = asked_both_ways(sqlite_office, statement)
    heard = count_statements(sqlite_office.database)
    assert asked_both_ways(sqlite_office, statement) == (unheard, unheard)
    assert [each for each in heard if "name_of_staff" in each] == heard[1:]
    assert heard[0] == "BEGIN"
    assert len(heard) == 3


def a_rating(office):
    goal = office.a_goal(office.an_episode(visit()))
    return {
        "goal_id": goal, "day": office.now.date(), "call": Call.TEA, "worker_id": office.staff["DSO"],
        "office_id": office.id, "at": office.now, "letter": Letter.A1, "wording": 1, "comment": "Slow", "version": 1,
    }  # fmt: skip


def test_a_row_is_stored_as_sqlalchemy_would_and_once(sqlite_office):
    row = a_rating(sqlite_office)
    made = PreparedInsert(Rating.__table__, tuple(row))
    with sqlite_office.database.writing() as session:
        made.put(session.connection(), row)
    with sqlite_office.database.reading() as session:
        found = session.scalars(select(Rating)).one()
        assert {name: getattr(found, name) for name in row} == row
        assert (found.withdrawn_at, found.operation_id) == (None, None)
    with sqlite_office.database.writing() as session, pytest.raises(IntegrityError) as said:
        made.put(session.connection(), row)
    assert "rating.goal_id, rating.day" in str(said.value)
    assert "Slow" not in str(said.value)


def test_a_column_that_sqlalchemy_itself_would_fill_is_not_left_out(sqlite_office):
    row = a_rating(sqlite_office)
    with pytest.raises(LookupError, match="rating"):
        PreparedInsert(Rating.__table__, tuple(name for name in row if name != "version"))
