"""A window as a screen reader has it: the tree of what Qt tells of it, flattened to what is said, and read in lines.

`tree` takes it as it stands, without what can't be seen. `faults` holds it against what a screen reader needs, a
sentence for each thing found; `lines` writes it down. Rectangles are in px of the screen.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QPainter, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget

from tests.ui.measuring import TARGET, called, seen

Role = QAccessible.Role
PRESSED = frozenset({Role.Button, Role.ButtonMenu, Role.ButtonDropDown, Role.CheckBox, Role.RadioButton, Role.Link})
_TARGETS = PRESSED | {Role.EditableText, Role.ComboBox, Role.SpinBox, Role.PageTab}
HOLDERS = frozenset({Role.Client, Role.LayeredPane, Role.Pane, Role.Splitter, Role.Grouping, Role.Border, Role.Grip})
_UNTOLD = frozenset({Role.Border, Role.Grip, Role.ScrollBar, Role.Graphic})
_CELLS = frozenset({Role.ColumnHeader, Role.RowHeader, Role.Cell})
ROWS_KEPT = 3  # of a list, where it is written down: the others are like them
_MOST_STOPS = 400
_IN_A_ROW = 0.5  # of the lower of two: so much of it beside the other, and they are read as one row


@dataclass(frozen=True)
class Node:
    """What one thing says of itself; `widget` is what it belongs to, itself or the list that it is a cell of."""

    role: Role
    name: str
    value: str
    description: str
    is_focusable: bool
    place: QRect
    widget: QWidget | None
    children: "tuple[Node, ...]" = field(default=(), repr=False)

    def all(self) -> "Iterator[Node]":
        """Itself and what is in it, as it is read."""
        yield self
        for child in self.children:
            yield from child.all()

    @property
    def who(self) -> str:
        """By what it is found in the code."""
        return called(self.widget) if self.widget is not None else "?"


def tree(widget: QWidget) -> Node:
    """Of this widget and what is seen in it."""
    return _node(QAccessible.queryAccessibleInterface(widget), widget)


def name_of(told: QAccessibleInterface) -> str:
    """What it is called. Of a choice Qt tells on Linux what is chosen instead, and leaves the name to its label."""
    if told.role() is not Role.ComboBox:
        return told.text(QAccessible.Text.Name)
    labels = [other for other, relation in told.relations() if relation & QAccessible.RelationFlag.Label]
    return " ".join(each.text(QAccessible.Text.Name) for each in labels)


def _node(told: QAccessibleInterface, above: QWidget | None) -> Node:
    thing, state = told.object(), told.state()
    widget = thing if isinstance(thing, QWidget) else above
    children = [told.child(number) for number in range(told.childCount())]
    seen = [each for each in children if each is not None and each.isValid() and not each.state().invisible]
    text = QAccessible.Text
    return Node(
        told.role(), name_of(told), told.text(text.Value), told.text(text.Description),
        bool(state.focusable), told.rect(), widget, tuple(_node(each, widget) for each in seen),
    )  # fmt: skip


def lines(root: Node, but_not: Collection[QWidget] = ()) -> list[str]:
    """The tree as text, a line each: its role, what it is called and its value, further in than what it stands in.

    What paints or holds something says its description too. Left out are those that only hold others together, of a
    list all rows but the first, and what is in `but_not`.
    """
    return [line for each in root.children for line in _lines(each, 0, but_not)]


def _lines(node: Node, depth: int, but_not: Collection[QWidget]) -> Iterator[str]:
    if _is_untold(node) or (node.widget in but_not) or (node.role is Role.StaticText and not node.name):
        return
    inner = depth
    if node.name or node.role not in HOLDERS:
        value = f" = {node.value}" if node.value not in {"", node.name} else ""
        more = f" ({node.description})" if node.role in HOLDERS and node.description else ""
        yield f"{'  ' * depth}{node.role.name}: {node.name}{value}{more}".replace("\n", " / ")
        inner += 1
    if node.role is Role.Table:
        cells = [each for each in node.children if each.role in _CELLS]
        heads = sum(each.role is Role.ColumnHeader for each in cells)
        across = len({each.place.left() for each in cells})
        shown: Sequence[Node] = cells[: heads + across * ROWS_KEPT]
    else:
        shown = node.children
    for each in shown:
        yield from _lines(each, inner, but_not)


def _is_untold(node: Node) -> bool:
    """A line or a picture; a frame that is called something is a part of the page, and notices come and go."""
    return node.role in _UNTOLD and not (node.role is Role.Border and node.name and node.name != "Notice")


# --- what is wrong ---------------------------------------------------------------------------------------------


def faults(root: Node) -> list[str]:
    """A sentence for each thing found, each once, in order."""
    return sorted({*_unnamed(root), *_unheard(root), *_alike(root), *_out_of_order(root)})


def _says(text: str) -> bool:
    """Whether anything of it is spoken: a letter or a digit."""
    return any(each.isalnum() for each in text)


def _unnamed(root: Node) -> Iterator[str]:
    for each in root.all():
        if (each.is_focusable or each.role in _TARGETS) and not _says(each.name):
            yield f"{each.who} takes the keyboard as {each.role.name} and says “{each.name}”"
        elif each.role is Role.Cell and each.name.endswith(": "):
            yield f"{each.who} has a cell that says “{each.name}” and nothing"


def _unheard(root: Node) -> Iterator[str]:
    """A plain widget is a filler at the bus of Linux: no reader says its name when something in it is come to."""
    for each in root.all():
        if each is root or each.role is not Role.Client or isinstance(each.widget, QAbstractScrollArea):
            continue
        if each.name:
            yield f"{each.who} is called “{each.name.splitlines()[0]}” and no frame, so nobody hears of coming to it"


def _alike(root: Node) -> Iterator[str]:
    by_name: dict[tuple[Role, str], list[Node]] = defaultdict(list)
    for each in root.all():
        if each.role in PRESSED:
            by_name[each.role, each.name].append(each)
    for (role, name), found in by_name.items():
        if len(found) > 1:
            yield f"{role.name} “{name}” is {' and '.join(sorted({each.who for each in found}))}"


def _out_of_order(root: Node) -> Iterator[str]:
    """Of those that stand in one thing: whatever comes later is neither above nor, in one row, to the left."""
    for parent in root.all():
        if parent.role in {Role.Table, Role.List, Role.Tree}:
            continue
        placed = [each for each in parent.children if not each.place.isEmpty()]
        for one, other in combinations(placed, 2):
            if is_read_before(other.place, one.place):
                yield f"{parent.who} tells {_short(one)} before {_short(other)}, which is seen first"


def is_read_before(one: QRect, other: QRect) -> bool:
    """Whether this is read first for certain: above the other, or to its left in a row."""
    common = min(one.bottom(), other.bottom()) - max(one.top(), other.top()) + 1
    if common >= _IN_A_ROW * min(one.height(), other.height()):
        return one.right() < other.left()
    return one.bottom() < other.top() or (common <= 0 and one.top() < other.top())


def stops(window: QWidget) -> list[QWidget]:
    """The controls at which the Tab key stops, once round; the keyboard is then where it was.

    Not asked of `nextInFocusChain`: PySide makes each its Python child of the one before, and forgets it along with it.
    """
    window.activateWindow()
    QApplication.processEvents()
    began = QApplication.focusWidget()
    found: list[QWidget] = []
    for _ in range(_MOST_STOPS):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        if here is None or here in found:
            break
        found.append(here)
    if began is not None:
        began.setFocus()
    return found


def tab_faults(root: Node, reached: list[QWidget]) -> list[str]:
    """A sentence wherever the Tab key goes back before what is told before; coming round at the end isn't that."""
    in_tree: dict[QWidget, int] = {}
    for place, each in enumerate(root.all()):
        if each.widget is not None:
            in_tree.setdefault(each.widget, place)
    known = [each for each in reached if each in in_tree]
    first = min(range(len(known)), key=lambda number: in_tree[known[number]], default=0)
    return [
        f"Tab goes from {called(one)} back to {called(other)}, which is told before"
        for one, other in pairwise([*known[first:], *known[:first]])
        if in_tree[one] > in_tree[other]
    ]


