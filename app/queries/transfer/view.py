"""What the tab Interim transfer shows: frozen rows and sentences, filled by `app.queries.transfer.transfer`."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.queries.agreement.paper_files import FileRow
from app.queries.agreement.who_may_sign import PowerView
from app.queries.episodes.assistive import AtView
from app.queries.episodes.expected import ExpectedRow
from app.queries.transfer.lacks import LackLine
from app.queries.transfer.money_view import AgreementRow, MoneyView, PeriodLine, Representative, RequestLine
from app.queries.transfer.short_term_package import PackageStep, ShortTermPackage
from models.rules.agreement.signing import AgreementStep, next_agreement_step
from models.rules.transfer.checklist import StepState
from models.values import Money
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import AssessmentDecision, EpisodeKind
from models.vocabulary.papers import PaperKind
from models.vocabulary.plans import PlanKind
from models.vocabulary.transfer import TransferRole, TransferRoute, TransferStepKind

__all__ = [
    "AgreementRow", "AgreementStep", "BrokerageClock", "Column", "ConditionLine", "Facts", "LackLine", "MoneyView",
    "PackageStep", "PastOfferLine", "PeriodLine", "PlanView", "ReceivingTeam", "Representative", "RequestLine",
    "RouteView", "ShortTermPackage", "StepLine", "TransferView",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition of the transfer: whether it holds, in a sentence, and who can mend it (INT-1)."""

    rule: str
    holds: bool
    sentence: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is recorded on the way to ongoing care, each with its moment; none where nobody has said so."""

    independence_agreed_at: datetime | None = None
    assessed_at: datetime | None = None
    decision: AssessmentDecision | None = None
    support_plan_at: datetime | None = None
    agreed_at: datetime | None = None
    reason: str = ""
    need_confirmed_at: datetime | None = None
    sent_to_brokerage_at: datetime | None = None
    listed_at: datetime | None = None
    offer_at: datetime | None = None
    offer_provider: str = ""
    offer_starts_on: date | None = None
    offer_accepted_at: datetime | None = None
    own_search_since: date | None = None
    own_search_evidence: str = ""
    fabo_at: datetime | None = None
    eligible_at: datetime | None = None
    eligible_by: str = ""
    budget: Money | None = None  # the personal budget a week
    independence_by: str = ""  # whose word it is, and who typed it in (END-10)
    agreed_by: str = ""
    need_confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class PastOfferLine:
    """An offer that came to nothing, in a sentence: who offered, when, what came of it and why (INT-1)."""

    id: UUID
    sentence: str
    told: str


@dataclass(frozen=True, slots=True)
class BrokerageClock:
    """The hours with Brokerage: until when they run (`over_at`), and whether Brokerage is to be asked (INT-2).

    `hours` says how many they are, "48 hours".
    """

    over_at: datetime | None
    is_over: bool
    ask_brokerage: bool
    hours: str
    sentence: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the checklist: where it stands, who ticked it and when, and what it waits for.

    `seen` is the version of its tick or note, none where there never was one.
    """

    rule: str
    step: TransferStepKind
    seen: int | None
    state: StepState
    done_by: str
    done_at: datetime | None
    note: str
    waits_for: str
    paste: str = ""  # what to paste where the step is done, empty where nothing is
    asked_at: datetime | None = None
    reference: str = ""
    not_needed: str = ""  # why; then it counts as done

    @property
    def label(self) -> str:
        """What is to be done."""
        return self.step.label

    @property
    def needs_note(self) -> bool:
        """Whether the tick goes with a case note (INT-3)."""
        return self.step is TransferStepKind.CAPACITY_SPOKEN

    @property
    def asks_note_first(self) -> bool:
        """Whether its note has to be written before it can be ticked (INT-3)."""
        return self.needs_note and not self.note


