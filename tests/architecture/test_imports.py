"""Who may import whom. This table is the architecture; README.md prints it again."""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = {"app", "ui", "models", "reports", "resources"}

VALUES = {"models.values", "models.vocabulary", "models.policy"}
GROUND = {"app.door.errors", "app.door.clock", "app.door.changes", "app.door.turn"}
DOOR = {f"app.door.{name}" for name in ("door", "tasks", "progress", "policy", "changes", "errors", "clock")}
RULES = VALUES | {"models.rules"}
DATABASE = {"sqlalchemy", "alembic"}
COMMAND_LINE = {
    "sqlalchemy",
    "psycopg",
    "msgspec",
    "platformdirs",
    "keyring",
    "click",
    "tenacity",
}
DESK = COMMAND_LINE | {"PySide6.QtCore", "shiboken6"}
WINDOW = {"PySide6", "shiboken6", "pypdfium2", "pyqtgraph"}

# package: (ours that it may import, outside packages besides the standard library); the most specific row wins
ALLOWED: dict[str, tuple[set[str], set[str]]] = {
    "resources": (set(), set()),
    "models.values": (VALUES, {"stdnum", "phonenumbers"}),
    "models.vocabulary": (VALUES, {"stdnum", "phonenumbers"}),
    "models.policy": (VALUES, {"stdnum", "phonenumbers"}),
    "models.rules": (VALUES, {"rapidfuzz"}),
    "models": ({"models"}, DATABASE),
    "reports": (
        {"models.values", "models.vocabulary", "resources"},
        {"reportlab", "openpyxl", "defusedxml", "pikepdf", "segno", "arabic_reshaper", "bidi"},
    ),
    "app.door.errors": ({"models.rules.decision"}, set()),
    "app.door.clock": (set(), set()),
    "app.door.changes": (set(), set()),
    "app.door.turn": ({"models.policy", "models.values"}, {"sqlalchemy"}),
    "app.door.policy": ({"models", "resources"} | GROUND, {"sqlalchemy"}),
    "app.services": ({"models"} | GROUND, {"sqlalchemy"}),
    "app.queries": ({"models"} | GROUND, {"sqlalchemy"}),
    "app.papers.issuing": ({"app.papers", "app.services", "reports"} | RULES | GROUND, set()),
    "app.papers": ({"app.queries", "reports"} | RULES | GROUND, {"msgspec"}),
    "app.exchange": (
        {"app.services", "app.queries", "app.door.work", "app.desk.files", "models", "reports"} | GROUND,
        {"python_calamine", "openpyxl", "defusedxml", "sqlalchemy"},
    ),
    "app.door.work": (
        {"app.door.policy", "models.database", "models.keys", "models.people", "models.schema", "models.values"}
        | GROUND,
        {"sqlalchemy"},
    ),
    "app.door": ({"app.door", "models", "resources"}, DESK),
    "app.cli": ({"app", "models", "reports", "resources"}, COMMAND_LINE),
    "app.commands": ({"app", "models", "reports", "resources"}, COMMAND_LINE),
    "app": ({"app", "models", "reports", "resources"}, DESK),
    "app.bootstrap": (OURS, DESK | {"PySide6"}),
    "app.demo.pictures": (OURS, DESK | {"PySide6"}),
    "ui": (
        DOOR | {"app.desk", "app.services", "app.queries", "app.papers", "app.exchange"} | VALUES | {"resources"},
        WINDOW,
    ),
    "run": (set(), set()),
}

# Rules and what they are made of know no clock, no file, no chance: of the standard library they take these.
PURE_ROWS = {"models.values", "models.vocabulary", "models.policy", "models.rules"}
PURE = {
    "collections", "dataclasses", "datetime", "decimal", "enum", "fractions", "functools", "itertools", "math",
    "operator", "re", "statistics", "typing", "unicodedata", "uuid", "zoneinfo",
}  # fmt: skip

# The composition root: these alone import it, and only inside the function that needs it.
ROOT_MODULES = {"app.bootstrap", "app.demo.pictures"}
MAY_IMPORT_BOOTSTRAP = {"app.window", "app.commands", "app.demo"}

