"""Which database is the demonstration's, and the moment at which its own day goes on."""

from datetime import datetime

from sqlalchemy import Connection, select

from models.audit_end import audit_end
from models.people import DatabaseMark

DEMONSTRATION = "demonstration"
_EARLIER = "first start"  # as releases before this one signed a demonstration that was made at a desk's first start


def goes_on_at(connection: Connection) -> datetime | None:
    """When a demonstration's day goes on: at the moment of its data, or the newest that was stored since.

    None of any other database, a test database too: those go by the real clock. On a server the clock is the server's.
    """
    if connection.dialect.name != "sqlite":
        return None
    mark = connection.execute(select(DatabaseMark.is_test, DatabaseMark.made_by, DatabaseMark.made_at)).one_or_none()
    if mark is None or not mark.is_test or mark.made_by not in {DEMONSTRATION, _EARLIER}:
        return None
    made: datetime = mark.made_at
    end = audit_end(connection)
    return made if end is None or end.at is None else max(made, end.at)
