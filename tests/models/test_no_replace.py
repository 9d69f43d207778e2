"""On a file, no statement with OR REPLACE throws a row away unseen; a server has no such statement."""

import pytest
from sqlalchemy import UniqueConstraint, event, func, select, update
from sqlalchemy.exc import IntegrityError

from models.audit import AuditEntry
from models.formats import FormatMaker
from models.people import Person
from models.staff import StaffTeam
from models.teams import UsualHours
from models.values import Call
from models.vocabulary.people import OtherFormat


def otherwise(office, kind, first):
    """What a second row says otherwise, where a valid one alone would be the first again."""
    if kind is FormatMaker:  # one for each format
        return {"format": next(each for each in OtherFormat if each is not first.format)}
    return {UsualHours: {"call": Call.LUNCH}, StaffTeam: {"team_id": office.teams["North"]}}.get(kind, {})


@pytest.fixture
def office(sqlite_office):
    """A small office on a file."""
    return sqlite_office


@pytest.fixture
def or_replace(office):
    """A function after which every statement that the office sends says OR REPLACE."""

    def reworded(_connection, _cursor, statement, parameters, *_):
        for deed in ("INSERT ", "UPDATE "):
            if statement.startswith(deed):
                statement = f"{deed}OR REPLACE {statement.removeprefix(deed)}"
        return statement, parameters

    def begin():
        event.listen(office.database.engine, "before_cursor_execute", reworded, retval=True)

    yield begin
    event.remove(office.database.engine, "before_cursor_execute", reworded)


def ways_to_collide(kind, first):
    """The columns of each uniqueness of a table, its key among them; nothing collides with what isn't said."""
    table = kind.__table__
    found = [table.primary_key, *(each for each in table.constraints if isinstance(each, UniqueConstraint))]
    found += [each for each in table.indexes if each.unique]
    ways = ([*each.columns.keys()] for each in found)
    return [names for names in ways if all(getattr(first, name) is not None for name in names)]


def test_a_new_row_takes_no_other_rows_place(office, make, one_of_each, or_replace):
    seconds = [
        (kind, columns, make(kind, **{column: getattr(first, column) for column in columns}))
        for kind, first in one_of_each.items()
        for columns in ways_to_collide(kind, first)
    ]
    before = counted(office, one_of_each)
    or_replace()
    for kind, columns, second in seconds:
        with pytest.raises(IntegrityError, match="UNIQUE constraint failed") as caught:
            office.store(second)
        if "id" not in columns:  # two rules say the same of a key
            wanted = sorted(f"{kind.__tablename__}.{column}" for column in columns)
            assert sorted(str(caught.value.orig).split(": ")[1].split(", ")) == wanted
    assert counted(office, one_of_each) == before


def test_a_changed_row_takes_no_other_rows_place(office, make, one_of_each, or_replace):
    seconds = []
    for kind, first in one_of_each.items():
        key = {*kind.__table__.primary_key.columns.keys()}
        for columns in ways_to_collide(kind, first):
            if not key & set(columns):
                second = make(kind, **otherwise(office, kind, first))
                office.store(second)
                seconds.append((kind, second, {column: getattr(first, column) for column in columns}))
    before = counted(office, one_of_each)
    or_replace()
    for kind, second, same in seconds:
        table = kind.__table__
        change = update(table).where(table.c.id == second.id).values(same)
        with (
            pytest.raises(IntegrityError, match="UNIQUE constraint failed"),
            office.database.writing() as session,
        ):
            session.execute(change)
    assert len(seconds) > 10
    assert counted(office, one_of_each) == before


def counted(office, kinds):
    with office.database.reading() as session:
        return {kind: session.scalar(select(func.count()).select_from(kind)) for kind in (*kinds, AuditEntry)}


def test_what_takes_nobodys_place_passes(office, make, or_replace):
    """A row may keep its own place, and none takes the place of what a partial rule doesn't count."""
    person = office.a_person()
    or_replace()
    office.store(make(Person, mosaic_id=None, nhs_number=None))
    with office.database.writing() as session:
        session.execute(update(Person).where(Person.id == person).values(mosaic_id="M1", given="Joan"))
        session.execute(update(Person).where(Person.id == person).values(mosaic_id="M1", given="Jean"))


def test_no_entry_of_the_audit_is_replaced(office, or_replace):
    office.a_person()
    with office.database.reading() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.number)).first()
    told = {column.name: getattr(entry, column.name) for column in AuditEntry.__table__.columns}
    or_replace()
    with pytest.raises(IntegrityError, match="append-only"):
        office.store(AuditEntry(**told | {"by": "nobody"}))
