"""Where everything meets: builds the look, the door and the window, and hands each what it needs.

What the first paint doesn't need is imported by a worker after it: SQLAlchemy, the tabs, the queries.
"""

import gc
import sys
from dataclasses import replace
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.desk import places
from app.desk.opened import Opened, file_of, without_password
from app.desk.preferences import Preferences
from app.desk.stop_signals import StopSignals
from app.screen import said_truly
from ui.language import read_in
from ui.main_window import MainWindow
from ui.navigation import PageName
from ui.theme import Look
from ui.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType
    from uuid import UUID

    from app.backups.errands import Errands
    from app.door.changes import Changes, Lost, OpenElsewhere
    from app.door.clock import Clock
    from app.door.clocks_apart import Told
    from app.door.door import Door, LateWork, Worker
    from app.door.watch import Watch
    from app.door.work import Work
    from ui.desk import Desk
    from ui.main_window import FirstRowsFinder, FirstRowsMaker
    from ui.screens import Screens


def run(url: str | None = None, as_at: "datetime | None" = None, staff: "UUID | None" = None) -> int:
    """Open the window and stay until it is closed, or the system wants the program to end.

    With `as_at` its clock stands there, and it says so.
    """
    app = make_application(sys.argv)
    stop = StopSignals(app)
    stop.asked.connect(partial(leave, app))
    try:
        return stay(app, url, as_at, staff)
    finally:
        stop.close()


def stay(app: QApplication, url: str | None, as_at: "datetime | None", staff: "UUID | None") -> int:
    """Ask for an office where there is none yet, then open the window, and another one for each office asked for.

    However it is left, nothing stays open. A database that was named is opened this once; what is chosen here is what
    the next start opens.
    """
    preferences = Preferences(places.preferences_file())
    read_in(preferences.language)
    look = Look(app, preferences)
    opened = usual(preferences) if url is None else named(url, staff)
    if opened is None:
        opened = first_office(look, preferences, url or last_opened(preferences))
        opened = replace(opened, staff=staff) if opened is not None and url == opened.url else opened
    ended = 0
    while opened is not None:
        if opened.url is not None and opened.url != url:
            preferences.note_opened(without_password(opened.url))
        ended, opened = stay_in(app, look, preferences, opened, as_at)
        as_at = None
    return ended


def stay_in(
    app: QApplication, look: Look, preferences: Preferences, opened: Opened, as_at: "datetime | None"
) -> "tuple[int, Opened | None]":
    """Open the window on one database and stay until it is closed; how it ended, and what is to be opened next."""
    address = without_password(opened.url or own_address())
    preferences.work_on(address, is_own=address == own_address())
    if opened.staff is not None and opened.is_chosen:
        preferences.sits_here = opened.staff
    data = Data(opened.url, as_at, lambda: opened.staff or preferences.sits_here)
    windows = Windows(lambda number, desk: further_window(look, preferences.of_window(number), desk))
    watches: list[Watch] = []
    windows.opened.connect(partial(dress, windows, data, watches, as_at))
    window = make_window(
        look,
        preferences,
        lambda: make_desk(data.door, data.clock, look, preferences, opened.url or own_address()),
        None if as_at is not None else partial(first_rows_at, opened.url or own_address(), data, preferences),
        windows,
    )
    windows.take_in(window)
    if opened.page:
        window.furnished.connect(lambda: window.desk.open_page(PageName(opened.page)))
    if opened.said:
        window.furnished.connect(lambda: window.notice.warn(opened.said))
    say_what_goes_wrong(windows, data)
    window.show()
    try:
        return app.exec(), windows.desk.shared.opens_next
    finally:
        for watch in watches:
            watch.close()
        if windows.desk.shared.backups is not None:
            windows.desk.shared.backups.close()
        data.door.close()
        windows.take_down()


def dress(windows: Windows, data: "Data", watches: "list[Watch]", as_at: "datetime | None", window: MainWindow) -> None:
    """Each window says what isn't plain of its clock; beside the first that is complete the rest of the work begins."""
    if as_at is not None:
        window.furnished.connect(lambda: window.bar.say_clock(as_at))
    else:
        window.furnished.connect(lambda: data.notice(window, partial(say_which_day, window, data.clock)))
    window.completed.connect(partial(go_on_beside, windows, data, watches, is_now=as_at is None))


def go_on_beside(windows: Windows, data: "Data", watches: "list[Watch]", *, is_now: bool) -> None:
    """From now on other desks are heard, backups are made and the tracker goes out, once for all windows.

    What is looked at as of another day doesn't go out by itself.
    """
    from ui.beside_windows import back_up_here, hear_leaps, let_the_tracker_out, tell_what_is_overdue  # noqa: PLC0415  after the first paint

    if watches:
        return
    watches.append(watch_others(windows.desk, data.work))
    back_up_here(windows, data.door, partial(backup_errands, data.work, data.clock))
    if is_now:
        hear_leaps(windows, data.clock, data.door)
        let_the_tracker_out(windows, data.door)
        tell_what_is_overdue(windows, data.door)


