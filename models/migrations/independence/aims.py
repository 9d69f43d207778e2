"""The aim of a goal, "I 6 of 7", and what the person said that they want; so of each wording that it had."""

import sqlalchemy as sa
from alembic import op

from models.migrations import triggers

_WITH_AIM = ("goal", "goal_wording")
_ADDED = ("own_words", "aim")


def create() -> None:
    """Add the columns; the guards of its tables name all their columns, and are made anew afterwards."""
    triggers.drop_for(op.get_bind(), _WITH_AIM)
    for table in _WITH_AIM:
        for name in _ADDED:
            op.add_column(table, sa.Column(name, sa.Text(), nullable=True))


def drop() -> None:
    """Take them back."""
    triggers.drop_for(op.get_bind(), _WITH_AIM)
    for table in _WITH_AIM:
        for name in reversed(_ADDED):
            op.drop_column(table, name)
    triggers.create_for(op.get_bind(), _WITH_AIM)
