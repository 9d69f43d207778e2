"""Looking at a referral's papers before they are printed; imported when wanted, for the papers take their time."""

from PySide6.QtWidgets import QWidget

from app.door.door import Pending
from app.papers.lapsed import lapsed_pdf
from app.papers.referral_sheet import referral_sheet_pdf
from app.queries.referrals.one import ReferralView
from models.vocabulary.people import PaperFormat
from ui.desk import Desk
from ui.dialogs.print_preview import PrintPreview

# What each paper is made by, its title, and how its file's name begins.
_PAPERS = {
    "sheet": (referral_sheet_pdf, "Referral of {person}", "referral"),
    "lapsed_letter": (lapsed_pdf, "Letter to the assessor about {person}", "hold-lapsed"),
}


def look_at(which: str, desk: Desk, parent: QWidget, view: ReferralView) -> PrintPreview[PaperFormat]:
    """Open the preview of one referral's "sheet", or of its "lapsed_letter"."""
    made, title, begins = _PAPERS[which]

    def paper(paper_format: PaperFormat) -> Pending[bytes]:
        return desk.door.ask(parent, made, referral=view.id, paper_format=paper_format)

    dialog = PrintPreview(
        desk, title.format(person=view.person), _file_name(begins, view.reference), paper,
        [(each, each.label) for each in PaperFormat], parent,
        view.person_id,
    )  # fmt: skip
    dialog.open()
    return dialog


def _file_name(begins: str, reference: str) -> str:
    """A reference may hold signs that no file's name may."""
    return f"{begins}-{''.join(sign if sign.isalnum() else '-' for sign in reference)}.pdf"
