"""Money and the agreement in the Interim transfer tab: free, explained, issued, signed or refused, uploaded, paid."""

import os

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication

from app.exchange.agreement.scan import read_scan
from models.access import AccessNote
from models.agreement import Agreement
from models.people import Person
from models.vocabulary.agreement import Funding
from models.vocabulary.people import PaperFormat
from ui.tabs.transfer.tab import InterimTransferTab
from ui.widgets.choice_box import ChoiceBox


def only(office, kind):
    with office.database.reading() as session:
        return session.query(kind).one()


def noted(office):
    with office.database.reading() as session:
        return {each.what for each in session.query(AccessNote)}


@pytest.mark.rule("FUND-1")
def test_short_term_support_shows_no_charge(before_the_move, open_tab):
    tab = open_tab(InterimTransferTab, before_the_move)
    assert tab.money.since.text() == "The Short Term Service is free."
    assert not tab.money.total.isVisible()
    assert not tab.agreement.look_first.isVisible()
    assert "£" not in tab.money.why.text() + tab.money.cost.text()


def test_who_pays_is_changed_for_the_person(sqlite_office, before_the_move, open_tab, settled, elsewhere):
    tab = open_tab(InterimTransferTab, before_the_move)
    tab.money.funding.set_value(Funding.CO_FUNDER)
    tab.money.funding.picked.emit(Funding.CO_FUNDER)
    settled()
    assert elsewhere(lambda: sqlite_office.get(Person, before_the_move)).funding is Funding.CO_FUNDER


@pytest.mark.rule("FUND-3", "FUND-4")
@pytest.mark.usefixtures("a_rate")
def test_money_is_explained_and_the_agreement_goes_from_issued_to_the_po(
    sqlite_office, before_the_move, open_tab, press, elsewhere
):
    tab = open_tab(InterimTransferTab, before_the_move)
    press(tab, "transfer.hand_over")
    press(tab, "transfer.hand_over_form.confirm")
    assert tab.money.since.text().startswith("Liable from 20 Nov 2026 at 09:00")
    assert tab.money.total.text() == "A week costs £86.80"
    assert "£24.80 an hour" in tab.money.cost.text()
    press(tab, "transfer.issue")
    assert tab.findChild(ChoiceBox, "transfer.issue_form.edition").value() is PaperFormat.LARGE_PRINT
    press(tab, "transfer.issue_form.confirm")
    assert tab.agreement.aside.text() == "Issued, to be signed"
    press(tab, "transfer.sign")
    press(tab, "transfer.sign_form.confirm")
    press(tab, "transfer.upload")
    press(tab, "transfer.upload_form.confirm")
    tab.agreement.po.setFocus()
    tab.try_action("transfer.act.copy")
    assert tab.agreement.notice.text.text() == "Copied: paste it for PST, then record that the PO is raised."
    assert "£86.80" in QGuiApplication.clipboard().text()
    press(tab, "transfer.po")
    assert tab.agreement.aside.text() == "PO raised"
    kept = elsewhere(lambda: only(sqlite_office, Agreement))
    assert (kept.edition, kept.signed_as, kept.po_raised_at is not None) == (PaperFormat.LARGE_PRINT, None, True)


@pytest.mark.usefixtures("a_rate")
def test_the_agreement_is_looked_at_first_in_the_edition_that_the_person_needs(before_the_move, open_tab, press, qtbot):
    tab = open_tab(InterimTransferTab, before_the_move)
    press(tab, "transfer.hand_over")
    press(tab, "transfer.hand_over_form.confirm")
    press(tab, "transfer.print_agreement")
    preview = tab.agreement.preview
    assert preview.edition.value() == "large_print"
    qtbot.waitUntil(lambda: len(preview.sheets) > 0)
    preview.reject()
    press(tab, "transfer.issue")
    press(tab, "transfer.issue_form.confirm")
    press(tab, "transfer.print_agreement")
    again = tab.agreement.preview
    assert again is not preview
    qtbot.waitUntil(lambda: len(again.sheets) > 0)
    again.reject()


