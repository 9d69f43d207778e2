"""The statutory return on the Figures tab: looked at, refused with who can help, compared, written."""

import csv
from datetime import date

import pytest

from app.services.office.policy import set_policy
from models.vocabulary.cld import InterimType
from ui.tabs.figures.period import ReturnPeriod
from ui.tabs.figures.tab import FiguresTab


@pytest.fixture
def council(sqlite_office):
    """The council has said its code, and what interim support is."""
    for setting, number in (("return_council_code", 17), ("return_interim_type", InterimType.OTHER_SHORT_TERM.value)):
        sqlite_office.do_as(
            "Service manager", set_policy, setting=setting, number=number, because="the council said so"
        )


@pytest.fixture
def panel(open_tab, sqlite_office, settled):
    """Somebody's short-term support runs."""
    sqlite_office.an_episode()
    tab = open_tab(FiguresTab)
    settled()
    return tab.statutory_return


def test_nothing_is_asked_before_somebody_looks_and_then_who_can_help_is_named(panel, settled):
    assert not panel.shares.isVisible()
    panel.look_at.click()
    settled()
    assert panel.sentence.text().endswith("can't be written yet.")
    assert panel.refused.isVisible()
    assert "The council's code isn't set" in panel.refused.model().index(0, 1).data()
    assert panel.shares.isVisible()
    assert not panel.changed.isVisible()
    assert not panel.because.isVisible()


def test_a_file_that_is_refused_is_not_written(panel, settled, tmp_path):
    panel.write_to(tmp_path / "cld.csv")
    settled()
    assert "isn't written" in panel.notice.text.text()
    assert not (tmp_path / "cld.csv").exists()


@pytest.mark.usefixtures("council")
def test_it_is_written_and_what_changed_since_leaves_only_for_a_reason(request, settled, tmp_path, qtbot):
    panel = request.getfixturevalue("panel")
    file = tmp_path / "cld.csv"
    panel.write_to(file)
    settled()
    qtbot.waitUntil(lambda: panel.notice.text.text() == "cld.csv is written: 1 event (1 service).")
    sent = file.read_text("utf-8-sig")
    [heading, row] = csv.reader(sent.splitlines())
    was = row[heading.index("Event_Start_Date")]
    file.write_text(sent.replace(was, "01/04/2026"), "utf-8-sig")
    panel.write_to(file)
    settled()
    qtbot.waitUntil(panel.because.isVisible)
    assert "say below why" in panel.notice.text.text()
    assert "01/04/2026" in file.read_text("utf-8-sig")
    panel.write_so.click()
    assert panel._because.line.text().startswith("Say why")
    panel.because.setPlainText("The day was mistyped")
    panel.write_so.click()
    settled()
    qtbot.waitUntil(lambda: "is written" in panel.notice.text.text())
    assert was in file.read_text("utf-8-sig")
    assert not panel.because.isVisible()


@pytest.mark.usefixtures("council")
def test_what_is_written_is_what_was_looked_at_whatever_is_chosen_meanwhile(request, settled, tmp_path, qtbot):
    panel = request.getfixturevalue("panel")
    panel.write_to(tmp_path / "this-year.csv")
    panel.period.set_value(ReturnPeriod.LAST_YEAR)
    panel.look_at.click()
    assert panel.notice.text.text().startswith("Still looking")
    settled()
    qtbot.waitUntil(lambda: panel.notice.text.text() == "this-year.csv is written: 1 event (1 service).")


@pytest.mark.usefixtures("council")
def test_a_reason_is_about_one_file_and_its_days(request, settled, tmp_path, qtbot):
    panel = request.getfixturevalue("panel")
    file = tmp_path / "cld.csv"
    panel.write_to(file)
    settled()
    qtbot.waitUntil(lambda: "is written" in panel.notice.text.text())
    [heading, row] = csv.reader(file.read_text("utf-8-sig").splitlines())
    was = row[heading.index("Event_Start_Date")]
    file.write_text(file.read_text("utf-8-sig").replace(was, "01/04/2026"), "utf-8-sig")
    panel.write_to(file)
    settled()
    qtbot.waitUntil(panel.because.isVisible)
    panel.because.setPlainText("The day was mistyped")
    panel.period.set_value(ReturnPeriod.LAST_YEAR)
    panel.period.picked.emit(ReturnPeriod.LAST_YEAR)
    assert not panel.because.isVisible()
    assert not panel.write_so.isVisible()
    assert panel.because.toPlainText() == ""
    panel.write_so.click()
    settled()
    assert "01/04/2026" in file.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("period", "days"),
    [
        (ReturnPeriod.THIS_YEAR, (date(2026, 4, 1), date(2026, 11, 20))),
        (ReturnPeriod.LAST_YEAR, (date(2025, 4, 1), date(2026, 3, 31))),
        (ReturnPeriod.SHOWN, (date(2026, 10, 24), date(2026, 11, 20))),
    ],
)
def test_its_days_are_a_reporting_year_or_those_of_the_figures(panel, period, days):
    panel.period.set_value(period)
    assert panel.period_days() == days
