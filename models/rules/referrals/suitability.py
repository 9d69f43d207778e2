"""What a referral still needs before it can be accepted, declined or signposted.

Decided on the assessment alone: nothing here takes a diagnosis, a disability or the age of an adult. Accepting says
that the service is safe and suitable, never that there is capacity (REF-12).
"""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from models.policy import PolicySettings
from models.rules.clocks import is_past
from models.rules.decision import Lack
from models.rules.placeholders import is_placeholder
from models.rules.referrals.from_hospital import HospitalSigns
from models.rules.referrals.pathway import NOT_SAID, PathwayFacts, pathway_lacks
from models.rules.sentences import day_text
from models.rules.who import DSO, REFERRER
from models.values import age_on, start_of_day
from models.vocabulary.referrals import ExistingPackage, Notice, ReferralDocument, ReferralReason, Support


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFacts:
    """What is known of a referral when its suitability is decided; named as the record names them."""

    document: ReferralDocument | None = None
    reason: ReferralReason | None = None
    born: date | None = None
    from_hospital: bool = False
    hospital_answer: bool | None = None
    urgent: bool = False
    support: Support = Support.NOT_STATED
    needs_and_risks: str = ""
    still_asked: tuple[str, ...] = ()  # what was asked about needs and risks, and hasn't come
    alternatives_considered: str = ""
    end_of_life: bool = False
    end_of_life_discussion: str = ""
    delivery_confirmed: bool = False
    chc: bool = False
    chc_reviewed: bool = False
    existing_package: ExistingPackage | None = None
    notice: Notice | None = None
    notice_given_on: date | None = None
    extra_until: date | None = None
    provider_agreed: bool = False
    pathway: PathwayFacts = NOT_SAID

    @property
    def is_from_hospital(self) -> bool:
        """Whether the person is from hospital: by the answer, else by mark, reason or document. (REF-10)."""
        signs = HospitalSigns(
            document=self.document, reason=self.reason, field=self.from_hospital, answer=self.hospital_answer
        )
        return signs.is_from_hospital


def acceptance_lacks(facts: ReferralFacts, day: date, policy: PolicySettings) -> tuple[Lack, ...]:
    """All that is still missing before the DSO can accept; capacity is asked elsewhere.

    Source: OPG 1.1–1.4, 2.1, 3.2; STCH (REF-1 to REF-10, REF-12, STC-1).
    """
    return tuple(
        chain(
            origin_lacks(facts),
            information_lacks(facts),
            alternatives_lacks(facts),
            age_lacks(facts.born, day, policy),
            end_of_life_lacks(facts),
            urgent_in_community_lacks(facts),
            chc_lacks(facts),
            existing_provider_lacks(facts, day),
            support_lacks(facts),
            pathway_lacks(facts.pathway, policy),
        )
    )


def origin_lacks(facts: ReferralFacts) -> tuple[Lack, ...]:
    """Which document it came on, and why STS. Source: OPG 1.1, 2.1 (REF-1, REF-2)."""
    document = Lack("REF-1", "Say on which document the referral came.", REFERRER, "document")
    reason = Lack("REF-2", "Say why the Short Term Service is asked.", REFERRER, "reason")
    return (*_if(facts.document is None, document), *_if(facts.reason is None, reason))


def information_lacks(facts: ReferralFacts) -> tuple[Lack, ...]:
    """Enough about needs and risks to start safely; an open question says it isn't. Source: OPG 2.1 (REF-3)."""
    nothing = Lack("REF-3", "Nothing is said about needs and risks: ask for it.", REFERRER, "needs_and_risks")
    asked = (
        Lack(
            "REF-3",
            f"Asked and not yet come: {what}. Record the answer, or that it is no longer needed.",
            REFERRER,
            "information",
        )
        for what in facts.still_asked
    )
    return (*_if(_is_blank(facts.needs_and_risks), nothing), *asked)


def alternatives_lacks(facts: ReferralFacts) -> tuple[Lack, ...]:
    """What else could help has been considered. Source: OPG 1.2, 3.2 (REF-4)."""
    sentence = "Record what else was considered: own network, community, other services."
    return _if(_is_blank(facts.alternatives_considered), Lack("REF-4", sentence, REFERRER, "alternatives_considered"))


def under_age(born: date | None, day: date, policy: PolicySettings) -> Lack | None:
    """The refusal of a child, already when a referral is taken in; an unknown birth date is asked for later.

    Source: OPG 3.2; CASE (REF-5).
    """
    if born is None:
        return None
    ahead = birth_date_lacks(born, day)
    if ahead:
        return ahead[0]
    if age_on(born, day) < policy.adult_age:
        sentence = f"The person is under {policy.adult_age}: the Short Term Service is for adults."
        return Lack("REF-5", sentence, "the council's services for children", "born")
    return None


def birth_date_lacks(born: date | None, day: date) -> tuple[Lack, ...]:
    """Nobody is born after today. Source: OPG 3.2 (REF-5)."""
    if born is None or born <= day:
        return ()
    return (Lack("REF-5", f"The birth date {day_text(born)} lies in the future: correct it.", REFERRER, "born"),)


def age_lacks(born: date | None, day: date, policy: PolicySettings) -> tuple[Lack, ...]:
    """An adult, known to be one. Source: OPG 3.2; CASE (REF-5)."""
    if born is None:
        return (Lack("REF-5", "The birth date isn't known: ask for it.", REFERRER, "born"),)
    refused = under_age(born, day, policy)
    return (refused,) if refused else ()


