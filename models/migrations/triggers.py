"""The triggers that stamp rows, write the audit and refuse what must never be: both databases refuse the same.

Row stamps can't be forged or skipped: version + 1, who and when are written here, also for bulk statements. The
audit is written in the same transaction as the change. Nothing is deleted: things end by a reasoned end date.
Alembic's batch mode drops a SQLite table's triggers, so after each batch call `create_for` again. What is changed
here reaches a database in use only by a new revision that calls `renew`; `models.guards` tells which ones lack it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, event, inspect

from models.migrations import marks, no_replace, on_server
from models.migrations.found_by_words.of_file import triggers_of_file

AUDIT = "audit_entry"
MARK = "database_mark"
LOGIN = "login"  # of the whole database and of no office
OFFICE = "office"  # it carries no stamps, but what it is called and its numbers are told in History all the same
_SINCE_0004 = "access_note"
_STAMPS = ("created_at", "created_by", "updated_at", "updated_by")
_PUT_OFF = "homeward_guards_put_off"
_OTHERS = "_alembic_tmp_|alembic_version|sqlite_"  # tables that have none of ours
_WRITES_ROWS = re.compile(rf'\s*(INSERT INTO|UPDATE|DELETE FROM) "?(?!{_OTHERS})', re.IGNORECASE)
_JSON_COLUMNS = 50  # SQLite takes 127 arguments before 3.48, two a column
_TRIGGERS = (
    "a_stamp", "a_once", "a_once_more", "b_guard", "b_oneself", "m_mark", "m_mark_new", "w_found", "w_found_anew",
    "w_week", "w_words", "x_born", "y_keep", "y_keep_all", "z_audit", "z_audit_new",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    is_marked: bool  # an older revision keeps no lines of Today


@dataclass(slots=True)
class _PutOff:
    """The tables that get their triggers later; none said where all that is there has its own."""

    names: set[str] | None
    is_in_use: bool


@contextmanager
def put_off(connection: Connection, *, is_in_use: bool) -> Iterator[None]:
    """While a database passes through revisions, make the triggers only when a row is written to, and behind the last.

    Each revision makes them anew for the rows that it writes itself, which few do: to make them at every one of them
    was most of the time of an upgrade, and a server holds a lock on each trigger that one transaction made or dropped.
    Of an empty database no row is written to that would need them.
    """
    connection.info[_PUT_OFF] = _PutOff(None if is_in_use else set(), is_in_use)
    if is_in_use:
        event.listen(connection, "before_cursor_execute", _before_rows)
    try:
        yield
        _make_what_was_put_off(connection)
    finally:
        del connection.info[_PUT_OFF]
        if is_in_use:
            event.remove(connection, "before_cursor_execute", _before_rows)


def _before_rows(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
    """What writes rows finds the triggers there; a table that is made anew, and the revision's number, have none."""
    if _WRITES_ROWS.match(statement):
        _make_what_was_put_off(connection)


def _make_what_was_put_off(connection: Connection) -> None:
    later: _PutOff = connection.info[_PUT_OFF]
    if later.names is None:
        return
    names, later.names = later.names, None
    _make(connection, tuple(sorted(names)))


def _make(connection: Connection, names: tuple[str, ...]) -> None:
    drop_functions(connection)
    create_functions(connection)
    create_for(connection, names)


def create_for(connection: Connection, names: tuple[str, ...]) -> None:
    """Put the triggers on these tables, which carry the stamp columns."""
    later: _PutOff | None = connection.info.get(_PUT_OFF)
    if later and later.names is not None:
        later.names.update(names)
        return
    for statement in statements_for(connection, names).values():
        connection.exec_driver_sql(statement)


def drop_for(connection: Connection, names: tuple[str, ...]) -> None:
    """Take the triggers of these tables away, before the tables themselves are taken back."""
    later: _PutOff | None = connection.info.get(_PUT_OFF)
    if later and later.names is not None:
        without = later.names.intersection(names)
        later.names -= without
        names = tuple(each for each in names if later.is_in_use and each not in without)
    for name in names:
        for trigger in _TRIGGERS:
            where = f' ON "{name}"' if connection.dialect.name == "postgresql" else ""
            label = trigger if where else f"{name}_{trigger}"
            connection.exec_driver_sql(f'DROP TRIGGER IF EXISTS "{label}"{where}')


