"""How it stands with a database's backups, in the few words of the bar and the sentence behind them. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.backup_noted import BackupNoted
from models.values import to_london

EVERY = timedelta(hours=2)
TOO_OLD = timedelta(days=1)
NIGHTLY = timedelta(hours=26)  # where one is made a night: that long, and what it takes
_UNCHANGED = timedelta(hours=20)  # where nothing was recorded since, one a day says that it still can be restored


@dataclass(frozen=True, slots=True)
class Noted:
    """What a desk knows: the folder, the last one compared and its last change, the last failure since, one owed."""

    folder: str = ""
    last: str = ""
    compared: datetime | None = None
    changes: int = 0
    same_disk: bool = False
    failed: str = ""
    failed_at: datetime | None = None
    owed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A few words, whether they are a warning, and why."""

    words: str
    is_bad: bool
    why: str


def with_that_of_server(noted: Noted, at_server: BackupNoted | None) -> Noted:
    """What a desk knows, and what a server's database tells all of its last backup; the later counts."""
    if at_server is None or (noted.compared is not None and noted.compared >= at_server.compared):
        return noted
    is_mended = noted.failed_at is None or noted.failed_at <= at_server.compared
    return replace(
        noted,
        last=at_server.file,
        compared=at_server.compared,
        changes=at_server.changes,
        same_disk=False,
        failed="" if is_mended else noted.failed,
        failed_at=None if is_mended else noted.failed_at,
    )


def standing(noted: Noted, now: datetime, too_old: timedelta = TOO_OLD) -> Standing:
    """Red where the last trial failed, or the last that was restored and compared is too old: than a day."""
    if noted.compared is None:
        why = noted.failed or "No backup of these records is known at this desk."
        return Standing("Backup failed" if noted.failed else "No backup yet", bool(noted.failed), why)
    at = f"{to_london(noted.compared):%a %d %b %H:%M}"
    where = " It is on the same disk as the records." if noted.same_disk else ""
    why = f"The last backup of {at} was restored and compared: {noted.last}.{where}"
    if noted.failed:
        return Standing("Backup failed", is_bad=True, why=f"{noted.failed} {why}")
    age = now - noted.compared
    if age > too_old:
        return Standing(f"Backup too old: {_ago(age)}", is_bad=True, why=f"{why} Tell whoever looks after the backups.")
    return Standing(f"Backup {_ago(age)}", is_bad=False, why=why)


def is_due(noted: Noted, changes: int, now: datetime) -> bool:
    """Whether one is to be made by itself: every two hours, where something was recorded since the last."""
    if noted.compared is None or noted.owed is not None:
        return True
    age = now - noted.compared
    return age >= EVERY and (changes != noted.changes or age >= _UNCHANGED)


def is_wanted_at_closing(noted: Noted, changes: int) -> bool:
    """Whether something was recorded since the last one."""
    return noted.compared is None or changes != noted.changes


def _ago(age: timedelta) -> str:
    minutes = int(age.total_seconds()) // 60
    if minutes < 1:
        return "just now"
    if minutes < 60:  # noqa: PLR2004
        return f"{minutes} min ago"
    if minutes < 48 * 60:
        return f"{minutes // 60} h ago"
    return f"{minutes // (24 * 60)} days ago"
