"""Which team serves which patch now, in SQL: one place for what is over."""

from sqlalchemy import ColumnElement, and_

from models.teams import Patch, Team, TeamPatch


def serves_still() -> ColumnElement[bool]:
    """Whether this row says that the team of the statement serves a patch, and hasn't been taken back."""
    return and_(TeamPatch.team_id == Team.id, TeamPatch.ended_at.is_(None))


def is_served_still() -> ColumnElement[bool]:
    """Whether this row says who serves the patch of the statement, and hasn't been taken back."""
    return and_(TeamPatch.patch_id == Patch.id, TeamPatch.ended_at.is_(None))
