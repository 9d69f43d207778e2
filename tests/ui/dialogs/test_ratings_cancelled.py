"""A long file of ratings in the window: cancelled half-way nothing of it stays, and its corrections are known."""

from datetime import date, timedelta
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import event, func, select

from app.services.goals import ratings
from app.services.goals.ratings_file import take_in
from models.audit import AuditEntry
from models.base import Base
from models.values import Call
from models.vocabulary.goals import Letter
from ui.dialogs.ratings_import import RatingImport
from ui.widgets.notice_bar import NoticeBar

GOAL, MOSAIC, FIRST = "I will make my own lunch", "M000500", date(2026, 10, 12)
TIMES, DAYS, BATCH = ("08:10", "12:10", "16:40", "20:10"), 30, 40
ROWS = DAYS * len(TIMES)


@pytest.fixture
def month(sqlite_office, tmp_path):
    """A month's file; one of its letters corrects one that was given by hand."""
    began = sqlite_office.now - timedelta(days=60)
    episode = sqlite_office.an_episode(person=sqlite_office.a_person(mosaic_id=MOSAIC), started_at=began)
    goal = sqlite_office.a_goal(episode, set_at=began, statement=GOAL, calls="")
    told = {"goal": goal, "day": FIRST, "call": Call.LUNCH, "worker": sqlite_office.staff["CWC"]}
    sqlite_office.do(ratings.rate, letter=Letter.A1, **told)
    days = [FIRST + timedelta(days=number) for number in range(DAYS)]
    rows = [f"{day:%d/%m/%Y},{time},{MOSAIC},{GOAL},P,CWC North," for day in days for time in TIMES]
    file = tmp_path / "ratings.csv"
    file.write_text("Date,Time,MOSAIC,Goal,Letter,Worker,Comment\n" + "\n".join(rows), encoding="utf-8")
    return file


@pytest.fixture
def kept(sqlite_office, elsewhere):
    """A function that counts what each table holds, the audit too."""

    def read():
        with sqlite_office.unwalled.reading() as session:
            tables = (*Base.metadata.sorted_tables, AuditEntry.__table__)
            return {table.name: session.scalar(select(func.count()).select_from(table)) for table in tables}

    return partial(elsewhere, read)


@pytest.fixture
def importing(office_desk, qtbot, month, settled):
    """The import with its preview open; `said` are the sentences that it was done with."""
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    made = RatingImport(office_desk, over)
    made.said = []
    made.done.connect(made.said.append)
    made.look_again = lambda: (made.look(month), settled())
    made.look_again()
    return made


def sentence(preview):
    return preview.findChild(QLabel, "import.sentence").text()


@pytest.mark.rule("IPAD-2")
def test_cancelled_half_way_nothing_stays_and_taken_in_again_the_corrections_are_known(
    importing, settled, kept, qtbot, monkeypatch
):
    monkeypatch.setattr(take_in, "_ROWS_A_STATEMENT", BATCH)
    before, is_half_way, go_on, stored = kept(), Event(), Event(), []

    def hold(_connection, _cursor, statement, _values, _context, executemany):
        if executemany and statement.startswith("INSERT INTO rating "):
            stored.append(statement)
            if len(stored) == 2:
                is_half_way.set()
                go_on.wait()

    engine = importing.desk.door._work.database.engine
    event.listen(engine, "after_cursor_execute", hold)
    preview = importing.preview
    assert (
        f"Of {ROWS} rows: {ROWS - 1} new, 0 known already, 1 corrected"
        in preview.findChild(object, "import.sentence").text()
    )
    preview.take.click()
    qtbot.waitUntil(is_half_way.is_set)
    for _ in range(3):  # seconds go by
        preview.waiting._tick.timeout.emit()
    notice = preview.findChild(NoticeBar)
    assert "all of it is stored, or nothing" in notice.text.text()
    qtbot.mouseClick(notice._offer, Qt.MouseButton.LeftButton)
    go_on.set()
    settled()
    assert len(stored) == 2
    assert kept() == before
    assert importing.said == []
    preview.take.click()
    settled()
    (said,) = importing.said
    assert f"{ROWS - 1} new, 0 known already, 1 corrected" in said
    after = kept()
    assert after["rating"] == before["rating"] + ROWS - 1
    assert after["rating_correction"] == before["rating_correction"] + 1
    importing.look_again()
    assert f"Of {ROWS} rows: 0 new, {ROWS} known already, 0 refused." in sentence(importing.preview)
    assert kept() == after
