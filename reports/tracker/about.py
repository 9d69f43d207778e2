"""What the sheet About says, by label; some of it the program reads again: whose workbook it is, and which copy."""

from models.values import to_london
from reports.layout.cells import Heading, Kind, Value
from reports.tracker.page import TrackerPage

ABOUT = "About"
LABEL, VALUE = Heading("About this workbook", Kind.TEXT, 28), Heading("Value", Kind.WRAPPED, 60)

# The program reads these again: a workbook holds them for as long as it lives.
DATABASE, OFFICE, OFFICE_ID, RECORDS = "From the database", "Office", "Office id", "Records"
BOOK, EXPORTS, REPLY_TO = "Workbook id", "Exports", "Answers for the workbook"
INVENTED, REAL = "invented", "real"

_WORKED_OUT = (
    "Excel works formulas of your own out when it opens the workbook. LibreOffice doesn't: press Ctrl+Shift+F9 there, "
    "or a formula that reads our rows shows what it showed before the export."
)


def about_rows(page: TrackerPage, changes: int) -> tuple[tuple[str, Value], ...]:
    """Each label with its value; `changes` counts the rows of the sheet Tracker."""
    about = page.about
    counted = ((EXPORTS, f"{about.exports}"),) if about.exports else ()
    named = ((BOOK, about.book),) if about.book else ()
    whose = ((OFFICE_ID, about.office_id), (RECORDS, INVENTED if about.is_invented else REAL))
    return (
        ("Made by", about.program),
        ("Made on", f"{to_london(page.moment):%d/%m/%Y %H:%M}"),
        (DATABASE, about.database),
        (OFFICE, about.office),
        ("Council", about.council),
        ("Changes in Tracker", f"{changes}"),
        ("Rows in Capacity", f"{len(page.capacity)}"),
        ("People in People", f"{len(page.people)}"),
        ("Yours", "The columns CCL updated, By, On and Query, columns and sheets that you add, sorting and filters."),
        ("Ours", "All other cells: at the next export a change there is shown to the office and put back."),
        ("Formulas", _WORKED_OUT),
        *(whose if about.office_id else ()),
        *named,
        *counted,
    )
