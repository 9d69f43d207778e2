"""The Figures tab: a sentence, a chart and a table each, by team and period; copied as text and written to Excel."""

from datetime import date, timedelta
from itertools import pairwise

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.desk.preferences import Scheme
from models.vocabulary.referrals import ReferralOutcome
from ui.dialogs.print_preview import PrintPreview
from ui.tabs.figures.period import Period
from ui.tabs.figures.tab import FiguresTab

DAY = timedelta(days=1)


@pytest.fixture
def tab(open_tab, sqlite_office, settled):
    """Two referrals in the last days, one of them declined, and an old one; nobody started."""
    sqlite_office.a_referral()
    told = {"outcome_at": sqlite_office.now, "outcome_because": "can't be safe", "discussed_with_assessor": True}
    sqlite_office.a_referral(outcome=ReferralOutcome.DECLINED, **told)
    sqlite_office.a_referral(received_at=sqlite_office.now - 60 * DAY)
    made = open_tab(FiguresTab)
    settled()
    return made


def test_each_figure_has_its_sentence_a_chart_and_a_table(tab):
    first = tab.panels[0]
    assert first.title.text() == "Referrals and outcomes by band"
    assert first.sentence.text().startswith("2 referrals came in: 0 started, 1 still waiting")
    assert first.chart.isVisible()
    assert first.chart.accessibleDescription().startswith("2 referrals came in")
    assert first.table.model().rowCount() == 5
    assert first.definition.text().startswith("Referrals that were received on these days")
    assert first.before.text() == "In the 28 days before there was none."
    assert len(tab.panels) >= 3


def test_where_nothing_happened_it_reads_none_yet_and_nothing_is_drawn(tab):
    starts = tab.panels[1]
    assert starts.sentence.text().startswith("No start in this period yet.")
    assert not starts.chart.isVisible()
    assert not starts.table.isVisible()


def test_a_longer_period_counts_more_and_says_its_days(tab, settled):
    assert tab.about.text() == "Every team, Sat 24 Oct to Fri 20 Nov"
    tab.period.set_value(Period.TWELVE_WEEKS)
    tab.period.picked.emit(Period.TWELVE_WEEKS)
    settled()
    assert tab.panels[0].sentence.text().startswith("3 referrals came in")
    assert tab.about.text() == "Every team, Sat 29 Aug to Fri 20 Nov"


def test_one_patch_is_counted_alone_and_said_on_the_screen_in_the_copy_and_in_the_workbook(
    tab, sqlite_office, settled, elsewhere, tmp_path
):
    bakewell = sqlite_office.patches["Bakewell"]
    elsewhere(lambda: sqlite_office.a_referral(person=sqlite_office.a_person(patch_id=bakewell)))
    tab.ask_again()
    settled()
    assert tab.panels[0].sentence.text().startswith("3 referrals came in")
    tab.patch.set_value(bakewell)
    tab.patch.picked.emit(bakewell)
    settled()
    assert tab.panels[0].sentence.text().startswith("1 referral came in")
    assert tab.about.text() == "Every team, patch Bakewell, Sat 24 Oct to Fri 20 Nov"
    tab.copy_all.click()
    assert QGuiApplication.clipboard().text().startswith(tab.about.text())
    tab.export_to(tmp_path / "figures.xlsx")
    settled()
    about = openpyxl.load_workbook(tmp_path / "figures.xlsx")["About"]
    assert ("Of", "All teams, patch Bakewell") in list(about.iter_rows(values_only=True))


def test_days_of_ones_own_are_typed(tab, settled):
    tab.period.set_value(Period.CHOSEN)
    tab.period.picked.emit(Period.CHOSEN)
    settled()
    assert tab.first.isVisible()
    tab.first.setText("1 sep 2026")
    tab.last.setText("30 sep 2026")
    settled()
    assert (tab.view.first, tab.view.last) == (date(2026, 9, 1), date(2026, 9, 30))
    assert tab.panels[0].sentence.text().startswith("1 referral came in")
    october = (date(2026, 10, 1), date(2026, 10, 30))
    tab.first.setText("1 oct 2026")
    tab.last.setText("30 oct 2026")
    settled()
    assert (tab.view.first, tab.view.last) == october
    assert tab.panels[0].before.text().startswith("In the 30 days before: 1 referral came in")
    columns = tab.panels[0].table.model()
    shown = [columns.index(3, place).data() for place in range(columns.columnCount())]
    assert shown == ["Band (iv)", "none yet", "1 of 1 (100%), now none"]
    tab.first.setText("1 nov 2026")
    assert "The first day comes after the last" in tab.notice.text.text()


def test_another_team_in_view_is_counted_for_itself_and_an_empty_one_is_a_lesson(
    tab, office_desk, sqlite_office, settled, qtbot
):
    office_desk.choose_team(sqlite_office.teams["South"])
    settled()
    qtbot.waitUntil(tab.empty.isVisible)
    assert tab.about.text().startswith("South, ")
    assert tab.empty.lesson.text().startswith("Figures come by themselves from ")
    qtbot.mouseClick(tab.empty.step, Qt.MouseButton.LeftButton)
    assert tab.period.value() is Period.TWELVE_WEEKS
    settled()


