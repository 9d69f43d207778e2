"""Who may import whom. This table is the architecture; README.md prints it again."""

import sys

import pytest

from tests.architecture.imported import OURS, ROOT, Import, imports, inside, modules

VALUES = {"models.values", "models.vocabulary", "models.policy"}
GROUND = {"app.door.errors", "app.door.clock", "app.door.changes", "app.door.turn"}
DOOR = {
    f"app.door.{name}"
    for name in ("door", "tasks", "turns", "progress", "policy", "changes", "errors", "clock", "clocks_apart")
}
DESK_OF_A_WINDOW = {
    f"app.desk.{name}"
    for name in (
        "drafts",
        "files",
        "first_office",
        "newest",
        "office_answers",
        "opened",
        "parts",
        "passwords",
        "preferences",
        "printing",
        "release",
        "week_draft",
    )
}
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
WINDOW = {"PySide6", "shiboken6", "pypdfium2"}

# package: (ours that it may import, outside packages besides the standard library); the most specific row wins
ALLOWED: dict[str, tuple[set[str], set[str]]] = {
    "resources": (set(), set()),
    "models.values": (VALUES, {"stdnum", "phonenumbers"}),
    "models.vocabulary": (VALUES, {"stdnum", "phonenumbers"}),
    "models.policy": (VALUES, {"stdnum", "phonenumbers"}),
    "models.rules": (VALUES, {"rapidfuzz"}),
    "models": ({"models"}, DATABASE),
    "models.server_trips": (set(), {"psycopg"}),
    "models.file_driver": (
        {"models.command_line", "models.database_file", "models.file_keys", "models.file_signs"},
        {"sqlcipher3"},
    ),
    "models.keyrings": (set(), {"keyring"}),
    "models.recovery_keys": (set(), {"stdnum"}),
    "models.migrations.independence.examples": ({"models", "resources"}, DATABASE),
    "reports": (
        {"models.values", "models.vocabulary", "resources"},
        {"reportlab", "openpyxl", "lxml", "defusedxml", "pikepdf", "segno", "bidi", "uharfbuzz"},
    ),
    "app.door.errors": ({"models.rules.decision"}, set()),
    "app.door.clock": (set(), set()),
    "app.door.changes": (set(), set()),
    "app.door.turn": ({"models.policy", "models.values"}, {"sqlalchemy"}),
    "app.door.policy": ({"app.door.cld_releases", "models", "resources"} | GROUND, {"sqlalchemy"}),
    "app.door.wording": ({"models.vocabulary", "resources"} | GROUND, set()),
    "app.services": ({"models"} | GROUND, {"sqlalchemy"}),
    "app.services.meetings.as_before": ({"app.queries.meetings.agenda", "models"} | GROUND, {"sqlalchemy"}),
    "app.services.office.policy": ({"app.door.policy", "app.services.deed", "models"} | GROUND, {"sqlalchemy"}),
    "app.services.office.wording": ({"app.door.wording", "app.services", "models"} | GROUND, {"sqlalchemy"}),
    "app.queries": ({"models"} | GROUND, {"sqlalchemy"}),
    "app.queries.closure": ({"app.door.cld_releases", "app.queries", "models"} | GROUND, {"sqlalchemy"}),
    "app.queries.office.policy": ({"app.door.policy", "app.queries.office", "models"} | GROUND, {"sqlalchemy"}),
    "app.queries.office.wording": ({"app.door.wording", "app.queries.office", "models"} | GROUND, {"sqlalchemy"}),
    "app.papers.issuing": ({"app.papers", "app.queries", "app.services", "reports"} | RULES | GROUND, set()),
    "app.papers.issuing_letters": ({"app.papers", "app.queries", "app.services"} | RULES | GROUND, {"msgspec"}),
    "app.papers": ({"app.door.wording", "app.queries", "reports"} | RULES | GROUND, {"msgspec"}),
    "app.backups": ({"app.backups", "app.desk", "app.door", "models"}, {"sqlalchemy", "msgspec"}),
    "app.kept": ({"app.door", "app.kept", "app.queries", "models"}, {"sqlalchemy"}),
    "app.exchange": (
        {"app.services", "app.queries", "app.door.progress", "app.door.work", "app.desk.files", "models", "reports"}
        | GROUND,
        {"python_calamine", "openpyxl", "defusedxml", "sqlalchemy", "pikepdf", "PIL", "msgspec", "lxml"},
    ),
    "app.exchange.cld": (
        {
            "app.desk.files",
            "app.door.cld_releases",
            "app.door.work",
            "app.exchange.cld",
            "app.queries",
            "app.services",
            "models",
        }
        | GROUND,
        set(),
    ),
    "app.door.work": (
        {f"app.door.{name}" for name in ("clocks_apart", "policy", "press", "progress", "topics", "why_not")}
        | {
            f"models.{name}"
            for name in (
                "command_line",
                "database",
                "database_file",
                "file_keys",
                "keys",
                "people",
                "prepared",
                "schema",
                "rules.deciding",
                "staff",
                "staff_of_days",
                "staff_of_login",
                "transactions",
                "values",
            )
        }
        | GROUND,
        {"sqlalchemy"},
    ),
    "app.door": ({"app.door", "models", "resources"}, DESK),
    "app.cli": ({"app", "models", "reports", "resources"}, COMMAND_LINE),
    "app.commands": ({"app", "models", "reports", "resources"}, COMMAND_LINE),
    "app.delivery": ({"app.delivery", "app.desk", "app.door", "resources"}, {"packaging"}),
    "app.doctor": ({"app", "models", "reports"}, {"platformdirs", "sqlalchemy"}),
    "app": ({"app", "models", "reports", "resources"}, DESK),
    "app.bootstrap": (OURS, DESK | {"PySide6"}),
    "app.demo.pictures": (OURS, DESK | {"PySide6"}),
    "ui": (
        DOOR
        | DESK_OF_A_WINDOW
        | {"app.services", "app.queries", "app.papers", "app.exchange", "app.backups", "app.doctor"}
        | VALUES
        | {"resources"},
        WINDOW,
    ),
    "run": (set(), set()),
}

# Rules and what they are made of know no clock, no file, no chance: of the standard library they take these.
PURE_ROWS = {"models.values", "models.vocabulary", "models.policy", "models.rules"}
PURE = {
    "collections", "dataclasses", "datetime", "decimal", "enum", "fractions", "functools", "heapq", "itertools", "math",
    "hashlib", "operator", "re", "statistics", "typing", "unicodedata", "uuid", "zoneinfo",
}  # fmt: skip

# The composition root: these alone import it, and only inside the function that needs it.
ROOT_MODULES = {"app.bootstrap", "app.demo.pictures"}
MAY_IMPORT_BOOTSTRAP = {"app.window", "app.commands", "app.demo"}

# The shell is painted before any of these is imported: SQLAlchemy alone costs more than the bare window.
SHELL = ("app.__main__", "app.bootstrap", "app.cli", "ui.main_window")
LATE = {"ui.tabs", "app.queries", "app.services", "app.papers", "app.exchange", "reports", "sqlalchemy"}
EARLY_ALL_THE_SAME = {"ui.tabs.tab"}  # the base class, which knows no query


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
    ("ui.tabs.today.tab", "from app import queries\nqueries.goals.goals\nimport app.door.work"),
    ("ui.tabs.today.tab", "from app.bootstrap import run"),
    ("ui.tabs.today.tab", "from app.door.work import Worker"),
    ("ui.tabs.today.tab", "from app.desk.opening import open_work"),
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
