"""Which modules the program has, and what each imports, by whichever way it is written."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = {"app", "ui", "models", "reports", "resources"}


@cache
def module_names() -> frozenset[str]:
    return frozenset(module for module, _ in modules())


def modules() -> list[tuple[str, Path]]:
    paths = [ROOT / "run.py", *(path for package in sorted(OURS) for path in sorted((ROOT / package).rglob("*.py")))]
    return [(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path) for path in paths]


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
