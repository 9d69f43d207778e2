"""The walls of a database in words, as this program wants them: who owns what, who may see, add and change what.

Made from the mapped classes and the one map of rights, so that a new table has its walls with its first migration.
Columns that the server itself writes (stamps) nobody may name; a key and an office are never changed; nothing is
deleted. A grant of a whole table's UPDATE would let a login lock it, so there is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Table

from models.migrations.walls import key_safes
from models.migrations.walls.functions import FUNCTIONS
from models.migrations.walls.rights import is_of_people, right_to_change, right_to_write, takes_somebody
from models.migrations.walls.roles import AUDIT, BACKUP, DESK, OWNER
from models.schema import METADATA
from models.vocabulary.access import Right

VERSION = "alembic_version"
_STAMPS = frozenset(("created_at", "created_by", "updated_at", "updated_by"))
_OF_AUDIT = frozenset(("audit_entry", "access_note", "seal", "sealed_entry"))
_FUNCTIONS_OF_AUDIT = frozenset(("homeward_audit", "homeward_seal", "homeward_has_looked"))
_READ_ONLY = frozenset(
    (
        *("audit_entry", "seal", "sealed_entry"),  # the server writes them
        *("login", "membership", "database_mark"),  # whoever looks after the server does
        *("person_word", "near_word", "due_mark"),  # triggers derive them
    )
)
_ONLY_ADDED = frozenset(("access_note", "key_safe_code", "paper_bytes", "due_line", "due_day"))
_KEY_SAFES = frozenset(("key_safe", "key_safe_code"))  # written by who has the right to codes, besides their right
_TOLD_BY_FUNCTION = frozenset(("key_safe_code",))  # no login selects from it: it would leave no trace
_OF_NO_OFFICE = {  # which of their rows a login sees
    "office": "(id = ANY (( SELECT homeward_my_offices('reader'::text) AS homeward_my_offices)::uuid[]))",
    "login": "(EXISTS ( SELECT FROM membership m WHERE (m.login = login.name)))",
    **dict.fromkeys(("seal", "sealed_entry", "database_mark"), "true"),
}
_FACTS = (each.name for each in METADATA.tables["transfer"].c if each.nullable and each.name != "operation_id")
_OF_THE_MDT = {  # which rows of a DSO's table a worker adds: who sets goals, and where maximum independence is told
    "owner_change": "((what)::text = 'goal_setter'::text)",
    "who_decided": "((deed)::text = 'maximum_independence'::text)",
    "transfer": f"(num_nonnulls({', '.join(each for each in _FACTS if each not in _STAMPS)}) = 0)",
}
_COMPARED_WITH = (
    "homeward_words",
    "homeward_near",
    "homeward_split",
)  # what `database check` reckons anew; they read nothing
CALLED_BY_DESKS = frozenset(
    (*FUNCTIONS, *key_safes.CALLED_BY_DESKS, *_COMPARED_WITH, "homeward_move_referral", "homeward_seal")
)
CALLED_BY_BACKUP = frozenset(("homeward_backed_up",))


@dataclass(frozen=True, slots=True)
class Policy:
    """Which rows of a table somebody sees, adds or changes, in the words in which PostgreSQL tells it again."""

    table: str
    name: str
    command: str
    role: str
    using: str = ""
    check: str = ""

    def __str__(self) -> str:
        using = f" USING ({self.using})" if self.using else ""
        check = f" WITH CHECK ({self.check})" if self.check else ""
        return f'CREATE POLICY {self.name} ON public."{self.table}" FOR {self.command} TO {self.role}{using}{check}'


@dataclass(frozen=True, slots=True, order=True)
class Grant:
    """What a role may do with a table, or with one of its columns."""

    table: str
    role: str
    may: str
    column: str = ""


def owner_of(table: str) -> str:
    """Which of the two owners has a table."""
    return AUDIT if table in _OF_AUDIT else OWNER


def owner_of_function(name: str) -> str:
    """Which of the two owners has a function, and so with whose rights it works where it does."""
    return AUDIT if name in _FUNCTIONS_OF_AUDIT else OWNER


def walled() -> tuple[str, ...]:
    """The tables with row security: all but the one that says the revision."""
    return tuple(table.name for table in METADATA.sorted_tables)


def owned() -> tuple[str, ...]:
    """Those and that one."""
    return (VERSION, *walled())


def policies() -> Iterator[Policy]:
    """Of every table."""
    for table in METADATA.sorted_tables:
        yield Policy(table.name, "owner_may", "ALL", owner_of(table.name), "true", "true")
        sees = _OF_NO_OFFICE.get(table.name) or _of_people(table.name)
        if table.name not in _TOLD_BY_FUNCTION:
            yield Policy(table.name, "desk_sees", "SELECT", DESK, sees)
        if table.name in _READ_ONLY:
            continue
        writes = _or_refused(table.name, right_to_write(table.name))
        if table.name != "office":
            yield Policy(table.name, "desk_adds", "INSERT", DESK, check=_or_of_the_mdt(table.name, writes))
        if table.name not in _ONLY_ADDED:
            changes = _or_refused(table.name, right_to_change(table.name))
            yield Policy(table.name, "desk_changes", "UPDATE", DESK, _or_refused(table.name, Right.WORKER), changes)


def _of_offices(table: str, right: Right, which: str = "homeward_my_offices") -> str:
    offices = f"( SELECT {which}('{right.value}'::text) AS {which})::uuid[]"
    return f"({_office_of(table)} = ANY ({offices}))"


def _of_people(table: str) -> str:
    """Whoever is nobody of the staff is refused, but not where an audit ends: a desk asks that before it sits down."""
    if not is_of_people(table):
        return _of_offices(table, Right.READER)
    if table in _READ_ONLY & _OF_AUDIT:
        return _of_offices(table, Right.READER, "homeward_my_desks")
    return "(office_id = ANY (( SELECT homeward_my_people() AS homeward_my_people)::uuid[]))"


def _or_refused(table: str, right: Right) -> str:
    """Said where only a right is lacking: else a change would hit no row, as if another desk had been first.

    Whoever writes anything in an office may hold a row of it, which a change begins with and a decision about what
    hangs on it too: a worker's about a referral, and everybody's taking in of one about the office.
    """
    which = "homeward_my_desks" if takes_somebody(table) else "homeward_my_offices"
    said = f"({_of_offices(table, right, which)} OR homeward_refused({_office_of(table)}, '{right.value}'::text))"
    if table not in _KEY_SAFES:
        return said
    codes = "(office_id = ANY (( SELECT homeward_my_key_safes() AS homeward_my_key_safes)::uuid[]))"
    return f"({said} AND ({codes} OR homeward_refused(office_id, '{key_safes.RIGHT}'::text)))"


def _or_of_the_mdt(table: str, writes: str) -> str:
    if table not in _OF_THE_MDT:
        return writes
    dsos, refused = writes.split(" OR ")
    workers = _of_offices(table, Right.WORKER, "homeward_my_desks")
    return f"{dsos} OR ({workers} AND {_OF_THE_MDT[table]}) OR {refused}"


def _office_of(table: str) -> str:
    return "id" if table == "office" else "office_id"


def grants() -> Iterator[Grant]:
    """Of every table."""
    for name in owned():
        if name not in _TOLD_BY_FUNCTION:
            yield Grant(name, DESK, "SELECT")
        yield Grant(name, BACKUP, "SELECT")
    for table in METADATA.sorted_tables:
        if table.name in _READ_ONLY:
            continue
        if table.name != "office":
            yield from (Grant(table.name, DESK, "INSERT", each) for each in _written(table))
        if table.name not in _ONLY_ADDED:
            fixed = {"id", "office_id", *table.primary_key.columns.keys()}
            yield from (Grant(table.name, DESK, "UPDATE", each) for each in _written(table) if each not in fixed)


def _written(table: Table) -> tuple[str, ...]:
    return tuple(each.name for each in table.columns if each.name not in _STAMPS)
