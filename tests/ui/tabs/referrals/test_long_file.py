"""A file that takes long: the window goes on while it is read, says how far it is, and stops it when it is told to."""

import os
import signal
import sys

import pytest

from app.door.progress import Progress, Stopped
from app.exchange.files.reader import KEPT
from app.exchange.referrals.referrals_import import REFERRALS
from app.queries.referrals.queue import queue
from ui.dialogs.file_import import look_through
from ui.dialogs.import_preview import Says
from ui.tabs.referrals.tab import ReferralsTab

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there can a test let a process stand still")


@pytest.fixture
def read_long(open_tab, demonstration_list, qtbot):
    """A tab, once it says that it waits for a file: what reads it stands still, so that its reading has no end."""
    KEPT.warm()
    reads = KEPT._child
    os.kill(reads.pid, signal.SIGSTOP)
    tab = open_tab(ReferralsTab)
    tab.importing.look(demonstration_list)
    qtbot.waitUntil(tab.notice._bar.isVisible, timeout=20_000)
    yield tab, reads
    if reads.poll() is None:
        os.kill(reads.pid, signal.SIGCONT)


def test_a_file_that_takes_long_says_what_is_done_and_can_be_stopped(sqlite_office, read_long, settled, elsewhere):
    tab, reads = read_long
    assert tab.notice.text.text().startswith("Reading “care-hub")
    assert (tab.notice._offer.text(), tab.notice._offer.isVisible()) == ("Cancel", True)
    assert tab.isEnabled()
    tab.notice._offer.click()
    settled()
    assert reads.poll() is not None
    assert tab.notice.text.text() == "Stopped. Nothing has been changed."
    assert not tab.notice._bar.isVisible()
    assert tab.importing.preview is None
    assert elsewhere(lambda: sqlite_office.ask(queue)) == ()


def test_the_next_file_is_read_by_another_process(read_long, settled, demonstration_list):
    tab, _ = read_long
    tab.notice._offer.click()
    settled()
    tab.importing.look(demonstration_list)
    settled()
    assert tab.importing.preview._preview.sentence == "39 new, 1 known already, 2 refused"
    tab.importing.preview.back.click()


def test_a_file_that_goes_on_after_all_is_shown_and_nothing_is_said_of_the_wait(read_long, settled):
    tab, reads = read_long
    os.kill(reads.pid, signal.SIGCONT)
    settled()
    assert tab.notice.isHidden()
    assert tab.importing.preview._preview.sentence == "39 new, 1 known already, 2 refused"
    tab.importing.preview.back.click()


@pytest.mark.parametrize("at", ["Comparing 42 rows with the records", ""])
def test_a_file_that_is_stopped_while_it_is_compared_is_not_shown(sqlite_office, demonstration_list, at):
    said = []

    def stop_there(reached):
        said.append(reached.doing)
        if not at or reached.doing == at:
            progress.stop()

    progress = Progress(stop_there)
    with pytest.raises(Stopped, match="Nothing has been changed"):
        sqlite_office.ask(look_through, demonstration_list, kind=REFERRALS, says=Says(), progress=progress)
    assert at in {*said, ""}
