"""The office works without its window: everything below `ui` and `app.door.office` is imported where Qt can't be."""

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
