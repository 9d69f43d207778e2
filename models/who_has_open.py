"""Who else has a person's record open at a server: each desk holds a lock for whoever it shows, and asks who holds it.

A lock ends with its connection, so nothing is left of a desk that has gone, nothing is written, and whose it is the
server says. It is shared and only tried for: nobody waits for it, and whoever keeps others from it hides them at worst.
"""

from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from datetime import datetime

    from models.server_trips import ServerTrips

_HOLD = "SELECT pg_advisory_unlock_all(), pg_try_advisory_lock_shared(%(key)s)"
_LET_GO = "SELECT pg_advisory_unlock_all()"
# Row security shows only those logins that are in an office of one's own.
_OTHERS = """SELECT clock_timestamp(), ARRAY(
SELECT DISTINCT CASE WHEN login.name = session_user THEN '' ELSE login.display_name END
FROM pg_locks JOIN pg_stat_activity AS desk ON desk.pid = pg_locks.pid JOIN public.login ON login.name = desk.usename
WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND desk.pid <> pg_backend_pid()
AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
AND (classid::bigint << 32) + objid::bigint = %(key)s ORDER BY 1)"""
_BITS = 63  # of a key of a lock, the drawn ones of a person's among them


def show(driver: "ServerTrips", person: UUID | None) -> None:
    """From now on this connection has this person's record open and no other; nobody's, where it is None."""
    if person is None:
        driver.execute(_LET_GO)
    else:
        driver.execute(_HOLD, {"key": _key(person)})


def others(driver: "ServerTrips", person: UUID) -> tuple["datetime", tuple[str, ...]]:
    """The server's moment, and by name who has it open at another desk; one's own login in another window is ""."""
    [(moment, names)] = driver.execute(_OTHERS, {"key": _key(person)}).fetchall()
    return moment, tuple(map(str, names))


def _key(person: UUID) -> int:
    return person.int & ((1 << _BITS) - 1)
