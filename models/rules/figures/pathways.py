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
    of_pathway = Counter(each.pathway for each in came)
    whence = {pathway: found[pathway, None] for pathway in Pathway}
    rows = [share_row(f"{pathway.label}: {origin.label.lower()}", found[pathway, origin], len(came))
            for pathway, origin in kinds]  # fmt: skip
    rows += [share_row(f"{pathway.label}: not said from where", number, len(came))
             for pathway, number in whence.items() if number]  # fmt: skip
    not_said = of_pathway[None]
    says = "doesn't" if not_said == 1 else "don't"
    of_hospitals = sum(found[Pathway.URGENT, each] for each in ComesFrom if each.is_hospital)
    sentence = (
        f"{counted(len(came), 'referral')}: {of_pathway[Pathway.URGENT]} for urgent support, {of_hospitals} of them as "
        f"a hospital's exception, {of_pathway[Pathway.PLANNED]} for planned support, {not_said} {says} say."
    )
    return Figure(
        "Urgent and planned support",
        sentence if came else none_in_period("referral"),
        "referrals",
        (*rows, share_row(_NOT_SAID, not_said, len(came))),
        "Referrals that were received on these days, by the support that they ask for and where the person comes from. "
        "One that was taken on in part counts once, as its first part says.",
        "STCH",
    )
