"""How long a way one deed takes through our own files, from the key press to the repaint after its answer.

Counted are calls into Python functions of `app`, `models`, `reports`, `resources` and `ui`, on every thread (a
generator's each step is a call; what a library or Qt does is none). A *hop* is a call into another file than the
thread's call before. The guard round an override of Qt's (`ui.overrides`) is a part of the override: its calls are told
apart, and are no hops. A deed's end is when no task is under way and everything is painted. The window is whole, every
tab is there, and the same deed was done once before: imports and what is kept after a first time aren't counted.
"""

import gc
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from sqlalchemy import event

from app.bootstrap import load_screens, make_application
from app.desk.drafts import Drafts
from app.desk.preferences import Preferences, Scheme
from app.door.clock import FixedClock
from app.door.door import Door
from app.door.tasks import Tasks
from app.door.work import Work
from app.queries.people.naming import person_named
from app.queries.referrals import queue
from app.services.referrals.taking_in import change_details
from app.setup.office_file import as_at_of
from models.database import Database
from tests.benchmarks.offices import OFFICE, full_office
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.navigation import Place, TabName
from ui.theme import Look

ROOT = str(Path(__file__).parents[2]) + "/"
_OURS = tuple(ROOT + room + "/" for room in ("app", "models", "reports", "resources", "ui"))
_GUARD = ROOT + "ui/overrides.py"
_QUIET_ROUNDS = 5  # an answer may lead to a further question: settled means nothing under way so many times in a row
_READY = ("CH26141", "CH26123")  # all that they lack is what else was considered


@dataclass(frozen=True, slots=True)
class Traced:
    """The way of one deed; `passed` are the files in the order of their first call, with their calls."""

    name: str
    files: int
    hops: int
    most_files: int
    most_hops: int
    questions: tuple[str, ...]
    statements: int
    passed: tuple[tuple[str, int], ...]
    hopped: tuple[tuple[str, int], ...]
    guarded: int

    @property
    def ratio(self) -> float:
        """How many times its goal, of files or hops whichever is worse."""
        return max(self.files / self.most_files, self.hops / self.most_hops)

    @property
    def line(self) -> str:
        """As the table shows it."""
        mark = "" if self.ratio <= 1 else "  over the goal"
        return (
            f"{self.name:<28} {self.files:3} files (goal {self.most_files}) {self.hops:5} hops (goal {self.most_hops})"
            f" {self.guarded:3} guarded {self.statements:3} statements, {len(self.questions)} asked:"
            f" {', '.join(self.questions)}{mark}"
        )

    @property
    def listing(self) -> str:
        """The files in their order with their calls, then the commonest hops."""
        files = "\n".join(f"    {calls:6}  {file}" for file, calls in self.passed)
        hops = "\n".join(f"    {times:6}  {hop}" for hop, times in self.hopped)
        return f"  calls into each file, in the order of the first\n{files}\n  hops, the commonest first\n{hops}"


class Tracer:
    """Counts while it is armed. Make it before the program starts a thread: each thread is handed it at its start."""

    def __init__(self) -> None:
        self.is_armed = False
        self.calls: list[tuple[int, str, str]] = []
        self.guarded = 0
        threading.setprofile(self._note)
        sys.setprofile(self._note)

    def close(self) -> None:
        """Leave this thread alone, and those not yet started."""
        self.is_armed = False
        sys.setprofile(None)
        threading.setprofile(None)

    def _note(self, frame: FrameType, what: str, _argument: Any) -> None:
        if self.is_armed and what == "call" and frame.f_code.co_filename.startswith(_OURS):
            if frame.f_code.co_filename == _GUARD:
                self.guarded += 1
            else:
                self.calls.append((threading.get_ident(), frame.f_code.co_filename, frame.f_code.co_qualname))


