"""A Care Hub file in the window: looked at first, then taken in."""

import pytest

from app.exchange.files.read import read_sheet
from app.queries.referrals.queue import queue
from models.referrals import Referral
from ui.tabs.referrals.tab import ReferralsTab
from ui.widgets.choice_box import ChoiceBox


@pytest.mark.rule("REF-1")
def test_a_care_hub_file_is_looked_at_before_it_is_taken_in(open_tab, preview, settled):
    tab = open_tab(ReferralsTab)
    dialog = preview(tab)
    assert dialog._preview.sentence == "39 new, 1 known already, 2 refused"
    assert tab.queue.model().rowCount() == 0
    assert dialog.rows.model().index(0, 1).data() == "Refused"
    assert "check digit" in dialog.why.text()
    dialog.take.click()
    settled()
    assert tab.queue.model().rowCount() == 39
    assert tab.notice.text.text() == (
        "The file is taken in: 39 new, 1 known already, 2 refused. "
        "The refused rows aren't in yet: import the file again to save them and correct them."
    )


def test_a_file_taken_in_before_brings_nothing_more(open_tab, preview, settled):
    tab = open_tab(ReferralsTab)
    preview(tab).take.click()
    settled()
    again = preview(tab)
    assert again._preview.sentence == "0 new, 40 known already, 2 refused"
    assert not again.take.isEnabled()
    again.back.click()


def test_refused_rows_are_saved_to_be_corrected(open_tab, preview, settled, tmp_path):
    dialog = preview(open_tab(ReferralsTab))
    dialog.save_refused(tmp_path / "refused.xlsx")
    settled()
    rows = read_sheet(tmp_path / "refused.xlsx").rows
    assert len(rows) == 2
    assert "check digit is wrong" in rows[0].cells[-1]
    assert dialog.notice.text.text().startswith("Saved as refused.xlsx")
    dialog.back.click()


def test_a_file_that_is_no_list_is_refused_above_the_queue(open_tab, settled, tmp_path):
    tab = open_tab(ReferralsTab)
    (tmp_path / "other.csv").write_text("Colour,Shape\nred,round\n", encoding="utf-8")
    tab.importing.look(tmp_path / "other.csv")
    settled()
    assert tab.importing.preview is None
    assert "no column" in tab.notice.text.text()


@pytest.mark.rule("REF-1")
def test_changed_rows_say_what_differs_and_overwrite_one_by_one(sqlite_office, open_tab, settled, tmp_path, elsewhere):
    tab = open_tab(ReferralsTab)
    _take(tab, _list(tmp_path, "N", "N"), settled)
    tab.importing.look(_list(tmp_path, "Y", "Y"))
    settled()
    dialog = tab.importing.preview
    assert dialog._preview.sentence == "0 new, 0 known already, 2 changed, 0 refused"
    assert not dialog.take.isEnabled()
    assert dialog.why.text() == "Line 2: Urgent: No → Yes"
    dialog.this.click()
    assert dialog.rows.model().index(0, 1).data() == "Changed, overwrites"
    assert dialog.rows.model().index(1, 1).data() == "Changed"
    dialog.take.click()
    settled()
    rows = elsewhere(lambda: [sqlite_office.get(Referral, row.id) for row in sqlite_office.ask(queue)])
    assert {row.reference: row.urgent for row in rows} == {"CH1": True, "CH2": False}


def _take(tab, path, settled):
    tab.importing.look(path)
    settled()
    tab.importing.preview.take.click()
    settled()


def _list(folder, *urgent):
    """Two referrals as the Care Hub writes them."""
    heads = "Ref,Received,Surname,Forename,DOB,Referral document,Reason,Urgent,Calls requested,From hospital"
    lines = [
        f"CH{n},18/11/2026 10:00,Gill{n},Jean,01/05/194{n},Short term,New home care,{each},am 30 daily,N"
        for n, each in enumerate(urgent, 1)
    ]
    path = folder / f"list{''.join(urgent)}.csv"
    path.write_text("\n".join([heads, *lines]), encoding="utf-8")
    return path


