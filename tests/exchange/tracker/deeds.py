"""Something that Scheduling is told, and what it writes, for tests of what happens to it afterwards."""

from openpyxl import load_workbook

from app.door.changes import changes
from app.services.tracker.scheduling import tell
from models.vocabulary.tracker import TrackerChangeKind


def a_change(office, kind=TrackerChangeKind.START, **told):
    """Tell Scheduling something about a new person, whose reason looks like a formula; the change's id."""
    person = office.a_person()

    def deed(turn):
        told.setdefault("effective_at", turn.moment)
        return changes(
            made=tell(turn, kind, person=person, reason="=HYPERLINK(1)", to_team=office.teams["North"], **told).id
        )

    return office.do(deed).made


def mark(path, ref, **cells):
    """Scheduling writes in its own columns of that row."""
    workbook = load_workbook(path)
    sheet = workbook["Tracker"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    row = next(cell.row for cell in sheet["A"] if cell.value == ref)
    for title, value in cells.items():
        sheet.cell(row, columns[title.replace("_", " ")]).value = value
    workbook.save(path)
