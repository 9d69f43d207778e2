"""New agreements: who needs one, all of them issued in one go, and one PDF of those that wait to be signed (FUND-7)."""

from collections.abc import Callable

from app.door.changes import Topic
from app.door.door import Pending
from app.papers import renewing
from app.queries.agreement import to_renew as queries
from app.queries.agreement.renewals import RenewalRow
from app.queries.agreement.to_renew import ToRenew, WaitingRow
from models.values import Money, london_day
from ui.desk import Desk
from ui.dialogs.print_preview import PrintPreview
from ui.icons import Icon
from ui.navigation import PageName
from ui.pages.office.issuing_all import IssuedAll, IssuingAll
from ui.pages.page import Page
from ui.states import State
from ui.tables.fitted_table import FittedTable
from ui.tables.row_table_model import RIGHT, Column, RowTableModel
from ui.text import as_beginning, count, plain_day_text
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.labels_and_buttons import Panel, button, words
from ui.widgets.press import Press
from ui.widgets.sentence_lines import SentenceLine, SentenceLines

_ROWS = 8  # seen at once
_EACH = [("each", "As each person needs it")]


class RenewalsPage(Page):
    """Above who needs a new agreement, below the new ones that were issued and aren't signed yet."""

    name = PageName.RENEWALS
    topics = frozenset({Topic.AGREEMENTS, Topic.PLANS, Topic.EPISODES, Topic.SETTINGS, Topic.PEOPLE, Topic.TRANSFERS})
    says = "Whose signed agreement says another cost than what is to come, by plan, rate or who pays (FUND-7)."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
        self.page: queries.RenewalsPage | None = None
        self.panel = DeedPanel(desk, "Who needs a new agreement", "renewals.panel")
        self.said = words("", "", "renewals.said")
        self.due = FittedTable(
            look, RowTableModel(_DUE, lambda row: row.due.episode), "renewals.due", "Who needs a new agreement", _ROWS
        )
        self.issue = button(
            look, "Issue them all", "renewals.issue", Icon.SIGNATURE, kind="primary", press=Press.DANGEROUS
        )
        self.drafts = button(look, "Look at the &drafts…", "renewals.drafts", Icon.DOCUMENT)
        self.refused = Panel(look, "Not issued, and why", "renewals.refused_panel")
        self.lines = SentenceLines(look, "renewals.refused")
        self.issued = DeedPanel(desk, "Issued, and not signed yet", "renewals.issued_panel")
        self.waiting = FittedTable(
            look, RowTableModel(_WAITING, lambda row: row.agreement), "renewals.waiting", "Not signed yet", _ROWS
        )
        self.print = button(look, "Look at all, and &print…", "renewals.print", Icon.PRINT)
        self.run = IssuingAll(self.door, self, self.panel.notice, self._issued)
        self._build()

    def refresh(self) -> None:
        """Both lists."""
        self.door.ask(self, queries.renewals_page).then(self._show, self.notice.say, latest="renewals.page")

    def _show(self, page: queries.RenewalsPage) -> None:
        self.page = page
        together, others = len(page.together), len(page.due) - len(page.together)
        self.said.setText(_said(together, others))
        self.due.show_rows(page.due)
        self.due.setVisible(bool(page.due))
        self.waiting.show_rows(page.waiting)
        self.issued.setVisible(bool(page.waiting))
        self._offer()
        self.panel.stands_now()
        self.arrived()

    def _offer(self) -> None:
        can = self.page is not None and bool(self.page.together) and not self.run.is_on
        self.panel.offer(self.issue, offered=can)
        self.panel.offer(self.drafts, offered=can)

    def _begin(self) -> None:
        if self.page is None or not self.page.together or self.run.is_on:
            return
        self.refused.hide()
        self.run.begin(self.page.together)
        self._offer()

    def _issued(self, made: IssuedAll) -> None:
        """Say how many, and why not the others; then one PDF of them can be printed."""
        self.lines.show_lines(tuple(_line(number, *each) for number, each in enumerate(made.refused, start=1)))
        self.refused.setVisible(bool(made.refused))
        self._offer()
        stopped = f" Stopped: {count(made.left, 'person', 'people')} left as they were." if made.left else ""
        said = f"{count(made.issued, 'new agreement')} issued.{stopped}"
        if made.issued:
            self.panel.notice.offer(said, "Look at them…", self._look_at_issued)
        else:
            self.panel.notice.inform(said)

    def _look_at_drafts(self) -> None:
        self._look("Drafts of new agreements", "draft-agreements.pdf", lambda: self.door.ask(self, renewing.drafts_pdf))

    def _look_at_issued(self) -> None:
        self._look("New agreements to sign", "new-agreements.pdf", lambda: self.door.ask(self, renewing.renewals_pdf))

    def _look(self, title: str, file: str, pdf: Callable[[], Pending[bytes]]) -> None:
        PrintPreview[str](self.desk, title, file, lambda _each: pdf(), _EACH, self).open()

    def _build(self) -> None:
        for each in (self.said, self.due):
            self.panel.body.addWidget(each)
        self.panel.add_deeds(self.issue, self.drafts)
        self.refused.body.addWidget(self.lines)
        self.issued.body.addWidget(self.waiting)
        self.issued.add_deeds(self.print)
        for panel in (self.panel, self.refused, self.issued):
            self.body.addWidget(panel)
        self.body.addStretch(1)
        self.refused.hide()
        self.issued.hide()
        self.issue.clicked.connect(self._begin)
        self.drafts.clicked.connect(self._look_at_drafts)
        self.print.clicked.connect(self._look_at_issued)


