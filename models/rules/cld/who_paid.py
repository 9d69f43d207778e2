"""Who pays for the care that follows an end, as the statutory return has it (FIG-2)."""

from models.vocabulary.agreement import Funding


def pays_in_full(now: Funding, *, at_closing: bool | None) -> bool:
    """Whether they arrange and pay for it alone: as known when the package was closed, until then as known now.

    What changes later is about support that came later, and mustn't change a return that was sent. `at_closing` is
    None where nobody knew it. Source: standards.md, CLD; good practice (FIG-2).
    """
    return now is Funding.SELF_FUNDER if at_closing is None else at_closing


def kept_at_closing(known: Funding) -> bool | None:
    """What the closing keeps: whether they pay in full; None where nobody knows, so that what is found later counts."""
    return None if known is Funding.NOT_KNOWN else known is Funding.SELF_FUNDER
