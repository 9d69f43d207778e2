"""A paper in somebody's hand is looked up by what stands in its foot."""

import pytest

from app.papers.issuing import issue_agreement
from models.agreement import Agreement
from models.rules.agreement.issued_papers import hash_of_values
from models.vocabulary.people import PaperFormat
from tests.papers.test_agreement import a_rate, an_interim
from ui.dialogs.paper_check import PaperCheck


@pytest.fixture
def dialog(office_desk, qtbot):
    opened = PaperCheck(office_desk)
    qtbot.addWidget(opened)
    opened.open()
    return opened


@pytest.mark.rule("FUND-4")
def test_a_paper_is_known_by_its_reference_and_check_and_another_is_not(sqlite_office, dialog, settled):
    a_rate(sqlite_office)
    made = sqlite_office.do(
        issue_agreement, episode=an_interim(sqlite_office), edition=PaperFormat.STANDARD
    ).made  # fmt: skip
    issued = sqlite_office.get(Agreement, made)
    proof = hash_of_values(issued.paper).upper()
    dialog.reference.setText(issued.reference)
    dialog.check.setText(f"{proof[:4]} {proof[4:8]} {proof[8:12]}")
    dialog.ask.click()
    settled()
    assert dialog.notice.text.text().endswith("and this paper says the same.")
    dialog.check.setText("0000 0000 0000")
    dialog.ask.click()
    settled()
    assert dialog.notice.text.text().endswith("its check differs.")


def test_its_controls_are_those_of_the_list(dialog, met):
    met.meet(dialog)
    assert met.differences("Is this paper ours?") == []
