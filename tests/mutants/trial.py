"""Running tests against a tree in which one thing is broken: always a copy, never the tree itself."""

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.child import HANGS, run_tests
from tests.mutants.mutants import Mutant
from tests.mutants.related import Imports

COPIED = ("app", "models", "reports", "resources", "tests", "README.md", "run.py")
SURVEYED = (("tests/services",), ("tests/rules", "tests/queries"))  # what each of the two workers surveys
A_TEST_SECONDS, A_RUN_SECONDS = 120, 1800
NO_TESTS = 5  # pytest's exit code
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


class NotGreen(Exception):  # noqa: N818  a sentence for the person at the terminal
    """The unbroken tree fails already: nothing can be told from broken ones."""


@dataclass(frozen=True, slots=True)
class Survey:
    """Which tests enter each function, and when that was looked at, in seconds of the file system."""

    entered: dict[str, list[str]]
    made_at: float

    def knows(self, test: Path) -> bool:
        """Whether a test file was surveyed, and hasn't changed since."""
        surveyed = any(f"/{folder}/" in test.as_posix() for folders in SURVEYED for folder in folders)
        return surveyed and test.stat().st_mtime < self.made_at


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant; `by` is the test that failed first, empty where it lives."""

    mutant: Mutant
    by: str

    @property
    def line(self) -> str:
        """As the table shows it."""
        mutant = self.mutant
        return f"{f'{mutant.path}:{mutant.line}':<46} {mutant.what:<76} {self.by or 'ALIVE'}"


class Bench:
    """A copy of the tree, to break one thing at a time in."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._folder = folder
        for name in COPIED:
            if (root / name).is_dir():
                shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(root / name, folder / name)
        settings = (root / "pyproject.toml").read_text(encoding="utf-8")
        no_qt = re.sub(
            r"^qt_.*\n", "", settings, flags=re.MULTILINE
        )  # these floors need none, and it takes long to load
        (folder / "pyproject.toml").write_text(no_qt, encoding="utf-8")
        self._imports = Imports(folder)

    def survey(self, tests: Sequence[str]) -> dict[str, list[str]]:
        """Run tests of the unbroken tree, and say which of them enter each function."""
        kept = self._folder / "entered.json"
        ended, said = self._pytest(list(tests), "-p", "tests.mutants.entered", ENTERED=str(kept))
        if ended:
            raise NotGreen(said)
        return read_survey(kept)

    def check(self, paths: set[str], survey: Survey) -> None:
        """See that those tests of these modules pass on the unbroken tree that are younger than the survey."""
        tests = {each for path in paths for each in self._imports.tests_of(path)}
        younger = sorted(each for each in tests if not survey.knows(self._folder / each))
        ended, said = self._pytest(younger) if younger else (0, "")
        if ended and ended != NO_TESTS:
            raise NotGreen(said)

    def trial(self, mutant: Mutant, survey: Survey) -> Verdict:
        """Break the tree, run the tests that import the module, then the others that enter what is broken; mend it."""
        path = self._folder / mutant.path
        whole = path.read_bytes()
        _write(path, mutant.text.encode())
        try:
            related = self._imports.tests_of(mutant.path)
            entering = self._entering(mutant, survey.entered)
            unknown = [each for each in related if not survey.knows(self._folder / each)]
            first = [each for each in entering if each.split("::")[0] in related and each.split("::")[0] not in unknown]
            others = [each for each in entering if each.split("::")[0] not in related]
            return Verdict(mutant, self._killer(first + unknown) or self._killer(others))
        finally:
            _write(path, whole)

    def _entering(self, mutant: Mutant, entered: dict[str, list[str]]) -> list[str]:
        """The tests that enter a function; for what stands in none, those that enter its module or one that uses it."""
        if mutant.inside:
            return entered.get(f"{mutant.path}:{mutant.inside}", [])
        paths = {mutant.path, *self._imports.importers(mutant.path)}
        return sorted({test for place, tests in entered.items() if place.split(":")[0] in paths for test in tests})

    def _killer(self, tests: list[str]) -> str:
        if not tests:
            return ""
        ended, said = self._pytest(tests, "-x")
        if ended in {0, NO_TESTS}:
            return ""
        found = FAILED.search(said)
        hangs = ended == HANGS or "+++ Timeout +++" in said
        if found is None and not hangs:
            raise RuntimeError(said)  # a word that pytest didn't understand kills nothing
        return found[1] if found else "a hang"

    def _pytest(self, tests: list[str], *more: str, **environment: str) -> tuple[int, str]:
        """Run some tests on SQLite; the exit code, -1 for a hang, and what was said."""
        chosen = self._folder / "chosen.txt"
        chosen.write_text("\n".join(tests), encoding="utf-8")
        words = [f"@{chosen}", "-k", "not postgresql", "-q", "--tb=no", "-rfE", *more]
        words += ["--timeout", str(A_TEST_SECONDS), "--timeout-method", "thread"]  # ends the run, whatever catches what
        without = ["-p", "no:cacheprovider", "-p", "no:pytest-qt", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
        return run_tests(self._folder, [*words, *without], {"COLUMNS": "300"} | environment, A_RUN_SECONDS)


def _write(path: Path, text: bytes) -> None:
    """Write a module, and forget what Python compiled of it: a change of one sign within a second looks unchanged."""
    for old in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
        old.unlink()
    path.write_bytes(text)


def read_survey(path: Path) -> dict[str, list[str]]:
    """Which tests enter which function, as `survey` kept it."""
    read: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return read
