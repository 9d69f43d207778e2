"""Papers as files: what was issued and what came back signed; from which day an agreement counts."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations import triggers
from models.migrations.baseline.columns import one_of, record_columns

# The bytes carry no stamps and no audit of their own, which would hold them a second time; `triggers` guards them.
TABLES = ("paper_file", "paper_bytes")
_LINKS = {"episode_id": "episode", "agreement_id": "agreement", "made_by_id": "staff", "replaces_id": "paper_file"}


def create() -> None:
    """Make the tables, and the day on each agreement."""
    op.add_column("agreement", sa.Column("counts_from", sa.Date(), nullable=True))
    _files()
    op.create_table(
        "paper_bytes",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_paper_bytes_office_id")),
        sa.ForeignKeyConstraint(
            ["office_id", "file_id"],
            ["paper_file.office_id", "paper_file.id"],
            name=op.f("fk_paper_bytes_office_id_file_id"),
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_paper_bytes")),
    )


def drop() -> None:
    """Take them down again, and with them the guards that ask the day."""
    op.drop_table("paper_bytes")
    op.drop_table("paper_file")
    triggers.drop_for(op.get_bind(), ("agreement",))
    op.drop_column("agreement", "counts_from")


def _files() -> None:
    op.create_table(
        "paper_file",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind", one_of("paperkind", "agreement", "co_funder", "council_funded", "refused", "scan"), nullable=False
        ),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("edition", one_of("paperformat", "standard", "large_print"), nullable=True),
        sa.Column(
            "media_type",
            one_of("mediatype", "application/pdf", "image/jpeg", "image/png", "image/tiff"),
            nullable=False,
        ),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("values_sha256", sa.Text(), nullable=False),
        sa.Column("frozen", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("size BETWEEN 1 AND 20971520", name=op.f("ck_paper_file_neither_empty_nor_too_large")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_paper_file_has_its_hash")),
        sa.CheckConstraint("replaces_id IS NULL OR because <> ''", name=op.f("ck_paper_file_replaced_with_a_reason")),
        sa.CheckConstraint("(kind = 'scan') = (edition IS NULL)", name=op.f("ck_paper_file_issued_in_an_edition")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_paper_file_office_id")),
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column],
                [f"{table}.office_id", f"{table}.id"],
                name=op.f(f"fk_paper_file_office_id_{column}"),
            )
            for column, table in _LINKS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_file")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_paper_file_office_id_id")),
        sa.UniqueConstraint("office_id", "replaces_id", name=op.f("uq_paper_file_office_id_replaces_id")),
        sa.UniqueConstraint(
            "office_id",
            "reference",
            "kind",
            "edition",
            name=op.f("uq_paper_file_office_id_reference_kind_edition"),
        ),
    )
    for column in _LINKS:
        op.create_index(op.f(f"ix_paper_file_{column}"), "paper_file", [column], unique=False)
