"""Long-term packages from a spreadsheet, as a preview: looked at, then taken into their programmes."""

from app.exchange.reviews.package_line import PackageLine
from app.exchange.reviews.packages_import import PACKAGES
from ui.dialogs.columns_import import ColumnsImport
from ui.dialogs.files import LISTS
from ui.dialogs.import_preview import Says


class PackagesImport(ColumnsImport[PackageLine]):
    """A list of long-term packages, by columns that can be chosen."""

    title = "Long-term packages from a spreadsheet"
    kind = LISTS
    imports = PACKAGES
    latest = "reviews.packages"
    is_taken = "The packages are taken in"
    says = Says(known="in a programme already")
    kept = "columns of package lists"
