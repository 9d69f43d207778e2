"""Which database is the demonstration's, and the moment at which its own day goes on."""

from datetime import datetime

from sqlalchemy import Connection, case, select

from models.audit import AuditEntry
from models.people import DatabaseMark

DEMONSTRATION = "demonstration"
_EARLIER = "first start"  # as releases before this one signed a demonstration that was made at a desk's first start
_NEWEST = select(AuditEntry.at).order_by(AuditEntry.number.desc()).limit(1).scalar_subquery()
GOES_ON_AT = select(case((DatabaseMark.made_at < _NEWEST, _NEWEST), else_=DatabaseMark.made_at).label("at")).where(
    DatabaseMark.is_test, DatabaseMark.made_by.in_([DEMONSTRATION, _EARLIER])
)


def goes_on_at(connection: Connection) -> datetime | None:
    """When a demonstration's day goes on: at the moment of its data, or the newest that was stored since.

    None of any other database, a test database too: those go by the real clock. On a server the clock is the server's.
    """
    return connection.scalar(GOES_ON_AT) if connection.dialect.name == "sqlite" else None
