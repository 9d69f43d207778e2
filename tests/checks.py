"""Every check of the project: what `run.py test` hands over to, in the environment that it has made."""

import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHECKS = (
    ("formatting", ("ruff", "format", "--check", ".")),
    ("lint", ("ruff", "check", ".")),
)
BESIDE = (("types", ("mypy",)),)
SECOND_HALF = ("tests/ui", "tests/journeys", "tests/reports", "tests/architecture")  # takes as long as all others
CORE = ("models", "rules", "reports", "services", "queries", "papers", "exchange")  # below the window
WITHOUT_QT = ("-p", "no:pytest-qt", "-p", "tests.without_qt")


def core_tests(words: list[str]) -> tuple[str, ...]:
    """Say what tests everything below the window, where no import of Qt gets through; `words` go to pytest."""
    return ("pytest", *WITHOUT_QT, *(f"tests/{each}" for each in CORE), *words)


def run_checks(words: list[str]) -> int:
    """Run every check, all of them even when one fails, and sum up; `words` go to pytest.

    The types, and the second half of the tests where no words choose some, are begun first and run beside the others,
    which uses a second core; what they say is printed at the end.
    """
    failed = []
    tests = ("tests", ("pytest", *(words or [f"--ignore={folder}" for folder in SECOND_HALF])))
    second = () if words else (("tests, second half", ("pytest", *SECOND_HALF)),)
    with ExitStack() as until_done:
        begun = []
        for name, command in (*BESIDE, *second):
            said = until_done.enter_context(tempfile.TemporaryFile())
            running = until_done.enter_context(begin(command, said.fileno()))
            begun.append((name, command, running, said))
        for name, command in (*CHECKS, tests):
            print(f"— {name}: {' '.join(command)}", flush=True)
            if begin(command).wait():
                failed.append(name)
        for name, command, running, said in begun:
            print(f"— {name}, beside the others: {' '.join(command)}", flush=True)
            if running.wait():
                failed.append(name)
            said.seek(0)
            print(said.read().decode("utf-8", "replace"), end="", flush=True)
    print(f"Failed: {', '.join(failed)}." if failed else "Every check has passed.", flush=True)
    return 1 if failed else 0


def begin(command: tuple[str, ...], said: int | None = None) -> "subprocess.Popen[bytes]":
    """Start a check; what it says goes to the terminal, or to the file with this descriptor."""
    whole = [sys.executable, "-m", *command]
    return subprocess.Popen(whole, cwd=ROOT, stdout=said, stderr=None if said is None else subprocess.STDOUT)


def main(words: list[str]) -> int:
    """`core` tests what stands below the window, where Qt can't be imported; else every check is run."""
    if words[:1] == ["core"]:
        return begin(core_tests(words[1:])).wait()
    return run_checks(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
