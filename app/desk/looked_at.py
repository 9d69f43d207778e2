"""Looking at a database before this desk works on it: what is wrong is said, and nothing of it is touched."""

from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.desk import places
from app.desk.last_seen import LastSeen, last_of
from app.door.errors import Unavailable
from app.door.work import in_words
from models.audit_end import AuditEnd, audit_end
from models.database import Database
from models.looking import look
from models.revision import NEWEST
from models.soundness import Excused, Sound, soundness, unfit
from models.together import Together


@dataclass(frozen=True, slots=True)
class Examined:
    """All that could be compared, what is wrong, and what this desk's memory can tell of it."""

    sound: Sound
    seen: str


def look_first(url: str) -> str:
    """Refuse a database that this program can't work with, before it is opened: Unavailable, with one sentence.

    Of a test database that lost its latest changes only the sentence is given: copies of those come and go.
    """
    memory = LastSeen(places.seen_folder())

    def ask(connection: Connection) -> tuple[str, str]:
        why_not, end = _fit_and_end(connection)
        if end is None:
            return why_not, ""
        missing = memory.missing(connection, end, url)
        return ("", missing) if end.is_test else (missing, "")

    with in_words():
        why_not, notice = look(url, ask, is_brief=True)
    if why_not:
        raise Unavailable(why_not)
    return notice


def _fit_and_end(connection: Connection) -> tuple[str, AuditEnd | None]:
    """Why it can't be worked with, or where it ends. At a server both are asked along with each other."""
    if connection.dialect.name != "sqlite":
        with suppress(DBAPIError):  # what isn't ours has no audit: then one after the other
            asked = Together(Session(connection))
            why_not, end = asked.ask(unfit, connection), asked.ask(audit_end, connection, NEWEST)
            return why_not(), None if why_not() else end()
    said = unfit(connection)
    return said, None if said else audit_end(connection, NEWEST)


def examine(url: str, excused: Excused = Excused.NOTHING, *, remembers: bool = True) -> Examined:
    """Compare everything, for `homeward database check`; what it ends with is remembered where all is well.

    A check-up that only looks leaves nothing behind: it doesn't remember.
    """
    memory = LastSeen(places.seen_folder())

    def ask(connection: Connection) -> tuple[Sound, AuditEnd | None, str]:
        found = soundness(connection, excused)
        end = None if found.troubles or unfit(connection) else audit_end(connection)
        return found, end, memory.missing(connection, end, url, elsewhere=not excused) if end else ""

    with in_words():
        found, end, missing = look(url, ask)
    if missing:
        return Examined(Sound(found.compared, (missing,)), "")
    if end is None:
        return Examined(found, "")
    if memory.has_seen(end, url):
        what, number = last_of(end, url)
        seen = f"It holds every {what} that this desk has seen; the last is {number}."
    else:
        seen = "This desk hasn't seen it before, so whether its latest changes are missing can't be told here."
    if remembers:
        memory.note(end, url)
    return Examined(found, seen)


def not_as_seen(connection: Connection, url: str) -> str:
    """What is missing of what this desk has seen of a database, its last seal included; nothing where all is there."""
    end = audit_end(connection)
    return "" if end is None else LastSeen(places.seen_folder()).missing(connection, end, url)


def accept(url: str) -> tuple[str, int]:
    """Take a database as it stands for all that this desk has seen of it; what it ends with, and its number."""

    def ask(connection: Connection) -> tuple[str, AuditEnd | None]:
        why_not = unfit(connection)
        return why_not, None if why_not else audit_end(connection)

    with in_words():
        why_not, end = look(url, ask)
    if end is None:
        raise Unavailable(why_not or "This database has no office yet, so there is nothing to accept.")
    LastSeen(places.seen_folder()).note(end, url)
    return last_of(end, url)


def remember(database: Database) -> None:
    """Note where a database ends that this desk has open, so that a loss is told at the next start."""
    with suppress(Unavailable), in_words(), database.engine.connect() as connection:
        remember_end(connection, database.url.render_as_string())


def remember_end(connection: Connection, url: str) -> None:
    """Note where a database ends now, its last seal included."""
    end = audit_end(connection)
    if end is not None:
        LastSeen(places.seen_folder()).note(end, url)