def end_of_life_lacks(facts: ReferralFacts) -> tuple[Lack, ...]:
    """At the end of life only as an exception that three parties talked about. Source: OPG 1.3 (REF-6)."""
    sentence = "At the end of life STS is an exception: record the talk of referrer, DSO and health professional."
    return _if(
        facts.end_of_life and _is_blank(facts.end_of_life_discussion),
        Lack("REF-6", sentence, DSO, "end_of_life_discussion"),
    )


def urgent_in_community_lacks(facts: ReferralFacts) -> tuple[Lack, ...]:
    """An urgent need at home is taken on when the care workers can meet it safely. Source: OPG 1.3 (REF-7)."""
    asked = facts.urgent and not facts.is_from_hospital
    sentence = "Urgent at home: confirm that the care workers (CWCs) can deliver the support safely."
    return _if(asked and not facts.delivery_confirmed, Lack("REF-7", sentence, DSO, "delivery_confirmed"))


def chc_lacks(facts: ReferralFacts) -> tuple[Lack, ...]:
    """New support on behalf of CHC is reviewed by the DSO first. Source: OPG 1.3 (REF-8)."""
    sentence = "On behalf of CHC: record your own review that it can be delivered safely and effectively."
    return _if(facts.chc and not facts.chc_reviewed, Lack("REF-8", sentence, DSO, "chc_reviewed"))


def existing_provider_lacks(facts: ReferralFacts, day: date) -> tuple[Lack, ...]:
    """Either the whole package moves with notice, or the extra calls come for a limited time and agreed.

    Source: OPG 1.4 (REF-9).
    """
    match facts.existing_package:
        case ExistingPackage.WHOLE_MOVES:
            notice = Lack("REF-9", "Say whether the agency's notice is worked or paid.", DSO, "notice")
            given = Lack("REF-9", "Say on which day notice was given to the agency.", DSO, "notice_given_on")
            return (*_if(facts.notice is None, notice), *_if(facts.notice_given_on is None, given))
        case ExistingPackage.EXTRA_ONLY:
            return _extra_calls_lacks(facts, day)
        case _ if facts.reason is ReferralReason.SIGNIFICANT_CHANGE:
            sentence = (
                "Care is already there: say whether the whole package moves, or only the extra calls are referred."
            )
            return (Lack("REF-9", sentence, REFERRER, "existing_package"),)
    return ()


def _extra_calls_lacks(facts: ReferralFacts, day: date) -> tuple[Lack, ...]:
    limit = Lack(
        "REF-9", "Say until which day the extra calls are needed: they are for a limited time.", REFERRER, "extra_until"
    )
    over = Lack("REF-9", "The extra calls end on a day that has passed: give a later one.", REFERRER, "extra_until")
    agreed = Lack(
        "REF-9",
        "Record that the existing provider has agreed to the extra calls.",
        "the existing provider",
        "provider_agreed",
    )
    until = facts.extra_until
    return (
        *_if(until is None, limit),
        *_if(until is not None and until < day, over),
        *_if(not facts.provider_agreed, agreed),
    )


def notice_last_day(given_on: date, policy: PolicySettings) -> date:
    """The agency's last day, worked or paid: two weeks from the day on which notice was given.

    Source: OPG 1.4 (REF-9).
    """
    return given_on + policy.at(start_of_day(given_on)).provider_notice


def support_lacks(facts: ReferralFacts) -> tuple[Lack, ...]:
    """What help there is now, family included, has been answered. Source: OPG 2.2 (REF-10)."""
    sentence = "Ask what support there is now, family included: it isn't stated."
    return _if(facts.support is Support.NOT_STATED, Lack("REF-10", sentence, REFERRER, "support"))


def decline_lacks(because: str, *, discussed_with_assessor: bool) -> tuple[Lack, ...]:
    """A decline has a reason and was talked over with the assessor. Source: OPG 3.2 (REF-5)."""
    reason = Lack("REF-5", "Give the reason for declining, from the assessment.", DSO, "because")
    talk = Lack("REF-5", "Discuss it with the assessor before declining, and record that you did.", DSO, "discussed")
    return (*_if(_is_blank(because), reason), *_if(not discussed_with_assessor, talk))


def signpost_lacks(where_to: str) -> tuple[Lack, ...]:
    """A person who is signposted has been told of something. Source: OPG 1.2 (REF-4)."""
    return _if(
        _is_blank(where_to), Lack("REF-4", "Say to which service or help the person was signposted.", DSO, "because")
    )


def withdrawal_lacks(care_hub_told_at: datetime | None, moment: datetime) -> tuple[Lack, ...]:
    """What is no longer required says when the Care Hub was told. Source: OPG 2.3 (REF-14)."""
    if care_hub_told_at is None:
        return (
            Lack(
                "REF-14", "Say when the Care Hub was told that support is no longer required.", "the assessor", "told"
            ),
        )
    future = Lack("REF-14", "The Care Hub can't have been told in the future: correct the moment.", DSO, "told")
    return _if(is_past(moment, care_hub_told_at), future)


def _if(lacking: bool, lack: Lack) -> tuple[Lack, ...]:  # noqa: FBT001  reads as the sentence "if lacking, this lack"
    return (lack,) if lacking else ()


def _is_blank(text: str) -> bool:
    """Nothing, or a word for nothing: “TBC” is no answer."""
    return is_placeholder(text)
