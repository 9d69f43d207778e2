"""Which shape of the database this program expects, and which one it has: asked at every start, so without alembic."""

from sqlalchemy import Connection, inspect, text

NEWEST = "0001"  # a test holds it against the newest file in models/migrations/versions


def revision_of(connection: Connection) -> str | None:
    """The revision that a database has, none where it has no tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return None if found is None else str(found)
