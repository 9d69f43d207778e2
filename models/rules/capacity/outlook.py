"""What comes back to a team and when, and what is free on each of the next days (REF-15, PSP-4, PSP-7, INT-6).

Only what has a day is counted: an expected end, or a provider's start. A step-down that isn't planned yet and a person
who waits for Brokerage are named without hours, because nobody knows the hours or the day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from models.policy import PolicySettings
from models.rules.capacity.dated_hours import ContractedFrom, Reduced, contracted_on, limit_on
from models.rules.plans.changes import last_day_of_short_term
from models.rules.sentences import day_text
from models.values import DAYS, hours_text

DAYS_AHEAD = 7
_A_WEEK = len(DAYS)


class BackKind(Enum):
    """Why hours come back, or may."""

    ANNOUNCED_END = "expected, to be confirmed"
    PVI_START = "a provider starts"
    EXPECTED_END = "expected end"
    STEP_DOWN = "step-down agreed"
    PLAN_CHANGES = "plan changes"
    MOVES = "moves to another team"
    BROKERAGE = "waiting for Brokerage"


@dataclass(frozen=True, slots=True)
class InService:
    """What is known of one open episode about its end; days are the office's."""

    short_term: bool
    began: date
    extended_until: date | None = None
    independent_since: date | None = None
    with_brokerage_since: date | None = None
    no_further_action: bool = False
    pvi_starts_on: date | None = None
    announced: tuple[date, str] | None = None  # an end or a move recorded ahead: its day, and how it is said (END-9)
    step_down_agreed: date | None = None  # by the MDT, and no plan has followed it yet


@dataclass(frozen=True, slots=True)
class Back:
    """Hours that come back: `day` is the first on which they are free, None where nobody knows it."""

    kind: BackKind
    day: date | None
    sentence: str

    @property
    def counts(self) -> bool:
        """Whether the hours are counted on from that day: what nobody has confirmed isn't (REF-15, END-9)."""
        return self.day is not None and self.kind is not BackKind.ANNOUNCED_END


def comes_back(known: InService, today: date, policy: PolicySettings) -> tuple[Back, ...]:
    """What is expected of one person's hours; a day that has passed is said, and no longer counted on.

    Source: OPG 3.1, 5.2, 6.1; STCH; MG (PSP-4, PSP-7, MILE-2, INT-6).
    """
    found = [_end(known, today, policy)]
    if known.step_down_agreed is not None:
        sentence = f"Step-down agreed by the MDT on {day_text(known.step_down_agreed)}: plan it."
        found.append(Back(BackKind.STEP_DOWN, None, sentence))
    return tuple(each for each in found if each is not None)


def moves_away(team: str, day: date) -> str:
    """That somebody leaves this team on a day to come. Source: STCH (DAY-4)."""
    return f"Moves to {team or 'another team'} from {DAYS[day.weekday()]} {day_text(day)}."


def comes_from(team: str, day: date) -> str:
    """That somebody comes into this team on a day to come, and takes hours there. Source: STCH (DAY-4)."""
    return f"Comes from {team or 'another team'} on {DAYS[day.weekday()]} {day_text(day)}: takes hours here."


def _end(known: InService, today: date, policy: PolicySettings) -> Back | None:
    if known.announced is not None:
        day, said = known.announced
        return Back(
            BackKind.ANNOUNCED_END, day + timedelta(days=1), f"{said}, not confirmed yet: its hours stay in use."
        )
    starts = known.pvi_starts_on
    if starts is not None:
        if starts >= today:
            return Back(BackKind.PVI_START, starts, f"A PVI provider starts on {day_text(starts)}.")
        late = f"A PVI provider was to start on {day_text(starts)}: end the service, or correct the day."
        return Back(BackKind.PVI_START, None, late)
    if known.independent_since is not None and not known.no_further_action:
        since = known.with_brokerage_since
        where = f"with Brokerage since {day_text(since)}" if since else "not sent to Brokerage yet"
        sentence = f"At maximum independence since {day_text(known.independent_since)}, {where}."
        return Back(BackKind.BROKERAGE, None, sentence)
    if not known.short_term:
        return None
    last = last_day_of_short_term(known.began, policy, known.extended_until)
    of_what = "extension" if known.extended_until == last else "six weeks"
    if last < today:
        late = f"The last day of the {of_what} was {day_text(last)}: extend, transfer or end."
        return Back(BackKind.EXPECTED_END, None, late)
    return Back(BackKind.EXPECTED_END, last + timedelta(days=1), f"Last day of the {of_what}: {day_text(last)}.")


@dataclass(frozen=True, slots=True)
class Returning:
    """Worker minutes on each weekday of the days ahead, Monday first, that are free from a day on, and a week.

    Where calls take turns in two weeks a day has its own week's, and a week the heavier's.
    """

    day: date
    minutes: tuple[int, ...]
    a_week: int


@dataclass(frozen=True, slots=True)
class OutlookDay:
    """One day: what is contracted, given away and coming back by then, a week and on the very day; worker minutes."""

    day: date
    limit: int
    given: int
    back: int
    day_given: int
    day_back: int
    reduced: int = 0

    @property
    def free(self) -> int:
        """Free a week from that day on, as the team's limit counts; less than nothing where it is over."""
        return self.limit - self.given + self.back

    @property
    def day_limit(self) -> int:
        """A seventh of the week: contracted hours aren't told apart by weekday."""
        return self.limit // _A_WEEK

    @property
    def day_free(self) -> int:
        """Free on that very day, as the visits of its weekday fall."""
        return self.day_limit - self.day_given + self.day_back

    @property
    def sentence(self) -> str:
        """The day in words, for reading aloud."""
        return (
            f"{DAYS[self.day.weekday()]} {day_text(self.day)}: {_free(self.day_free)} that day, "
            f"{_free(self.free)} a week"
        )


def outlook(
    today: date,
    contracted: int,
    reductions: Iterable[Reduced],
    given: Sequence[int],
    a_week: int,
    returning: Iterable[Returning],
    *,
    changes: Iterable[ContractedFrom] = (),
    days: int = DAYS_AHEAD,
) -> tuple[OutlookDay, ...]:
    """Today and the days after it; `given` are the worker minutes given away on each weekday, `a_week` in a week.

    Monday is first; where calls take turns in two weeks a day has its own week's, and a week the heavier's.
    `contracted` are the minutes in force today, `changes` those from a later day on.
    Holds count until somebody releases them, promises from the day they were made. Source: OPG 1.5, 2.3 (REF-15).
    """
    known, reduced, changed = tuple(returning), tuple(reductions), tuple(changes)
    found = []
    for number in range(days):
        day = today + timedelta(days=number)
        short = sum(each.minutes for each in reduced if each.first_day <= day <= each.last_day)
        back = [each for each in known if each.day <= day]
        found.append(
            OutlookDay(
                day=day,
                limit=limit_on(contracted_on(contracted, changed, day), reduced, day),
                given=a_week,
                back=sum(each.a_week for each in back),
                day_given=given[day.weekday()],
                day_back=sum(each.minutes[day.weekday()] for each in back),
                reduced=short,
            )
        )
    return tuple(found)


def _free(minutes: int) -> str:
    return f"{hours_text(minutes)} h free" if minutes >= 0 else f"{hours_text(-minutes)} h over"
