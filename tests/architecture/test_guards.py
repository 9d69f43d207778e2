"""The guards of every test bite: what they must refuse is planted in tests of their own, which then have to fail."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLANTED = """
import logging
import threading
import warnings

import pytest
from PySide6.QtCore import qWarning
from sqlalchemy import create_engine, text

stay = threading.Event()

def test_good(): pass
def test_log(): logging.getLogger("app.door.work").warning("a complaint")
def test_log_of_others(): logging.getLogger("elsewhere").warning("no business of ours")
def test_log_asked_about(caplog): logging.getLogger("app.door.work").warning("a complaint")
def test_warning(): warnings.warn("old", DeprecationWarning)
def test_qt_warning(qapp): qWarning("a complaint of Qt")
def test_thread(): threading.Thread(target=stay.wait, args=(20,), daemon=True).start()
def test_gui_sql(qapp, watch_gui_thread, tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'x.sqlite'}")
    watch_gui_thread(engine)
    with engine.connect() as connection:
        connection.execute(text("select 1"))
    engine.dispose()
def test_worker_sql(qapp, watch_gui_thread, tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'x.sqlite'}")
    watch_gui_thread(engine)
    def ask():
        with engine.connect() as connection:
            connection.execute(text("select 1"))
        engine.dispose()
    worker = threading.Thread(target=ask)
    worker.start()
    worker.join()
"""


def test_each_guard_refuses_what_is_planted_and_nothing_else(tmp_path):
    (tmp_path / "test_planted.py").write_text(PLANTED, encoding="utf-8")
    pytest = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-c", str(ROOT / "pyproject.toml")]
    words = ["-rA", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tmp_path)]
    said = subprocess.run([*pytest, *words], cwd=ROOT, capture_output=True, check=False).stdout.decode("utf-8")
    complained = set(re.findall(r"^(?:FAILED|ERROR) \S*::(\w+)", said, re.MULTILINE))
    passed = set(re.findall(r"^PASSED \S*::(\w+)", said, re.MULTILINE)) - complained
    assert complained == {"test_log", "test_warning", "test_qt_warning", "test_thread", "test_gui_sql"}
    assert passed == {"test_good", "test_log_of_others", "test_log_asked_about", "test_worker_sql"}