class Data:
    """What a window works on; each part is made when it is first wanted, which is after the first paint."""

    def __init__(self, url: str | None, as_at: "datetime | None", chosen: "Callable[[], UUID | None]") -> None:
        self._url, self._as_at, self.chosen = url, as_at, chosen

    @cached_property
    def clock(self) -> "Clock":
        """The desk's, or one that stands."""
        from app.door.clock import DeskClock, FixedClock  # noqa: PLC0415  after the first paint

        return DeskClock() if self._as_at is None else FixedClock(self._as_at)

    @cached_property
    def work(self) -> "LateWork":
        """The database, opened by a worker at the first question."""
        from app.door.door import LateWork  # noqa: PLC0415  after the first paint

        return LateWork(lambda: make_work(self._url, self.clock, self.chosen()))

    @cached_property
    def door(self) -> "Door":
        """The one door to it."""
        from app.door.door import Door  # noqa: PLC0415  after the first paint
        from app.door.tasks import Tasks  # noqa: PLC0415  after the first paint

        return Door(self.work, Tasks())

    def notice(self, window: QObject, say: "Callable[[str], None]") -> None:
        """What has to be told of the database although it can be worked on, or nothing."""
        self.door.fetch(window, partial(notice_of, self.work)).then(say, _nothing)


def usual(preferences: Preferences) -> Opened | None:
    """What this desk opens without being asked: what it opened last, else its own database; None where it has none.

    A server asks for a password at each start, so its desk is asked; so is one whose file's key the keyring lacks.
    """
    last = last_opened(preferences)
    file = file_of(last)
    return Opened(last) if file is not None and not is_key_wanted(file) else None


def named(url: str, staff: "UUID | None") -> Opened | None:
    """What was named at the start; None where it is a file whose key the keyring lacks."""
    file = file_of(url)
    return Opened(url, staff) if file is None or not is_key_wanted(file) else None


def last_opened(preferences: Preferences) -> str:
    """The address of what this desk opened last, else of its own database; nothing where it has none."""
    return next(iter(preferences.opened), "") or (own_address() if places.database_file().exists() else "")


def is_key_wanted(file: "Path") -> bool:
    """Whether it is encrypted, and this computer doesn't know its key; a keyring is asked of an encrypted one only."""
    from models.file_signs import is_encrypted  # noqa: PLC0415  a desk without an office needs it not

    if not is_encrypted(file):
        return False
    from models.file_driver import has_cipher  # noqa: PLC0415  the same

    if not has_cipher():
        return False  # no key helps: the window says what lacks
    from models.file_keys import KeyLacking, key_of  # noqa: PLC0415  of a plain file the first paint waits for none of it

    try:
        key_of(file)
    except KeyLacking:
        return True
    return False


def own_address() -> str:
    """Of the database that this desk had before there were others."""
    return f"sqlite:///{places.database_file()}"


def say_what_goes_wrong(windows: Windows, data: Data) -> None:
    """From now on defects are told in the window and kept in the log, and what is odd about the database is said."""
    hook, window = DefectHook(windows), windows.front
    sys.excepthook = hook.caught
    window.furnished.connect(lambda: data.door.fetch(window, keep_log).then(_nothing, window.say))
    window.furnished.connect(lambda: data.notice(window, partial(say_of_database, window)))


def leave(app: QApplication) -> None:
    """Close every window, which keeps what is typed there, and come back from every loop."""
    app.closeAllWindows()
    app.exit(0)


def first_office(look: Look, preferences: Preferences, last: str) -> Opened | None:
    """Ask for an office where none can be opened, first for what `last` needs; None where it is left."""
    from ui.dialogs.welcome import Welcome  # noqa: PLC0415  only at the first start

    look.follow_system()
    data = Data(None, None, lambda: None)
    welcome = Welcome(make_desk(data.door, data.clock, look, preferences), last=last)
    if last:
        QTimer.singleShot(0, welcome, partial(welcome.ask_for, last))
    is_answered = welcome.exec()
    data.door.close()
    welcome.deleteLater()
    return welcome.opened if is_answered else None


def keep_log() -> None:
    """Write what goes wrong into this desk's log; called on a worker."""
    from app.desk import logs  # noqa: PLC0415  after the first paint

    logs.start(places.log_file())


def collect_here(beside: QObject) -> None:
    """From now on garbage is collected on the window's thread, for everything is imported."""
    from app.door.garbage import GuiThreadCollector  # noqa: PLC0415  after the first paint

    GuiThreadCollector(beside)


def make_application(words: list[str]) -> QApplication:
    """Qt's application, named so that settings and window managers know it."""
    with said_truly():
        app = QApplication([words[0], "-style", "Fusion"])  # setStyle would make Python's names of QStyle: 7 ms
    app.setApplicationName("Homeward")
    app.setOrganizationName("Homeward")
    app.setDesktopFileName("homeward")
    return app


