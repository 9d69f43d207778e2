"""What a screen shows of one referral in full (REF-1 to REF-19)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.queries.referrals.history import Happened
from models.rules.capacity.load import Load
from models.rules.decision import Lack
from models.rules.referrals.form_questions import asks_agreement, asks_notice
from models.rules.referrals.offers import Offers, next_deed
from models.rules.referrals.pathway import PathwayFacts
from models.rules.referrals.stage import ReferralDeed, Stage
from models.values import PlannedVisit
from models.vocabulary.referrals import (
    Band,
    ComesFrom,
    CommunityAim,
    ExistingPackage,
    Notice,
    Pathway,
    ReferralDocument,
    ReferralOutcome,
    ReferralReason,
    Support,
)


@dataclass(frozen=True, slots=True)
class DeedRow:
    """A deed as a button: whether it can be done now, and else one sentence a thing that is missing.

    `offered` says that the stage is right for it, whatever else it may lack.
    """

    deed: ReferralDeed
    lacks: tuple[Lack, ...]
    offered: bool

    @property
    def sentence(self) -> str:
        """What is missing, one sentence a line."""
        return "\n".join(lack.sentence for lack in self.lacks)


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question about the referral; `version` is what a deed calls `seen`."""

    id: UUID
    version: int
    what: str
    of_whom: str
    asked_at: datetime
    asked_by: str
    chased_at: datetime | None
    received_at: datetime | None
    answer: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """An item of the checklist before the first visit, ticked or not (REF-19).

    `seen` is the version of its tick, none where it never had one.
    """

    item: str
    seen: int | None
    done_at: datetime | None
    done_by: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralView:
    """All of one referral. Fields have the names of the record; ticks are the moments at which they were made.

    `why` is the whole sentence about its place, `reason_in_words` the same without the waiting, which a screen counts.
    `hospital_question` is asked while document, reason and field disagree; `hospital_answered` is its answer. (REF-10).
    `offers` are the deeds to be shown as buttons, the next one first.
    """

    id: UUID
    version: int
    reference: str
    person_id: UUID
    person: str
    preferred: str
    age: int | None
    born: date | None
    nhs_number: str
    mosaic_id: str
    address: str
    postcode: str
    patch: str
    telephone: str
    communication: str
    death_reported_at: datetime | None
    team_id: UUID
    team: str
    stage: Stage
    band: Band
    computed_band: Band
    why: str
    reason_in_words: str
    out_of_order: bool
    support_to_ask: bool
    hospital_question: str
    hospital_answered: str
    received_at: datetime
    first_asked_at: datetime
    waited_minutes: int
    waited_for_information_minutes: int
    document: ReferralDocument | None
    reason: ReferralReason | None
    from_hospital: bool
    hospital_by_hand: bool  # ticked before a hospital as origin ticked it
    hospital: str
    admitted_on: date | None
    discharge_on: date | None
    urgent: bool
    support: Support
    support_text: str
    calls_text: str
    visits: tuple[PlannedVisit, ...]
    calls: str
    calls_sentence: str
    minutes: int
    needs_and_risks: str
    alternatives_considered: str
    referrer: str
    referrer_telephone: str
    notes: str
    end_of_life: bool
    end_of_life_discussion: str
    delivery_confirmed_at: datetime | None
    chc: bool
    chc_reviewed_at: datetime | None
    chc_asked_at: datetime | None
    chc_transferred_at: datetime | None
    existing_package: ExistingPackage | None
    provider: str
    notice: Notice | None
    notice_given_on: date | None
    notice_last_day: date | None
    extra_until: date | None
    provider_agreed_at: datetime | None
    pathway: Pathway | None
    comes_from: ComesFrom | None
    community_aim: CommunityAim | None
    exceptional_because: str
    tells_apart: bool  # whether the office asks for urgent or planned support
    accepted_at: datetime | None
    scheduling_confirmed_at: datetime | None
    start_planned_at: datetime | None
    hold_expires_at: datetime | None
    hold_sentence: str
    outcome: ReferralOutcome | None
    outcome_because: str
    earlier_reference: str
    questions: tuple[QuestionRow, ...]
    checklist: tuple[CheckRow, ...]
    deeds: tuple[DeedRow, ...]
    offers: Offers
    load: Load
    history: tuple[Happened, ...]

    def deed(self, deed: ReferralDeed) -> DeedRow:
        """One deed with what it lacks."""
        return next(each for each in self.deeds if each.deed is deed)

    @property
    def pathway_said(self) -> str:
        """Urgent or planned support and where the person comes from, in a line; empty where neither is said (STC-1)."""
        said = PathwayFacts(self.pathway, self.comes_from, self.community_aim, self.exceptional_because)
        return said.sentence

    @property
    def gives_notice(self) -> bool:
        """Whether the agency is given notice, for the whole package moves (REF-9)."""
        return asks_notice(self.existing_package)

    @property
    def needs_provider(self) -> bool:
        """Whether the provider has to agree, for only the extra calls come (REF-9)."""
        return asks_agreement(self.existing_package)

    @property
    def is_waiting(self) -> bool:
        """Whether it is still in the queue, so that its waiting counts on."""
        return self.outcome is None

    @property
    def waits_for_information(self) -> bool:
        """Whether a question is open, so that the waiting is for others (REF-3)."""
        return any(each.received_at is None for each in self.questions)

    @property
    def shows_checklist(self) -> bool:
        """Whether the checklist before the first visit is due: once accepted, until it has left the queue (REF-19)."""
        return self.accepted_at is not None and self.outcome is None and bool(self.checklist)

    @property
    def next_lacks(self) -> DeedRow | None:
        """The next deed with what it lacks; none where there is no next, or the checklist says it already."""
        asked = next_deed(self.stage)
        if asked is None or (asked is ReferralDeed.START and self.shows_checklist):
            return None
        return self.deed(asked)