def test_another_column_is_chosen_and_remembered_for_the_next_file(open_tab, settled, tmp_path):
    tab = open_tab(ReferralsTab)
    tab.importing.look(_list(tmp_path, "Y"))
    settled()
    first = tab.importing.preview
    first.columns.click()
    box = first.findChild(ChoiceBox, "import.column.14")
    assert box.accessibleName() == "Column for Urgent"
    assert box.value() == "Urgent"
    box.set_value("From hospital")
    box.picked.emit("From hospital")
    settled()
    again = tab.importing.preview
    assert again is not first
    assert again.findChild(ChoiceBox, "import.column.14").value() == "From hospital"
    again.back.click()
    tab.importing.look(_list(tmp_path, "Y"))
    settled()
    next_one = tab.importing.preview
    assert next_one.findChild(ChoiceBox, "import.column.14").value() == "From hospital"
    next_one.back.click()


def test_a_field_may_be_said_to_have_no_column(open_tab, settled, tmp_path):
    tab = open_tab(ReferralsTab)
    tab.importing.look(_list(tmp_path, "Y"))
    settled()
    box = tab.importing.preview.findChild(ChoiceBox, "import.column.14")
    box.set_value("")
    box.picked.emit("")
    settled()
    assert tab.importing.looked.reading.good[0].urgent is False
    assert tab.importing.preview.findChild(ChoiceBox, "import.column.14").value() == ""
    tab.importing.preview.back.click()


@pytest.mark.rule("REF-1")
def test_a_needed_column_that_nobody_knows_is_chosen_and_the_file_looked_at_anew(open_tab, settled, tmp_path):
    tab = open_tab(ReferralsTab)
    path = _list(tmp_path, "Y", "N")
    strange = path.read_text(encoding="utf-8").replace("Surname", "Who").replace("DOB", "Came into the world")
    path.write_text(strange, encoding="utf-8")
    tab.importing.look(path)
    settled()
    dialog = tab.importing.preview
    assert "no column for “Surname” and “DOB”" in dialog.notice.text.text()
    assert not dialog.take.isEnabled()
    assert not dialog.rows.isVisible()
    for title, heading in (("Surname", "Who"), ("DOB", "Came into the world")):
        dialog = tab.importing.preview
        box = next(each for each in dialog.findChildren(ChoiceBox) if each.accessibleName() == f"Column for {title}")
        assert box.isVisible()
        assert box.value() is None
        box.set_value(heading)
        box.picked.emit(heading)
        settled()
    dialog = tab.importing.preview
    assert dialog._preview.sentence == "2 new, 0 known already, 0 refused"
    assert dialog.rows.isVisible()
    dialog.take.click()
    settled()
    assert tab.queue.model().rowCount() == 2
    tab.importing.look(path)  # the columns are remembered
    settled()
    assert tab.importing.preview._preview.sentence == "0 new, 2 known already, 0 refused"
    tab.importing.preview.back.click()


def test_a_column_that_a_strange_file_lacks_is_read_from_the_next_one(open_tab, settled, tmp_path):
    tab = open_tab(ReferralsTab)
    path = _list(tmp_path, "Y")
    usual = path.read_text(encoding="utf-8")
    path.write_text(usual.replace("Surname", "Who").replace("Urgent", "Colour"), encoding="utf-8")
    tab.importing.look(path)
    settled()
    box = tab.importing.preview.findChild(ChoiceBox, "import.column.3")
    box.set_value("Who")
    box.picked.emit("Who")
    settled()
    assert tab.importing.looked.reading.good[0].urgent is False
    tab.importing.preview.back.click()
    tab.importing.look(_list(tmp_path, "Y"))
    settled()
    assert tab.importing.looked.reading.good[0].urgent is True
    tab.importing.preview.back.click()


def test_of_two_columns_for_one_field_the_window_asks_which_and_reads_the_one_chosen(open_tab, settled, tmp_path):
    tab = open_tab(ReferralsTab)
    path = _list(tmp_path, "N", "N")
    head, *rows = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    doubled = [f"{head},Notes,Comments", *(f"{row},one,two" for row in rows)]
    path.write_text("\n".join(doubled) + "\n", encoding="utf-8")
    tab.importing.look(path)
    settled()
    first = tab.importing.preview
    assert "“Notes” and “Comments” are two columns for the Notes" in first._preview.refusal.sentence
    box = first.findChild(ChoiceBox, "import.column.21")
    assert box.value() is None
    box.set_value("Comments")
    box.picked.emit("Comments")
    settled()
    assert tab.importing.preview._preview.refusal is None
    assert tab.importing.looked.reading.mapping.heading("notes") == "Comments"
    tab.importing.preview.back.click()