# --- what is pressed ------------------------------------------------------------------------------------------


def small_targets(root: Node) -> list[str]:
    """What can be pressed and is smaller than WCAG 2.5.8 asks, and has not the room around it that makes up for it."""
    targets = [each for each in root.all() if each.role in _TARGETS and _is_in_sight(each)]
    small = [each for each in targets if min(each.place.width(), each.place.height()) < TARGET]
    return sorted(
        {
            f"{each.who} is {each.place.width()} × {each.place.height()} px and has {other.who} within {TARGET} px"
            for each in small
            for other in targets
            if other is not each and _around(each).intersects(_around(other) if other in small else other.place)
        }
    )


def _is_in_sight(target: Node) -> bool:
    """Whether any of it is seen as the page is scrolled."""
    return not target.place.isEmpty() and target.widget is not None and not target.widget.visibleRegion().isEmpty()


def _around(target: Node) -> QRect:
    """The square about its middle in which nothing else may be pressed."""
    around = QRect(0, 0, TARGET, TARGET)
    around.moveCenter(target.place.center())
    return around


# --- what is painted ------------------------------------------------------------------------------------------


@contextmanager
def painted() -> Iterator[list[str]]:
    """The texts that the program paints itself from here on."""
    texts: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        draw_text, draw = QPainter.drawText, QTextLayout.draw

        def hear_text(painter: QPainter, *given: Any) -> Any:
            texts.extend(each for each in given if isinstance(each, str))
            return draw_text(painter, *given)

        def hear_layout(laid: QTextLayout, *given: Any) -> None:
            texts.append(laid.text())
            draw(laid, *given)

        patch.setattr(QPainter, "drawText", hear_text)
        patch.setattr(QTextLayout, "draw", hear_layout)
        yield texts


def unspoken(window: QWidget) -> list[str]:
    """A sentence for each thing in it that paints a text itself and doesn't say it."""
    found = []
    for each in seen(window):
        if not isinstance(each, QAbstractItemView) and not _paints_itself(each):
            continue
        with painted() as texts:
            each.grab()
        said = _words(
            " ".join(f"{node.name} {node.value} {node.description}" for node in tree(_speaks_for(each)).all())
        )
        found += [f"{called(each)} paints “{text}” and doesn't say it" for text in texts if not _is_said(text, said)]
    return sorted(set(found))


def _paints_itself(widget: QWidget) -> bool:
    return any("paintEvent" in vars(kind) for kind in type(widget).__mro__ if kind.__module__.startswith("ui."))


def _speaks_for(widget: QWidget) -> QWidget:
    """Itself, or the nearest above that has a name."""
    above = widget.parentWidget()
    return widget if widget.accessibleName() or above is None else _speaks_for(above)


def _is_said(text: str, said: set[str]) -> bool:
    whole = text.rpartition(" ")[0] if text.endswith("…") else text  # the word that was cut may be any
    shown, _, left_out = whole.rpartition(" · +")  # what has no room is told, not its number
    return _words(shown if left_out.isdecimal() else whole) <= said


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _short(node: Node) -> str:
    what = next((each for each in node.all() if each.name), node)
    return f"{what.who} ({what.role.name} “{what.name[:40]}”)"
