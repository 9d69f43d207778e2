"""A target that ratings can reach: a level, at so many of the last so many rated visits, at the goal's calls.

Whether it is reached, and how far it still is, is counted from the ratings: "I at 6 of 7 morning visits". A goal
without one is judged by the office's policy (IPAD-4). Declined visits are rated visits at which it wasn't reached:
they are looked at and never counted as a level (IPAD-3).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from models.policy import PolicySettings
from models.rules.decision import Lack
from models.rules.goals.levels import Rated, RatedVisit, level
from models.rules.sentences import counted, joined
from models.rules.who import WHOEVER_TYPED
from models.values import Call
from models.vocabulary.goals import Letter

MOST_VISITS = 50
_WRITTEN = re.compile(r"(I|P|A1) (\d{1,4}) of (\d{1,4})")
_AIMED_AT = (Letter.I, Letter.P, Letter.A1)  # two workers is where everybody begins, and declined is no level


@dataclass(frozen=True, slots=True)
class Aim:
    """`letter` or less help, at `at_least` of the last `of` rated visits."""

    letter: Letter
    at_least: int
    of: int

    @property
    def kept(self) -> str:
        """As a record keeps it: "I 6 of 7"."""
        return f"{self.letter.value} {self.at_least} of {self.of}"

    @property
    def less_help_too(self) -> str:
        """The letter in words, less help being as good: "I", "P or less help"."""
        return self.letter.value if self.letter is Letter.I else f"{self.letter.value} or less help"

    def is_met_at(self, visit: RatedVisit[Rated]) -> bool:
        """Whether a visit shows the level, or less help."""
        wanted = level(self.letter)
        return visit.level is not None and wanted is not None and visit.level >= wanted


@dataclass(frozen=True, slots=True)
class Standing:
    """How a goal stands to its aim: at which of the last visits that are looked at it was met, the newest first."""

    aim: Aim
    hits: tuple[bool, ...]

    @property
    def met(self) -> int:
        """At how many of them."""
        return sum(self.hits)

    @property
    def looked_at(self) -> int:
        """How many there are."""
        return len(self.hits)

    @property
    def is_reached(self) -> bool:
        """Whether it was met at enough of enough visits."""
        return self.looked_at >= self.aim.of and self.met >= self.aim.at_least

    @property
    def visits_to_go(self) -> int:
        """After how many more visits it can be reached at the soonest: each of them pushes an old one out."""
        aim = self.aim
        visits = range(max(0, aim.of - self.looked_at), aim.of)
        return next((more for more in visits if more + sum(self.hits[: aim.of - more]) >= aim.at_least), aim.of)

    @property
    def sentence(self) -> str:
        """The way still to go: "I at 4 of the last 7 rated visits, 6 of 7 wanted: at least 3 more visits"."""
        if not self.looked_at:
            return "No rated visits yet."
        wanted = f"{self.aim.at_least} of {self.aim.of}"
        here = f"{self.aim.less_help_too} at {self.met} of the last {counted(self.looked_at, 'rated visit')}"
        if self.is_reached:
            return f"{here}, {wanted} wanted: reached."
        return f"{here}, {wanted} wanted: at least {counted(self.visits_to_go, 'more visit')}."


def aim_of(kept: str, policy: PolicySettings) -> Aim:
    """The goal's own aim, or what the policy calls achieved. Source: OPG 3.3; IPAD-4."""
    return own_aim(kept) or Aim(Letter.I, policy.achieved_at_least, policy.achieved_of)


def own_aim(kept: str) -> Aim | None:
    """The aim that a record keeps; none where the goal has none of its own."""
    found = _WRITTEN.fullmatch(kept)
    return Aim(Letter(found[1]), int(found[2]), int(found[3])) if found else None


def aim_lacks(aim: Aim | None) -> tuple[Lack, ...]:
    """An aim can be reached, and isn't reached before anything is done. Source: OPG 3.3 (GOAL-3)."""
    if aim is None:
        return ()
    if aim.letter not in _AIMED_AT:
        letters = joined([each.value for each in _AIMED_AT], "or")
        return (Lack("GOAL-3", f"A goal is reached by {letters}, not by {aim.letter.value}.", WHOEVER_TYPED, "aim"),)
    if not 1 <= aim.of <= MOST_VISITS:
        return (Lack("GOAL-3", f"Look at 1 to {MOST_VISITS} visits, not at {aim.of}.", WHOEVER_TYPED, "aim"),)
    if not 1 <= aim.at_least <= aim.of:
        sentence = f"{aim.at_least} of {counted(aim.of, 'visit')} can't be reached: say 1 to {aim.of}."
        return (Lack("GOAL-3", sentence, WHOEVER_TYPED, "aim"),)
    return ()


def aim_text(aim: Aim, calls: Sequence[Call]) -> str:
    """The aim as a measure reads: "Independent at 6 of 7 morning visits"."""
    at = joined([call.label.lower() for call in calls], "and")
    more = "" if aim.letter is Letter.I else " or less help"
    return f"{aim.letter.label}{more} at {aim.at_least} of {aim.of} {at + ' ' if at else ''}visits"


def without_aim_text(policy: PolicySettings) -> str:
    """What a goal without an aim of its own is asked about by. Source: OPG 3.1 (IPAD-4)."""
    asked_at = aim_of("", policy)
    at = f"{asked_at.letter.value} at {asked_at.at_least} of {asked_at.of}"
    return f"No aim of its own: the office asks whether it is achieved at {at} rated visits."


def standing(newest_first: Iterable[RatedVisit[Rated]], aim: Aim) -> Standing:
    """Count the last rated visits at the goal's calls. Source: OPG 3.1 (IPAD-4)."""
    last = islice(newest_first, aim.of)
    return Standing(aim, tuple([aim.is_met_at(each) for each in last]))
