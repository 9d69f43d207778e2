"""The one door: what it makes of its words, what it remembers, and how it says what is missing."""

import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path, PureWindowsPath

import pytest

ROOT = Path(__file__).parents[2]
KNOWN = """3 libs found in cache
\tlibEGL.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libEGL.so.1
\tlibGL.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libGL.so.1
\tlibdbus-1.so.3 (libc6,x86-64) => /lib/x86_64-linux-gnu/libdbus-1.so.3
"""
SPEAKER = "import os, sys\nprint(sys.argv[1:], os.getcwd(), sys.flags.utf8_mode, os.environ.get('QT_QPA_PLATFORM'))\n"


@pytest.fixture
def door():
    """`run.py` as a module of its own."""
    spec = importlib.util.spec_from_file_location("door", ROOT / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def elsewhere(door, tmp_path, monkeypatch):
    """A copy of the door in a folder with blanks and letters beyond ASCII, with an empty environment."""
    root = tmp_path / "Büro Ŵest Nord"
    root.mkdir()
    for name in ("run.py", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        (root / name).write_bytes((ROOT / name).read_bytes())
    monkeypatch.setattr(door, "ROOT", root)
    monkeypatch.setattr(door, "ENVIRONMENT", root / ".venv")
    return root


def pretend_set_up(door, root):
    """Give the copy a real environment whose only package says what it was called with."""
    venv.create(root / ".venv", with_pip=False, symlinks=os.name != "nt")
    packages = next((root / ".venv").rglob("site-packages"))
    (packages / "app").mkdir()
    (packages / "app" / "__main__.py").write_text(SPEAKER, encoding="utf-8")
    door.mark_done("parts", "requirements.lock")
    door.mark_done("libraries")


def test_no_word_opens_the_window_and_other_words_go_to_the_command(door):
    python = str(door.python_of(door.ENVIRONMENT))
    assert door.program([]) == [python, "-P", "-m", "app"]
    assert door.program(["queue", "--json"]) == [python, "-P", "-m", "app", "queue", "--json"]
    assert door.program(["demo", "--out", "a b"]) == [python, "-P", "-m", "app", "demo", "--out", "a b"]
    assert door.program(["bench", "start"]) == [python, str(ROOT / "tests" / "benchmarks"), "start"]


def test_the_core_is_tested_alone_where_qt_cant_be_imported(door):
    command = door.core_tests(["-k", "hold"])
    assert command[:5] == ("pytest", "-p", "no:pytest-qt", "-p", "tests.without_qt")
    assert command[5:] == (*(f"tests/{each}" for each in door.CORE), "-k", "hold")
    assert all((ROOT / "tests" / each).is_dir() for each in door.CORE)


def test_test_core_runs_only_the_core_and_exits_as_it_does(door, monkeypatch):
    begun = []

    class Ended:
        def wait(self):
            return 3

    monkeypatch.setattr(door, "set_up", lambda _word: None)
    monkeypatch.setattr(door, "begin", lambda command, _environment: begun.append(command) or Ended())
    assert door.main(["test", "core", "-x"]) == 3
    assert begun == [door.core_tests(["-x"])]


def test_windows_keeps_its_python_in_scripts(door):
    place = PureWindowsPath(r"C:\Büro Nord\.venv")
    assert str(door.python_of(place, windows=True)) == r"C:\Büro Nord\.venv\Scripts\python.exe"
    assert door.python_of(Path("x"), windows=False) == Path("x/bin/python")


@pytest.mark.parametrize("word", ["demo", "test", "bench"])
def test_what_needs_no_screen_asks_for_none(door, word):
    assert door.surroundings(word, {})["QT_QPA_PLATFORM"] == "offscreen"
    assert door.surroundings(word, {"QT_QPA_PLATFORM": "xcb"})["QT_QPA_PLATFORM"] == "xcb"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a screen")
def test_a_window_without_a_screen_is_refused_with_what_to_do_instead(door):
    with pytest.raises(door.Trouble, match=r"run\.py demo"):
        door.surroundings("", {})
    assert "QT_QPA_PLATFORM" not in door.surroundings("", {"DISPLAY": ":0"})


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ([], ""),
        (["queue", "--json"], "queue"),
        (["--database", "a b.sqlite"], ""),
        (["--database=a.sqlite", "--as-at", "2026-11-20T09:00", "queue"], "queue"),
        (["--staff", "demo"], ""),
        (["--help"], "--help"),
    ],
)
def test_a_window_is_opened_where_options_alone_are_said(door, words, command):
    assert door.command_of(words) == command


def test_the_program_is_told_how_it_was_called_and_checks_are_not(door, monkeypatch):
    monkeypatch.setattr(sys, "orig_argv", ["/usr/bin/python3", "my folder/run.py", "queue", "--json"])
    monkeypatch.setattr(sys, "argv", ["my folder/run.py", "queue", "--json"])
    assert door.surroundings("queue", {})["HOMEWARD_CALLED"] == "python3 'my folder/run.py'"
    assert "HOMEWARD_CALLED" not in door.surroundings("test", {})


