"""Rates: what an hour costs from which day, and what the next rate makes of everybody's week."""

from collections.abc import Callable
from functools import partial

from app.door.changes import Topic
from app.queries.office import rates as queries
from app.queries.office.rates import CostRow, RateRow
from models.values import Money
from ui.desk import Desk
from ui.icons import Icon
from ui.navigation import PageName
from ui.pages.office import rate_forms as forms
from ui.pages.page import Page
from ui.tables.fitted_table import FittedTable
from ui.tables.row_table_model import RIGHT, Column, RowTableModel
from ui.text import count, plain_day_text
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import Panel, button, words
from ui.widgets.press import Press

_ROWS, _COSTS = 6, 7  # seen at once


class RatesPage(Page):
    """A rate to come can be corrected or withdrawn; one that was used never changes."""

    name = PageName.RATES
    topics = frozenset({Topic.SETTINGS, Topic.AGREEMENTS, Topic.PLANS, Topic.EPISODES})
    says = "What an hour of interim support costs who pays in full. A rate is used from its day on by itself."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
        self.page: queries.RatesPage | None = None
        self.panel = DeedPanel(desk, "Rates", "rates.panel")
        self.list = FittedTable(look, RowTableModel(_RATES, lambda row: row.id), "rates.list", "Rates", _ROWS)
        self.fixed = words("", "quiet", "rates.fixed")
        self.empty = words("There is no rate yet: until there is one, no agreement can be issued.", "", "rates.empty")
        self.enter = button(look, "&Enter a rate…", "rates.enter", Icon.NEW, kind="primary")
        self.correct = button(look, "&Correct…", "rates.correct", Icon.EDIT)
        self.withdraw = button(look, "Withdraw…", "rates.withdraw", Icon.UNDO, press=Press.DANGEROUS)
        self.coming = Panel(look, "What the next rate changes", "rates.coming_panel")
        self.said = words("", "strong", "rates.said")
        self.costs = FittedTable(
            look,
            RowTableModel(_WEEKS, lambda row: row.episode),
            "rates.costs",
            "Weeks that cost something else",
            _COSTS,
        )
        self._build()

    def refresh(self) -> None:
        """Every rate, and what is to come."""
        self.door.ask(self, queries.rates_page).then(self._show, self.notice.say, latest="rates.page")

    def _show(self, page: queries.RatesPage) -> None:
        self.page = page
        self.list.show_rows(page.rates)
        self.list.setVisible(bool(page.rates))
        self.empty.setVisible(not page.rates)
        if self.list.current() is None:
            self.list.choose_first()
        self._chosen()
        self.coming.setVisible(page.coming is not None)
        if page.coming is not None:
            self.said.setText(page.coming.said)
            self.costs.show_rows(page.coming.rows)
            self.costs.setVisible(bool(page.coming.rows))
        self.panel.stands_now()
        self.arrived()

    def _chosen(self, *_row: object) -> None:
        row, lacks = self.list.current(), self.page.lacks if self.page else ""
        can_change = row is not None and not row.fixed and not lacks
        self.fixed.setText(lacks or (row.fixed if row else ""))
        self.fixed.setVisible(bool(self.fixed.text()))
        self.panel.offer(self.enter, offered=not lacks)
        self.panel.offer(self.correct, offered=can_change)
        self.panel.offer(self.withdraw, offered=can_change)

    def _about(self, spec: FormSpec[RateRow]) -> tuple[FormSpec[RateRow], RateRow, str] | None:
        row = self.list.current()
        return (spec, row, str(row.id)) if row is not None and not row.fixed else None

    def _new(self) -> tuple[FormSpec[queries.RatesPage], queries.RatesPage, str] | None:
        return (forms.ENTER, self.page, "new") if self.page is not None else None

    def _build(self) -> None:
        for each in (self.empty, self.list, self.fixed):
            self.panel.body.addWidget(each)
        self.panel.add_deeds(self.enter, self.correct, self.withdraw)
        self.coming.body.addWidget(self.said)
        self.coming.body.addWidget(self.costs)
        self.body.addWidget(self.panel)
        self.body.addWidget(self.coming)
        self.body.addStretch(1)
        self.list.chosen.connect(self._chosen)
        self.enter.clicked.connect(partial(self.panel.ask, "rates", self._new))
        self.correct.clicked.connect(partial(self.panel.ask, "rates", partial(self._about, forms.CORRECT)))
        self.withdraw.clicked.connect(partial(self.panel.ask, "rates", partial(self._about, forms.WITHDRAW)))
        self.panel.led.connect(self.lead_to)


def _money(read: Callable[[CostRow], Money | None]) -> Callable[[CostRow], str]:
    def text(row: CostRow) -> str:
        amount = read(row)
        return str(amount) if amount is not None else ""

    return text


def _used(row: RateRow) -> str:
    until = f" until {plain_day_text(row.until)}" if row.until is not None else ""
    return f"From {plain_day_text(row.from_day)}{until}: {count(row.agreements, 'agreement')} issued with it"


def _by_and_why(row: RateRow) -> str:
    return ": ".join(filter(None, (row.changed_by, row.note)))


def _more(row: CostRow) -> str:
    if row.more is None:
        return "unsigned"
    more = row.more.pounds
    return "the same" if not more else f"{Money(abs(more))} {'more' if more > 0 else 'less'}"


_RATES = (
    Column[RateRow](
        "from",
        "From",
        lambda row: plain_day_text(row.from_day),
        sort=lambda row: row.from_day,
        tooltip=_used,
        width=104,
    ),
    Column[RateRow]("one", "1 worker", lambda row: str(row.single_handed), align=RIGHT, width=88),
    Column[RateRow]("two", "2 workers", lambda row: str(row.double_handed), align=RIGHT, width=88),
    Column[RateRow](
        "state", "State", lambda row: row.state, width=84, bold=True, struck=lambda row: row.state == "Withdrawn"
    ),
    Column[RateRow]("why", "By, and why", _by_and_why, tooltip=_by_and_why),
)
_WEEKS = (
    Column[CostRow]("person", "Person", lambda row: row.person, bold=True, width=160),
    Column[CostRow]("before", "Week before", _money(lambda row: row.before), align=RIGHT, width=100),
    Column[CostRow]("after", "Week then", _money(lambda row: row.after), align=RIGHT, width=100),
    Column[CostRow]("signed", "Signed", _money(lambda row: row.signed), align=RIGHT, width=90),
    Column[CostRow]("more", "Difference", _more),
)
