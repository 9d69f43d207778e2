"""Subject access: what was asked for and until when, what was looked at, the copy, and to whom it went (SAR-1)."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from app.door.changes import Topic, changes
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress, Reached
from app.queries.requests import requests as queries
from app.queries.requests.requests import RequestRow
from models.vocabulary.requests import RequestState
from ui.backups_keeper import percent
from ui.desk import Desk
from ui.dialogs.files import PDF, save_file
from ui.icons import Icon
from ui.navigation import PageName
from ui.pages.office.list_panel import ListPanel
from ui.pages.page import Page
from ui.pages.requests import forms
from ui.pages.requests.said import check_said, columns, lines_of, person_said
from ui.text import listed
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels_and_buttons import Panel, button, words


class SubjectAccessPage(Page):
    """The list above with what can be done about the chosen request, and below it how that one stands."""

    name = PageName.SUBJECT_ACCESS
    says = "Who asks for what is kept about somebody, until when it is answered, and what left to whom."
    topics = frozenset({Topic.PEOPLE, Topic.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._wanted: UUID | None = None
        self._progress: Progress | None = None
        self.which: ChoiceBox[bool] = ChoiceBox(self.look, "subject_access.which", "")
        self.which.setAccessibleName("Which requests")
        self.which.set_choices([(False, "Open"), (True, "Ended")])
        self.which.set_value(False)
        self.list: ListPanel[RequestRow] = ListPanel(
            desk, self.name.value, "list", "Requests", columns(), _key, "No request is open."
        )
        self.new = button(self.look, "&New request…", "subject_access.new", Icon.NEW, kind="primary")
        self.copy = button(self.look, "&Make the copy…", "subject_access.copy", Icon.DOCUMENT)
        self.cancel = button(self.look, "&Stop", "subject_access.cancel")
        self.doing = words("", "quiet", "subject_access.doing")
        self.stands = Panel(self.look, "How it stands", "subject_access.stands")
        self.time = words("", "", "subject_access.time")
        self.notes = words("", "strong", "subject_access.notes")
        self.checks = words("", "", "subject_access.checks")
        self._build()

    def open_at(self, record: UUID | None, field: str = "") -> None:
        """About somebody: their open request is chosen."""
        self._wanted = record
        self.which.set_value(False)
        super().open_at(record, field)

    def refresh(self) -> None:
        """The open requests, or those that have ended."""
        ended = bool(self.which.value())
        self.door.ask(self, queries.requests, ended=ended).then(
            self._show, self.notice.say, latest="subject_access.requests"
        )

    def _show(self, found: tuple[RequestRow, ...]) -> None:
        self.list.empty.setText("No request has ended yet." if self.which.value() else "No request is open.")
        self.list.show_rows(found)
        theirs = next((each for each in found if each.person_id == self._wanted), None)
        if theirs is not None:
            self._wanted = None
            self.list.table.choose(theirs.id)
        self._show_chosen()
        self.arrived()

    def _show_chosen(self) -> None:
        row = self.list.table.current()
        self.stands.setVisible(row is not None)
        if row is None:
            return
        self.stands.title.setText(f"How it stands: {person_said(row)}")
        self.time.setText("\n".join(lines_of(row)))
        self.notes.setText("\n".join(row.notes))
        self.notes.setVisible(bool(row.notes))
        self.checks.setText("\n".join(map(check_said, row.checks)))

    def _copy(self) -> None:
        row = self.list.table.current()
        if row is not None and self._progress is None:
            self.ask_where(row)

    def ask_where(self, row: RequestRow) -> None:
        """Ask for the file of the copy, and make it there."""
        named = "".join(sign if sign.isalnum() else "-" for sign in row.person)
        proposed = Path(f"subject-access-{named}.pdf")
        file = save_file(self, self.desk.preferences, "Make the copy", proposed, PDF)
        if file is not None:
            self.copy_to(file, row)

    def copy_to(self, file: Path, row: RequestRow) -> None:
        """Make the copy about this request on a worker: the PDF here, and what belongs to it beside."""
        self._progress = self.door.tasks.progress(self, self._show_doing)
        self.cancel.show()

        def errand(work: Any) -> tuple[str, ...]:
            from ui.pages.requests.copying import make_copy  # noqa: PLC0415  papers take their time to import

            return make_copy(file, row.person_id, row.id, row.version, progress, work)

        progress = self._progress
        self.door.carry(self, errand, self._copied, self._failed, changes(Topic.PEOPLE, person=row.person_id))

    def _show_doing(self, reached: Reached) -> None:
        if self._progress is not None:
            self.doing.setText(percent(reached))

    def _copied(self, names: tuple[str, ...]) -> None:
        self._ended()
        self.list.notice.tell(f"Saved as {listed(names)}.")

    def _failed(self, trouble: Refused | Unavailable) -> None:
        self._ended()
        self.list.notice.say(trouble)

    def _ended(self) -> None:
        self._progress = None
        self.doing.setText("")
        self.cancel.hide()

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()

    def _build(self) -> None:
        asks = partial(self.list.opens_form, whose=_key)
        self.list.put_above(self.which)
        self.list.add_deeds(
            self.new,
            asks("&Looked at…", "check", Icon.TICKED, forms.CHECK, _is_answered),
            self.list.offers(self.copy, _is_answered),
            asks("&Released…", "release", Icon.EXPORT, forms.RELEASE, _is_answered),
            asks("&Evidence seen…", "evidence", Icon.SIGNATURE, forms.EVIDENCE, _is_open),
            asks("Evidence as&ked for…", "ask_evidence", Icon.PHONE, forms.ASK_EVIDENCE, _may_ask_evidence),
            asks("&Takes longer…", "extend", Icon.WAITING, forms.EXTEND, _may_take_longer),
            asks("Who &answers it…", "handler", Icon.PERSON, forms.HANDLER, _is_open),
            asks("En&ds otherwise…", "end", Icon.CLOSURE, forms.END, _is_open),
        )
        self.list.body.addWidget(self.doing)
        self.list.body.addWidget(self.cancel)
        self.cancel.hide()
        for each in (self.notes, self.time, self.checks):
            self.stands.body.addWidget(each)
        self.body.addWidget(self.list)
        self.body.addWidget(self.stands)
        self.body.addStretch(1)
        self.list.led.connect(self.lead_to)
        self.list.chosen.connect(self._show_chosen)
        self.which.picked.connect(lambda _picked: self.refresh())
        self.new.clicked.connect(partial(self.list.ask, self.name.value, lambda: (forms.NEW, None, "new")))
        self.copy.clicked.connect(self._copy)
        self.cancel.clicked.connect(self._stop)


def _key(row: RequestRow) -> UUID:
    return row.id


def _is_open(row: RequestRow | None) -> bool:
    return row is not None and row.state is not RequestState.CLOSED


def _is_answered(row: RequestRow | None) -> bool:
    """Whether a copy may come of it: of the dead none does."""
    return row is not None and row.state not in {RequestState.CLOSED, RequestState.DEAD}


def _may_ask_evidence(row: RequestRow | None) -> bool:
    return row is not None and _is_answered(row) and row.evidence_asked_on is None and row.evidence_seen_on is None


def _may_take_longer(row: RequestRow | None) -> bool:
    return row is not None and _is_answered(row) and row.extended_on is None and row.due_on is not None
