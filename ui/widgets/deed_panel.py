"""A panel with deeds: their forms open in it, refusals and successes are said in it, beside what was pressed."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QChildEvent, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.door.changes import Changes
from app.door.door import Deed
from app.door.errors import Refused, Unavailable
from ui.desk import Desk
from ui.overrides import override_of_qt
from ui.theme import RELATED
from ui.widgets.checklist import step_after
from ui.widgets.flow import Flow
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.labels_and_buttons import Panel, reveal, spread
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.press import Tick, is_dangerous, lead_on
from ui.widgets.tab_order import lead_into, reach_as_read

View = TypeVar("View")


class DeedPanel(Panel):
    """Add what it shows to `body`, its buttons by `add_deeds`; `open_form` asks a deed's questions below them.

    `led` with the field of something missing to which its person wants to be led.
    """

    led = Signal(str)

    def __init__(self, desk: Desk, title: str, name: str, parent: QWidget | None = None) -> None:
        self.notice, self._deeds = NoticeBar(desk.look, f"{name}.notice"), QWidget()
        super().__init__(desk.look, title, name, parent)
        self.desk = desk
        self.form: InlineForm | None = None
        self._newer: Callable[[], InlineForm | None] = _nothing_newer
        self._opener: QWidget | None = None
        self._is_done = False
        self._ticked_step: Tick | None = None  # whose form has just gone
        self._slot = QVBoxLayout()
        spread(self._slot, desk.look)
        self._row = Flow(desk.look.theme.gap(RELATED))
        self._deeds.setLayout(self._row)
        self._deeds.hide()
        outer = self.layout()
        if isinstance(outer, QVBoxLayout):
            outer.addLayout(self._slot)
            outer.addWidget(self.notice)
            outer.addWidget(self._deeds)

    @override_of_qt()
    def childEvent(self, event: QChildEvent) -> None:
        """Whatever comes into it stands above what was done and the deeds, and a screen reader is told it before."""
        below = (self.notice, self._deeds)
        if event.added() and event.child() not in below:
            for each in below:
                if each.parent() is self:
                    each.raise_()
        super().childEvent(event)

    def add_deeds(self, *shown: QAbstractButton) -> None:
        """Buttons at the panel's end, the primary first."""
        for each in shown:
            each.setParent(self._deeds)
            self._row.addWidget(each)
        self._deeds.show()

    def offer(self, shown: QAbstractButton, *, offered: bool) -> None:
        """Show this button, or take it away while it makes no sense."""
        self._row.removeWidget(shown)
        shown.setVisible(offered)
        if offered:
            self._row.addWidget(shown)
            shown.raise_()  # the last to be told and to be reached, as it is the last to be seen
            reach_as_read(self._deeds)
        self._deeds.setVisible(self.form is None and self._row.count() > 0)

    def open_form(self, tab: str, spec: FormSpec[View], view: View, draft: str = "") -> InlineForm:
        """Ask a deed's questions; what was open before goes."""
        opener = self.focusWidget()
        self.close_form()
        self.notice.clear()
        self._opener = opener
        self.form = InlineForm(self.desk, tab, spec, view, draft)
        self.form.confirmed.connect(self._confirmed)
        self.form.cancelled.connect(self._cancelled)
        self._slot.addWidget(self.form)
        self.form.show()  # now, so that the keyboard can be put into it
        lead_into(self.form)
        self._deeds.hide()
        self.form.enter()
        QTimer.singleShot(0, self.form, self._bring_into_view)
        return self.form

    def ask(self, tab: str, make: Callable[[], tuple[FormSpec[View], View, str] | None]) -> None:
        """Open the form that `make` gives of what is shown now (its spec, what it is about, the name of its draft).

        It is made again when something else `stands_now`, so that the open form goes on with that.
        """
        made = make()
        if made is not None:
            self.open_form(tab, *made)
            self._newer = partial(self._made_anew, tab, make, made[1:])

    def stands_now(self) -> None:
        """What is shown was asked anew: another panel or another desk may have saved while a form is open here.

        After a deed of this panel the next step may only be offered now, and what was said have moved out of sight.
        """
        if self._is_done:
            self._is_done = False
            self._go_on()
            QTimer.singleShot(0, self, self._keep_said_in_sight)
        if self.form is not None and not self.form.waiting.is_on:
            newer = self._newer()
            if newer is not None:
                self.form.go_on(newer)

    def _made_anew(
        self, tab: str, make: Callable[[], tuple[FormSpec[View], View, str] | None], before: tuple[View, str]
    ) -> InlineForm | None:
        """The form as it would open now; none where nothing has changed, or it would be about something else."""
        made = make()
        if made is None or made[2] != before[1] or made[1] == before[0]:
            return None
        return InlineForm(self.desk, tab, made[0], made[1])

    def close_form(self) -> None:
        """Put the deeds back."""
        self._newer = _nothing_newer
        if self.form is not None:
            self._slot.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self._deeds.setVisible(self._row.count() > 0)

    def do(self, deed: Deed, done: str = "") -> None:
        """Do a use case; say `done` or the refusal here."""
        self.desk.door.do(self, deed, partial(self._done, done), self.say)

    def say(self, trouble: Refused | Unavailable) -> None:
        """Say a refusal beside what was pressed."""
        if self.form is None:
            self.notice.say(trouble)
        else:
            self.form.refuse(trouble)
            QTimer.singleShot(0, self.form, self._bring_into_view)

    def focus_first(self) -> None:
        """Put the keyboard on the first thing in sight that can be done here without harm."""
        inside = [each for each in self.findChildren(QAbstractButton) if not self.notice.isAncestorOf(each)]
        lead_on(self.title, *(each for each in inside if not self._deeds.isAncestorOf(each)), *self._offered())

    def rest(self) -> None:
        """The keyboard's control is gone: the next step has it, or the heading."""
        if self.form is not None and self.form.isVisible():
            self.form.rest()
        else:
            lead_on(self.title, *self._offered())

    def _offered(self) -> list[QWidget]:
        """The deeds at the panel's end, the primary first."""
        shown = [item.widget() for place in range(self._row.count()) if (item := self._row.itemAt(place)) is not None]
        return sorted((each for each in shown if each), key=lambda each: each.property("kind") != "primary")

    def _confirmed(self, deed: Deed) -> None:
        if self.form is not None:
            self.do(deed, self.form.done)

    def _cancelled(self) -> None:
        self.close_form()
        if is_dangerous(self._opener):  # keys meant for the form that was left would open and send the next step's
            self._opener = None
            lead_on(self.title)
        else:
            self._return_focus()

    def _done(self, said: str, _changes: Changes) -> None:
        self._ticked_step = self._opener if isinstance(self._opener, Tick) else None
        if self.form is not None:
            self.close_form()
            self._return_focus()
        self._is_done = True
        if said:
            self.notice.tell(said)
            QTimer.singleShot(0, self, self._keep_said_in_sight)
        else:
            self.notice.clear()

    def _return_focus(self) -> None:
        """To where the form was opened, if that is harmless; else to the next step or, without one, the heading.

        Of a list that is ticked to the step itself, and on to the next once what was done `stands_now`.
        """
        opener, self._opener = self._opener, None
        if isinstance(opener, Tick) and isValid(opener) and opener.isVisible() and opener.isEnabled():
            opener.setFocus()
        else:
            lead_on(self.title, opener, *self._offered())

    def _go_on(self) -> None:
        """The keyboard is where a deed has left it: on to what can be done now, so that Space undoes no step."""
        step, self._ticked_step = self._ticked_step, None
        if step is not None and isValid(step) and step.hasFocus() and step.isChecked():
            step_after(step).setFocus()
        elif self.title.hasFocus():
            lead_on(self.title, *self._offered())

    def _bring_into_view(self) -> None:
        if self.form is not None:  # where one types wins, if both don't fit
            self._scroll_to(self.form.confirm, self.focusWidget() or self.form)

    def _keep_said_in_sight(self) -> None:
        """The sentence after a deed, and the next step below it: both stand under all that the panel shows."""
        if self.notice.isVisible():
            self._scroll_to(self._deeds, self.notice)

    def _scroll_to(self, *parts: QWidget) -> None:
        """Bring these into sight, the last of them surely, also where what scrolls stands in a page that does."""
        for each in parts:
            reveal(each)


def _nothing_newer() -> InlineForm | None:
    return None
