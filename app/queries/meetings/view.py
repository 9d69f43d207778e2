"""What the Meetings tab and the MDT pack show: an agenda, the people on it, their goals, actions and decisions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from uuid import UUID

from models.rules.meetings.agenda import Opportunity
from models.rules.meetings.standing import Standing
from models.values import Call
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.goals import GoalState, Letter
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.staff import Role

MOST_RATINGS = 10  # of a goal, on the agenda


class AgendaSign(Enum):
    """What the list says about somebody, the first that holds; `sign_words` of the person says it."""

    DECIDED = "decided"
    DIED = "died"
    OVERDUE = "overdue"
    NEW = "new"
    ASKS = "asks"
    TO_DO = "to do"
    AWAY = "away"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class AgendaRating:
    """One rated visit of a goal."""

    day: date
    call: Call
    letter: Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaGoal:
    """A goal, what is said `beside` its statement, its latest rated visits, oldest first, and what they suggest."""

    id: UUID
    number: int
    statement: str
    beside: tuple[str, ...]
    target: date | None
    state: GoalState
    is_draft: bool
    latest: tuple[AgendaRating, ...]
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaAction:
    """What somebody took on; `version` is what a deed calls `seen`. `of_this` says that it is of the open meeting.

    `taken_back` says why the open meeting took it back, empty where it stands.
    """

    id: UUID
    version: int
    episode_id: UUID | None
    person: str
    what: str
    owner_id: UUID
    owner: str
    due: date
    is_overdue: bool
    done_at: datetime | None
    from_kind: MeetingKind
    from_day: date
    of_this: bool
    taken_back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaDecision:
    """What a meeting decided about somebody; `version` is what a deed calls `seen`.

    `done` says what was done since because of it (an end, a lighter week), empty where nothing was; `is_to_carry_out`
    is of the open meeting, of support that goes on, where it still can be.
    `taken_back` says why its meeting took it back, empty where it stands.
    """

    id: UUID
    version: int
    episode_id: UUID
    kind: DecisionKind
    note: str
    decided_at: datetime
    by: str
    of_this: bool
    taken_back: str
    done: str
    is_to_carry_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaNote:
    """What somebody said in a meeting, and the next steps agreed with them on a day; `version` is its `seen`."""

    episode_id: UUID
    version: int
    person_says: str
    next_steps: str
    next_steps_on: date | None
    held_at: datetime
    of_this: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPerson:
    """One person, as the meeting talks about them: support now, goals, opportunities, and what was said before.

    `day` counts from 1; `ended_at` is there where this meeting has just decided on the end. Minutes are a week;
    `then_and_now` says how the hours were at the start of the support, empty where they are the same. `not_made` says
    how many visits weren't made since the last meeting, empty where all were. `asks` says what this meeting is to
    decide, `to_settle` in sentences what was begun, `standing` where somebody comes, and `because` why they are on the
    daily agenda; `decisions` are those of this meeting, `earlier` those of the last one that decided anything. What
    they took back is in `taken_back` alone. `note` is of
    this meeting, `said_before` of the last one before it that heard something.
    The versions are of the episode, of the milestones of maximum independence and of the assessment, and of the
    transfer.
    """

    episode_id: UUID
    version: int
    independence_seen: int | None
    assessment_seen: int | None
    transfer_seen: int | None
    person_id: UUID
    person: str
    mosaic_id: str
    patch: str
    kind: EpisodeKind
    started_at: datetime
    ended_at: datetime | None
    day: int
    day_sentence: str
    visits_a_week: int
    contact_minutes: int
    worker_minutes: int
    double_up: bool
    a_week: str  # of what week these are the hours: "a week", or the heavier one where calls take turns
    calls: str
    then_and_now: str
    goal_setter_id: UUID | None
    goal_setter: str
    goals_due: datetime | None
    away: str
    death_reported: bool
    goals: tuple[AgendaGoal, ...]
    opportunities: tuple[Opportunity, ...]
    newness: str
    recuperates: bool
    asks: tuple[str, ...]
    to_settle: tuple[str, ...]
    standing: Standing
    not_made: str
    because: tuple[str, ...]
    actions: tuple[AgendaAction, ...]
    decisions: tuple[AgendaDecision, ...]
    earlier: tuple[AgendaDecision, ...]
    taken_back: tuple[AgendaDecision | AgendaAction, ...]
    note: AgendaNote | None
    said_before: AgendaNote | None

    def seen_for(self, kind: DecisionKind) -> int | None:
        """The version of what such a decision takes effect on; none where there is nothing yet (MDT-3)."""
        known = {
            DecisionKind.MAXIMUM_INDEPENDENCE: self.independence_seen,
            DecisionKind.NFA: self.assessment_seen,
            DecisionKind.TRANSFER: self.transfer_seen,
        }
        return known.get(kind, self.version)

    @property
    def is_new(self) -> bool:
        """Whether the daily meeting looks at them as new to the service."""
        return bool(self.newness)

    @property
    def sign(self) -> AgendaSign:
        """What is said about them in the list, the weightiest."""
        holds = (
            (AgendaSign.DECIDED, self.decisions),
            (AgendaSign.DIED, self.death_reported),
            (AgendaSign.OVERDUE, any(each.is_overdue for each in self.actions)),
            (AgendaSign.NEW, self.is_new),
            (AgendaSign.ASKS, self.asks),
            (AgendaSign.TO_DO, any(each.done_at is None for each in self.actions)),
            (AgendaSign.AWAY, self.away),
        )
        return next((sign for sign, is_so in holds if is_so), AgendaSign.NOTHING)

    @property
    def sign_words(self) -> str:
        """The sign in a few words."""
        match self.sign:
            case AgendaSign.DECIDED:
                return "support has ended" if self.ended_at else self.decisions[0].kind.label
            case AgendaSign.DIED:
                return "death reported"
            case AgendaSign.OVERDUE:
                return "action overdue"
            case AgendaSign.NEW:
                if self.recuperates:
                    return "new: recuperates first"
                return "new: goals to be set" if self.goal_setter else "new: who sets goals?"
            case AgendaSign.ASKS:
                return " · ".join(self.asks)
            case AgendaSign.TO_DO:
                return "action to be done"
            case AgendaSign.AWAY:
                return self.away
        return ""


@dataclass(frozen=True, slots=True)
class AgendaMember:
    """A member of the MDT: whether this kind of meeting expects them, and whether they are there.

    `seen` is the version of their attendance, none where they weren't named at this meeting yet.
    """

    id: UUID
    name: str
    role: Role
    is_expected: bool
    is_present: bool
    seen: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The agenda of one team's meeting, whoever needs a decision first; `meeting_id` is none until one is opened.

    `actions` belong to nobody in particular (roles for the next weekly, say), and of these the open meeting took
    `taken_back`; `outstanding` are all that earlier meetings left undone, the longest overdue first. `due_in` is
    offered for a new action. `no_goals` says what stands where somebody has none yet.
    """

    team_id: UUID
    team: str
    kind: MeetingKind
    meeting_id: UUID | None
    version: int
    held_at: datetime | None
    last_held_at: datetime | None
    people: tuple[AgendaPerson, ...]
    actions: tuple[AgendaAction, ...]
    taken_back: tuple[AgendaAction, ...]
    outstanding: tuple[AgendaAction, ...]
    members: tuple[AgendaMember, ...]
    due_in: timedelta
    no_goals: str

    @property
    def as_before(self) -> tuple[AgendaPerson, ...]:
        """Those who are as the last meeting left them."""
        return tuple(each for each in self.people if each.standing is Standing.AS_BEFORE)