def _said(together: int, others: int) -> str:
    if not together and not others:
        return "Nobody needs a new agreement."
    issued = f"{count(together, 'agreement')} can be issued in one go, for the person to sign."
    alone = f"{count(others, 'person', 'people')} on the tab Interim transfer: somebody else signed last."
    return " ".join(part for part, number in ((issued, together), (alone, others)) if number)


def _line(number: int, row: RenewalRow, why: str) -> SentenceLine:
    return SentenceLine(f"refused_{number}", f"{row.person}: {why}", State.OVERDUE, row.dso)


def _money(read: Callable[[RenewalRow], Money | None]) -> Callable[[ToRenew], str]:
    def text(row: ToRenew) -> str:
        amount = read(row.due)
        return str(amount) if amount is not None else ""

    return text


def _why(row: ToRenew) -> str:
    return as_beginning(row.due.sentence)


_DUE = (
    Column[ToRenew]("person", "Person", lambda row: row.due.person, bold=True, tooltip=_why, width=150),
    Column[ToRenew](
        "from",
        "Before",
        lambda row: plain_day_text(row.due.from_day),
        sort=lambda row: row.due.from_day,
        tooltip=_why,
        width=104,
    ),
    Column[ToRenew]("signed", "Week signed", _money(lambda row: row.before), align=RIGHT, width=96),
    Column[ToRenew]("then", "Week then", _money(lambda row: row.after), align=RIGHT, width=88),
    Column[ToRenew]("dso", "DSO", lambda row: row.due.dso, width=120, gives_way=True),
    Column[ToRenew]("how", "Issued", lambda row: row.how, tooltip=lambda row: row.how),
)
_WAITING = (
    Column[WaitingRow]("person", "Person", lambda row: row.person, bold=True, width=170),
    Column[WaitingRow]("reference", "Reference", lambda row: row.reference, width=130),
    Column[WaitingRow](
        "from", "Counts from", lambda row: plain_day_text(row.from_day), sort=lambda row: row.from_day, width=110
    ),
    Column[WaitingRow]("print", "Print", lambda row: row.edition.label, width=110, gives_way=True),
    Column[WaitingRow]("by", "Issued", lambda row: f"{plain_day_text(london_day(row.issued_at))} by {row.issued_by}"),
)
