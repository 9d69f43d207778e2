"""Everything the individual service agreement for interim home care says, gathered before it is drawn."""

from dataclasses import dataclass, field
from datetime import date, datetime

from models.values import CoveredCall, Money, PlannedVisit, WhyShort
from models.vocabulary.agreement import Authority, Funding, SignsAs
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.two_weeks import EVERY_WEEK, week_of_two
from reports.layout.language import as_read

CURRENT_WORDING = "v2"


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom to call, and on which number."""

    name: str
    telephone: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who signs for the person, and by which power (FUND-5).

    Papers from before it was asked each time say no `role`: they are drawn in their words of then.
    """

    name: str
    authority: Authority
    telephone: str = ""
    role: SignsAs | None = None
    power_dated: date | None = None
    power_number: str = ""
    copy_seen_by: str = ""
    copy_seen_on: date | None = None

    @property
    def phrase(self) -> str:
        """Which of the wording's phrases about signing fits: "attorney", "deputy", or "representative" as before."""
        if self.role is SignsAs.ATTORNEY:
            return "attorney"
        return "deputy" if self.role is SignsAs.DEPUTY else "representative"


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One line of the working: hours a week × price of an hour = amount."""

    label: str
    hours: str
    rate: Money
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnCost:
    """One of two weeks that take turns, by the day with which the first of them begins, worked out by itself."""

    from_day: date
    lines: tuple[MoneyLine, ...]
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPeriod:
    """Days on which a week costs the same: its lines, their total, and what the weeks of a bill cost (FUND-7).

    With `turns`, two weeks take turns: each has its own lines, and `total` is the dearer one's.

    `agreed` is none before anything was signed; `is_asked` that less was asked for than is planned (FUND-8).
    """

    from_day: date
    until: date | None
    lines: tuple[MoneyLine, ...]
    total: Money
    bill_total: Money
    agreed: bool | None = None
    is_asked: bool = False
    turns: tuple[TurnCost, ...] = ()

    @property
    def lighter(self) -> Money | None:
        """What the cheaper of two weeks costs; none where each costs the same."""
        least = min((each.total for each in self.turns), key=lambda each: each.pounds, default=self.total)
        return least if least != self.total else None

    @property
    def dearer_week(self) -> int:
        """In which week of two the dearer one begins (1 or 2); 0 where each costs the same."""
        if self.lighter is None:
            return EVERY_WEEK
        return week_of_two(max(self.turns, key=lambda each: each.total.pounds).from_day)

    @property
    def a_week(self) -> str:
        """The price of a week, or of each of two that take turns."""
        sums = [each.total for each in self.turns] or [self.total]
        return as_read(" or ").join(map(str, dict.fromkeys(sums)))


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDays:
    """The first days of charge, where they are no whole week, worked out like a week (FUND-7)."""

    from_day: date
    until: date
    lines: tuple[MoneyLine, ...]
    total: Money


@dataclass(frozen=True, slots=True)
class CostTold:
    """That somebody told about the cost: on which day, who told whom, and how (FUND-8)."""

    day: date
    by: str
    to: str
    how: str


@dataclass(frozen=True, slots=True)
class AgreementPaper:
    """One version of one agreement, as it is printed and signed. Source: OPG 5.3, 5.5, 5.6 (FUND-1 to FUND-5).

    `facts` are sentences for each thing that had to happen before the person pays, with its moment; `charged_from`
    may be later than the day of `liable_from`, never earlier. With no signatories the person signs.
    `missing` says what a draft still lacks.
    """

    reference: str
    issued_on: date
    council: str
    person: str
    preferred_name: str
    born: date | None
    address: tuple[str, ...]
    mosaic_id: str
    team: str
    team_telephone: str
    dso: Reach
    case_coordinator: Reach
    complaints: Reach
    finance: Reach
    kind: EpisodeKind
    begins_on: date | None
    week: tuple[PlannedVisit, ...]
    visits_a_week: int
    contact_minutes: int
    worker_minutes: int
    funding: Funding
    lines: tuple[MoneyLine, ...] = ()
    week_total: Money | None = None
    liable_from: datetime | None = None
    charged_from: date | None = None
    facts: tuple[str, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    break_days: int = 14
    wording: str = CURRENT_WORDING
    missing: tuple[str, ...] = field(default=())
    out_of_hours: Reach | None = None  # at night and weekends
    why_short: tuple[WhyShort, ...] = ()
    periods: tuple[CostPeriod, ...] = ()
    first_days: FirstDays | None = None
    bill_weeks: int = 4
    is_conditional: bool = False  # what makes the person liable lies ahead, and an offer may come before it
    said_of_cost: tuple[CostTold, ...] = ()
    formats: tuple[str, ...] = ()  # beyond print, in which the reader gets it too: "Braille"
    covered: tuple[CoveredCall, ...] = ()  # calls that others cover, of which nothing is charged
    week_lighter: Money | None = None  # of two weeks that take turns; `week_total` is the dearer one's

    def __post_init__(self) -> None:
        """Refuse a short-term episode: nothing printed for it may carry a charge (FUND-1)."""
        if self.kind is EpisodeKind.SHORT_TERM:
            raise ValueError("The Short Term Service is free: there is no agreement about money for it.")

    @property
    def is_shared(self) -> bool:
        """Whether the person pays a share only, which a financial assessment decides."""
        return self.funding is Funding.CO_FUNDER

    @property
    def who_pays(self) -> str:
        """Which of the wording's phrases about money fits: "self", "share" or "unknown"."""
        return {Funding.SELF_FUNDER: "self", Funding.CO_FUNDER: "share"}.get(self.funding, "unknown")
