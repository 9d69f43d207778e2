"""Where in a module something can be broken: the kinds of mutant, each found by the shape of the code.

Left out are what no rule lives in (sentences and docstrings, annotations, decorators, protocols, `__slots__`), what
only guards us against ourselves (`strict=` of a zip), and the row locks of PostgreSQL, of which SQLite has none.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

COMPARED = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==",
    "is": "is not", "is not": "is", "in": "not in", "not in": "in",
}  # fmt: skip
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
UNITS = {"weeks": "days", "days": "hours", "hours": "minutes", "minutes": "hours", "seconds": "minutes"}
EMPTY = {"tuple": "()", "frozenset": "frozenset()", "list": "[]", "dict": "{}", "str": '""', "int": "0"}
UNSEEN = {"strict", "lock", "populate_existing"}
TYPED = {"TypeVar", "ParamSpec"}
COMPARISON = re.compile(r"not\s+in|is\s+not|is|in|[<>=!]=|<|>")

Place = tuple[int, int]  # a line counted from 1, and a place in it counted in bytes, as the parser has them


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing put in the place of another."""

    begin: Place
    end: Place
    put: str
    what: str


class Spots(ast.NodeVisitor):
    """Gathers the edits of one module."""

    def __init__(self, text: str, enums: dict[str, list[str]]) -> None:
        self._lines = [line.encode() for line in text.splitlines(keepends=True)]
        self._enums = enums
        self._returns = [""]
        self.edits: list[Edit] = []
        self.visit(ast.parse(text))

    # --- Reading the text

    def _between(self, begin: Place, end: Place) -> str:
        (first, start), (last, stop) = begin, end
        if first == last:
            return self._lines[first - 1][start:stop].decode()
        middle = self._lines[first : last - 1]
        return b"".join([self._lines[first - 1][start:], *middle, self._lines[last - 1][:stop]]).decode()

    def _said(self, node: ast.AST) -> str:
        return self._between(_begin(node), _end(node))

    def _put(self, node: ast.AST, put: str, what: str = "") -> None:
        short = " ".join(self._said(node).split())
        self.edits.append(Edit(_begin(node), _end(node), put, what or f"{short} → {put}"))

    def _put_sign(self, before: ast.AST, after: ast.AST, sign: re.Pattern[str], others: dict[str, str]) -> None:
        """Exchange the sign that stands between two parts, whatever brackets and breaks stand there too."""
        gap = self._between(_end(before), _begin(after))
        found = sign.search(re.sub(r"#.*", lambda said: " " * len(said[0].encode()), gap))
        if found is None:
            return
        old = " ".join(found[0].split())
        begin = _moved(_end(before), gap[: found.start()])
        what = f"{' '.join(self._said(before).split())[-30:]} {old} → {others[old]}"
        self.edits.append(Edit(begin, _moved(begin, found[0]), others[old], what))

    # --- What isn't looked into

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        if not any(getattr(base, "id", "") == "Protocol" for base in node.bases):
            for each in node.body:
                self.visit(each)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for default in (*node.args.defaults, *(each for each in node.args.kw_defaults if each)):
            self.visit(default)
        self._returns.append(self._said(node.returns) if node.returns else "")
        for each in node.body:
            self.visit(each)
        self._returns.pop()

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        names = {each.id for each in node.targets if isinstance(each, ast.Name)}
        if {"__slots__", "__all__"} & names or getattr(getattr(node.value, "func", None), "id", "") in TYPED:
            return
        if any(isinstance(part, ast.Attribute) for each in node.targets for part in getattr(each, "elts", [each])):
            self._put(node, "pass", f"{_clipped(self._said(node))} removed")
        self.visit(node.value)

    # --- What is broken

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call):
            self._put(node, "pass", f"{_clipped(self._said(node))} removed")
        if not isinstance(node.value, ast.Constant):
            self.visit(node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._put(node, "pass", f"{_clipped(self._said(node))} removed")
        if isinstance(node.op, ast.Add | ast.Sub) and not _is_text(node.value):
            self._put_sign(node.target, node.value, re.compile(r"\+=|-="), {"+=": "-=", "-=": "+="})
        self.visit(node.value)

    def visit_Compare(self, node: ast.Compare) -> None:
        sides = [node.left, *node.comparators]
        for before, after in pairwise(sides):
            self._put_sign(before, after, COMPARISON, COMPARED)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        for before, after in pairwise(node.values):
            self._put_sign(before, after, re.compile(r"\b(and|or)\b"), {"and": "or", "or": "and"})
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self._put(node, f"({self._said(node.operand)})", f"{_clipped(self._said(node))}: not dropped")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if isinstance(node.op, ast.Add | ast.Sub) and not _is_text(node.left) and not _is_text(node.right):
            self._put_sign(node.left, node.right, re.compile(r"[+-]"), {"+": "-", "-": "+"})
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self._put(node, str(not node.value))
        elif isinstance(node.value, int):
            self._put(node, str(node.value + 1))
            self._put(node, f"({node.value - 1})" if node.value == 0 else str(node.value - 1))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """A sentence is left as it is, places of its parts included: Python 3.11 can't tell where they stand."""

    def visit_Attribute(self, node: ast.Attribute) -> None:
        members = self._enums.get(node.value.id, []) if isinstance(node.value, ast.Name) else []
        if node.attr in members:
            other = members[(members.index(node.attr) + 1) % len(members)]
            self._put(node, f"{self._said(node.value)}.{other}")
        self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        pairs = [(key, value) for key, value in zip(node.keys, node.values, strict=True) if key and not _is_text(value)]
        for (key, value), (_, other) in zip(pairs, pairs[1:] + pairs[:1], strict=True):
            if self._said(value) != self._said(other):
                self._put(value, self._said(other), f"at {_clipped(self._said(key))}: its neighbour's value")
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        wanted = self._returns[-1]
        empty = "None" if wanted.endswith("| None") else EMPTY.get(wanted.split("[")[0], "")
        if node.value is not None and empty and self._said(node.value) != empty:
            self._put(node.value, empty, f"return {_clipped(self._said(node.value))} → {empty}")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if isinstance(node.func, ast.Name) and name in CALLED:
            self._put(node.func, CALLED[name])
        if isinstance(node.func, ast.Attribute) and name in {"desc", "strip"}:
            self._put(node, self._said(node.func.value), f"{_clipped(self._said(node))}: .{name}() dropped")
        if name == "timedelta":
            for each in node.keywords:
                if each.arg in UNITS:
                    self._put(each, f"{UNITS[each.arg]}={self._said(each.value)}")
        for begin, end, said in self._left_out(node, name):
            self.edits.append(Edit(begin, end, "", f"{name}(…): {_clipped(said)} dropped"))
        self.visit(node.func)
        for each in (*node.args, *(word.value for word in node.keywords if word.arg not in UNSEEN)):
            self.visit(each)

    def _left_out(self, node: ast.Call, name: str) -> Iterator[tuple[Place, Place, str]]:
        """Each keyword argument, and each of several conditions of a query, with the comma that goes with it."""
        every = sorted([*node.args, *node.keywords], key=_begin)
        for number, each in enumerate(every):
            if each in node.args and (name != "where" or len(every) == 1):
                continue
            if name == "timedelta" or getattr(each, "arg", "") in UNSEEN:
                continue
            last = number + 1 == len(every)
            begin = _end(every[number - 1]) if last and number else _begin(each)
            yield begin, _end(each) if last else _begin(every[number + 1]), self._said(each)


def _begin(node: ast.AST) -> Place:
    return node.lineno, node.col_offset  # type: ignore[attr-defined]


def _end(node: ast.AST) -> Place:
    return node.end_lineno, node.end_col_offset  # type: ignore[attr-defined]


def _moved(place: Place, past: str) -> Place:
    """The place after some text that begins at a place."""
    *before, last = past.encode().split(b"\n")
    return (place[0] + len(before), len(last)) if before else (place[0], place[1] + len(last))


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _clipped(said: str) -> str:
    one_line = " ".join(said.split())
    return one_line if len(one_line) <= 60 else f"{one_line[:59]}…"
