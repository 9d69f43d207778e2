"""The index of the rules: each id of the domain with the functions that keep it, what they say, and their tests.

A function keeps a rule when its own docstring names the id and the program reaches it; an id in another text, or in a
comment, keeps nothing, nor does a function that only tests call.
`python -m tests.architecture.rule_index` writes the index anew; a test holds it against the code.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.architecture import reached

ROOT = Path(__file__).parents[2]
LIST = Path(__file__).with_name("rule_ids.txt")
INDEX = ROOT / "models" / "rules" / "INDEX.md"
HOMES = ("models/rules", "app/services", "app/queries", "app/papers", "app/exchange")
FAMILIES = "REF|PSP|GOAL|IPAD|MILE|MDT|INT|FUND|END|DAY|LTR|STC|FIG|SAR|RET"
ID = re.compile(rf"\b({FAMILIES})-(\d+)(?:(?: to |…)(?:\1-)?(\d+))?\b")
HEAD = """# Which function keeps which rule

Written by `python -m tests.architecture.rule_index` from the docstrings and the tests' markers; not by hand. First
stand the rules themselves, then the use cases, queries and papers that keep one or ask for it.
"""


@dataclass(frozen=True, slots=True)
class Keeper:
    """A public function or class whose docstring names a rule."""

    place: str  # models/rules/referrals/queue_order.py
    name: str
    sentence: str


def ids_in(text: str) -> set[str]:
    """The ids that a text names, ranges ("INT-3 to INT-6", "REF-10…12") spelled out."""
    return {
        f"{family}-{number}"
        for family, first, last in ID.findall(text)
        for number in range(int(first), int(last or first) + 1)
    }


def states() -> dict[str, str]:
    """Each id with its state, `now` or `later`."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


def sources(*folders: str) -> list[Path]:
    """The modules in these folders, in a fixed order."""
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def kept_in(place: str, source: str) -> Iterator[tuple[str, Keeper]]:
    """Each rule that a module keeps, with the function or class that does."""
    for node in ast.parse(source).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            said = " ".join((ast.get_docstring(node) or "").split())
            for rule in ids_in(said):
                yield rule, Keeper(place, node.name, first_sentence(said))


def first_sentence(said: str) -> str:
    """What a docstring says first, without the source that follows."""
    return re.split(r"(?<=[.:])\s|\s(?=Source:)", said, maxsplit=1)[0].rstrip(":")


def keepers() -> dict[str, list[Keeper]]:
    """Who keeps each rule."""
    found: dict[str, list[Keeper]] = defaultdict(list)
    for path in sources(*HOMES):
        for rule, keeper in kept_in(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")):
            if f"{keeper.place.removesuffix('.py').replace('/', '.')}:{keeper.name}" in reached.found():
                found[rule].append(keeper)
    return found


def marked(source: str) -> set[str]:
    """The ids that a test module names in `pytest.mark.rule(...)`, on a test or for all of them."""
    marks = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [mark.args for mark in marks if ast.unparse(mark.func) == "pytest.mark.rule"]
    return {str(word.value) for words in named for word in words if isinstance(word, ast.Constant)}


def shown_by() -> dict[str, list[str]]:
    """The test modules that show each rule."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sources("tests"):
        for rule in marked(path.read_text(encoding="utf-8")):
            found[rule].append(path.relative_to(ROOT).as_posix())
    return found


def text() -> str:
    """The whole index."""
    kept, shown = keepers(), shown_by()
    parts = [HEAD]
    for rule, state in states().items():
        parts.append(f"\n## {rule}\n")
        if state == "later":
            parts.append("\nLater.\n")
            continue
        lines = [f"- `{each.name}` in `{each.place}`: {each.sentence}" for each in kept[rule]]
        lines += [f"- shown by `{place}`" for place in shown[rule]]
        parts.append("\n" + "\n".join(lines) + "\n")
    return "".join(parts)


if __name__ == "__main__":
    INDEX.write_text(text(), encoding="utf-8")
