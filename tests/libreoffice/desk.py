"""A desk with LibreOffice, as Scheduling's: started with a profile and a pipe of its own, ended with the test."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

HANDS = Path(__file__).with_name("hands.py")
_PYTHON = "/usr/bin/python3"  # the system's own, for which uno is installed
_GONE_AFTER = 20


def why_not() -> str:
    """What is missing here, as the reason of a skipped test; nothing where all is there."""
    if shutil.which("soffice") is None:
        return "LibreOffice isn't installed here"
    if not Path(_PYTHON).exists():
        return "this system has no Python of its own"
    asked = subprocess.run([_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return "" if asked.returncode == 0 else "LibreOffice's uno isn't installed here"


class Desk:
    """Orders to the hands; each waits until it is done. See `hands.py` for what they can do."""

    def __init__(self, hands: "subprocess.Popen[str]") -> None:
        self._hands = hands

    def __getattr__(self, name: str) -> Any:
        def order(*those: object, **told: object) -> Any:
            assert self._hands.stdin is not None
            assert self._hands.stdout is not None
            self._hands.stdin.write(json.dumps({"do": name, "those": those} | told) + "\n")
            self._hands.stdin.flush()
            line = self._hands.stdout.readline()
            answer = json.loads(line) if line else {"failed": "the hands are gone"}
            assert "failed" not in answer, f"{name}: {answer['failed']}"
            return answer["said"]

        return order

    @contextmanager
    def opened(self, path: Path, *, saved_as: Path | None = None) -> Iterator["Desk"]:
        """A workbook open in a window, saved at the end where that is said."""
        assert self.open(str(path)), f"LibreOffice doesn't open {path.name} with a view"
        yield self
        if saved_as is not None:
            self.save(str(saved_as))
        self.close()

    def seen(self, path: Path) -> dict[str, Any]:
        """What LibreOffice shows of a workbook, worked out: it shows a malformed sheet as empty, without a word."""
        with self.opened(path):
            self.work_out()
            return self.look()


@contextmanager
def sat_down(folder: Path, *, screen: str = "") -> Iterator[Desk]:
    """LibreOffice running for a while, headless or on that screen."""
    pipe = f"homeward-{uuid4().hex}"
    words = [
        "soffice", "--norestore", "--nologo", "--nodefault", *(() if screen else ("--headless",)),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}", f"--accept=pipe,name={pipe};urp;",
    ]  # fmt: skip
    around = os.environ | ({"DISPLAY": screen} if screen else {})
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(words, env=around, start_new_session=True, **quiet) as office:
        try:
            with subprocess.Popen(
                [_PYTHON, str(HANDS), pipe], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            ) as hands:
                yield Desk(hands)  # at the end of their orders the hands end LibreOffice too
        finally:
            _ended(office)


def _ended(office: "subprocess.Popen[bytes]") -> None:
    try:
        office.wait(_GONE_AFTER)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)
