"""Every rule of the domain is found from its id: one index leads to the function that keeps it and to its tests.

`rule_ids.txt` is the list of ids, each `now` (a function keeps it) or `later` (nobody has written it yet).
"""

import ast

import pytest

from tests.architecture.rule_index import INDEX, ids_in, keepers, kept_in, marked, shown_by, sources, states, text


@pytest.fixture(scope="module")
def kept():
    return keepers()


@pytest.fixture(scope="module")
def shown():
    return shown_by()


def now():
    return [rule for rule, state in states().items() if state == "now"]


@pytest.mark.parametrize("rule", now())
def test_a_rule_is_kept_by_a_function_that_names_it(rule, kept):
    assert kept[rule]


@pytest.mark.parametrize("rule", now())
def test_a_rule_is_named_by_a_test(rule, shown):
    assert shown[rule]


def test_a_rule_that_is_for_later_is_kept_by_nothing_yet(kept):
    assert [rule for rule, state in states().items() if state == "later" and kept.get(rule)] == []


def test_the_program_and_its_tests_name_no_rule_that_is_not_in_the_list(shown):
    said = {rule for path in sources("models", "app", "reports", "ui") for rule in ids_said(path)}
    assert (said | set(shown)) - set(states()) == set()


def ids_said(path):
    """The ids in every text of a module."""
    constants = (node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant))
    return {rule for each in constants if isinstance(each, str) for rule in ids_in(each)}


def test_the_list_is_whole_and_each_rule_is_now_or_later():
    expected = {"REF": 19, "PSP": 12, "GOAL": 5, "IPAD": 4, "MILE": 3, "MDT": 3}
    expected |= {"INT": 9, "FUND": 8, "END": 10, "DAY": 4, "LTR": 1, "STC": 4, "FIG": 2, "SAR": 3, "RET": 3}
    assert list(states()) == [f"{family}-{n}" for family, count in expected.items() for n in range(1, count + 1)]
    assert set(states().values()) <= {"now", "later"}


def test_the_index_is_what_the_code_says():
    assert INDEX.read_text(encoding="utf-8") == text(), "write it anew: python -m tests.architecture.rule_index"


def test_only_the_docstring_of_a_public_function_or_class_keeps_a_rule():
    source = (
        '"""REF-1."""\n# REF-2\nTEXT = "REF-3"\n'
        'def order():\n    """Who comes next. Source: OPG 2.2 (REF-10…12, INT-3 to INT-5)."""\n'
        '    return Lack("REF-4")\n'
        'def _inner():\n    """Source: REF-5."""\n'
    )
    found = list(kept_in("here.py", source))
    assert {rule for rule, _ in found} == {"REF-10", "REF-11", "REF-12", "INT-3", "INT-4", "INT-5"}
    assert {(each.name, each.sentence) for _, each in found} == {("order", "Who comes next.")}


def test_an_id_is_read_from_a_marker_on_a_test_and_on_a_module():
    source = 'pytestmark = [pytest.mark.rule("REF-1", "REF-2")]\n@pytest.mark.rule("END-3")\ndef test_x(): ...\n'
    assert marked(source) == {"REF-1", "REF-2", "END-3"}
