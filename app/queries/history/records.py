"""Which records belong to one: a person's episodes, their goals and so on, found by the links, each by its index."""

from uuid import UUID

from sqlalchemy import Column, Select, Table, literal, select, union, union_all

from app.door.turn import Turn
from models.audit import AuditEntry
from models.schema import METADATA

_HAVE_PARTS = frozenset(
    {
        "person", "referral", "episode", "plan", "goal", "transfer", "closure", "break", "specialist_intervention",
        "access_request",
    }
)  # fmt: skip
_OF_OFFICE = {
    "team": frozenset({"usual_hours", "team_patch", "reduction", "contracted_change", "patch_postcode"}),
    "staff": frozenset({"staff_leave", "staff_role", "staff_spell", "staff_team"}),
}


def kind_of(turn: Turn, record: UUID) -> str:
    """The table that a record stands in, as the audit knows it; nothing where it doesn't."""
    asked = select(AuditEntry.table_name).where(AuditEntry.row_id == record, AuditEntry.office_id == turn.office)
    return turn.session.execute(asked.limit(1)).scalar_one_or_none() or ""


def belonging_to(turn: Turn, record: UUID) -> dict[UUID, str]:
    """The record and all that hangs on it, with the table of each; in one statement."""
    root = kind_of(turn, record)
    if not root:
        return {}
    found = keys_by_table(root, record)
    asked = union_all(*(each.add_columns(literal(name).label("kind")) for name, each in found.items()))
    return {row[0]: row[1] for row in turn.session.execute(asked)}


def keys_by_table(root: str, record: UUID) -> dict[str, Select[UUID]]:
    """Which keys of which tables belong to a record of the table `root`, itself first, each to be asked."""
    table = METADATA.tables[root]
    found = {root: select(_key(table)).where(_key(table) == record)}
    for each in METADATA.sorted_tables:
        chosen = _part_of(each, root, found)
        if chosen is not None:
            found[each.name] = chosen
    return found


def _part_of(table: Table, root: str, found: dict[str, Select[UUID]]) -> Select[UUID] | None:
    if table.name in found or "updated_by" not in table.columns:
        return None
    has_parts = _HAVE_PARTS | ({root} if table.name in _OF_OFFICE.get(root, ()) else frozenset())
    links = [
        column.in_(found[link.column.table.name])
        for column in table.columns
        for link in column.foreign_keys
        if column.name != "office_id" and link.column.table.name in found and link.column.table.name in has_parts
    ]
    if not links:
        return None
    # Each by its own index: of two in one condition a server reads the whole table. And each once, by a name that
    # others go on from: what is written anew within all that hang on it a server plans anew each time.
    chosen = union(*(select(_key(table).label("key")).where(link) for link in links)).cte(f"of_{table.name}")
    return select(chosen.c.key)


def _key(table: Table) -> Column[UUID]:
    return table.c.id if "id" in table.c else table.c.goal_id
