"""The right half of the tab: who it is, where the referral stands, all that it says, and its deeds below."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.door.changes import OpenElsewhere
from app.door.errors import Refused, Unavailable
from app.queries.referrals.one import ReferralView
from app.queries.today.next_dates import NextDate, next_of_referral
from models.values import NhsNumber
from ui.desk import Desk
from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.pieces import Pieces, still
from ui.tabs.referrals.one.deed_bar import DeedBar
from ui.tabs.referrals.one.deed_form import DeedForm
from ui.tabs.referrals.one.in_full import ReferralPage
from ui.tabs.referrals.one.outcome_forms import AcceptForm
from ui.tabs.referrals.queue import stands
from ui.tabs.referrals.taking_in.form import ReferralForm
from ui.text import as_beginning, elsewhere_text, waiting_text
from ui.theme import CELL, GROUP, RELATED, SMALL_ICON
from ui.widgets.decided_by import asks_who_decided
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels_and_buttons import hairline, reveal, scrolled, spread, words
from ui.widgets.notice_bar import NoticeBar

_LEAST_HEIGHT, _LEAST_ASKING = 80, 40


class ReferralPanel(QFrame):
    """`deed_wanted` with a deed's key; a form that was opened sends `deed_asked` with the deed itself.

    `page` and `deeds` are given to it: all three at once would hold the window.
    """

    deed_wanted = Signal(str)
    deed_asked = Signal(object)

    def __init__(self, desk: Desk, page: ReferralPage, deeds: DeedBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.page, self.deeds = desk, page, deeds
        self.view: ReferralView | None = None
        self.form: DeedForm | None = None
        self.long_form: ReferralForm | None = None
        look = desk.look
        self.setObjectName("referrals.panel")
        self.setAccessibleName("The chosen referral")
        self.name = words("", "name", "referrals.person")
        self.about = words("", "quiet", "referrals.about")
        self._sign = QLabel()
        self.standing = words("", "strong", "referrals.standing")
        self.why = words("", "", "referrals.why")
        self.next = words("", "quiet", "referrals.next")
        self.elsewhere = words("", "quiet", "referrals.elsewhere")
        self.area = scrolled(self.page, "referrals.in_full")
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrow keys scroll it
        self.area.setAccessibleName("The referral in full")
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._is_asking = False
        self.notice = NoticeBar(look, "referrals.deed_notice")
        self._slot = QVBoxLayout()
        self._nobody = EmptyState(
            look,
            "referrals.nobody",
            Icon.REFERRALS,
            "Choose a referral",
            "The queue stands at the left in the Care Hub's order. Choose a referral to see what it says, what it "
            "still lacks, and the next step.",
        )
        self._stack = QStackedWidget(self)
        self._build()
        self.deeds.wanted.connect(self.deed_wanted)
        desk.open_elsewhere.connect(self._show_elsewhere)
        look.changed.connect(self._draw)
        look.changed.connect(self._fit)
        self._fit()

    def shown(self, view: ReferralView) -> Pieces:
        """Show this referral; a form about another one is closed. Of another one nothing is painted until all is."""
        yield from still(self, self._shown(view))

    def _shown(self, view: ReferralView) -> Pieces:
        is_another = self.view is None or self.view.id != view.id
        if is_another:
            self.close_form()
            if self.view is not None:
                self.close_page()  # what was typed comes back with the form
            self.notice.clear()
            self.area.verticalScrollBar().setValue(0)
            self._show_next(None)
            self._say_elsewhere(self.desk.elsewhere(view.person_id))
        self.view = view
        self._ask_next(view)
        if self.long_form is not None:
            self.long_form.show_view(view)
        if self.form is not None:
            self.form.show_view(view)  # the deed carries the version that stands on the screen
        if is_another:
            self.desk.person_opened.emit(view.person_id)
        self.name.setText(view.person)
        self.about.setText(_about(view))
        self._say_why(view)
        yield
        yield from self.page.shown(view)
        self.deeds.show_view(view)
        self._draw()
        if self.long_form is None:
            self._stack.setCurrentIndex(1)

    def show_standing(self, view: ReferralView) -> None:
        """The same referral after a deed that left what it says as it was."""
        self.view = view
        self._ask_next(view)
        if self.form is not None:
            self.form.show_view(view)
        self.page.show_standing(view)
        self.deeds.show_view(view)
        self._draw()

    def count_on(self) -> None:
        """Time has passed: the sentence and the waiting count without asking."""
        if self.view is not None:
            self._say_why(self.view)
            self.page.count_on(self.view)

    def _say_why(self, view: ReferralView) -> None:
        waiting = f"{view.reason_in_words}, waiting {waiting_text(view.first_asked_at, self.desk.clock.now())}"
        why = waiting if view.is_waiting else view.why
        self.why.setText(as_beginning(why))

    def _ask_next(self, view: ReferralView) -> None:
        """What is to be done about this referral, or from when something will be."""
        asked = self.desk.door.ask(self, next_of_referral, referral=view.id, person=view.person_id)
        asked.then(self._show_next, self.notice.say, latest="referrals.next")

    def _show_next(self, row: NextDate | None) -> None:
        self.next.setText(row.sentence if row else "")
        self.next.setVisible(row is not None)

    def _show_elsewhere(self, told: OpenElsewhere) -> None:
        if self.view is not None and told.person == self.view.person_id:
            self._say_elsewhere(told.names)

    def _say_elsewhere(self, names: tuple[str, ...]) -> None:
        self.elsewhere.setText(f"Also open: {elsewhere_text(names)}" if names else "")
        self.elsewhere.setVisible(bool(names))

    @override_of_qt(QSize())
    def minimumSizeHint(self) -> QSize:
        """As high as its words need at this width: where that is too much the page scrolls, and no line is cut."""
        least = super().minimumSizeHint()
        if self._stack.currentIndex() != 1:
            return least
        needed = self._shown_column.minimumHeightForWidth(self.width()) + self._evened_out()
        return QSize(least.width(), max(least.height(), needed))

    def _evened_out(self) -> int:
        """What a form needs beyond its least, so that the words above it stay whole.

        Too low, Qt's column takes from whichever is the highest, until both are: the form must be the higher one.
        """
        width = self.width() - self._shown_column.contentsMargins().left()
        whole = min(self._slot.heightForWidth(width), self._top.heightForWidth(width))
        return max(0, whole - self._slot.minimumHeightForWidth(width)) if self.form is not None else 0

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @override_of_qt()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.view is not None:
            self.desk.return_to(self.view.person_id)

    @override_of_qt()
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._leave()

    def _leave(self) -> None:
        if self.view is not None:
            self.desk.leave(self.view.person_id)

    def show_nothing(self) -> None:
        """No referral is chosen."""
        self._leave()
        self.view = None
        self.close_form()
        if self.long_form is None:
            self._stack.setCurrentIndex(0)

    def why_not_edited(self) -> str:
        """Why nothing of it can be filled in; nothing where it can."""
        if self.view is None:
            return "Choose a referral first."
        return "" if self.view.is_waiting else "This referral no longer waits: nothing of it is edited."

    def open_form(self, form: DeedForm) -> None:
        """Ask a deed's questions below the referral, in place of the deeds."""
        self.close_form()
        self.notice.clear()
        self.form = form
        form.confirmed.connect(self.deed_asked)
        form.cancelled.connect(self._back)
        self._slot.addWidget(form)
        form.show()
        self.deeds.hide()
        self._make_room(is_asking=True)
        form.enter()
        QTimer.singleShot(0, form, self._bring_into_view)

    def _bring_into_view(self) -> None:
        if self.form is not None:  # where one types wins, if both don't fit
            reveal(self.form.confirm)
            reveal(self.form.focusWidget() or self.form)

    def close_form(self) -> None:
        """Put the deeds back."""
        if self.form is not None:
            self._slot.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.deeds.show()
        self._make_room(is_asking=False)

    def open_page(self, page: ReferralForm) -> None:
        """Show a long form in place of the referral."""
        self.close_form()
        self.close_page()
        self.long_form = page
        page.confirmed.connect(self.deed_asked)
        page.cancelled.connect(self._leave_page)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.enter()

    def close_page(self) -> None:
        """Show the referral again."""
        if self.long_form is not None:
            self.long_form.keep_typed()
            self._stack.removeWidget(self.long_form)
            self.long_form.deleteLater()
            self.long_form = None
        self._stack.setCurrentIndex(0 if self.view is None else 1)

    def say(self, trouble: Refused | Unavailable) -> None:
        """Say a refusal beside what was pressed; accepting, done at once, asks which DSO decided where it has to."""
        if self.long_form is None and self.form is None and self.view is not None and asks_who_decided(trouble):
            self.open_form(AcceptForm(self.desk, self.view))
        form = self.long_form or self.form
        if form is None:
            self.notice.say(trouble)
        else:
            form.refuse(trouble)

    def tell(self, text: str) -> None:
        """Say that a deed is done."""
        self.notice.tell(text)

    def still_tell(self, text: str) -> None:
        """What was said of a deed stands here also once its referral is shown; a screen reader hears it once."""
        if self.notice.isHidden() or self.notice.text.text() != text:
            self.notice.tell(text, is_heard=True)

    def lead_on(self, key: str = "") -> None:
        """Put the keyboard on this deed, else on the next step; where neither is harmless, on the referral in full."""
        self.deeds.focus_deed(key, rest=self.area)

    def rest(self) -> None:
        """The keyboard's control is gone."""
        asks = self.long_form or self.form
        if asks is not None and asks.isVisible():
            asks.rest()
        else:
            self.area.setFocus()

    def _back(self) -> None:
        self.close_form()
        self.lead_on()

    def _make_room(self, *, is_asking: bool) -> None:
        """While a form asks, it is served first and the referral scrolls in what is left."""
        policy = QSizePolicy.Policy.Ignored if is_asking else QSizePolicy.Policy.Expanding
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, policy)
        self._is_asking = is_asking
        self._fit()

    def _fit(self) -> None:
        least = _LEAST_ASKING if self._is_asking else _LEAST_HEIGHT
        self.area.setMinimumHeight(self.desk.look.theme.px(least))

    def _leave_page(self) -> None:
        self.close_page()
        self.lead_on()

    def _draw(self) -> None:
        if self.view is None:
            return
        theme = self.desk.look.theme
        state = stands(self.view.stage)[1]
        self.standing.setText(self.view.hold_sentence or self.view.stage.label)
        picture = theme.icon(state.icon, colour=theme.state_colour(state)).pixmap(theme.px(SMALL_ICON))
        self._sign.setPixmap(picture)

    def _build(self) -> None:
        look = self.desk.look
        shown = QWidget()
        self._shown_column = column = QVBoxLayout(shown)
        spread(column, look, gap=RELATED)
        column.setContentsMargins(look.theme.gap(GROUP), 0, 0, 0)
        spread(self._slot, look)
        self._top = top = QVBoxLayout()
        spread(top, look, gap=CELL)
        top.addWidget(self.name)
        top.addWidget(self.about)
        line = QHBoxLayout()
        spread(line, look)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.standing, 1)
        top.addLayout(line)
        top.addWidget(self.why)
        top.addWidget(self.next)
        top.addWidget(self.elsewhere)
        column.addLayout(top)
        column.addWidget(hairline())
        column.addWidget(self.area, 1)
        column.addLayout(self._slot)
        column.addWidget(self.notice)
        column.addWidget(self.deeds)
        self._nobody.setContentsMargins(look.theme.gap(GROUP), 0, 0, 0)  # off the line between the two halves
        self._stack.addWidget(self._nobody)
        self._stack.addWidget(shown)
        outer = QVBoxLayout(self)
        spread(outer, look, gap=0)
        outer.addWidget(self._stack)


def _about(view: ReferralView) -> str:
    nhs = f"NHS {NhsNumber(view.nhs_number)}" if view.nhs_number else "NHS number not known"
    age = "age not known" if view.age is None else f"{view.age} years"
    is_said = view.preferred in {"", view.person.split(" ")[0]}
    died = "reported to have died" if view.death_reported_at is not None else ""
    called = "" if is_said else f"likes to be called {view.preferred}"
    return "  ·  ".join(part for part in (died, called, age, nhs, view.patch) if part)
