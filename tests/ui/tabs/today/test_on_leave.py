"""Today marks in words and with a sign what is with somebody who is on leave (DAY-4)."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from models.rules.today.away_owners import away_words
from models.staff import StaffLeave
from ui.tabs.today.headings_and_prompts import Whose
from ui.tabs.today.tab import TodayTab


@pytest.mark.rule("DAY-4", "GOAL-1")
def test_what_is_with_somebody_on_leave_says_until_when_and_is_among_nobodys(open_tab, sqlite_office, settled):
    office = sqlite_office
    office.an_episode(goal_setter_id=office.staff["OT"])
    first, last = office.now.date(), office.now.date() + timedelta(days=4)
    office.store(StaffLeave(staff_id=office.staff["OT"], first_day=first, last_day=last))
    tab = open_tab(TodayTab)
    tab.page.whose.set_value(Whose.NOBODY)
    settled()
    model, words = tab.page.prompts.model(), away_words(last, first, has_left=False, on_leave=True)
    number = next(number for number, line in enumerate(model.shown()) if line.row and line.row.rule == "GOAL-1")
    assert model.index(number, 2).data() == f"OT North, {words}"
    assert model.index(number, 2).data(Qt.ItemDataRole.ToolTipRole).startswith(f"OT North is {words}: it stands")
    tab.page.filter.setText("leave")
    assert [line.row.rule for line in model.shown() if line.row] == ["GOAL-1"]
