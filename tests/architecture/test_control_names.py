"""Each name that the code of the windows gives to a control stands in `ui/controls.md`, so it was met: none is unbuilt.

The list is written from running windows (`tests/controls.py`), which shows that each control there has a name. Here it
is the other way round: names in the code, whole ones ("goals.save") and keys that a form or a list of sentences makes
into one ("send" into "transfer.send_form"). A hole of an f-string stands for anything.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.controls import ANEW, listed

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "ui").rglob("*.py"))
A_NAME = re.compile(r"[a-z_]+(\.([a-z_0-9]|\{\})+)+")
HOLE = r"[\w.]+"
ANY = rf"{HOLE}\."

# What is called a key there names no control: a column of a list has no widget of its own.
OTHER_KEYS = {"Column", "__init__"}

# What looks like a control's name and is none, or that no test's window can meet, with the reason.
NEVER_MET = {
    "figures.xlsx": "the file that is offered for the workbook",
    "import.referrals.columns": "under it this desk's preferences keep which column is which field",
    "tracker.xlsx": "the file that is offered where no tracker is chosen yet",
    "ref": "the field of a Care Hub's list, not of a form",
}


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def room_of(module: str) -> str:
    """A tab's room; outside the tabs the dialogs, widgets and the window's own modules."""
    parts = module.split(".")
    return ".".join(parts[: 3 if parts[1] == "tabs" else 2 if parts[1] == "dialogs" else 1])


def names_given(source: str) -> Iterator[tuple[int, str, str]]:
    """Line, what stands there, and the pattern that a listed name has to fit."""
    tree = ast.parse(source)
    rooms = {name.partition(".")[0] for name in listed()}
    beside = {id(each) for each in _beside(tree)}
    told = {
        id(node.args[0]) for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) == "setObjectName"
    }
    for node in ast.walk(tree):
        text = None if id(node) in beside else _text(node)
        if text and A_NAME.fullmatch(text) and (text.partition(".")[0] in rooms or id(node) in told):
            yield node.lineno, text, rf"{_pattern(text)}(\..+)?"
    yield from _keys(tree)


def never_built(module: str, source: str) -> list[str]:
    """The names of a module that no listed name fits, in sentences."""
    everywhere = listed()
    here = {name for name, built_in in everywhere.items() if room_of(module) in {"ui", room_of(built_in)}}
    wrong = []
    for line, text, pattern in names_given(source):
        among = everywhere if A_NAME.fullmatch(text) else here
        if text not in NEVER_MET and not any(re.fullmatch(pattern, name) for name in among):
            wrong.append(f"{module}:{line} gives the name {text}, which no running window has. {ANEW}")
    return wrong


def _beside(tree: ast.AST) -> Iterator[ast.AST]:
    """Strings that look like names and are none: by what the newest answer is known, and the pieces of an f-string."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield from node.values
        if isinstance(node, ast.keyword) and node.arg == "latest":
            yield from ast.walk(node.value)


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(each.value) if isinstance(each, ast.Constant) else "{}" for each in node.values)
    return None


def _pattern(text: str) -> str:
    return HOLE.join(re.escape(part) for part in re.sub(r"(?<=\.)\d+", "N", text).split("{}"))


# --- keys that become names ------------------------------------------------------------------------------------


@cache
def _takes_key() -> dict[str, frozenset[int]]:
    """What takes a `key`, by name, and at which place."""
    found: dict[str, set[int]] = defaultdict(set)
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                names = [each.arg for each in node.args.args if each.arg not in {"self", "cls"}]
            elif isinstance(node, ast.ClassDef) and any(
                "dataclass" in ast.unparse(each) for each in node.decorator_list
            ):
                names = [ast.unparse(each.target) for each in node.body if isinstance(each, ast.AnnAssign)]
            else:
                continue
            if "key" in names and node.name not in OTHER_KEYS:
                found[node.name].add(names.index("key"))
    return {name: frozenset(places) for name, places in found.items()}