# The shell is painted before any of these is imported: SQLAlchemy alone costs more than the bare window.
SHELL = ("app.__main__", "app.bootstrap", "app.cli", "ui.main_window")
LATE = {"ui.tabs", "app.queries", "app.services", "app.papers", "app.exchange", "reports", "sqlalchemy"}
EARLY_ALL_THE_SAME = {"ui.tabs.tab"}  # the base class, which knows no query


@dataclass(frozen=True, slots=True)
class Import:
    """One name that a module imports, by its full dotted name."""

    name: str
    line: int
    at_the_top: bool


def imports(source: str) -> Iterator[Import]:
    """Every import, wherever it stands: one that only types need is a cycle in the design as well.

    A module that imports late by names of its own table ("package.module:name") imports every one of them.
    """
    tree = ast.parse(source)
    inner = {id(node) for function in ast.walk(tree) if isinstance(function, FUNCTIONS) for node in ast.walk(function)}
    found = [
        Import(name, getattr(node, "lineno", 0), id(node) not in inner)
        for node in ast.walk(tree)
        for name in names_of(node)
    ]
    said = {each.name for each in found}
    found += [
        Import(name, line, at_the_top=False) for name, line in dict(reached_by_dots(tree)).items() if name not in said
    ]
    table = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and IN_A_TABLE.match(str(node.value))]
    if table and any(each.name == UNNAMED for each in found):
        found = [each for each in found if each.name != UNNAMED]
        found += [Import(str(node.value).split(":")[0], node.lineno, at_the_top=False) for node in table]
    yield from found


UNNAMED = "a name that is made up at run time"
PUT_TOGETHER = "a name that is put together at run time"  # which no table excuses
BRINGS_OTHERS = {"builtins", "imp", "pkgutil", "runpy"}  # ways to a module that don't look like an import
IN_A_TABLE = re.compile(r"(?:app|ui|models|reports|resources)(?:\.\w+)+(?::\w+)?$")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


IMPORTERS = {"importlib.import_module", "import_module", "__import__", "importlib.__import__"}


