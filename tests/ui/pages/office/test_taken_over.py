"""The page People taken over: lists looked at row by row, asked about where needed, and only then taken in."""

import pytest
from PySide6.QtCore import QSize
from sqlalchemy import func, select

from app.exchange.columns import Mapping
from app.exchange.office.example_lists import example_people, example_staff
from models.episodes import Episode
from models.staff import Staff
from models.vocabulary.staff import Role
from ui.dialogs.import_preview import Arrives
from ui.navigation import PageName
from ui.pages.office.taken_over import TakenOverPage
from ui.pages.window import PagesWindow

SMALL_SCREEN = QSize(1280, 680)  # 720 less the frame of a window
STAFF = "Name,Job title,Base\nAnn Bee,Carer,North\nBea Cee,Senior,South\nSW North,SW,South\nCy Dee,CWC,West\n"
PEOPLE = (
    "Surname,First name,MOSAIC,Town,Team,Start,Calls,DSO,Key safe\n"
    "Wójcik,Maureen,M900001,Matlock,North,12/11/2026,am 45x2 daily,DSO North,4711\n"
    "Bagshaw,Ron,M900002,Matlock,North,1/10/2026,sometimes,DSO North,\n"
    "Nobody,Ann,M900003,Matlock,North,,,,\n"
)


@pytest.fixture
def page(open_page):
    return open_page(TakenOverPage)


@pytest.fixture
def counted(sqlite_office, elsewhere):
    def count(kind):
        with sqlite_office.database.reading() as session:
            return session.scalar(select(func.count()).select_from(kind))

    return lambda kind: elsewhere(lambda: count(kind))


@pytest.fixture
def look_at(tmp_path, settled):
    """A function that lets an import look at a file, and gives its preview."""

    def look(taken, text, name="list.csv"):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        taken.look(file)
        settled()
        return taken.preview

    return look


def rows(preview):
    return {row.line: (row.arrives, row.about) for row in preview.rows.model().shown()}


def test_people_are_looked_at_row_by_row_and_taken_over_once_it_is_pressed(page, look_at, settled, counted):
    before = counted(Episode)
    preview = look_at(page.people_import, PEOPLE)
    assert rows(preview) == {
        2: (Arrives.LOOK_AT, "Maureen Wójcik"),
        3: (Arrives.LOOK_AT, "Ron Bagshaw"),
        4: (Arrives.REFUSED, "Ann Nobody"),
    }
    assert "Key safe" in preview.findChild(object, "import.warnings").text()
    assert counted(Episode) == before
    preview.take.click()
    settled()
    assert counted(Episode) == before + 2
    assert {row.name: row.lacks[0] for row in page.list.model().shown()} == {
        "Maureen Wójcik": "date of birth",
        "Ron Bagshaw": "calls",
    }
    assert page.said.text() == "2 people in service taken over; the record of 2 still lacks something."
    preview = look_at(page.people_import, PEOPLE)
    assert [arrives for arrives, _ in rows(preview).values()].count(Arrives.KNOWN) == 2
    assert not preview.take.isEnabled()
    preview.reject()


def test_a_title_that_could_be_several_is_asked_in_the_preview_and_its_row_comes_in(page, look_at, settled, counted):
    before = counted(Staff)
    preview = look_at(page.staff_import, STAFF)
    assert {line: arrives for line, (arrives, _) in rows(preview).items()} == {
        2: Arrives.NEW, 3: Arrives.REFUSED, 4: Arrives.CHANGED, 5: Arrives.REFUSED,
    }  # fmt: skip
    box = preview.findChild(object, "import.role.1")
    assert box.isVisible()
    box.set_value(Role.CWC)
    box.picked.emit(Role.CWC)
    settled()
    preview = page.staff_import.preview
    assert rows(preview)[3][0] is Arrives.NEW
    assert preview.overwrite.text() == "Let the changed row &overwrite what is on record"
    preview.take.click()
    settled()
    assert counted(Staff) == before + 2


def test_a_pasted_list_is_looked_at_without_a_file(page, press, settled, counted):
    before = counted(Staff)
    press(page, "taken_over.paste")
    page.pasting.text.setPlainText("Ann Bee\tCarer\tNorth\nBea Cee\tOT\tSouth\n")
    page.pasting.go_on.click()
    settled()
    preview = page.staff_import.preview
    assert [about for _, about in rows(preview).values()] == ["Ann Bee", "Bea Cee"]
    preview.take.click()
    settled()
    assert counted(Staff) == before + 2


def test_a_column_with_a_heading_of_its_own_is_chosen_and_remembered(page, look_at, settled):
    preview = look_at(page.people_import, "Surname,Day One,Team,DSO\nGill,12/11/2026,North,DSO North\n")
    assert "no column for “Start”" in preview.notice.text.text()
    panel = page.people_import.preview.findChild(object, "import.columns_panel")
    panel.boxes["started"].set_value("Day One")
    panel.changed.emit(panel.mapping())
    settled()
    assert rows(page.people_import.preview) == {2: (Arrives.LOOK_AT, "Gill")}
    assert isinstance(page.people_import.remembered(), Mapping)
    page.people_import.preview.reject()


@pytest.mark.parametrize("made", [example_people, example_staff])
def test_the_example_lists_are_read_by_the_program_that_made_them(page, look_at, settled, tmp_path, made):
    page.save_example(tmp_path / "example.csv", made)
    settled()
    assert (tmp_path / "example.csv").read_bytes() == made()
    taken = page.people_import if made is example_people else page.staff_import
    preview = look_at(taken, made())
    why = " ".join(row.why for row in preview.rows.model().shown())
    assert "can't be read" not in why
    assert len(rows(preview)) == 2
    preview.reject()


@pytest.mark.parametrize("made", [example_people, example_staff])
def test_the_preview_has_room_on_a_small_screen_in_large_text(page, look_at, settled, office_desk, made):
    office_desk.look.set_text_size(150)
    taken = page.people_import if made is example_people else page.staff_import
    preview = look_at(taken, made())
    preview.columns.setChecked(True)
    settled()
    assert preview.height() < preview.screen().availableGeometry().height()
    assert preview.minimumSizeHint().height() <= SMALL_SCREEN.height()
    assert preview.minimumSizeHint().width() <= SMALL_SCREEN.width()
    preview.resize(SMALL_SCREEN)
    settled()
    assert preview.rows.viewport().height() >= 2 * preview.rows.rowHeight(0)
    preview.reject()


def test_its_controls_are_those_of_the_list(office_desk, qtbot, press, settled, met, look_at):
    window = PagesWindow(office_desk)
    qtbot.addWidget(window)
    window.open_page(PageName.TAKEN_OVER)
    settled()
    page = window.page(PageName.TAKEN_OVER)
    preview = look_at(page.people_import, PEOPLE)
    met.meet(preview)
    preview.take.click()
    settled()
    met.meet(page)
    press(page, "taken_over.paste")
    met.meet(page.pasting)
    page.pasting.reject()
    met.meet(look_at(page.staff_import, STAFF))
    page.staff_import.preview.reject()
    assert met.differences("People taken over") == []
