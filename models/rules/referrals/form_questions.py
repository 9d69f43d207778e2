"""What the form about a referral asks, and what it offers as an answer, by what is said in it so far."""

from dataclasses import dataclass

from models.rules.referrals.pathway import NOT_SAID, PathwayFacts
from models.vocabulary.referrals import ExistingPackage, Notice, ReferralDocument, ReferralReason, Support


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidSoFar:
    """The answers on which other questions depend; a text or a day only as whether it is there.

    `tells_apart` is whether the office asks for urgent or planned support.
    """

    urgent: bool = False
    from_hospital: bool = False
    discharge_known: bool = False
    support: Support | None = None
    support_described: bool = False
    chc: bool = False
    end_of_life: bool = False
    package: ExistingPackage | None = None
    tells_apart: bool = False
    pathway: PathwayFacts = NOT_SAID


def usual_reason(document: ReferralDocument | None) -> ReferralReason | None:
    """Why such a document nearly always asks; none where it may be anything. Source: OPG 1.1, 2.1 (REF-1, REF-2)."""
    is_hospitals = document is not None and document.is_of_a_hospital
    return ReferralReason.HOSPITAL_DISCHARGE if is_hospitals else None


def says_from_hospital(reason: ReferralReason | None) -> bool:
    """Whether the reason says that the person comes from hospital. Source: OPG 1.1 (REF-2)."""
    return reason is ReferralReason.HOSPITAL_DISCHARGE


def asks_notice(package: ExistingPackage | None) -> bool:
    """Whether the agency is given notice: where the whole package moves. Source: OPG 1.4 (REF-9)."""
    return package is ExistingPackage.WHOLE_MOVES


def asks_agreement(package: ExistingPackage | None) -> bool:
    """Whether the provider has to agree, and until when: where only the extra calls come. Source: OPG 1.4 (REF-9)."""
    return package is ExistingPackage.EXTRA_ONLY


def usual_notice(package: ExistingPackage | None, *, urgent: bool) -> Notice | None:
    """Worked where the move is planned, paid where it is urgent. Source: OPG 1.4 (REF-9)."""
    if not asks_notice(package):
        return None
    return Notice.PAID if urgent else Notice.WORKED


def questions_that_arise(said: SaidSoFar) -> dict[str, bool]:
    """Each question that depends on an answer, by the name of its field: whether it arises.

    Source: OPG 1.3, 1.4, 2.1, 2.2; STCH (REF-6 to REF-10, REF-13, STC-1).
    """
    tells_apart = said.tells_apart or said.pathway != NOT_SAID
    return {
        "delivery_confirmed": said.urgent and not said.from_hospital,
        "hospital": said.from_hospital,
        "admitted_on": said.from_hospital,
        "discharge_on": said.from_hospital or said.discharge_known,
        "support_text": said.support is Support.SOME or said.support_described,
        "chc_reviewed": said.chc,
        "chc_asked": said.chc,
        "chc_transferred": said.chc,
        "end_of_life_discussion": said.end_of_life,
        "provider": said.package not in {None, ExistingPackage.NO_PROVIDER},
        "notice": asks_notice(said.package),
        "notice_given_on": asks_notice(said.package),
        "extra_until": asks_agreement(said.package),
        "provider_agreed": asks_agreement(said.package),
        "pathway": tells_apart,
        "comes_from": tells_apart,
        "community_aim": said.pathway.has_aim,
        "exceptional_because": said.pathway.is_exception,
    }
