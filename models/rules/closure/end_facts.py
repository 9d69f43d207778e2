"""What an end rests on, asked with it: the move, the admission, the day on which ongoing care starts (END-1, END-2).

A death, a long break and a reassessment are recorded on their own; the end is refused before they are.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from models.policy import PolicySettings
from models.rules.clocks import whole_days
from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import CASE_COORDINATOR
from models.values import london_day
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.episodes import EpisodeKind

_CARE_HOME = "the care home or the family"
_WARD = "the ward or the family"


class EndFact(Enum):
    """A day that an end rests on."""

    MOVE = "moved"
    ADMISSION = "admitted"
    PACKAGE = "package"


_RESTS_ON = {
    EndReason.CARE_HOME: EndFact.MOVE,
    EndReason.RESIDENTIAL: EndFact.MOVE,
    EndReason.HOSPITAL: EndFact.ADMISSION,
    EndReason.ONGOING_ARRANGED: EndFact.PACKAGE,
    EndReason.PVI_FOUND: EndFact.PACKAGE,
}
_SHOWN_BY = {EndFact.MOVE: BreakKind.CARE_HOME, EndFact.ADMISSION: BreakKind.HOSPITAL}
_SAID = {EndFact.MOVE: "Moved to the care home", EndFact.ADMISSION: "Admitted to hospital"}
_ASKED = {
    EndFact.MOVE: ("Say on which day the person moved to the care home.", _CARE_HOME, "fact_on"),
    EndFact.ADMISSION: ("Say on which day the person was admitted to hospital.", _WARD, "fact_on"),
    EndFact.PACKAGE: ("Say on which day the ongoing care starts: its review is asked for by it.", CASE_COORDINATOR,
                      "package_on"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class EndFactDays:
    """An end with the day of its fact, as it was said or as it is known."""

    kind: EpisodeKind
    reason: EndReason
    started_at: datetime
    ends_at: datetime
    on: date | None


def rests_on(reason: EndReason) -> EndFact | None:
    """Which day an end for this reason is asked for; none where it rests on what is recorded elsewhere.

    Source: OPG 6.1, 6.2 (END-1, END-2).
    """
    return _RESTS_ON.get(reason)


def known_fact(reason: EndReason, away: BreakKind | None, began_at: datetime | None) -> date | None:
    """The day of the move or the admission, where the break that is open began with it. Source: OPG 6.1 (END-3)."""
    fact = _RESTS_ON.get(reason)
    if fact is None or began_at is None or away is None or _SHOWN_BY.get(fact) is not away:
        return None
    return london_day(began_at)


def fact_line(reason: EndReason | None, on: date | None) -> str:
    """What an end rested on, after it: "Moved to the care home on 3 Nov 2026"; empty where no day is known."""
    fact = _RESTS_ON.get(reason) if reason is not None else None
    return f"{_SAID[fact]} on {day_text(on)}" if fact in _SAID and on is not None else ""


def end_fact_lacks(facts: EndFactDays, today: date, policy: PolicySettings, *, day_is_meant: bool) -> tuple[Lack, ...]:
    """An end asks for its own fact, within the service; a package far ahead is asked about. The first that fails.

    Source: OPG 6.1, 6.2; STCH (END-1, END-2, PSP-8).
    """
    fact = _RESTS_ON.get(facts.reason)
    if fact is None:
        return ()
    rule = "END-2" if facts.kind.is_interim else "END-1"
    sentence, who, field = _ASKED[fact]
    if facts.on is None:
        return (Lack(rule, sentence, who, field),)
    if fact is EndFact.PACKAGE:
        return package_day_lacks(facts, policy, day_is_meant=day_is_meant)
    if facts.on < london_day(facts.started_at):
        return (_too_early(facts, rule, who, field),)
    return () if facts.on <= today else (Lack(rule, "This is recorded when it has come.", who, field),)


def package_day_lacks(facts: EndFactDays, policy: PolicySettings, *, day_is_meant: bool) -> tuple[Lack, ...]:
    """The day of ongoing care, of an end that has come or is to come: not before the service, and asked about far off.

    Source: OPG 6.1, 6.2; STCH (END-1, END-2, END-9, PSP-8).
    """
    _, who, field = _ASKED[EndFact.PACKAGE]
    rule = "END-2" if facts.kind.is_interim else "END-1"
    if facts.on is None:
        return ()
    if facts.on < london_day(facts.started_at):
        return (_too_early(facts, rule, who, field),)
    if day_is_meant or whole_days(london_day(facts.ends_at), facts.on) <= policy.dated_ahead_up_to.days:
        return ()
    sentence = f"{day_text(facts.on)} is long after the end of support: correct the day, or say that it is meant."
    return (Lack(rule, sentence, who, "day_is_meant"),)


def _too_early(facts: EndFactDays, rule: str, who: str, field: str) -> Lack:
    started = day_text(london_day(facts.started_at))
    return Lack(rule, f"This can't be before the service began on {started}.", who, field)
