"""From when somebody pays, and why, line by line; what a week costs; and who pays at all."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.queries.transfer.money_view import MoneyView
from app.queries.transfer.view import TransferView
from app.services.people import details
from models.vocabulary.agreement import Funding
from ui.desk import Desk
from ui.icons import Icon
from ui.states import State
from ui.tabs.transfer.cost_forms import COST_SAID, ELIGIBLE, LESS, WITHDRAW
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import Field, button, words
from ui.widgets.sentence_lines import SentenceLine, SentenceLines, source


class MoneyPanel(DeedPanel):
    """Nothing here carries a charge while support is short-term (FUND-1): the query then gives none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Money", "transfer.money", parent)
        self._view: TransferView | None = None
        self._seen = 0
        look = desk.look
        self.funding = ChoiceBox[Funding](look, "transfer.funding")
        self.funding.set_choices(tuple((each, each.label) for each in Funding))
        self.field = Field(look, "Who pa&ys for ongoing support", self.funding, "As the financial assessment says")
        self.since = words("", "strong", "transfer.money.since")
        self.charged = words("", "strong", "transfer.money.charged")
        self.why = SentenceLines(look, "transfer.money.why")
        self.cost = SentenceLines(look, "transfer.money.cost")
        self.total = words("", "strong", "transfer.money.total")
        self.total_note = words("", "quiet", "transfer.money.note")
        self.said = SentenceLines(look, "transfer.money.said")
        for each in (self.since, self.charged, self.why, self.cost, self.total, self.total_note, self.said, self.field):
            self.body.addWidget(each)
        self.tell = button(look, "What was said about cost…", "transfer.cost_said", Icon.NEW)
        self.less = button(look, "They as&k for less, or to stop…", "transfer.less", Icon.NEW)
        self.eligible = button(look, "Eligible since…", "transfer.eligible", Icon.NEW)
        self.add_deeds(self.tell, self.less, self.eligible)
        for deed, spec in ((self.tell, COST_SAID), (self.less, LESS), (self.eligible, ELIGIBLE)):
            deed.clicked.connect(partial(self._ask, spec))
        self.said.wanted.connect(self._ask_withdrawal)
        self.funding.picked.connect(self._picked)
        self.why.led.connect(self.led)

    def show_view(self, view: TransferView, person_seen: int) -> None:
        """Show when, why and how much."""
        self._view, self._seen = view, person_seen
        money = view.money
        self.funding.set_value(view.funding)
        self.since.setText(money.sentence)
        self.since.setToolTip(f"Rule {money.rule}" if money.rule else "")
        self.why.show_lines((*_reasons(money), *_lacks(money)))
        self.charged.setText(money.charged)
        self.charged.setVisible(bool(money.charged))
        self.cost.show_lines(_cost(money))
        self.said.show_lines((*_said(money), *_requests(money)))
        for deed in (self.tell, self.less):
            self.offer(deed, offered=view.is_charged)
        self.offer(self.eligible, offered=view.is_open and view.funding is Funding.CO_FUNDER)
        turns = f" and {money.lighter_week} by turns" if money.lighter_week is not None else ""
        self.total.setText(f"A week costs {money.week_total}{turns}" if money.week_total is not None else "")
        self.total.setVisible(money.week_total is not None)
        self.total_note.setText(money.first_bill)
        self.total_note.setVisible(bool(money.first_bill))

    def _ask(self, spec: FormSpec[TransferView], *_clicked: object) -> None:
        self.ask("transfer", lambda: (spec, self._view, str(self._view.episode)) if self._view is not None else None)

    def _ask_withdrawal(self, key: str) -> None:
        if self._view is not None:
            request = self._view.money.requests[int(key.rpartition(".")[2]) - 1]
            self.open_form("transfer", WITHDRAW, request, str(request.id))

    def _picked(self, funding: Funding) -> None:
        if self._view is not None and funding is not self._view.funding:
            self.do(
                partial(details.change_person, person=self._view.person, seen=self._seen, funding=funding),
                f"Recorded: {funding.label}.",
            )


def _reasons(money: MoneyView) -> tuple[SentenceLine, ...]:
    return tuple(
        SentenceLine(f"why.{number}", each, State.DONE if money.since else None)
        for number, each in enumerate(money.explanation, start=1)
    )


def _cost(money: MoneyView) -> tuple[SentenceLine, ...]:
    """The working of a week; each period's own under its days where there are several, or one isn't agreed."""
    if len(money.periods) < 2 and all(each.is_agreed is not False for each in money.periods):  # noqa: PLR2004  several
        return tuple(SentenceLine(f"cost.{number}", each) for number, each in enumerate(money.cost_lines, start=1))
    return tuple(
        SentenceLine(
            f"period.{number}",
            each.sentence,
            State.OVERDUE if each.is_agreed is False else State.DONE if each.is_agreed else None,
            "; ".join(each.working),
        )
        for number, each in enumerate(money.periods, start=1)
    )


def _said(money: MoneyView) -> tuple[SentenceLine, ...]:
    return tuple(SentenceLine(f"said.{number}", each, State.DONE) for number, each in enumerate(money.said, start=1))


def _requests(money: MoneyView) -> tuple[SentenceLine, ...]:
    return tuple(
        SentenceLine(
            f"request.{number}",
            each.sentence,
            State.WAITING if each.stands else None,
            "",
            "They don't ask for it any more…" if each.stands else "",
        )
        for number, each in enumerate(money.requests, start=1)
    )


def _lacks(money: MoneyView) -> tuple[SentenceLine, ...]:
    return tuple(
        SentenceLine(f"lack.{number}", each.sentence, State.OPEN, source(each.who), field=each.field)
        for number, each in enumerate(money.lacks, start=1)
    )
