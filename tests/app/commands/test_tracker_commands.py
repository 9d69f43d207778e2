"""The tracker from the command line: what waits, a look that stores nothing, then the marks themselves."""

import json

from openpyxl import load_workbook

from tests.app.commands.test_commands import run
from tests.exchange.tracker.deeds import a_change


def test_the_state_says_what_waits_and_a_look_at_the_marks_stores_nothing(sqlite_office, tmp_path):
    a_change(sqlite_office)
    here = ("--database", str(sqlite_office.database.url.database), "--staff", "DSO North")
    file = tmp_path / "tracker.xlsx"
    waits = json.loads(run("tracker", "state", "--json", *here).output)
    assert waits["state"]["waiting"] == 1
    assert [each["ref"] for each in waits["waiting"]] == ["T00001"]
    assert "waits: T00001 Start" in run("tracker", "state", *here).output
    assert run("export", "tracker", str(file), *here).exit_code == 0
    assert json.loads(run("tracker", "state", "--json", *here).output)["state"]["waiting"] == 0
    _mark_first(file)
    for _ in range(2):
        looked = run("tracker", "read-back", str(file), "--check", *here)
        assert looked.output.startswith("tracker.xlsx: 1 would be stored")
    marks = json.loads(run("tracker", "read-back", str(file), "--check", "--json", *here).output)["marks"]
    assert [each["ref"] for each in marks] == ["T00001"]
    assert "1 new" in run("tracker", "read-back", str(file), *here).output
    assert run("tracker", "read-back", str(file), "--check", *here).output.startswith("tracker.xlsx: 0 would be")


def _mark_first(file):
    workbook = load_workbook(file)
    sheet = workbook["Tracker"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, columns["CCL updated"]).value = "Yes"
    workbook.save(file)
