"""What a comment, a docstring or a README calls by its dotted name or path is there: who moves a module tells them."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.imported import OURS, ROOT

FOLDERS = (*sorted(OURS), "tests")
DOTTED = re.compile(rf"(?<![\w./\"'])(?:{'|'.join(FOLDERS)})(?:\.[a-z_]\w*)+(?![\w/(=])")
A_PATH = re.compile(rf"(?<![\w./<])(?:{'|'.join(FOLDERS)})/[\w./-]*\w(?![\w*<…])")


def prose(source: str) -> Iterator[str]:
    """The comments and docstrings of a module."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


@cache
def names_of(path: Path) -> frozenset[str]:
    """What a module gives names to."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef | ast.FunctionDef)}
    return frozenset(defined | {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)})


def is_there(name: str) -> bool:
    """Whether a dotted name leads to a module, a folder, or something that a module gives a name to."""
    place = ROOT
    for part in name.split("."):
        if place.is_dir() and ((place / part).is_dir() or (place / f"{part}.py").exists()):
            place = place / part if (place / part).is_dir() else place / f"{part}.py"
        elif place.is_dir():
            return (place / "__init__.py").exists() and part in names_of(place / "__init__.py")
        else:
            return part in names_of(place)
    return True


def missing(text: str) -> list[str]:
    """What a text speaks of that isn't there."""
    named = [name for name in DOTTED.findall(text) if not is_there(name)]
    return named + [path for path in A_PATH.findall(text) if not (ROOT / path).exists()]


def texts() -> Iterator[tuple[str, str]]:
    paths = [ROOT / "run.py", *(path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))]
    for path in paths:
        yield path.relative_to(ROOT).as_posix(), "\n".join(prose(path.read_text(encoding="utf-8")))
    for path in (
        ROOT / "README.md",
        ROOT / "pyproject.toml",
        *(path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.md"))),
    ):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def test_what_is_spoken_of_is_there():
    assert {name: found for name, text in texts() if (found := missing(text))} == {}


@pytest.mark.parametrize(
    "text",
    ["see app.garbage", "as `app.door.work.of_old` has it", "in `ui/tabs/closure_end.py`", "app/queries/rows.py:"],
)
def test_a_planted_name_of_old_is_found(text):
    assert len(missing(text)) == 1


@pytest.mark.parametrize(
    "text",
    ["see app.door.garbage", "`app.services` and app.door.work.Worker", "in `app/door/`, `ui/README.md`.", "Ctrl+A"],
)
def test_what_is_there_is_left_alone(text):
    assert missing(text) == []
