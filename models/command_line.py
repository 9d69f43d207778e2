"""How a sentence writes a command: as the program was called here, so that it can be typed as it stands."""

import os
import sys

CALLED = "HOMEWARD_CALLED"  # the variable by which `run.py` says how it was called itself


def called() -> str:
    """What stands before a command's words: `homeward` where it is installed, else what called it."""
    return os.environ.get(CALLED) or "homeward"


def command(words: str) -> str:
    """A command to be typed, for instance for the words "database upgrade URL"."""
    return f"{called()} {words}"


def installing(extra: str) -> str:
    """The command that adds an extra of the program to how it was installed here: by pipx, or beside `run.py`."""
    if os.environ.get(CALLED):
        return f'"{sys.executable}" -m pip install ".[{extra}]"'
    return f"pipx install --force '.[{extra}]'"
