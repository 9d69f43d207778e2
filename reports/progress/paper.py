"""What a progress page says: goals and their ratings, the week then and now, milestones (OPG 3.4, 3.6; PSP-12)."""

from dataclasses import dataclass
from datetime import date

from models.values import Call, CoveredCall, PlannedVisit
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.goals import GoalState, Letter, MarkKind
from reports.agreement.paper import Reach

CURRENT_WORDING = "v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitMark:
    """One visit of one goal: its letter; none where it was planned and isn't recorded, or the person was `away`.

    `not_made` says that it was planned and nobody was there to rate it; `is_late` that a worker's letter was typed in
    or corrected days after the visit.
    """

    day: date
    call: Call
    letter: Letter | None
    away: str = ""
    not_made: bool = False
    is_disputed: bool = False
    is_late: bool = False

    @property
    def is_awaited(self) -> bool:
        """Whether it was planned and isn't recorded, though it was made as far as is known."""
        return self.letter is None and not self.away and not self.not_made


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekMark:
    """One week of a goal: between which letters its middle lies (one, two, or none where nobody rated).

    With a week that `begins_anew` another series begins: the goal was reworded, or the support handed over.
    """

    number: int
    letters: tuple[Letter, ...]
    declined: int = 0
    begins_anew: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressGoal:
    """A complete goal. `marks` are its visits of the days shown; `says` and `comments` are for those who work with it.

    `own_words` are the person's, `aims_at` is what its ratings are to reach, where `measured_by` leaves it out.
    `earlier` are statements that it had before, each with the last day on which it said so.
    """

    number: int
    statement: str
    measured_by: str
    target: date | None
    state: GoalState
    own_words: str = ""
    aims_at: str = ""
    marks: tuple[VisitMark, ...] = ()
    weeks: tuple[WeekMark, ...] = ()
    earlier: tuple[tuple[date, str], ...] = ()
    says: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()

    def count(self, letter: Letter) -> int:
        """At how many visits this letter was given."""
        return sum(each.letter is letter for each in self.marks)

    @property
    def rated(self) -> int:
        """How many visits were rated."""
        return sum(each.letter is not None for each in self.marks)

    @property
    def not_recorded(self) -> int:
        """How many visits were planned and aren't recorded."""
        return sum(each.is_awaited for each in self.marks)

    @property
    def not_made(self) -> int:
        """How many visits were planned and weren't made."""
        return sum(each.letter is None and each.not_made for each in self.marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOf:
    """A planned week in force on a day.

    `covered` are the calls that others cover, which add nothing to what it takes.
    """

    day: date
    visits: tuple[PlannedVisit, ...]
    covered: tuple[CoveredCall, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneLine:
    """A milestone, on which day it was reached, and what is said of it."""

    kind: MilestoneKind
    day: date | None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """What began on a day and stands over the letters, with its sentence; of one goal's row where `goal` numbers it."""

    kind: MarkKind
    day: date
    sentence: str
    goal: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressPaper:
    """How somebody gets on, from `first_day` to `last_day`; `drafts` are goals that aren't complete, left out here.

    `family_does` is what the referral told of help by others, empty where nothing is recorded; `died` marks a death.
    """

    reference: str
    council: str
    person: str
    preferred_name: str
    born: date | None
    mosaic_id: str
    support: str
    team: Reach
    dso: Reach
    case_coordinator: Reach | None
    first_day: date
    last_day: date
    goals: tuple[ProgressGoal, ...]
    drafts: int
    at_start: WeekOf
    now: WeekOf
    coming: tuple[str, ...] = ()
    milestones: tuple[MilestoneLine, ...] = ()
    began: tuple[HistoryLine, ...] = ()
    equipment: tuple[str, ...] = ()
    onward: tuple[str, ...] = ()  # what was asked of other services, and what came of it
    specialist: tuple[str, ...] = ()
    family_does: str = ""
    family_told: str = ""
    died: str = ""
    wording: str = CURRENT_WORDING

    @property
    def days(self) -> int:
        """How many days are shown."""
        return (self.last_day - self.first_day).days + 1
