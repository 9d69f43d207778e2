"""A plugin of pytest for `run.py test core`: nothing of the window system can be imported, by whatever way.

It stands where pytest-qt does otherwise and takes that one's settings of `pyproject.toml`, which would be unknown.
"""

import sys
from importlib.machinery import ModuleSpec

import pytest

WINDOW_SYSTEM = {"PySide6", "shiboken6", "pytestqt"}
SETTINGS = ("qt_api", "qt_log_level_fail", "qt_log_ignore")


class NoWindowSystem:
    """The first that is asked where a module is: it refuses these."""

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        if name.split(".", maxsplit=1)[0] in WINDOW_SYSTEM:
            raise ImportError(f"{name} is of the window system: the core has to do without")
        return None


def pytest_addoption(parser: pytest.Parser) -> None:
    for name in SETTINGS:
        parser.addini(name, "of pytest-qt, not used without it", type="linelist")


def pytest_configure() -> None:
    there = sorted(WINDOW_SYSTEM & sys.modules.keys())
    if there:
        raise pytest.UsageError(f"imported already: {', '.join(there)}")
    sys.meta_path.insert(0, NoWindowSystem())


def pytest_report_header() -> str:
    return f"without: {', '.join(sorted(WINDOW_SYSTEM))}"
