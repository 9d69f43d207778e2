"""No tracked file holds the address of a package index, or a lock of a kind that has addresses in it."""

import re
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__)
ROOT = HERE.parents[2]
FORBIDDEN_LOCKS = {"uv.lock", "pylock.toml", "poetry.lock", "pdm.lock", "Pipfile.lock"}
INDEX = re.compile(r"pypi\.org|pythonhosted|/simple/|--(?:extra-)?index-url|--find-links")
BINARY = {".png", ".ico", ".ttf", ".otf", ".xlsx", ".pdf", ".icns", ".icc"}


def tracked() -> list[Path]:
    """The files that git keeps; without git, those that it would."""
    if (ROOT / ".git").exists():
        said = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        names = [ROOT / name for name in said.decode("utf-8").split("\0") if name]
        return [path for path in names if path.is_file()]
    left_out = {".venv", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not left_out & set(path.parts)]


def test_no_lock_file_with_addresses_is_tracked():
    assert [path.name for path in tracked() if path.name in FORBIDDEN_LOCKS] == []


def test_no_tracked_file_holds_the_address_of_a_package_index():
    texts = {path: path.read_text(encoding="utf-8") for path in tracked() if path.suffix not in BINARY and path != HERE}
    found = {str(path.relative_to(ROOT)): INDEX.findall(text) for path, text in texts.items()}
    assert {name: hits for name, hits in found.items() if hits} == {}


@pytest.mark.parametrize(
    "name",
    ["requirements.lock", "requirements-dev.lock", "resources/delivery/requirements-bundle.lock", "pyproject.toml"],
)
def test_what_pip_reads_holds_no_address_at_all(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|git\+", text)


@pytest.mark.parametrize("text", ["https://pypi.org/project/x", "pip install --index-url x", "http://mirror/simple/"])
def test_an_address_is_recognised(text):
    assert INDEX.search(text)
