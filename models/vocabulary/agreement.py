"""Who pays, and in what authority somebody signs."""

from models.vocabulary.choice import Choice


class Funding(Choice):
    """Who pays for ongoing support. Source: OPG 5.5, 5.6."""

    NOT_KNOWN = "not_known", "Not known yet"
    COUNCIL = "council", "Council-funded"
    CO_FUNDER = "co_funder", "Co-funder"
    SELF_FUNDER = "self_funder", "Self-funder"


class Authority(Choice):
    """In what authority somebody signs for a person. Source: Mental Capacity Act 2005 (FUND-5)."""

    NONE = "none", "No legal authority"
    LPA_PROPERTY = "lpa_property", "Lasting power of attorney, property and financial affairs"
    EPA = "epa", "Enduring power of attorney"
    DEPUTY = "deputy", "Deputy appointed by the Court of Protection"
    LPA_HEALTH = "lpa_health", "Lasting power of attorney, health and welfare"
    APPOINTEE = "appointee", "Benefits appointee"


class PowerKind(Choice):
    """Which power over somebody's money a document gives. Source: Mental Capacity Act 2005 (FUND-5)."""

    LPA_PROPERTY = "lpa_property", "Lasting power of attorney, property and financial affairs"
    EPA = "epa", "Enduring power of attorney"
    DEPUTY = "deputy", "Deputy’s order of the Court of Protection"

    @property
    def authority(self) -> Authority:
        """In what authority its holders sign."""
        return Authority(self.value)


class Acting(Choice):
    """How those who hold one power act, as the document says. Source: Mental Capacity Act 2005 (FUND-5)."""

    JOINTLY = "jointly", "Jointly: all of them sign"
    SEVERALLY = "severally", "Jointly and severally: one of them is enough"
    MIXED = "mixed", "Jointly for some decisions, severally for others"


class SignsBecause(Choice):
    """Why somebody who holds a power signs, and not the person. Source: Mental Capacity Act 2005 (FUND-5)."""

    PERMISSION = "permission", "With the person’s permission: they have capacity"
    LACKS_CAPACITY = "lacks_capacity", "The person lacks capacity for this decision"


class SignsAs(Choice):
    """As what somebody signs. Source: Mental Capacity Act 2005 (FUND-5)."""

    SELF = "self", "For themselves"
    ATTORNEY = "attorney", "As attorney"
    DEPUTY = "deputy", "As deputy"


class CostSaidHow(Choice):
    """How somebody was told about cost. Source: good practice (FUND-8)."""

    LETTER = "letter", "By letter"
    LEAFLET = "leaflet", "With the leaflet"
    BY_WORD = "by_word", "By word of mouth"


class ChargeAsk(Choice):
    """What a request changes about the support that is charged. Source: good practice (FUND-8)."""

    LESS = "less", "Less support"
    STOP = "stop", "No support any more"
