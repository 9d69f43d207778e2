"""A visit that two people share: each has their own, and its workers' time is counted once (REF-15).

It is shared on a day on which both plans have the same visit at the call: as long, by as many workers, at the same
time. So when one of the two ends, moves or changes that visit, the other's counts in full by itself. While one is
away, the visit is made for the other alone, and nothing is kept beside it for the return.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from models.rules.decision import Lack
from models.rules.plans.changes import Week
from models.rules.plans.totals import slots
from models.rules.plans.two_weeks import heavier_week
from models.rules.sentences import day_text
from models.rules.who import DSO, WHOEVER_TYPED
from models.values import DAYS, Call, days_text, hours_text
from models.vocabulary.two_weeks import EVERY_WEEK, TURNS, weeks_text


@dataclass(frozen=True, slots=True)
class SharedCall:
    """What two weeks have alike at a call: on which days, and how many worker minutes a week are counted once.

    On the days of `differs` both have a visit there, and not the same one. `places` are the same days with the week of
    two (0: every week): a visit every second week is the same one only in the same weeks.
    """

    days: frozenset[int]
    differs: frozenset[int]
    minutes: int
    places: frozenset[tuple[int, int]] = frozenset()

    @property
    def days_text(self) -> str:
        """The days in words: "Mon–Fri; Sat (week A)"."""
        return _places_text(self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWith:
    """A visit that somebody shares, as it stands on a day: with whom, and what the other's plan of that day has.

    `key` and `version` are those of what was recorded; `lives_here`: both have one address. What is `own_…` is said of
    the one whose visits these are, the rest of the other. Who is reported to have died keeps their hours until the end
    of their support is recorded, so until then the time is counted once as before (END-6).
    """

    key: UUID
    version: int
    call: Call
    name: str
    lives_here: bool
    has_ended: bool
    own_ended: bool
    one_team: bool
    has_died: bool
    own_died: bool
    is_away: bool
    own_away: bool
    week: Week

    def counted(self, own: Week) -> SharedCall:
        """What it shares with a week of one's own; nothing where one of the two has ended or is in another team."""
        alike = shared_call(own, self.week, self.call)
        if self.has_ended or self.own_ended or not self.one_team:
            return SharedCall(frozenset(), alike.days | alike.differs, 0)
        return alike

    def sentence(self, own: Week) -> str:
        """How it stands, and what to think of where it isn't shared now. Source: standards.md, trap 6 (PSP-1)."""
        found = self.counted(own)
        what = f"{self.call.label}, {found.days_text}" if found.days else self.call.label
        if self.has_ended:
            return f"{what}: {self.name}'s support here has ended, so the visit counts in full. End the sharing."
        if self.own_ended:
            return f"{what}: this support has ended, so {self.name}'s visit counts in full. End the sharing."
        if not self.one_team:
            return f"{what}: {self.name} is in another team, so each visit counts in full. End the sharing."
        if not found.days:
            return f"{what}: {self.name}'s plan hasn't the same visit any more, so each counts in full. Look at both."
        if self.own_died or self.has_died:
            who = "This person" if self.own_died else self.name
            return (
                f"{what}: {who} is reported to have died, so no paper calls it a visit for two. Until the end of their "
                "support is recorded its time is counted once. Is it still as long?"
            )
        if self.own_away or self.is_away:
            who = "This person" if self.own_away else self.name
            return f"{what}: {who} is away, so it is a visit for one, which counts in full. Is it still as long?"
        once = f"{hours_text(found.minutes)} worker hours a week are counted once"
        differs = f" On {days_text(found.differs)} the two visits differ, and each counts in full." * bool(
            found.differs
        )
        return f"{what}: one visit together with {self.name}; {once}.{differs}"

    def is_together(self, own: Week) -> bool:
        """Whether it is made for both now, on some day. Source: standards.md, trap 6 (PSP-1)."""
        is_for_one = self.is_away or self.own_away or self.has_died or self.own_died
        return bool(self.counted(own).days) and not is_for_one

    def on_paper(self, own: Week, until: date | None = None) -> "OnPaper | None":
        """What papers may say; nothing while it isn't made together. Names only where both live at one address.

        `until` is its last day where something agreed for later has it otherwise.
        """
        if not self.is_together(own):
            return None
        where = f"{self.call.label}, {self.counted(own).days_text}" + (f", until {day_text(until)}" if until else "")
        if not self.lives_here:
            return OnPaper(f"{where}: together with somebody else", f"{where}: shared with another person's visit")
        return OnPaper(
            f"{where}: together with the person you live with",
            f"{where}: shared with the visit to {self.name} at the same address; rate each by themselves",
        )


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A shared visit as the person's paper says it, and as that of the workers."""

    home: str
    workers: str


def shared_call(one: Week, other: Week, call: Call) -> SharedCall:
    """What two weeks have alike at a call. Source: standards.md, trap 6 (PSP-1, REF-15)."""
    here, there = _at(one, call), _at(other, call)
    both = here & there
    places = frozenset((weeks, day) for weeks, day, *_ in both)
    common = _in_each_week(here) & _in_each_week(there) - {
        (which, day) for weeks, day in places for which in ((weeks,) if weeks else TURNS)
    }
    days, differs = (frozenset(day for _, day in each) for each in (places, common))
    in_both = in_both_sums(heavier_week(one), heavier_week(other))
    return SharedCall(days, differs, sum(minutes_by_weekday(one, other, call, in_both)), places)


