"""How a backup is called: which database it is of and when it was begun, so that a list by name is one by time.

What isn't called so is foreign, and nothing here ever touches it.
"""

import re
from datetime import UTC, datetime
from uuid import UUID

END = ".sqlite"
OF_SERVER = ".dump"
PART = ".part"  # of a copy that isn't finished; it begins with a dot, and never has the end of a finished one
SCRATCH = ".homeward-scratch-"
_NAME = re.compile(r"homeward-(?P<mark>[0-9a-f]{12})-(?P<at>\d{8}T\d{6}Z)\.(sqlite|dump)")
_MOMENT = "%Y%m%dT%H%M%SZ"


def mark_of(database: UUID) -> str:
    """What tells one database's backups from another's in the same folder: the end of its id."""
    return database.hex[-12:]


def name_of(database: UUID, begun: datetime, end: str = END) -> str:
    """The final name, in UTC to the second."""
    return f"homeward-{mark_of(database)}-{begun.astimezone(UTC):{_MOMENT}}{end}"


def begun_at(name: str, database: UUID) -> datetime | None:
    """When a backup of this database was begun, by its name; none of another database or a foreign file."""
    found = _NAME.fullmatch(name)
    if found is None or found["mark"] != mark_of(database):
        return None
    try:
        return datetime.strptime(found["at"], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
