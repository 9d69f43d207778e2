"""Nothing that a window imports, at its start or later, costs reading its text, or leaves that in memory."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
AS_A_WINDOW_STARTS = """
import builtins, linecache, os
from app import bootstrap, window

looking_through = builtins.__import__
bootstrap.run = lambda *_asked: 0
window.open_window()
from ui.furniture import bring as bring_tab
from ui.navigation import PageName, TabName
from ui.pages.furniture import bring as bring_page
linecache.clearcache()
bring_tab(TabName.TODAY), bring_page(PageName.TRACKER)
print(builtins.__import__ is looking_through, [name for name in linecache.cache if os.path.exists(name)])
"""


def test_no_text_of_a_module_is_read_or_kept():
    code = [sys.executable, "-c", AS_A_WINDOW_STARTS]
    assert subprocess.run(code, cwd=ROOT, capture_output=True, text=True, check=True).stdout == "False []\n"
