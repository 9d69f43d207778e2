"""What the tab Closure shows: frozen rows and sentences, filled by `app.queries.closure.closure`."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.queries.episodes.assistive import AtView
from app.queries.episodes.expected import ExpectedRow
from app.queries.transfer.lacks import LackLine
from models.rules.closure.end_facts import EndFact
from models.vocabulary.closure import BreakKind, ClosingStepKind, EndReason
from models.vocabulary.episodes import EpisodeKind


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason that fits this kind of support, and what has to be known for it (END-1, END-2).

    `fact` is the day that it asks for, if any, `fact_on` that day where it is known; `in_return` says what the end is
    in the statutory return, and where it counts (FIG-2).
    """

    reason: EndReason
    asks: str
    fact: EndFact | None
    fact_on: date | None
    in_return: str

    @property
    def asks_package_day(self) -> bool:
        """Whether other care goes on, from a day that is kept (END-1, END-2)."""
        return self.fact is EndFact.PACKAGE

    @property
    def asks_move(self) -> bool:
        """Whether the end rests on a move to a care home (END-1, END-2)."""
        return self.fact is EndFact.MOVE

    @property
    def asks_admission(self) -> bool:
        """Whether the end rests on an admission to hospital (END-1)."""
        return self.fact is EndFact.ADMISSION


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakView:
    """A break in service, with what it asks now (END-3).

    `days` are whole days without service so far; `says` are the questions and the prompt to end that are due now;
    `end_offered_at` is the moment offered as the end of service; `undone_because` why it was no break at all.
    """

    id: UUID
    seen: int
    kind: BreakKind
    began_at: datetime
    last_visit_on: date
    return_expected_at: datetime | None
    long_term_planned: bool
    return_still_planned: bool
    last_asked_at: datetime
    returned_at: datetime | None
    next_visit_on: date | None
    recorded_by: str
    undone_because: str
    days: int
    asked_next_on: date | None
    end_offered_at: datetime
    is_at_its_limit: bool
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClosingStepLine:
    """A closing step: done by whom and when, or still to be done (END-4).

    `seen` is the version of its tick or note, none where there never was one.
    """

    step: ClosingStepKind
    seen: int | None
    done_by: str
    done_at: datetime | None
    note: str

    @property
    def label(self) -> str:
        """What is to be done."""
        return self.step.label


@dataclass(frozen=True, slots=True)
class DeathView:
    """What is known of a death; `person_seen` is for the deeds, `question` asks where something is odd (END-8)."""

    person_seen: int
    reported_at: datetime | None
    confirmed_at: datetime | None
    died_on: date | None
    question: str

    @property
    def is_known(self) -> bool:
        """A report is enough."""
        return self.reported_at is not None or self.confirmed_at is not None

    @property
    def awaits_confirmation(self) -> bool:
        """Whether a report is still to be confirmed with its date (END-8)."""
        return self.is_known and self.confirmed_at is None


@dataclass(frozen=True, slots=True)
class ReassessmentLine:
    """Needs reassessed in interim support: the day, by whom, what was decided; why, where it was a mistake (MILE-3)."""

    id: UUID
    seen: int
    on: date
    assessed_by: str
    decided: str
    recorded_by: str
    withdrawn_because: str

    @property
    def stands(self) -> bool:
        """Whether it wasn't taken back."""
        return not self.withdrawn_because


@dataclass(frozen=True, slots=True)
class ReopeningLine:
    """That the episode was opened again after a mistake, by whom, and why (END-7)."""

    reopened_at: datetime
    reopened_by: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureView:
    """All of the tab. `remains` is what keeps the package open, empty before the end and once it is closed.

    `fact` says the move or the admission on which the end rests, empty where it was stored without.
    `expected_end` and `expected_return` are recorded ahead and not confirmed yet (END-9).
    `seen` is the version of the episode, `closure_seen` of its closure, none before the first end. `end_offered_at` is
    the moment that an end is offered with. The two texts are empty while the episode is open.
    """

    person: UUID
    episode: UUID
    seen: int
    closure_seen: int | None
    kind: EpisodeKind
    started_at: datetime
    ended_at: datetime | None
    end_reason: EndReason | None
    end_decided_at: datetime | None
    end_decided_by: str
    package_started_on: date | None
    fact: str
    closed_at: datetime | None
    closed_by: str  # empty where the hand-over closed it
    reasons: tuple[ReasonLine, ...]
    in_return: str
    end_offered_at: datetime | None
    expected_end: ExpectedRow | None
    expected_return: ExpectedRow | None
    open_break: BreakView | None
    breaks: tuple[BreakView, ...]
    steps: tuple[ClosingStepLine, ...]
    at: AtView
    remains: tuple[LackLine, ...]
    death: DeathView
    reopenings: tuple[ReopeningLine, ...]
    reassessments: tuple[ReassessmentLine, ...]
    can_reopen: bool
    text_for_mosaic: str
    text_for_ccl: str
    text_for_pst: str = ""

    def text_for(self, step: ClosingStepKind) -> str:
        """What is pasted where this closing step is done (END-4)."""
        texts = {
            ClosingStepKind.END_PO: self.text_for_pst,
            ClosingStepKind.UPDATE_MOSAIC: self.text_for_mosaic,
            ClosingStepKind.UPDATE_CCL: self.text_for_ccl,
        }
        return texts[step]

    @property
    def is_open(self) -> bool:
        """Whether support goes on."""
        return self.ended_at is None

    @property
    def shows_package(self) -> bool:
        """Whether what settles a package is shown: after the end, and during interim, when AT of STS is reviewed."""
        return not self.is_open or self.at.after_hand_over

    @property
    def is_closed(self) -> bool:
        """Whether the package is closed."""
        return self.closed_at is not None

    @property
    def can_reassess(self) -> bool:
        """Whether needs can be reassessed: interim support goes on (MILE-3)."""
        return self.is_open and self.kind.is_interim

    @property
    def can_begin_break(self) -> bool:
        """Whether a break can begin: support goes on and nobody is away yet (END-3)."""
        return self.is_open and self.open_break is None