def minutes_by_weekday(one: Week, other: Week, call: Call, weeks: Sequence[int]) -> tuple[int, ...]:
    """The worker minutes of each weekday, Monday first, that two weeks have alike at a call. (REF-15).

    Of a visit every second week only in the one that `weeks` says of its weekday (1 or 2; 0: in none).
    """
    found = [0] * len(DAYS)
    for (due, day, lasts, workers, _when), times in (_at(one, call) & _at(other, call)).items():
        if due in {EVERY_WEEK, weeks[day]}:
            found[day] += lasts * workers * times
    return tuple(found)


def in_both_sums(one: int, other: int) -> tuple[int, ...]:
    """Of two plans' heavier weeks the one that is both's, for each weekday: no other is counted twice. (REF-15)."""
    return (one if one == other else EVERY_WEEK,) * len(DAYS)


def sharing_lacks(
    call: Call, found: SharedCall, *, is_oneself: bool, one_team: bool, has_died: bool, known: Iterable[tuple[str, str]]
) -> tuple[Lack, ...]:
    """Two people of one team share a visit that both plans have, once. Source: standards.md, trap 6 (PSP-1, REF-15).

    `known` are the names of each two of whom one of these shares this call already.
    """
    if is_oneself:
        return (
            Lack("PSP-1", "Nobody shares a visit with themselves: choose the other person.", WHOEVER_TYPED, "whom"),
        )
    if has_died:
        sentence = "One of the two is reported to have died, so no visit is made for both."
        return (Lack("END-6", sentence, DSO, "whom"),)
    if not one_team:
        return (Lack("REF-15", "They are in two teams, so no worker visits both at once.", DSO, "whom"),)
    two = next(iter(known), None)
    if two is not None:
        sentence = f"{two[0]} and {two[1]} share the {call.value} visit already. End that sharing first."
        return (Lack("PSP-1", sentence, DSO, "call"),)
    if not found.days and not found.differs:
        sentence = f"On no day have both a visit at {call.value}: plan it for both first."
        return (Lack("PSP-1", sentence, DSO, "call"),)
    return ()


def neighbour_lacks(postcode: str, others: str) -> tuple[Lack, ...]:
    """Who shares a visit lives at one postcode, in one house or side by side. Source: good practice (PSP-1, REF-15)."""
    if _plain(postcode) and _plain(postcode) == _plain(others):
        return ()
    where = " and ".join(each.strip() or "no postcode" for each in (postcode, others))
    sentence = (
        f"They don't live at one postcode ({where}), so no worker visits both at once. Correct the address of one of "
        "them if it is wrong, else plan a visit for each."
    )
    return (Lack("REF-15", sentence, DSO, "whom"),)


def sharing_asks(call: Call, found: SharedCall, *, is_meant: bool) -> tuple[Lack, ...]:
    """Visits of other minutes, workers or time are no one visit: asked about until it is meant. (PSP-1)."""
    if not found.differs or is_meant:
        return ()
    sentence = (
        f"{call.label}, {days_text(found.differs)}: the two visits aren't as long, by as many workers or at the same "
        "time, so each counts in full. Make them alike, or say that it is meant."
    )
    return (Lack("PSP-1", sentence, WHOEVER_TYPED, "differs_is_meant"),)


def ending_lacks(because: str) -> tuple[Lack, ...]:
    """Why a visit isn't shared any more is said. Source: good practice (PSP-1)."""
    if because.strip():
        return ()
    return (Lack("PSP-1", "Say why the visit isn't shared any more.", WHOEVER_TYPED, "because"),)


def minutes_once(shared: Iterable[SharedWith], own: Week) -> int:
    """The worker minutes a week that all of somebody's shared visits take off the team's hours. (REF-15)."""
    return sum(each.counted(own).minutes for each in shared)


def unshared_asks(shared: Iterable[SharedWith], old: Week, new: Week) -> tuple[str, ...]:
    """Of a week that is being changed: which visits wouldn't be shared any more. Source: good practice (PSP-1)."""
    found = []
    for each in shared:
        lost = each.counted(old).places - each.counted(new).places
        if lost:
            found.append(
                f"{each.call.label}, {_places_text(lost)}: shared with {each.name}, whose plan this doesn't change. "
                "Then each counts in full until both plans are alike again."
            )
    return tuple(found)


def unshared_lacks(asked: Iterable[str], *, is_meant: bool) -> tuple[Lack, ...]:
    """Where a plan goes on that shares less, that is asked about until it is meant. Source: good practice (PSP-1)."""
    return () if is_meant else tuple(Lack("PSP-1", each, WHOEVER_TYPED, "unshared_is_meant") for each in asked)


def is_one_address(one: str, its_postcode: str, other: str, other_postcode: str) -> bool:
    """Whether two addresses are the same, however they are written; never where one isn't known. (PSP-1)."""
    pairs = ((one, other), (its_postcode, other_postcode))
    return all(_plain(first) and _plain(first) == _plain(second) for first, second in pairs)


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


_Visit = tuple[int, int, int, int, time | None]  # week of two, weekday, minutes, workers, time


def _at(week: Week, call: Call) -> Counter[_Visit]:
    found: Counter[_Visit] = Counter()
    for slot, times in slots(week).items():
        if slot.call is call:
            found[slot.weeks, slot.day, slot.minutes, slot.workers, slot.at] += times
    return found


def _in_each_week(visits: Iterable[_Visit]) -> set[tuple[int, int]]:
    """Week A or B, and weekday, of each."""
    return {(which, day) for weeks, day, *_ in visits for which in ((weeks,) if weeks else TURNS)}


def _places_text(places: Iterable[tuple[int, int]]) -> str:
    days: defaultdict[int, set[int]] = defaultdict(set)
    for weeks, day in places:
        days[weeks].add(day)
    told = ((weeks_text(weeks), days_text(frozenset(on))) for weeks, on in sorted(days.items()))
    return "; ".join(f"{on} ({turn})" if turn else on for turn, on in told)
