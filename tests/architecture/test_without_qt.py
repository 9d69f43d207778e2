"""The office works without its window: everything below `ui` and `app.door.door` is imported where Qt can't be."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WITHOUT_QT = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError(f"{name} is not wanted here")

sys.meta_path.insert(0, NoQt())
seen = []
for name in ("models", "reports", "resources", "app.services", "app.queries", "app.papers", "app.exchange"):
    package = importlib.import_module(name)
    for each in pkgutil.walk_packages(package.__path__, f"{name}."):
        if each.name.startswith("models.migrations."):
            continue  # alembic runs these itself
        importlib.import_module(each.name)
        seen.append(each.name)
importlib.import_module("app.door.work")
print(len(seen))
"""


def test_models_reports_services_queries_papers_and_files_need_no_qt():
    done = subprocess.run([sys.executable, "-c", WITHOUT_QT], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert int(done.stdout) > 30


PLANTED = """
import importlib
import sys

import pytest


def test_plain(): import models.values
def test_qt(): import PySide6.QtCore
def test_through_another(): import ui.theme
def test_by_name(): importlib.import_module("PySide6.QtGui")
def test_fixture(qtbot): pass
def test_none_is_there(): assert not {name.split(".")[0] for name in sys.modules} & {"PySide6", "shiboken6"}
"""


def test_the_core_is_tested_where_no_import_of_qt_gets_through(tmp_path):
    (tmp_path / "test_planted.py").write_text(PLANTED, encoding="utf-8")
    words = [
        "-p",
        "no:pytest-qt",
        "-p",
        "tests.without_qt",
        "-p",
        "no:cacheprovider",
        "-c",
        str(ROOT / "pyproject.toml"),
    ]
    pytest = [sys.executable, "-m", "pytest", *words, "-rA", "--rootdir", str(tmp_path), str(tmp_path)]
    said = subprocess.run(pytest, cwd=ROOT, capture_output=True, check=False).stdout.decode("utf-8", "replace")
    complained = set(re.findall(r"^(?:FAILED|ERROR) \S*::(\w+)", said, re.MULTILINE))
    passed = set(re.findall(r"^PASSED \S*::(\w+)", said, re.MULTILINE))
    assert complained == {"test_qt", "test_through_another", "test_by_name", "test_fixture"}, said
    assert passed == {"test_plain", "test_none_is_there"}
