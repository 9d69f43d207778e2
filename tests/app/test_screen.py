"""A window is asked for where no screen can be reached: Qt is let to try, and the sentence says what it found."""

import importlib.util
import os
import subprocess
import sys

import pytest

from app.screen import no_screen_in_words
from tests.architecture.imported import ROOT

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a screen")


KINDS = ("libxcb", "libxkbcommon-x11"), ("libwayland",)  # of an X server, of Wayland
MISSING = "A library of this system that Qt shows windows with is missing."


def kinds_that_lack_a_library() -> list[tuple[str, ...]]:
    """For which kinds of screen a library of Qt's is missing here: the tests themselves do without, so it may be."""
    spec = importlib.util.spec_from_file_location("door", ROOT / "run.py")
    door = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(door)
    missing = door.missing_packages(door.SCREEN_LIBRARIES, door.missing("test")[1])
    return [kind for kind in KINDS if any(each.startswith(kind) for each in missing)]


def started(**named: str) -> subprocess.CompletedProcess[str]:
    """The program, asked for its window with these variables alone."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "QT_QPA_PLATFORM"}}
    kept.pop("WAYLAND_DISPLAY", None)
    command = [sys.executable, "-m", "app"]
    return subprocess.run(command, env=kept | named, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({"DISPLAY": ":987"}, "The screen that is named here (DISPLAY=:987) can't be reached."),
        (
            {"WAYLAND_DISPLAY": "nowhere-7"},
            "The screen that is named here (WAYLAND_DISPLAY=nowhere-7) can't be reached.",
        ),
        ({}, "No screen is named."),
        ({"QT_QPA_PLATFORM": "no-such-system"}, "no-such-system"),
    ],
)
def test_a_screen_that_isnt_there_is_said_truly_and_nothing_is_aborted(named, said):
    ended = started(**named)
    assert ended.returncode == 2
    lack = kinds_that_lack_a_library() if named.keys() & {"DISPLAY", "WAYLAND_DISPLAY"} else []
    if len(lack) == len(KINDS):
        said = MISSING
    may_be_said = {said, MISSING} if lack else {said}  # where one kind alone can be shown, Qt tries that one or both
    assert [each for each in may_be_said if each in ended.stderr]
    assert "homeward today" in ended.stderr
    assert "Aborted" not in ended.stderr


def test_what_qt_said_of_each_try_is_told_once(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":5")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    said = no_screen_in_words(("could not connect to display :5", "could not connect to display :5", " "))
    assert said.count("could not connect") == 1
    assert "What Qt said:\n  could not connect to display :5\nStart it" in said
    assert "What Qt said" not in no_screen_in_words(())


def test_where_a_library_is_missing_it_isnt_the_screen_that_is_blamed(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":5")
    told = 'Could not load the Qt platform plugin "xcb" in "" even though it was found.'
    said = no_screen_in_words((told,))
    assert "A library of this system" in said
    assert "python3 run.py" in said
    assert "can't be reached" not in said
    reached = no_screen_in_words((told, "could not connect to display :5"))
    assert "DISPLAY=:5" in reached
    assert "can't be reached" in no_screen_in_words((told, "Failed to create wl_display (No such file or directory)"))
    assert "library of this system" not in reached
    monkeypatch.delenv("DISPLAY")
    assert "No screen is named." in no_screen_in_words((told,))  # that comes first, whatever else is missing
