"""What is gathered is shown, and what can be set is read: fields of rows and views, policy settings, preferences.

A field of `app.queries` is read where another module of the program, one that knows the field's class by its module or
by a query that gives it, names it; or where its own class or a function that is handed one does. Tests count for
nothing. Names are compared, not types: a field called as another one of the same module's circle escapes.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from models.policy import PolicySettings

ROOT = Path(__file__).parents[2]
FOLDERS = ("app", "ui", "models", "reports")
POLICIES = {"policy", "settings", "_policy"}
PREFERENCES = {"preferences", "_preferences", "kept"}
PREFERENCES_MODULE = "app.desk.preferences"


@dataclass(frozen=True, slots=True)
class Module:
    """What a module imports, and which names it reads of other things."""

    tree: ast.Module
    imports: frozenset[str]
    reads: frozenset[str]


def module_of(source: str) -> Module:
    tree = ast.parse(source)
    imports: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            imports |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
        elif isinstance(node, ast.Import):
            imports |= {each.name for each in node.names}
    return Module(tree, frozenset(imports), frozenset(read_in(tree)))


def read_in(tree: ast.AST, of: set[str] | None = None) -> Iterator[str]:
    """The attributes that are read, of anything or only of what goes by these names."""
    for node in ast.walk(tree):
        is_read = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
        if is_read and (of is None or _last(node.value) in of):
            yield node.attr


def _last(of: ast.expr) -> str:
    """By which name something goes: `policy` is still the policy where a moment's settings are asked of it."""
    if isinstance(of, ast.IfExp):
        return _last(of.body)
    if isinstance(of, ast.Call) and isinstance(of.func, ast.Attribute) and of.func.attr == "at":
        return _last(of.func.value)
    return of.attr if isinstance(of, ast.Attribute) else getattr(of, "id", "")


def program() -> dict[str, Module]:
    paths = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    names = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in paths}
    return {name: module_of(path.read_text(encoding="utf-8")) for path, name in names.items()}


def unread_fields(modules: Mapping[str, Module]) -> list[str]:
    """Fields and properties of rows and views that nobody reads."""
    found = []
    for name, module in modules.items():
        if not name.startswith("app.queries"):
            continue
        seen = read_by_others(name, modules)
        for kind in module.tree.body:
            if isinstance(kind, ast.ClassDef) and is_row(kind):
                known = seen | read_of_itself(kind, module.tree)
                found += [f"{name}.{kind.name}.{each}" for each in told_by(kind) if each not in known]
    return found


def is_row(kind: ast.ClassDef) -> bool:
    return not kind.name.startswith("_") and any("dataclass" in ast.unparse(each) for each in kind.decorator_list)


def told_by(kind: ast.ClassDef) -> Iterator[str]:
    for each in kind.body:
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            yield each.target.id
        elif isinstance(each, ast.FunctionDef) and any(ast.unparse(mark) == "property" for mark in each.decorator_list):
            yield each.name


def read_by_others(name: str, modules: Mapping[str, Module]) -> set[str]:
    """What is read where the module is known, directly or through queries that know it."""
    circle = {name}
    while True:
        more = {
            other
            for other, module in modules.items()
            if other not in circle and other.startswith("app.queries") and module.imports & circle
        }
        if not more:
            break
        circle |= more
    knowing = [module for other, module in modules.items() if other != name and module.imports & circle]
    return {each for module in knowing for each in module.reads}


def read_of_itself(kind: ast.ClassDef, tree: ast.Module) -> set[str]:
    """What its own methods and those of the views beside it read, and the functions that are handed one."""
    own: set[str] = set()
    for other in tree.body:
        if isinstance(other, ast.ClassDef) and is_row(other):
            own |= set(read_in(other))  # a view's own methods look into its rows
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            handed = {
                arg.arg
                for arg in (*node.args.args, *node.args.kwonlyargs)
                if arg.annotation is not None and kind.name in ast.unparse(arg.annotation)
            }
            own |= set(read_in(node, handed))
    return own


def unread_settings(modules: Mapping[str, Module]) -> list[str]:
    read = {
        each for name, module in modules.items() if name != "models.policy" for each in read_of_policies(module.tree)
    }
    return [each.name for each in fields(PolicySettings) if each.name not in read]


def read_of_policies(tree: ast.Module) -> Iterator[str]:
    """The settings that are read, of today's or of those in force when a clock started: `policy.at(began).hold_for`."""
    yield from read_in(tree, POLICIES)
    begun = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and any(map(is_begun, ast.walk(node.value)))
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (
            any(map(is_begun, ast.walk(node.value))) or getattr(node.value, "id", "") in begun
        ):
            yield node.attr


def is_begun(node: ast.AST) -> bool:
    """Whether it is `policy.at(…)`: the settings in force when a clock started."""
    called = node.func if isinstance(node, ast.Call) else None
    return (
        isinstance(called, ast.Attribute)
        and called.attr == "at"
        and any(getattr(called.value, name, "") in POLICIES for name in ("id", "attr"))
    )


def unread_preferences(modules: Mapping[str, Module]) -> list[str]:
    read = {
        each
        for name, module in modules.items()
        if name != PREFERENCES_MODULE
        for each in read_in(module.tree, PREFERENCES)
    }
    kinds = [each for each in modules[PREFERENCES_MODULE].tree.body if isinstance(each, ast.ClassDef)]
    return [each for kind in kinds if kind.name == "Preferences" for each in told_by(kind) if each not in read]


PROGRAM = program()


def test_every_field_of_a_row_is_read():
    assert unread_fields(PROGRAM) == []


def test_every_policy_setting_is_read():
    assert unread_settings(PROGRAM) == []


def test_every_preference_of_a_desk_is_read():
    assert unread_preferences(PROGRAM) == []


PLANTED_ROW = """
from dataclasses import dataclass

@dataclass(frozen=True)
class Row:
    shown: str
    counted: int
    gathered: str
    unused: str

    @property
    def twice(self) -> int:
        return self.counted * 2

    @property
    def tested_only(self) -> str:
        return ""

def row(found) -> Row:
    return Row(found.shown, found.counted, found.gathered, found.unused)

def said(row: Row) -> str:
    return row.gathered
"""
PLANTED_TAB = """
from app.queries.planted import Row

def show(each: Row) -> str:
    return f"{each.shown} {each.twice}"
"""


def test_a_planted_field_that_is_gathered_and_never_shown_is_found():
    planted = {
        "app.queries.planted": module_of(PLANTED_ROW),
        "ui.tabs.planted": module_of(PLANTED_TAB),
        "ui.tabs.elsewhere": module_of("def show(row): return row.unused"),
    }
    assert unread_fields(planted) == ["app.queries.planted.Row.unused", "app.queries.planted.Row.tested_only"]


def test_a_planted_setting_and_a_planted_preference_that_nobody_reads_are_found():
    told = "class Preferences:\n @property\n def scheme(self): return 1\n @property\n def forgotten(self): return 2\n"
    planted = {
        PREFERENCES_MODULE: module_of(told),
        "ui.theme": module_of("def look(desk): return desk.preferences.scheme"),
        "models.rules.planted": module_of("def due(turn): return turn.policy.goals_within"),
    }
    assert unread_preferences(planted) == ["forgotten"]
    assert "hold_for" in unread_settings(planted)
    assert "goals_within" not in unread_settings(planted)
