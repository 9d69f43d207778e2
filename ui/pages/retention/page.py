"""Retention review: records that passed the schedule, what is decided of them, and legal holds (RET-1 to RET-3)."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from app.door.changes import Changes, Topic
from app.queries.retention import review as queries
from app.queries.retention.review import PAGE, HoldRow, RetentionRow
from app.queries.retention.review import RetentionPage as Rows
from models.vocabulary.retention import RetentionState
from ui.desk import Desk
from ui.dialogs.files import EXCEL, save_file
from ui.icons import Icon
from ui.navigation import PageName
from ui.pages.office.list_panel import ListPanel
from ui.pages.page import Page
from ui.pages.retention import forms
from ui.pages.retention.said import columns, hold_columns, page_said
from ui.text import count
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.hidden_by_filter import HiddenByFilter
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import button, words

Asked = tuple[FormSpec[Any], Any, str] | None
_ALL = ""
_NOBODY = "Nobody's records are due."


class RetentionPage(Page):
    """Above what has passed the schedule, a page at a time; below every legal hold."""

    name = PageName.RETENTION
    says = "Records that passed the schedule, to be reviewed: nothing is destroyed by a clock, or by this page."
    topics = frozenset({Topic.PEOPLE, Topic.EPISODES, Topic.REFERRALS, Topic.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._first = 0
        self.state: ChoiceBox[str] = ChoiceBox(self.look, "retention.state", "")
        self.state.setAccessibleName("Which records")
        self.state.set_choices([(_ALL, "All"), *((each.value, each.label) for each in RetentionState)])
        self.state.setMinimumContentsLength(max(len(each.label) for each in RetentionState))
        self.state.set_value(_ALL)
        self.shown = words("", "quiet", "retention.shown")
        self.total = HiddenByFilter(self.look, self.state, "retention.list", "person", "people", self._show_all)
        self.before = button(self.look, "Pre&vious", "retention.before", Icon.BACK)
        self.after = button(self.look, "Ne&xt", "retention.after", Icon.FORWARD)
        self.save = button(self.look, "&Save the list…", "retention.save", Icon.EXPORT)
        self.place = button(self.look, "Pla&ce a hold…", "retention.place", Icon.NEW, kind="primary")
        self.list: ListPanel[RetentionRow] = ListPanel(
            desk, self.name.value, "list", "Past the schedule", columns(), _person_of, _NOBODY
        )
        self.holds: ListPanel[HoldRow] = ListPanel(
            desk, self.name.value, "holds", "Legal holds", hold_columns(), _hold_of, "Nobody's records are held."
        )
        self._build()

    def refresh(self) -> None:
        """The page of the list that is in view, and the holds."""
        state = self._state()
        asked = self.door.ask(self, queries.to_review, state=state, first=self._first)
        asked.then(self._show, self.notice.say, latest="retention.list")
        self.door.ask(self, queries.holds).then(self._show_holds, self.notice.say, latest="retention.holds")

    def ask_where(self) -> None:
        """Ask for the file of the list, and write it there on a worker, noted first."""
        file = save_file(self, self.desk.preferences, "Save the list", Path("retention-review.xlsx"), EXCEL)
        if file is not None:
            self.save_to(file)

    def save_to(self, file: Path) -> None:
        """The list as it is narrowed, every page of it, as a workbook."""
        state = self._state()

        def errand(work: Any) -> int:
            from app.exchange import retention_list  # noqa: PLC0415  a workbook takes its time to import

            return retention_list.write(work, file, state)

        def told(people: int) -> None:
            self.list.notice.tell(f"{file.name} has {count(people, 'person', 'people')}.")

        self.door.carry(self, errand, told, self.list.notice.say, Changes(frozenset()))

    def _state(self) -> RetentionState | None:
        chosen = self.state.value()
        return RetentionState(chosen) if chosen else None

    def _show(self, found: Rows) -> None:
        if not found.rows and self._first:  # what stood on the last page was decided
            self._turn(-PAGE)
            return
        self.list.show_rows(found.rows)
        self.shown.setText(page_said(found))
        self.total.say(found.of, found.every)
        self.total.setVisible(found.of < found.every)
        self.list.empty.setText("Nobody's records are in this state." if found.every else _NOBODY)
        self.before.setEnabled(found.first > 0)
        self.after.setEnabled(found.first + len(found.rows) < found.of)
        for each in (self.before, self.after):
            each.setVisible(found.of > len(found.rows))
        self.arrived()

    def _show_holds(self, found: tuple[HoldRow, ...]) -> None:
        self.holds.show_rows(found)
        self.arrived()

    def _turn(self, by: int) -> None:
        self._first = max(0, self._first + by)
        self.refresh()

    def _show_all(self) -> None:
        self.state.set_value(_ALL)
        self._narrow()

    def _narrow(self, _picked: object = None) -> None:
        self._first = 0
        self.refresh()

    def _build(self) -> None:
        self.list.put_above(self.state, self.shown, self.before, self.after, total=self.total)
        asks = partial(self.list.opens_form, whose=_person_of)
        self.list.add_deeds(
            asks("&Keep until…", "keep", Icon.HELD, forms.KEEP, _may_be_decided),
            asks("Propose &disposal…", "propose", Icon.CLOSURE, forms.PROPOSE, _may_be_proposed),
            asks("&Approve disposal…", "approve", Icon.TICKED, forms.APPROVE, _may_be_approved),
            asks("&Withdraw…", "withdraw", Icon.UNDO, forms.WITHDRAW, _is_decided),
            self.save,
        )
        self.holds.add_deeds(
            self.place, self.holds.opens("Li&ft…", "lift", Icon.UNDO, _to_lift, when=lambda row: row is not None)
        )
        for panel in (self.list, self.holds):
            panel.led.connect(self.lead_to)
            self.body.addWidget(panel)
        self.body.addStretch(1)
        self.state.picked.connect(self._narrow)
        self.before.clicked.connect(lambda: self._turn(-PAGE))
        self.after.clicked.connect(lambda: self._turn(PAGE))
        self.save.clicked.connect(self.ask_where)
        self.place.clicked.connect(partial(self.holds.ask, self.name.value, lambda: (forms.PLACE, None, "new")))


def _person_of(row: RetentionRow) -> UUID:
    return row.person_id


def _hold_of(row: HoldRow) -> UUID:
    return row.id


def _to_lift(row: HoldRow | None) -> Asked:
    """What is typed goes with the hold, for one person may have several."""
    return (forms.LIFT, row, str(row.id)) if row is not None else None


def _may_be_decided(row: RetentionRow | None) -> bool:
    return row is not None and row.state is not RetentionState.APPROVED


def _may_be_proposed(row: RetentionRow | None) -> bool:
    return row is not None and row.state in {RetentionState.TO_REVIEW, RetentionState.KEPT}


def _may_be_approved(row: RetentionRow | None) -> bool:
    return row is not None and row.state is RetentionState.PROPOSED


def _is_decided(row: RetentionRow | None) -> bool:
    return row is not None and row.decision_id is not None
