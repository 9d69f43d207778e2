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
