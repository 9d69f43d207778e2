"""A list whose order is the office's: lines are added, reworded, moved by keys, archived and brought back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from app.door.door import Deed
from app.queries.office.lists import LineRow
from models.values import london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.pages.office.list_panel import ListPanel
from ui.tables.row_table_model import RIGHT, Column
from ui.text import full_day_text
from ui.widgets.inline_form import FormSpec, InlineForm


class Deeds(Protocol):
    """What a list can do with its lines, each as a deed for the door."""

    def add(self, name: str) -> Deed:
        """A new line."""

    def change(self, row: LineRow, name: str) -> Deed:
        """Other words."""

    def move(self, row: LineRow, to: int) -> Deed:
        """Another place, the first is 1."""

    def archive(self, row: LineRow) -> Deed:
        """Away from the list."""

    def restore(self, row: LineRow) -> Deed:
        """Back at its end."""


@dataclass(frozen=True, slots=True)
class Said:
    """How a list speaks of its lines: "line", "Other words", and what to know before changing one."""

    line: str
    words: str
    lesson: str


class LinesPanel(ListPanel[LineRow]):
    """Archived lines stand at the end, quietly; `deeds` may be another list's from one showing to the next."""

    def __init__(self, desk: Desk, area: str, title: str, said: Said, deeds: Deeds) -> None:
        super().__init__(desk, area, "list", title, _columns(desk), _key, f"No {said.line} yet: add the first.")
        self.deeds = deeds
        self._said, self._rows = said, 0
        self.add_deeds(
            self.opens(f"&Add a {said.line}…" if said.line != "entry" else "&Add an entry…", "add", Icon.NEW,
                       self._adding, when=_always, kind="primary"),
            self.opens("&Reword…", "change", Icon.EDIT, self._changing, when=_is_kept),
            self.does("Move &up", "up", Icon.UP, partial(self._move, by=-1), when=self._has_one_above),
            self.does("Move &down", "down", Icon.DOWN, partial(self._move, by=1), when=self._has_one_below),
            self.does("Arc&hive", "archive", Icon.CLOSURE, self._archive, "Archived.",
                      when=_is_kept),
            self.does("Bring &back", "restore", Icon.UNDO, self._restore, "It is back.",
                      when=_is_archived),
        )  # fmt: skip

    def show_lines(self, rows: tuple[LineRow, ...]) -> None:
        """Show these lines in their order."""
        self._rows = sum(row.place is not None for row in rows)
        self.show_rows(rows)

    def _move(self, row: LineRow, by: int) -> Deed:
        return self.deeds.move(row, (row.place or 1) + by)

    def _archive(self, row: LineRow) -> Deed:
        return self.deeds.archive(row)

    def _restore(self, row: LineRow) -> Deed:
        return self.deeds.restore(row)

    def _has_one_above(self, row: LineRow | None) -> bool:
        return row is not None and row.place is not None and row.place > 1

    def _has_one_below(self, row: LineRow | None) -> bool:
        return row is not None and row.place is not None and row.place < self._rows

    def _adding(self, _row: LineRow | None) -> tuple[FormSpec[Any], Any, str]:
        return self._spec("add", f"New {self._said.line}", "&Add it", "It is added at the end."), None, "new"

    def _changing(self, row: LineRow | None) -> tuple[FormSpec[Any], Any, str] | None:
        if row is None:
            return None
        return self._spec("change", self._said.words, "&Save the words", "The words are changed."), row, str(row.id)

    def _spec(self, key: str, title: str, verb: str, done: str) -> FormSpec[LineRow | None]:
        return FormSpec(key, title, verb, done, self._build, lesson=self._said.lesson, sign=Icon.SAVE)

    def _build(self, form: InlineForm, row: LineRow | None) -> Callable[[], Deed]:
        name = form.line("name", "&Words", preset=row.name if row else "")
        if row is None:
            return lambda: self.deeds.add(name.text())
        return lambda: self.deeds.change(row, name.text())


def _columns(desk: Desk) -> tuple[Column[LineRow], ...]:
    def archived(row: LineRow) -> str:
        if row.archived_at is None:
            return "ticked for somebody" if row.in_use else ""
        return f"archived {full_day_text(london_day(row.archived_at), london_day(desk.clock.now()))}"

    return (
        Column("place", "Place", lambda row: str(row.place or ""), sort=lambda row: row.place, align=RIGHT, width=60),
        Column("name", "Words", lambda row: row.name, width=480),
        Column("state", "State", archived, quiet=True),
    )


def _key(row: LineRow) -> UUID:
    return row.id


def _always(_row: object) -> bool:
    return True


def _is_kept(row: LineRow | None) -> bool:
    return row is not None and row.place is not None


def _is_archived(row: LineRow | None) -> bool:
    return row is not None and row.place is None
