"""Long-term reviews by area (LTR-1): the programme, and each review with all that is told of it.

The reviews' table is made anew: no program has ever kept a row in that of the first shape.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations import triggers
from models.migrations.baseline import reviews as before
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("review_programme",)
(_PROGRAMME,) = TABLES
(_REVIEW,) = before.TABLES
_LINKS = {
    "programme_id": _PROGRAMME,
    "person_id": "person",
    "social_worker_id": "staff",
    "direct_care_id": "staff",
    "handed_over_by_id": "staff",
}
_CHECKS = {
    "met_somebody": "(met_on IS NULL) = (met_whom IS NULL)",
    "agreed_for_a_reason": "(agreed_on IS NULL) = (agreed_because = '')",
    "decided_on_a_day": "(outcome IS NULL) = (decided_on IS NULL)",
    "moves_to_somebody": "outcome <> 'pvi' OR provider <> ''",
    "closed_for_a_reason": "(closed_on IS NULL) = (closed_because = '')",
}


def create() -> None:
    """Make the programme's table, and that of the reviews anew."""
    op.create_table(
        _PROGRAMME,
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *record_columns(),
        *_keys(_PROGRAMME),
        sa.UniqueConstraint("office_id", "area", name=op.f(f"uq_{_PROGRAMME}_office_id_area")),
    )
    triggers.drop_for(op.get_bind(), before.TABLES)
    op.drop_table(_REVIEW)
    op.create_table(
        _REVIEW,
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        *_columns(),
        *record_columns(),
        *(sa.CheckConstraint(said, name=op.f(f"ck_{_REVIEW}_{name}")) for name, said in _CHECKS.items()),
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column],
                [f"{table}.office_id", f"{table}.id"],
                name=op.f(f"fk_{_REVIEW}_office_id_{column}"),
            )
            for column, table in _LINKS.items()
        ),
        *_keys(_REVIEW),
        sa.UniqueConstraint(
            "office_id", "programme_id", "person_id", name=op.f(f"uq_{_REVIEW}_office_id_programme_id_person_id")
        ),
    )
    for column in _LINKS:
        op.create_index(op.f(f"ix_{_REVIEW}_{column}"), _REVIEW, [column], unique=False)


def drop() -> None:
    """Take both down, and make the reviews' table as the first shape has it."""
    triggers.drop_for(op.get_bind(), before.TABLES)
    op.drop_table(_REVIEW)
    op.drop_table(_PROGRAMME)
    before.create()
    triggers.create_for(op.get_bind(), before.TABLES)


def _keys(table: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f(f"fk_{table}_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("office_id", "id", name=op.f(f"uq_{table}_office_id_id")),
    )


def _columns() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("package_since", sa.Date(), nullable=True),
        sa.Column("visits_a_week", sa.Integer(), nullable=True),
        sa.Column("minutes_a_week", sa.Integer(), nullable=True),
        sa.Column("speaks_for", sa.Text(), nullable=False),
        sa.Column("social_worker_id", sa.Uuid(), nullable=True),
        sa.Column("direct_care_id", sa.Uuid(), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("letter_sent_on", sa.Date(), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("met_whom", one_of("metwhom", "person", "representative"), nullable=True),
        sa.Column("met_name", sa.Text(), nullable=False),
        sa.Column("needs_match", sa.Boolean(), nullable=True),
        sa.Column("circumstances", sa.Text(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_minutes_a_week", sa.Integer(), nullable=True),
        sa.Column("agreed_with", sa.Text(), nullable=False),
        sa.Column("agreed_because", sa.Text(), nullable=False),
        sa.Column("outcome", one_of("reviewoutcome", "pvi", "direct_payment", "stays"), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("minutes_then", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("stays_because", one_of("staysbecause", "no_provider", "own_choice", "end_of_life"), nullable=True),
        sa.Column("outcome_because", sa.Text(), nullable=False),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.Column("handed_over_by_id", sa.Uuid(), nullable=True),
        sa.Column("provider_contact", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_because", sa.Text(), nullable=False),
    )
