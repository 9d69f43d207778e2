"""What somebody needs beside print stands in their details; prints stand in the print they need, or say why not."""

from io import BytesIO

import pikepdf
import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.queries.people.formats import needs_of
from app.services.people.formats import name_maker, need_format
from models.vocabulary.people import OtherFormat, PaperFormat
from ui.dialogs.person_details import PersonDialog
from ui.dialogs.print_preview import PrintPreview


@pytest.fixture
def person(sqlite_office):
    found = sqlite_office.a_person(paper_format=PaperFormat.LARGE_PRINT)
    sqlite_office.do(name_maker, of_format=OtherFormat.BRAILLE, seen=None, made_by="Print room")
    sqlite_office.do(need_format, person=found, of_format=OtherFormat.BRAILLE)
    return found


def test_a_need_is_listed_with_who_makes_it_and_ended_by_its_button(sqlite_office, office_desk, person, qtbot, settled):
    dialog = PersonDialog(office_desk, person)
    qtbot.addWidget(dialog)
    dialog.open()
    settled()
    assert "Braille" in dialog.needed.text()
    assert "Made by Print room" in dialog.needed.text()
    dialog.findChild(QPushButton, "person.need.1").click()
    settled()
    assert sqlite_office.ask(needs_of, person=person) == ()
    dialog.reject()


def test_the_print_they_need_stands_chosen_and_another_asks_why(office_desk, person, qtbot, settled, tmp_path):
    kept = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(kept)
    made = kept.getvalue()
    asked = []

    def paper(edition):
        asked.append(edition)
        return office_desk.door.fetch(preview_of[0] if preview_of else office_desk.door, lambda: made)

    preview_of = []
    preview = PrintPreview(
        office_desk, "A paper", "a.pdf", paper, [(each, each.label) for each in PaperFormat], reader=person
    )
    preview_of.append(preview)
    qtbot.addWidget(preview)
    settled()
    assert asked == [PaperFormat.LARGE_PRINT]
    assert preview.needs.text() == "Needs Braille: made by Print room."
    assert preview.because.isHidden()
    preview.edition.set_value(PaperFormat.STANDARD)
    preview.edition.picked.emit(PaperFormat.STANDARD)
    settled()
    assert not preview.because.isHidden()
    preview.save_to(tmp_path / "a.pdf")
    settled()
    assert "say why" in preview.notice.text.text()
    assert not (tmp_path / "a.pdf").exists()
    because = preview.findChild(QLineEdit, "preview.because")
    because.setText("for the care workers' bag")
    preview.save_to(tmp_path / "a.pdf")
    settled()
    assert (tmp_path / "a.pdf").exists()
