"""What a desk seldom needs is imported when it is needed: a window that stands there holds none of it in memory."""

import subprocess
import sys

SELDOM = (
    "PIL", "alembic", "bidi", "keyring", "lxml", "numpy", "openpyxl", "pikepdf", "pypdfium2", "python_calamine",
    "rapidfuzz", "reportlab", "segno", "sqlcipher3", "uharfbuzz",
)  # fmt: skip
WHOLE_WINDOW = """
import sys
from importlib import import_module
from ui.furniture import bring
from ui.navigation import TabName

for name in TabName:
    bring(name)
for name in ("app.backups.errands", "app.desk.opening", "app.door.news", "app.door.watch", "ui.backups_keeper",
             "ui.desk_questions", "ui.people_questions", "ui.person_area", "ui.shell", "ui.tabs.figures.chart"):
    import_module(name)
print(sorted({name.partition(".")[0] for name in sys.modules} & set(sys.argv[1:])))
"""


def test_a_window_with_every_tab_holds_no_library_of_papers_files_or_numbers():
    code = [sys.executable, "-c", WHOLE_WINDOW, *SELDOM]
    assert subprocess.run(code, capture_output=True, text=True, check=True).stdout == "[]\n"
