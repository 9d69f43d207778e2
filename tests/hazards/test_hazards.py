"""The hazard log: hazards have controls, controls have tests that are there, README says what the data says."""

import ast
from functools import cache

import pytest

from tests.architecture.imported import ROOT
from tests.hazards import log

LOG = log.read()
HAZARDS = [pytest.param(each, id=each["id"]) for each in LOG["hazard"]]
WORDS = {"name", "cause", "effect", "remains", "owner"}


@cache
def names_in(path):
    """The names of the tests that a module gives; none where there is no such module."""
    where = ROOT / path
    tree = ast.parse(where.read_text(encoding="utf-8")) if where.is_file() else ast.Module([], [])
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def is_there(test):
    path, _, name = test.partition("::")
    return name in names_in(path)


def test_each_has_an_id_of_its_own_and_their_numbers_leave_none_out():
    assert [each["id"] for each in LOG["hazard"]] == [f"HAZ-{number:02}" for number in range(1, len(LOG["hazard"]) + 1)]
    assert len({each["name"] for each in LOG["hazard"]}) == len(LOG["hazard"])


@pytest.mark.parametrize("hazard", HAZARDS)
def test_a_hazard_says_all_that_is_asked_of_one(hazard):
    assert set(hazard) == {"id", *WORDS, "before", "after", "control"}
    assert [name for name in sorted(WORDS) if not hazard[name].strip()] == []


@pytest.mark.parametrize("hazard", HAZARDS)
def test_no_hazard_is_without_a_control_and_each_control_s_tests_are_there(hazard):
    assert hazard["control"]
    for control in hazard["control"]:
        assert control["what"]
        assert control["tests"]
        assert [test for test in control["tests"] if not is_there(test)] == []


@pytest.mark.parametrize("hazard", HAZARDS)
def test_what_remains_is_less_than_before_and_nothing_that_nobody_may_accept(hazard):
    before, after = log.rating(LOG, hazard["before"]), log.rating(LOG, hazard["after"])
    assert after < before
    assert after <= 3
    assert after < 3 or "Rating 3:" in hazard["remains"]


def test_a_test_that_is_gone_is_missed():
    assert is_there("tests/hazards/test_hazards.py::test_a_test_that_is_gone_is_missed")
    assert not is_there("tests/hazards/test_hazards.py::test_that_nobody_wrote")
    assert not is_there("tests/hazards/test_gone.py::test_that_nobody_wrote")


def test_readme_is_written_from_the_data():
    written = log.README.read_text(encoding="utf-8")
    assert written == log.as_markdown(LOG).rstrip() + "\n", "write it anew: .venv/bin/python -m tests.hazards.log"
