"""Which papers of one person belong together at which moment of work, and which moment it is for somebody now.

A list and no setting: whoever prints ticks what else is wanted, and unticks what isn't.
"""

from models.rules.decision import Lack
from models.rules.who import WHOEVER_TYPED
from models.vocabulary.print_packs import PackPaper, PrintPack

_PACKS: dict[PrintPack, tuple[PackPaper, ...]] = {
    # What lies in the home from the first day, and what the workers take who go first (OPG 2.4, 3.3, 3.4). Where the
    # support begins as interim, what the family signs goes along (OPG 5.6). Not the referral: it tells more than
    # anybody needs at the door.
    PrintPack.BEFORE_FIRST_VISIT: (
        PackPaper.SERVICE_PLAN,
        PackPaper.IPAD_SHEET,
        PackPaper.CALL_SHEET,
        PackPaper.AGREEMENT,
    ),
    # What the receiving DSO and the assessor read (MG; OPG 3.6), and what the family gets about the support from then
    # on and about money (OPG 5.5, 5.6).
    PrintPack.AT_TRANSFER: (
        PackPaper.SERVICE_PLAN,
        PackPaper.TRANSFER_SUMMARY,
        PackPaper.ASSESSOR_SHEET,
        PackPaper.AGREEMENT,
        PackPaper.LETTER,
        PackPaper.COST_SAID,
    ),
    # What the person takes with them, and what is kept of how it ended (OPG 3.4, 3.6, 6). The end pack holds the
    # progress page.
    PrintPack.AT_END: (PackPaper.END_PACK, PackPaper.CLOSURE_SUMMARY),
}
_MOMENTS: dict[PrintPack, tuple[PackPaper, ...]] = {
    PrintPack.BEFORE_FIRST_VISIT: (
        PackPaper.SERVICE_PLAN,
        PackPaper.IPAD_SHEET,
        PackPaper.CALL_SHEET,
        PackPaper.REFERRAL,
    ),
    PrintPack.AT_TRANSFER: (
        PackPaper.TRANSFER_SUMMARY,
        PackPaper.ASSESSOR_SHEET,
        PackPaper.AGREEMENT,
        PackPaper.LETTER,
        PackPaper.COST_SAID,
        PackPaper.REFUSED,
    ),
    PrintPack.AT_END: (PackPaper.END_PACK, PackPaper.PROGRESS, PackPaper.CLOSURE_SUMMARY),
}


def papers_of(pack: PrintPack) -> tuple[PackPaper, ...]:
    """The papers of this moment, in the order in which they are printed. Source: OPG 2.4, 3.3, 3.4, 5, 6; MG."""
    return _PACKS[pack]


def first_wanted(paper: PackPaper) -> PrintPack:
    """The moment under which a list of all papers shows this one: the first at which it may be wanted.

    Source: good practice.
    """
    return next(pack for pack, papers in _MOMENTS.items() if paper in papers)


def pack_of(*, has_ended: bool, is_transferring: bool) -> PrintPack:
    """Which moment it is for somebody; until a transfer has begun or the support has ended, the first visit's.

    Source: good practice.
    """
    if has_ended:
        return PrintPack.AT_END
    return PrintPack.AT_TRANSFER if is_transferring else PrintPack.BEFORE_FIRST_VISIT


def aside_of(*, goes_on: bool, death_reported: bool) -> str:
    """Why an issued agreement goes along with other papers only where somebody asks for it; empty where it does anyway.

    Of support that has ended it says what isn't paid now; a copy can always be had (FUND-4, END-6).

    Source: OPG 5.6; common decency.
    """
    if goes_on and not death_reported:
        return ""
    because = "The person's death is reported" if death_reported else "It isn't of support that goes on now"
    return f"{because}, so it is among them only where it is asked for."


def chosen_lacks(*, papers: int) -> tuple[Lack, ...]:
    """A file has at least one page. Source: good practice."""
    return () if papers else (Lack("", "None of these papers can be printed now.", WHOEVER_TYPED),)