def _keys(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    forms = _forms(tree)
    for owner in tree.body:
        of = forms.get(getattr(owner, "name", ""), set())
        starts = [rf"{ANY}{form}_form\." for form in sorted(of)] or [ANY]
        for node in ast.walk(owner):
            if isinstance(node, ast.Call):
                for key in _handed(node):
                    text, called = _text(key), _called(node)
                    if not text or (called == "SentenceLine" and not _has_deed(node)):
                        continue
                    if called == "FormSpec":
                        yield node.lineno, text, rf"{ANY}{_pattern(text)}_form"
                        continue
                    for start in starts if called != "SentenceLine" else [ANY]:
                        yield node.lineno, text, rf"{start}{_pattern(text)}(_panel)?(\..+)?"
        if isinstance(owner, ast.ClassDef):
            for key in _own_key(owner):
                yield owner.lineno, key, rf"{ANY}{key}_form"


def _called(node: ast.Call) -> str:
    func = node.func.value if isinstance(node.func, ast.Subscript) else node.func
    return func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""


def _handed(node: ast.Call) -> Iterator[ast.expr]:
    for place in _takes_key().get(_called(node), ()):
        if place < len(node.args):
            yield node.args[place]
    yield from (each.value for each in node.keywords if each.arg == "key")


def _has_deed(line: ast.Call) -> bool:
    """A sentence has a button, and so a name, where its line has the words of a deed."""
    given = [each.value for each in line.keywords if each.arg == "deed"] + line.args[4:5]
    return bool(given) and _text(given[0]) != ""


def _forms(tree: ast.Module) -> dict[str, set[str]]:
    """Which forms a function asks the questions of, or a class is: by the `FormSpec` that names the function."""
    functions = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}
    forms: dict[str, set[str]] = defaultdict(set)
    for each in tree.body:
        if isinstance(each, ast.ClassDef):
            forms[each.name].update(_own_key(each))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) == "FormSpec" and (key := _text(node.args[0])):
            named = {each.id for arg in node.args[1:] for each in ast.walk(arg) if isinstance(each, ast.Name)}
            for name in named & functions.keys():
                forms[name].add(key)
    for _ in functions:  # what a form's function calls asks questions of the same form
        for name, function in functions.items():
            called = {_called(each) for each in ast.walk(function) if isinstance(each, ast.Call)}
            for other in called & functions.keys() if forms[name] else ():
                forms[other] |= forms[name]
    return forms


def _own_key(owner: ast.ClassDef) -> Iterator[str]:
    """The key that a form's class has for itself: `key, title = "ask", "Ask for information"`."""
    for node in owner.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, (ast.Tuple, ast.Constant)):
            targets = node.targets[0].elts if isinstance(node.targets[0], ast.Tuple) else node.targets
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            for target, value in zip(targets, values, strict=False):
                if ast.unparse(target) == "key" and (text := _text(value)):
                    yield text


# --- what it says ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_each_name_in_the_code_is_of_a_control_that_a_running_window_has(path: Path) -> None:
    assert never_built(module_of(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("ui.tabs.goals.tab", 'button(look, "&Never", "goals.never")'),
        ("ui.tabs.goals.tab", 'box.setObjectName(f"goals.never_{call.value}")'),
        ("ui.tabs.goals.tab", 'box.setObjectName("rooms.never")'),
        ("ui.tabs.plans.support", 'NoticeBar(look, "plans.never_notice")'),
        ("ui.tabs.transfer.forms", 'FormSpec("never", "Never", "&Do it", "Done.", _never)'),
        (
            "ui.tabs.transfer.forms",
            'def _send(form):\n    form.line("never", "N")\nFormSpec("send", "", "", "", _send)',
        ),
        (
            "ui.tabs.transfer.forms",
            'def _send(form):\n    form.line("provider", "P")\nFormSpec("send", "", "", "", _send)',
        ),
        ("ui.tabs.transfer.agreement", 'SentenceLine("never", "Never", None, "", "Do it…")'),
        ("ui.tabs.referrals.one.deed_forms", 'class NeverForm(DeedForm):\n    key, title = "never", "Never"'),
        (
            "ui.tabs.referrals.one.deed_forms",
            'class A(DeedForm):\n    key = "ask"\n    def ask(self): self.text("no", "N")',
        ),
        ("ui.dialogs.seat", 'ChoiceBox(look, "seat.never")'),
    ],
)
def test_a_planted_name_that_is_never_built_is_found(module: str, source: str) -> None:
    assert len(never_built(module, source)) == 1


def test_a_name_without_a_control_has_its_reason_and_is_met_nowhere() -> None:
    assert all(NEVER_MET.values())
    assert NEVER_MET.keys() & listed().keys() == set()
