"""The Care Hub's order: in which band a referral stands and why, and who comes next.

Only what the guidance orders by comes in here: no diagnosis, no age, no disability (REF-5).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from models.policy import PolicySettings
from models.rules.clocks import duration_text, elapsed, in_utc, is_past
from models.rules.decision import Lack
from models.rules.plans.day_bounds import asked_about_lacks
from models.rules.referrals.from_hospital import HospitalSigns
from models.rules.who import DSO
from models.values import london_day
from models.vocabulary.referrals import Band, ReferralDocument, ReferralReason, Support


@dataclass(frozen=True, slots=True)
class Placement:
    """A referral placed out of order at somebody's discretion, up to and including `expires_at` if there is one."""

    band: Band
    because: str
    decided_by: str
    consulted: str
    expires_at: datetime | None = None

    def holds_at(self, moment: datetime) -> bool:
        """Whether it still places the referral at this moment. Source: OPG 2.2 (REF-11)."""
        return self.expires_at is None or not is_past(self.expires_at, moment)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFacts:
    """What the order needs to know of one referral; `reference` is unique in an office."""

    reference: str
    first_asked: datetime
    from_hospital: bool = False
    hospital_answer: bool | None = None
    document: ReferralDocument | None = None
    reason: ReferralReason | None = None
    urgent: bool = False
    support: Support = Support.NOT_STATED
    placement: Placement | None = None


@dataclass(frozen=True, slots=True)
class Banded:
    """The computed band, why in a few words, and whether support or *from hospital* have still to be asked about."""

    band: Band
    because: str
    support_to_ask: bool
    hospital_to_ask: bool = False


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """Where one referral stands: by the rule (`computed`) and in effect, with the sentence that explains it.

    `reason` is the sentence without the waiting, for a screen that counts on by itself.
    """

    reference: str
    computed: Banded
    band: Band
    placement: Placement | None
    waiting: timedelta
    reason: str

    @property
    def sentence(self) -> str:
        """Band, why, and how long it has waited."""
        return f"{self.reason}, waiting {duration_text(self.waiting)}"

    @property
    def out_of_order(self) -> bool:
        """Whether somebody placed it, so that it is marked. Source: OPG 2.2 (REF-11)."""
        return self.placement is not None


def band(facts: QueueFacts) -> Banded:
    """In which band a referral stands; help that isn't stated ranks as none, for safety, and is marked.

    From hospital is who the field, the reason or the document says is; where they disagree the higher band stands until
    the question is answered, and its words say that only the document says so. Source: OPG 2.1, 2.2 (REF-10).
    """
    hospital = (facts.document, facts.reason, facts.from_hospital, facts.hospital_answer)
    return band_of(*hospital, facts.support, facts.urgent)


@cache
def band_of(
    document: ReferralDocument | None,
    reason: ReferralReason | None,
    field: bool,  # noqa: FBT001  asked of each of a queue, most of them alike
    answer: bool | None,  # noqa: FBT001
    support: Support,
    urgent: bool,  # noqa: FBT001
) -> Banded:
    """The same of what it is made of; `field` and `answer` say whether from hospital. (REF-10)."""
    signs = HospitalSigns(document=document, reason=reason, field=field, answer=answer)
    banded, because = _in_band(signs, support, urgent=urgent)
    return Banded(banded, because, support is Support.NOT_STATED, signs.is_open)


def _in_band(signs: HospitalSigns, support: Support, *, urgent: bool) -> tuple[Band, str]:
    unsupported = "support not stated, ranked as none" if support is Support.NOT_STATED else "no support in place"
    alone = support is not Support.SOME
    if signs.answer or (signs.is_from_hospital and (signs.field or signs.by_reason)):
        return Band.FROM_HOSPITAL, "from hospital"
    if signs.is_from_hospital and signs.document is not None:
        return Band.FROM_HOSPITAL, f"from hospital, by its document: {signs.document.label}"
    if signs.reason is ReferralReason.AVOIDING_ADMISSION:
        return Band.FROM_HOSPITAL, "avoiding admission"
    if urgent and alone:
        return Band.URGENT_NO_SUPPORT, f"urgent, {unsupported}"
    if urgent:
        return Band.URGENT, "urgent, some support in place"
    if alone:
        return Band.NO_SUPPORT, unsupported
    return Band.OTHER, "not urgent, some support in place"


def place(facts: QueueFacts, moment: datetime) -> QueuePlace:
    """Where a referral stands at this moment, and the words that say why; an expired placement counts no more.

    Source: OPG 2.2 (REF-10, REF-11).
    """
    computed = band(facts)
    placement = facts.placement if facts.placement and facts.placement.holds_at(moment) else None
    waiting = elapsed(facts.first_asked, moment)
    effective = placement.band if placement else computed.band
    return QueuePlace(facts.reference, computed, effective, placement, waiting, _reason(computed, placement))


def order(asked: Iterable[QueueFacts], moment: datetime) -> tuple[QueuePlace, ...]:
    """The queue: by band, then the moment first asked, then the reference.

    Those placed by somebody stand at the front of the band in which they were placed, among themselves by the moment
    first asked. Waiting for information doesn't stop the clock. Source: OPG 2.2; good practice (REF-10, REF-11).
    """
    ranked = sorted(((each, place(each, moment)) for each in asked), key=lambda pair: _key(*pair))
    return tuple(each for _, each in ranked)


def _key(facts: QueueFacts, placed: QueuePlace) -> tuple[int, bool, datetime, str]:
    return placed.band.number, not placed.out_of_order, in_utc(facts.first_asked), facts.reference


def _reason(computed: Banded, placement: Placement | None) -> str:
    if placement is None:
        return f"{computed.band.roman} {computed.because}"
    return (
        f"{placement.band.roman} placed out of order by {placement.decided_by}, who consulted {placement.consulted}: "
        f"{placement.because}; by the order {computed.band.roman} {computed.because}"
    )


def placement_end_lacks(
    expires_at: datetime | None, moment: datetime, policy: PolicySettings, *, is_meant: bool
) -> tuple[Lack, ...]:
    """A placement that would have ended already, or ends far ahead, is asked about. Source: good practice (REF-11)."""
    if expires_at is None:
        return ()
    what, days = "The end of the placement", (london_day(expires_at), london_day(moment))
    return asked_about_lacks("REF-11", what, *days, policy, is_meant=is_meant, field="until_is_meant")


def placement_lacks(because: str, decided_by: str, consulted: str) -> tuple[Lack, ...]:
    """Discretion names its reason, who decided and who was consulted. Source: OPG 2.2 (REF-11)."""
    wanted = (
        (because, "Give the reason for placing it out of order.", "because"),
        (decided_by, "Say who decided to place it out of order.", "decided"),
        (consulted, "Say who was consulted before it was placed out of order.", "consulted"),
    )
    return tuple(Lack("REF-11", sentence, DSO, field) for text, sentence, field in wanted if not text.strip())
