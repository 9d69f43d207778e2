"""A screen that nobody sees, a session, and the bus of assistive technology (AT-SPI): each the system's own program.

The window is a process in it, as a desk starts it. What it tells is read over the wire: see `tests.bus_reader`.
`python -m tests.bus` installs what is lacking here, where it is run as root on a Debian; elsewhere it does nothing.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

_PROGRAMS = {"Xvfb": "xvfb", "dbus-daemon": "dbus"}
_LIBRARIES = {
    "libX11.so.6": "libx11-6",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
_OPENS = """
import sys
from datetime import datetime
from uuid import UUID
from app import bootstrap
sys.exit(bootstrap.run(sys.argv[1], datetime.fromisoformat(sys.argv[2]), UUID(sys.argv[3])))
"""
_HOMES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
_ENDS_IN_S = 20


def lacking() -> list[str]:
    """The packages of Debian that such a screen and such a bus still need here."""
    if not sys.platform.startswith("linux"):
        return ["Linux"]
    programs = [package for program, package in _PROGRAMS.items() if shutil.which(program) is None]
    libraries = [package for library, package in _LIBRARIES.items() if not _can_be_loaded(library)]
    return [*programs, *libraries, *([] if _SERVICE.is_file() else ["at-spi2-core"])]


def provide() -> None:
    """Have the system's own programs installed, as far as that can be done; its failure is nobody's."""
    packages = lacking()
    if not packages or not sys.platform.startswith("linux") or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *words], env=quiet, check=False, capture_output=True)


@contextmanager
def session() -> Iterator[dict[str, str]]:
    """The variables of a session with a screen of its own, whose programs end with it."""
    with tempfile.TemporaryDirectory(prefix="bus-", ignore_cleanup_errors=True) as folder:  # a socket's path is short
        reaches = {**os.environ, **dict.fromkeys(_HOMES, folder)}
        # The screen isn't begun anew (-noreset) when its last program goes, which takes along whoever is just coming.
        screen = ["Xvfb", "-screen", "0", "1280x720x24", "-noreset", "-nolisten", "tcp", "-displayfd"]
        with _telling(screen, reaches) as number:
            reaches["DISPLAY"] = f":{number}"
            with _telling(["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"], reaches) as bus:
                yield {
                    **reaches, "DBUS_SESSION_BUS_ADDRESS": bus,
                    "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                }  # fmt: skip


@contextmanager
def window(reaches: dict[str, str], url: str, as_at: datetime, staff: UUID) -> Iterator["subprocess.Popen[bytes]"]:
    """The program on this database, on whose clock it is `as_at`; `staff` sits there."""
    words = [sys.executable, "-c", _OPENS, url, as_at.isoformat(), str(staff)]
    with subprocess.Popen(words, env=reaches) as program:
        try:
            yield program
        finally:
            program.kill()


def give_keys_to_the_window(reaches: dict[str, str]) -> None:
    """What a desktop does with the window that came last: without a window manager nobody does."""
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XDefaultRootWindow.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x.XOpenDisplay(reaches["DISPLAY"].encode()))
    x.XSetErrorHandler(_NO_MATTER)  # not each of them is on the screen
    root = ctypes.c_ulong(x.XDefaultRootWindow(display))
    ignored, count = ctypes.c_ulong(), ctypes.c_uint()
    windows = ctypes.POINTER(ctypes.c_ulong)()
    found = (ctypes.byref(each) for each in (ignored, ignored, windows, count))
    x.XQueryTree(display, root, *found)
    for number in range(count.value):  # from the lowest to the uppermost
        x.XSetInputFocus(display, ctypes.c_ulong(windows[number]), _TO_PARENT, _NOW)
    x.XSync(display, 0)
    x.XCloseDisplay(display)


_TO_PARENT, _NOW = 2, ctypes.c_ulong(0)
_NO_MATTER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda _display, _error: 0)


@contextmanager
def _telling(words: Sequence[str], reaches: dict[str, str]) -> Iterator[str]:
    """A program, and the line that it says at the pipe whose number is its last word, once it can be used."""
    read, write = os.pipe()
    last = f"{words[-1]}={write}" if words[-1].startswith("--") else ""
    words = [*words[:-1], last] if last else [*words, str(write)]
    quiet = subprocess.DEVNULL
    program = subprocess.Popen(words, env=reaches, pass_fds=[write], stdout=quiet, stderr=quiet, start_new_session=True)
    os.close(write)
    try:
        with os.fdopen(read, encoding="utf-8") as said:
            line = said.readline().strip()
        assert line, f"{words[0]} doesn't start"
        yield line
    finally:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGTERM)  # with whatever it started itself
        program.wait(_ENDS_IN_S)


def _can_be_loaded(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    provide()
