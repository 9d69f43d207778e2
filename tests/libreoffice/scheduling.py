"""Scheduling's days at the tracker: what people do to it in LibreOffice, and what they may expect to find again."""

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.libreoffice.desk import Desk
from tests.libreoffice.seen import REMARK

_DAY_NOUGHT = date(1899, 12, 30)
_COLOURS = (0xFFFF00, 0xC6E0B4, 0xF8CBAD)


@dataclass
class Given:
    """The marks of one row as Scheduling gave them."""

    ccl: str = ""
    by: str = ""
    on: date | None = None
    query: str = ""

    @property
    def cells(self) -> tuple[object, ...]:
        """As the sheet shows them, in the order of the columns."""
        return self.ccl, self.by, float((self.on - _DAY_NOUGHT).days) if self.on else "", self.query


@dataclass
class Scheduling:
    """Somebody at Scheduling, with the marks that they gave, the rows in sight and a chance that is always the same."""

    chance: random.Random
    refs: list[str] = field(default_factory=list)
    marks: dict[str, Given] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    columns: int = 0
    is_filtered: bool = False

    def work(self, desk: Desk, day: int, today: date) -> None:
        """A day: a few marks, then two of the other things that people do."""
        if self.is_filtered:
            desk.filter("Ref", "")
            self.is_filtered = False
        for ref in self.chance.sample(self.refs, min(4, len(self.refs))):
            self._mark(desk, ref, today)
        for each in (day * 2, day * 2 + 1):
            _KINDS[each % len(_KINDS)](self, desk)

    def _one(self) -> str:
        return self.chance.choice(self.refs)

    def _mark(self, desk: Desk, ref: str, today: date) -> None:
        """Yes with who and when, a question with a bold word, or taken back altogether."""
        given = self.marks[ref] = Given()
        self.read.discard(ref)
        for heading in ("CCL updated", "By", "On", "Query"):
            desk.empty(ref, heading)
        match self.chance.randrange(5):
            case 0 | 1:
                given.ccl, given.by, given.on = "Yes", self.chance.choice(("Ann", "Łucja Zając", "Bob  Lee")), today
                desk.type(ref, "On", day=(today - _DAY_NOUGHT).days)
            case 2:
                given.ccl, given.query = "Query", f"Which worker goes to {ref}?\nRing Ann & <Bob>"
                desk.bold(ref, "Query", given.query, "worker")
            case 3:
                given.ccl, given.by = "No", "Moira"
        desk.type(ref, "CCL updated", given.ccl)
        if given.by == "Ann":
            desk.type(ref, "By", '="An"&"n"')
        elif given.by:
            desk.type(ref, "By", given.by)

    def sort(self, desk: Desk) -> None:
        desk.sort("Change", "Person", down=self.chance.random() < 1 / 2)

    def filter(self, desk: Desk) -> None:
        """Left on for the export."""
        desk.filter("CCL updated", "Yes")
        self.is_filtered = True

    def add_column(self, desk: Desk) -> None:
        self.columns += 1
        first, second = self._one(), self._one()
        desk.add_column(f"Ours {self.columns}", {first: "ring first", second: '=A{row}&" / "&E{row}'})

    def note(self, desk: Desk) -> None:
        desk.note(self._one(), "Person", f"rang {self.chance.randrange(100)} times")

    def colour(self, desk: Desk) -> None:
        desk.colour(self._one(), self.chance.choice(_COLOURS))

    def delete_row(self, desk: Desk) -> None:
        """One whose marks were read: what nobody has read and somebody deletes, nobody can know."""
        known = [ref for ref in self.refs if ref in self.read or ref not in self.marks]
        if known:
            desk.delete_row(self.chance.choice(known))

    def move_column(self, desk: Desk) -> None:
        desk.move_column(*self.chance.choice((("Query", "Visits a week"), ("By", "Person"), ("Patch", "DSO"))))

    def hide(self, desk: Desk) -> None:
        desk.hide("Postcode", "Case note")

    def add_sheet(self, desk: Desk) -> None:
        number = 1 + self.chance.randrange(10**6)
        cells = {"A1": '=COUNTIF($Tracker.A1:C500;"Start")', "A2": "=COUNTA($Tracker.A2:A500)", "B1": "our list"}
        desk.add_sheet(f"List {number}", cells)

    def write_over(self, desk: Desk) -> None:
        """In our cells, which come back: a text and a formula."""
        desk.type(self._one(), "Person", "Somebody else")
        desk.type(self._one(), "Reason", "=1+1")

    def insert_column(self, desk: Desk) -> None:
        self.columns += 1
        desk.insert_column("Reason", f"Ours {self.columns}")
        desk.type(self._one(), f"Ours {self.columns}", "between")

    def note_on_a_person(self, desk: Desk) -> None:
        desk.note_beside("People", "MOSAIC id", "M000001", "has a dog")
        desk.write_beside("People", "MOSAIC id", "M000002", REMARK, "key at No 4")


_KINDS: tuple[Any, ...] = (
    Scheduling.sort, Scheduling.note, Scheduling.add_column, Scheduling.filter, Scheduling.colour,
    Scheduling.delete_row, Scheduling.note_on_a_person, Scheduling.move_column, Scheduling.add_sheet, Scheduling.hide,
    Scheduling.write_over, Scheduling.sort, Scheduling.insert_column, Scheduling.filter, Scheduling.delete_row,
)  # fmt: skip
