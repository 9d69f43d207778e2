"""A file that doesn't say all by itself: asked in the preview, by keyboard, before any row is read or stored."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from app.door.errors import Refused, Unavailable
from app.door.policy import shipped_in_words
from app.exchange.columns import Mapping
from app.exchange.files.asked import Answers, Asks, DateOrder, FileAsks, Question
from app.exchange.files.sheet import Sheet
from app.exchange.looked import Looked
from app.exchange.office.staff_import import STAFF
from app.exchange.reading import Reading
from models.staff import Staff
from ui.dialogs.file_import import look_through
from ui.dialogs.file_notices import FileNotices
from ui.dialogs.help import read_page
from ui.dialogs.import_preview import Arrives, ImportPreview, Preview, PreviewRow
from ui.dialogs.question_panel import QuestionPanel
from ui.dialogs.read_as import ReadAs, Settled
from ui.dialogs.staff_import import StaffImport

SMALL_SCREEN = QSize(1280, 680)  # 720 less the frame of a window
HEADINGS = ("Name", "Job title", "Base")
NORTH = (("Ann Bee", "CWC", "North"), ("Bea Cee", "CWC", "North"))
SOUTH = (("Cy Dee", "OT", "South"),)
ORDER = Question(
    Asks.ORDER,
    "How does this file write its dates?",
    (("day-first", "Day first: 3/11 is 3 November"), ("month-first", "Month first: 3/11 is 11 March")),
)


@pytest.fixture
def over(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def stored(sqlite_office, elsewhere):
    def names():
        with sqlite_office.database.reading() as session:
            return set(session.scalars(select(Staff.name)))

    return lambda: elsewhere(names)


@pytest.fixture
def workbook(tmp_path):
    """A function that saves sheets, each with its headings, as a workbook."""

    def save(**sheets):
        made = openpyxl.Workbook()
        made.remove(made.active)
        for title, rows in sheets.items():
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(row)
        made.save(tmp_path / "staff.xlsx")
        return tmp_path / "staff.xlsx"

    return save


def unread(refusal=None):
    """A workbook's sheet of which nothing could be read."""
    return Looked(Sheet("a.xlsx", 0, (), (), "North"), Reading(Mapping(()), (), (), ()), refusal=refusal)


def rows(preview):
    return [(row.about, row.arrives) for row in preview.rows.model().shown()]


def focused(preview):
    return preview.focusWidget().objectName()


def test_which_sheet_is_asked_by_keyboard_and_only_its_rows_come_in(
    office_desk, over, workbook, settled, qtbot, stored
):
    before = stored()
    taken = StaffImport(office_desk, over)
    taken.look(workbook(North=(HEADINGS, *NORTH), South=(HEADINGS, *SOUTH)))
    settled()
    asked = taken.preview
    assert not asked.rows.isVisible()
    assert not asked.take.isVisible()
    assert focused(asked) == "import.answer.1"
    qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_Return)  # one that only meets the question answers nothing
    settled()
    assert taken.preview is asked
    qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_Down)
    assert focused(asked) == "import.answer.2"
    qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_Return)
    settled()
    assert rows(taken.preview) == [("Cy Dee", Arrives.NEW)]
    assert "Of 1 row: 1 new" in taken.preview.findChild(object, "import.sentence").text()
    assert stored() == before
    taken.preview.take.setFocus()
    qtbot.keyClick(taken.preview.take, Qt.Key.Key_Return)
    settled()
    assert stored() == before | {"Cy Dee"}


def test_another_sheet_is_named_and_can_be_taken_in_from_the_preview(office_desk, over, workbook, settled, stored):
    before = stored()
    taken = StaffImport(office_desk, over)
    costs = (("Cost centre", "Code"), ("North", 1), ("South", 2))
    taken.look(workbook(Costs=costs, North=(HEADINGS, *NORTH)))
    settled()
    assert [name for name, _ in rows(taken.preview)] == ["Ann Bee", "Bea Cee"]
    said = taken.preview.findChild(object, "import.sentence").text()
    assert "Sheet “North”; 1 other sheet holds rows." in said
    assert "“Costs”" in taken.preview.findChild(object, "import.warnings").text()
    box = taken.preview.findChild(object, "import.sheet")
    box.set_value("Costs")
    box.picked.emit("Costs")
    settled()
    assert "no column" in taken.preview.notice.text.text()
    assert not taken.preview.take.isEnabled()
    box = taken.preview.findChild(object, "import.sheet")
    assert box.value() == "Costs"
    box.set_value("North")
    box.picked.emit("North")
    settled()
    taken.preview.take.click()
    settled()
    assert stored() == before | {"Ann Bee", "Bea Cee"}


