"""Who this is, and the signs that must not be missed."""

from dataclasses import dataclass
from enum import Enum
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from models.vocabulary.person_papers import PersonPaper
from ui.icons import Icon
from ui.language import as_read, call, typed
from ui.states import State
from ui.text import day_of_text, elsewhere_text
from ui.theme import CELL, GROUP, ICON, PAGE, RELATED, Look
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import button, flowing, set_voice, spread, words


class SignKind(Enum):
    """What must not be missed about somebody: icon, words, and the state whose colour it takes."""

    DIED = (Icon.DIED, "Died", State.OPEN)
    SAFEGUARDING = (Icon.SAFEGUARDING, "Safeguarding", State.OVERDUE)
    IN_HOSPITAL = (Icon.HOSPITAL, "In hospital", State.HELD)
    AWAY = (Icon.AWAY, "Away", State.HELD)
    EXPECTED = (Icon.WAITING, "Expected", State.WAITING)
    LONE_WORKER = (Icon.LONE_WORKER, "Lone-worker risk", State.OVERDUE)
    DOUBLE_UP = (Icon.DOUBLE_UP, "Double-up", State.SOON)
    COMMUNICATION = (Icon.COMMUNICATION, "Communication", State.WAITING)
    LEGAL_HOLD = (Icon.HELD, "Legal hold", State.HELD)
    ELSEWHERE = (Icon.PERSON, "Also open", State.WAITING)

    @property
    def icon(self) -> Icon:
        """Drawn before the words."""
        return self.value[0]

    @property
    def word(self) -> str:
        """Said when there is no detail."""
        return self.value[1]

    @property
    def state(self) -> State:
        """Whose colour it takes."""
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign, with what is known: "Communication: hearing aid left, speak slowly"."""

    kind: SignKind
    detail: str = ""

    @property
    def text(self) -> str:
        """The sign in words."""
        return f"{self.kind.word}: {self.detail}" if self.detail else self.kind.word


@dataclass(frozen=True, slots=True)
class PersonView:
    """The person above the tabs. `day` counts from 1 at the start of the episode, None when none is open.

    `kind` says the support now, for instance "Short-term"; `limit` is the last day of the six weeks, 0 for none;
    `late` colours the day. `allocated` is the allocated worker where there is one. `next` says what is to be done, or
    from when something will be.
    """

    id: UUID
    name: str
    preferred: str
    age: int | None
    nhs: str
    patch: str
    day: int | None
    kind: str = ""
    limit: int = 0
    late: State | None = None
    signs: tuple[Sign, ...] = ()
    reference: str = ""
    next: str = ""
    allocated: str = ""


class PersonHeader(QFrame):
    """Stands above the person tabs; empty until somebody is chosen.

    Folded, it holds only who it is and the signs that must not be missed; `more` then stands on the page below.
    `details_wanted`, `history_wanted` and `together_wanted` with the person's id; `paper_wanted` with the view and a
    kind of paper; `check_wanted` where a paper in somebody's hand is to be looked up.
    """

    details_wanted = Signal(object)
    history_wanted = Signal(object)
    paper_wanted = Signal(object, object)
    together_wanted = Signal(object)
    check_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._view: PersonView | None = None
        self._elsewhere: tuple[Sign, ...] = ()
        self.setObjectName("person.header")
        call(self, "Person in view")
        self.name = flowing("", "name", "person.name")
        self.preferred = flowing("", "quiet", "person.preferred")
        self.facts = words("", "quiet", "person.facts")
        self.day = words("", "quiet", "person.day", wrap=False)
        self.next = words("", "quiet", "person.next")
        self.details = button(look, "Details…", "person.details", Icon.EDIT, kind="quiet")
        self.details.setToolTip(as_read("Address, telephone, communication, risks, and who speaks for them"))
        self.details.clicked.connect(self._want_details)
        self.history = button(look, "History…", "person.history", Icon.HISTORY, kind="quiet")
        self.history.setToolTip(as_read("Who changed what, and how it stood on any day"))
        self.history.clicked.connect(self._want_history)
        self.papers = button(look, "Papers…", "person.papers", Icon.PRINT, kind="quiet")
        self.papers.setToolTip(as_read("Papers about this person: look at them, then print or save them"))
        self._fill_papers()
        self.more = QWidget()
        self.more.setObjectName("person.more")
        self._is_folded = False
        self._first, self._deeds = Flow(look.theme.gap(GROUP)), Flow(look.theme.gap(GROUP))
        self._second, self._column = QHBoxLayout(), QVBoxLayout(self)
        self._signs = Flow(look.theme.gap(GROUP))
        self._build()
        look.changed.connect(self._draw_signs)

    def show_person(self, view: PersonView | None) -> None:
        """Show this person, or nobody."""
        if view is None or self._view is None or self._view.id != view.id:
            self._elsewhere = ()
        self._view = view
        self.setVisible(view is not None)
        self.more.setVisible(view is not None)
        if view is None:
            return
        self.name.setText(typed(view.name))
        likes = view.preferred and view.preferred not in {view.name, view.name.split(" ")[0]}
        self.preferred.setText(f"likes to be called {view.preferred}" if likes else "")
        age = "" if view.age is None else f"{view.age} years"
        nhs = f"NHS {view.nhs}" if view.nhs else "NHS number not known"
        allocated = f"allocated worker {view.allocated}" if view.allocated else ""
        facts = (age, nhs, typed(view.patch), view.kind, typed(view.reference), allocated)
        self.facts.setText(typed("  ·  ".join(as_read(fact) for fact in facts if fact)))
        self._show_day(view)
        self.next.setText(view.next)
        self.next.setVisible(bool(view.next))
        self._draw_signs()
        self._describe()

    def show_elsewhere(self, names: tuple[str, ...]) -> None:
        """Say at which other desks this person's record is open, by name; none any more where empty."""
        self._elsewhere = (Sign(SignKind.ELSEWHERE, elsewhere_text(names)),) if names else ()
        self._draw_signs()
        self._describe()

    def _describe(self) -> None:
        if self._view is None:
            return
        spoken = ", ".join(
            [
                self.facts.text(),
                as_read(self.day.text()),
                *([as_read(self._view.next)] if self._view.next else []),
                *(as_read(sign.text) for sign in (*self._view.signs, *self._elsewhere)),
            ]
        )
        self.setAccessibleDescription(f"{self._view.name}, {spoken}")

    def _want_details(self) -> None:
        if self._view is not None:
            self.details_wanted.emit(self._view.id)

    def _want_history(self) -> None:
        if self._view is not None:
            self.history_wanted.emit(self._view.id)

    def _fill_papers(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("person.papers_menu")
        for kind in PersonPaper:
            entry = menu.addAction(as_read(f"{kind.label}…"))
            entry.setObjectName(f"person.paper.{kind.value}")
            entry.triggered.connect(partial(self._want_paper, kind))
        menu.addSeparator()
        together = menu.addAction(as_read("Print together…"))
        together.setObjectName("person.print_together")
        together.triggered.connect(self._want_together)
        check = menu.addAction(as_read("Is a paper in hand ours?…"))
        check.setObjectName("person.check_paper")
        check.triggered.connect(self._want_check)
        self.papers.setMenu(menu)

    def _want_together(self) -> None:
        if self._view is not None:
            self.together_wanted.emit(self._view.id)

    def _want_check(self) -> None:
        self.check_wanted.emit()

    def _want_paper(self, kind: PersonPaper) -> None:
        if self._view is not None:
            self.paper_wanted.emit(self._view, kind)

    def _show_day(self, view: PersonView) -> None:
        self.day.setVisible(view.day is not None)
        if view.day is None:
            self.day.setText("")
            return
        self.day.setText(day_of_text(view.day, view.limit) if view.limit else f"day {view.day}")
        set_voice(self.day, view.late.value if view.late else "quiet")

    def fold(self, *, is_folded: bool) -> None:
        """Give `more` away, for whoever calls to put it on the page, or take it back."""
        if is_folded == self._is_folded:
            return
        self._is_folded = is_folded
        deeds = (self.papers, self.history, self.details)
        leaves, enters = (self._first, self._deeds) if is_folded else (self._deeds, self._first)
        for each in deeds:
            leaves.removeWidget(each)
            enters.addWidget(each)
        self._second.removeWidget(self.day)
        if is_folded:
            self._first.addWidget(self.day)
            self._column.removeWidget(self.more)
        else:
            self._first.removeWidget(self.day)
            self._second.insertWidget(0, self.day, 0, Qt.AlignmentFlag.AlignTop)
            self._column.insertWidget(1, self.more)

    def _build(self) -> None:
        theme = self._look.theme
        self._column.setContentsMargins(theme.gap(PAGE), theme.gap(GROUP), theme.gap(PAGE), theme.gap(RELATED))
        self._column.setSpacing(theme.gap(CELL))
        spread(self._second, self._look, gap=GROUP)
        for each in (self.name, self.preferred, self.papers, self.history, self.details):
            self._first.addWidget(each)  # in large letters the deeds come below the name
        self._first.keep_right(self.papers)
        self._second.addWidget(self.day, 0, Qt.AlignmentFlag.AlignTop)
        self._second.addWidget(self.facts, 1)
        more = QVBoxLayout(self.more)
        spread(more, self._look, gap=CELL)
        more.addLayout(self._deeds)
        more.addLayout(self._second)
        more.addWidget(self.next)
        self._column.addLayout(self._first)
        self._column.addWidget(self.more)
        self._column.addLayout(self._signs)

    def _draw_signs(self) -> None:
        while (item := self._signs.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()  # else it is painted until the event loop comes round
                widget.deleteLater()
        if self._view is None:
            return
        for sign in (*self._view.signs, *self._elsewhere):
            self._signs.addWidget(_SignLabel(self._look, sign))


class _SignLabel(QFrame):
    """An icon and its words."""

    def __init__(self, look: Look, sign: Sign) -> None:
        super().__init__()
        call(self, sign.text)
        self.setToolTip(as_read(sign.text))
        theme = look.theme
        picture = QLabel()
        picture.setPixmap(theme.icon(sign.kind.icon, ICON, theme.state_colour(sign.kind.state)).pixmap(theme.px(ICON)))
        row = QHBoxLayout(self)
        spread(row, look, gap=CELL)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(flowing(sign.text, sign.kind.state.value), 1)
