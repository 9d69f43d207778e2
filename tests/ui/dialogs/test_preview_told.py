"""What the preview of a file tells and offers, so that nobody meets a button without a reason or a box out of sight."""

import openpyxl
import pytest
from PySide6.QtWidgets import QWidget

from app.door.errors import Unavailable
from app.exchange.files.asked import Answers
from models.vocabulary.staff import Role
from ui.dialogs.columns_panel import ColumnsPanel
from ui.dialogs.people_import import PeopleImport
from ui.dialogs.roles_panel import RolesPanel
from ui.dialogs.staff_import import StaffImport
from ui.tabs.referrals.taking_in.care_hub_list import ReferralImport
from ui.widgets.notice_bar import NoticeBar

HEADINGS = ("Name", "Job title", "Base")
NORTH = (("Ann Bee", "CWC", "North"), ("Bea Cee", "CWC", "North"))
WIDTHS = (960, 1280)  # px of the preview, beside the one that it opens with


@pytest.fixture
def over(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def staff_list(tmp_path):
    """A function that saves rows below headings as a workbook of one sheet."""

    def save(*rows, headings=HEADINGS):
        made = openpyxl.Workbook()
        for row in (headings, *rows):
            made.active.append(row)
        made.save(tmp_path / "staff.xlsx")
        return tmp_path / "staff.xlsx"

    return save


def rows(preview):
    return [(row.about, row.arrives) for row in preview.rows.model().shown()]


def _away(_turn, _file, progress):
    raise Unavailable(f"The database can't be reached, {progress is not None}.")


def test_roles_of_a_reading_that_was_stopped_are_those_of_the_rows_in_sight(
    office_desk, over, staff_list, settled, monkeypatch
):
    taken = StaffImport(office_desk, over)
    taken.look(staff_list(("Ann Bee", "Senior", "North"), ("Bea Cee", "Helper", "North")))
    settled()
    pick_role(taken, 1, Role.SERVICE_MANAGER)
    settled()
    before = rows(taken.preview)
    monkeypatch.setattr(taken, "reader", lambda _answers: _away)
    pick_role(taken, 2, Role.CWC)
    settled()
    assert rows(taken.preview) == before
    panel = taken.preview.findChild(RolesPanel)
    assert panel.roles() == {"senior": Role.SERVICE_MANAGER} == taken.answers.roles


def pick_role(taken, number, role):
    box = taken.preview.findChild(object, f"import.role.{number}")
    box.set_value(role)
    box.picked.emit(role)


@pytest.mark.parametrize("text_size", [100, 150, 200])
@pytest.mark.parametrize("kind", [StaffImport, PeopleImport, ReferralImport])
def test_every_column_can_be_chosen_however_narrow_the_preview_is(
    office_desk, over, staff_list, settled, qtbot, text_size, kind
):
    office_desk.look.set_text_size(text_size)
    taken = kind(office_desk, over)
    taken.look(staff_list(("Ann Bee", "CWC", "A1"), headings=[each.title for each in kind.imports.fields]))
    settled()
    preview = taken.preview
    preview.columns.setChecked(True)
    for width in (preview.width(), *WIDTHS):
        preview.resize(width, preview.height())
        settled()
        area = preview.findChild(object, "import.columns_area")
        panel = preview.findChild(ColumnsPanel)
        qtbot.waitUntil(lambda: panel.width() <= area.viewport().width())  # noqa: B023  called at once
        assert max(box.geometry().right() for box in panel.boxes.values()) < panel.width()
        assert max(box.geometry().bottom() for box in panel.boxes.values()) < panel.height()
    preview.reject()


def test_a_file_that_is_on_record_already_says_that_there_is_nothing_to_take_in(office_desk, over, staff_list, settled):
    taken = StaffImport(office_desk, over)
    file = staff_list(*NORTH)
    taken.look(file)
    settled()
    assert "Nothing is stored yet." in account(taken)
    taken.preview.take.click()
    settled()
    taken.look(file)
    settled()
    assert not taken.preview.take.isVisible()
    assert "There is nothing to take in: all of it is on record." in account(taken)
    taken.preview.reject()
    taken.look(staff_list(*NORTH, ("", "CWC", "North")))
    settled()
    assert not taken.preview.take.isVisible()
    assert "nothing to take in: save what is refused, correct it there" in account(taken)


def account(taken):
    return taken.preview.findChild(object, "import.sentence").text()


@pytest.mark.parametrize("saves", [False, True])
def test_who_takes_a_file_in_is_told_how_to_get_at_refused_rows_that_were_not_saved(
    office_desk, over, staff_list, settled, tmp_path, saves
):
    notice, said = NoticeBar(office_desk.look, "here"), []
    notice.lack("Something about another file.")
    taken = StaffImport(office_desk, over, notice)
    taken.done.connect(said.append)
    taken.look(staff_list(*NORTH, ("", "CWC", "North")))
    assert notice.isHidden()
    settled()
    if saves:
        taken.preview.save_refused(tmp_path / "refused.xlsx")
        settled()
    taken.preview.take.click()
    settled()
    again = "The refused row isn't in yet: import the file again to save it and correct it."
    assert said[0].endswith("1 refused." if saves else f"1 refused. {again}")


def test_who_takes_one_sheet_in_is_told_of_another_that_could_be_the_list_too(office_desk, over, settled, tmp_path):
    made = openpyxl.Workbook()
    for title, row in zip(("North", "South"), NORTH, strict=True):
        sheet = made.create_sheet(title)
        sheet.append(HEADINGS)
        sheet.append(row)
    made.save(tmp_path / "both.xlsx")
    said = []
    taken = StaffImport(office_desk, over)
    taken.done.connect(said.append)
    taken.look(tmp_path / "both.xlsx")
    settled()
    taken.look_by(Answers(sheet="South"))
    settled()
    taken.preview.take.click()
    settled()
    assert said == ["The staff are taken in: 1 new, 0 known already, 0 refused. Its sheet “North” isn't in."]
