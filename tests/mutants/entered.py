"""A plugin of pytest that notes which functions of the rules and services each test enters.

Used once on the unbroken tree: a test that doesn't enter a function can't tell that it is broken.
"""

import json
import os
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from tests.mutants.mutants import FLOORS

ROOT = Path.cwd()
FOLDERS = tuple(f"{ROOT / folder}{os.sep}" for folder in FLOORS.values())
_entered: defaultdict[str, set[str]] = defaultdict(set)
_here: set[str] = set()


def _note(frame: FrameType, _event: str, _told: object) -> None:
    name = frame.f_code.co_filename
    if name.startswith(FOLDERS):
        _here.add(f"{Path(name).relative_to(ROOT).as_posix()}:{frame.f_code.co_firstlineno}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    _here.clear()
    sys.settrace(_note)
    threading.settrace(_note)
    try:
        return (yield)
    finally:
        sys.settrace(None)
        threading.settrace(None)  # type: ignore[arg-type]
        for place in _here:
            _entered[place].add(item.nodeid.split("[")[0])


def pytest_sessionfinish() -> None:
    said = {place: sorted(tests) for place, tests in sorted(_entered.items())}
    Path(os.environ["ENTERED"]).write_text(json.dumps(said), encoding="utf-8")