def create_functions(connection: Connection) -> None:
    """What the triggers call (PostgreSQL), and the guards of the audit and of the database's mark (both)."""
    functions = on_server.FUNCTIONS.values() if connection.dialect.name == "postgresql" else ()
    for statement in (*functions, *statements_besides(connection).values()):
        connection.exec_driver_sql(statement)


def drop_functions(connection: Connection) -> None:
    """Take back what `create_functions` made."""
    if connection.dialect.name == "postgresql":
        for name in on_server.FUNCTIONS:
            connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS public.{name} CASCADE")
        return
    for name in statements_besides(connection):
        connection.exec_driver_sql(f'DROP TRIGGER IF EXISTS "{name}"')


def renew(connection: Connection) -> None:
    """Drop whatever triggers there are and make all of them anew, as this program has them; as often as you like.

    What was written meanwhile was marked by nobody, so everything that Today keeps is derived anew.
    """
    later: _PutOff | None = connection.info.get(_PUT_OFF)
    names = stamped_tables(connection)
    drop_for(connection, names)
    if later:
        later.names = None
    if marks.are_kept(connection):
        connection.exec_driver_sql("DELETE FROM due_day")
    if later:
        later.names = set(names)
    else:
        _make(connection, names)


def stamped_tables(connection: Connection) -> tuple[str, ...]:
    """The tables of a database whose rows carry stamps."""
    found = inspect(connection)
    return tuple(
        name
        for name in sorted(found.get_table_names())
        if "updated_by" in {column["name"] for column in found.get_columns(name)}
    )


def statements_for(connection: Connection, names: tuple[str, ...]) -> dict[str, str]:
    """What makes the triggers of these tables, by their names: a server's are named `table.trigger`."""
    make = _postgresql if connection.dialect.name == "postgresql" else _sqlite
    kept = marks.are_kept(connection)
    tables = (_table(connection, name, is_marked=kept) for name in names)
    return {label: made for table in tables for label, made in make(connection, table).items()}


def statements_besides(connection: Connection) -> dict[str, str]:
    """What makes the guards of the tables without stamps: audit, seals, looks and the mark, which nobody may rewrite.

    And the audit of the office. Of those only that are there: an older revision hasn't all of them yet.
    """
    there = set(inspect(connection).get_table_names())
    if connection.dialect.name == "postgresql":
        tables = there if _SINCE_0004 in there else there - {OFFICE}
        besides = on_server.TRIGGERS_BESIDES.items()
        return {name: made for name, made in besides if name.partition(".")[0] in tables}
    told = [
        *(
            f'CREATE TRIGGER "{AUDIT}_no_{deed.lower()}" BEFORE {deed} ON {AUDIT} '
            "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
            for deed in ("UPDATE", "DELETE")
        ),
        # OR REPLACE calls no trigger of DELETE; a new entry gets its number after this one
        (
            f'CREATE TRIGGER "{AUDIT}_no_replace" BEFORE INSERT ON {AUDIT} '
            f"WHEN EXISTS (SELECT 1 FROM {AUDIT} WHERE number = NEW.number) "
            "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
        ),
        *(
            each
            for table in (MARK, LOGIN)
            if table in there
            for each in (_sqlite_keep(table), *no_replace.guards(connection, table))
        ),
        *(
            each
            for table in on_server.ADDED_TO_ONLY
            if table in there
            for each in _sqlite_added_to_only(connection, table)
        ),
        *((_sqlite_office(connection),) if _SINCE_0004 in there else ()),
    ]
    return _by_name(told)


def _sqlite_added_to_only(connection: Connection, name: str) -> tuple[str, ...]:
    changed = f'CREATE TRIGGER "{name}_y_keep_all" BEFORE UPDATE ON "{name}" BEGIN SELECT RAISE(ABORT, '
    return (
        _sqlite_keep(name),
        f"{changed}'nothing of it is changed'); END",
        *no_replace.guards(connection, name)[:1],
    )


def _sqlite_office(connection: Connection) -> str:
    columns = tuple(column["name"] for column in inspect(connection).get_columns(OFFICE))
    return (
        f'CREATE TRIGGER "{OFFICE}_z_audit" AFTER UPDATE ON "{OFFICE}" BEGIN '
        f"INSERT INTO {AUDIT} (at, by, deed, table_name, row_id, office_id, operation_id, before, after) VALUES "
        f"(homeward_moment(), homeward_by(), 'update', '{OFFICE}', NEW.id, NEW.id, NEW.operation_id, "
        f"{json_of(columns, 'OLD')}, {json_of(columns, 'NEW')}); END"
    )


