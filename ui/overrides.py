"""How a method of ours takes the place of one of Qt's: an exception in it must not reach Qt.

PySide keeps an exception that leaves an override and raises it again later, out of whatever Python calls next, the
event loop among them, and then the window ends; in a layout the process dies at once. So each override is marked, a
defect in it is told where every other defect is (sys.excepthook), and Qt is given a harmless answer instead.
`tests/architecture/test_overrides.py` finds an override that isn't marked.
"""

import sys
import time
import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

Method = TypeVar("Method", bound=Callable[..., Any])

_AGAIN_AFTER_S = 60.0  # a defect in painting would come back with every frame, and with the notice that tells of it
_told: dict[tuple[str, type[BaseException]], float] = {}


def override_of_qt(instead: object = None) -> Callable[[Method], Method]:
    """Mark an override; `instead` is what Qt is answered after a defect, of the type that the method gives."""

    def marked(method: Method) -> Method:
        @wraps(method)
        def kept_from_qt(*args: Any, **words: Any) -> Any:
            try:
                return method(*args, **words)
            except Exception as error:  # noqa: BLE001  Qt may get none of them
                _tell(method.__qualname__, error)
                return instead

        kept_from_qt.instead = instead  # type: ignore[attr-defined]  # the test that finds the others knows it by this
        return kept_from_qt  # type: ignore[return-value]  # it is called as the method is

    return marked


def _tell(method: str, error: Exception) -> None:
    """Tell of a defect, but not of the same one over and over; then let go of what it held, such as a painter."""
    place = (method, type(error))
    now = time.monotonic()
    if now - _told.get(place, -_AGAIN_AFTER_S) >= _AGAIN_AFTER_S:
        _told[place] = now
        try:
            sys.excepthook(type(error), error, error.__traceback__)
        except Exception:  # noqa: BLE001  a defect in telling of one mustn't reach Qt either
            sys.__excepthook__(*sys.exc_info())
    traceback.clear_frames(error.__traceback__)
