"""What the tab Interim transfer shows of money: periods, requests, agreements, and who speaks for the person."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.queries.agreement.who_may_sign import AskedLine
from app.queries.transfer.lacks import LackLine
from models.rules.agreement.signing import AgreementFacts
from models.values import Money
from models.vocabulary.agreement import Authority, SignsAs
from models.vocabulary.people import PaperFormat


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """Days on which a week costs the same: in a sentence, its working, and whether no signed paper covers it.

    `turns` says from when each of two weeks that take turns comes, and what it costs.
    """

    sentence: str
    working: tuple[str, ...]
    is_agreed: bool | None
    turns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request to reduce or stop, in a sentence, and whether it stands (FUND-8)."""

    id: UUID
    seen: int
    sentence: str
    stands: bool


@dataclass(frozen=True, slots=True)
class MoneyView:
    """From when somebody pays, and why; what a week costs where that is known. Empty lines for STS, which is free.

    Where two weeks take turns, `week_total` is the dearer one's and `lighter_week` the other's.
    `since` with `is_after` means "just after". `charged` says from which day. `cost_lines` are the working of the
    period of today, line by line; `said` is what was said about cost (FUND-8).
    """

    rule: str
    since: datetime | None
    is_after: bool
    sentence: str
    explanation: tuple[str, ...] = ()
    lacks: tuple[LackLine, ...] = ()
    cost_lines: tuple[str, ...] = ()
    week_total: Money | None = None
    lighter_week: Money | None = None
    charged: str = ""
    periods: tuple[PeriodLine, ...] = ()
    first_bill: str = ""
    said: tuple[str, ...] = ()
    requests: tuple[RequestLine, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement as it was issued, and how far it has come; `state` says so in a few words (FUND-4, FUND-5)."""

    id: UUID
    seen: int
    reference: str
    edition: PaperFormat
    issued_at: datetime
    issued_by: str
    liable_from: datetime
    weekly: Money
    signed_at: datetime | None
    signed_by: str
    signed_as: Authority | None
    evidence: str
    evidence_seen_by: str
    refused_at: datetime | None
    refused_because: str
    uploaded_at: datetime | None
    po_raised_at: datetime | None
    state: str
    asked: tuple[AskedLine, ...] = ()  # none of those that were issued before it was asked who signs
    period: str = ""  # from when until when it counts, and what it replaces, in a sentence
    counts_from: date | None = None  # the first day that it is about; `weekly` is the price of that day
    lighter: Money | None = None  # the cheaper one, where two weeks take turns

    @property
    def is_for_person(self) -> bool:
        """Whether the person signs it, and so reads it; else whoever signs for them does, in their own print."""
        return all(each.signs_as is SignsAs.SELF for each in self.asked)

    @property
    def waits_for(self) -> tuple[AskedLine, ...]:
        """Those who were asked to sign, and haven't yet."""
        return tuple(each for each in self.asked if each.signed_at is None) if self.signed_at is None else ()

    @property
    def facts(self) -> AgreementFacts:
        """How far it has come."""
        return AgreementFacts(
            issued_at=self.issued_at,
            signed_at=self.signed_at,
            refused_at=self.refused_at,
            uploaded_at=self.uploaded_at,
            po_raised_at=self.po_raised_at,
        )


@dataclass(frozen=True, slots=True)
class Representative:
    """Somebody who speaks for the person; `cant_sign` says why they can't sign, empty where they can (FUND-5)."""

    id: UUID
    seen: int
    name: str
    relation: str
    authority: Authority
    is_joint: bool
    evidence: str
    evidence_seen_at: datetime | None
    cant_sign: str
    paper_format: PaperFormat = PaperFormat.STANDARD
    communication: str = ""
    telephone: str = ""
    holds_power: bool = False
    needs_power: bool = False  # an authority over money, of which no power is recorded