def test_an_incomplete_agreement_is_looked_at_as_a_draft(before_the_move, open_tab, press, qtbot):
    tab = open_tab(InterimTransferTab, before_the_move)
    press(tab, "transfer.hand_over")
    press(tab, "transfer.hand_over_form.confirm")
    assert tab.agreement.lacks.isVisible()
    press(tab, "transfer.print_agreement")
    assert tab.agreement.preview.windowTitle() == "Service agreement, not issued"
    qtbot.waitUntil(lambda: len(tab.agreement.preview.sheets) > 0)
    tab.agreement.preview.reject()


@pytest.mark.usefixtures("a_rate")
def test_a_translation_has_its_own_title_file_and_note(
    sqlite_office, before_the_move, open_tab, press, settled, elsewhere
):
    """Which of them somebody was given is told later, and saving one never replaces the other."""
    tab = open_tab(InterimTransferTab, before_the_move)
    press(tab, "transfer.hand_over")
    press(tab, "transfer.hand_over_form.confirm")
    press(tab, "transfer.issue")
    press(tab, "transfer.issue_form.confirm")
    press(tab, "transfer.issued.1")
    preview, titles, files = tab.agreement.preview, [], []
    for edition in ("large_print", "large_print cy", "standard cy", "large_print"):
        preview.edition.set_value(edition)
        preview.edition.picked.emit(edition)
        settled()
        titles.append(preview.windowTitle())
        files.append(preview.file_name.name)
    assert titles[0] == titles[3] == preview.heading.text()
    assert titles[1] == titles[2] == f"{titles[0]}, translated into Welsh"
    assert files[1] == files[2] == files[0].replace(".pdf", " translated into Welsh.pdf")
    assert files[0] == files[3]
    assert {titles[0], titles[1]} <= elsewhere(lambda: noted(sqlite_office))
    preview.reject()


@pytest.mark.rule("FUND-4", "FUND-7")
@pytest.mark.usefixtures("a_rate")
def test_the_scan_is_attached_looked_at_and_replaced_with_a_reason(
    before_the_move, open_tab, press, write, settled, qtbot, tmp_path
):
    tab = open_tab(InterimTransferTab, before_the_move)
    press(tab, "transfer.hand_over")
    press(tab, "transfer.hand_over_form.confirm")
    press(tab, "transfer.issue")
    press(tab, "transfer.issue_form.confirm")
    assert not tab.agreement.attach.isVisible()
    press(tab, "transfer.sign")
    press(tab, "transfer.sign_form.confirm")
    assert tab.agreement.attach.isVisible()
    assert "Counts from 21 Nov 2026" in tab.agreement.issued.text()
    tab.agreement.scan.read.emit(read_scan(_a_picture(tmp_path)))
    settled()
    assert "Scan of the signed ISA-" in tab.agreement.scans.text()
    assert tab.agreement.attach.text() == "Replace the sca&n…"
    tab.agreement.scan.read.emit(read_scan(_a_picture(tmp_path)))
    press(tab, "transfer.scan_again_form.confirm")
    assert "say why this one replaces it" in tab.agreement.form.notice.text.text()
    write(tab, "transfer.scan_again_form.because", "It was crooked")
    press(tab, "transfer.scan_again_form.confirm")
    assert "replaces the one before: It was crooked" in tab.agreement.scans.text()
    assert "Replaced scan of ISA-" in tab.agreement.scans.text()
    first = next(iter(tab.agreement.scans._lines))
    tab.agreement.scans.wanted.emit(first)
    qtbot.waitUntil(lambda: len(tab.agreement.preview.sheets) == 1)
    tab.agreement.preview.reject()
    if os.environ.get("LOOK"):
        tab.resize(1240, 2400)
        tab.agreement.grab().save(os.environ["LOOK"])


def _a_picture(folder):
    path = folder / "scan.png"
    Image.new("L", (1240, 1754), 240).save(path)
    return path
