"""Events of the return as the department's table has them before any measure, and runs of them. (FIG-2)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from models.rules.cld.release import Release

OPEN = date.max  # an end that hasn't come
_NHS = "NHS "  # told apart by a word: a council's own id may have ten digits too
_QUARTERS_A_YEAR, _DAYS_OF_FOUR_YEARS = 4, 1461


class CldEvent(NamedTuple):
    """A request, an assessment, a service or a review of one person, in the words of the return.

    `person` is as `person_key` says; `born` the first day of the birth month; `end` none while it
    goes on; `route` a request's way of access or an assessment's type; `record` tells copies of one event apart.
    """

    person: str
    client_type: str
    event_type: str
    start: date
    end: date | None = None
    service_type: str = ""
    component: str = ""
    outcome: str = ""
    born: date | None = None
    died: date | None = None
    route: str = ""
    record: int = 0

    @property
    def until(self) -> date:
        """Its last day, or the end of time."""
        return self.end or OPEN


def person_key(nhs_number: str, council_id: str, council: str = "") -> str:
    """Who a row is about: by NHS number, else by council and its own id; empty of nobody. Source: cld.md 2.4."""
    if nhs_number:
        return f"{_NHS}{nhs_number}"
    return f"{council} {council_id}".strip() if council_id else ""


def nhs_number_of(person: str) -> str:
    """The NHS number by which a row's person is known; empty where it is another id. Source: cld.md 4.5."""
    return person.removeprefix(_NHS) if person.startswith(_NHS) else ""


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included."""

    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it; none does not."""
        return day is not None and self.first <= day <= self.last


def joined_table(events: Iterable[CldEvent], release: Release, data: Span) -> dict[str, list[CldEvent]]:
    """The events that reach a measure, by person: an end at death, in the period of the data, one copy of each.

    Dropped: rows without a person, those beginning after death, and all but services while they are open.
    An open copy stays before an ended one, so a copy left open keeps a service open. Source: cld.md 2 (FILT 41-61, DER
    54-105, UNI 157-166).
    """
    found: dict[tuple[object, ...], CldEvent] = {}
    for told in events:
        each = _ended_at_death(_spelt(told, release))
        if not each.person or not _reaches(each, release, data):
            continue
        key = _key(each, release)
        kept = found.get(key)
        if kept is None or _goes_before(each, release) > _goes_before(kept, release):
            found[key] = each
    people: defaultdict[str, list[CldEvent]] = defaultdict(list)
    for each in found.values():
        people[each.person].append(each)
    return dict(people)


def _spelt(each: CldEvent, release: Release) -> CldEvent:
    return each._replace(
        client_type=release.spelt(each.client_type),
        event_type=release.spelt(each.event_type),
        service_type=release.spelt(each.service_type),
        component=release.spelt(each.component),
        outcome=release.spelt(each.outcome) or release.values.not_mapped,
    )


def _ended_at_death(each: CldEvent) -> CldEvent:
    """An open row of somebody who died on its first day stays open: so the department has it. (FILT 41-45)."""
    if each.died is None or not each.start <= each.died <= each.until:
        return each
    return each if each.end is None and each.died == each.start else each._replace(end=each.died)


def _reaches(each: CldEvent, release: Release, data: Span) -> bool:
    if each.start > data.last or (each.died is not None and (each.start > each.died or each.died < data.first)):
        return False
    if each.event_type == release.values.service:
        return each.until >= data.first
    return data.holds(each.end)


def _key(each: CldEvent, release: Release) -> tuple[object, ...]:
    """What makes two rows copies of one event. (DER 54-66)."""
    who = (each.person, each.client_type, each.event_type, each.start)
    if each.event_type == release.values.service:
        return (*who, each.service_type, each.component.casefold())
    return (*who, each.end, each.route.casefold())


def _goes_before(each: CldEvent, release: Release) -> tuple[date, int, int]:
    return each.until, -release.rank(each.outcome), each.record


def services(events: Iterable[CldEvent], release: Release) -> list[CldEvent]:
    """The services among somebody's events that don't end before they start."""
    return [each for each in events if each.event_type == release.values.service and each.until >= each.start]


def clusters(rows: Iterable[CldEvent], release: Release) -> list[Sequence[CldEvent]]:
    """One person's rows as runs: a row joins that starts at most so many days after the latest end so far.

    Source: cld.md 3.3 (2A 153-186).
    """
    runs: list[list[CldEvent]] = []
    latest = date.min
    for each in sorted(rows, key=lambda row: (row.start, row.until, release.penalised(row.outcome), row.record)):
        if runs and (each.start - latest).days <= release.measure_2a.joined_within:
            runs[-1].append(each)
            latest = max(latest, each.until)
        else:
            runs.append([each])
            latest = each.until
    return [*runs]


def death_of(events: Iterable[CldEvent]) -> date | None:
    """The latest death that any row of a person tells. (PER 813-850)."""
    return max((each.died for each in events if each.died is not None), default=None)


def birth_of(events: Iterable[CldEvent]) -> date | None:
    """The first of the birth month, as the newest row tells it that does."""
    told = [(each.start, each.born) for each in events if each.born is not None]
    return max(told)[1] if told else None


def age_in_years(born: date, day: date) -> int:
    """Whole years as the department counts them: days since the first of the birth month by 365.25.

    Somebody turning 65 may be 64 for a day by it. Source: cld.md 3.6 (2A 264-289).
    """
    return (day - born.replace(day=1)).days * _QUARTERS_A_YEAR // _DAYS_OF_FOUR_YEARS


def of_clients(people: Mapping[str, list[CldEvent]], release: Release) -> dict[str, list[CldEvent]]:
    """The events of those who are supported themselves, without their carers'."""
    kept = {
        person: [each for each in rows if each.client_type == release.values.client_type]
        for person, rows in people.items()
    }
    return {person: rows for person, rows in kept.items() if rows}
