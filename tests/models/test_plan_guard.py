"""A finished or superseded plan version and its week never change: no column, by no statement, on both databases."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Boolean, Date, DateTime, Integer, Text, Time, Uuid, func, insert, literal, select, update
from sqlalchemy.exc import DBAPIError

from models.audit import AuditEntry
from models.plans import Plan, PlanVisit

NEVER, FORGED = "never changes", "forged"
_OF_TWO_WEEKS = {"heavier_week": 1, "lighter_minutes": 0, "lighter_contact_minutes": 0}
KEPT_BY_ALL = {"id", "office_id"}  # no row of any table changes these: refused before it is asked what the row is


@pytest.fixture
def superseded(office):
    """A version with a week, and a newer one after it."""
    episode = office.an_episode()
    office.a_plan(episode, number=2)
    return version_of(office, episode, 1)


@pytest.fixture
def finished(office):
    """The newest version of its episode, with a week, finished."""
    plan = version_of(office, office.an_episode(), 1)
    with office.database.writing() as session:
        session.execute(update(Plan.__table__).where(Plan.id == plan).values(finished_at=office.now))
    return plan


def version_of(office, episode, number):
    with office.database.reading() as session:
        return session.scalars(select(Plan.id).where(Plan.episode_id == episode, Plan.number == number)).one()


def another(office, table, column):
    """Another value of a column, which breaks no rule but the one that is asked about."""
    if (table.name, column.name) in {("plan", "change"), ("plan", "kind"), ("plan_visit", "call")}:
        return {"change": "transfer", "kind": "long_term", "call": "bed"}[column.name]
    if column.name in {"workers", "weeks"}:
        return 2
    if column.name == "version":
        return column + 1
    values = {
        Integer: 99, Boolean: True, Uuid: uuid4(), Text: "another", Date: office.now.date(),
        Time: office.now.time(), DateTime: office.now + timedelta(hours=1),
    }  # fmt: skip
    kind = getattr(column.type, "impl", column.type)
    return next(value for sort, value in values.items() if isinstance(kind, sort))


def changed(office, table, column):
    """What sets a column to another value, with those that are only right together."""
    if column.name in _OF_TWO_WEEKS:
        return _OF_TWO_WEEKS
    return {column.name: another(office, table, column)}


def refused(office, statement):
    """What the database says; nothing where it lets the change pass. The change is taken back either way."""
    try:
        with office.database.engine.connect() as connection:
            connection.execute(statement)
            connection.execute(select(literal(1)))  # a server is heard on an insert with the statement behind it
    except DBAPIError as error:
        return str(error.orig)
    return ""


def audited(office):
    with office.database.reading() as session:
        return session.scalar(select(func.count()).select_from(AuditEntry))


@pytest.mark.rule("PSP-2")
@pytest.mark.parametrize("state", ["superseded", "finished"])
@pytest.mark.parametrize("kind", [Plan, PlanVisit])
def test_no_column_of_it_changes_to_another_value_or_is_set_to_its_own(office, request, state, kind):
    plan, table = request.getfixturevalue(state), kind.__table__
    this = update(table).where((table.c.id if kind is Plan else table.c.plan_id) == plan)
    before, passed = audited(office), {}
    for column in table.columns:
        said = refused(office, this.values(changed(office, table, column)))
        if (FORGED if column.name in KEPT_BY_ALL else NEVER) not in said:
            passed[column.name, "to another"] = said
        said = refused(office, this.values({column.name: column}))
        if NEVER not in said:
            passed[column.name, "to its own"] = said
    assert passed == {}
    assert audited(office) == before


@pytest.mark.rule("PSP-2")
@pytest.mark.parametrize("kind", [Plan, PlanVisit])
def test_the_same_changes_of_the_version_in_force_pass(office, kind):
    """So it is the guard that refuses, and no other rule."""
    plan, table = version_of(office, office.an_episode(), 1), kind.__table__
    this = update(table).where((table.c.id if kind is Plan else table.c.plan_id) == plan)
    links = {column.name for column in table.columns if column.foreign_keys}
    for column in table.columns:
        if column.name not in KEPT_BY_ALL | links:
            assert refused(office, this.values(changed(office, table, column))) == "", column
        assert refused(office, this.values({column.name: column})) == "", column


@pytest.mark.rule("PSP-2")
@pytest.mark.parametrize("state", ["superseded", "finished"])
def test_its_week_neither_gains_nor_loses_a_visit(office, make, request, state):
    plan, week = request.getfixturevalue(state), PlanVisit.__table__
    open_one = version_of(office, office.an_episode(), 1)
    away = update(week).where(week.c.plan_id == plan).values(plan_id=open_one, number=99)
    into = update(week).where(week.c.plan_id == open_one).values(plan_id=plan, number=99)
    visit = make(PlanVisit, plan_id=plan, office_id=office.id, version=1)
    columns = [column.name for column in week.columns if column.name not in {"operation_id", "at"}]
    new = insert(week).values({name: getattr(visit, name) for name in columns if getattr(visit, name) is not None})
    for statement in (away, into, new.values(tasks="")):
        assert NEVER in refused(office, statement)
    assert refused(office, new.values(tasks="", plan_id=open_one)) == ""
