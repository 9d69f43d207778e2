"""What is wrong with a database, as far as it can be known by looking at it: nothing is written there.

First what lets no window open it, in one sentence; then, asked by `homeward database check`, all that was compared.
"""

from dataclasses import dataclass
from enum import Flag, auto

from sqlalchemy import Connection, inspect, text

from models.command_line import command
from models.database import damage_to_file
from models.database_file import APPLICATION_ID
from models.guards import missing_guards
from models.revision import NEWEST, is_unknown, revision_among, revision_of, tables_to_come, unknown_in_words
from models.rules.sentences import counted

_SIGNS = {"alembic_version", "audit_entry", "database_mark", "person"}  # tables by which ours are told from others
_ANEW = "database upgrade URL --guards"
_NAMED = 5  # guards; whoever mends them needs no list of four hundred


class Excused(Flag):
    """What an upgrade is there to mend, so that it is no reason against it."""

    NOTHING = 0
    OLDER = auto()
    GUARDS = auto()


@dataclass(frozen=True, slots=True)
class Sound:
    """What was compared, and what is wrong, a sentence each."""

    compared: str
    troubles: tuple[str, ...]


def unfit(connection: Connection, excused: Excused = Excused.NOTHING) -> str:
    """Why this program can't work with a database, in one sentence; nothing where it can."""
    found = set(inspect(connection).get_table_names())
    is_file = connection.dialect.name == "sqlite"
    mark = connection.execute(text("PRAGMA application_id")).scalar_one() if is_file else APPLICATION_ID
    if not found:
        how = command("database create URL --office FILE")
        return f"This database is empty: it has no tables. It was left as it is. Homeward's are made by: {how}"
    if mark != APPLICATION_ID and found >= _SIGNS:
        return "This file has Homeward's tables but not its mark: its beginning was changed. It was left as it is."
    if mark != APPLICATION_ID or not found & _SIGNS:
        return "This is a database, but not one of Homeward's. It was left as it is."
    if not found >= _SIGNS:
        lost = ", ".join(sorted(_SIGNS - found))
        return f"This database of Homeward has lost a part of itself: {lost} is missing. It was left as it is."
    revision = revision_among(connection, found)
    if revision is None or is_unknown(revision):
        return unknown_in_words(revision or "none")
    if revision != NEWEST:
        return "" if Excused.OLDER in excused else _older(revision)
    return "" if Excused.GUARDS in excused else _without_guards(connection)


def _older(revision: str) -> str:
    """Of a release before this one."""
    return (
        f"This database is of an older release (revision {revision}; this program needs {NEWEST}). "
        f"Bring it up with: {command('database upgrade URL')}"
    )


def _without_guards(connection: Connection) -> str:
    missing = missing_guards(connection)
    if not missing:
        return ""
    return (
        f"This database has lost guards of its records: {_some_of(missing)}. Somebody changed it past Homeward, and it "
        f"was left as it is. Compare it with the last backup, then make them anew: {command(_ANEW)}"
    )


def soundness(connection: Connection, excused: Excused = Excused.NOTHING) -> Sound:
    """Compare everything that can be: the file, the tables, the guards, every record with the audit."""
    from models.audit_compared import compared  # noqa: PLC0415  a start asks `unfit` alone, and needs no table of it
    from models.found_by_compared import words_compared  # noqa: PLC0415  the same
    from models.papers_compared import papers_compared  # noqa: PLC0415  the same
    from models.schema import METADATA  # noqa: PLC0415  the same
    from models.seals_verified import verified  # noqa: PLC0415  the same
    from models.shape import misshapen, read_through, unmarked  # noqa: PLC0415  the same

    why_not = unfit(connection, excused)
    if why_not:
        return Sound("", (why_not,))
    is_file = connection.dialect.name == "sqlite"
    to_come = tables_to_come(revision_of(connection))
    lost = sorted(METADATA.tables.keys() - _tables(connection) - to_come)
    troubles = [f"Table {name} is missing." for name in lost]
    if is_file:
        troubles += damage_to_file(connection)
    if not troubles and revision_of(connection) == NEWEST:
        troubles += misshapen(connection) or unmarked(connection) or unwalled(connection, excused)
    if troubles:
        return Sound("", tuple(troubles))
    if is_file:
        read_through(connection, to_come)
    audit = compared(connection, to_come)
    sealed = None if "seal" in to_come else verified(connection)
    parts = "its file, links, tables and guards" if is_file else "its tables, guards and walls"
    said = f"{parts}, and its {audit.records} records with the {audit.entries} entries of their audit"
    if sealed is None:
        return Sound(said, audit.troubles)
    said, found = f"{said}, {sealed.entries} of them sealed", (*audit.troubles, *sealed.troubles)
    if "paper_file" in to_come:
        return Sound(said, found)
    papers = papers_compared(connection)
    told = f", and the SHA-256 of {counted(papers.files, 'paper')}" if papers.files else ""
    found = (*found, *papers.troubles)
    if found or "person_word" in to_come:  # records that were changed have other words, and that is told already
        return Sound(f"{said}{told}", found)
    return Sound(f"{said}{told}", words_compared(connection))


def unwalled(connection: Connection, excused: Excused = Excused.NOTHING) -> tuple[str, ...]:
    """What keeps each login of a server to its own offices and rights, where it is gone or was changed."""
    if connection.dialect.name == "sqlite" or Excused.GUARDS in excused:
        return ()
    from models.migrations.walls.found import lacking  # noqa: PLC0415  a file has none

    missing = lacking(connection)
    said = (
        f"The server no longer keeps every login to its own offices and rights: {_some_of(missing)}. Whoever looks "
        f"after it makes them anew: {command(_ANEW)}"
    )
    return (said,) if missing else ()


def _some_of(missing: tuple[str, ...]) -> str:
    return ", ".join(missing[:_NAMED]) + (f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else "")


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())
