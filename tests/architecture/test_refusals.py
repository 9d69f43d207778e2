"""Every refusal is a rule: its id, its sentence and who can provide what is missing are decided in `models/rules`.

Services, queries and papers hand what a rule lacks to `refuse_if`, the one function that gives a refusal its rule. A
refusal without a rule (another desk was first, a file can't be read) may be raised anywhere in `app`.
"""

import ast
from collections import Counter
from pathlib import Path
from typing import TypeGuard

import pytest

ROOT = Path(__file__).parents[2]
REFUSED, LACK = "app.door.errors.Refused", "models.rules.decision.Lack"
SHOW_ONE = {"Line", "PromptRow", "WaitingRow"}
GATE = ("app.door.errors", "refuse_if")


def full_names(tree: ast.AST, module: str) -> dict[str, str]:
    """What each name of a module stands for: imports, other names for them, and the two where they are defined."""
    found = {name: wanted for wanted in (REFUSED, LACK) if module == wanted.rpartition(".")[0]
             for name in [wanted.rpartition(".")[2]]}  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {each.asname or each.name.split(".")[0]: each.name if each.asname else each.name.split(".")[0]
                      for each in node.names}  # fmt: skip
        elif isinstance(node, ast.ImportFrom):
            found |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            meant = meaning(node.value, found)
            found |= {each.id: meant for each in targets if isinstance(each, ast.Name) and meant in {REFUSED, LACK}}
        elif isinstance(node, ast.ClassDef):
            parents = {meaning(base, found) for base in node.bases} & {REFUSED, LACK}
            found |= {node.name: parent for parent in parents}  # noqa: B035  one of the two, or neither
    return found


def meaning(node: ast.AST, names: dict[str, str]) -> str:
    """The full dotted name that an expression stands for; empty where it is none."""
    if isinstance(node, ast.Name):
        return names.get(node.id, "")
    if isinstance(node, ast.Attribute):
        owner = meaning(node.value, names)
        return owner and f"{owner}.{node.attr}"
    return ""


def calls(tree: ast.AST, names: dict[str, str], wanted: str) -> list[ast.Call]:
    """Where it is called, or handed to something that calls it with words of its own (`partial`)."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and wanted in {meaning(node.func, names), *(meaning(each, names) for each in node.args[:1] if node.keywords)}
    ]


def inside_the_gate(tree: ast.AST, module: str) -> set[ast.AST]:
    if module != GATE[0]:
        return set()
    gates = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == GATE[1]]
    return {node for gate in gates for node in ast.walk(gate)}


def violations(module: str, source: str) -> list[str]:
    """Refusals with a rule beside the gate, lacks made outside the rules, and rules that know refusals."""
    in_rules = module.startswith("models.rules")
    if not in_rules and not any(word in source for word in ("Refused", "Lack", "rule")):
        return []
    tree = ast.parse(source)
    names, gate = full_names(tree, module), inside_the_gate(tree, module)
    found = [
        f"{module}:{node.lineno} refuses with a rule: write a …_lacks in models/rules and call refuse_if"
        for node in calls(tree, names, REFUSED)
        if node not in gate and any(word.arg in {"rule", None} for word in node.keywords)
    ]
    found += [
        f"{module}:{node.lineno} makes a Lack: that is for models/rules"
        for node in calls(tree, names, LACK)
        if not in_rules
    ]
    found += [
        f"{module}:{node.lineno} gives a rule to what may be a refusal: only {GATE[1]} does"
        for node in ast.walk(tree)
        if module.startswith("app.") and node not in gate and gives_a_rule(node, names)
    ]
    if in_rules and any(each.startswith("app.") for each in names.values()):
        found.append(f"{module} knows refusals: a rule answers, it doesn't refuse")
    return found


def gives_a_rule(node: ast.AST, names: dict[str, str]) -> TypeGuard[ast.Assign | ast.Call]:
    """Whether a rule is given under a name that can't be followed; rows of queries that show one excepted."""
    if isinstance(node, ast.Assign):
        return any(isinstance(each, ast.Attribute) and each.attr == "rule" and ast.unparse(each.value) != "self"
                   for each in node.targets)  # fmt: skip
    if not isinstance(node, ast.Call) or not any(word.arg == "rule" for word in node.keywords):
        return False
    is_counted = REFUSED in {meaning(node.func, names), *(meaning(each, names) for each in node.args[:1])}
    return not is_counted and ast.unparse(node.func) not in {*SHOW_ONE, "dict"}


def modules() -> list[tuple[str, Path]]:
    paths = [path for folder in ("app", "models", "reports", "ui") for path in sorted((ROOT / folder).rglob("*.py"))]
    return [(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path) for path in paths]


def test_every_refusal_with_a_rule_is_decided_in_the_rules():
    found = [each for module, path in modules() for each in violations(module, path.read_text(encoding="utf-8"))]
    assert found == []