def _by_name(statements: list[str]) -> dict[str, str]:
    return {statement.split('"')[1]: statement for statement in statements}


def _table(connection: Connection, name: str, *, is_marked: bool) -> _Table:
    found = inspect(connection)
    columns = tuple(column["name"] for column in found.get_columns(name))
    return _Table(name, columns, tuple(found.get_pk_constraint(name)["constrained_columns"]), is_marked)


def _postgresql(connection: Connection, table: _Table) -> dict[str, str]:
    made = on_server.triggers_of(table.name, table.key, is_marked=table.is_marked)
    if table.name == "person" and not _keeps_words(connection):
        del made["person.w_found"]
    return made


def _keeps_words(connection: Connection) -> bool:
    """Whether the database is of a revision that keeps by which words people are found."""
    return inspect(connection).has_table("near_word")


# --- SQLite -----------------------------------------------------------------------------------------------------


def _sqlite(connection: Connection, table: _Table) -> dict[str, str]:
    same = " AND ".join(f'"{column}" = NEW."{column}"' for column in table.key)
    # The row's own number as well: UPDATE OR REPLACE of it would throw away the row that has that number.
    fixed = (*table.key, "office_id", *no_replace.row_number(connection, table.name))
    moved = " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in fixed)
    before, after = json_of(table.columns, "OLD"), f'(SELECT {json_of(table.columns)} FROM "{table.name}" WHERE {same})'
    statements = [
        (
            f'CREATE TRIGGER "{table.name}_b_guard" BEFORE UPDATE ON "{table.name}" '
            f"WHEN {moved} OR coalesce(NEW.version, 0) NOT IN (OLD.version, OLD.version + 1) "
            "BEGIN SELECT RAISE(ABORT, 'a key, an office or a version was forged'); END"
        ),
        (
            f'CREATE TRIGGER "{table.name}_x_born" BEFORE INSERT ON "{table.name}" '
            "WHEN NEW.version IS NOT 1 "
            "OR coalesce(NEW.created_at, NEW.created_by, NEW.updated_at, NEW.updated_by) IS NOT NULL "
            "BEGIN SELECT RAISE(ABORT, 'a stamp was forged'); END"
        ),
        _sqlite_keep(table.name),
        (
            f'CREATE TRIGGER "{table.name}_z_audit_new" AFTER INSERT ON "{table.name}" BEGIN '
            f'UPDATE "{table.name}" SET created_at = homeward_moment(), created_by = homeward_by(), '
            f"updated_at = homeward_moment(), updated_by = homeward_by() WHERE {same}; "
            f"{_sqlite_entry(table, 'insert', 'NULL', after)} END"
        ),
        # Stamping a new row is no change of its own; and this trigger's own stamping doesn't call it again, because
        # every connection has recursive_triggers off. Asking which columns changed would let a forger pass. What may
        # never change is refused here for the same reason: a trigger of its own would refuse the stamping as well.
        (
            f'CREATE TRIGGER "{table.name}_z_audit" AFTER UPDATE ON "{table.name}" '
            f"WHEN OLD.created_at IS NOT NULL BEGIN {_sqlite_unchanging(table)}"
            f'UPDATE "{table.name}" SET version = OLD.version + 1, created_at = OLD.created_at, '
            f"created_by = OLD.created_by, updated_at = homeward_moment(), updated_by = homeward_by() WHERE {same}; "
            f"{_sqlite_entry(table, 'update', before, after)} END"
        ),
    ]
    if table.name == "person" and _keeps_words(connection):
        statements += triggers_of_file()
    if table.name == "plan_visit":
        statements.append(
            'CREATE TRIGGER "plan_visit_w_week" BEFORE INSERT ON "plan_visit" BEGIN '
            f"SELECT RAISE(ABORT, '{on_server.PLAN_FIXED}') WHERE {_week_is_fixed('NEW.plan_id')}; END"
        )
    if table.name == "wording_phrase":
        statements.append(
            'CREATE TRIGGER "wording_phrase_w_words" BEFORE INSERT ON "wording_phrase" BEGIN '
            f"SELECT RAISE(ABORT, '{on_server.WORDS_FIXED}') WHERE {_words_are_fixed('NEW.of_version_id')}; END"
        )
    if table.is_marked:
        statements += marks.of_file(table.name)
    return _by_name([*statements, *no_replace.guards(connection, table.name)])


