"""People in service from a spreadsheet, as a preview: read on a worker, looked at against the records, then taken over.

Nothing here is refused by a rule (REF-15); what isn't taken over is said, row by row and for the file.
"""

from app.exchange.office.people_import import PEOPLE
from app.exchange.office.person_line import PersonLine
from ui.dialogs.columns_import import ColumnsImport
from ui.dialogs.files import LISTS
from ui.dialogs.import_preview import Says


class PeopleImport(ColumnsImport[PersonLine]):
    """A list of people in service, by columns that can be chosen."""

    title = "People in service from a spreadsheet"
    kind = LISTS
    imports = PEOPLE
    latest = "taken_over.people"
    is_taken = "The people are taken over"
    says = Says(known="in service already")
    kept = "columns of people lists"
