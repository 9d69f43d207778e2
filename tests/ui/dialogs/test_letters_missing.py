"""A paper that can't show all its letters says so before it leaves the program, and somebody chooses."""

from functools import cache

import pytest
from PySide6.QtWidgets import QWidget

from reports.layout.flowables import paragraph
from reports.layout.page import Furniture, make
from reports.layout.styles import Edition, scale_for
from reports.layout.text import typed
from ui.dialogs.print_preview import PrintPreview


@cache
def paper(name: str) -> bytes:
    return make(
        Furniture("Paper", "Kent", "R-1", name, "v2", Edition.STANDARD),
        lambda root: [paragraph(typed(name), scale_for(Edition.STANDARD).text(), root)],
    )


@pytest.fixture
def look_at(office_desk, qtbot, settled):
    """A function that opens the preview of a paper about each of these, as its editions."""
    owner = QWidget()
    qtbot.addWidget(owner)

    def look(*names):
        dialog = PrintPreview(
            office_desk,
            "Paper",
            "paper.pdf",
            lambda name: office_desk.door.fetch(owner, lambda: paper(name)),
            [(name, name) for name in names],
            owner,
        )
        dialog.open()
        qtbot.waitUntil(lambda: len(dialog.sheets) > 0)
        settled()
        return dialog

    return look


def test_a_paper_with_boxes_says_which_letters_and_waits_for_a_choice(look_at):
    dialog = look_at("李小龍")
    assert "小 李 龍" in dialog.letters.text()
    assert dialog.letters.isVisible()
    assert not dialog.print.isEnabled()
    assert not dialog.save.isEnabled()
    dialog.with_boxes.click()
    assert dialog.print.isEnabled()
    assert dialog.save.isEnabled()
    dialog.with_boxes.click()
    assert not dialog.print.isEnabled()


def test_a_paper_with_all_its_letters_says_nothing(look_at):
    dialog = look_at("রহিমা")
    assert not dialog.letters.isVisible()
    assert not dialog.with_boxes.isVisible()
    assert dialog.print.isEnabled()


def test_the_choice_is_asked_anew_for_another_edition(look_at, settled, qtbot):
    dialog = look_at("李", "Ann")
    dialog.with_boxes.click()
    dialog.edition.set_value("Ann")
    dialog.edition.picked.emit("Ann")
    settled()
    qtbot.waitUntil(dialog.print.isEnabled)
    assert not dialog.letters.isVisible()
    assert not dialog.with_boxes.isChecked()
