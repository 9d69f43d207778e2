"""No exception leaves an override of Qt's: each is marked, tells of its defect and gives Qt a harmless answer."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import get_type_hints

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.door.tasks import Tasks
from tests.architecture.overrides import Override, overrides, overrides_of
from ui import overrides as ui_overrides
from ui.overrides import override_of_qt

ROOT = Path(__file__).parents[2]
FOUND = overrides()


@pytest.fixture
def told(monkeypatch):
    """The defects that were told, by their types."""
    kinds: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: kinds.append(kind))
    monkeypatch.setattr(ui_overrides, "_told", {})
    return kinds


@pytest.mark.parametrize("override", FOUND, ids=str)
def test_an_override_is_marked(override):
    assert hasattr(override.method, "instead"), "mark it with ui.overrides.override_of_qt"


@pytest.mark.parametrize("override", FOUND, ids=str)
def test_a_defect_in_it_is_told_and_qt_is_answered_all_the_same(override, told):
    answer = override.method(*range(50))  # nobody takes as many words: it raises when it is called
    assert told == [TypeError]
    assert answer is override.method.instead
    try:
        wanted = get_type_hints(override.method).get("return", type(None))
    except NameError:  # a name that is there for the type checker only
        return
    if wanted in {bool, int, str} or getattr(wanted, "__module__", "").startswith("PySide6"):
        assert isinstance(answer, wanted)


def test_an_override_that_is_not_marked_is_found():
    class Planted(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None: ...  # noqa: N802  Qt's own

        def said(self) -> None: ...

        def eventFilter(self, watched: QObject, event: object) -> bool: ...  # noqa: N802  Qt's own

    Planted.__module__ = "planted"
    module = SimpleNamespace(__name__="planted", Planted=Planted)
    assert list(overrides_of(module)) == [Override(Planted, "paintEvent"), Override(Planted, "eventFilter")]


def test_the_same_defect_is_not_told_with_every_frame(told, monkeypatch):
    @override_of_qt(instead=7)
    def fails() -> int:
        raise ValueError

    moments = iter((0.0, 59.0, 61.0))
    monkeypatch.setattr(ui_overrides.time, "monotonic", lambda: next(moments))
    assert [fails(), fails(), fails()] == [7, 7, 7]
    assert told == [ValueError, ValueError]


def test_a_painter_left_open_is_closed(told, qtbot):
    class Torn(QWidget):
        @override_of_qt()
        def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's own
            painter = QPainter(self)
            raise ValueError(painter)

    widget = Torn()
    qtbot.addWidget(widget)
    widget.show()
    widget.grab()  # Qt would complain of a painter that is still active, and a complaint fails the test
    assert told == [ValueError]


def test_a_defect_in_a_slot_a_timer_or_a_queued_signal_is_told_too(told, qtbot):
    def fails() -> None:
        raise ValueError

    context, tasks = QObject(), Tasks()
    QTimer.singleShot(0, fails)
    QTimer.singleShot(0, context, fails)
    tasks.busy_changed.connect(fails)  # a slot: when it begins and when it ends
    tasks.read(context, lambda: 1, lambda _one: fails(), pytest.fail)
    qtbot.waitUntil(lambda: len(told) == 5)
    assert set(told) == {ValueError}
    tasks.close()


WINDOW = """
import sys
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication
from app import bootstrap
from tests.architecture.overrides import overrides
from ui.navigation import TabName

met = set()

def break_(override):
    def broken(*_args, **_words):
        met.add(str(override))
        raise ValueError(str(override))
    method = override.method
    at = method.__code__.co_freevars.index("method")
    method.__closure__[at].cell_contents = broken

def walk(window):
    for each in overrides():
        break_(each)
    for _round in range(2):
        for name in TabName:
            window.show_tab(name)
            window.resize(window.width() + 7, window.height() + 5)
            QApplication.processEvents()
            window.grab()
    QTimer.singleShot(0, lambda: end(window))

def end(window):
    print(len(met), window.notice.isVisible(), flush=True)
    QApplication.exit(0)

watch_others = bootstrap.watch_others

def watched(door, work):
    watch = watch_others(door, work)
    window = next(each for each in QApplication.topLevelWidgets() if each.objectName() == "window")
    watch.listening.connect(lambda: walk(window))
    return watch

bootstrap.watch_others = watched
sys.exit(bootstrap.run(sys.argv[1]))
"""


def test_a_window_in_which_every_override_fails_stays_and_says_so(sqlite_office, tmp_path):
    sqlite_office.an_episode()
    sqlite_office.database.close()
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), str(tmp_path / "home"))
    done = subprocess.run(
        [sys.executable, "-c", WINDOW, sqlite_office.database.url.render_as_string(hide_password=False)],
        env={**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    met, is_said = done.stdout.split()
    assert int(met) >= 20
    assert is_said == "True"
    assert any("defect" in each.read_text(encoding="utf-8") for each in (tmp_path / "home").rglob("homeward.log"))