def names_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [PUT_TOGETHER if hides(alias, alias.name) else alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        start = "." * node.level + f"{node.module or ''}"
        return [PUT_TOGETHER if hides(alias, start) else f"{start}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Attribute) and ast.unparse(node) == "sys.modules":
        return [PUT_TOGETHER]
    if isinstance(node, ast.Call) and ast.unparse(node.func) in IMPORTERS:
        named = node.args[0] if node.args else None
        if isinstance(named, ast.Constant):
            return [str(named.value)]
        return [UNNAMED if isinstance(named, ast.Name | ast.Attribute | ast.Subscript) else PUT_TOGETHER]
    return []


def hides(alias: ast.alias, module: str) -> bool:
    """Whether what imports late is brought under another name, by which no import would be seen."""
    return module in BRINGS_OTHERS or (module == "importlib" and alias.asname is not None)


def reached_by_dots(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Modules of ours that are asked of a package: `from ui import tabs` and then `tabs.plans.weeks`."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {each.asname or each.name.split(".")[0]: each.name if each.asname else each.name.split(".")[0]
                      for each in node.names}  # fmt: skip
        elif isinstance(node, ast.ImportFrom):
            names |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Attribute):
            first, *rest = ast.unparse(node).split(".")
            meant = ".".join((names.get(first, ""), *rest))
            if meant in module_names():
                yield meant, node.lineno
                continue  # what it is asked of are the packages around it
        waiting += ast.iter_child_nodes(node)


def inside(name: str, packages: set[str] | tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


def row_of(module: str) -> str:
    return max((package for package in ALLOWED if inside(module, {package})), key=len)


def violations(module: str, source: str) -> list[str]:
    """What a module imports and may not, as sentences; most specific row first."""
    return [
        f"{module}:{each.line} imports {each.name}: {why}"
        for each in imports(source)
        if (why := objection(module, each))
    ]


def objection(module: str, wish: Import) -> str:
    row = row_of(module)
    ours, outside = ALLOWED[row]
    top = wish.name.split(".")[0]
    if not top:
        return "relative"
    if top in sys.stdlib_module_names:
        return "a rule is the same at any time and in any place" if row in PURE_ROWS and top not in PURE else ""
    if inside(wish.name, ROOT_MODULES) and module not in ROOT_MODULES:
        if not inside(module, MAY_IMPORT_BOOTSTRAP):
            return "the composition root is imported by nobody"
        if wish.at_the_top:
            return "bootstrap brings the whole window; import it inside the command that opens one"
    if wish.at_the_top and module in SHELL and inside(wish.name, LATE) and not inside(wish.name, EARLY_ALL_THE_SAME):
        return "the shell is painted first; a worker imports this afterwards"
    own_package = inside(wish.name, {row}) or (inside(module, {wish.name}) and wish.name in OURS)
    if top in OURS and not inside(wish.name, ours) and not own_package:
        return "not in its row"
    if top not in OURS and not inside(wish.name, outside):
        return "not in its row"
    return ""


@cache
def module_names() -> frozenset[str]:
    return frozenset(module for module, _ in modules())


def modules() -> list[tuple[str, Path]]:
    paths = [ROOT / "run.py", *(path for package in sorted(OURS) for path in sorted((ROOT / package).rglob("*.py")))]
    return [(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path) for path in paths]


@pytest.mark.parametrize(("module", "path"), [pytest.param(*each, id=each[0]) for each in modules()])
def test_a_module_imports_only_what_its_row_allows(module, path):
    assert violations(module, path.read_text(encoding="utf-8")) == []


PLANTED = [
    ("models.values", "import models.people"),
    ("models.policy", "from resources import read_toml"),
    ("models.rules.capacity.load", "from sqlalchemy import select"),
    ("models.rules.capacity.load", "from models import referrals"),
    ("models.rules.capacity.load", "from app.door.clock import Clock"),
    ("models.people", "from app.door.errors import Refused"),
    ("models.people", "from reports.layout import text"),
    ("models.database", "import PySide6.QtCore"),
    ("reports.agreement.agreement", "from models.agreement import Agreement"),
    ("reports.agreement.agreement", "from sqlalchemy.orm import Session"),
    ("reports.agreement.agreement", "from app.door.clock import SystemClock"),
    ("app.services.goals.goals", "from PySide6.QtCore import QObject"),
    ("app.services.goals.goals", "from app.door.door import Door"),
    ("app.services.goals.goals", "from app.queries.goals import goals"),
    ("app.queries.today.prompts", "from app.services.goals import goals"),
    ("app.queries.today.prompts", "import reports.agreement.agreement"),
    ("app.papers.agreement", "from sqlalchemy import select"),
    ("app.papers.agreement", "from models.people import Person"),
    ("app.papers.agreement", "from app.services.agreement import signing"),
    ("app.exchange.tracker.round_trip", "from app.papers import agreement"),
    ("app.door.work", "from PySide6.QtCore import QObject"),
    ("app.door.errors", "from PySide6.QtCore import QObject"),
    ("app.door.door", "from PySide6.QtWidgets import QWidget"),
    ("app.door.door", "from ui.main_window import MainWindow"),
    ("app.door.tasks", "from app.bootstrap import run"),
    ("app.cli", "from app.bootstrap import run"),
    ("app.cli", "from PySide6.QtCore import QCoreApplication"),
    ("app.bootstrap", "from app.queries.today import prompts"),
    ("ui.main_window", "from ui.tabs.today.tab import TodayTab"),
    ("ui.tabs.today.tab", "from sqlalchemy import select"),
    ("ui.tabs.today.tab", "from models.people import Person"),
    ("ui.tabs.today.tab", "from models.rules.capacity import load"),
    ("ui.tabs.today.tab", "from reports.agreement import agreement"),
    ("ui.tabs.today.tab", "import models"),
    ("ui.tabs.today.tab", "import requests"),
    ("ui.tabs.today.tab", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from models.people import Person"),
    ("ui.tabs.today.tab", "def late():\n    from models.people import Person"),
    ("ui.tabs.today.tab", "import importlib\nimportlib.import_module('models.people')"),
    ("ui.tabs.today.tab", "from importlib import import_module\nimport_module(name)"),
    ("ui.main_window", "from importlib import import_module\nTABS = {'x': 'models.people:X'}\nimport_module(TABS[x])"),
    ("ui.tabs.today.tab", "import importlib as late\nlate.import_module('models.people')"),
    ("ui.tabs.today.tab", "from importlib import import_module as late\nlate('models.people')"),
    ("ui.tabs.today.tab", "import builtins\nbuiltins.__import__('models.people')"),
    ("ui.tabs.today.tab", "from pkgutil import resolve_name\nresolve_name('models.people:Person')"),
    ("ui.tabs.today.tab", "import sys\nsys.modules['models.people']"),
    (
        "ui.tabs.today.tab",
        "from importlib import import_module\nA = 'app.queries.x'\nimport_module('mod' + 'els.people')",
    ),
    ("ui.tabs.today.tab", "import importlib\nA = 'app.queries.x'\nimportlib.import_module(f'{A}.people')"),
    ("ui.tabs.today.tab", "from app import desk, queries\nqueries.goals.goals\ndesk.drafts\nimport app.door.work"),
    ("ui.tabs.today.tab", "from app.bootstrap import run"),
    ("ui.tabs.today.tab", "from app.door.work import Worker"),
    ("ui.tabs.today.tab", "from app.commands import shows"),
    ("app.door.tasks", "from app.queries.goals import goals"),
    ("app.door.door", "from app.desk import drafts"),
    ("models.rules.capacity.load", "import time"),
    ("models.rules.capacity.load", "from os import environ"),
    ("models.rules.capacity.load", "from random import random"),
    ("models.rules.capacity.load", "from pathlib import Path"),
    ("models.values", "import locale"),
    ("ui.tabs.today.tab", "from .tab import Tab"),
    ("resources", "import app"),
    ("run", "import click"),
]


@pytest.mark.parametrize(("module", "source"), PLANTED)
def test_a_planted_violation_is_found(module, source):
    assert len(violations(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("models.rules.capacity.load", "from models.values import hours_text\nfrom models.rules.decision import Lack"),
        ("models.people", "import sqlalchemy.orm\nfrom models import base"),
        ("app.services.goals.goals", "from app.services.goals import ratings\nfrom app.door.changes import Changes"),
        ("app.door.door", "from PySide6.QtCore import QObject\nimport queue"),
        ("app.window", "def window():\n    from app.bootstrap import run"),
        ("app.commands.shows", "def pictures():\n    from app.bootstrap import run"),
        ("app.cli", "from importlib import import_module\nLATE = {'x': 'app.commands.x:y'}\nimport_module(LATE[x])"),
        ("app.bootstrap", "from ui.main_window import MainWindow\nfrom PySide6.QtWidgets import QApplication"),
        ("ui.main_window", "from ui.tabs.tab import Tab\ndef later():\n    from ui.tabs.today.tab import TodayTab"),
        ("ui.tabs.today.tab", "from app.queries.today import prompts\nfrom models.vocabulary.referrals import Band"),
    ],
)
def test_what_the_table_allows_is_left_alone(module, source):
    assert violations(module, source) == []


def table_as_markdown() -> list[str]:
    """The table as README.md prints it."""

    def cell(names: set[str]) -> str:
        return ", ".join(f"`{name}`" for name in sorted(names)) or "—"

    heading = ["| package | ours it may import | outside it may import |", "|---|---|---|"]
    return [*heading, *(f"| `{row}` | {cell(ours)} | {cell(outside)} |" for row, (ours, outside) in ALLOWED.items())]


def test_the_readme_prints_this_table():
    table = "\n".join(table_as_markdown())
    assert table in (ROOT / "README.md").read_text(encoding="utf-8"), f"README.md has to print:\n{table}"
