"""Whether a window can be shown here: Qt finds out by trying, and says so by ending the program; this says it first.

Reading the environment isn't enough: a display can be named and gone, refuse this user, or be of a kind that this Qt
has no plugin or library for.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from models.command_line import command

NO_SCREEN = 2  # the exit code
_NOT_LOADED = "even though it was found"  # as Qt says of what shows windows there, and also where it ran
_NOT_REACHED = ("could not connect", "Failed to create wl_display")  # as it says itself once it runs


@contextmanager
def said_truly() -> Iterator[None]:
    """While Qt tries to reach the screen: what ends it is told as a sentence, with what Qt said of each try."""
    heard: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            print(no_screen_in_words(tuple(heard)), file=sys.stderr, flush=True)  # noqa: T201  there is no window
            os._exit(NO_SCREEN)  # Qt would abort, which leaves a core file and no sentence
        heard.append(text)

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        for text in heard:
            print(text, file=sys.stderr)  # noqa: T201  as Qt itself would have


def no_screen_in_words(heard: tuple[str, ...]) -> str:
    """Why no window can be shown, and what works without one."""
    named = [f"{name}={os.environ[name]}" for name in ("DISPLAY", "WAYLAND_DISPLAY") if os.environ.get(name)]
    is_reached = any(each in text for each in _NOT_REACHED for text in heard)
    if named and any(_NOT_LOADED in text for text in heard) and not is_reached:
        tried = "A library of this system that Qt shows windows with is missing."
        helps = (
            "Whoever looks after this computer installs it; where Homeward is started by “python3 run.py”, that does "
            "so, or gives the one line for it."
        )
    else:
        tried = (
            f"The screen that is named here ({', '.join(named)}) can't be reached." if named else "No screen is named."
        )
        helps = "Start it in the session of somebody who is logged in at this computer."
    why = "".join(
        f"\n  {text}" for text in dict.fromkeys(heard) if text.strip() and "plugin failed to start" not in text
    )
    return (
        f"Homeward can't show its window. {tried}"
        f"{f'{chr(10)}What Qt said:{why}' if why else ''}\n"
        f"{helps} Without a screen these work: "
        f"“{command('demo')}”, “{command('today')}” and the others of “{command('--help')}”."
    )
