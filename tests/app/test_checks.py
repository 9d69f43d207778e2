"""What `run.py test` runs: every check though one fails, each test in one part, and the core alone where Qt isn't."""

import subprocess
import sys

import pytest

from tests import checks
from tests.checks import ROOT


def test_the_core_is_tested_alone_where_qt_cant_be_imported():
    command = checks.core_tests(["-k", "hold"])
    assert command[:5] == ("pytest", "-p", "no:pytest-qt", "-p", "tests.without_qt")
    assert command[5:] == (*(f"tests/{each}" for each in checks.CORE), "-k", "hold")
    assert all((ROOT / "tests" / each).is_dir() for each in checks.CORE)


def test_test_core_runs_only_the_core_and_exits_as_it_does(monkeypatch):
    begun = []

    class Ended:
        def wait(self):
            return 3

    monkeypatch.setattr(checks, "begin", lambda command: begun.append(command) or Ended())
    assert checks.main(["core", "-x"]) == 3
    assert begun == [checks.core_tests(["-x"])]


@pytest.fixture
def put(monkeypatch):
    """A function that puts other checks in the place of the real ones."""
    return lambda *these: monkeypatch.setattr(checks, "CHECKS", these)


NOWHERE, SAYING = ("nowhere", ("this_module_is_nowhere",)), ("saying", ("this",))


def test_every_check_runs_even_when_one_fails_and_the_exit_code_says_so(put, capfd):
    put(NOWHERE, SAYING)
    assert checks.run_checks(["--version"]) == 1
    said = capfd.readouterr().out
    assert said.index("No module named") < said.index("Beautiful is better than ugly") < said.rindex("pytest")
    assert said.endswith("Failed: nowhere.\n")
    put(SAYING)
    assert checks.run_checks(["--version"]) == 0


def test_tests_that_were_chosen_say_what_they_do_at_once_and_their_failure_counts(put, capfd):
    put()
    assert checks.run_checks(["--no-such-word"]) == 1
    said = capfd.readouterr()
    assert "unrecognized arguments" in said.err
    assert said.out.endswith("Failed: tests.\n")


def files_below(*folders):
    return {path for folder in folders for path in (ROOT / folder).rglob("test_*.py")}


def ignored_folder(word):
    return word.removeprefix("--ignore=")


def test_without_words_every_test_runs_once_in_one_of_the_parts(put, monkeypatch):
    begun = []

    def begin(command, _said=None, _templates=None):
        begun.append(command)
        return subprocess.Popen([sys.executable, "-c", ""])

    put()
    monkeypatch.setattr(checks, "begin", begin)
    checks.run_checks([])
    assert begun.pop(0)[0] == "tests.templates"
    _, newer = checks.NEWER_SERVER  # some of them once more
    begun.remove(newer)
    assert all((ROOT / each).exists() for each in newer[3:])
    tested = [
        test for _, part, *ignored in begun for test in files_below(part) - files_below(*map(ignored_folder, ignored))
    ]
    assert sorted(tested) == sorted(files_below("tests"))
    begun.clear()
    checks.run_checks(["-k", "plan"])
    assert begun == [("pytest", "-k", "plan")]


def test_what_all_parts_begin_with_is_made_once_before_the_first(put, monkeypatch, capfd, tmp_path):
    saying = "import os, pathlib, sys; at = pathlib.Path(os.environ['HOMEWARD_TEMPLATES']); {}"
    makes, finds = "(at / 'made').mkdir()", "sys.exit(not (at / 'made').is_dir())"
    for name, does in (("making", makes), ("finding", finds)):
        (tmp_path / f"{name}.py").write_text(saying.format(does), "utf-8")
    really = checks.begin

    def begin(command, said=None, folder=None):
        return really(("making" if command[0] == "tests.templates" else "finding",), said, folder)

    put()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(checks, "begin", begin)
    assert checks.run_checks([]) == 0
    assert capfd.readouterr().out.endswith("Every check has passed.\n")
