"""What each agreement says of the cost, what was said about cost, and requests to reduce or stop (FUND-7, FUND-8)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("agreement_price", "cost_said", "charge_request", "asked_visit")
_LINKS = {
    "agreement_price": {"agreement_id": "agreement"},
    "cost_said": {"episode_id": "episode", "said_by_id": "staff", "recorded_by_id": "staff"},
    "charge_request": {"episode_id": "episode", "taken_by_id": "staff", "withdrawn_by_id": "staff"},
    "asked_visit": {"request_id": "charge_request"},
}


def create() -> None:
    """Make the tables, each after those that it names."""
    _agreement_price()
    _cost_said()
    _charge_request()
    _asked_visit()


def drop() -> None:
    """Take them back, newest first."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _agreement_price() -> None:
    _make(
        "agreement_price",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("funding", one_of("funding", "not_known", "council", "co_funder", "self_funder"), nullable=False),
        sa.Column("weekly_pence", sa.Integer(), nullable=True),
        sa.CheckConstraint("weekly_pence >= 0", name=op.f("ck_agreement_price_not_negative")),
        sa.UniqueConstraint(
            "office_id",
            "agreement_id",
            "from_day",
            name=op.f("uq_agreement_price_office_id_agreement_id_from_day"),
        ),
    )


def _cost_said() -> None:
    _make(
        "cost_said",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("said_to", sa.Text(), nullable=False),
        sa.Column("said_by_id", sa.Uuid(), nullable=False),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.Column("how", one_of("costsaidhow", "letter", "leaflet", "by_word"), nullable=False),
        sa.Column("leaflet", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("said_to <> ''", name=op.f("ck_cost_said_to_somebody")),
        sa.CheckConstraint("how <> 'leaflet' OR leaflet <> ''", name=op.f("ck_cost_said_leaflet_of_a_version")),
    )


def _charge_request() -> None:
    _make(
        "charge_request",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("asks", one_of("chargeask", "less", "stop"), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("taken_by_id", sa.Uuid(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_because", sa.Text(), nullable=False),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("asked_by <> ''", name=op.f("ck_charge_request_asked_by_somebody")),
        sa.CheckConstraint(
            "withdrawn_at IS NULL OR (withdrawn_because <> '' AND withdrawn_by_id IS NOT NULL)",
            name=op.f("ck_charge_request_withdrawn_with_a_reason"),
        ),
        sa.CheckConstraint(
            "withdrawn_at IS NULL OR withdrawn_at >= asked_at", name=op.f("ck_charge_request_withdrawn_after_asked")
        ),
    )


def _asked_visit() -> None:
    _make(
        "asked_visit",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("call", one_of("call", "morning", "lunch", "tea", "bed", "night"), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=False),
        sa.CheckConstraint("days BETWEEN 1 AND 127", name=op.f("ck_asked_visit_days_of_a_week")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_asked_visit_minutes_of_a_day")),
        sa.CheckConstraint("workers IN (1, 2)", name=op.f("ck_asked_visit_one_or_two_workers")),
        sa.UniqueConstraint(
            "office_id", "request_id", "number", name=op.f("uq_asked_visit_office_id_request_id_number")
        ),
    )


def _make(table: str, *parts: SchemaItem) -> None:
    """A table of records with its own columns and rules, its parents within the office, and an index on each."""
    links = _LINKS[table]
    op.create_table(
        table,
        *parts,
        *record_columns(),
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column],
                [f"{parent}.office_id", f"{parent}.id"],
                name=op.f(f"fk_{table}_office_id_{column}"),
            )
            for column, parent in links.items()
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f(f"fk_{table}_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("office_id", "id", name=op.f(f"uq_{table}_office_id_id")),
    )
    for column in links:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
