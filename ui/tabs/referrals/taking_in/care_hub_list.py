"""The Care Hub's list as a preview: read on a worker, looked at against the office's records, then taken in."""

from app.exchange.referrals.care_hub_line import ReferralLine
from app.exchange.referrals.referrals_import import REFERRALS
from ui.dialogs.columns_import import ColumnsImport
from ui.dialogs.files import LISTS


class ReferralImport(ColumnsImport[ReferralLine]):
    """The Care Hub's list, by columns that can be chosen; they are remembered at this desk."""

    title = "Import a Care Hub file"
    kind = LISTS
    imports = REFERRALS
    latest = "referrals.import"
    kept = "import.referrals.columns"
