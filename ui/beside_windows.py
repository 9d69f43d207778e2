"""What goes on beside the windows of a desk, once for all of them: backups are made, and the tracker goes out."""

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, cast

from ui.passing import Passing

if TYPE_CHECKING:  # a worker imports what it takes
    from collections.abc import Callable

    from app.backups.errands import Errands
    from app.door.clock import Clock
    from app.door.door import Door
    from ui.backups_keeper import BackupsKeeper
    from ui.tracker_keeper import TrackerKeeper
    from ui.windows import Windows


def hear_leaps(windows: "Windows", clock: "Clock", door: "Door") -> None:
    """From now on what a window shows comes right by itself after a sleep, a clock that was set, or midnight."""
    passing = Passing(clock, door, windows)
    passing.leapt.connect(windows.desk.shared.leapt)


def back_up_here(windows: "Windows", door: "Door", errands: "Callable[[], Errands]") -> None:
    """From now on backups are made beside the windows, whose bars say how the last one stands."""

    def begin(kept_by: "type[BackupsKeeper]", made: "Errands") -> None:
        keeper = kept_by(made, door.tasks, windows)
        windows.desk.shared.backups = keeper
        windows.desk.shared.backups_begun.emit()
        keeper.begin()

    door.fetch(windows, partial(_keeper, errands)).then(lambda both: begin(*both), windows.say)


def let_the_tracker_out(windows: "Windows", door: "Door") -> None:
    """From now on what waits for Scheduling goes out by itself, where this desk so wishes."""

    def begin(kept_by: "type[TrackerKeeper]") -> None:
        desk = windows.desk
        desk.shared.tracker = keeper = kept_by(door, desk.clock, desk.preferences, windows)
        keeper.failed.connect(windows.warn)
        desk.shared.tracker_begun.emit()
        keeper.follow()

    door.fetch(windows, _tracker_keeper).then(begin, windows.say)


def tell_what_is_overdue(windows: "Windows", door: "Door") -> None:
    """From now on it is told in the notification area, where there is one and this desk so wishes."""
    door.fetch(windows, _tray).then(lambda begin: begin(windows), windows.say)


def _tray() -> "Callable[[Windows], None]":
    """On a worker: what the notification area needs is imported."""
    return cast("Callable[[Windows], None]", import_module("ui.tray").begin)


def _tracker_keeper() -> "type[TrackerKeeper]":
    """On a worker: what an export needs is imported."""
    return cast("type[TrackerKeeper]", import_module("ui.tracker_keeper").TrackerKeeper)


def _keeper(errands: "Callable[[], Errands]") -> "tuple[type[BackupsKeeper], Errands]":
    """On a worker: what backups need is imported."""
    return import_module("ui.backups_keeper").BackupsKeeper, errands()
