"""Every paper, found by its `render`, prints what was typed as it was typed: no mark-up, no formula, no place holder.

A paper is made from its own types, each text in it a hostile one, so that a new paper or a new field is walked without
being put on any list.
"""

import dataclasses
import importlib
import inspect
import pkgutil
import sys
import types
import typing
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from io import BytesIO
from uuid import UUID

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

import reports
from models.values import Money, PlannedVisit
from models.vocabulary.episodes import EpisodeKind
from reports.layout.styles import Edition

HOSTILE = '=1+1 <b>& <para> {who} **x** "\x00\u202e</font>'
SHOWN = '=1+1<b>&<para>{who}**x**"</font>'  # without blanks, for lines break anywhere
OURS = {"wording"}  # the name of a text of ours
PLAIN = {
    int: 3,
    bool: True,
    float: 0.5,
    date: date(2026, 11, 20),
    datetime: datetime(2026, 11, 20, 9, tzinfo=UTC),
    time: time(9),
    timedelta: timedelta(hours=3),
    Decimal: Decimal("3.5"),
    Money: Money(Decimal("24.80")),
    UUID: UUID(int=7),
    bytes: b"",
}


def renders(package: types.ModuleType) -> dict[str, Callable[..., typing.Any]]:
    """Every `render` of a package, by its module."""
    modules = [importlib.import_module(each.name) for each in pkgutil.walk_packages(package.__path__, "reports.")]
    return {each.__name__: each.render for each in modules if "render" in vars(each)}


def specimen(kind: typing.Any) -> typing.Any:
    """Something of this type, every text in it hostile."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if kind is str:
        return HOSTILE
    if kind in PLAIN:
        return PLAIN[kind]
    if origin in {typing.Union, types.UnionType}:
        return specimen(next(each for each in args if each is not type(None)))
    if origin in {tuple, frozenset, list} or str(origin).startswith("<class 'collections.abc"):
        return specimens(origin, args)
    if kind is EpisodeKind:
        return EpisodeKind.INTERIM_TEAM  # an agreement about anything else is refused
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if kind is PlannedVisit:
        return PlannedVisit(
            frozenset(range(7)), specimen(typing.get_type_hints(PlannedVisit)["call"]), 30, tasks=HOSTILE
        )
    return made_of(kind)


def specimens(origin: typing.Any, args: tuple[typing.Any, ...]) -> typing.Any:
    """A collection with one of each."""
    if origin is frozenset:
        return frozenset({0, 3}) if args == (int,) else frozenset({specimen(args[0])})
    if origin is tuple and (len(args) < 2 or args[1] is not ...):
        return tuple(specimen(each) for each in args)
    if hasattr(origin, "keys"):
        return {specimen(args[0]): specimen(args[1])}
    return (specimen(args[0]),) if origin is not list else [specimen(args[0])]


def made_of(kind: typing.Any) -> typing.Any:
    assert dataclasses.is_dataclass(kind), kind
    hints = typing.get_type_hints(kind)
    return kind(
        **{
            each.name: specimen(hints[each.name])
            for each in dataclasses.fields(kind)
            if each.init and each.name not in OURS
        }
    )


def drawn(render: Callable[..., typing.Any]) -> Iterator[bytes]:
    """The hostile paper in each edition that there is."""
    (name, _), *others = inspect.signature(render).parameters.items()
    hints = typing.get_type_hints(render)
    paper = specimen(hints[name])
    editions = [None] if not any(hints[other] is Edition for other, _ in others) else list(Edition)
    for edition in editions:
        made = render(paper) if edition is None else render(paper, edition)
        yield made if isinstance(made, bytes) else made.content


def complaints(made: bytes) -> list[str]:
    """What is wrong with how the hostile text came out."""
    if made.startswith(b"%PDF"):
        words = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())
        return [] if SHOWN in words else ["it isn't printed as typed"]
    cells = [cell for sheet in load_workbook(BytesIO(made)) for row in sheet for cell in row if cell.value is not None]
    formulas = [cell.coordinate for cell in cells if cell.data_type == "f"]
    return [f"a formula in {each}" for each in formulas]


RENDERS = renders(reports)


def unwalked(package: types.ModuleType) -> list[str]:
    """What of a package makes a file from a paper and isn't called `render`, so that it would be passed over.

    What is in `patch` makes parts of a workbook that is there, from bytes: the whole is drawn by its `render`.
    """
    modules = [importlib.import_module(each.name) for each in pkgutil.walk_packages(package.__path__, "reports.")]
    return [
        f"{module.__name__}.{name}"
        for module in modules
        if not module.__name__.startswith(("reports.layout", "reports.tracker.patch."))
        for name, made in vars(module).items()
        if inspect.isfunction(made) and made.__module__ == module.__name__ and not name.startswith("_")
        if name != "render" and typing.get_type_hints(made).get("return") is bytes
    ]


def test_there_are_papers_to_walk_and_each_is_drawn_by_its_render():
    assert len(RENDERS) >= 7
    assert unwalked(reports) == []


@pytest.mark.parametrize("module", RENDERS)
def test_no_paper_takes_what_was_typed_for_anything_else(module):
    for made in drawn(RENDERS[module]):
        assert complaints(made) == []


@dataclasses.dataclass(frozen=True)
class Planted:
    name: str


def test_a_planted_paper_with_a_door_of_another_name_is_found(tmp_path, monkeypatch):
    (tmp_path / "planted.py").write_text("def draw(paper: str) -> bytes:\n    return b''\n", encoding="utf-8")
    package = types.ModuleType("reports")
    package.__path__ = [str(tmp_path)]
    monkeypatch.setattr(reports, "__path__", [*reports.__path__, str(tmp_path)])
    assert unwalked(package) == ["reports.planted.draw"]
    del sys.modules["reports.planted"], reports.planted


def test_a_planted_paper_that_passes_by_the_gate_is_found():
    def as_mark_up(paper: Planted) -> bytes:
        Paragraph(paper.name)
        return b"%PDF"

    def left_out(paper: Planted) -> bytes:
        kept = BytesIO()
        canvas = Canvas(kept)
        canvas.drawString(72, 720, paper.name[:4])
        canvas.save()
        return kept.getvalue()

    with pytest.raises(ValueError, match="font"):
        list(drawn(as_mark_up))
    assert [complaints(made) for made in drawn(left_out)] == [["it isn't printed as typed"]]