def test_missing_libraries_are_named_by_their_packages(door):
    assert door.missing_packages(door.QT_LIBRARIES, KNOWN) == ["libglib2.0-0", "libfontconfig1", "libxkbcommon0"]


def test_without_root_the_one_line_is_said(door, monkeypatch):
    monkeypatch.setattr(door, "is_root", lambda: False)
    with pytest.raises(door.Trouble, match="sudo apt-get install -y --no-install-recommends libegl1 libgl1"):
        door.install_system_packages(["libegl1", "libgl1"], "Qt needs them.")


def test_a_failing_step_says_what_it_said_and_what_to_do(door):
    with pytest.raises(door.Trouble, match=r"(?s)no route to Büro.*Check the network"):
        door.run_quietly(
            [sys.executable, "-X", "utf8", "-c", "print('no route to Büro'); raise SystemExit(1)"], "Check the network."
        )


def test_an_older_python_is_refused_in_a_sentence(door, monkeypatch):
    monkeypatch.setattr(door.sys, "version_info", (3, 10))
    with pytest.raises(door.Trouble, match=r"3\.11 or newer"):
        door.check_python()


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml", ".venv/pyvenv.cfg"])
def test_what_was_set_up_is_remembered_until_a_lock_the_project_or_the_python_changes(door, elsewhere, changed):
    pretend_set_up(door, elsewhere)
    assert door.is_done("parts", "requirements.lock")
    with (elsewhere / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert not door.is_done("parts", "requirements.lock")


def test_an_environment_whose_python_has_gone_is_not_trusted(door, elsewhere):
    pretend_set_up(door, elsewhere)
    door.python_of(elsewhere / ".venv").unlink()
    assert not door.is_done("parts", "requirements.lock")


def test_the_checks_need_more_than_a_desk_and_a_desk_is_content_with_that(door, elsewhere):
    pretend_set_up(door, elsewhere)
    assert not door.is_done("parts", "requirements-dev.lock")
    door.mark_done("parts", "requirements-dev.lock")
    door.set_up("queue")  # would install the runtime lock if it were not content
    assert door.is_done("parts", "requirements-dev.lock")


def test_a_second_start_hands_the_words_over_from_any_folder_and_path(door, elsewhere, tmp_path):
    pretend_set_up(door, elsewhere)
    (tmp_path / "app.py").write_text("raise SystemExit('not this one')", encoding="utf-8")
    words = ["demo", "--out", "Ordner für Łukasz"]
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    command = [sys.executable, str(elsewhere / "run.py"), *words]
    said = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True).stdout
    assert said.decode("utf-8").strip() == f"{words} {tmp_path} 1 offscreen"


@pytest.fixture
def checks(door, monkeypatch):
    """A function that puts other checks in the place of the real ones."""
    monkeypatch.setattr(door, "python_of", lambda _environment: Path(sys.executable))

    def put(checks, beside):
        monkeypatch.setattr(door, "CHECKS", checks)
        monkeypatch.setattr(door, "BESIDE", beside)

    return put


NOWHERE, SAYING = ("nowhere", ("this_module_is_nowhere",)), ("saying", ("this",))


def test_every_check_runs_even_when_one_fails_and_the_exit_code_says_so(door, checks, capfd):
    checks((NOWHERE, SAYING), ())
    assert door.run_checks(["--version"], dict(os.environ)) == 1
    said = capfd.readouterr().out
    assert "Beautiful is better than ugly" in said
    assert said.endswith("Failed: nowhere.\n")
    checks((SAYING,), ())
    assert door.run_checks(["--version"], dict(os.environ)) == 0


def test_what_a_check_beside_the_others_says_is_told_at_the_end_and_its_failure_counts(door, checks, capfd):
    checks((), (SAYING, NOWHERE))
    assert door.run_checks(["--version"], dict(os.environ)) == 1
    said = capfd.readouterr().out
    assert said.index("pytest ") < said.index("Beautiful is better than ugly") < said.index("No module named")
    assert said.endswith("Failed: nowhere.\n")


def test_without_words_every_test_runs_once_in_one_of_two_processes(door, checks, monkeypatch):
    begun = []

    def begin(command, _environment, _said=None):
        begun.append(command)
        return subprocess.Popen([sys.executable, "-c", ""])

    checks((), ())
    monkeypatch.setattr(door, "begin", begin)
    door.run_checks([], {})
    second, first = begun
    assert second == ("pytest", *door.SECOND_HALF)
    assert first == ("pytest", *(f"--ignore={folder}" for folder in door.SECOND_HALF))
    assert all((ROOT / folder).is_dir() for folder in door.SECOND_HALF)
    begun.clear()
    door.run_checks(["-k", "plan"], {})
    assert begun == [("pytest", "-k", "plan")]
