"""The row of deeds below the chosen referral: the next step first, a few beside it, the others under More."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.queries.referrals.one import ReferralView
from app.queries.referrals.queue import Deed, Stage
from models.vocabulary import ReferralOutcome
from ui.icons import Icon
from ui.theme import RELATED, Look
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import button, set_mark


@dataclass(frozen=True, slots=True)
class Offer:
    """One deed as a button or an entry of the menu: its key ends the object name; `deed` is whose stage it follows."""

    key: str
    text: str
    sign: Icon
    deed: Deed | None = None


OFFERS = (
    Offer("accept", "&Accept", Icon.TICK, Deed.ACCEPT),
    Offer("part", "Accept a par&t…", Icon.COMPARE, Deed.ACCEPT),
    Offer("confirm", "Scheduling has &confirmed…", Icon.PHONE, Deed.CONFIRM_CAPACITY),
    Offer("hold", "&Hold capacity…", Icon.HELD, Deed.HOLD),
    Offer("start", "&Start the service…", Icon.HOME, Deed.START),
    Offer("release", "&Release the hold…", Icon.UNDO, Deed.RELEASE),
    Offer("chc_asked", "C&HC is asked to take it over", Icon.PHONE),
    Offer("chc_transferred", "C&HC's provider has taken it over", Icon.DONE),
    Offer("refer_again", "Refer a&gain…", Icon.NEW, Deed.REFER_AGAIN),
    Offer("plan", "Open the service &plan", Icon.PLANS, Deed.UNDO_START),
    Offer("edit", "&Edit details…", Icon.EDIT),
    Offer("particulars", "Person's own detai&ls…", Icon.PERSON),
    Offer("sheet", "Print the re&ferral sheet…", Icon.PRINT),
    Offer("ask", "As&k for information…", Icon.ASK, Deed.ASK_INFORMATION),
    Offer("give_back", "Give capacity &back…", Icon.UNDO, Deed.RETRACT),
    Offer("place", "Place &out of order…", Icon.FLAG, Deed.PLACE),
    Offer("lift", "&Lift the placement", Icon.UNDO, Deed.PLACE),
    Offer("signpost", "S&ignpost…", Icon.SIGNPOST, Deed.SIGNPOST),
    Offer("decline", "&Decline…", Icon.DECLINE, Deed.DECLINE),
    Offer("withdraw", "&No longer required…", Icon.CLOSE, Deed.WITHDRAW),
    Offer("undo_start", "&Undo the start…", Icon.UNDO, Deed.UNDO_START),
)
CHC_STEPS = {"chc_asked": "chc_asked", "chc_transferred": "chc_transferred"}  # the deed, and what it ticks

# At each stage: the next step, then what stands beside it; everything else that the stage allows is under More.
_BESIDE = {
    Stage.NEW: ("accept", "edit", "ask"),
    Stage.INFORMATION_ASKED: ("accept", "edit", "ask"),
    Stage.WAITING_FOR_CAPACITY: ("confirm", "hold", "part"),
    Stage.PROMISED: ("start", "hold"),
    Stage.HELD: ("start", "give_back"),
    Stage.HOLD_EXPIRED: ("release",),
    Stage.STARTED: ("plan",),
    Stage.LAPSED: ("refer_again",),
}
_NEXT_DEED = {
    Stage.NEW: Deed.ACCEPT,
    Stage.INFORMATION_ASKED: Deed.ACCEPT,
    Stage.WAITING_FOR_CAPACITY: Deed.CONFIRM_CAPACITY,
    Stage.PROMISED: Deed.START,
    Stage.HELD: Deed.START,
}


def next_deed(stage: Stage) -> Deed | None:
    """The deed whose lacks are listed at this stage."""
    return _NEXT_DEED.get(stage)


def next_chc_step(view: ReferralView) -> str:
    """Until CHC is asked, then until their provider has taken it over; after the start too. Source: OPG 1.3 (REF-8)."""
    is_over = view.outcome not in {None, ReferralOutcome.STARTED}
    if not view.chc or is_over or view.chc_transferred_at is not None:
        return ""
    return "chc_transferred" if view.chc_asked_at is not None else "chc_asked"


class DeedBar(QWidget):
    """`wanted` with the key of a deed."""

    wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("referrals.deeds")
        self.setAccessibleName("What can be done")
        self._buttons = {offer.key: self._button(offer) for offer in OFFERS}
        self.menu = QMenu(self)
        self.menu.setObjectName("referrals.more_menu")
        self.entries = {offer.key: self._entry(offer) for offer in OFFERS}
        self.more = button(look, "&More", "referrals.more", Icon.MORE)
        self.more.setMenu(self.menu)
        self._beside: list[str] | None = None
        self._first = ""
        self._row = Flow(look.theme.px(RELATED))
        self.setLayout(self._row)

    def show_view(self, view: ReferralView) -> None:
        """Offer what makes sense at this referral's stage."""
        deeds = {row.deed: row for row in view.deeds}
        open_now = frozenset({deed for deed, row in deeds.items() if row.offered})
        offered = {offer.key for offer in OFFERS if _is_offered(offer, view, open_now)}
        beside = [key for key in _BESIDE.get(view.stage, ()) if key in offered]
        first = beside[0] if beside else ""
        beside += [key for key in CHC_STEPS if key in offered]
        if first == "accept" and deeds[Deed.ACCEPT].lacks:
            first = "edit"  # filling in what is missing comes first; accepting would only repeat it
            beside.sort(key=lambda key: key != first)
        if beside == self._beside and first == self._first:
            self._show_entries(offered, beside)
            return  # so that the keyboard stays where it is
        self._beside, self._first = beside, first
        for widget in (*self._buttons.values(), self.more):
            self._row.removeWidget(widget)
            widget.setVisible(False)
        for key in beside:
            set_mark(self._buttons[key], "kind", "primary" if key == first else "")
            self._place(self._buttons[key])
        self._row.addWidget(self.more)
        self._show_entries(offered, beside)

    def focus_deed(self, key: str = "") -> None:
        """Put the keyboard on this deed's button, else on the first."""
        wanted = self._buttons.get(key)
        shown = [each for each in self._buttons.values() if each.isVisible()]
        if wanted is not None and wanted.isVisible():
            wanted.setFocus()
        elif shown:
            next((each for each in shown if each.property("kind") == "primary"), shown[0]).setFocus()

    def _show_entries(self, offered: set[str], beside: list[str]) -> None:
        for key, entry in self.entries.items():
            entry.setVisible(key in offered and key not in beside)
        self.more.setVisible(bool(offered.difference(beside)))

    def _place(self, control: QPushButton) -> None:
        self._row.addWidget(control)
        control.setVisible(True)

    def _button(self, offer: Offer) -> QPushButton:
        made = button(self._look, offer.text, f"referrals.{offer.key}", offer.sign)
        made.setParent(self)
        made.hide()
        made.clicked.connect(partial(self.wanted.emit, offer.key))
        return made

    def _entry(self, offer: Offer) -> QAction:
        made = QAction(offer.text, self)
        made.setObjectName(f"referrals.more.{offer.key}")
        self._look.dress(made, offer.sign)
        made.triggered.connect(partial(self.wanted.emit, offer.key))
        self.menu.addAction(made)
        return made


_IN_PART = (Deed.ACCEPT, Deed.HOLD, Deed.RETRACT)  # before it is accepted, before capacity is held, and while it is


def _is_offered(offer: Offer, view: ReferralView, open_now: frozenset[Deed]) -> bool:
    if offer.key in CHC_STEPS:
        return offer.key == next_chc_step(view)
    if offer.key in {"particulars", "sheet"}:
        return True
    if offer.key == "part":
        is_divisible = sum(len(each.days) for each in view.visits) > 1
        return is_divisible and not open_now.isdisjoint(_IN_PART)
    if offer.key == "lift" and not view.out_of_order:
        return False
    return view.outcome is None if offer.deed is None else offer.deed in open_now
