"""Calls that are due only every second week: which of two weeks a line is of, and what follows beside it."""

import sqlalchemy as sa
from alembic import op

from models.migrations import triggers

_LINES = ("plan_visit", "asked_visit")
_TOLD = "agreement_price"
_TABLES = ("plan", *_LINES, _TOLD)
_WEEKS = "INTEGER DEFAULT '0' NOT NULL"


def create() -> None:
    """Add the columns; the guards of their tables name all the columns, and are made anew afterwards."""
    triggers.drop_for(op.get_bind(), _TABLES)
    for table in _LINES:
        _add(table, "weeks", _WEEKS, "week_of_two", "weeks IN (0, 1, 2)")
    _add("plan", "heavier_week", _WEEKS, "heavier_of_two", "heavier_week IN (0, 1, 2)")
    for column in ("lighter_minutes", "lighter_contact_minutes"):
        _add("plan", column, "INTEGER", f"{column}_of_two", f"({column} IS NULL) = (heavier_week = 0)")
    _add(_TOLD, "lighter_pence", "INTEGER", "lighter_costs_less", "lighter_pence BETWEEN 0 AND weekly_pence")
    of_two = "dearer_week IN (0, 1, 2) AND (lighter_pence IS NULL) = (dearer_week = 0)"
    _add(_TOLD, "dearer_week", _WEEKS, "dearer_of_two", of_two)


def drop() -> None:
    """Take them back."""
    triggers.drop_for(op.get_bind(), _TABLES)
    op.drop_column(_TOLD, "dearer_week")
    op.drop_column(_TOLD, "lighter_pence")
    op.drop_column("plan", "lighter_contact_minutes")
    op.drop_column("plan", "lighter_minutes")
    op.drop_column("plan", "heavier_week")
    for table in reversed(_LINES):
        op.drop_column(table, "weeks")
    triggers.create_for(op.get_bind(), _TABLES)


def _add(table: str, column: str, kind: str, check: str, condition: str) -> None:
    """With its check in one statement: SQLite adds none to a table that is there."""
    op.execute(
        sa.text(f"ALTER TABLE {table} ADD COLUMN {column} {kind} CONSTRAINT ck_{table}_{check} CHECK ({condition})")
    )
