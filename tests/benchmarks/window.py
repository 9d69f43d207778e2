"""Opens a window in this process and says on standard output when it is painted, and when its first rows are there.

Run by `start.py` as a process of its own: `python -m tests.benchmarks.window bare|homeward [DATABASE]`.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


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


def homeward(database: str) -> None:
    """The program as it starts, with Today in front, until its rows are there."""
    import tempfile  # noqa: PLC0415  the bare window shall not pay for it

    from app import bootstrap  # noqa: PLC0415
    from app.desk.preferences import Preferences  # noqa: PLC0415
    from app.door.clock import SystemClock  # noqa: PLC0415
    from app.door.door import Door, LateWork  # noqa: PLC0415
    from app.door.tasks import Tasks  # noqa: PLC0415
    from ui.theme import Look  # noqa: PLC0415

    app = bootstrap.make_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as kept:
        preferences = Preferences(Path(kept) / "desk.ini")
        look = Look(app, preferences)
        clock, tasks = SystemClock(), Tasks()
        door = Door(LateWork(lambda: bootstrap.make_work(database, clock)), tasks)
        window = bootstrap.make_window(door, clock, look, preferences, Path(kept) / "drafts.sqlite")
        FirstPaint(window)
        furnished = []
        window.furnished.connect(lambda: furnished.append(True))

        def settled(busy: bool) -> None:  # noqa: FBT001  Qt's signal
            if furnished and not busy:
                say("rows")
                app.quit()

        tasks.busy_changed.connect(settled)
        window.show()
        app.exec()
        tasks.close()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        homeward(sys.argv[2])
