"""That no condition keeps a server from its indexes behind row security, which an administrator's login doesn't see.

Before a row is known to be of one's office PostgreSQL works nothing out from it that could tell of it, and takes
`coalesce` for such: a column compared with one is looked up by no index, and a desk waited 15.7 seconds where an
administrator had the answer in 0.7. Every query is played, and each of its statements explained to a desk.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, event

from app.commands.by_name.catalogue import QUERY, every
from app.door.errors import Refused
from models.base import Base
from models.migrations.statistics import FEW
from tests.builders import SmallOffice
from tests.queries.test_scans import arguments, calls

READ = re.compile(r" on (\w+)(?: (\w+))?$", re.MULTILINE)
EITHER = re.compile(r"Seq Scan on (\w+)(?: \w+)?\n\s*Filter: .*SubPlan \d+\)+ OR \(*(?:hashed )?SubPlan")
COMPARED = re.compile(r"(\w+)\.(\w+) = COALESCE\(|COALESCE\([^()]*\) = (\w+)\.(\w+)")


def test_no_indexed_column_of_what_grows_is_compared_with_coalesce(desk_office):
    asked = statements(desk_office)
    assert len(asked) > 200
    with desk_office.database.engine.connect() as connection:
        found = {each for name, *one in asked for each in unindexed(name, explained(connection, *one))}
    assert sorted(found) == [], "use `models.base.first_there`"


def test_nothing_that_grows_is_read_whole_for_being_in_one_answer_or_another(desk_office):
    """Each half has its index, and of the two in one condition a server uses neither: ask twice, by `union`."""
    asked = statements(desk_office)
    with desk_office.database.engine.connect() as connection:
        plans = [(name, explained(connection, *one)) for name, *one in asked]
    assert sorted({f"{name}: {table}" for name, plan in plans for table in in_either(plan)}) == []


def test_such_an_either_is_told_from_others():
    plan = "->  Seq Scan on episode e\n  Filter: ((hashed SubPlan 1) OR (hashed SubPlan 2))"
    assert in_either(plan) == {"episode"}
    assert in_either("Seq Scan on goal\n  Filter: (is_open AND ((SubPlan 3) OR (hashed SubPlan 4)))") == {"goal"}
    assert not in_either(plan.replace("episode", "team"))
    assert not in_either(plan.replace("OR (hashed SubPlan 2)", "AND is_open"))


def in_either(plan: str) -> set[str]:
    """The growing tables that a plan reads whole for rows that one of two answers has."""
    return {table for table in EITHER.findall(plan) if table not in FEW}


def test_such_a_condition_is_told_from_others():
    plan = "->  Seq Scan on goal later\n  Filter: (later.episode_id = COALESCE(before.id, episode.id))"
    assert set(unindexed("view", plan)) == {"view: goal.episode_id"}
    assert not set(unindexed("view", plan.replace("later.episode_id", "later.statement")))
    assert not set(unindexed("view", plan.replace("on goal", "on team")))
    assert not set(unindexed("view", plan.replace("COALESCE(before.id, episode.id)", "CASE WHEN x THEN y ELSE z END")))


def unindexed(name: str, plan: str) -> Iterator[str]:
    """The columns of growing tables that have an index, and that a plan compares with what no index is asked for."""
    tables = {alias or table: table for table, alias in READ.findall(plan)}
    for left, column, right, other in COMPARED.findall(plan):
        table = Base.metadata.tables.get(tables.get(left or right, ""))
        if table is not None and table.name not in FEW and (column or other) in indexed(table.name):
            yield f"{name}: {table.name}.{column or other}"


def indexed(name: str) -> set[str]:
    """Keys, what names another record, and what has an index of its own."""
    table = Base.metadata.tables[name]
    indexes = {each.name for index in table.indexes for each in index.columns}
    return {each.name for each in table.columns if each.primary_key or each.foreign_keys} | indexes


def explained(connection: Connection, statement: str, values: Any) -> str:
    return "\n".join(connection.exec_driver_sql(f"EXPLAIN (COSTS OFF) {statement}", values).scalars())


def statements(office: SmallOffice) -> list[tuple[str, str, Any]]:
    """What the queries ask, each statement once, with its values and the query that asked it first."""
    known = arguments(office)
    sent: list[tuple[str, Any]] = []
    found: dict[str, tuple[str, str, Any]] = {}

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if statement.lstrip("(").startswith(("SELECT", "WITH")):
            sent.append((statement, values))

    event.listen(office.database.engine, "before_cursor_execute", note)
    for query in every(QUERY):
        for said in calls(query, known):
            with suppress(Refused):
                office.ask(query.call, **said)
        found = {statement: (query.name, statement, values) for statement, values in sent} | found
        sent.clear()
    event.remove(office.database.engine, "before_cursor_execute", note)
    return list(found.values())
