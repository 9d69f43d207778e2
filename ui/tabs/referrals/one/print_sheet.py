"""Looking at a referral sheet before it is printed; imported when first wanted, for the papers take their time."""

from PySide6.QtWidgets import QWidget

from app.door.door import Pending
from app.papers.referral_sheet import referral_sheet_pdf
from app.queries.referrals.one import ReferralView
from models.vocabulary.people import PaperFormat
from ui.desk import Desk
from ui.dialogs.print_preview import PrintPreview


def look_at_sheet(desk: Desk, parent: QWidget, view: ReferralView) -> PrintPreview[PaperFormat]:
    """Open the preview of one referral's sheet."""

    def paper(paper_format: PaperFormat) -> Pending[bytes]:
        return desk.door.ask(parent, referral_sheet_pdf, referral=view.id, paper_format=paper_format)

    dialog = PrintPreview(
        desk, f"Referral of {view.person}", _file_name(view.reference), paper,
        [(each, each.label) for each in PaperFormat], parent,
        view.person_id,
    )  # fmt: skip
    dialog.open()
    return dialog


def _file_name(reference: str) -> str:
    """A reference may hold signs that no file's name may."""
    return f"referral-{''.join(sign if sign.isalnum() else '-' for sign in reference)}.pdf"
