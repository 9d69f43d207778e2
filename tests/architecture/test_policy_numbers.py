"""No number of the policy settings is written where people read it: views say limits, so that screens follow them.

A number is told from others by its form: in a sentence by the unit it is spoken in ("48 hours", "day 42", "six weeks",
"under 18"), in code by what it is reckoned with (`limit - 7`, `timedelta(hours=48)`, `warn_from: int = 35`). Sizes in
pixels have neither. An example ("Such as: on 6 of 7 days") is no statement.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from operator import add, mul, sub
from pathlib import Path
from typing import TypeGuard

import pytest

from models.policy import PolicySettings
from models.rules.spoken_limits import number_said

ROOT = Path(__file__).parents[2]
WEEK = 7
OF_DAYS = re.compile(r"_days?$")  # counts that are days
RECKONED_WITH = {
    "age", "day", "days", "due", "hour", "hours", "late", "latest", "left", "limit", "of", "ratings", "since", "until",
    "visits", "warn", "week", "weeks", "within",
}  # fmt: skip
EXAMPLE = re.compile(r"^(?:Such as|such as|For instance|for instance)\b")
HOURS_OF = {"hours": 1, "days": 24, "weeks": 24 * WEEK, "minutes": 1 / 60, "seconds": 1 / 3600}
OF_A_SPAN = ("days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks")  # as timedelta takes them
LIMITS = {"min", "max", "range", "setRange", "setMaximum", "setMinimum"}  # what is given a limit beside what it is of


def units() -> dict[str, set[int]]:
    """Every number of the settings by the unit in which it is spoken; one alone ("daily") has no number."""
    numbers = tomllib.loads((ROOT / "resources/policy.toml").read_text(encoding="utf-8"))
    found: dict[str, set[int]] = {}
    for setting in fields(PolicySettings):
        unit, number = setting.metadata["unit"], numbers[setting.name]
        if unit == "yes or no" or number == 1:
            continue
        found.setdefault("days" if unit == "count" and OF_DAYS.search(setting.name) else unit, set()).add(number)
    return found


UNITS = units()


def said(numbers: set[int]) -> str:
    """These numbers as a sentence has them, in figures or in letters; “seven days” are those of the calendar's week."""
    return "|".join(sorted({str(each) for each in numbers} | {number_said(each) for each in numbers - {WEEK}}))


