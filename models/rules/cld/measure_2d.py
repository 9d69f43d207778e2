"""ASCOF 2D, part 1, of hospital stays that are known: no death, emergency readmission or care home in 84 days.

The department takes the stays from hospital data; an office knows only those that it was told of, so its figure is a
local proxy and says so. Every number and list is of the release. Source: cld.md 4, read from DataS-DHSC's
Create_ASCOF_2D.sql, whose lines the functions name (FIG-2).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import NamedTuple

from models.rules.cld.events import (
    OPEN,
    CldEvent,
    Span,
    age_in_years,
    birth_of,
    clusters,
    death_of,
    joined_table,
    nhs_number_of,
    of_clients,
    services,
)
from models.rules.cld.release import Release

_HUNDREDTH = Decimal("0.01")


class Stay(NamedTuple):
    """A stay in hospital: `discharged` is none while it goes on, `admitted` where that day isn't recorded."""

    nhs_number: str
    admitted: date | None
    discharged: date | None
    is_emergency: bool


class Linked(Enum):
    """Where an episode counts in 2D, or why it doesn't."""

    SUCCESS = "numerator and denominator"
    FAILURE = "denominator only"
    NO_NUMBER = "not counted: no NHS number"
    NO_DISCHARGE = "not counted: no discharge linked"
    OTHER_PERIOD = "not counted: discharge outside the period"
    UNDER_AGE = "not counted: under age at discharge"
    NO_ADMISSION = "not counted: admission day not recorded"
    NO_NIGHT = "not counted: no night in hospital"
    NOT_YET = "not counted yet: the days after the discharge aren't over"
    IN_CARE = "not counted: in long-term residential, nursing or prison at admission"


class Episode2D(NamedTuple):
    """One episode of reablement, with the discharge that it is linked to and what failed it."""

    person: str
    start: date
    end: date | None
    linked: Linked
    discharged: date | None = None
    died: bool = False
    readmitted: bool = False
    care_home: bool = False
    in_community: bool = False
    band: str = ""


def percent_2d(episodes: Iterable[Episode2D]) -> tuple[int, int, Decimal]:
    """Those without a failure, all that count, and their share with two decimals; 0 of none. (2D 441-571)."""
    counted = [each.linked for each in episodes if each.linked in {Linked.SUCCESS, Linked.FAILURE}]
    good = counted.count(Linked.SUCCESS)
    share = Decimal(100) * good / len(counted) if counted else Decimal(0)
    return good, len(counted), share.quantize(_HUNDREDTH, ROUND_HALF_UP)


def episodes_2d(
    events: Iterable[CldEvent], stays: Iterable[Stay], release: Release, *, period: Span, data: Span, today: date
) -> tuple[Episode2D, ...]:
    """Every episode of reablement, with where it counts in the period's 2D by the stays that are known.

    Linked by NHS number; open episodes and existing clients count; without a failure only once `today` is
    after the last day on which one could come. Source: cld.md 4.
    """
    of_person: defaultdict[str, list[Stay]] = defaultdict(list)
    for each in stays:
        of_person[each.nhs_number].append(each)
    found: list[Episode2D] = []
    for person, rows in of_clients(joined_table(events, release, data), release).items():
        all_services = services(rows, release)
        reablement = [
            each
            for each in all_services
            if each.service_type == release.values.st_max and each.component == release.values.reablement
        ]
        runs = clusters(reablement, release)
        found += [
            _Link(person, run, rows, all_services, of_person[nhs_number_of(person)], release, today).counted(period)
            for run in runs
        ]
    return tuple(sorted(found, key=lambda each: (each.person, each.start)))


@dataclass(frozen=True, slots=True)
class _Link:
    person: str
    run: Sequence[CldEvent]
    rows: Sequence[CldEvent]
    services: Sequence[CldEvent]
    stays: Sequence[Stay]
    release: Release
    today: date

    @property
    def start(self) -> date:
        return self.run[0].start

    def counted(self, period: Span) -> Episode2D:
        """By the latest discharge that fits; where none does, by what kept the latest from it."""
        if not nhs_number_of(self.person):
            return self._out(Linked.NO_NUMBER)
        near = [(each.discharged, each) for each in self.stays if each.discharged is not None and self._is_near(each)]
        why_not: Linked | None = None
        for discharged, stay in sorted(near, key=_latest_last, reverse=True):
            found = self._why_not(stay, discharged, period)
            if found is None:
                return self._judged(stay, discharged)
            why_not = why_not or found
        return self._out(why_not or Linked.NO_DISCHARGE)

    def _out(self, linked: Linked) -> Episode2D:
        return Episode2D(self.person, self.start, self._end(), linked)

    def _end(self) -> date | None:
        end = max(each.until for each in self.run)
        return None if end == OPEN else end

    def _is_near(self, stay: Stay) -> bool:
        """Discharged alive shortly before or just after the start, admitted not after it. (2D 303-358)."""
        died = death_of(self.rows)
        if stay.discharged is None or (died is not None and died < stay.discharged):
            return False
        if stay.admitted is not None and stay.admitted > self.start:
            return False
        days, measure = (stay.discharged - self.start).days, self.release.measure_2d
        return -measure.discharged_before_start <= days <= measure.discharged_after_start

    def _why_not(self, stay: Stay, discharged: date, period: Span) -> Linked | None:
        """What keeps a stay from being a discharge of the measure. (2D 208-264)."""
        born = birth_of(self.rows)
        if not period.holds(discharged):
            return Linked.OTHER_PERIOD
        if stay.admitted is None:
            return Linked.NO_ADMISSION
        if stay.admitted >= discharged:
            return Linked.NO_NIGHT
        if born is None or age_in_years(born, discharged) < self.release.measure_2d.from_age:
            return Linked.UNDER_AGE
        if any(self._runs_on(each, stay.admitted, self.release.measure_2d.in_care) for each in self.services):
            return Linked.IN_CARE
        return None

    def _runs_on(self, each: CldEvent, day: date | None, types: Sequence[str]) -> bool:
        return day is not None and each.service_type in types and each.start <= day <= each.until

    def _judged(self, stay: Stay, day: date) -> Episode2D:
        """What happened from the discharge to the last day of the measure, both included. (2D 391-434)."""
        measure = self.release.measure_2d
        last = day + timedelta(days=measure.fails_within)
        death, born = death_of(self.rows), birth_of(self.rows) or day
        died = death is not None and day <= death <= last
        readmitted = any(
            each.is_emergency
            and each.admitted is not None
            and max(self.start, day) < each.admitted <= last
            and (each.discharged is None or each.discharged > each.admitted)
            for each in self.stays
        )
        care_home = any(each.service_type in measure.care_homes and day <= each.start <= last for each in self.services)
        age = age_in_years(born, day)
        failed = died or readmitted or care_home
        return Episode2D(
            self.person,
            self.start,
            self._end(),
            Linked.FAILURE if failed else Linked.SUCCESS if self.today > last else Linked.NOT_YET,
            day,
            died,
            readmitted,
            care_home,
            any(self._runs_on(each, stay.admitted, (self.release.values.community,)) for each in self.services),
            _band(age, measure.bands),
        )


def _latest_last(told: tuple[date, Stay]) -> tuple[date, date]:
    return told[0], told[1].admitted or date.min


def _band(age: int, bands: Sequence[int]) -> str:
    begins = max(each for each in bands if each <= age)
    later = [each for each in bands if each > age]
    return f"{begins}-{later[0] - 1}" if later else f"{begins}+"
