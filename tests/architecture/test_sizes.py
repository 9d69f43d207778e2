"""A file has one reason to be opened: aim at 150 lines, justify 300, never over 400."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("app", "ui", "models", "reports", "resources", "tests", ".")
MOST = 400


def test_no_file_is_longer_than_400_lines():
    paths = {path for folder in FOLDERS for path in (ROOT / folder).glob("*.py" if folder == "." else "**/*.py")}
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    assert len(lengths) > 20
    assert {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > MOST} == {}
