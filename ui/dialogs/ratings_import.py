"""The goal tracker's file as a preview: read on a worker, looked at against the records, then taken in (IPAD-2).

Which letter stands where a file says something else is settled by the rule (the later visit moment), not by a choice.
"""

from app.exchange.goals.ratings_file import RatingLine
from app.exchange.goals.ratings_import import RATINGS
from ui.dialogs import files
from ui.dialogs.columns_import import ColumnsImport
from ui.dialogs.import_preview import Says


class RatingImport(ColumnsImport[RatingLine]):
    """The goal tracker's ratings, by columns that can be chosen; they are remembered at this desk."""

    title = "Import the goal tracker's ratings"
    kind = files.RATINGS
    imports = RATINGS
    latest = "goals.import"
    is_taken = "The ratings are taken in"
    says = Says(changed="corrected")
    kept = "columns of ratings"
