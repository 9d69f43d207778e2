"""Which letter somebody gets who doesn't pay in full: a co-funder, and somebody for whom the council pays."""

from models.rules.decision import Lack
from models.rules.who import CASE_COORDINATOR, DSO, NOBODY
from models.vocabulary.agreement import Funding


def letter_lacks(funding: Funding) -> tuple[Lack, ...]:
    """A self-funder signs an agreement instead; while nobody knows who pays there is no letter.

    Source: OPG 5.5, 5.6 (FUND-6).
    """
    if funding is Funding.NOT_KNOWN:
        sentence = "Say who pays for ongoing support: the letter depends on it."
        return (Lack("FUND-6", sentence, CASE_COORDINATOR, "funding"),)
    if funding is Funding.SELF_FUNDER:
        return (Lack("FUND-6", "A self-funder gets an agreement to sign, not a letter.", NOBODY, "funding"),)
    return ()


def issued_today_lacks(*, is_issued: bool) -> tuple[Lack, ...]:
    """One letter a day: two under one reference would be two papers. Source: good practice (FUND-6)."""
    if not is_issued:
        return ()
    return (Lack("FUND-6", "The letter was issued today already: print that one, or issue it anew tomorrow.", NOBODY),)


def letter_issued_lacks(*, is_issued: bool) -> tuple[Lack, ...]:
    """Among papers that are handed over is no draft: the letter is issued first. Source: OPG 5.5 (FUND-6)."""
    if is_issued:
        return ()
    return (Lack("FUND-6", "The letter about who pays isn't issued yet; a draft can be printed by itself.", DSO),)
