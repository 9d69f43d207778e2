"""Which test files concern a module: those that import it, or the module through which its room shows it."""

import ast
from pathlib import Path

TESTED_BY = ("rules", "services", "queries", "exchange", "papers", "models")


class Imports:
    """Who imports whom in a tree."""

    def __init__(self, root: Path) -> None:
        every = [path for floor in ("app", "models") for path in sorted((root / floor).rglob("*.py"))]
        self._path = {_name(path, root): path.relative_to(root).as_posix() for path in every}
        self._shows = {
            _name(path, root): self._asked(tree)
            for path in every
            if _only_shows(tree := ast.parse(path.read_text(encoding="utf-8")))
        }
        self._imported: dict[str, set[str]] = {}
        for path in every:
            self._note(path, root)
        for folder in TESTED_BY:
            for path in sorted((root / "tests" / folder).rglob("test_*.py")):
                self._note(path, root)

    def tests_of(self, path: str) -> list[str]:
        """The test files that import a module; where none does, those that import a module which does."""
        own = self._importers(path)
        direct = [each for each in own if each.startswith("tests/")]
        further = {each for other in own for each in self._importers(other)}
        return sorted(direct) or sorted(each for each in further if each.startswith("tests/"))

    def importers(self, path: str) -> set[str]:
        """The modules of the program that import this one."""
        return {each for each in self._importers(path) if not each.startswith("tests/")}

    def _importers(self, path: str) -> set[str]:
        return {each for each, asked in self._imported.items() if path in asked and each != path}

    def _note(self, path: Path, root: Path) -> None:
        asked = self._asked(ast.parse(path.read_text(encoding="utf-8")))
        while more := {shown for name in asked for shown in self._shows.get(name, ())} - asked:
            asked |= more
        self._imported[path.relative_to(root).as_posix()] = {self._path[name] for name in asked}

    def _asked(self, tree: ast.Module) -> set[str]:
        """The modules of ours that a module asks for by name."""
        found = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found |= {each.name for each in node.names}
            elif isinstance(node, ast.ImportFrom):
                found |= {f"{node.module}.{each.name}" for each in node.names} | {node.module or ""}
        return found & self._path.keys()


def _name(path: Path, root: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def _only_shows(tree: ast.Module) -> bool:
    """Whether a module only shows what others hold."""
    names = {getattr(target, "id", "") for each in tree.body for target in getattr(each, "targets", ())}
    return any(isinstance(each, ast.ImportFrom) for each in tree.body) and all(
        isinstance(each, ast.Import | ast.ImportFrom | ast.Expr) or names == {"__all__"} for each in tree.body
    )
