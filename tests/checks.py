"""Every check of the project: what `run.py test` hands over to, in the environment that it has made."""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHECKS = (
    ("formatting", ("ruff", "format", "--check", ".")),
    ("lint", ("ruff", "check", ".")),
    ("types", ("mypy",)),
)
# Each is tested by a process of its own, without the parts inside it: one for all would need the memory of a server.
# The longest begin first, so that no processor is left without work while the last one ends.
PARTS = (
    "tests/services",
    "tests/journeys",
    "tests/app",
    "tests/ui/tabs",
    "tests/models",
    "tests/app/backups",
    "tests/queries",
    "tests/architecture",
    "tests/ui",
    "tests/exchange",
    "tests/papers",
    "tests/ui/dialogs",
    "tests/ui/pages",
    "tests/reports",
    "tests",  # whatever no other names
)
# What a server itself refuses is tried on a second release too.
REFUSING = tuple(f"tests/models/test_{each}.py" for each in ("walls", "catalogue_lint", "guards", "deciding_on_server"))
NEWER_SERVER = ("a newer server", ("pytest", "-p", "tests.newer_server", "tests/attacks", *REFUSING))
AT_ONCE = max(3, min(4, os.cpu_count() or 1))  # one more than two processors: each waits half its time
CORE = ("models", "rules", "reports", "services", "queries", "papers", "exchange")  # below the window
WITHOUT_QT = ("-p", "no:pytest-qt", "-p", "tests.without_qt")


def core_tests(words: list[str]) -> tuple[str, ...]:
    """Say what tests everything below the window, where no import of Qt gets through; `words` go to pytest."""
    return ("pytest", *WITHOUT_QT, *(f"tests/{each}" for each in CORE), *words)


def part_tests(part: str) -> tuple[str, ...]:
    """Say what tests a part: its folder, but for the parts inside it."""
    return ("pytest", part, *(f"--ignore={each}" for each in PARTS if each.startswith(f"{part}/")))


def run_checks(words: list[str]) -> int:
    """Run every check, all of them even when one fails, and sum up; `words` go to pytest.

    The tests are run part by part where no words choose some, three at once, four where there are the cores; what a
    part says is printed when it has ended. What all parts begin with is made once, beside the longest other check.
    """
    every = (*((each, part_tests(each)) for each in PARTS), NEWER_SERVER)
    parts = () if words else every
    with ThreadPoolExecutor(AT_ONCE) as at_once, tempfile.TemporaryDirectory() as folder:
        templates = Path(folder) / "templates"
        templates.mkdir()
        before = (*CHECKS, *((("templates", ("tests.templates", str(templates))),) if parts else ()))
        checks = (*before, *parts)
        said = [Path(folder) / str(number) for number in range(len(checks))]
        begun: list[Future[int]] = []
        for number, (_, command) in enumerate(checks):
            waits_for = begun[len(before) - 1] if number >= len(before) else None
            begun.append(at_once.submit(ended, command, said[number], templates, waits_for))
        failed = []
        for (name, command), to, code in zip(checks, said, begun, strict=True):
            has_failed = code.result() != 0
            print(f"— {name}: {' '.join(command)}", flush=True)
            print(to.read_text("utf-8", "replace"), end="", flush=True)
            if has_failed:
                failed.append(name)
    if words and begin(("pytest", *words)).wait():
        failed.append("tests")
    print(f"Failed: {', '.join(failed)}." if failed else "Every check has passed.", flush=True)
    return 1 if failed else 0


def ended(command: tuple[str, ...], said: Path, templates: Path, waits_for: "Future[int] | None") -> int:
    """How a check ended that begins after another one; what it says goes to this file."""
    if waits_for is not None:
        waits_for.result()
    with said.open("wb") as to:
        return begin(command, to.fileno(), templates).wait()


def begin(
    command: tuple[str, ...], said: int | None = None, templates: Path | None = None
) -> "subprocess.Popen[bytes]":
    """Start a check; what it says goes to the terminal, or to the file with this descriptor."""
    told = {"PYTHONFAULTHANDLER": "1"}  # where a program ends in a crash that a test starts
    if templates:
        told["HOMEWARD_TEMPLATES"] = str(templates)
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, **told},
        stdout=said,
        stderr=None if said is None else subprocess.STDOUT,
    )


def main(words: list[str]) -> int:
    """`core` tests what stands below the window, where Qt can't be imported; else every check is run."""
    if words[:1] == ["core"]:
        return begin(core_tests(words[1:])).wait()
    if not words:
        begin(("tests.bus",)).wait()  # without it one journey is skipped
    return run_checks(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
