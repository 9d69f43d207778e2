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
    assert door.program(["test", "core"]) == [python, "-P", str(ROOT / "tests" / "checks.py"), "core"]
    assert door.program(["bench", "start"]) == [python, str(ROOT / "tests" / "benchmarks"), "start"]


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


def bare(door, monkeypatch, known=KNOWN, *, can_make=False):
    """A system where an ordinary user starts, with these libraries; what would be done there is in the list."""
    done = []
    monkeypatch.setattr(door, "is_root", lambda: False)
    monkeypatch.setattr(door, "read_ldconfig", lambda _ldconfig: known)
    monkeypatch.setattr(door.shutil, "which", lambda name, **_: f"/sbin/{name}")
    monkeypatch.setattr(door.importlib.util, "find_spec", lambda _name: object() if can_make else None)
    monkeypatch.setattr(door, "run_quietly", lambda command, _trouble: done.append(command))
    return done


@pytest.mark.parametrize("word", ["", "demo"])
def test_without_root_one_line_is_said_before_anything_is_fetched(door, elsewhere, monkeypatch, word):
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    done = bare(door, monkeypatch)
    with pytest.raises(door.Trouble) as said:
        door.set_up(word)
    line = str(said.value).splitlines()[-1].strip()
    assert line.startswith("sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends python3-venv ")
    packages = set(line.rstrip("'").split()[10:])
    lacking = {*door.QT_LIBRARIES.values()} - {"libegl1", "libgl1", "libdbus-1-3"}
    assert packages == {"python3-venv", *lacking, *door.SCREEN_LIBRARIES.values()}
    assert {"libwayland-cursor0", "libwayland-egl1", "libcups2", "libxcb-cursor0"} <= packages
    assert done == []
    assert not (elsewhere / ".venv").exists()


@pytest.mark.usefixtures("elsewhere")
def test_what_a_window_alone_needs_is_not_asked_for_by_a_command(door, monkeypatch):
    known = "".join(f"\t{each} (libc6) => /lib/{each}\n" for each in door.QT_LIBRARIES)
    bare(door, monkeypatch, known, can_make=True)
    assert door.missing("demo") == ([], known)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert door.missing("")[0] == [*door.SCREEN_LIBRARIES.values()]


@pytest.mark.usefixtures("elsewhere")
def test_root_installs_what_is_missing_in_one_go(door, monkeypatch):
    lists = [KNOWN, "".join(f"\t{each} (libc6) => /lib/{each}\n" for each in door.QT_LIBRARIES)]
    done = bare(door, monkeypatch, can_make=True)
    monkeypatch.setattr(door, "is_root", lambda: True)
    monkeypatch.setattr(door, "read_ldconfig", lambda _ldconfig: lists[min(len(done) // 2, 1)])
    door.provide_system("demo")
    assert [command[:2] for command in done] == [["apt-get", "update"], ["apt-get", "install"]]


@pytest.mark.usefixtures("elsewhere")
def test_what_is_still_missing_after_installing_is_named(door, monkeypatch):
    bare(door, monkeypatch, can_make=True)
    monkeypatch.setattr(door, "is_root", lambda: True)
    with pytest.raises(door.Trouble, match="still missing after installing them: libglib2"):
        door.provide_system("demo")


def test_somebody_elses_folder_that_is_set_up_is_used_without_a_stamp(door, elsewhere, monkeypatch):
    pretend_set_up(door, elsewhere)
    bare(
        door,
        monkeypatch,
        "".join(f"\t{each} (libc6) => /lib/x\n" for each in (door.QT_LIBRARIES | door.SCREEN_LIBRARIES)),
    )
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    unwritable(door, monkeypatch)
    door.set_up("")
    assert not (elsewhere / ".venv" / "homeward-screen").exists()


@pytest.mark.usefixtures("elsewhere")
def test_somebody_elses_folder_that_is_not_set_up_is_refused_with_whom_to_ask(door, monkeypatch):
    unwritable(door, monkeypatch)
    with pytest.raises(door.Trouble, match=r"can't write there\.\nAsk whoever put it there"):
        door.set_up("")


def unwritable(door, monkeypatch):
    """As a folder of somebody else's is: root may write anywhere, so the refusals are made here."""

    def refuse(*_told, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(door.os, "open", refuse)
    monkeypatch.setattr(door.Path, "write_text", refuse)


@pytest.mark.usefixtures("elsewhere")
def test_what_the_system_refuses_is_a_sentence(door, monkeypatch, capsys):
    def refuse(_word):
        raise OSError(28, "No space left on device", "/somewhere/.venv")

    monkeypatch.setattr(door, "set_up", refuse)
    assert door.main(["queue"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("Homeward can't be set up or started: No space left on device (/somewhere/.venv).\n")


def test_of_two_first_starts_one_waits_and_does_nothing_again(elsewhere, tmp_path):
    first = tmp_path / "first.py"
    first.write_text(
        "import importlib.util, pathlib, sys\n"
        "spec = importlib.util.spec_from_file_location('door', sys.argv[1])\n"
        "door = importlib.util.module_from_spec(spec); spec.loader.exec_module(door)\n"
        "done = []\n"
        "door.provide_system = lambda word: None\n"
        "door.is_set_up = lambda word: pathlib.Path(sys.argv[2]).exists()\n"
        "def provide(word):\n"
        "    print('setting up', flush=True); sys.stdin.readline(); pathlib.Path(sys.argv[2]).touch()\n"
        "door.provide_parts = provide\n"
        "door.set_up(''); print('ready', flush=True)\n",
        encoding="utf-8",
    )
    command = [sys.executable, str(first), str(elsewhere / "run.py"), str(tmp_path / "made")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
    with subprocess.Popen(command, **pipes) as one:
        assert one.stdout.readline() == "setting up\n"
        with subprocess.Popen(command, **pipes) as other:
            assert "waiting for it" in other.stdout.readline()
            one.stdin.write("\n")
            one.stdin.flush()
            assert one.stdout.readline() == "ready\n"
            assert other.stdout.readline() == "ready\n"


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