@dataclass(frozen=True, slots=True)
class Column:
    """The steps of one role, in their order; empty where none applies."""

    role: TransferRole
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class RouteView:
    """Who will give, or gives, the interim support."""

    route: TransferRoute | None = None
    team: UUID | None = None
    team_name: str = ""
    dso: UUID | None = None
    dso_name: str = ""


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan in force: its kind, and its week in a sentence."""

    id: UUID
    kind: PlanKind
    version: int
    sentence: str


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """What came of the hand-over before: an answer, or that the move was taken back; why, whose word, and when."""

    what: str
    at: datetime
    by: str
    recorded_by: str
    because: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What can be answered now, and what was before, the newest first (INT-9)."""

    can_accept: bool
    can_return: bool
    can_take_back: bool
    past: tuple[PastAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferView:
    """All of the tab. `transfer` and `seen` are none until the first fact is recorded.

    `expected_move` was recorded ahead, and nobody has confirmed it yet (END-9).

    `is_off_list` says that an accepted offer broke the listing off; `is_pvi_start_due` that the day has come on which
    ongoing care was to start, and nobody has said whether it did.

    The other versions are of the episode, and of the two milestones that are facts here as well, none if not reached.
    """

    person: UUID
    person_name: str
    episode: UUID
    episode_seen: int
    kind: EpisodeKind
    team_name: str
    dso_name: str
    coordinator_name: str
    started_at: datetime
    ended_at: datetime | None
    funding: Funding
    transfer: UUID | None
    seen: int | None
    independence_seen: int | None
    assessment_seen: int | None
    handed_over_at: datetime | None
    facts: Facts
    past_offers: tuple[PastOfferLine, ...]
    is_off_list: bool
    pvi_started_on: date | None
    is_pvi_start_due: bool
    conditions: tuple[ConditionLine, ...]
    alternatives: tuple[ConditionLine, ...]
    clock: BrokerageClock
    columns: tuple[Column, ...]
    route: RouteView
    expected_move: ExpectedRow | None
    at: AtView
    plan: PlanView | None
    hand_over_lacks: tuple[LackLine, ...]
    answer: AnswerView
    money: MoneyView
    agreements: tuple[AgreementRow, ...]
    agreement_lacks: tuple[LackLine, ...]
    representatives: tuple[Representative, ...]
    powers: tuple[PowerView, ...] = ()
    papers: tuple[FileRow, ...] = ()
    package: ShortTermPackage
    purchase_text: str = ""  # for PST: the PO "direct care full cost" (FUND-4)

    @property
    def is_handed_over(self) -> bool:
        """Whether the move to interim support is done."""
        return self.handed_over_at is not None

    @property
    def is_open(self) -> bool:
        """Whether support goes on, so that what is recorded can change."""
        return self.ended_at is None

    @property
    def can_move(self) -> bool:
        """Whether the move to interim support is still ahead."""
        return self.is_open and not self.is_handed_over

    @property
    def offers_move(self) -> bool:
        """Whether the move can be made or given up: something is recorded about it."""
        return self.can_move and self.transfer is not None

    @property
    def is_charged(self) -> bool:
        """Whether this support may be paid for, so that there is an agreement at all (FUND-1)."""
        return self.kind.is_interim

    @property
    def gets_letter(self) -> bool:
        """Whether a letter tells who pays, instead of an agreement to sign (FUND-2, FUND-6)."""
        has_died = any(each.rule == "END-6" for each in self.agreement_lacks)
        pays_a_part_or_nothing = self.funding in {Funding.CO_FUNDER, Funding.COUNCIL}
        return self.is_charged and pays_a_part_or_nothing and not self.agreements and not has_died

    @property
    def agreement(self) -> AgreementRow | None:
        """The newest agreement."""
        return self.agreements[0] if self.agreements else None

    @property
    def agreement_step(self) -> AgreementStep | None:
        """What comes next of the agreement (FUND-4)."""
        newest = self.agreement
        return next_agreement_step(self.kind, newest.facts if newest is not None else None)

    @property
    def can_issue_anew(self) -> bool:
        """Whether another may be issued: in the place of one that isn't signed, or after one that is filed (FUND-7)."""
        return self.is_open and self.agreement is not None and self.agreement_step in {AgreementStep.SIGN, None}

    def scans_of(self, agreement: UUID) -> tuple[FileRow, ...]:
        """The scans of one agreement, oldest first; the last is the one that counts (FUND-4)."""
        return tuple(each for each in self.papers if each.agreement == agreement and each.kind is PaperKind.SCAN)

    @property
    def newest_scan(self) -> FileRow | None:
        """The scan of the newest agreement that counts."""
        scans = self.scans_of(self.agreement.id) if self.agreement else ()
        return scans[-1] if scans else None

    def is_kept(self, agreement: UUID) -> bool:
        """Whether it was issued as a file; one of an earlier release is drawn again from its values (FUND-4)."""
        return any(each.agreement == agreement and each.kind is PaperKind.AGREEMENT for each in self.papers)

    @property
    def lacks_besides_conditions(self) -> tuple[LackLine, ...]:
        """What the hand-over lacks beyond the conditions, which stand for themselves (INT-1)."""
        return tuple(each for each in self.hand_over_lacks if each.rule != "INT-1")

    @property
    def conditions_to_mend(self) -> int:
        """How many conditions fail, the three alternatives counted as one (INT-1)."""
        return sum(not each.holds for each in self.conditions) + (not self.one_alternative_holds)

    @property
    def one_alternative_holds(self) -> bool:
        """Whether one of the three ways to a transfer is there."""
        return any(each.holds for each in self.alternatives)


@dataclass(frozen=True, slots=True)
class ReceivingTeam:
    """A team that can receive somebody, with what it has free, and its DSOs."""

    id: UUID
    name: str
    free_minutes: int
    load: str
    dsos: tuple[tuple[UUID, str], ...]