ERRORS = "from app.door.errors import Refused"
DECISION = "from models.rules.decision import Lack"
PLANTED = [
    ("app.services.goals.goals", f'{ERRORS}\nraise Refused("No.", rule="GOAL-4", who="the MDT")'),
    ("app.services.goals.goals", f'{ERRORS} as R\nraise R("No.", rule="GOAL-4")'),
    ("app.services.goals.goals", f'{ERRORS}\nNo = Refused\nraise No("No.", rule="GOAL-4")'),
    ("app.services.goals.goals", f'{ERRORS}\nclass No(Refused): ...\nraise No("No.", rule="GOAL-4")'),
    ("app.services.goals.goals", f'{ERRORS}\nwords = dict(rule="X")\nraise Refused("No.", **words)'),
    ("app.services.goals.goals", f'from functools import partial\n{ERRORS}\nno = partial(Refused, rule="GOAL-4")'),
    ("app.services.goals.goals", f'{ERRORS}\nno = partial(Refused, "No.")\nraise no(rule="GOAL-4")'),
    ("app.services.goals.goals", f'{ERRORS}\ndef no(kind=Refused):\n    raise kind("No.", rule="GOAL-4")'),
    ("app.services.goals.goals", f'{ERRORS}\nraise (Refused,)[0]("No.", rule="GOAL-4")'),
    ("app.services.goals.goals", f'{ERRORS}\nno = Refused("No.")\nno.rule = "GOAL-4"\nraise no'),
    (
        "app.services.goals.goals",
        f'{ERRORS}\nclass No(Refused):\n    def __init__(self): super().__init__("No.", rule="GOAL-4")',
    ),
    ("app.services.goals.goals", 'from app.services.deed import No\nraise No("No.", rule="GOAL-4")'),
    ("app.services.goals.goals", 'def again(no):\n    raise type(no)("No.", rule="GOAL-4")'),
    ("app.queries.goals.goals", 'from app.door import errors\nraise errors.Refused("No.", rule="GOAL-4")'),
    ("app.papers.agreement", 'import app.door.errors\nraise app.door.errors.Refused("No.", rule="FUND-4")'),
    ("app.papers.agreement", 'import app.door.errors as e\nraise e.Refused("No.", rule="FUND-4")'),
    ("app.door.errors", 'class Refused(Exception): ...\ndef other():\n    raise Refused("No.", rule="FUND-4")'),
    ("ui.tabs.goals.tab", f'def late():\n    {ERRORS}\n    return Refused("No.", rule="GOAL-4")'),
    ("app.services.goals.goals", f'{DECISION}\nfound = [Lack("GOAL-4", "No.", "the MDT")]'),
    ("app.services.goals.goals", f'{DECISION} as L\nL("GOAL-4", "No.", "the MDT")'),
    ("app.queries.goals.goals", 'from models.rules import decision\ndecision.Lack("GOAL-4", "No.", "the MDT")'),
    ("ui.tabs.goals.tab", f'{DECISION}\nLack("GOAL-4", "No.", "the MDT")'),
    ("models.goal_facts", f'{DECISION}\nLack("GOAL-4", "No.", "the MDT")'),
    ("models.rules.goals.smart", f'{ERRORS}\nraise Refused("No.")'),
    ("models.rules.goals.smart", "from app.door import errors"),
]


@pytest.mark.parametrize(("module", "source"), PLANTED)
def test_a_planted_violation_is_found(module, source):
    assert len(violations(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("app.services.deed", f'{ERRORS}\nraise Refused("Changed meanwhile.", who="the other desk")'),
        ("app.door.errors", 'class Refused(Exception): ...\ndef refuse_if(x):\n    raise Refused("No.", rule=x)'),
        ("ui.widgets.notice_bar", f"{ERRORS}\ndef say(no: Refused): print(no.rule)"),
        ("ui.tabs.goals.tab", "class Lack: ...\nLack(rule=1)"),
        ("models.rules.goals.smart", f'{DECISION}\nLack("GOAL-4", "No.", "the MDT")'),
        ("app.queries.today.waiting", 'WaitingRow(rule="REF-3")'),
        ("app.queries.goals.goals", f"{DECISION}\ndef line(lack: Lack): return lack.sentence"),
    ],
)
def test_what_is_allowed_is_left_alone(module, source):
    assert violations(module, source) == []


def lacks_made() -> list[tuple[str, ast.Call]]:
    """Every `Lack(…)` of the rules, with where it stands."""
    found = []
    for module, path in modules():
        if module.startswith("models.rules"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [(f"{module}:{call.lineno}", call) for call in calls(tree, full_names(tree, module), LACK)]
    return found


def test_no_sentence_of_a_refusal_stands_twice():
    said = Counter(ast.unparse(call.args[1]) for _, call in lacks_made() if not isinstance(call.args[1], ast.Name))
    assert [sentence for sentence, times in said.items() if times > 1 and sentence.startswith(("'", '"', "f"))] == []


def test_every_refusal_says_who_can_provide_what_is_missing():
    silent = [
        where
        for where, call in lacks_made()
        if len(call.args) not in {3, 4} or (isinstance(call.args[2], ast.Constant) and not call.args[2].value)
    ]
    assert silent == []
