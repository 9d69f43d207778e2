"""Walls within a floor: a room is a subject, and knows another only by the names that it lends (`lent.txt`).

In the window a tab knows no other tab and not the window that holds it; a widget, a table and a dialog know no tab.
Nothing goes round in a circle, not in types either.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.architecture.imported import imports, inside, modules

FLOORS = ("models.rules", "app.services", "app.queries")
LENT = Path(__file__).with_name("lent.txt")

TAB_BASES = {"ui.tabs.tab", "ui.tabs.person_tab"}
THE_WINDOW = {"ui.main_window", "ui.shell", "ui.furniture", "ui.screens", "ui.person_area", "ui.top_bar", "ui.finding"}
# who: what it may not know
WINDOW_WALLS = {
    "ui.tabs": THE_WINDOW,
    "ui.pages": THE_WINDOW | {"ui.tabs"},
    "ui.dialogs": THE_WINDOW | {"ui.tabs", "ui.pages"},
    "ui.widgets": THE_WINDOW | {"ui.tabs", "ui.pages", "ui.dialogs"},
    "ui.tables": THE_WINDOW | {"ui.tabs", "ui.pages", "ui.dialogs", "ui.widgets"},
}


def lent() -> dict[str, set[str]]:
    """Each module of a room with the names that other rooms of its floor may use."""
    lines = LENT.read_text(encoding="utf-8").splitlines()
    rows = (line.split(": ") for line in lines if line and not line.startswith("#"))
    return {module: set(names.split(", ")) for module, names in rows}


def room_of(module: str, floor: str) -> str:
    """The room that a module stands in; none for what the whole floor shares."""
    rest = module.removeprefix(f"{floor}.").split(".")
    return rest[0] if module.startswith(f"{floor}.") and f"{floor}.{rest[0]}" in PACKAGES else ""


def known(name: str) -> str:
    """The module that an imported name belongs to, or the module that it is."""
    return name if name in NAMES else name.rpartition(".")[0]


EVERY = [(module, path.read_text(encoding="utf-8")) for module, path in modules()]
NAMES = {module for module, _ in EVERY}
PACKAGES = {module for module, path in modules() if path.name == "__init__.py"}


def borrowed(module: str, source: str) -> Iterator[tuple[str, str]]:
    """What a module takes from another room of its floor: that room's module, and the name.

    What the whole floor shares stands in no room, and takes of the rooms only what they lend.
    """
    for floor in FLOORS:
        here = room_of(module, floor)
        for each in imports(source) if inside(module, {floor}) else ():
            there = room_of(known(each.name), floor)
            if there and there != here:
                if each.name not in NAMES:
                    yield known(each.name), each.name.rpartition(".")[2]
                for name in names_used(each.name, source) if each.name in NAMES else ():
                    yield each.name, name


def names_used(module: str, source: str) -> set[str]:
    """What is used of a module that was imported whole; `*` where nothing is, or where all of it is handed on."""
    tree = ast.parse(source)
    called = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if f"{node.module}.{alias.name}" == module
    }
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in called
    }
    asked = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    handed_on = any(
        isinstance(node, ast.Name) and node.id in called and id(node) not in asked for node in ast.walk(tree)
    )
    return used | {"*"} if handed_on or not used else used


def over_a_wall(module: str, source: str) -> list[str]:
    """What a module of a room or of the window knows and may not, as sentences."""
    wishes = list(borrowed(module, source))
    found = [f"{module} takes {name} of {other}" for other, name in wishes if name not in lent().get(other, set())]
    for who, walled in WINDOW_WALLS.items():
        if inside(module, {who}):
            found += [f"{module} knows {each.name}" for each in imports(source) if inside(each.name, walled)]
    if module.startswith("ui.tabs.") and module not in TAB_BASES:
        own = ".".join(module.split(".")[:3])
        found += [
            f"{module} knows the tab {each.name}"
            for each in imports(source)
            if inside(each.name, {"ui.tabs"}) and not inside(each.name, {own} | TAB_BASES)
        ]
    return found


@pytest.mark.parametrize(("module", "source"), [pytest.param(*each, id=each[0]) for each in EVERY])
def test_a_room_knows_of_others_only_what_they_lend(module, source):
    assert over_a_wall(module, source) == []


def test_what_is_lent_is_borrowed_by_somebody():
    used: dict[str, set[str]] = defaultdict(set)
    for module, source in EVERY:
        for other, name in borrowed(module, source):
            used[other].add(name)
    assert dict(used) == lent()


PLANTED = [
    ("ui.tabs.today.tab", "from ui.tabs.goals.tab import GoalsTab"),
    ("ui.tabs.closure.forms", "from ui.tabs.transfer import forms"),
    ("ui.tabs.goals.tab", "def late():\n    from ui.tabs.plans.weeks import week_of"),
    ("ui.tabs.goals.tab", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ui.tabs.plans import tab"),
    ("ui.widgets.week_grid", "from ui.tabs.plans.weeks import week_of"),
    ("ui.widgets.week_grid", "from ui.dialogs.seat import SeatDialog"),
    ("ui.dialogs.seat", "from ui.tabs.tab import Tab"),
    ("ui.tabs.goals.tab", "import ui.tabs.plans.weeks as weeks"),
    ("ui.tabs.goals.tab", "import ui\nui.tabs.plans.weeks.week_of"),
    ("ui.tabs.goals.tab", "import importlib\nimportlib.import_module('ui.tabs.plans.weeks')"),
    ("ui.tables.grid", "from ui.widgets.flow import Flow"),
    ("ui.tables.grid", "from ui.top_bar import TopBar"),
    ("ui.dialogs.seat", "from ui.screens import Tabs"),
    ("ui.widgets.week_grid", "from ui import screens"),
    ("ui.tabs.today.tab", "from ui.main_window import MainWindow"),
    ("ui.tabs.tab", "from ui.shell import Shell"),
    ("app.services.goals.goals", "from app.services.referrals.deciding import accept"),
    ("app.services.goals.goals", "from app.services.closure import ending"),
    ("app.services.goals.goals", "from app.services.closure import ending as late\nlate.end()"),
    ("app.services.goals.goals", "from app.services import referrals"),
    ("app.services.goals.goals", "from app.services.episodes import week\nweek.of_plan(print(week))"),
    ("app.queries.today.page", "from app.queries.goals.goals import _row"),
    ("app.queries.statement", "from app.queries.goals.goals import goals"),
    ("models.rules.sentences", "from models.rules.goals.smart import setting_words"),
    ("models.rules.goals.smart", "from models.rules.closure.breaks import begin_lacks"),
]


@pytest.mark.parametrize(("module", "source"), PLANTED)
def test_a_planted_step_over_a_wall_is_found(module, source):
    assert len(over_a_wall(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("ui.tabs.today.tab", "from ui.tabs.today.pages import Pages\nfrom ui.tabs.tab import Tab"),
        ("ui.furniture", "from ui.tabs.tab import Tab"),
        ("app.services.goals.goals", "from app.services.goals import ratings\nfrom app.services.deed import load"),
    ],
)
def test_what_stands_in_the_same_room_or_is_shared_by_the_floor_is_left_alone(module, source):
    assert over_a_wall(module, source) == []


# --- circles ---------------------------------------------------------------------------------------------------


def circles(knows: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Every set of modules that lead back to themselves (Tarjan's strongly connected components)."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    found: list[list[str]] = []

    def visit(module: str) -> None:
        number[module] = lowest[module] = len(number)
        path.append(module)
        for other in knows.get(module, ()):
            if other not in number:
                visit(other)
            if other in path:
                lowest[module] = min(lowest[module], lowest[other])
        if lowest[module] == number[module]:
            ring = path[path.index(module) :]
            del path[path.index(module) :]
            if len(ring) > 1:
                found.append(sorted(ring))

    for module in knows:
        if module not in number:
            visit(module)
    return found


def test_no_module_leads_back_to_itself_and_types_count():
    knows = {
        module: sorted({known(each.name) for each in imports(source)} & (NAMES - {module})) for module, source in EVERY
    }
    assert circles(knows) == []


def test_a_circle_is_found():
    assert circles({"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": []}) == [["a", "b", "c"]]
