"""What is brought later comes without the text of every module that was imported on the way."""

import subprocess
import sys
from pathlib import Path

import pytest

from ui.brought import brought
from ui.pages.tracker.page import TrackerPage

ROOT = Path(__file__).parents[2]


def test_it_is_what_stands_at_the_place():
    assert brought("ui.pages.tracker.page:TrackerPage") is TrackerPage
    with pytest.raises(AttributeError):
        brought("ui.pages.tracker.page:NoPage")


def test_no_text_of_a_module_stays_in_memory():
    code = (
        "import linecache, app.bootstrap; from ui.brought import brought; "
        "before = len(linecache.cache); brought('ui.pages.tracker.page:TrackerPage'); "
        "print(before > 0, len(linecache.cache))"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said == "True 0\n"