def make_window(
    look: Look,
    preferences: Preferences,
    desk: "Callable[[], Desk]",
    first_rows: "Callable[[], FirstRowsFinder] | None" = None,
    windows: Windows | None = None,
) -> MainWindow:
    """The window, whose desk is made and whose tabs are imported after its first paint."""
    gc.disable()  # no worker may collect, nor the imports wait for it: see app.door.garbage
    window = MainWindow(look, preferences, desk, load_screens, first_rows)
    window.completed.connect(partial(collect_here, windows or window))
    return window


def further_window(look: Look, preferences: Preferences, desk: "Desk") -> MainWindow:
    """One more on the same database, beside those of this desk."""
    return MainWindow(look, preferences, lambda: desk.beside(preferences), load_screens)


def first_rows_at(url: str, data: Data, preferences: Preferences) -> "FirstRowsFinder":
    """What finds Today's first rows, where they can be read before its tab can be imported."""
    acting = preferences.acting_for
    staff, until = (None, None) if acting is None else (acting.staff, acting.until)
    return partial(find_first_rows, url, data.clock, data.chosen(), preferences.team, staff, until)


def find_first_rows(url: str, clock: "Clock", *sitting: object) -> "FirstRowsMaker | None":
    """What makes a page of them, or None; called on a worker."""
    kept = import_module("app.desk.first_rows").kept_lines(places.first_rows_folder(), url)
    if kept is None:
        return None
    making = import_module("app.desk.first_rows_made")
    rows = making.made(*kept, making.Sitting(*sitting), clock)
    if rows is None:
        return None
    return cast("FirstRowsMaker", partial(import_module("ui.tabs.today.first_rows").FirstRowsPage, rows))


def make_desk(door: "Door", clock: "Clock", look: Look, preferences: Preferences, address: str = "") -> "Desk":
    """Somebody's place of work on a database, with the drafts of this desk; none is worked on before one is chosen."""
    from app.desk.drafts import Drafts  # noqa: PLC0415  after the first paint
    from ui.desk import Desk  # noqa: PLC0415  after the first paint

    return Desk(door, clock, look, preferences, Drafts(places.drafts_file(), file_of(address)))


def load_screens() -> "Screens":
    """Say where the tabs and their queries are found; called on a worker."""
    return cast("Screens", import_module("ui.furniture").screens())


def make_work(url: str | None, clock: "Clock", chosen: "UUID | None" = None) -> "Worker":
    """Open the database, with whoever was chosen at this desk; called on a worker at the first question."""
    return cast("Worker", import_module("app.desk.opening").open_work(url, clock, chosen))


def notice_of(work: "LateWork") -> str:
    """What has to be told of the database although it can be worked on, or nothing; called on a worker."""
    return cast("Work", work.made()).notice


def say_which_day(window: MainWindow, clock: "Clock", _notice: str) -> None:
    """A demonstration's window says so, with its own day."""
    if clock.is_set:
        window.bar.say_demonstration(clock)


def say_of_database(window: MainWindow, notice: str) -> None:
    """Say it, if there is anything."""
    from app.door.errors import Unavailable  # noqa: PLC0415  seldom

    if notice:
        window.say(Unavailable(notice))


def watch_others(desk: "Desk", work: "LateWork") -> "Watch":
    """Hear of other desks' changes from now on, and who else has open what is in view; close it at the end."""
    from app.door.watch import Watch  # noqa: PLC0415  after the first paint

    watch = Watch(desk.door, lambda stop: _news()(work.made(), stop, in_view=lambda: desk.shared.in_view))
    watch.elsewhere.connect(desk.shared.open_elsewhere)
    watch.clock_apart.connect(desk.shared.compare_clock)
    return watch


def backup_errands(work: "LateWork", clock: "Clock") -> "Errands":
    """What backups of this database take; called on a worker."""
    errands = import_module("app.backups.errands").Errands
    return cast("Errands", errands(lambda: cast("Work", work.made()).database, clock))


def _news() -> "Callable[..., Iterator[Changes | Lost | OpenElsewhere | Told]]":
    return cast("Callable[..., Iterator[Changes | Lost | OpenElsewhere | Told]]", import_module("app.door.news").listen)


_WENT_WRONG = (
    "Something went wrong inside Homeward. Nothing you typed is lost; the details are in the log of this desk. If it "
    "happens again, tell whoever looks after Homeward."
)
_NO_MEMORY = (
    "This computer has no memory left for that. Nothing you typed is lost, and what you asked for may be done: close "
    "what else is open on it, then look before you do it again."
)


class DefectHook:
    """Says that something went wrong, in plain words, and writes where; what was typed is kept as a draft."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows

    def caught(self, kind: type[BaseException], error: BaseException, trace: "TracebackType | None") -> None:
        """Installed as `sys.excepthook`: hops to the window's thread first."""
        from app.desk import logs  # noqa: PLC0415  only after a defect
        from app.door.errors import NothingDoneError  # noqa: PLC0415  the same

        keep_log()
        logs.defect(kind, trace)
        said = _NO_MEMORY if isinstance(error, MemoryError) else _WENT_WRONG
        said = str(error) if isinstance(error, NothingDoneError) else said
        QTimer.singleShot(0, self._windows, partial(self._windows.warn, said))


def _nothing(_answer: object) -> None:
    """The log is kept: nothing to show."""
