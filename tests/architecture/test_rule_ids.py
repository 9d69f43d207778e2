"""Every rule of the domain is found from its id: in the program, and in a test of it.

`rule_ids.txt` is the list of ids, each `now` (it stands in the program) or `later` (nobody has written it yet).
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIST = Path(__file__).with_name("rule_ids.txt")
HOMES = ("models", "app/services", "app/queries", "app/papers")
ID = re.compile(r"\b(?:REF|PSP|GOAL|IPAD|MILE|MDT|INT|FUND|END|DAY|LTR|FIG)-\d+\b")


def rules() -> dict[str, str]:
    """Each id with its state."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def ids_said(source: str) -> set[str]:
    """The ids in docstrings and other texts of a module; a comment alone doesn't make a rule findable."""
    texts = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    return {found for text in texts if isinstance(text, str) for found in ID.findall(text)}


def ids_tested(source: str) -> set[str]:
    """The ids that a test module names in `pytest.mark.rule(...)`, on a test or for all of them."""
    marks = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [mark.args for mark in marks if ast.unparse(mark.func) == "pytest.mark.rule"]
    return {word.value for words in named for word in words if isinstance(word, ast.Constant)}


def all_of(read, *folders: str) -> set[str]:
    return {each for path in sources(*folders) for each in read(path.read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def in_the_program() -> set[str]:
    return all_of(ids_said, *HOMES)


@pytest.fixture(scope="module")
def in_the_tests() -> set[str]:
    return all_of(ids_tested, "tests")


def now() -> list[str]:
    return [rule for rule, state in rules().items() if state == "now"]


@pytest.mark.parametrize("rule", now())
def test_a_rule_is_named_where_it_is_kept(rule, in_the_program):
    assert rule in in_the_program


@pytest.mark.parametrize("rule", now())
def test_a_rule_is_named_by_a_test(rule, in_the_tests):
    assert rule in in_the_tests


def test_the_program_and_its_tests_name_no_rule_that_is_not_in_the_list(in_the_tests):
    said = all_of(ids_said, "models", "app", "reports", "ui")
    assert (said | in_the_tests) - set(rules()) == set()


def test_the_list_is_whole_and_each_rule_is_now_or_later():
    expected = {"REF": 19, "PSP": 10, "GOAL": 5, "IPAD": 4, "MILE": 2, "MDT": 3}
    expected |= {"INT": 8, "FUND": 5, "END": 8, "DAY": 3, "LTR": 1, "FIG": 2}
    assert list(rules()) == [f"{family}-{n}" for family, count in expected.items() for n in range(1, count + 1)]
    assert set(rules().values()) <= {"now", "later"}


def test_an_id_is_read_from_docstrings_and_texts_but_not_from_comments():
    source = '"""Order. Source: OPG 2.2 (REF-10…12, GOAL-1)."""\nlack = Lack("END-3", "…")\n# PSP-4\n'
    assert ids_said(source) == {"REF-10", "GOAL-1", "END-3"}


def test_an_id_is_read_from_a_marker_on_a_test_and_on_a_module():
    source = 'pytestmark = [pytest.mark.rule("REF-1", "REF-2")]\n@pytest.mark.rule("END-3")\ndef test_x(): ...\n'
    assert ids_tested(source) == {"REF-1", "REF-2", "END-3"}
