"""The tab Interim transfer: from maximum independence to interim support, with its checklist, money and agreement."""

from typing import ClassVar

from PySide6.QtWidgets import QAbstractButton, QWidget

from app.door.changes import Topic
from app.queries.transfer.page import TransferPage, transfer_page
from app.queries.transfer.view import TransferView
from models.vocabulary.episodes import ExplainedKind
from ui.actions import ActionSpec
from ui.desk import Desk
from ui.icons import Icon
from ui.navigation import Place, TabName
from ui.pieces import Pieces
from ui.tabs.person_tab import PanelsTab
from ui.tabs.transfer.agreement import AgreementPanel
from ui.tabs.transfer.checklist import ChecklistPanel
from ui.tabs.transfer.conditions import BrokeragePanel, ConditionsPanel
from ui.tabs.transfer.hand_over import HandOverPanel
from ui.tabs.transfer.money import MoneyPanel
from ui.widgets.beside import Beside
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.empty_state import EmptyState
from ui.widgets.explained import ExplainedPanel
from ui.widgets.text_to_paste import TextToPaste

_LEAST = 400  # px at 100 %: two panels beside each other


class InterimTransferTab(PanelsTab[TransferView]):
    """Everything about the way on of the person in view."""

    name = TabName.TRANSFER
    topics = frozenset(
        {Topic.TRANSFERS, Topic.AGREEMENTS, Topic.EPISODES, Topic.PEOPLE, Topic.PLANS, Topic.CAPACITY, Topic.SETTINGS}
    )
    specs: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec(
            "transfer.act.hand_over",
            "&Hand over",
            "Hand the person over to interim support",
            "Ctrl+Return",
            Icon.TRANSFER,
            "transfer#hand-over",
        ),
        ActionSpec(
            "transfer.act.print",
            "&Print the agreement",
            "Look at the service agreement, then print it",
            "Ctrl+P",
            Icon.PRINT,
            "transfer#agreement",
        ),
        ActionSpec(
            "transfer.act.copy",
            "&Copy the text",
            "Copy the text to paste where the keyboard is, or that of the next step",
            "Ctrl+Shift+C",
            Icon.COPY,
            "transfer#paste",
        ),
    )

    def __init__(self, desk: Desk) -> None:
        lesson = (
            "Once somebody's service has started, this shows what a transfer to interim support needs, who does what, "
            "and from when somebody pays."
        )
        super().__init__(
            desk, EmptyState(desk.look, "transfer.empty", Icon.TRANSFER, "No support to hand over", lesson)
        )
        self.build(self._pieces())

    def _pieces(self) -> Pieces:
        desk = self.desk
        self.conditions = ConditionsPanel(desk)
        self.brokerage = BrokeragePanel(desk)
        self.lay_out(Beside(desk.look, self.conditions, self.brokerage, least=_LEAST))
        yield
        self.checklist = ChecklistPanel(desk)
        self.explained = ExplainedPanel(desk, "transfer", ExplainedKind.TRANSITION_REVIEWED)
        self.lay_out(self.checklist, self.explained)
        yield
        self.moving = HandOverPanel(desk)
        self.lay_out(self.moving)
        yield
        self.money = MoneyPanel(desk)
        self.agreement = AgreementPanel(desk)
        self.lay_out(Beside(desk.look, self.money, self.agreement, least=_LEAST))
        yield
        self.take_panels(
            (self.conditions, self.brokerage, self.checklist, self.moving, self.money, self.agreement),
            {"transfer.act.hand_over": self.moving.hand_over, "transfer.act.print": self.agreement.look_first},
        )

    def texts(self) -> list[TextToPaste]:
        """Those of the steps, then what PST is asked for."""
        return [*self.checklist.texts(), *self.agreement.texts()]

    def refresh(self) -> None:
        if self.person is not None:
            self.door.ask(self, transfer_page, person=self.person).then(
                self._show, self.notice.say, latest="transfer.page"
            )

    def go_to(self, place: Place) -> None:
        """A panel is entered at the first thing that can be done in it."""
        self.make_whole()
        found = self.findChild(QWidget, place.field) if place.field else None
        if place.field.startswith("transfer.checklist."):
            self.checklist.focus_step(place.field.rpartition(".")[2])
        elif isinstance(found, DeedPanel):
            found.focus_first()
        elif isinstance(found, QAbstractButton) and not found.isVisible():
            self.agreement.focus_first()
        else:
            super().go_to(place)

    def _show(self, page: TransferPage) -> None:
        self._view = page.view
        self.fill(self._shown(page))

    def _shown(self, page: TransferPage) -> Pieces:
        view = page.view
        if view is not None:
            self.conditions.show_view(view)
            yield
            self.brokerage.show_view(view)
            yield
            yield from self.checklist.shown(view)
            yield
            self.explained.ask_episode(view.episode)
            self.moving.show_view(view, page.teams)
            yield
            self.money.show_view(view, page.person_seen)
            yield
            self.agreement.show_page(page)
            yield
        self.empty.setVisible(view is None)
        yield from self.bring_in(shown=view is not None)
        self.arrived()
