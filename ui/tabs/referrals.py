"""Referrals: the queue in the Care Hub's order, what the teams can promise, and one referral from new to started."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.changes import Changes, Topic
from app.office import Deed
from app.queries import referrals as queries
from app.queries.referral_in_full import QuestionRow, ReferralView
from app.queries.referrals import QueueRow, TeamCapacity
from app.services import referrals
from models.vocabulary import TeamKind
from ui.actions import ActionSpec
from ui.desk import Desk
from ui.icons import Icon
from ui.navigation import Place, TabName
from ui.tables.row_table_model import RowTableModel
from ui.tables.table_view import TableView
from ui.tabs.referrals_capacity import CapacityPanel
from ui.tabs.referrals_deeds import FORMS, AnswerForm
from ui.tabs.referrals_form import EditForm, NewForm
from ui.tabs.referrals_import import ReferralImport
from ui.tabs.referrals_names import NAMES
from ui.tabs.referrals_panel import ReferralPanel
from ui.tabs.referrals_queue import columns
from ui.tabs.tab import Tab
from ui.text import count
from ui.theme import GROUP, PAGE
from ui.widgets.checklist import Ticked
from ui.widgets.empty_state import EmptyState
from ui.widgets.pieces import button, buttons, spread, words

__all__ = ["NAMES", "ReferralsTab"]

_PANEL, _PANEL_AT_MOST = 364, 0.42  # px at 100 %, and its share of the width
_PANEL_SHARE = 0.3
_LEAST_HEIGHT = 360


class ReferralsTab(Tab):
    """The queue at the left, the chosen referral at the right, capacity above."""

    name = TabName.REFERRALS
    topics = frozenset({Topic.REFERRALS, Topic.CAPACITY, Topic.PEOPLE, Topic.PLANS, Topic.EPISODES})
    specs = (
        ActionSpec(
            "referrals.act.new", "&New referral", "Take a referral in by hand", "Ctrl+N", Icon.NEW, "referrals#new"
        ),
        ActionSpec(
            "referrals.act.edit", "&Edit details", "Fill in what is lacking", "Ctrl+E", Icon.EDIT, "referrals#edit"
        ),
        ActionSpec(
            "referrals.act.import", "&Import", "Read the Care Hub's list", "Ctrl+I", Icon.IMPORT, "referrals#import"
        ),
        ActionSpec(
            "referrals.act.queue", "Go to the &queue", "Put the keyboard on the queue", "Ctrl+Q", None, "referrals"
        ),
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.chosen: UUID | None = None
        self._is_filling = False
        self._is_led_on = False  # a deed was done: the keyboard goes to the next step once it is shown
        self._wanted_person: UUID | None = None
        look = desk.look
        self.capacity = CapacityPanel(look)
        self.queue: TableView[QueueRow] = TableView(
            look,
            RowTableModel(columns(desk.clock), lambda row: row.id),
            "referrals.queue",
            "Queue of referrals",
            preferences=desk.preferences,
        )
        self.total = words("", "quiet", "referrals.total", wrap=False)
        self.panel = ReferralPanel(desk)
        self.new = button(look, "&New referral", "referrals.new", Icon.NEW)
        self.read_in = button(look, "&Import a Care Hub file…", "referrals.import", Icon.IMPORT)
        self.by_patch = button(look, "By &patch and call", "referrals.by_patch", Icon.PATCH, kind="quiet")
        self.by_patch.setCheckable(True)
        self._empty = EmptyState(
            look,
            "referrals.empty",
            Icon.REFERRALS,
            "Nobody is waiting",
            "Here stand the people for whom the Short Term Service is asked, in the Care Hub's order. Take a referral "
            "in by hand, or read the Care Hub's list from its file.",
            "Import a Care Hub &file…",
        )
        self.importing = ReferralImport(desk, self)
        self._left = QStackedWidget()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._is_arranged = False
        self._build()
        self._connect()

    # --- what is shown ---------------------------------------------------------------------------------------

    def refresh(self) -> None:
        team = self.desk.team
        self.office.ask(self, queries.capacity, team=team).then(
            self._show_capacity, self.notice.say, latest="referrals.capacity"
        )
        self.office.ask(self, queries.queue, team=team).then(
            self._show_queue, self.notice.say, latest="referrals.queue"
        )

    def act(self, spec: str) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "referrals.act.new": self._open_new,
            "referrals.act.edit": partial(self._want, "edit"),
            "referrals.act.queue": self.queue.setFocus,
            "referrals.act.import": self.importing.begin,
        }
        deeds[spec]()

    def go_to(self, place: Place) -> None:
        """The referral of the place is chosen by now, and shown."""
        view = self.panel.view
        if view is None:
            self.queue.setFocus()
        elif place.field in {"referrals.chc", "referrals.discharge"}:
            self._want("edit")
            if self.panel.long_form is not None:
                super().go_to(place)
        elif place.field == "referrals.information" and self.panel.page.questions.enter():
            return
        elif place.field:
            self.panel.deeds.focus_deed(place.field.removeprefix("referrals."))
        else:
            self.queue.setFocus()

    def await_place(self, place: Place) -> None:
        """Choose the referral that is meant, by its own id or by its person's."""
        super().await_place(place)
        if place.record is not None:
            self._choose(place.record)
        self._wanted_person = place.person if place.record is None else None

    def _show_capacity(self, teams: tuple[TeamCapacity, ...]) -> None:
        short = tuple(each for each in teams if each.kind is TeamKind.SHORT_TERM)
        self.capacity.show_teams(short or teams)

    def _show_queue(self, rows: tuple[QueueRow, ...]) -> None:
        self._is_filling = True
        self.queue.show_rows(rows)
        self._is_filling = False
        self.total.setText(f"{count(len(rows), 'referral')} waiting")
        self._left.setCurrentIndex(1 if rows else 0)
        meant = next((row.id for row in rows if row.person_id == self._wanted_person), None)
        self._wanted_person = None
        self._choose(meant or self.chosen or (rows[0].id if rows else None))

    def _choose(self, referral: UUID | None) -> None:
        """Show this referral; one that has left the queue stays in view until another is chosen."""
        self.chosen = referral
        self._is_filling = True
        if referral is None or not self.queue.choose(referral):
            self.queue.clearSelection()
            self.queue.setCurrentIndex(QModelIndex())
        self._is_filling = False
        if referral is None:
            self.panel.show_nothing()
            self.arrived()
            return
        self.office.ask(self, queries.referral, referral=referral).then(
            self._show_one, self.notice.say, latest="referrals.one"
        )

    def _show_one(self, view: ReferralView) -> None:
        if view.id == self.chosen:
            self.panel.show_view(view)
            if self._is_led_on:
                self._is_led_on = False
                self.panel.deeds.focus_deed()
            self.arrived()

    # --- what is done ----------------------------------------------------------------------------------------

    def _row_chosen(self, row: QueueRow | None) -> None:
        if row is not None and not self._is_filling and row.id != self.chosen:
            self._choose(row.id)

    def _row_opened(self, _row: QueueRow) -> None:
        self.panel.deeds.focus_deed()

    def _open_new(self) -> None:
        self.panel.open_page(NewForm(self.desk))

    def _want(self, key: str) -> None:
        """Open a deed's form, or do it at once where there is nothing to ask."""
        view = self.panel.view
        if view is None:
            return
        form = next((each for each in FORMS if each.key == key), None)
        if form is not None:
            self.panel.open_form(form(self.desk, view))
        elif key == "edit" and view.outcome is None:
            self.panel.open_page(EditForm(self.desk, view))
        elif key == "plan":
            self.place_requested.emit(Place(TabName.PLANS, view.person_id))
        elif key == "accept":
            self._send(partial(referrals.accept, referral=view.id, seen=view.version), "Accepted: safe and suitable.")
        elif key == "lift":
            self._send(partial(referrals.lift_placement, referral=view.id, seen=view.version), "Back in the order.")

    def _asked(self, deed: Deed) -> None:
        form = self.panel.long_form or self.panel.form
        self._send(deed, form.done if form is not None else "")

    def _send(self, deed: Deed, done: str) -> None:
        self.office.do(self, deed, partial(self._is_done, done), self.panel.say)

    def _is_done(self, done: str, changes: Changes) -> None:
        made_here = self.panel.long_form if isinstance(self.panel.long_form, NewForm) else None
        again = self.panel.form is not None and self.panel.form.key == "refer_again"
        if self.panel.long_form is not None:
            self.panel.long_form.forget_draft()
        self.panel.close_form()
        self.panel.close_page()
        if (made_here is not None or again) and changes.made is not None:
            self._choose(changes.made)
        if done:
            self.panel.tell(done)
            self._is_led_on = True

    def _answer(self, question: QuestionRow) -> None:
        if self.panel.view is not None:
            self.panel.open_form(AnswerForm(self.desk, self.panel.view, question))

    def _chase(self, question: QuestionRow) -> None:
        deed = partial(referrals.chase_information, request=question.id, seen=question.version)
        self._send(deed, "Noted: chased just now.")

    def _tick(self, ticked: Ticked) -> None:
        view = self.panel.view
        if view is not None:
            deed = referrals.tick_start_check if ticked.done else referrals.untick_start_check
            self._send(partial(deed, referral=view.id, seen=view.version, item=str(ticked.id)), "")

    # --- building --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        look = self.look
        left = QWidget()
        column = QVBoxLayout(left)
        spread(column, look)
        column.addLayout(buttons(look, self.new, self.read_in, apart=self.by_patch))
        column.addWidget(self.queue, 1)
        column.addWidget(self.total)
        self._left.addWidget(self._empty)
        self._left.addWidget(left)
        self._left.setCurrentIndex(1)
        splitter = self._splitter
        splitter.setObjectName("referrals.splitter")
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        for side in (self._left, self.panel):
            splitter.addWidget(side)
        self._left.setContentsMargins(0, 0, look.theme.px(GROUP), 0)
        splitter.setMinimumHeight(look.theme.px(_LEAST_HEIGHT))
        self.body.addWidget(self.capacity)
        self.body.addWidget(splitter, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sides()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._is_arranged:
            self.desk.preferences.keep_layout("referrals.splitter", bytes(self._splitter.saveState().data()))
        super().hideEvent(event)

    def _fit_sides(self) -> None:
        """The referral as wide as its sentences need, the queue the rest; once moved by hand, as it was left."""
        if self._is_arranged:
            return
        width = self.width() - 2 * self.look.theme.px(PAGE)  # the splitter is laid out after this
        panel = round(min(max(self.look.theme.px(_PANEL), width * _PANEL_SHARE), width * _PANEL_AT_MOST))
        kept = self.desk.preferences.layout("referrals.splitter")
        if kept and self._splitter.restoreState(kept):
            self._is_arranged = True
        else:
            self._splitter.setSizes([width - panel, panel])

    def _moved(self, _place: int, _number: int) -> None:
        self._is_arranged = True

    def _connect(self) -> None:
        self._splitter.splitterMoved.connect(self._moved)
        self.look.changed.connect(self._fit_sides)
        self.queue.chosen.connect(self._row_chosen)
        self.queue.opened.connect(self._row_opened)
        self.new.clicked.connect(self._open_new)
        self.read_in.clicked.connect(self.importing.begin)
        self._empty.asked.connect(self.importing.begin)
        self.importing.done.connect(self.notice.tell)
        self.importing.troubled.connect(self.notice.say)
        self.by_patch.toggled.connect(self.capacity.show_breakdown)
        self.panel.deed_wanted.connect(self._want)
        self.panel.deed_asked.connect(self._asked)
        self.panel.page.answer_requested.connect(self._answer)
        self.panel.page.chase_requested.connect(self._chase)
        self.panel.page.tick_requested.connect(self._tick)
