"""The seals of the audit, what finds its entries for a History, and who looked, printed and exported."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of

# None of them is edited: no stamps and no audit of their own; `triggers` guards them as it does the audit.
TABLES = ("access_note", "seal", "sealed_entry")
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def create() -> None:
    """Make the tables, and the indexes of the audit that a page of History is found by."""
    _seals()
    _access()
    op.add_column("office", sa.Column("operation_id", sa.Uuid(), nullable=True))  # for the audit of its numbers
    op.create_index(op.f("ix_audit_entry_office_id_table_name_number"), "audit_entry", _BY_TABLE, unique=False)
    op.create_index(op.f("ix_audit_entry_office_id_by_number"), "audit_entry", _BY_WHOM, unique=False)


def drop() -> None:
    """Take them down again."""
    op.drop_index(op.f("ix_audit_entry_office_id_by_number"), "audit_entry")
    op.drop_index(op.f("ix_audit_entry_office_id_table_name_number"), "audit_entry")
    op.drop_column("office", "operation_id")
    for table in ("access_note", "sealed_entry", "seal"):
        op.drop_table(table)


_BY_TABLE = ["office_id", "table_name", "number"]
_BY_WHOM = ["office_id", "by", "number"]


def _seals() -> None:
    op.create_table(
        "seal",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("reach", _NUMBER, nullable=False),
        sa.Column("decided", _NUMBER, nullable=False),
        sa.Column("horizon", _NUMBER, nullable=False),
        sa.Column("earlier", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_seal")),
    )
    op.create_table(
        "sealed_entry",
        sa.Column("number", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("seal", _NUMBER, nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seal"], ["seal.number"], name=op.f("fk_sealed_entry_seal")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sealed_entry")),
    )
    op.create_index(op.f("ix_sealed_entry_seal_number"), "sealed_entry", ["seal", "number"], unique=False)


def _access() -> None:
    op.create_table(
        "access_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("deed", one_of("access", "opened", "previewed", "printed", "saved", "exported"), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_access_note_office_id")),
        sa.ForeignKeyConstraint(
            ["office_id", "person_id"],
            ["person.office_id", "person.id"],
            name=op.f("fk_access_note_office_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "staff_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_access_note_office_id_staff_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_note")),
    )
    for columns in (["office_id", "at"], ["person_id", "at"], ["staff_id", "at"]):
        op.create_index(op.f(f"ix_access_note_{'_'.join(columns)}"), "access_note", columns, unique=False)
