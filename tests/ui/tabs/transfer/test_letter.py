"""The letter about who pays: shown as not issued before it is, and as issued, by whom and when, once it was."""

import pytest

from models.episodes import Episode
from models.vocabulary.agreement import Funding
from tests.papers.test_agreement import an_interim
from ui.tabs.transfer.tab import InterimTransferTab


@pytest.mark.rule("FUND-2")
@pytest.mark.usefixtures("a_rate")
def test_a_letter_says_that_it_is_not_issued_until_it_is_and_then_by_whom(sqlite_office, open_tab, press, qtbot):
    episode = an_interim(sqlite_office, funding=Funding.CO_FUNDER)
    tab = open_tab(InterimTransferTab, sqlite_office.get(Episode, episode).person_id)
    assert "Not issued yet" in tab.agreement.lacks.text()
    press(tab, "transfer.print_agreement")
    qtbot.waitUntil(lambda: len(tab.agreement.letter.sheets) > 0)
    assert tab.agreement.letter.says.text().startswith("Not issued")
    tab.agreement.letter.reject()
    press(tab, "transfer.issue")
    assert "issued today" in tab.agreement.lacks.text()
    assert "by DSO" in tab.agreement.lacks.text()
    press(tab, "transfer.print_agreement")
    qtbot.waitUntil(lambda: len(tab.agreement.letter.sheets) > 0)
    assert not tab.agreement.letter.says.text()
    tab.agreement.letter.reject()