def _sqlite_keep(name: str) -> str:
    return (
        f'CREATE TRIGGER "{name}_y_keep" BEFORE DELETE ON "{name}" '
        "BEGIN SELECT RAISE(ABORT, 'nothing is deleted'); END"
    )


def _sqlite_unchanging(table: _Table) -> str:
    """Refuses to change a plan version finished or superseded, its week (PSP-2), a used rate, released words.

    And what a paper says that was issued (FUND-4).
    """
    said = (column for column in on_server.AGREEMENT_SAYS if column in table.columns)  # an older shape lacks some
    fixed = {
        "plan": (on_server.PLAN_FIXED, _PLAN_IS_FIXED),
        "plan_visit": (on_server.PLAN_FIXED, _week_is_fixed("OLD.plan_id, NEW.plan_id")),
        "wording_version": (on_server.WORDS_FIXED, "coalesce(OLD.released_at, OLD.withdrawn_at) IS NOT NULL"),
        "wording_phrase": (on_server.WORDS_FIXED, _words_are_fixed("OLD.of_version_id, NEW.of_version_id")),
        "rate": (on_server.RATE_FIXED, _rate_is_used("entered_at" in table.columns)),
        "agreement": (on_server.PAPER_FIXED, " OR ".join(f'NEW."{each}" IS NOT OLD."{each}"' for each in said)),
        "paper_file": (on_server.PAPER_FIXED, "1"),
    }
    return "SELECT RAISE(ABORT, '{}') WHERE {}; ".format(*fixed[table.name]) if table.name in fixed else ""


def _rate_is_used(knows_when_entered: bool) -> str:  # noqa: FBT001  an older shape has no such column
    """Days here are those of UTC, never later than the office's: this refuses nothing that the rule lets through."""
    last = "max(OLD.from_day, coalesce(date(OLD.entered_at), OLD.from_day))" if knows_when_entered else "OLD.from_day"
    return f"EXISTS (SELECT 1 FROM agreement AS a WHERE a.rate_id = OLD.id) OR {last} < date(homeward_moment())"


def _is_taken_back(plan: str) -> str:
    """A version that was taken back never changes either, and supersedes none: the one before it goes on."""
    return f"EXISTS (SELECT 1 FROM plan_taken_back AS t WHERE t.plan_id = {plan}.id)"


_PLAN_IS_FIXED = (  # the row is changed by now, so what it was is asked, and of the others only
    f"OLD.finished_at IS NOT NULL OR {_is_taken_back('OLD')} OR EXISTS (SELECT 1 FROM plan AS later "
    "WHERE later.episode_id = OLD.episode_id AND later.number > OLD.number AND later.id <> OLD.id "
    f"AND NOT {_is_taken_back('later')})"
)


def _week_is_fixed(plans: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM plan AS p WHERE p.id IN ({plans}) AND (p.finished_at IS NOT NULL "
        f"OR {_is_taken_back('p')} OR EXISTS "
        "(SELECT 1 FROM plan AS later WHERE later.episode_id = p.episode_id AND later.number > p.number "
        f"AND NOT {_is_taken_back('later')})))"
    )


def _words_are_fixed(versions: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM wording_version AS w WHERE w.id IN ({versions}) "
        "AND coalesce(w.released_at, w.withdrawn_at) IS NOT NULL)"
    )


def _sqlite_entry(table: _Table, deed: str, before: str, after: str) -> str:
    return (
        f"INSERT INTO {AUDIT} (at, by, deed, table_name, row_id, office_id, operation_id, before, after) VALUES "
        f"(homeward_moment(), homeward_by(), '{deed}', '{table.name}', NEW.\"{table.key[0]}\", NEW.office_id, "
        f"NEW.operation_id, {before}, {after});"
    )


def json_of(columns: tuple[str, ...], row: str = "") -> str:
    """What makes a row into the JSON text that the audit of a file keeps; `row` is how it is called."""
    prefix = f"{row}." if row else ""
    told = [column for column in columns if column not in (*_STAMPS, "office_id")]
    parts = [told[start : start + _JSON_COLUMNS] for start in range(0, len(told), _JSON_COLUMNS)]
    objects = ["json_object(" + ", ".join(f"'{name}', {prefix}\"{name}\"" for name in part) + ")" for part in parts]
    # No value of ours is an object, so the outermost braces are the only ones at either end.
    return "'{' || " + " || ',' || ".join(f"rtrim(ltrim({each}, '{{'), '}}')" for each in objects) + " || '}'"
