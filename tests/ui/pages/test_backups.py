"""The page Backups and the bar: made beside the window, told when it was compared, red where it failed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.backups.errands import Errands, Stands
from app.backups.making import ON_SERVER
from app.backups.standing import Noted, is_due, standing
from app.door.errors import Unavailable
from app.door.progress import Stopped
from models.audit_end import audit_end
from ui.backups_keeper import BackupsKeeper
from ui.pages.backups.page import BackupsPage
from ui.top_bar import TopBar


@pytest.fixture
def keeper(office_desk, sqlite_office, tasks, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    made = BackupsKeeper(Errands(lambda: sqlite_office.database, sqlite_office.clock), tasks)
    made.errands.choose(folder)
    office_desk.shared.backups = made
    yield made
    made.close()


def pressed(page, name, qtbot):
    qtbot.mouseClick(getattr(page, name), Qt.MouseButton.LeftButton)


def test_one_is_made_from_the_page_and_stands_in_its_list(open_page, keeper, qtbot, settled):
    page = open_page(BackupsPage)
    assert "nothing is backed up by itself" in page.place.text()
    with qtbot.waitSignal(keeper.ended):
        pressed(page, "make", qtbot)
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 1)
    settled()
    assert page.make.isEnabled()
    assert "restored into a scratch copy and compared" in page.notice.text.text()
    assert page.list.current() is not None, "the deeds below the list would be about nothing"


def test_a_page_that_was_opened_before_the_window_was_complete_comes_alive(open_page, keeper, office_desk, settled):
    office_desk.shared.backups = None
    page = open_page(BackupsPage)
    assert not any(each.isEnabled() for each in (page.make, page.choose, page.check, page.restore))
    office_desk.shared.backups = keeper
    office_desk.shared.backups_begun.emit()
    settled()
    assert page.make.isEnabled()
    assert page.place.text().startswith("Folder: ")


def test_at_a_server_nothing_is_offered_that_the_server_does_itself(open_page, keeper, office_desk, settled):
    page = open_page(BackupsPage)
    settled()
    offered = (page.make, page.cancel, page.choose, page.kept)
    assert not any(each.isHidden() for each in offered)
    none = standing(Noted(), office_desk.clock.now())
    keeper.stood.emit(Stands(None, same_disk=False, standing=none, is_due=False, by_itself=False, says=ON_SERVER))
    assert all(each.isHidden() for each in offered)
    assert page.place.text() == ON_SERVER
    at_a_drive = Stands(Path("/"), same_disk=False, standing=none, is_due=False, by_itself=True, says="Often.")
    keeper.stood.emit(at_a_drive)  # a drive's root has no name, and is a folder all the same
    assert not any(each.isHidden() for each in offered)


def test_one_that_cant_be_made_is_told_with_its_reason(open_page, keeper, qtbot, settled, tmp_path):
    page = open_page(BackupsPage)
    (tmp_path / "backups").rmdir()
    with qtbot.waitSignal(keeper.ended) as told:
        pressed(page, "make", qtbot)
    settled()
    assert isinstance(told.args[0], Unavailable)
    assert "isn't there" in page.notice.text.text()


def test_one_of_the_list_is_checked_and_a_damaged_one_refused(open_page, keeper, qtbot, settled):
    page = open_page(BackupsPage)
    with qtbot.waitSignal(keeper.ended):
        pressed(page, "make", qtbot)
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 1)
    settled()
    page.list.choose_first()
    pressed(page, "check", qtbot)
    settled()
    assert "can be restored" in page.notice.text.text()
    file = page.list.current().file
    file.write_bytes(file.read_bytes()[:-1])
    pressed(page, "check", qtbot)
    settled()
    assert "shorter than it was" in page.notice.text.text()


def test_the_bar_says_how_old_it_is_and_is_red_after_a_day_or_a_failure(office_desk, qtbot, sqlite_office):
    from datetime import timedelta  # noqa: PLC0415

    now = sqlite_office.clock.now()
    noted = Noted(last="x", compared=now - timedelta(hours=2), changes=5)
    said = standing(noted, now)
    assert (said.words, said.is_bad) == ("Backup 2 h ago", False)
    assert not standing(noted, now + timedelta(hours=22)).is_bad
    assert standing(noted, now + timedelta(hours=22, minutes=1)).is_bad
    assert standing(Noted(compared=now, failed="The disk is full."), now).is_bad
    assert not is_due(noted, 5, now)
    assert is_due(noted, 6, now)
    assert not is_due(noted, 6, now - timedelta(minutes=1))
    bar = TopBar(office_desk)
    qtbot.addWidget(bar)
    wanted = []
    office_desk.page_wanted.connect(lambda page, _record: wanted.append(page.value))
    bar.say_backup(said.words, said.why, is_bad=True)
    qtbot.mouseClick(bar.backup, Qt.MouseButton.LeftButton)
    assert wanted == ["backups"]
    assert "restored and compared" in bar.backup.toolTip()


def test_at_closing_nothing_is_waited_for_over_two_seconds_and_what_is_owed_is_kept(keeper, sqlite_office, monkeypatch):
    from threading import Event  # noqa: PLC0415

    slow, left = Event(), []
    monkeypatch.setattr("ui.backups_keeper._CLOSING_S", 0.01)
    monkeypatch.setattr(keeper.errands, "make_at_closing", lambda progress: left.append(progress) or slow.wait())
    keeper.close()
    assert keeper.is_making
    with pytest.raises(Stopped):
        left[0].reached(0, 1)
    slow.set()
    with sqlite_office.database.engine.connect() as connection:
        mark = audit_end(connection).database
    keeper.errands._book.note_owed(mark, sqlite_office.clock.now())
    assert is_due(keeper.errands._book.of(mark), 0, sqlite_office.clock.now())


@pytest.mark.usefixtures("keeper")
def test_controls_are_listed(open_page, met):
    met.meet(open_page(BackupsPage))
    assert met.differences("Backups") == []