class HeardWork(Work):
    """The desk's own work, which remembers what was asked of it."""

    def __init__(self, database: Database, clock: FixedClock, staff: Any) -> None:
        super().__init__(database, clock, staff=staff)
        self.asked: list[str] = []

    def read(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer, and remember the name."""
        self.asked.append(_name(query))
        return super().read(query, *args, **kwargs)


def measures(_runs: int) -> Iterator[Traced]:
    """A letter in the grid of ratings; a referral accepted."""
    tracer = Tracer()
    try:
        with TemporaryDirectory() as folder, opened(Path(folder)) as bench:
            yield rating_key(bench, tracer)
            yield accepting(bench, tracer)
    finally:
        tracer.close()


@dataclass(frozen=True, slots=True)
class Bench:
    """The open window with its settling, and the work behind it."""

    window: MainWindow
    settle: Callable[[], None]
    work: HeardWork
    database: Database


@contextmanager
def opened(folder: Path) -> Iterator[Bench]:
    """The demonstration office in the program's own window, every tab there."""
    made, first = full_office(folder / "homeward.sqlite")
    staff = first.read(lambda turn: turn.staff)
    made.close()
    clock = FixedClock(as_at_of(OFFICE))
    database = Database(made.url, clock.now, by="benchmark")
    app = QCoreApplication.instance() or make_application(["homeward"])
    gc.disable()  # no worker may collect, or a widget is destroyed there: see app.door.garbage
    tasks = Tasks()
    work = HeardWork(database, clock, staff)
    preferences = Preferences(folder / "desk.ini")
    preferences.scheme = Scheme.LIGHT
    look = Look(app, preferences)
    desk = Desk(Door(work, tasks), clock, look, preferences, Drafts(folder / "drafts.sqlite"))
    window = MainWindow(desk.look, desk.preferences, lambda: desk, load_screens)
    complete = QEventLoop()
    window.completed.connect(complete.quit)
    window.show()
    window.activateWindow()
    complete.exec()
    settle = Settling(app, tasks)
    settle()
    try:
        yield Bench(window, settle, work, database)
    finally:
        window.close()
        tasks.close()
        database.close()
        gc.enable()


class Settling:
    """Lets every question be answered and painted; it hears of what is under way and asks for nothing itself."""

    def __init__(self, app: Any, tasks: Tasks) -> None:
        self._app, self._is_busy = app, tasks.is_busy
        tasks.busy_changed.connect(self._note)

    def _note(self, is_busy: Any) -> None:
        self._is_busy = is_busy

    def __call__(self) -> None:
        """Return when nothing has been under way so many times in a row."""
        quiet = 0
        while quiet < _QUIET_ROUNDS:
            self._app.processEvents()
            self._app.sendPostedEvents()
            quiet = 0 if self._is_busy else quiet + 1


def traced(bench: Bench, tracer: Tracer, name: str, goal: tuple[int, int], press: Callable[[], None]) -> Traced:
    """Follow one press until everything that it led to is painted."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    event.listen(bench.database.engine, "before_cursor_execute", note)
    bench.work.asked.clear()
    tracer.calls.clear()
    tracer.guarded = 0
    tracer.is_armed = True
    press()
    bench.settle()
    tracer.is_armed = False
    event.remove(bench.database.engine, "before_cursor_execute", note)
    calls = list(tracer.calls)
    passed = Counter(file for _, file, _ in calls)
    hopped = hops(calls)
    return Traced(
        name,
        len(passed),
        sum(hopped.values()),
        *goal,
        tuple(bench.work.asked),
        len(statements),
        tuple((file.removeprefix(ROOT), times) for file, times in passed.items()),
        tuple(hopped.most_common(25)),
        tracer.guarded,
    )


def hops(calls: list[tuple[int, str, str]]) -> Counter[str]:
    """Each change of file from a thread's call to its next, by the two functions."""
    found: Counter[str] = Counter()
    before: dict[int, tuple[str, str]] = {}
    for thread, file, function in calls:
        last_file, last = before.get(thread, (file, ""))
        if last_file != file:
            found[f"{_short(last_file)} {last} → {_short(file)} {function}"] += 1
        before[thread] = file, function
    return found


def rating_key(bench: Bench, tracer: Tracer) -> Traced:
    """A letter for the second goal at the last visit, after one for the first."""
    person = bench.work.read(lambda turn: person_named(turn, "M701586"))
    bench.window.go_to(Place(TabName.GOALS, person))
    bench.settle()
    strip: Any = bench.window.tab(TabName.GOALS).history.strip  # type: ignore[union-attr]
    strip.setFocus()
    bench.settle()
    bench.window.tab(TabName.GOALS).history.worker.setCurrentIndex(0)  # type: ignore[union-attr]
    strip.setCurrentIndex(strip.model().index(0, strip.model().columnCount() - 1))
    QTest.keyClick(strip, Qt.Key.Key_P)
    bench.settle()
    rated = strip.currentIndex()
    found = traced(bench, tracer, "a rating key", (25, 250), partial(QTest.keyClick, strip, Qt.Key.Key_1))
    if rated.data() != "A1":
        raise RuntimeError("the letter wasn't given")
    return found


def accepting(bench: Bench, tracer: Tracer) -> Traced:
    """The second of two referrals that lack nothing, after the first."""
    found = None
    for row in [each for each in bench.work.read(queue.queue) if each.reference in _READY]:
        said = partial(change_details, referral=row.id, seen=row.version, alternatives_considered="Own network: none")
        bench.work.write(said)
        bench.window.go_to(Place(TabName.REFERRALS, None, "", row.id))
        bench.settle()
        button = bench.window.findChild(QPushButton, "referrals.accept")
        button.setFocus()
        bench.settle()
        found = traced(bench, tracer, "Accept", (30, 300), partial(QTest.mouseClick, button, Qt.MouseButton.LeftButton))
        if not button.isHidden():
            raise RuntimeError("the referral wasn't accepted")
    if found is None:
        raise RuntimeError("there is no referral to accept")
    return found


def _name(query: Any) -> str:
    query = getattr(query, "func", query)
    return f"{query.__module__}.{query.__name__}".removeprefix("app.queries.")


def _short(file: str) -> str:
    return file.removeprefix(ROOT).rpartition("/")[2].removesuffix(".py")
