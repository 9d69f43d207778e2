"""The referral sheet from the Referrals tab: under More, looked at first."""

import pypdfium2
import pytest
from PySide6.QtWidgets import QDialog

from ui.dialogs.print_preview import PrintPreview
from ui.tabs.referrals.tab import ReferralsTab


@pytest.mark.rule("REF-1")
def test_the_sheet_of_the_chosen_referral_is_looked_at_first_then_saved(
    sqlite_office, open_tab, pick, settled, qtbot, tmp_path
):
    sqlite_office.a_referral(reference="CH/26118")
    tab = open_tab(ReferralsTab)
    pick(tab, "sheet")
    dialog = tab.findChild(QDialog, "preview")
    assert isinstance(dialog, PrintPreview)
    qtbot.waitUntil(lambda: len(dialog.sheets) > 0)
    settled()
    assert dialog.windowTitle().startswith("Referral of Jean Gill")
    assert dialog.file_name.name == "referral-CH-26118.pdf"
    dialog.save_to(tmp_path / "sheet.pdf")
    settled()
    document = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "CH/26118" in text
    dialog.reject()
