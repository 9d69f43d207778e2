"""The expected return in the forms of a break: a day alone will do, and a mistyped year is asked about."""

from datetime import date

import pytest
from PySide6.QtWidgets import QCheckBox

from models.breaks import Break
from models.values import start_of_day
from ui.tabs.closure.tab import ClosureTab


@pytest.mark.rule("END-3", "PSP-2")
def test_a_year_that_was_mistyped_is_asked_about_and_may_be_meant(sqlite_office, open_tab, press, write, elsewhere):
    person = sqlite_office.a_person()
    sqlite_office.an_episode(person=person, started_at=sqlite_office.now.replace(day=1))
    tab = open_tab(ClosureTab, person)
    press(tab, "closure.begin_break")
    meant = tab.findChild(QCheckBox, "closure.begin_break_form.return_is_meant")
    assert not meant.isVisible()
    write(tab, "closure.begin_break_form.expected", "22/11/2029")
    press(tab, "closure.begin_break_form.confirm")
    assert meant.isVisible()
    assert "far ahead" in tab.away.form.notice.text.text()
    write(tab, "closure.begin_break_form.expected", "22/11/2026")
    press(tab, "closure.begin_break_form.confirm")

    def kept():
        with sqlite_office.database.reading() as session:
            return session.query(Break).one()

    assert elsewhere(kept).return_expected_at == start_of_day(date(2026, 11, 22))
    assert "expected back Sun 22 Nov;" in tab.away.lines.text()
    press(tab, "closure.asked")
    write(tab, "closure.asked_form.expected", "1/11/2030")
    press(tab, "closure.asked_form.confirm")
    again = tab.findChild(QCheckBox, "closure.asked_form.return_is_meant")
    again.setChecked(True)
    press(tab, "closure.asked_form.confirm")
    assert elsewhere(kept).return_expected_at == start_of_day(date(2030, 11, 1))
    assert "end the service, offered as of" in tab.away.lines.text()
