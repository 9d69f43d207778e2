"""The row of deeds below the chosen referral: the next step first, a few beside it, the others under More."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from app.queries.referrals.one import Offer, ReferralView
from ui.icons import Icon
from ui.theme import RELATED, Look
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import button, set_mark
from ui.widgets.press import Press, is_dangerous, lead_on
from ui.widgets.tab_order import reach_as_read, tell_as_read

_LOOKS = {
    Offer.ACCEPT: ("&Accept", Icon.TICK),
    Offer.PART: ("Accept a par&t…", Icon.COMPARE),
    Offer.CONFIRM: ("Scheduling has confirme&d…", Icon.PHONE),
    Offer.HOLD: ("&Hold capacity…", Icon.HELD),
    Offer.START: ("&Start the service…", Icon.HOME),
    Offer.RELEASE: ("Release the capacity…", Icon.UNDO),
    Offer.CHC_ASKED: ("CHC is asked to take it o&ver", Icon.PHONE),
    Offer.CHC_TRANSFERRED: ("CHC's provider has taken it o&ver", Icon.DONE),
    Offer.REFER_AGAIN: ("&Refer again…", Icon.NEW),
    Offer.PLAN: ("Open the service &plan", Icon.PLANS),
    Offer.EDIT: ("&Edit details…", Icon.EDIT),
    Offer.PARTICULARS: ("Person's o&wn details…", Icon.PERSON),
    Offer.SHEET: ("Print the re&ferral sheet…", Icon.PRINT),
    Offer.LAPSED_LETTER: ("Print the letter to the assessor…", Icon.PRINT),
    Offer.ASK: ("As&k for information…", Icon.ASK),
    Offer.FROM_HOSPITAL: ("&From hospital?…", Icon.ASK),
    Offer.GIVE_BACK: ("Give capacity back…", Icon.UNDO),
    Offer.PLACE: ("Place &out of order…", Icon.FLAG),
    Offer.LIFT: ("Lift the placement", Icon.UNDO),
    Offer.SIGNPOST: ("Signpost…", Icon.SIGNPOST),
    Offer.DECLINE: ("Decline…", Icon.DECLINE),
    Offer.WITHDRAW: ("No longer required…", Icon.CLOSE),
    Offer.DIED: ("Died: take off the queue…", Icon.DIED),
    Offer.DEATH: ("If the person died…", Icon.DIED),
    Offer.UNDO_START: ("Undo the start…", Icon.UNDO),
}
_AT_ONCE = {Offer.ACCEPT, Offer.CHC_ASKED, Offer.CHC_TRANSFERRED}
_DANGEROUS = {
    Offer.RELEASE, Offer.GIVE_BACK, Offer.LIFT, Offer.SIGNPOST, Offer.DECLINE, Offer.WITHDRAW, Offer.DIED,
    Offer.UNDO_START,
}  # fmt: skip


class DeedBar(QFrame):
    """`wanted` with the key of a deed."""

    wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("referrals.deeds")
        self.setAccessibleName("What can be done")
        self._buttons = {offer.value: self._button(offer) for offer in Offer}
        self.menu = QMenu(self)
        self.menu.setObjectName("referrals.more_menu")
        self.entries = {offer.value: self._entry(offer) for offer in Offer}
        self.more = button(look, "&More", "referrals.more", Icon.MORE)
        self.more.setMenu(self.menu)
        self._beside: list[str] | None = None
        self._first = ""
        self._row = Flow(look.theme.gap(RELATED))
        self.setLayout(self._row)

    def show_view(self, view: ReferralView) -> None:
        """Offer what makes sense now."""
        beside = [each.value for each in view.offers.beside]
        first = view.offers.first.value if view.offers.first is not None else ""
        further = {each.value for each in view.offers.further}
        if beside == self._beside and first == self._first:
            self._show_entries(further)
            return  # so that the keyboard stays where it is
        self._beside, self._first = beside, first
        for widget in (*self._buttons.values(), self.more):
            self._row.removeWidget(widget)
            widget.setVisible(False)
        for key in beside:
            set_mark(self._buttons[key], "kind", "primary" if key == first else "")
            self._place(self._buttons[key])
        self._row.addWidget(self.more)
        tell_as_read(self)
        reach_as_read(self)
        self._show_entries(further)

    def focus_deed(self, key: str = "", *, rest: QWidget) -> None:
        """Put the keyboard on this deed's button if it isn't dangerous, else on the next step that stores nothing."""
        wanted = self._buttons.get(key)
        if wanted is not None and wanted.isVisible() and not is_dangerous(wanted):
            wanted.setFocus()
            return
        shown = sorted(self._buttons.values(), key=lambda each: each.property("kind") != "primary")
        lead_on(rest, *shown, self.more)

    def _show_entries(self, further: set[str]) -> None:
        for key, entry in self.entries.items():
            entry.setVisible(key in further)
        self.more.setVisible(bool(further))

    def _place(self, control: QPushButton) -> None:
        self._row.addWidget(control)
        control.setVisible(True)

    def _button(self, offer: Offer) -> QPushButton:
        text, sign = _LOOKS[offer]
        press = Press.STORES if offer in _AT_ONCE else Press.DANGEROUS if offer in _DANGEROUS else Press.OPENS
        made = button(self._look, text, f"referrals.{offer.value}", sign, press=press)
        made.setParent(self)
        made.hide()
        made.clicked.connect(partial(self.wanted.emit, offer.value))
        return made

    def _entry(self, offer: Offer) -> QAction:
        text, sign = _LOOKS[offer]
        made = QAction(text, self)
        made.setObjectName(f"referrals.more.{offer.value}")
        made.setVisible(False)
        self._look.dress(made, sign)
        made.triggered.connect(partial(self.wanted.emit, offer.value))
        self.menu.addAction(made)
        return made