def test_where_nothing_happened_the_lesson_says_all_the_same_who_waits_now(tab, settled, elsewhere, sqlite_office):
    tab.period.set_value(Period.CHOSEN)
    tab.period.picked.emit(Period.CHOSEN)
    settled()
    tab.first.setText("1 oct 2026")
    tab.last.setText("30 oct 2026")
    settled()
    assert tab.empty.isVisible()
    assert tab.empty.heading.text() == "Nothing to count in these days"
    assert tab.empty.lesson.text().startswith("2 referrals wait now: half for ")
    assert "\n\nFigures come by themselves from " in tab.empty.lesson.text()
    elsewhere(lambda: sqlite_office.a_referral(received_at=sqlite_office.now - 40 * DAY))
    tab.ask_again()
    settled()
    assert not tab.empty.isVisible()


def test_everything_is_copied_as_text_by_one_key(tab, qtbot):
    tab.period.setFocus()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(tab.period, Qt.Key.Key_C, keys)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Every team, Sat 24 Oct to Fri 20 Nov")
    assert "Band (v)\t0 of 2 (0%)" in text
    qtbot.mouseClick(tab.panels[2].copy_it, Qt.MouseButton.LeftButton)
    assert "Goals within 48 hours" in QGuiApplication.clipboard().text()
    assert "Referrals and outcomes" not in QGuiApplication.clipboard().text()


def test_a_chart_is_copied_as_a_picture_with_what_it_says_and_none_of_nothing(tab, qtbot):
    band, starts = tab.panels[0], tab.panels[1]
    assert not starts.copy_picture.isVisible()
    qtbot.mouseClick(band.copy_picture, Qt.MouseButton.LeftButton)
    picture = QGuiApplication.clipboard().image()
    assert (picture.width() > 2 * band.chart.width(), picture.height() > 2 * band.chart.height()) == (True, True)
    assert tab.notice.text.text() == "Copied: paste it into a slide or a document."


def test_a_workbook_is_written_and_a_place_that_cannot_be_written_is_said(tab, settled, tmp_path, qtbot):
    tab.export_to(tmp_path / "figures.xlsx")
    qtbot.waitUntil(lambda: "figures.xlsx is written." in tab.notice.text.text())
    assert "Figures" in openpyxl.load_workbook(tmp_path / "figures.xlsx").sheetnames
    tab.export_to(tmp_path / "nowhere" / "figures.xlsx")
    qtbot.waitUntil(lambda: "is written" not in tab.notice.text.text())
    settled()


def test_the_paper_is_looked_at_before_it_is_printed(tab, settled, qtbot):
    qtbot.mouseClick(tab.print, Qt.MouseButton.LeftButton)
    (preview,) = tab.findChildren(PrintPreview)
    assert preview.windowTitle().startswith("Figures")
    settled()
    preview.reject()
    settled()


def test_in_letters_twice_as_large_every_deed_is_within_the_window(tab, office_desk, settled):
    tab.resize(1280, 720)
    office_desk.look.set_text_size(200)
    settled()
    for each in (tab.copy_all, tab.print, tab.export, tab.panels[0].copy_it):
        right = each.mapTo(tab, each.rect().topRight()).x()
        assert right < tab.width(), each.objectName()


def test_charts_take_the_theme_and_the_text_size(tab, office_desk):
    chart = tab.panels[0].chart
    before, light = chart._bars.height(), chart.grab().toImage()
    office_desk.look.set_text_size(150)
    assert chart._bars.height() > before
    office_desk.look.set_text_size(100)
    office_desk.look.set_scheme(Scheme.DARK)
    assert chart.grab().toImage() != light


@pytest.mark.parametrize(
    ("period", "days"),
    [
        (Period.FOUR_WEEKS, (date(2027, 1, 4), date(2027, 1, 31))),
        (Period.TWELVE_WEEKS, (date(2026, 11, 9), date(2027, 1, 31))),
        (Period.THIS_MONTH, (date(2027, 1, 1), date(2027, 1, 31))),
        (Period.LAST_MONTH, (date(2026, 12, 1), date(2026, 12, 31))),
        (Period.THIS_YEAR, (date(2026, 4, 1), date(2027, 1, 31))),
        (Period.FIVE_YEARS, (date(2022, 2, 1), date(2027, 1, 31))),
    ],
)
def test_a_period_means_these_days(period, days):
    assert period.days(date(2027, 1, 31)) == days


def test_the_financial_year_begins_in_april():
    assert Period.THIS_YEAR.days(date(2026, 4, 1)) == (date(2026, 4, 1), date(2026, 4, 1))
    assert Period.THIS_YEAR.days(date(2026, 3, 31))[0] == date(2025, 4, 1)


def test_five_years_begin_where_there_is_no_29_february_on_the_day_after():
    assert Period.FIVE_YEARS.days(date(2028, 2, 27))[0] == date(2023, 2, 28)
    assert Period.FIVE_YEARS.days(date(2028, 2, 28))[0] == date(2023, 3, 1)
    assert Period.FIVE_YEARS.days(date(2028, 2, 29))[0] == date(2023, 3, 1)


def test_its_controls_are_those_of_the_list(tab, met):
    met.meet(tab)
    assert met.differences("Figures") == []


def test_a_piece_makes_one_figure_or_one_chart_and_a_turn_two_pieces_where_the_charts_arrive_meanwhile(
    office_desk, sqlite_office, qtbot
):
    sqlite_office.a_referral()
    tab = FiguresTab(office_desk)
    qtbot.addWidget(tab)
    tab.show()
    made = [(0, 0)]
    while office_desk.door.tasks.is_busy:
        QApplication.processEvents()
        made.append((len(tab.panels), sum(each.chart is not None for each in tab.panels)))
    assert made[-1] == (len(tab.view.figures), len(tab.view.figures))
    assert max(sum(now) - sum(before) for before, now in pairwise(made)) <= 2
