"""What a form says of its draft: what isn't kept, what has come back, and what another desk has changed as well."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.desk.drafts import Draft
from app.door.errors import ChangedMeanwhile, Refused, Unavailable
from app.queries.office.changed_since import ChangedField, changed_since
from ui.desk import Desk
from ui.text import moment_from, moment_text
from ui.theme import RELATED
from ui.widgets.control_text import shown_text
from ui.widgets.date_edit import DateEdit, MomentEdit
from ui.widgets.form_draft import FormDraft
from ui.widgets.labels_and_buttons import name_of, reveal, spread
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.sent_draft import Sent
from ui.widgets.tab_order import lead_from_above
from ui.widgets.two_versions import TwoVersions, VersionsArea

_CHOOSE_FIRST = "Another desk has changed the same. Choose for each which one shall stand, then save."
_SINCE = "This has changed since it was typed. Choose for each which one shall stand, then save."
_LOOK_FIRST = "Another desk has changed this. Look at it, then save."
_LOOK_AGAIN = "This has changed since the form was opened. Look at it, then save."


class FromRecord(NamedTuple):
    """The record that a form shows: who changed it since is asked of the audit."""

    table: str
    id: UUID


class TypingKept(QWidget):
    """Put it above a form's buttons. `thrown_away` by its button; nothing of it is made before there is need of it.

    `again` when a refused deed can be asked once more: nothing that another desk has saved is undone by it.
    """

    thrown_away = Signal()
    again = Signal()
    shown = Signal()  # another desk's version, of which the form's own notice needn't speak any more

    def __init__(self, desk: Desk, draft: FormDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._draft = desk, draft
        self.record: FromRecord | None = None
        self._bars: dict[str, NoticeBar] = {}
        self._rows: dict[str, TwoVersions] = {}
        self._who: tuple[ChangedField, ...] = ()
        self._both: VersionsArea | None = None
        self._also: tuple[str, ...] = ()
        self._unseen: dict[str, tuple[str, str]] = {}
        self._refused: ChangedMeanwhile | None = None
        self._under_way: Draft | None = None  # what is back, while a deed with it waits for its answer
        self._column = QVBoxLayout(self)
        spread(self._column, desk.look, gap=RELATED)
        draft.troubled.connect(self._say_unkept)
        draft.kept_again.connect(partial(self._clear, "unkept"))
        draft.restored.connect(self._say_back)
        draft.shared.connect(self._say_shared)
        draft.disputed.connect(self._show_disputes)
        desk.shared.answered.connect(self._answered)

    def is_open(self) -> bool:
        """Whether a choice between two versions is still to be made; says so, and takes the keyboard there."""
        if not self._draft.disputes:
            return False
        self.bar("both").say(Refused(self._lead))
        self._enter()
        return True

    def refused(self, trouble: Refused | Unavailable) -> None:
        """The deed was refused. Where another desk was first, it is asked again once their version is shown here.

        Unless both changed the same, or they changed what is never taken over unseen: then a person looks first.
        """
        is_ours = isinstance(trouble, ChangedMeanwhile) and self.record == (trouble.table, trouble.record)
        self._refused = trouble if isinstance(trouble, ChangedMeanwhile) and is_ours else None
        self._ask_again()

    def stands_now(self, show: Callable[[], None], version: int, also: tuple[str, ...] = ()) -> None:
        """Somebody else has saved: `show` puts what stands now into the form's fields.

        `also` says what they changed beside the fields that has to be seen before anything is saved on top of it.
        """
        if version == self._draft.version:
            return
        self._draft.stands_now(show, version)
        theirs = self._draft.theirs.items()
        self._also, self._unseen = also, {name: both for name, both in theirs if self._is_never_silent(name)}
        if self._draft.has_typing and (also or self._unseen):
            self._refused = None
            self._say_theirs()
            self._ask_who()
            self.shown.emit()
        self._ask_again()

    def bar(self, name: str) -> NoticeBar:
        """One of its notices: "unkept", "back", "theirs" or "both"."""
        if name not in self._bars:
            made = self._bars[name] = NoticeBar(self._desk.look, f"draft.{name}")
            self._column.insertWidget(len(self._bars) - 1, made)
            lead_from_above(self)
        return self._bars[name]

    @property
    def _lead(self) -> str:
        """Of a form that shows no record nobody can say that another desk changed it."""
        return _SINCE if self.record is None else _CHOOSE_FIRST

    def _clear(self, name: str) -> None:
        if name in self._bars:
            self._bars[name].clear()

    def _ask_again(self) -> None:
        refused = self._refused
        if refused is not None and self._draft.version >= refused.found:
            self._refused = None
            if self._draft.disputes:
                self.shown.emit()
            else:
                self.again.emit()

    def _say_theirs(self) -> None:
        """What only they changed, and is never taken over unseen."""
        changed = [self._change_text(name, *both) for name, both in self._unseen.items()]
        lead = _LOOK_AGAIN if self.record is None else _LOOK_FIRST
        self.bar("theirs").inform("\n".join([lead, *self._also, *changed]))

    def _is_never_silent(self, field: str) -> bool:
        """Ticks, dates and what workers have to know of risks."""
        control = self._draft.control(field)
        return isinstance(control, QCheckBox | DateEdit | MomentEdit) or "risks" in field

    def _change_text(self, field: str, before: str, now: str) -> str:
        control = self._draft.control(field)
        by = self._by(field)
        was, is_now = (shown_text(control, each) or "nothing" for each in (before, now))
        return f"{name_of(control) or 'A field'}: before {was}, now {is_now}{f' ({by})' if by else ''}"

    def _say_unkept(self, trouble: Unavailable) -> None:
        self.bar("unkept").warn(str(trouble))

    def _say_back(self, draft: Draft) -> None:
        when = moment_text(moment_from(draft.kept_at), self._desk.clock.now())
        is_under_way = any(self._draft.is_open(each) for each in self._desk.shared.sent)
        self._under_way = draft if is_under_way else None
        if is_under_way:
            self.bar("back").inform(f"What you had typed here ({when}) is being saved just now.")
        else:
            said = f"What you had typed here ({when}) is back. It isn't saved yet."
            self.bar("back").offer_beside(said, "Throw it away", self._throw_away)

    def _answered(self, sent: Sent, is_stored: bool) -> None:  # noqa: FBT001  a signal's value
        """What is back isn't being saved any more: where it wasn't, after all, it is offered as what is back."""
        back = self._under_way
        if back is not None and self._draft.is_open(sent.draft):
            self._clear("back")
            self._under_way = None
            if not is_stored and self._draft.has_typing:
                self._say_back(back)

    def _say_shared(self, is_typed: bool) -> None:  # noqa: FBT001  a signal's value
        self._under_way = None
        if is_typed:
            said = "This form is open in another window of this desk too: what you type in one stands in both."
            self.bar("back").offer_beside(f"{said} It isn't saved yet.", "Throw it away", self._throw_away)
        else:
            self._clear("back")

    def _throw_away(self) -> None:
        self._draft.throw_away()
        self.thrown_away.emit()

    def _show_disputes(self) -> None:
        disputes = self._draft.disputes
        for field in [each for each in self._rows if each not in disputes]:
            row = self._rows.pop(field)
            row.setParent(None)
            row.deleteLater()
        is_new = any(field not in self._rows for field in disputes)
        for field, dispute in disputes.items():
            if field not in self._rows:
                self._rows[field] = self._row(field)
            self._rows[field].show_dispute(dispute, self._by(field))
        if is_new:
            self.bar("both").inform(self._lead)
            self._ask_who()
            QTimer.singleShot(0, self, self._keep_in_sight)
        elif not disputes:
            self._clear("both")
        if self._both is not None:
            self._both.setVisible(bool(disputes))
            self._both.fit()

    def _row(self, field: str) -> TwoVersions:
        row = TwoVersions(self._desk, self._draft.control(field), f"draft.{len(self._rows) + 1}")
        row.theirs.clicked.connect(partial(self._settle, field, mine=False))
        row.mine.clicked.connect(partial(self._settle, field, mine=True))
        if self._both is None:
            self._both = VersionsArea(self._desk)
            self._column.addWidget(self._both)
        self._both.rows.addWidget(row)
        lead_from_above(self)  # Tab comes to the two buttons from what stands above, though they were made late
        row.show()
        return row

    def _keep_in_sight(self) -> None:
        """The field that somebody types in stays in sight when the versions take their room from the form."""
        typed_in = self.window().focusWidget()
        form = self.parentWidget()
        if typed_in is not None and form is not None and form.isAncestorOf(typed_in):
            reveal(typed_in)

    def _enter(self) -> None:
        """The keyboard goes to the versions, not to a button: a space that was being typed chooses nothing."""
        if self._both is not None:
            self._both.setFocus()

    def _settle(self, field: str, *_clicked: object, mine: bool) -> None:
        self._draft.settle(field, mine=mine)
        if self._rows:
            self._enter()
        else:
            self._draft.control(field).setFocus()

    def _ask_who(self) -> None:
        if self.record is not None:
            self._desk.door.ask(
                self, changed_since, table=self.record.table, record=self.record.id, version=self._draft.since
            ).then(self._show_who, self._go_without, latest=self)

    def _go_without(self, _trouble: Refused | Unavailable) -> None:
        """Who it was can't be asked now: "another desk" stays true, and saving says what can't be reached."""

    def _show_who(self, found: tuple[ChangedField, ...]) -> None:
        self._who = found
        bar = self._bars.get("theirs")
        if bar is not None and not bar.isHidden():
            self._say_theirs()
        for field, dispute in self._draft.disputes.items():
            self._rows[field].show_dispute(dispute, self._by(field))
        if self._both is not None:
            self._both.fit()

    def _by(self, field: str) -> str:
        """Who changed this field last, and when; whoever changed the record where the field isn't named.

        Nobody where the form shows no record.
        """
        if self.record is None:
            return ""
        names = {*field.split("."), *(f"{part}_at" for part in field.split("."))}
        own = [each for each in self._who if each.column in names]
        last = next(reversed(own or self._who), None)
        return f"{last.by}, {moment_text(last.at, self._desk.clock.now())}" if last else "another desk"
