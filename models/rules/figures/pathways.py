"""A figure about urgent and planned support, by where people come from (STC-1)."""

from collections import Counter
from collections.abc import Iterable

from models.rules.figures.figure import Figure, FigurePeriod, none_in_period, share_row
from models.rules.figures.referred import ReferralFigureFacts
from models.rules.sentences import counted
from models.vocabulary.referrals import ComesFrom, Pathway

_NOT_SAID = "Not said"


def referrals_by_pathway(referrals: Iterable[ReferralFigureFacts], period: FigurePeriod) -> Figure:
    """How many referrals ask for urgent and for planned support, from where. Source: STCH (FIG-1, STC-1)."""
    begins, ends = period.bounds
    came = [each for each in referrals if begins <= each.received_at < ends]
    kinds = [(pathway, origin) for pathway in Pathway for origin in ComesFrom]
    found = Counter((each.pathway, each.comes_from) for each in came)
    known = sum(found[kind] for kind in kinds)
    rows = [share_row(f"{pathway.label}: {origin.label.lower()}", found[pathway, origin], len(came))
            for pathway, origin in kinds]  # fmt: skip
    urgent = sum(found[kind] for kind in kinds if kind[0] is Pathway.URGENT)
    of_hospitals = sum(found[Pathway.URGENT, each] for each in ComesFrom if each.is_hospital)
    sentence = (
        f"{counted(len(came), 'referral')}: {urgent} for urgent support, {of_hospitals} of them as a hospital's "
        f"exception, {known - urgent} for planned support, {len(came) - known} don't say."
    )
    return Figure(
        "Urgent and planned support",
        sentence if came else none_in_period("referral"),
        "referrals",
        (*rows, share_row(_NOT_SAID, len(came) - known, len(came))),
        "Referrals that were received on these days, by the support that they ask for and where the person comes from. "
        "One that was taken on in part counts once, as its first part says.",
        "STCH",
    )
