"""How a sentence writes a command: as the program was called here, so that it can be typed as it stands."""

import os

CALLED = "HOMEWARD_CALLED"  # the variable by which `run.py` says how it was called itself


def called() -> str:
    """What stands before a command's words: `homeward` where it is installed, else what called it."""
    return os.environ.get(CALLED) or "homeward"


def command(words: str) -> str:
    """A command to be typed, for instance for the words "database upgrade URL"."""
    return f"{called()} {words}"
