"""Whatever has a name in the program is reached from the window or the command line, not only from tests."""

import pytest

from tests.architecture.program import BODY, Program
from tests.architecture.reached import ROOTS, reached, revisions, the_program


def unreached(program, roots):
    """What no way leads to; a class stands for what is in it, and `__all__` for nothing."""
    missing = set(program.nodes) - reached(program, roots)
    shown = {name for name in missing if name.rpartition(".")[0] not in missing and not name.endswith("__")}
    return sorted(shown - {name for name in missing if name.endswith(BODY)})


def test_everything_is_reached():
    assert unreached(the_program(), [*ROOTS, *revisions()]) == []


# --- planted ---------------------------------------------------------------------------------------------------

START = {
    "app": "",
    "app.cli": "from app import deeds\n\ndef main():\n    deeds.do()\n",
}


def planted(**sources):
    """A small program that begins at `app.cli:main`; `deeds` and others are modules of its package `app`."""
    program = {**START, **{f"app.{name.replace('__', '.')}": source for name, source in sources.items()}}
    return unreached(Program(program), ["app.cli:main"])


@pytest.mark.parametrize(
    ("deeds", "left"),
    [
        ("def do(): ...\ndef only_a_test_calls(): ...", ["only_a_test_calls"]),
        ("def do(): ...\ndef first():\n    second()\ndef second(): ...", ["first", "second"]),
        ("class A:\n    def near(self): ...\n    def far(self): ...\ndef do():\n    A().near()", ["A.far"]),
        ("class A:\n    @property\n    def far(self): ...\ndef do():\n    A()", ["A.far"]),
        ("def far(): ...\ndef do(far):\n    far()", ["far"]),
        ("def far(): ...\ndef do():\n    far = 1\n    return far", ["far"]),
        ("class A:\n    def far(self):\n        self.far()\ndef do():\n    A()", ["A.far"]),
        ("class A: ...\nclass B(A): ...\ndef do(): ...", ["A", "B"]),
        ("TABLE = {1: 2}\ndef do(): ...", ["TABLE"]),
        ("from click import group\n@group\ndef far(): ...\ndef do(): ...", ["far"]),
        ("import click\n@click.command()\ndef far(): ...\ndef do(): ...", ["far"]),
        ('TABLE = {1: "app.deeds:far"}\ndef far(): ...\ndef do(): ...', ["TABLE", "far"]),
    ],
)
def test_what_nothing_reaches_is_found(deeds, left):
    assert planted(deeds=deeds) == [f"app.deeds:{name}" for name in left]


@pytest.mark.parametrize(
    "deeds",
    [
        "class A:\n    def near(self): ...\ndef do():\n    return A().near",
        "class A:\n    def __len__(self): ...\ndef do():\n    A()",
        "class A:\n    def near(self): ...\nclass B(A):\n    def near(self): ...\ndef do():\n    B\n    A().near()",
        "import logging\nclass A(logging.Handler):\n    def emit(self, record): ...\ndef do():\n    A()",
        'import importlib\nTABLE = ("app.deeds:near",)\ndef near(): ...\ndef do():\n    TABLE',
        "import click\n@click.group()\ndef do(): ...\n@do.command()\ndef near(): ...",
        "def near(): ...\ndef do():\n    return lambda: [near for _ in ()]",
        'class A:\n    def near(self): ...\ndef do():\n    getattr(A(), "near")',
        "def near(): ...\n\nTABLE = [near]\ndef do():\n    return TABLE",
        "def near(): ...\nnear()\ndef do(): ...",
        "_last = 0\ndef do():\n    global _last\n    _last = _last + 1",
    ],
)
def test_what_something_reaches_is_left_alone(deeds):
    assert planted(deeds=deeds) == []


def test_a_late_import_reaches_what_is_taken_of_it_and_no_more():
    late = "def near(): ...\ndef handed(): ...\ndef far(): ...\n"
    do = "from importlib import import_module\ndef do():\n    import_module('app.late').near()\n"
    assert planted(deeds=do, late=late) == ["app.late:far", "app.late:handed"]
    kept = "from importlib import import_module\ndef do():\n    late = import_module('app.late')\n    late.near()\n"
    assert planted(deeds=kept, late=late) == ["app.late:far", "app.late:handed"]
    handed = (
        "from importlib import import_module\ndef do(show):\n    show(import_module('app.late'))\n    show.handed()\n"
    )
    assert planted(deeds=handed, late=late) == ["app.late:far", "app.late:near"]


def test_modules_in_a_table_are_reached_by_what_is_asked_of_them():
    do = "from app import late\n\nTABLE = (late,)\n\ndef do():\n    for each in TABLE:\n        each.near()\n"
    assert planted(deeds=do, late="def near(): ...\ndef far(): ...\n") == ["app.late:far"]


def test_a_name_that_is_asked_of_others_reaches_no_class_that_the_asker_cant_know():
    row = "class Row:\n    def __init__(self): ...\n    @property\n    def can_close(self): ...\n"
    view = "class View:\n    def can_close(self): ...\n"
    shows = "from app.rows import Row\ndef shown():\n    return Row().can_close\n"
    do = "from app import shows, views\ndef do():\n    shows.shown()\n    return views.View()\n"
    assert planted(deeds=do, shows=shows, rows=row, views=view) == ["app.views:View.can_close"]


def test_a_protocol_reaches_whoever_keeps_to_it():
    line = "from typing import Protocol\nclass Line(Protocol):\n    def key(self): ...\n"
    asks = line + "def take(line: Line):\n    line.key()\n"
    rows = "class Row:\n    def key(self): ...\n    def other(self): ...\n"
    do = "from app import asks, rows\ndef do():\n    asks.take(rows.Row())\n"
    assert planted(deeds=do, asks=asks, rows=rows) == ["app.rows:Row.other"]


def test_what_is_imported_for_types_alone_is_not_reached_by_it():
    do = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from app.late import A\ndef do() -> 'A': ...\n"
    assert planted(deeds=do, late="class A: ...\n") == ["app.late:A"]
