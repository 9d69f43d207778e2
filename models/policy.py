"""The policy settings: every number that the guidance gives, as one typed object.

Each field carries its unit, bounds and source; the defaults stand only in `resources/policy.toml`. The settings in
force when a clock started apply to it, so a rule is handed a `PolicySettings`, never reads one, and asks it for those
`at` the clock's start.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any, Self

from models.values import NotAValue


def _setting(unit: str, source: str, least: int = 0, most: int = 1000) -> Any:
    """Declare a field: what its number counts, where it comes from, and between which bounds an office may set it."""
    return field(metadata={"unit": unit, "source": source, "least": least, "most": most})


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySettings:
    """All of them; a `timedelta` in hours or days as its `unit` says."""

    adult_age: int = _setting("years", "OPG 3.2; REF-5", 16, 21)
    block_hours: bool = _setting("yes or no", "STCH; STC-4")
    provider_notice: timedelta = _setting("days", "OPG 1.4; REF-9", 0, 90)
    urgent_and_planned: bool = _setting("yes or no", "STCH; STC-1")
    hold_for: timedelta = _setting("hours", "OPG 2.3; REF-13", 1, 336)
    hold_warning: timedelta = _setting("hours", "good practice; REF-13", 0, 336)
    start_within: timedelta = _setting("days", "good practice; REF-13", 1, 42)
    support_plan_within: timedelta = _setting("days", "STCH; PSP-6", 1, 42)
    dated_ahead_up_to: timedelta = _setting("days", "good practice; PSP-2", 0, 366)
    visit_step: int = _setting("count", "good practice; PSP-1", 1, 60)
    visit_asked_from: int = _setting("count", "good practice; PSP-1", 60, 1440)
    visit_reason_below: int = _setting("count", "NICE NG21 1.4.2, good practice; PSP-1", 0, 60)
    allocated_worker_asked: bool = _setting("yes or no", "STCH; STC-2")
    recuperation_possible: bool = _setting("yes or no", "STCH; STC-2")
    short_term_days: int = _setting("count", "STCH; SI 2014/2673; PSP-7", 1, 84)
    short_term_prompt_day: int = _setting("count", "good practice; PSP-7", 1, 84)
    onward_asked_after: timedelta = _setting("days", "OPG 3.9; PSP-11", 1, 90)
    review_arranged_after: timedelta = _setting("days", "CAB §2, good practice; LTR-1", 0, 366)
    review_arranged_within: timedelta = _setting("days", "CAB §2, good practice; LTR-1", 1, 366)
    review_provider_asked_after: timedelta = _setting("days", "CAB §2, good practice; LTR-1", 1, 366)
    long_term_review_after: timedelta = _setting("days", "STCH; PSP-8", 1, 90)
    goals_within: timedelta = _setting("hours", "OPG 3.3; GOAL-1", 1, 336)
    mosaic_goals_before: int = _setting("yyyymmdd", "OPG 3.3; GOAL-5", 20000101, 20991231)
    achieved_of: int = _setting("count", "good practice; IPAD-4", 1, 50)
    achieved_at_least: int = _setting("count", "good practice; IPAD-4", 1, 50)
    plateau_over: timedelta = _setting("days", "good practice; IPAD-4", 1, 42)
    more_help_over: int = _setting("count", "good practice; IPAD-4", 1, 50)
    one_worker_over: int = _setting("count", "good practice; PSP-10", 1, 50)
    declining_of: int = _setting("count", "good practice; IPAD-4", 1, 50)
    declining_at_least: int = _setting("count", "good practice; IPAD-4", 1, 50)
    not_recorded_for: timedelta = _setting("days", "good practice; IPAD-4", 1, 42)
    estimate_from: int = _setting("count", "good practice; IPAD-4", 10, 50)
    assessor_sheet_over: timedelta = _setting("days", "OPG 3.6; PSP-12", 1, 84)
    brokerage_for: timedelta = _setting("hours", "OPG 5.1, 5.2; MG; INT-1", 1, 336)
    transfer_counts_from_listed: bool = _setting("yes or no", "OPG 5.2 against 5.1; INT-2")
    charging_counts_from_listed: bool = _setting("yes or no", "OPG 5.5, 5.6; INT-2")
    charge_from_eligible: bool = _setting("yes or no", "MG Finance against OPG 5.5; FUND-2")
    bill_weeks: int = _setting("count", "good practice; FUND-7", 1, 13)
    charged_week_begins: int = _setting("count", "good practice; FUND-7", 1, 7)
    part_weeks_by_day: bool = _setting("yes or no", "good practice; FUND-7")
    return_planned_within: timedelta = _setting("hours", "OPG 6.1; END-3", 1, 336)
    interim_break_days: int = _setting("count", "OPG 6.2; END-3", 1, 90)
    ask_hospital_every: timedelta = _setting("days", "good practice; END-3", 1, 14)
    ask_break_every: timedelta = _setting("days", "good practice; END-3", 1, 28)
    access_answered_within: int = _setting("months", "UK GDPR, article 12(3), good practice; SAR-1", 0, 1)
    access_extended_by: int = _setting("months", "UK GDPR, article 12(3), good practice; SAR-1", 0, 2)
    access_warning: timedelta = _setting("days", "good practice; SAR-1", 1, 28)
    retention_years: int = _setting("years", "NHS Records Management Code 2021, good practice; RET-1", 1, 30)
    return_interim_type: int = _setting("choice", "good practice; FIG-2", 0, 4)
    return_council_code: int = _setting("code", "good practice; FIG-2", 0, 999)
    return_mapping_approved: int = _setting("release", "good practice; FIG-2", 0, 20991231)

    def at(self, _moment: datetime) -> "PolicySettings":
        """What was in force at a moment, such as the start of a clock: these, unless others are known of then."""
        return self

    def since(self, _name: str) -> datetime | None:
        """The moment from which a setting is what it is now; none where it always was."""
        return None

    def ever(self) -> tuple["PolicySettings", ...]:
        """Whatever was in force by now: some clock that runs may keep to any of them."""
        return (self,)

    @classmethod
    def parse(cls, numbers: Mapping[str, Any]) -> Self:
        """Make settings from plain numbers; a missing, unknown or out-of-bounds one is refused by its name."""
        known = {each.name: each for each in fields(cls)}
        for odd in (*(set(numbers) - set(known)), *(set(known) - set(numbers))):
            raise NotAValue(f"Policy setting “{odd}” is {'unknown' if odd in numbers else 'missing'}.")
        return cls(**{name: _typed(name, number, known[name].metadata) for name, number in numbers.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsInForce(PolicySettings):
    """Those of now, with what was in force before: each set with the moment from which it held, the oldest first."""

    first: PolicySettings
    changes: tuple[tuple[datetime, PolicySettings], ...]

    @classmethod
    def of(cls, first: PolicySettings, changes: tuple[tuple[datetime, PolicySettings], ...]) -> Self:
        """The newest of them, which knows the others; `changes` are some."""
        now = changes[-1][1]
        numbers = {each.name: getattr(now, each.name) for each in fields(PolicySettings)}
        return cls(first=first, changes=changes, **numbers)

    def at(self, moment: datetime) -> PolicySettings:
        """What was in force then."""
        begun = [settings for since, settings in self.changes if since <= moment]
        return begun[-1] if begun else self.first

    def since(self, name: str) -> datetime | None:
        """The moment of the first of its newest changes that made it what it is."""
        found = None
        for begun, settings in reversed(self.changes):
            if getattr(settings, name) != getattr(self, name):
                return found
            found = begun
        return None if getattr(self.first, name) == getattr(self, name) else found

    def ever(self) -> tuple[PolicySettings, ...]:
        """The first of them, and each change."""
        return (self.first, *(settings for _, settings in self.changes))


def _typed(name: str, number: Any, meta: Mapping[str, Any]) -> Any:
    unit = meta["unit"]
    if unit == "yes or no":
        if not isinstance(number, bool):
            raise NotAValue(f"Policy setting “{name}” is yes or no (true or false).")
        return number
    if isinstance(number, bool) or not isinstance(number, int) or not meta["least"] <= number <= meta["most"]:
        raise NotAValue(f"Policy setting “{name}” is a whole number from {meta['least']} to {meta['most']} ({unit}).")
    if unit in {"hours", "days"}:
        return timedelta(**{unit: number})
    return number
