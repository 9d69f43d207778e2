"""What a release of Client Level Data says: its values, the ranks of its outcomes, the windows and classes of 2A.

They are dated data (`resources/cld`): the council approves them, a policy setting says which, and a later release
replaces them, so that nothing of them stands in code. (FIG-2).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

from models.policy import PolicySettings
from models.values import NotAValue, london_day

_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Values:
    """The words that decide anything, each as the release spells it."""

    client_type: str
    request: str
    assessment: str
    service: str
    review: str
    service_types: Sequence[str]
    marks: Sequence[str]
    st_max: str
    low_level: str
    other_short_term: str
    community: str
    reablement: str
    equipment: str
    short_stays: Sequence[str]
    hospital: str
    deceased: str
    ended_as_planned: str
    not_mapped: str


@dataclass(frozen=True, slots=True)
class Measure2A:
    """The windows of 2A in whole days, its ages in years, and the class of each result."""

    joined_within: int
    sequel_within: int
    death_within: int
    new_client_after: int
    assessed_before_end: int
    adult_from: int
    older_from: int
    long_term: Sequence[str]
    sequels: Sequence[str]
    short_stay_result: str
    success: Sequence[str]
    no_success: Sequence[str]
    nowhere: Sequence[str]


@dataclass(frozen=True, slots=True)
class Measure2D:
    """The windows of 2D in whole days, its ages in years, which support is a care home, and how late it is computed."""

    discharged_before_start: int
    discharged_after_start: int
    fails_within: int
    months_behind: int
    from_age: int
    care_homes: Sequence[str]
    in_care: Sequence[str]
    bands: Sequence[int]


@dataclass(frozen=True, slots=True)
class OurEvents:
    """How what an office records is told as events: words that are the same in all, columns, and the form of a day."""

    home_care: str
    care_home: str
    assessment_type: str
    review_reason: str
    review_outcome: str
    date_form: str
    columns: Sequence[str]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The outcome of each end, referral and assessment of ours, by the value of its word in our records."""

    closing: Mapping[str, str]
    closing_self_funded: Mapping[str, str]
    closing_chc: Mapping[str, str]
    requests: Mapping[str, str]
    routes: Mapping[str, str]
    assessments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Release:
    """One release, in force from a day on."""

    since: date
    name: str
    source: str
    values: Values
    ranked: tuple[str, ...]
    places: Mapping[str, int]  # of an outcome without capitals: 1 is the best
    spellings: Mapping[str, str]  # of every word that decides something, by the word without capitals
    usable_after: int
    measure_2a: Measure2A
    measure_2d: Measure2D
    events: OurEvents
    outcomes: Outcomes

    @property
    def number(self) -> int:
        """Its first day as yyyymmdd, by which the office says which release the council has approved."""
        return int(f"{self.since:%Y%m%d}")

    def said(self, policy: PolicySettings) -> str:
        """Its name, with whether the council has approved it: "Release 2 (not approved by the council)".

        The approval is of one release: a later one is asked about anew.
        """
        since = policy.since("return_mapping_approved")
        if policy.return_mapping_approved != self.number or since is None:
            return f"{self.name} (not approved by the council)"
        return f"{self.name} (approved by the council: in Policy since {london_day(since):%d/%m/%Y})"

    def rank(self, outcome: str) -> int:
        """An outcome's place, the best is 1; of what isn't in the list, the place behind the last."""
        return self.places.get(outcome.casefold(), len(self.ranked) + 1)

    def is_usable(self, outcome: str) -> bool:
        """Whether it says what came of the support. *Progress to …* and *Continuation …* don't."""
        return self.usable_after < self.rank(outcome) <= len(self.ranked)

    def penalised(self, outcome: str) -> tuple[bool, int]:
        """Its place among others where those that say nothing stand behind all that do."""
        return not self.is_usable(outcome), self.rank(outcome)

    def spelt(self, word: str) -> str:
        """A word as the release spells it, whatever its capitals; one that decides nothing stays as it is."""
        return self.spellings.get(word.strip().casefold(), word.strip())


def parse(since: date, told: Mapping[str, Any]) -> Release:
    """A release from its file; one that lacks something or has something unknown is refused by its name."""
    outcomes = told["outcomes"]
    values = _made(Values, told["values"])
    words = [*outcomes["ranked"], *values.service_types, *values.short_stays]
    words += [values.client_type, values.request, values.assessment, values.service, values.review]
    words += [values.reablement, values.equipment]
    return Release(
        since,
        told["release"],
        told["source"],
        values,
        tuple(outcomes["ranked"]),
        {each.casefold(): place for place, each in enumerate(outcomes["ranked"], 1)},
        {each.casefold(): each for each in words},
        outcomes["usable_after"],
        _made(Measure2A, told["measure_2a"]),
        _made(Measure2D, told["measure_2d"]),
        _made(OurEvents, told["events"]),
        Outcomes(*(told[each.name] for each in fields(Outcomes))),
    )


def _made(kind: type[_Part], told: Mapping[str, Any]) -> _Part:
    names = {each.name for each in fields(kind)}  # type: ignore[arg-type]
    for odd in sorted(names ^ set(told)):
        raise NotAValue(f"“{odd}” is {'unknown' if odd in told else 'missing'} in the data of this release.")
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in told.items()})
