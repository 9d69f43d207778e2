"""Whatever a rule names as the field that settles it is a place in the window: each line of Today has its way out."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.rules.referrals.offers import Offer
from ui.navigation import TabName, place_of

_HOUSE = Path(__file__).parents[2]
_AREAS = (
    "today",
    "referrals",
    "plans",
    "goals",
    "milestones",
    "ratings",
    "transfer",
    "agreement",
    "closure",
    "meetings",
)
_FIELD = re.compile(rf"({'|'.join(_AREAS)})(\.[a-z_]+)+\.?")


def _literals(tree: ast.AST) -> Iterator[str]:
    """Every string in it that looks like a field, also the beginning of one that is put together."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _FIELD.fullmatch(node.value):
            yield node.value


def named_by_rules() -> set[str]:
    """The fields that prompts and lacks of the rules name."""
    return {each for path in (_HOUSE / "models/rules").rglob("*.py") for each in _literals(ast.parse(path.read_text()))}


def opened_by_tabs() -> set[str]:
    """What a tab's `go_to` knows by a name of its own."""
    found: set[str] = set()
    for path in (_HOUSE / "ui/tabs").glob("*/tab.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.name == "go_to":
                found |= set(_literals(node))
    return found


def listed_controls() -> set[str]:
    """The names of the controls, as the running window has told them."""
    return set(re.findall(r"^\| `([a-z_.]+)` \|", (_HOUSE / "ui/controls.md").read_text(), re.MULTILINE))


@pytest.mark.parametrize("field", sorted(named_by_rules()))
def test_a_field_that_a_rule_names_is_a_place_in_the_window(field):
    offers = {f"{TabName.REFERRALS.value}.{each.value}" for each in Offer}
    known = listed_controls() | opened_by_tabs() | offers
    assert any(each == field or (field.endswith(".") and each.startswith(field)) for each in known)
    assert place_of(field).tab.value in {field.partition(".")[0], TabName.GOALS.value, TabName.TRANSFER.value}
