"""The cases of known answers (`cases.csv`): a row is an event or a stay; a case's first row says what comes out."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import resources
from models.rules.cld.events import CldEvent, Span, person_key
from models.rules.cld.release import Release, parse

HERE = Path(__file__).parent
DATA = Span(date(2024, 4, 1), date(2027, 6, 30))
STAY = "HOSPITAL STAY"


@dataclass(frozen=True)
class Case:
    """One case: its rows as the file has them, and what is expected of it."""

    name: str
    measure: str
    rows: tuple[dict[str, str], ...]

    @property
    def expected(self) -> dict[str, str]:
        """The first row, which has the expected values."""
        return self.rows[0]

    @property
    def period(self) -> Span:
        """The period of the measure."""
        return Span(day(self.expected["period_start"]), day(self.expected["period_end"]))

    @property
    def events(self) -> tuple[CldEvent, ...]:
        """Its events; a hospital stay is none."""
        return tuple(event(row) for row in self.rows if row["event_type"] != STAY)


@cache
def release() -> Release:
    """The release that the cases were worked out by."""
    return parse(date(2024, 4, 1), resources.read_toml("cld/2024-04-01.toml"))


@cache
def cases(measure: str) -> tuple[Case, ...]:
    """The cases of a measure."""
    with (HERE / "cases.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["measure"] == measure]
    names = dict.fromkeys(row["case_id"] for row in rows)
    return tuple(Case(name, measure, tuple(row for row in rows if row["case_id"] == name)) for name in names)


def day(text: str) -> date:
    """A day as the file has it."""
    return date.fromisoformat(text)


def day_or_none(text: str) -> date | None:
    """A day, or none."""
    return day(text) if text else None


def event(row: dict[str, str]) -> CldEvent:
    """The event of a row."""
    born = row["birth_year_month"]
    return CldEvent(
        person=person_key(row["nhs_number"], row["la_person_id"]),
        client_type=row["client_type"],
        event_type=row["event_type"],
        start=day(row["event_start_date"]),
        end=day_or_none(row["event_end_date"]),
        service_type=row["service_type"],
        component=row["service_component"],
        outcome=row["event_outcome"],
        born=day(f"{born}-01") if born else None,
        died=day_or_none(row["date_of_death"]),
        record=int(row["row"]),
    )
