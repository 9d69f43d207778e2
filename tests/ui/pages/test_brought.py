"""A page that is brought later comes without the text of every module that was imported on the way."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_no_text_of_a_module_stays_in_memory():
    code = (
        "import linecache, app.bootstrap; from ui.navigation import PageName; from ui.pages.furniture import bring; "
        "before = len(linecache.cache); bring(PageName.TRACKER); print(before > 0, len(linecache.cache))"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said == "True 0\n"
