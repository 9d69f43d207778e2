"""A real window in a process of its own, as a desk starts it, and somebody who sits at it with a keyboard alone.

The process is told by lines of JSON what to press and what to wait for, and answers each with a line.
"""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Self

_MOST_TABS = 80


class WindowApart:
    """From outside: a desk on the database at `url`, on whose clock it is `as_at`; what it remembers is in `home`."""

    def __init__(self, url: str, as_at: datetime, home: Path) -> None:
        homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), str(home))
        words = [sys.executable, "-m", "tests.window_hands", url, as_at.isoformat()]
        surroundings = {**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"}
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(words, stdin=pipe, stdout=pipe, env=surroundings, encoding="utf-8")

    def __enter__(self) -> "Self":
        assert self._answer() == "open"
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.unplug()

    def keys(self, *sequences: str) -> None:
        """Press keys where the keyboard is: "Ctrl+2", "Tab"."""
        for each in sequences:
            self._ask("keys", each)

    def write(self, text: str) -> None:
        """Type a text where the keyboard is."""
        self._ask("write", text)

    def tab_to(self, name: str) -> None:
        """Press Tab until this has the keyboard."""
        met = []
        while (has := self.read()) != name:
            assert len(met) < _MOST_TABS, f"the Tab key doesn't lead to {name}, but to {', '.join(met)}"
            met.append(has)
            self.keys("Tab")

    def wait(self, name: str, words: str, *, gone: bool = False) -> None:
        """Until what is called so shows these words, or shows them no longer."""
        self._ask("wait", name, words, gone)

    def read(self, name: str = "") -> str:
        """What it shows; without a name, what has the keyboard is named."""
        return str(self._ask("read", name))

    def leave(self) -> None:
        """Close the window as its user does."""
        self._say("leave")
        assert self._process.wait(60) == 0

    def unplug(self) -> None:
        """End it at once, without a word to the server."""
        self._process.kill()
        self._process.communicate()

    def _ask(self, deed: str, *told: object) -> Any:
        self._say(deed, *told)
        return self._answer()

    def _say(self, deed: str, *told: object) -> None:
        assert self._process.stdin is not None
        print(json.dumps([deed, *told]), file=self._process.stdin, flush=True)

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline() or '"the window is gone"')
