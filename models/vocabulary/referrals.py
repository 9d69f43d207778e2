"""The words of a referral: how it came, why, in which band it waits, and how it left the queue."""

from models.vocabulary.choice import Choice


class ReferralDocument(Choice):
    """On which document the referral came. Source: OPG 2.1 (REF-1)."""

    SHORT_TERM = "short_term", "Short-term assessment and plan"
    HOSPITAL = "hospital", "Hospital short-term assessment and plan"
    TRUSTED_ASSESSOR = "trusted_assessor", "Trusted assessment (D2A)"

    @property
    def is_of_a_hospital(self) -> bool:
        """Whether somebody whose referral came on it counts as from hospital; D2A from bed-based care too (REF-10)."""
        return self is not ReferralDocument.SHORT_TERM


class ReferralReason(Choice):
    """Why the Short Term Service is asked. Source: OPG 1.1; CAB 2 (REF-2)."""

    HOSPITAL_DISCHARGE = "hospital_discharge", "Hospital discharge"
    AVOIDING_ADMISSION = "avoiding_admission", "Avoiding admission"
    NEW_HOME_CARE = "new_home_care", "New home care response"
    SIGNIFICANT_CHANGE = "significant_change", "Significant change for somebody already receiving care"
    PROVIDER_FAILURE = "provider_failure", "Failure of their provider"


class Pathway(Choice):
    """Which support is asked for. Source: STCH (STC-1)."""

    URGENT = "urgent", "Urgent support"
    PLANNED = "planned", "Planned support"


class ComesFrom(Choice):
    """Where somebody comes from to the support. Source: STCH (STC-1)."""

    ACUTE_HOSPITAL = "acute_hospital", "An acute hospital"
    COMMUNITY_HOSPITAL = "community_hospital", "A community hospital"
    BED_BASED = "bed_based", "Bed-based care"
    COMMUNITY = "community", "The community"

    @property
    def is_hospital(self) -> bool:
        """Whether it is a hospital, which asks for urgent support in exceptional circumstances only."""
        return self in {ComesFrom.ACUTE_HOSPITAL, ComesFrom.COMMUNITY_HOSPITAL}


class CommunityAim(Choice):
    """What planned support in the community is for. Source: STCH (STC-1)."""

    PREVENTION = "prevention", "Prevention"
    RECUPERATION = "recuperation", "Recuperation"
    REHABILITATION = "rehabilitation", "Rehabilitation"


class Support(Choice):
    """What help there is while the person waits; family counts. Source: OPG 2.2 (REF-10)."""

    NOT_STATED = "not_stated", "Not stated"
    NONE = "none", "No support in place"
    SOME = "some", "Some support in place"


class ExistingPackage(Choice):
    """What happens to a package that somebody already has. Source: OPG 1.4 (REF-9)."""

    NO_PROVIDER = "no_provider", "No existing provider"
    WHOLE_MOVES = "whole_moves", "The whole package moves to STS"
    EXTRA_ONLY = "extra_only", "Only the extra calls are referred"


class Notice(Choice):
    """How the two weeks' notice to a contracted agency is given. Source: OPG 1.4 (REF-9)."""

    WORKED = "worked", "Notice is worked (planned move)"
    PAID = "paid", "Notice is paid (urgent move)"


class Band(Choice):
    """The Care Hub's order of priority. Source: OPG 2.2 (REF-10)."""

    FROM_HOSPITAL = "1", "from hospital or avoiding admission"
    URGENT_NO_SUPPORT = "2", "urgent, no support in place"
    URGENT = "3", "other urgent"
    NO_SUPPORT = "4", "no support in place"
    OTHER = "5", "other"

    @property
    def number(self) -> int:
        """1 to 5, the first to be sourced first."""
        return int(self.value)

    @property
    def roman(self) -> str:
        """As the guidance numbers it: (i) to (v)."""
        return ("(i)", "(ii)", "(iii)", "(iv)", "(v)")[self.number - 1]


class ReferralOutcome(Choice):
    """How a referral left the queue. Source: OPG 1.2, 2.3, 3.2 (REF-4, 5, 13, 14, 16)."""

    STARTED = "started", "Started"
    DECLINED = "declined", "Declined"
    SIGNPOSTED = "signposted", "Signposted"
    WITHDRAWN = "withdrawn", "Withdrawn"
    LAPSED = "lapsed", "Hold lapsed"
    DIED = "died", "Died"


class HoldEnd(Choice):
    """How held capacity was freed or used. Source: OPG 2.3 (REF-13, REF-14)."""

    STARTED = "started", "The service started"
    RELEASED = "released", "Released after it expired"
    WITHDRAWN = "withdrawn", "No longer required"
    RETRACTED = "retracted", "Given back by the DSO"
    DIED = "died", "A death was reported"
    PROMISED = "promised", "A start was agreed: it became a promise"
