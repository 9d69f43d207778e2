"""Ending the sessions that would keep a migration waiting for ever: no login of a desk may have that in its hand."""

from sqlalchemy import Connection, text

from models.migrations.walls.functions import STUCK_S, stuck
from models.migrations.walls.roles import DESK, OWNER

_HAS_ROLES = text("SELECT count(*) = 2 FROM pg_roles WHERE rolname IN (:desk, :owner)")
_IN_THE_WAY = text(f"""SELECT pg_terminate_backend(pid) FROM ({stuck(STUCK_S)}
UNION SELECT l.pid FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid
  WHERE l.locktype = 'advisory' AND l.classid = 0 AND l.objid = :lock AND a.datname = current_database()
    AND NOT pg_has_role(a.usesysid, '{OWNER}', 'MEMBER') OFFSET 0) AS found""")


def clear_the_way(connection: Connection, lock: int) -> None:
    """End the desks that are long in a transaction, and whoever has this lock and may migrate nothing.

    Those who wait for the lock count too: they would have it next. Asked by whoever may end another's session; where
    they may not, nothing they could migrate is theirs either.
    """
    if connection.execute(_HAS_ROLES, {"desk": DESK, "owner": OWNER}).scalar_one():
        connection.execute(_IN_THE_WAY, {"lock": lock})
