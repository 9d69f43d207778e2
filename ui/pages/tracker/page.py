"""The tracker of the office: what waits for Scheduling, one deed that exports it, and their marks read back."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.door.changes import Topic, changes
from app.door.errors import Refused, Unavailable
from app.exchange.tracker.look_back import ReadBackLook
from app.exchange.tracker.round_trip import CantBeAddedTo, ExportReport, ReadBackReport
from app.queries.tracker import state
from app.queries.tracker.state import MOST_LISTED, TrackerLine, TrackerView
from ui.actions import OF_PAGES
from ui.desk import Desk
from ui.dialogs.files import EXCEL, save_file, show_folder
from ui.icons import Icon
from ui.navigation import PageName
from ui.pages.page import Page
from ui.pages.tracker import errands
from ui.pages.tracker.errands import BookView
from ui.pages.tracker.sentences import (
    ASKED,
    EVERY,
    NOT_IN_CCL,
    WAITING,
    book_said,
    by_itself_said,
    exported,
    look_lines,
    place_of_change,
    state_said,
)
from ui.tables.fitted_table import FittedTable
from ui.tables.row_table_model import RowTableModel
from ui.text import count
from ui.tracker_keeper import TrackerKeeper
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.grown import grow
from ui.widgets.labels_and_buttons import Field, Panel, button, set_mark, words
from ui.widgets.sentence_lines import SentenceLine, SentenceLines

_ROWS = 8  # seen at once
_EVERY_PX = 360
_LEFT_ALONE = (
    "While Homeward is open at this desk. A workbook that somebody has open, that has gone or that can't be added to "
    "is left alone: this page says so."
)


class TrackerPage(Page):
    """Nothing is asked of a dialog but which file; what came of a deed is read below it, a sentence a line."""

    name = PageName.TRACKER
    topics = frozenset({Topic.TRACKER, Topic.PEOPLE})
    says = "Scheduling's workbook: each change goes out once, and nothing of theirs is written over."
    specs = OF_PAGES[PageName.TRACKER]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
        self._is_under_way = False
        self._looked: ReadBackLook | None = None
        self.panel = DeedPanel(desk, "The workbook", "tracker.panel")
        self.where = words("", "strong", "tracker.where")
        self.stands = words("", "", "tracker.stands")
        self.book = words("", "quiet", "tracker.book")
        self.export = button(look, "&Export now", "tracker.export", Icon.EXPORT, kind="primary")
        self.read = button(look, "&Read back…", "tracker.read_back", Icon.IMPORT)
        self.choose = button(look, "&Choose the workbook…", "tracker.choose")
        self.reply = button(look, "E-&mail reply edition…", "tracker.reply")
        self.kept = button(look, "&Open the folder of the last ten", "tracker.kept", Icon.HISTORY, kind="quiet")
        self.by_itself = SentenceLines(look, "tracker.by_itself")
        self.every: ChoiceBox[int] = ChoiceBox(look, "tracker.every")
        self.every.set_choices(EVERY)
        self.every_panel = Panel(look, "Going out by itself", "tracker.every_panel")
        self.came = DeedPanel(desk, "What came of it", "tracker.came_panel")
        self.lines = SentenceLines(look, "tracker.came")
        self.store = button(look, "&Store these marks", "tracker.store", kind="primary")
        self.leave = button(look, "&Leave them", "tracker.leave")
        self.aside = button(look, "Keep it aside and make a &new one", "tracker.put_aside", kind="danger")
        self.waiting_panel = Panel(look, "Waiting to go out", "tracker.waiting_panel")
        self.waiting = FittedTable(look, RowTableModel(WAITING, _ref), "tracker.waiting", "Waiting to go out", _ROWS)
        self.asked_panel = Panel(look, "Scheduling asks", "tracker.asked_panel")
        self.asked = FittedTable(look, RowTableModel(ASKED, _ref), "tracker.asked", "Scheduling asks", _ROWS)
        self.ccl_panel = Panel(look, "Not in CCL yet", "tracker.ccl_panel")
        self.ccl = FittedTable(look, RowTableModel(NOT_IN_CCL, _ref), "tracker.ccl", "Not in CCL yet", _ROWS)
        self._kept_in: Path | None = None  # the folder of the last ten, where there are any
        self._unanswered = 0
        self._build()
        self._join()

    @property
    def file(self) -> Path | None:
        """The workbook of this desk, once one was chosen."""
        return Path(self.desk.preferences.tracker) if self.desk.preferences.tracker else None

    def refresh(self) -> None:
        """How it stands in the database, and how the workbook stands on its drive."""
        self.door.ask(self, state.whole).then(self._show, self.notice.say, latest="tracker.view")
        file = self.file
        self.where.setText(str(file) if file is not None else "No workbook is chosen yet: choose where it is.")
        self.book.setVisible(file is not None)
        self.every_panel.setVisible(file is not None)
        self.every.set_value(self.desk.preferences.tracker_every)
        for each in (self.export, self.read):
            self.panel.offer(each, offered=file is not None)
        self.choose.setText("&Choose another workbook…" if file is not None else "&Choose the workbook…")
        set_mark(self.choose, "kind", "" if file is not None else "primary")
        self.panel.offer(self.choose, offered=True)
        self._offer_rest()
        self.shown_again()
        self._show_by_itself()

    def shown_again(self) -> None:
        """Who has it open may be another by now."""
        file = self.file
        if file is not None:
            self.door.fetch(self, partial(errands.book, file)).then(self._show_book, self.notice.say, latest="book")

    def act(self, spec: str) -> None:
        """Ctrl+E."""
        if spec == "tracker.act.export":
            self._export()

    def _show(self, view: TrackerView) -> None:
        self.stands.setText(state_said(view.state, self.desk.clock.now()))
        self.waiting.show_rows(view.waiting)
        self.waiting_panel.setVisible(bool(view.waiting))
        self.asked.show_rows(view.queries)
        self.asked_panel.setVisible(bool(view.queries))
        self.ccl.show_rows(view.not_in_ccl)
        self.ccl_panel.setVisible(bool(view.not_in_ccl))
        of = view.state.not_in_ccl
        self._unanswered = of
        self._offer_rest()
        self.ccl_panel.set_aside(f"The newest {MOST_LISTED} of {of:,}" if of > MOST_LISTED else "")
        self.panel.stands_now()
        self.arrived()

    def _show_book(self, book: BookView) -> None:
        self.book.setText(book_said(book))
        self._kept_in = book.kept_in if book.kept else None
        self._offer_rest()

    def _offer_rest(self) -> None:
        """The edition for e-mail holds what isn't in CCL; both stand in this order, whichever answer comes first."""
        self.panel.offer(self.reply, offered=self._unanswered > 0)
        self.panel.offer(self.kept, offered=self.file is not None and self._kept_in is not None)

    def _show_by_itself(self) -> None:
        keeper = self.desk.shared.tracker
        self.by_itself.show_lines(by_itself_said(keeper.last if keeper is not None else None, self.desk.clock.now()))

    def _stood(self) -> None:
        """The keeper looked: who has the workbook open may be another, too."""
        self._show_by_itself()
        if self.isVisible():
            self.shown_again()

    def _keep_every(self, minutes: int) -> None:
        self.desk.preferences.tracker_every = minutes
        if self.desk.shared.tracker is not None:
            self.desk.shared.tracker.follow()

    def _open_kept(self) -> None:
        if self._kept_in is not None and not show_folder(self._kept_in):
            self.panel.notice.inform(f"Nothing on this computer opens folders. It is {self._kept_in}.")

    def _lead_to_person(self, line: TrackerLine) -> None:
        self.desk.open_place(place_of_change(line))

    def _export(self, *_pressed: object, put_aside: bool = False) -> None:
        file = self.file
        if file is None:
            self._choose()
        else:
            self._carry(partial(errands.export, file, put_aside=put_aside), self._exported, self._not_exported)

    def _exported(self, report: ExportReport) -> None:
        file = self.file
        self._ended()
        self._tell("What came of the export", exported(report))
        sent = count(len(report.sent), "change").capitalize()
        self.panel.notice.tell(f"{sent} added to {file.name if file else 'the workbook'}.")
        self.refresh()

    def _not_exported(self, trouble: Refused | Unavailable) -> None:
        """Where keeping the workbook aside would mend it, that is offered; only somebody who reads why decides it."""
        self._failed(trouble)
        if isinstance(trouble, CantBeAddedTo) and self.file is not None:
            said = SentenceLine(
                "aside",
                f"If {self.file.name} is broken: it is kept beside itself under another name, and a new workbook is "
                "made with everything that Homeward knows. Ask Scheduling first: what only they wrote isn't in it.",
            )
            self._tell("The workbook can't be added to", (said,))
            self.came.offer(self.aside, offered=True)

    def _look_back(self) -> None:
        if self.file is not None:
            self._carry(partial(errands.look, self.file), self._show_look, self._failed, touched=False)

    def _show_look(self, look: ReadBackLook) -> None:
        self._ended()
        self._tell(f"Marks in {look.file_name}: {look.sentence}", look_lines(look))
        self._looked = look if look.to_store or look.to_place else None
        self.came.offer(self.store, offered=self._looked is not None)
        self.came.offer(self.leave, offered=True)
        (self.store if self._looked is not None else self.leave).setFocus()

    def _store(self) -> None:
        if self._looked is not None and self.file is not None:
            self._carry(partial(errands.store, self.file, self._looked.seen), self._stored, self._failed)

    def _stored(self, report: ReadBackReport) -> None:
        self._ended()
        self._close_came()
        self.panel.notice.tell(f"Read back: {report.sentence}.")
        self.refresh()

    def _choose(self) -> None:
        last = self.file or Path("Scheduling tracker.xlsx")
        file = save_file(self, self.desk.preferences, "Scheduling's tracker", last, EXCEL, adds_to=True)
        if file is not None:
            self.desk.preferences.tracker = str(file)
            self._close_came()
            self.refresh()

    def _reply(self) -> None:
        named = Path(f"{self.file.stem if self.file else 'tracker'} reply.xlsx")
        file = save_file(self, self.desk.preferences, "Edition for a reply by e-mail", named, EXCEL)
        if file is not None:
            self._carry(partial(errands.for_email, file), partial(self._replied, file), self._failed, touched=False)

    def _replied(self, file: Path, refs: tuple[str, ...]) -> None:
        self._ended()
        self.panel.notice.tell(
            f"{count(len(refs), 'change')} written to {file.name}: attach it, and read the reply back."
        )

    def _carry(self, errand: Any, then: Any, trouble: Any, *, touched: bool = True) -> None:
        """Never two at once, whichever was pressed."""
        if self._is_under_way:
            return
        self._is_under_way = True
        self._close_came()
        self.panel.notice.wait("Working on the workbook…", None, is_long=True)
        topics = (Topic.TRACKER, Topic.TRANSFERS, Topic.CLOSURES) if touched else ()
        self.door.carry(self, errand, then, trouble, changes(*topics))

    def _ended(self) -> None:
        self._is_under_way = False
        self.panel.notice.clear()

    def _failed(self, trouble: Refused | Unavailable) -> None:
        self._ended()
        self.panel.notice.say(trouble)
        self.refresh()

    def _tell(self, title: str, lines: tuple[SentenceLine, ...]) -> None:
        self.came.set_title(title)
        self.lines.show_lines(lines)
        self.came.setVisible(True)

    def _close_came(self) -> None:
        self._looked = None
        for each in (self.store, self.leave, self.aside):
            self.came.offer(each, offered=False)
        self.came.hide()

    def _build(self) -> None:
        for each in (self.where, self.stands, self.book, self.by_itself):
            self.panel.body.addWidget(each)
        self.panel.add_deeds(self.export, self.read, self.choose, self.reply, self.kept)
        self.came.body.addWidget(self.lines)
        self.came.add_deeds(self.store, self.leave, self.aside)
        self.waiting_panel.body.addWidget(self.waiting)
        self.asked_panel.body.addWidget(self.asked)
        self.ccl_panel.body.addWidget(self.ccl)
        grow(self.look, self.every, QWidget.setMaximumWidth, _EVERY_PX)
        self.every_panel.body.addWidget(Field(self.look, "&What waits goes out", self.every, _LEFT_ALONE))
        for panel in (self.panel, self.came, self.waiting_panel, self.asked_panel, self.ccl_panel, self.every_panel):
            self.body.addWidget(panel)
        for panel in (self.waiting_panel, self.asked_panel, self.ccl_panel):
            panel.hide()  # until it is known whether anything stands there
        self.body.addStretch(1)
        self._close_came()
        self._offer_rest()

    def _join(self) -> None:
        self.export.clicked.connect(self._export)
        self.read.clicked.connect(self._look_back)
        self.choose.clicked.connect(self._choose)
        self.reply.clicked.connect(self._reply)
        self.kept.clicked.connect(self._open_kept)
        self.every.picked.connect(self._keep_every)
        for table in (self.waiting, self.asked, self.ccl):
            table.opened.connect(self._lead_to_person)
        self.store.clicked.connect(self._store)
        self.leave.clicked.connect(self._close_came)
        self.aside.clicked.connect(partial(self._export, put_aside=True))
        if self.desk.shared.tracker is not None:
            self._begin(self.desk.shared.tracker)
        else:  # the page was opened before the window was complete
            self.desk.shared.tracker_begun.connect(self._begun)

    def _begun(self) -> None:
        if self.desk.shared.tracker is not None:
            self._begin(self.desk.shared.tracker)
            self._show_by_itself()

    def _begin(self, keeper: TrackerKeeper) -> None:
        keeper.stood.connect(self._stood)


def _ref(line: TrackerLine) -> str:
    return line.ref
