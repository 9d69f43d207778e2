"""Whether a process has used up the memory that it may take, and goes on without an end.

Python 3.11 raises a lack of memory again and again where a number that it needs for this finds no room itself
(exception_unwind in ceval.c): such a process answers nothing more, and would be waited for in vain.
"""

import sys
from contextlib import suppress
from pathlib import Path

_NEAR = 2**20  # bytes: less than what Python asks for at once
_LOOKS = 20  # in a row, before it is believed: whatever still goes on takes more, or gives some back


if sys.platform == "win32":

    def _is_full(_pid: int) -> bool:
        return False

else:
    import resource

    def _is_full(pid: int) -> bool:
        if sys.platform != "linux":
            return False
        with suppress(OSError, ValueError, IndexError):  # it has just ended, or nothing tells
            most, _ = resource.prlimit(pid, resource.RLIMIT_DATA)
            pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
            return most != resource.RLIM_INFINITY and int(pages[5]) * resource.getpagesize() > most - _NEAR
        return False


class Fullness:
    """Looked at again and again while a process is waited for; only Linux tells, elsewhere none is full."""

    def __init__(self, pid: int) -> None:
        self._pid, self._full = pid, 0

    def is_for_good(self) -> bool:
        """Whether it was full at each of the last looks."""
        self._full = self._full + 1 if _is_full(self._pid) else 0
        return self._full >= _LOOKS