def spoken() -> re.Pattern[str]:
    """What a sentence with such a number looks like."""
    days, weeks = UNITS["days"], {each // WEEK for each in UNITS["days"] if each % WEEK == 0 and each > WEEK}
    (day,) = UNITS["yyyymmdd"]
    year, month, of_month = day // 10_000, day // 100 % 100, day % 100
    forms = (
        rf"\b(?:{said(UNITS['hours'])})(?:st|nd|rd|th)?[ -]?(?:h|hours?)\b",
        rf"\b(?:{said(days)})(?: whole| calendar)?[ -](?:d|days?)\b",
        rf"\bday (?:{said(days)})\b|\bdays \d+ (?:to|–|-) ?(?:{said(days)})\b|\bof (?:{said({max(days)})})\b",
        rf"\b(?:{said(weeks)})[ -]weeks?\b",
        rf"\b(?:under|over|aged?|from) (?:{said(UNITS['years'])})\b|\b(?:{said(UNITS['years'])})[ -]years?\b",
        rf"\b(?:{said(UNITS['count'])})(?: last| latest)?(?: rated)? (?:visits?|ratings?)\b",
        rf"\b{day}\b|\b{year}-{month:02}-{of_month:02}\b|\b0?{of_month} [A-Z][a-z]+ {year}\b",
    )
    return re.compile("|".join(forms), re.IGNORECASE)


SPOKEN = spoken()


def spoken_numbers(text: str) -> list[str]:
    return [] if EXAMPLE.match(text) else [found[0] for found in SPOKEN.finditer(text)]


class Reckon(ast.NodeTransformer):
    """Writes out what is reckoned from numbers alone: `6 * 7` is 42 as well."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        left, right = node.left, node.right
        if is_number(left) and is_number(right) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult):
            done = {ast.Add: add, ast.Sub: sub, ast.Mult: mul}[type(node.op)](left.value, right.value)
            return ast.copy_location(ast.Constant(done), node)
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        self.generic_visit(node)
        pieces = [each.value if isinstance(each, ast.FormattedValue) else each for each in node.values]
        if all(isinstance(each, ast.Constant) for each in pieces):
            return ast.copy_location(ast.Constant("".join(str(each.value) for each in pieces)), node)
        return node


def is_number(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and type(node.value) is int


def sentences(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every string that isn't a docstring."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, documented) and is_documented(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node


def is_documented(node: ast.Module | ast.ClassDef | ast.FunctionDef) -> bool:
    return bool(node.body) and isinstance(node.body[0], ast.Expr)


def reckoned(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every policy number that code reckons with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("timedelta"):
            by_place = [ast.keyword(name, each) for name, each in zip(OF_A_SPAN, node.args, strict=False)]
            found = any(is_span(word) for word in (*node.keywords, *by_place))
        else:
            found = any(is_limit(number, beside) for number, beside in pairs(node))
        if found:
            yield getattr(node, "lineno", 0), ast.unparse(node)


def pairs(node: ast.AST) -> list[tuple[ast.expr | None, ast.expr]]:
    """Each value of this node with what it is added to, compared with, or kept as."""
    match node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right) | ast.Compare(left=left, comparators=[right]):
            return [(left, right), (right, left)]
        case ast.Compare(left=left, comparators=more):
            return [(each, other) for each in (left, *more) for other in (left, *more)]
        case ast.Match(subject=subject, cases=cases):
            values = [
                each.value for case in cases for each in ast.walk(case.pattern) if isinstance(each, ast.MatchValue)
            ]
            return [(each, subject) for each in values]
        case ast.Call(func=func, args=args) if ast.unparse(func).split(".")[-1] in LIMITS:
            return [(each, other) for each in args for other in (*args, func)]
        case ast.AnnAssign(target=target, value=value):
            return [(value, target)]
        case ast.Assign(targets=[target], value=ast.Dict(values=values)):
            return [(each, target) for each in values]
        case ast.Assign(targets=[target], value=value):
            return [(value, target)]
        case ast.arguments():
            by_place = zip(node.args[::-1], node.defaults[::-1], strict=False)
            by_name = zip(node.kwonlyargs, node.kw_defaults, strict=True)
            return [(default, ast.Name(arg.arg)) for arg, default in (*by_place, *by_name)]
    return []


def is_span(word: ast.keyword) -> bool:
    """A length of time that is a limit, whichever unit it is written in."""
    if not isinstance(word.value, ast.Constant) or word.arg not in HOURS_OF:
        return False
    hours = word.value.value * HOURS_OF[word.arg]
    return hours in {*(each * 24 for each in UNITS["days"]), *UNITS["hours"]} and word.value.value != 1


def is_limit(number: ast.expr | None, beside: ast.expr) -> bool:
    """A number of days, hours or visits, beside something that is named so."""
    if not isinstance(number, ast.Constant) or type(number.value) is not int:
        return False
    words = set(re.split(r"[_.\W]+", ast.unparse(beside).lower()))
    known = UNITS["days"] | UNITS["hours"] | UNITS["years"] | UNITS["count"]
    return number.value in known and bool(words & RECKONED_WITH)


def found_in(source: str) -> list[str]:
    tree = Reckon().visit(ast.parse(source))
    read = [f"{node.lineno}: {each}" for node in sentences(tree) for each in spoken_numbers(node.value)]
    return read + [f"{line}: {what}" for line, what in reckoned(tree)]


def in_toml(kept: object) -> Iterator[str]:
    if isinstance(kept, str):
        yield from spoken_numbers(kept)
    elif isinstance(kept, dict):
        for each in kept.values():
            yield from in_toml(each)
    elif isinstance(kept, list):
        for each in kept:
            yield from in_toml(each)


def test_no_screen_writes_a_number_of_the_policy():
    for path in sorted((ROOT / "ui").rglob("*.py")):
        assert found_in(path.read_text(encoding="utf-8")) == [], path


def test_no_help_writes_a_number_of_the_policy():
    for path in sorted((ROOT / "resources/help").glob("*.toml")):
        assert list(in_toml(tomllib.loads(path.read_text(encoding="utf-8")))) == [], path


@pytest.mark.parametrize(
    "planted",
    [
        'text = f"48 hours over {deadline}"',
        'text = "The capacity was found more than 72 h ago"',
        'text = "Up to the 72nd hour"',
        'text = "SIX WEEKS: what follows?"',
        'text = "Day 42 has passed"',
        'text = "days 1 to 42"',
        'text = "14 whole days without a visit"',
        'text = "two weeks\' notice"',
        'text = "Nobody under 18 can be accepted"',
        'text = "independent at nine visits"',
        'text = "I at the last ten rated visits"',
        'text = "begun before 8 December 2021"',
        "late = row.day > 42",
        "late = state(row.day, row.limit - 7, row.limit)",
        "over = timedelta(hours=48)",
        "over = timedelta(days=2)",
        "over = timedelta(weeks=2)",
        "def day_of_state(day: int, warn_from: int = 35): pass",
        "class View:\n    limit: int = 42",
        "_DUE_IN = {WEEKLY: 7}",
        "LAST_DAY = 6 * 7",
        "late = 35 <= row.day <= 42",
        "late = min(row.day, 42)",
        "late = range(day, 6 * 7)",
        "days_box.setRange(1, 42)",
        "match row.day:\n    case 35 | 42: pass",
        "over = timedelta(2)",
        "over = timedelta(minutes=48 * 60)",
        "text = f'Day {6 * 7} has passed'",
        "def say(*, of: int = 42): pass",
    ],
)
def test_a_planted_number_is_found(planted):
    assert found_in(planted)


@pytest.mark.parametrize(
    "planted",
    [
        '"""Soon from day 35."""',
        'hint = "Such as: on 6 of 7 days."',
        'text = "The last 12 weeks"',
        "_ROW = 42",
        "_NARROWEST, _WIDEST = 72, 48",
        "width = theme.px(48) + 14",
        "box.setMaximumLength(10)",
        "box.setRange(0, 48)",
        "timedelta(0, 48)",
        "asked = timedelta(minutes=48)",
        "next_day = today + timedelta(days=1)",
    ],
)
def test_what_is_no_limit_is_left_alone(planted):
    assert found_in(planted) == []
