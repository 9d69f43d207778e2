"""Legal holds on somebody's records, and what a reviewer decided of them."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of
from models.migrations.records.tables import day, index_some, key, make, needed

TABLES = ("legal_hold", "retention_decision")
_HOLD, _DECISION = TABLES
_HOLD_CHECKS = {
    "placed_with_a_reason": "because <> '' AND asked_by <> ''",
    "lifted_with_a_reason": "(lifted_on IS NULL) = (lifted_because = '') "
    "AND (lifted_on IS NULL) = (lifted_by_id IS NULL)",
}
_DECISION_CHECKS = {
    "decided_with_a_reason": "because <> ''",
    "kept_until_a_day": "(choice = 'keep') = (keep_until IS NOT NULL)",
    "approved_with_a_reason": "(approved_on IS NULL) = (approved_because = '') "
    "AND (approved_on IS NULL) = (approved_by_id IS NULL)",
    "approved_by_another": "approved_by_id IS NULL OR (choice = 'dispose' AND approved_by_id <> decided_by_id)",
    "withdrawn_with_a_reason": "(withdrawn_on IS NULL) = (withdrawn_because = '') "
    "AND (withdrawn_on IS NULL) = (withdrawn_by_id IS NULL)",
}


def create() -> None:
    """Make both tables, empty."""
    columns: tuple[sa.Column[object], ...] = (
        key("person_id", nullable=False),
        day("held_from", nullable=False),
        needed("asked_by"),
        needed("because"),
        key("placed_by_id", nullable=False),
        day("lifted_on"),
        needed("lifted_because"),
        key("lifted_by_id"),
    )
    make(_HOLD, columns, {"person_id": "person", "placed_by_id": "staff", "lifted_by_id": "staff"}, _HOLD_CHECKS)
    index_some("ix_legal_hold_open", _HOLD, ("office_id", "person_id"), "lifted_on IS NULL")
    columns = (
        key("person_id", nullable=False),
        sa.Column("choice", one_of("retentionchoice", "keep", "dispose"), nullable=False),
        day("keep_until"),
        needed("because"),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        key("decided_by_id", nullable=False),
        day("approved_on"),
        needed("approved_because"),
        key("approved_by_id"),
        day("withdrawn_on"),
        needed("withdrawn_because"),
        key("withdrawn_by_id"),
    )
    staff = ("decided_by_id", "approved_by_id", "withdrawn_by_id")
    make(_DECISION, columns, {"person_id": "person", **dict.fromkeys(staff, "staff")}, _DECISION_CHECKS)
    index_some(
        "uq_retention_decision_stands", _DECISION, ("office_id", "person_id"), "withdrawn_on IS NULL", unique=True
    )


def drop() -> None:
    """Take both down again."""
    op.drop_table(_DECISION)
    op.drop_table(_HOLD)
