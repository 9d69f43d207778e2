"""Referrals: the queue in the Care Hub's order, what the teams can promise, and one referral from new to started."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.door.changes import Changes, Topic
from app.door.door import Deed
from app.queries.referrals import queue as queries
from app.queries.referrals.left import LeftRow, left
from app.queries.referrals.one import QuestionRow, ReferralView
from app.queries.referrals.queue import QueueRow
from app.queries.referrals.waiting import WaitingLine, waiting_line
from app.services import referrals
from app.services.referrals.details import Details
from ui.actions import ActionSpec
from ui.desk import Desk
from ui.dialogs.person_details import PersonDialog
from ui.icons import Icon
from ui.navigation import Place, TabName
from ui.pieces import Pieces
from ui.tables.table_view import TICK_MS, TableView
from ui.tabs.referrals.capacity.bars import CapacityPanel
from ui.tabs.referrals.left import left_list
from ui.tabs.referrals.one.deed_bar import DeedBar
from ui.tabs.referrals.one.deed_forms import FORMS, AnswerForm
from ui.tabs.referrals.one.in_full import ReferralPage
from ui.tabs.referrals.one.panel import ReferralPanel
from ui.tabs.referrals.pathway_filter import PathwayFilter
from ui.tabs.referrals.queue import lesson, line_text, queue_list
from ui.tabs.referrals.taking_in.care_hub_list import ReferralImport
from ui.tabs.referrals.taking_in.form import EditForm, NewForm
from ui.tabs.tab import Tab
from ui.theme import GROUP
from ui.widgets.checklist import Ticked
from ui.widgets.halves import Halves
from ui.widgets.labels_and_buttons import button, buttons, spread, words


class ReferralsTab(Tab):
    """The queue at the left, the chosen referral at the right, capacity above."""

    name = TabName.REFERRALS
    topics = frozenset({Topic.REFERRALS, Topic.CAPACITY, Topic.PEOPLE, Topic.PLANS, Topic.EPISODES, Topic.SETTINGS})
    specs = (
        ActionSpec("referrals.act.new", "&New referral", "Take a referral in by hand", "Ctrl+N", Icon.NEW,
                   "referrals#new"),
        ActionSpec(
            "referrals.act.edit", "&Edit details", "Fill in what is lacking", "Ctrl+E", Icon.EDIT, "referrals#edit"
        ),
        ActionSpec("referrals.act.import", "&Import", "Read the Care Hub's list", "Ctrl+I", Icon.IMPORT,
                   "referrals#import"),
        ActionSpec("referrals.act.queue", "Go to the &queue", "Put the keyboard on the queue", "Ctrl+L",
                   help="referrals"),
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.chosen: UUID | None = None
        self._is_filling = self._is_asked_whole = False
        self._done_said = ""  # after a deed: once the page is shown, this is said, and the next step has the keyboard
        self._wanted_person: UUID | None = None
        self._rows: tuple[QueueRow, ...] | None = None  # not known yet
        self._line: WaitingLine | None = None
        self._at_once: dict[str, Callable[[ReferralView], None]] = {
            "edit": self._edit,
            "particulars": self._open_person,
            "sheet": partial(self._print, "sheet"),
            "lapsed_letter": partial(self._print, "lapsed_letter"),
            "plan": partial(self._open_tab, TabName.PLANS, ""),
            "death": partial(self._open_tab, TabName.CLOSURE, "closure.death"),
            "accept": self._accept,
            "chc_asked": partial(self._tick_chc, {"chc_asked": True}),
            "chc_transferred": partial(self._tick_chc, {"chc_transferred": True}),
            "lift": self._lift,
        }
        self.build(self._pieces())

    # --- what is shown ---------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._is_asked_whole = True
        team, say = self.desk.team, self.notice.say
        asked = self.door.ask(self, queries.capacity, team=team)
        asked.then(self.capacity.show_teams, say, latest="referrals.capacity")
        self.door.ask(self, queries.queue, team=team).then(self._show_queue, say, latest="referrals.queue")
        self.door.ask(self, waiting_line, team=team).then(self._show_line, say, latest="referrals.waiting")
        self.door.ask(self, left, team=team).then(self._show_left, say, latest="referrals.left")

    def refresh_after(self, changes: Changes) -> None:
        """Where one referral only stands elsewhere now, it is asked again by itself, if it is the one in view."""
        is_in_view = self.panel.view is not None and self.panel.view.id == self.chosen
        if changes.standing is None or changes.standing != self.chosen or not is_in_view or self._is_asked_whole:
            self.refresh()
            return
        self.door.ask(self, queries.referral, referral=changes.standing).then(
            self._show_standing, self.notice.say, latest="referrals.one"
        )

    def why_not(self, spec: str) -> str:
        return self.panel.why_not_edited() if spec == "referrals.act.edit" else ""

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
        elif place.field == "referrals.chc" and view.offers.chc is not None:
            self.panel.lead_on(view.offers.chc.value)
        elif place.field in {"referrals.chc", "referrals.discharge"} or place.field.startswith("referrals.form."):
            self._want("edit")
            if self.panel.long_form is not None:
                super().go_to(place)
        elif place.field == "referrals.information" and self.panel.page.questions.enter():
            return
        elif place.field:
            self.panel.lead_on(place.field.removeprefix("referrals."))
        else:
            self.queue.setFocus()

    def lead_to(self, field: str) -> None:
        """A birth date is the person's own, an answer and a deed stand on the page; all else is in the details."""
        view = self.panel.view
        if view is not None and field == "born":
            PersonDialog(self.desk, view.person_id, self, field=field).open()
        elif field == "information" or field in {"accept", "confirm", "release"}:
            self.go_to(Place(self.name, field=f"referrals.{field}"))
        else:
            self.go_to(Place(self.name, field=f"referrals.form.{field}"))

    def rest(self) -> None:
        """On the referral in full; on the way back where the capacity stands in its place."""
        if self.panel.isVisible():
            self.panel.rest()
        elif self.capacity.page is not None:
            self.capacity.page.rest()

    def await_place(self, place: Place) -> None:
        """Choose the referral that is meant, by its own id or by its person's."""
        super().await_place(place)
        if place.record is not None and self.is_whole:
            self._choose(place.record)
        self.chosen = place.record or self.chosen
        self._wanted_person = place.person if place.record is None else None

    def _show_queue(self, rows: tuple[QueueRow, ...]) -> None:
        self._is_asked_whole, self._rows = False, rows
        shown = self._show_wanted()
        self._show_list()
        meant = next((row.id for row in rows if row.person_id == self._wanted_person), None)
        self._wanted_person = None
        self._choose(meant or self.chosen or (shown[0].id if shown else None))

    def _show_wanted(self) -> tuple[QueueRow, ...]:
        """Those that the filter takes; the one in view stays there."""
        shown = self.by_pathway.taken(self._rows or ())
        self._is_filling = True
        self.queue.show_rows(shown)
        self._is_filling = False
        return shown

    def _show_line(self, line: WaitingLine) -> None:
        self._line = line
        self.count_on()

    def count_on(self) -> None:
        """Time has passed: what counts is said anew, without asking."""
        if self._line is not None:
            self.total.setText(line_text(self._line, self.desk.clock.now()))
        self.by_pathway.count_on()
        self.panel.count_on()

    def _show_left(self, rows: tuple[LeftRow, ...]) -> None:
        self._is_filling = True
        self.left.show_rows(rows)
        self._is_filling = False

    def _show_list(self) -> None:
        """The queue, its lesson while it is empty, or those that left it."""
        shown = self.left if self.show_left.isChecked() else self._empty if self._rows == () else self.by_pathway
        self._lists.setCurrentWidget(shown)

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
        self.door.ask(self, queries.referral, referral=referral).then(
            self._show_one, self.notice.say, latest="referrals.one"
        )

    def _show_one(self, view: ReferralView) -> None:
        if view.id == self.chosen:
            self.fill(self._shown(view))

    def _shown(self, view: ReferralView) -> Pieces:
        yield from self.panel.shown(view)
        if view.id == self.chosen:
            self._lead_on()

    def _lead_on(self) -> None:
        done, self._done_said = self._done_said, ""
        if done:
            self.panel.still_tell(done)
            self.panel.lead_on()
        self.arrived()

    def _show_standing(self, view: ReferralView) -> None:
        """The referral's row and its panel; the queue's order, its line and the capacity are as they were."""
        if view.id != self.chosen:
            return
        self.finish_filling()
        waiting = next((row for row in self._rows or () if row.id == view.id), None)
        if waiting is not None:
            row = waiting._replace(version=view.version, stage=view.stage)
            self._rows = tuple([row if each is waiting else each for each in self._rows or ()])
            self.queue.show_row(row)
        self.panel.show_standing(view)
        self._lead_on()

    # --- what is done ----------------------------------------------------------------------------------------

    def _row_chosen(self, row: QueueRow | LeftRow | None) -> None:
        if row is not None and not self._is_filling and row.id != self.chosen:
            self._choose(row.id)

    def _row_opened(self, _row: QueueRow | LeftRow) -> None:
        self.panel.lead_on()

    def _open_new(self) -> None:
        self.panel.open_page(NewForm(self.desk))

    def _want(self, key: str) -> None:
        """Open a deed's form, or do it at once where there is nothing to ask."""
        view = self.panel.view
        if view is None:
            return
        if key in FORMS:
            self.panel.open_form(FORMS[key](self.desk, view))
        elif key in self._at_once:
            self._at_once[key](view)

    def _edit(self, view: ReferralView) -> None:
        if view.is_waiting:
            self.panel.open_page(EditForm(self.desk, view))

    def _open_person(self, view: ReferralView) -> None:
        PersonDialog(self.desk, view.person_id, self).open()

    def _print(self, paper: str, view: ReferralView) -> None:
        from ui.tabs.referrals.one.print_sheet import look_at  # noqa: PLC0415  papers take their time

        look_at(paper, self.desk, self, view)

    def _open_tab(self, tab: TabName, field: str, view: ReferralView) -> None:
        self.place_requested.emit(Place(tab, view.person_id, field))

    def _accept(self, view: ReferralView) -> None:
        self._send(partial(referrals.accept, referral=view.id, seen=view.version), "Accepted: safe and suitable.")

    def _tick_chc(self, step: Details, view: ReferralView) -> None:
        self._send(partial(referrals.change_details, referral=view.id, seen=view.version, **step), "Recorded.")

    def _lift(self, view: ReferralView) -> None:
        self._send(partial(referrals.lift_placement, referral=view.id, seen=view.version), "Back in the order.")

    def _asked(self, deed: Deed) -> None:
        form = self.panel.long_form or self.panel.form
        self._send(deed, form.done if form is not None else "")

    def _send(self, deed: Deed, done: str) -> None:
        self._done_said = ""  # the page may have yet to come anew after the deed before, which is the past by now
        self.door.do(self, deed, partial(self._is_done, done), self.panel.say)

    def _is_done(self, done: str, changes: Changes) -> None:
        is_new = isinstance(self.panel.long_form, NewForm)
        again = self.panel.form is not None and self.panel.form.key == "refer_again"
        if done:  # a tick keeps the keyboard where it is
            self.panel.area.setFocus()  # a list that the keyboard falls to would choose its first row
        self.panel.close_form()
        self.panel.close_page()
        if (is_new or again) and changes.made is not None:
            self._choose(changes.made)
        if done:
            self.panel.tell(done)
            self._done_said = done

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
            seen = next((each.seen for each in view.checklist if each.item == ticked.id), None)
            self._send(partial(deed, referral=view.id, seen=seen, item=str(ticked.id)), "")

    # --- building --------------------------------------------------------------------------------------------

    def _pieces(self) -> Pieces:
        look, desk = self.look, self.desk
        self.capacity = CapacityPanel(desk, self.topics)
        self._halves = Halves(look, desk.preferences, "referrals.halves")
        self.body.addWidget(self.capacity)
        self.body.addWidget(self._halves, 1)
        self.queue: TableView[QueueRow] = queue_list(desk)
        self.first_stop = self.queue
        self._lists = QStackedWidget()
        self.by_pathway = PathwayFilter(look, desk.clock, self.queue)
        self._lists.addWidget(self.by_pathway)
        yield
        self._halves.addWidget(self._side())
        yield
        self._empty = lesson(look)
        self.left = left_list(desk)
        for each in (self._empty, self.left):
            self._lists.addWidget(each)
        yield
        page = ReferralPage(desk)
        yield
        deeds = DeedBar(look)
        yield
        self.panel = ReferralPanel(desk, page, deeds)
        yield
        self._halves.addWidget(self.panel)
        yield
        self.importing = ReferralImport(desk, self, self.notice)
        self._connect()

    def _side(self) -> QWidget:
        """The queue with what can be done to it."""
        look, side = self.look, QWidget()
        self.total = words("", "quiet", "referrals.total")
        self.show_left = button(look, "&Left the queue", "referrals.show_left", Icon.HISTORY, kind="quiet")
        self.new = button(look, "&New referral", "referrals.new", Icon.NEW)
        self.read_in = button(look, "&Import a Care Hub file…", "referrals.import", Icon.IMPORT)
        self.by_patch = button(look, "&Capacity…", "referrals.by_patch", Icon.PATCH, kind="quiet")
        for each in (self.show_left, self.by_patch):
            each.setCheckable(True)
        column = QVBoxLayout(side)
        spread(column, look)
        column.setContentsMargins(0, 0, look.theme.gap(GROUP), 0)
        column.addLayout(buttons(look, self.new, self.read_in, apart=self.by_patch))
        column.addWidget(self._lists, 1)
        below = QHBoxLayout()
        spread(below, look)
        below.addWidget(self.total, 1)
        below.addWidget(self.show_left)
        column.addLayout(below)
        return side

    def _connect(self) -> None:
        for each in (self.queue, self.left):
            each.chosen.connect(self._row_chosen)
            each.opened.connect(self._row_opened)
        self.show_left.toggled.connect(self._show_list)
        self.by_pathway.changed.connect(lambda: self._show_queue(self._rows or ()))
        self.new.clicked.connect(self._open_new)
        self.read_in.clicked.connect(self.importing.begin)
        self._empty.asked.connect(self.importing.begin)
        self.importing.done.connect(self.notice.tell)
        self.importing.troubled.connect(self.notice.say)
        self.by_patch.toggled.connect(self.capacity.show_page)
        self.by_patch.toggled.connect(self._halves.setHidden)
        self.capacity.left.connect(self.by_patch.toggle)
        self.panel.deed_wanted.connect(self._want)
        self.panel.deed_asked.connect(self._asked)
        self.panel.page.led.connect(self.lead_to)
        self.panel.page.answer_requested.connect(self._answer)
        self.panel.page.chase_requested.connect(self._chase)
        self.panel.page.tick_requested.connect(self._tick)
        timer = QTimer(self, interval=TICK_MS)
        timer.timeout.connect(self.count_on)
        timer.start()
