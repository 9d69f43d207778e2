"""Opens a window in this process and says on standard output when it is painted, and when its first rows are painted.

Run by `start.py` as a process of its own: `python -m tests.benchmarks.window bare|homeward|tabs [DATABASE FOLDER]`; in
the folder is what a desk keeps from one start to the next. With `tabs` it says how much memory it holds, in MiB, when
everything is imported and when every tab was opened; a bare window says it when it is painted.
"""

import gc
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMainWindow

_A_GLANCE_MS = 2  # whether the first rows are there
_A_LOOK_MS = 500  # at a tab, once everything that it asked for is there


class FirstPaint(QObject):
    """Says "painted" at the first paint event of a window."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.is_painted = False
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() is QEvent.Type.Paint and not self.is_painted:
            self.is_painted = True
            say("painted")
        return False


class FirstRows(QObject):
    """Says "rows" once rows of Today are painted, and calls `then`."""

    def __init__(self, window: QMainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        self._looking = QTimer(self)
        self._looking.timeout.connect(self._look)
        self._looking.start(_A_GLANCE_MS)

    def _look(self) -> None:
        shown = self._window.findChild(QAbstractItemView, "today.prompts")
        if shown is not None and shown.isVisible() and shown.model().rowCount():
            self._looking.stop()
            shown.viewport().repaint()
            say("rows")
            self._then()


def say(word: str) -> None:
    """One line, at once."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def bare() -> None:
    """The least that Qt can do."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1280, 720)
    FirstPaint(window)
    window.show()
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, app.quit))
    app.exec()
    say(f"held {held()}")


def held() -> int:
    """What this process holds in memory, in MiB, its libraries' files included, after a rest (`app.door.garbage`)."""
    from app.door.garbage import give_back  # noqa: PLC0415  nothing of ours is imported before it is measured

    gc.collect()
    give_back()
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(told.partition("VmRSS:")[2].split()[0]) // 1024


def homeward(database: str, folder: Path, *, through_tabs: bool) -> None:
    """The program as it starts, with Today in front, until its rows are there, or until every tab was shown."""
    from app import plain_imports  # noqa: PLC0415  the bare window shall not pay for any of this

    plain_imports.put_back()
    from app import bootstrap  # noqa: PLC0415
    from app.desk import places  # noqa: PLC0415
    from app.desk.preferences import Preferences  # noqa: PLC0415
    from ui.theme import Look  # noqa: PLC0415

    app = bootstrap.make_application(sys.argv[:1])
    places.drafts_file = lambda: folder / "drafts.sqlite"
    places.seen_folder = lambda: folder / "seen"
    preferences = Preferences(folder / "desk.ini")
    look = Look(app, preferences)
    data = bootstrap.Data(database, None, lambda: None)
    window = bootstrap.make_window(
        look,
        preferences,
        lambda: bootstrap.make_desk(data.door, data.clock, look, preferences),
        lambda: bootstrap.first_rows_at(database, data, preferences),
    )
    FirstPaint(window)

    def leave() -> None:
        if data.door.tasks.is_busy:
            QTimer.singleShot(_A_LOOK_MS, window, leave)
        else:
            preferences.save()
            app.quit()

    def walk() -> None:
        from ui.navigation import TabName  # noqa: PLC0415

        shown = iter(TabName)

        def next_tab() -> None:
            if data.door.tasks.is_busy:
                return
            name = next(shown, None)
            if name is None:
                say(f"tabs {held()}")
                app.quit()
            else:
                window.show_tab(name)

        say(f"settled {held()}")
        timer = QTimer(window)
        timer.timeout.connect(next_tab)
        timer.start(_A_LOOK_MS)

    if through_tabs:
        window.completed.connect(walk)
    else:
        FirstRows(window, leave)
    window.show()
    app.exec()
    data.door.close()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        homeward(sys.argv[2], Path(sys.argv[3]), through_tabs=sys.argv[1] == "tabs")
