"""All mutants of the program's rules and services, and a fair draw from them."""

import ast
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from tests.mutants.spots import Spots

FLOORS = {"rules": "models/rules", "services": "app/services"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One module with one thing broken; `inside` is the line on which its outermost function begins, 0 for none."""

    path: str
    line: int
    what: str
    inside: int
    text: str

    @property
    def floor(self) -> str:
        """Whether it is one of the rules or of the services."""
        return next(name for name, folder in FLOORS.items() if self.path.startswith(f"{folder}/"))


def modules(root: Path, floor: str) -> list[Path]:
    """The modules of a floor, rooms and all, by name."""
    return sorted((root / FLOORS[floor]).rglob("*.py"))


def mutants_of(path: Path, root: Path, enums: dict[str, list[str]]) -> list[Mutant]:
    """Every mutant of a module, each text once."""
    text = path.read_text(encoding="utf-8")
    functions = list(_functions(ast.parse(text)))
    lines = [line.encode() for line in text.splitlines(keepends=True)]
    begins = [0, *accumulate(map(len, lines))]
    whole, found = text.encode(), {}
    for edit in Spots(text, enums).edits:
        begin, end = (begins[line - 1] + column for line, column in (edit.begin, edit.end))
        broken = (whole[:begin] + edit.put.encode() + whole[end:]).decode()
        line = edit.begin[0]
        inside = next((first for first, last in functions if first <= line <= last), 0)
        found.setdefault(broken, Mutant(path.relative_to(root).as_posix(), line, edit.what, inside, broken))
    return list(found.values())


def enums_of(root: Path) -> dict[str, list[str]]:
    """The members of every enumeration, in order, so that one can be taken for its neighbour."""
    found = {}
    for path in sorted((root / "models").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            bases = {getattr(base, "id", "") for base in getattr(node, "bases", [])}
            if isinstance(node, ast.ClassDef) and bases & {"Choice", "Enum", "IntEnum", "StrEnum"}:
                assigned = [each.targets[0] for each in node.body if isinstance(each, ast.Assign)]
                found[node.name] = [name.id for name in assigned if isinstance(name, ast.Name)]
    return {name: members for name, members in found.items() if len(members) > 1}


def draw(every: Sequence[Sequence[Mutant]], wanted: int, seed: int) -> list[Mutant]:
    """So many mutants by a seed, evenly over the modules: none gives its second before each has given its first."""
    dice = random.Random(seed)  # noqa: S311  nothing secret hangs on it
    left = [dice.sample(list(some), len(some)) for some in every]
    drawn: list[Mutant] = []
    while len(drawn) < wanted and any(left):
        for some in dice.sample(left, len(left)):
            if some and len(drawn) < wanted:
                drawn.append(some.pop())
    return sorted(drawn, key=lambda each: (each.path, each.line, each.what))


def _functions(tree: ast.Module) -> Iterator[tuple[int, int]]:
    """First and last line of each function or method that stands in no other, decorators included."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        for node in ast.iter_child_nodes(waiting.pop()):
            if isinstance(node, ast.FunctionDef):
                yield min([node.lineno, *(each.lineno for each in node.decorator_list)]), node.end_lineno or 0
            elif isinstance(node, ast.ClassDef):
                waiting.append(node)


def all_of(root: Path, floor: str, only: Iterable[str] = ()) -> list[list[Mutant]]:
    """The mutants of each module of a floor; of those modules only that are named, where some are."""
    enums, named = enums_of(root), [(root / each).resolve() for each in only]
    chosen = [path for path in modules(root, floor) if not named or any(path.is_relative_to(each) for each in named)]
    return [mutants_of(path, root, enums) for path in chosen]
