"""From when somebody pays, and why, line by line; what a week costs; and who pays at all."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.queries.transfer.view import MoneyView, TransferView
from app.services.people import details
from models.vocabulary.agreement import Funding
from ui.desk import Desk
from ui.states import State
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.labels_and_buttons import Field, words
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
        self.why = SentenceLines(look, "transfer.money.why")
        self.cost = SentenceLines(look, "transfer.money.cost")
        self.total = words("", "strong", "transfer.money.total")
        self.total_note = words("", "quiet", "transfer.money.note")
        for each in (self.since, self.why, self.cost, self.total, self.total_note, self.field):
            self.body.addWidget(each)
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
        self.cost.show_lines(
            tuple(SentenceLine(f"cost.{number}", each) for number, each in enumerate(money.cost_lines, start=1))
        )
        self.total.setText(f"A week costs {money.week_total}" if money.week_total is not None else "")
        self.total.setVisible(money.week_total is not None)
        self.total_note.setText(money.cost_note)
        self.total_note.setVisible(bool(money.cost_note))

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


def _lacks(money: MoneyView) -> tuple[SentenceLine, ...]:
    return tuple(
        SentenceLine(f"lack.{number}", each.sentence, State.OPEN, source(each.who), field=each.field)
        for number, each in enumerate(money.lacks, start=1)
    )
