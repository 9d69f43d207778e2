"""No sentence types a command's name out: it says the command as the program was called (`models.command_line`)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import COMMANDS
from tests.architecture.imported import ROOT

PROGRAM = re.compile(rf"(?:homeward|run\.py) (?:{'|'.join(COMMANDS)}|--|\{{)")
SAID_BY = ("app", "models", "ui", "reports")


def typed_out(source: str) -> Iterator[str]:
    """The texts of a module that name a command, docstrings and comments apart."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body[0] = ast.Pass()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and PROGRAM.search(node.value):
            yield node.value


@pytest.mark.parametrize("folder", SAID_BY)
def test_a_command_is_named_as_the_program_was_called(folder):
    paths = sorted((ROOT / folder).rglob("*.py"))
    found = [f"{path.name}: {text}" for path in paths for text in typed_out(path.read_text(encoding="utf-8"))]
    assert found == []


def test_help_pages_name_no_command():
    found = [each for end in ("md", "toml") for each in sorted((ROOT / "resources").rglob(f"*.{end}"))]
    pages: list[Path] = [
        each for each in found if each.name != "README.md"
    ]  # a folder's own is read where its source is
    assert pages
    assert [page.name for page in pages if PROGRAM.search(page.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "source",
    [
        'x = "Make one with: homeward database create URL"',
        'def f(name):\n    """Say it."""\n    return f"{name}: python3 run.py doctor"',
        'raise ValueError("Look with homeward --database FILE today")',
    ],
)
def test_a_command_that_is_typed_out_is_found(source):
    assert len(list(typed_out(source))) == 1


def test_a_docstring_may_tell_of_a_command():
    assert list(typed_out('"""What `homeward database check` asks."""')) == []
