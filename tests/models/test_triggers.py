"""The database's triggers stamp every row, write the audit and refuse to forget, also for bulk statements."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Text, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import undefer

from models.agreement import Rate
from models.audit import AuditEntry
from models.deciding import WhoDecided
from models.goals import Goal
from models.keys import new_id
from models.migrations import triggers
from models.papers import PaperFile
from models.people import Person
from models.plans import Plan, PlanVisit
from models.ratings import Rating
from models.schema import METADATA
from models.vocabulary.goals import Letter
from models.wording import WordingPhrase, WordingVersion

WITHOUT_STAMPS = {
    *("office", "audit_entry", "database_mark", "access_note", "seal", "sealed_entry", "paper_bytes"),
    *("key_safe_code", "login"),
    *("person_word", "near_word"),  # derived from a record that carries them
    *("due_day", "due_line", "due_mark"),
}
STAMPS = ("created_at", "created_by", "updated_at", "updated_by")


def stamped():
    return {name: table for name, table in METADATA.tables.items() if "updated_at" in table.columns}


def entries(office, *rows):
    """What the audit says of these rows, oldest first."""
    with office.database.reading() as session:
        query = select(AuditEntry).order_by(AuditEntry.number)
        return session.scalars(
            query.where(AuditEntry.row_id.in_([key_of(row) for row in rows])) if rows else query
        ).all()


def key_of(row):
    return row.goal_id if isinstance(row, Rating) else row.id


def whose(office):
    """By whom the database says a row was written: the desk's name, or the server's login."""
    return "test" if office.database.is_sqlite else "admin"


def run(office, statement):
    with office.database.writing() as session:
        session.execute(statement)


def says_no(office, statement):
    try:
        run(office, statement)
    except DBAPIError as error:
        return str(error.orig)
    return ""


def test_every_table_but_thirteen_carries_stamps():
    assert set(METADATA.tables) - set(stamped()) == WITHOUT_STAMPS
    for table in stamped().values():
        assert {"office_id", "version", "operation_id", *STAMPS} <= set(table.columns.keys())


def test_every_such_table_has_its_triggers(office):
    with office.database.engine.connect() as connection:
        if office.database.is_sqlite:
            found = connection.execute(text("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")).all()
            wanted = {"b_guard", "x_born", "y_keep", "z_audit", "z_audit_new"}
            named = {(table, name.removeprefix(f"{table}_")) for table, name in found}
        else:
            found = connection.execute(text("SELECT tgrelid::regclass::text, tgname FROM pg_trigger")).all()
            wanted = {"a_stamp", "y_keep", "y_keep_all", "z_audit"}
            named = {(table.strip('"'), name) for table, name in found}
    assert {(table, trigger) for table in stamped() for trigger in wanted} <= named


def test_a_new_row_is_stamped_and_audited_once(office, one_of_each):
    audited = Counter((each.table_name, each.row_id) for each in entries(office) if each.deed == "insert")
    with office.database.reading() as session:
        for kind, row in one_of_each.items():
            stored = session.scalars(
                select(kind)
                .options(undefer("*"))
                .where(*[column == getattr(row, column.key) for column in kind.__table__.primary_key])
            ).one()
            assert stored.version == 1, kind
            assert (stored.created_by, stored.updated_by) == (whose(office), whose(office)), kind
            assert stored.created_at == stored.updated_at, kind
            if office.database.is_sqlite:
                assert stored.created_at == office.now
            assert audited[kind.__tablename__, key_of(row)] == 1, kind


def test_a_bulk_statement_is_stamped_and_audited_row_by_row(office, one_of_each):
    operation = new_id()
    for kind in one_of_each:
        if kind in {PaperFile, Plan, PlanVisit, Rate, WhoDecided, WordingPhrase, WordingVersion}:
            continue  # superseded versions, used rates, papers, words, who decided: never change: tests of their own
        rows = Counter(each.row_id for each in entries(office) if each.table_name == kind.__tablename__)
        run(office, update(kind.__table__).values(operation_id=operation))
        again = [each for each in entries(office) if each.table_name == kind.__tablename__ and each.deed == "update"]
        told = [each for each in again if each.operation_id == operation]
        assert Counter(each.row_id for each in told) == rows, kind
        with office.database.reading() as session:
            table = kind.__table__
            assert set(session.scalars(select(table.c.version))) == {2}, kind


def test_the_audit_keeps_the_row_before_and_after(office):
    person = office.a_person(given="Jean")
    run(office, update(Person).where(Person.id == person).values(given="Joan"))
    first, second = (each for each in entries(office) if each.row_id == person)
    assert (first.deed, first.before) == ("insert", None)
    assert '"Jean"' in first.after
    assert (second.deed, second.by, second.office_id) == ("update", whose(office), office.id)
    assert '"Jean"' in second.before
    assert '"Joan"' in second.after
    assert '"version":2' in second.after.replace(" ", "")


def test_the_audit_of_every_table_is_json_that_names_every_column(office, one_of_each):
    said = {each.row_id: json.loads(each.after) for each in entries(office) if each.deed == "insert"}
    for kind, row in one_of_each.items():
        assert set(kind.__table__.columns.keys()) - {*STAMPS, "office_id"} <= set(said[key_of(row)]), kind
    braces = office.a_person(given="{[}", family='"Gill"}', lone_worker_risk=True)
    told = next(json.loads(each.after) for each in entries(office) if each.row_id == braces)
    assert (told["given"], told["family"], bool(told["lone_worker_risk"])) == ("{[}", '"Gill"}', True)


def test_a_change_that_failed_leaves_no_audit(office):
    before = len(entries(office))
    with pytest.raises(DBAPIError), office.database.writing() as session:
        session.execute(update(Person).values(given="Joan")).close() or session.execute(text("nonsense"))
    assert len(entries(office)) == before


@pytest.mark.parametrize("forged", ["updated_at", "created_at", "updated_by", "created_by"])
def test_a_stamp_can_be_neither_forged_nor_used_to_slip_past_the_audit(office, forged):
    person = office.a_person()
    value = datetime(2000, 1, 1, tzinfo=UTC) if forged.endswith("_at") else "somebody else"
    run(office, update(Person.__table__).where(Person.id == person).values({forged: value, "given": "Joan"}))
    with office.database.reading() as session:
        row = session.execute(select(Person.__table__).where(Person.id == person)).one()
    assert row.version == 2
    assert getattr(row, forged) != value
    assert [each.deed for each in entries(office) if each.row_id == person] == ["insert", "update"]


@pytest.mark.parametrize("forged", [*STAMPS, "version"])
def test_a_new_row_that_brings_its_own_stamps_is_refused(office, make, forged):
    value = 7 if forged == "version" else datetime(2000, 1, 1, tzinfo=UTC) if forged.endswith("_at") else "x"
    office.store(make(Person))
    with office.database.reading() as session:
        row = session.execute(select(Person.__table__)).mappings().one()
    new = {"id": uuid4(), "version": 1, "mosaic_id": None, "nhs_number": None} | dict.fromkeys(STAMPS)
    bringing = insert(Person.__table__).values({**row, **new, "id": uuid4(), forged: value})
    assert says_no(office, insert(Person.__table__).values({**row, **new})) == ""
    assert "a stamp was forged" in says_no(office, bringing)


def test_a_forged_version_key_or_office_is_refused_in_every_table(office, one_of_each):
    for kind, row in one_of_each.items():
        table = kind.__table__
        this = [column == getattr(row, column.key) for column in table.primary_key]
        key = "id" if "id" in table.columns else "goal_id"
        unset = ({"version": None}, {key: None}, {"office_id": None})
        for forged in ({"version": 9}, {"version": 0}, {key: uuid4()}, {"office_id": uuid4()}, *unset):
            assert "forged" in says_no(office, update(table).where(*this).values(forged)), (kind, forged)


def test_no_part_of_a_ratings_key_is_ever_changed(office, make):
    office.store(make(Rating))
    for forged in ({"day": date(2026, 11, 19)}, {"call": "tea"}, {"worker_id": office.staff["Second CWC"]}):
        assert "forged" in says_no(office, update(Rating.__table__).values(forged))


def test_nothing_is_deleted_from_any_table(office, one_of_each):
    assert set(one_of_each) == {kind for kind in one_of_each if kind.__tablename__ in stamped()}
    for name, table in stamped().items():
        assert "nothing is deleted" in says_no(office, table.delete()), name


def test_no_table_is_emptied_at_once(office):
    if office.database.is_sqlite:
        pytest.skip("SQLite has no TRUNCATE; its DELETE without WHERE calls the triggers")
    for name in (*stamped(), "audit_entry"):
        said = says_no(office, text(f'TRUNCATE "{name}" CASCADE'))
        assert "nothing is deleted" in said or "append-only" in said, name


def test_the_audit_is_append_only(office):
    office.a_person()
    table = METADATA.tables["audit_entry"]
    assert "append-only" in says_no(office, table.update().values(by="nobody"))
    assert "append-only" in says_no(office, table.delete())


# --- Plans -----------------------------------------------------------------------------------------------------


@pytest.mark.rule("PSP-2")
def test_a_superseded_or_finished_plan_and_its_week_never_change(office, make):
    episode = office.an_episode()
    second = office.a_plan(episode, number=2)
    office.store(make(PlanVisit, plan_id=second))
    for_the_first = select(Plan.id).where(Plan.episode_id == episode, Plan.number == 1).scalar_subquery()
    week = PlanVisit.__table__
    never = "never changes"
    assert never in says_no(office, update(Plan.__table__).where(Plan.id == for_the_first).values(because="x"))
    assert never in says_no(office, update(week).where(week.c.plan_id == for_the_first).values(minutes=5))
    with office.database.reading() as session:
        first = session.scalar(select(Plan.id).where(Plan.episode_id == episode, Plan.number == 1))
    with pytest.raises(DBAPIError, match=never):
        office.store(make(PlanVisit, plan_id=first))
    run(office, update(Plan.__table__).where(Plan.id == second).values(finished_at=office.now))
    assert never in says_no(office, update(Plan.__table__).where(Plan.id == second).values(finished_at=None))
    assert never in says_no(office, update(week).where(week.c.plan_id == second).values(minutes=5))


# --- Who and when ----------------------------------------------------------------------------------------------


def test_stamps_are_the_desks_on_a_file_and_the_servers_on_a_server(office):
    person = office.a_person()
    office.clock.advance(timedelta(hours=3))
    run(office, update(Person).where(Person.id == person).values(given="Joan", version=2))
    with office.database.reading() as session:
        row = session.execute(select(Person.__table__).where(Person.id == person)).one()
    if office.database.is_sqlite:
        assert (row.updated_by, row.updated_at, row.created_at) == ("test", office.now, office.now - timedelta(hours=3))
    else:
        with office.database.reading() as session:
            server, login = session.execute(text("SELECT clock_timestamp(), session_user")).one()
        assert (row.updated_by, row.created_by) == (login, login)
        assert timedelta(0) <= server - row.updated_at < timedelta(minutes=1)


def test_a_moment_without_a_zone_is_never_stored(office):
    person = office.a_person()
    with pytest.raises(Exception, match="without a time zone"):
        run(
            office,
            update(Person)
            .where(Person.id == person)
            .values(death_reported_at=datetime.fromisoformat("2026-01-01T09:00")),
        )


def test_moments_are_ordered_by_the_database_as_they_are_in_time(office, make):
    around = datetime(2026, 10, 25, 0, 59, 59, 999_999, tzinfo=UTC)
    steps = [timedelta(0), timedelta(microseconds=1), timedelta(seconds=1), timedelta(hours=1), timedelta(days=90)]
    moments = [around + step for step in steps]
    for moment in reversed(moments):
        office.store(make(Goal, set_at=moment))
    with office.database.reading() as session:
        assert list(session.scalars(select(Goal.set_at).order_by(Goal.set_at))) == moments
        assert session.scalar(select(func.count()).where(Goal.set_at <= moments[1])) == 2
        assert session.scalar(select(func.min(Goal.set_at))).tzinfo is UTC


# --- Altering a table ------------------------------------------------------------------------------------------


def test_triggers_come_back_after_a_table_is_made_anew(office, one_of_each):
    """As a later migration does it: alembic's batch makes a SQLite table anew, without its triggers."""
    with office.database.engine.connect() as connection:
        if office.database.is_sqlite:
            connection.connection.driver_connection.rollback()
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        else:
            connection.rollback()
        operations = Operations(MigrationContext.configure(connection))
        triggers.drop_for(connection, ("goal",))
        with operations.batch_alter_table("goal") as batch:
            batch.add_column(Column("colour", Text()))
        triggers.create_for(connection, ("goal",))
        connection.commit()
        if office.database.is_sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = ON")
    goal = one_of_each[Goal]
    assert "nothing is deleted" in says_no(office, text("DELETE FROM goal"))
    run(office, text("UPDATE goal SET colour = 'blue'"))
    last = entries(office, goal)[-1]
    assert (last.deed, '"colour"' in last.after) == ("update", True)


def test_a_corrected_letter_counts_as_a_change_of_its_rating(office, make):
    row = make(Rating)
    office.store(row)
    run(office, update(Rating).values(letter=Letter.I))
    assert [each.deed for each in entries(office, row) if each.table_name == "rating"] == ["insert", "update"]