class AsksForTheOrder(StaffImport):
    """A list that can't be read before its dates are answered for."""

    def reader(self, answers):
        return partial(look_through, kind=replace(STAFF, read=_read), says=self.says, answers=answers)


def _read(turn, sheet, answers):
    if answers.order is None:
        raise FileAsks(ORDER)
    return STAFF.read(turn, sheet, answers)


def test_the_order_of_dates_is_asked_answered_and_changed_afterwards(office_desk, over, workbook, settled, qtbot):
    taken = AsksForTheOrder(office_desk, over)
    taken.look(workbook(North=(HEADINGS, *NORTH)))
    settled()
    assert taken.preview.findChild(object, "import.asks").text() == ORDER.sentence
    qtbot.keyClick(taken.preview.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(taken.preview.focusWidget(), Qt.Key.Key_Return)
    settled()
    assert taken.answers == Answers(taken.remembered(), None, DateOrder.DAY_FIRST)
    box = taken.preview.findChild(object, "import.order")
    assert (box.accessibleName(), box.value()) == ("Dates of the file", "day-first")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    settled()
    assert taken.answers.order is DateOrder.MONTH_FIRST
    assert focused(taken.preview) == "import.order"
    assert len(rows(taken.preview)) == 2


def test_of_two_columns_for_one_field_the_one_that_is_chosen_is_read(
    office_desk, over, workbook, settled, qtbot, stored
):
    before = stored()
    taken = StaffImport(office_desk, over)
    headings = ("Name", "Job title", "Base", "Mobile", "Phone")
    taken.look(workbook(North=(headings, ("Ann Bee", "CWC", "North", "07700 900001", "0114 496 0000"))))
    settled()
    assert "“Phone” and “Mobile” are two columns for the Telephone" in taken.preview.notice.text.text()
    box = taken.preview.focusWidget()
    assert box.accessibleName() == "Column for Telephone"
    qtbot.keyClick(box, Qt.Key.Key_P)
    settled()
    assert taken.preview.focusWidget().value() == "Phone"
    assert stored() == before
    taken.preview.take.click()
    settled()
    assert taken.looked.reading.good[0].telephone == "0114 496 0000"
    assert stored() == before | {"Ann Bee"}


def test_what_was_read_by_other_answers_is_not_taken_in_any_more(office_desk, over, workbook, settled, stored):
    before = stored()
    taken = StaffImport(office_desk, over)
    taken.look(workbook(North=(HEADINGS, *NORTH), Costs=(("Cost centre", "Code"), ("North", 1))))
    settled()
    box = taken.preview.findChild(object, "import.sheet")
    box.set_value("Costs")
    box.picked.emit("Costs")
    taken.preview.take.click()
    settled()
    assert stored() == before


def test_a_file_that_cannot_be_read_anew_is_shown_as_it_was_read_before(
    office_desk, over, workbook, settled, stored, monkeypatch
):
    before = stored()
    taken = StaffImport(office_desk, over)
    taken.look(workbook(North=(HEADINGS, *NORTH), Costs=(("Cost centre", "Code"), ("North", 1))))
    settled()
    monkeypatch.setattr(taken, "reader", lambda _answers: _away)
    taken.look_by(replace(taken.answers, sheet="Costs"))
    settled()
    assert "can't be reached" in taken.preview.notice.text.text()
    assert taken.preview.findChild(object, "import.sheet").value() == "North"
    taken.preview.take.click()
    settled()
    assert stored() == before | {"Ann Bee", "Bea Cee"}


def _away(_turn, _file, progress):
    raise Unavailable(f"The database can't be reached, {progress is not None}.")


def test_a_preview_that_was_left_while_the_file_is_read_anew_stays_closed(office_desk, over, workbook, settled):
    taken = StaffImport(office_desk, over)
    taken.look(workbook(North=(HEADINGS, *NORTH)))
    settled()
    left = taken.preview
    taken.look_by(taken.answers)
    left.back.click()
    settled()
    assert taken.preview is left


def test_what_was_seen_of_the_file_stands_above_and_all_of_it_at_a_press(look, qtbot):
    notices = FileNotices(look, tuple(f"Sentence {number}." for number in range(1, 11)))
    qtbot.addWidget(notices)
    notices.resize(600, 200)
    notices.show()
    assert notices.text.text().splitlines() == ["Sentence 1.", "Sentence 2."]
    assert notices.more.text() == "and 8 &more"
    qtbot.keyClick(notices.more, Qt.Key.Key_Return)
    assert notices.text.text().splitlines()[-1] == "Sentence 10."


def test_f1_says_what_the_preview_is_about(office_desk, over, workbook, settled, qtbot):
    taken = StaffImport(office_desk, over)
    taken.look(workbook(North=(HEADINGS, *NORTH)))
    settled()
    with qtbot.waitSignal(office_desk.help_wanted) as asked:
        next(
            each for each in taken.preview.findChildren(QShortcut) if each.key() == QKeySequence("F1")
        ).activated.emit()
    assert asked.args == ["files_in", taken.preview]
    page = read_page("files_in", shipped_in_words())
    assert page.title == "Taking a file in"
    assert {each.id for each in page.sections} == {"account", "question", "rows"}


def test_the_controls_of_a_file_that_is_asked_about_are_those_of_the_list(
    office_desk, over, workbook, settled, met, qtbot
):
    taken = AsksForTheOrder(office_desk, over)
    taken.look(workbook(North=(HEADINGS, *NORTH), Costs=(("Cost centre", "Code"), ("North", 1))))
    settled()
    met.meet(taken.preview)
    qtbot.keyClick(taken.preview.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(taken.preview.focusWidget(), Qt.Key.Key_Return)
    settled()
    met.meet(taken.preview)
    assert met.differences("Taking a file in") == []


@pytest.mark.parametrize("what", ["question", "rows", "refusal"])
def test_the_preview_has_room_on_a_small_screen_in_large_text(office_desk, over, settled, what):
    office_desk.look.set_text_size(150)
    name = f"{'a very long name of a list that somebody sent '.replace(' ', '_') * 4}.xlsx"
    looked = unread(Refused("There is no column for “Surname”. Say which column it is. " * 3))
    choices = tuple((f"Sheet {number}", f"“A sheet with a long name {number}” (400 rows)") for number in range(12))
    seen = tuple(f"Something to look at, number {number}." for number in range(30))
    preview = Preview(Path(name), looked, "Nothing is read", (), brings=0, changed=0, refusal=looked.refusal)
    if what == "rows":
        rows = tuple(PreviewRow(line, Arrives.CHANGED, "Ann Bee") for line in range(4))
        preview = replace(preview, rows=rows, brings=380, changed=3, warnings=seen, refusal=None)
    question = QuestionPanel(office_desk.look, Question(Asks.SHEET, "Which sheet? " * 12, choices))
    read_as = ReadAs(
        office_desk.look,
        (Settled(Asks.SHEET, choices, choices[0][0]), Settled(Asks.ORDER, ORDER.choices, "day-first")),
    )
    dialog = ImportPreview(office_desk, preview, over, None, read_as, question if what == "question" else None)
    dialog.open()
    settled()
    assert dialog.minimumSizeHint().width() <= SMALL_SCREEN.width()
    assert dialog.minimumSizeHint().height() <= SMALL_SCREEN.height()
    dialog.resize(SMALL_SCREEN)
    settled()
    if what == "rows":
        assert dialog.rows.viewport().height() >= 2 * dialog.rows.rowHeight(0)
    dialog.reject()
