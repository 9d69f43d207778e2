"""What the window asks of backups, on workers: how it stands, one made now, the list, one checked, one restored."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.backups.checking import check
from app.backups.desk_book import Book
from app.backups.kept import Kept, is_on_same_disk, kept_in
from app.backups.making import ON_SERVER, Made, back_up
from app.backups.restoring import Restored, restore
from app.backups.standing import NIGHTLY, Noted, Standing, is_due, is_wanted_at_closing, standing, with_that_of_server
from app.desk import places
from app.door.clock import Clock
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress, Stopped
from app.door.work import in_words
from models.audit_end import AuditEnd, audit_end
from models.backup_noted import backup_noted
from models.database import Database

_NONE_YET = Standing(
    "No backup yet",
    is_bad=True,
    why="No backup of this server's database has been made, as far as it tells. Ask whoever looks after the server.",
)

_ENCRYPTED = (
    " The records are encrypted, and so is each backup that is made of them; those from before they were aren't. To "
    "restore one on another computer takes the recovery key."
)


@dataclass(frozen=True, slots=True)
class Stands:
    """How it stands with these records' backups: the words of the bar, and whether one is to be made by itself."""

    folder: Path | None  # none where the server makes them
    same_disk: bool
    standing: Standing
    is_due: bool
    by_itself: bool  # not of a demonstration's records, nor a server's
    says: str


class Errands:
    """Of one open database. `find` gives it, once it is open; every call belongs on a worker."""

    def __init__(self, find: Callable[[], Database], clock: Clock) -> None:
        self._find, self._clock = find, clock
        self._book = Book(places.backups_file())

    def stands(self) -> Stands:
        """Asked every few minutes; reads nothing but the end of the audit and the desk's own notes."""
        database, end = self._find(), self._end()
        if not database.is_sqlite:
            stands = self._at_server(end) or Standing("", is_bad=False, why="")
            return Stands(None, same_disk=False, standing=stands, is_due=False, by_itself=False, says=ON_SERVER)
        noted = self._book.of(end.database)
        folder, now = self._folder(noted), self._clock.now()
        is_same = is_on_same_disk(folder, Path(database.url.database or ""))
        return Stands(
            folder,
            is_same,
            standing(noted, now) if not end.is_test else Standing("", is_bad=False, why=""),
            is_due(noted, end.number, now) and not end.is_test,
            not end.is_test,
            _says(end, noted, is_same=is_same) + (_ENCRYPTED if database.is_encrypted else ""),
        )

    def make(self, progress: Progress) -> Made:
        """One now, in the folder chosen; what becomes of it is noted, a failure too."""
        database, now = self._find(), self._clock.now()
        end = self._end()
        folder = self._folder(self._book.of(end.database))
        try:
            made = back_up(database, folder, now, progress)
        except Stopped:
            raise
        except (Refused, Unavailable) as trouble:
            self._book.note_failure(database, str(trouble), now)
            raise
        self._book.note_made(made, folder)
        return made

    def make_at_closing(self, progress: Progress) -> None:
        """One, if something was recorded since the last; it is owed until it is made."""
        end = self._end()
        if end.is_test or not self._find().is_sqlite or end.database is None:
            return
        if is_wanted_at_closing(self._book.of(end.database), end.number):
            self._book.note_owed(end.database, self._clock.now())
            self.make(progress)

    def choose(self, folder: Path) -> None:
        """Backups go there from now on."""
        end = self._end()
        if end.database is not None:
            self._book.choose(end.database, folder)

    def kept(self) -> tuple[Kept, ...]:
        """Those in the folder, the newest first."""
        mark = self._mark()
        return kept_in(self._folder(self._book.of(mark)), mark)

    def checked(self, backup: Path, progress: Progress) -> str:
        """A sentence for a backup that can be restored; Unavailable where it can't."""
        found = check(backup, progress)
        return f"“{backup.name}” can be restored: {found.said} were compared. It ends with change {found.end.number}."

    def restored(self, backup: Path, target: Path, progress: Progress) -> Restored:
        """A new file made of a backup; never over one that is there."""
        return restore(backup, target, self._clock.now(), progress)

    def _at_server(self, end: AuditEnd) -> Standing | None:
        """How the last that the server tells of stands; nothing of a test's."""
        with in_words(), self._find().engine.connect() as connection:
            noted = with_that_of_server(Noted(), backup_noted(connection))
        if end.is_test:
            return None
        return _NONE_YET if noted == Noted() else standing(noted, self._clock.now(), NIGHTLY)

    def _end(self) -> AuditEnd:
        with in_words(), self._find().engine.connect() as connection:
            end = audit_end(connection)
        if end is None:
            raise Refused("This database has no office yet, so there is nothing to back up.")
        return end

    def _mark(self) -> UUID:
        mark = self._end().database
        if mark is None:
            raise Refused("This database has no office yet, so there is nothing to back up.")
        return mark

    def _folder(self, noted: Noted) -> Path:
        return Path(noted.folder) if noted.folder else places.backups_folder()


def _says(end: AuditEnd, noted: Noted, *, is_same: bool) -> str:
    """What is to be known of the place and of what happens by itself."""
    when = (
        "This is a demonstration or test: nothing is backed up by itself."
        if end.is_test
        else "One is made every two hours while something is recorded, and when the window is closed."
    )
    owed = " The one at the last closing wasn't finished, and is made now." if noted.owed is not None else ""
    disk = (
        " The folder is on the same disk as the records: if that disk breaks, both are lost. Choose another disk."
        if is_same
        else " The folder is on another disk than the records."
    )
    return f"{when}{disk}{owed}"
