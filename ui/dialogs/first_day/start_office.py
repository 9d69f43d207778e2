"""The guided start of an office: a few pages, each of which can be passed over; it is made whole or not at all."""

from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.desk.office_answers import OfficeSaid, lacks_of
from app.desk.opened import Opened
from app.door.clock import SystemClock
from app.door.errors import Refused, Unavailable
from models.vocabulary.staff import Role
from ui.desk import Desk
from ui.dialogs.first_day.opens_office import OpensOffice
from ui.dialogs.first_day.step import Step
from ui.dialogs.first_day.steps import OfficeStep, RatesStep, SeatStep, StaffStep
from ui.dialogs.first_day.teams_step import TeamsStep
from ui.dialogs.first_size import open_at
from ui.icons import Icon
from ui.navigation import PageName
from ui.theme import GROUP, PAGE
from ui.widgets.control_text import inputs_in
from ui.widgets.form_draft import FormDraft
from ui.widgets.form_keys import FormKeys
from ui.widgets.labels_and_buttons import button, buttons, hairline, scrolled, set_voice, spread, words
from ui.widgets.mending import Mending
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.press import Press
from ui.widgets.typing_kept import TypingKept

_DRAFT = "start_office"
_WIDTH, _HEIGHT = 900, 640


class _Starter(Desk):
    """A desk that belongs to nobody yet: what is typed there comes back whoever sits at the computer."""

    @property
    def typist(self) -> str:
        """Nobody."""
        return ""


class StartOffice(OpensOffice):
    """What is typed is kept until the office is made, also after leaving it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("start", "Start my office", parent)
        self._desk = _Starter(desk.door, SystemClock(), desk.look, desk.preferences, desk.drafts, self)
        self.office, self.teams, self.staff = OfficeStep(self._desk), TeamsStep(self._desk), StaffStep(self._desk)
        self.rates, self.seat = RatesStep(self._desk), SeatStep(self._desk)
        self.steps: tuple[Step, ...] = (self.office, self.teams, self.staff, self.rates, self.seat)
        self._stack = QStackedWidget()
        for step in self.steps:
            step.end()
            self._stack.addWidget(scrolled(step))
        self._way: list[QLabel] = []
        self.notice = NoticeBar(desk.look, "start.notice")
        self.mending = Mending(self, self.notice)
        look = desk.look
        self.go_on = button(look, "Next", "start.next", Icon.FORWARD, kind="primary", press=Press.STORES)
        people = "Make it, and open the list of &people in service…"
        self.make_and_people = button(look, people, "start.make_and_people", press=Press.STORES)
        self.make_now = button(look, "&Make it now", "start.make_now", press=Press.STORES)
        self.back = button(look, "&Back", "start.back", Icon.BACK)
        self.leave = button(look, "Lea&ve for now", "start.leave", kind="quiet")
        self.draft = FormDraft(self._desk, inputs_in(self._stack), self)
        self.kept = TypingKept(self._desk, self.draft)
        self._lay_out()
        self.go_on.clicked.connect(self._go_on)
        self.make_now.clicked.connect(self._make_now)
        self.make_and_people.clicked.connect(self._make_for_people)
        self.back.clicked.connect(self._go_back)
        self.leave.clicked.connect(self.reject)
        FormKeys(self, self.go_on, self.notice, self._go_on, self._go_back)
        self.draft.open(_DRAFT, own=("start.rate_from",))
        self.draft.put_in.connect(lambda: self._show(self._number))
        self._show(0)

    @property
    def _number(self) -> int:
        return self._stack.currentIndex()

    def said(self) -> OfficeSaid:
        """All that is answered so far."""
        return OfficeSaid(
            self.office.council.text(),
            self.office.area.text(),
            self.office.name.text(),
            self.teams.teams(),
            self.staff.staff(),
            self.rates.rates(),
            self.seat.sits_here(),
            self.seat.role.value() or Role.DSO,
            self.office.numbers(),
        )

    def _lay_out(self) -> None:
        look = self._desk.look
        open_at(self, look, _WIDTH, _HEIGHT)
        column = QVBoxLayout(self)
        spread(column, look, margin=PAGE, gap=GROUP)
        way = QHBoxLayout()
        spread(way, look, gap=GROUP)
        for number, step in enumerate(self.steps, 1):
            self._way.append(words(f"{number}  {step.title}", "quiet", f"start.way_{number}", wrap=False))
            way.addWidget(self._way[-1])
        way.addStretch(1)
        column.addWidget(words("Start my office", "name"))
        column.addLayout(way)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        column.addWidget(self.kept)
        column.addWidget(self.notice)
        column.addLayout(buttons(look, self.go_on, self.make_now, self.make_and_people, self.back, apart=self.leave))

    # --- the way through the pages ---------------------------------------------------------------------------

    def _show(self, number: int) -> None:
        """Turn to a page; each knows what the ones before it have said."""
        is_last = number == len(self.steps) - 1
        self.teams.show_area(self.office.area.text())
        self.staff.show_teams(tuple(each.name for each in self.teams.teams()) or (f"STS {self.office.area.text()}",))
        self.seat.show_staff(self.staff.staff())
        self.draft.took("start.sits")
        self._stack.setCurrentIndex(number)
        for index, label in enumerate(self._way):
            set_voice(label, "strong" if index == number else "quiet")
        self.go_on.setText("&Make my office" if is_last else f"Ne&xt: {self.steps[number + 1].title.lower()}")
        self.go_on.setAccessibleName(self.go_on.text().replace("&", ""))
        self.make_now.setVisible(not is_last and number > 0)
        self.make_and_people.setVisible(is_last)
        self.back.setVisible(number > 0)
        self.steps[number].enter()

    def _go_on(self) -> None:
        """To the next page, unless something on this one can't be; from the last the office is made."""
        if not self.go_on.isEnabled() or not self.mending.finds_nothing():
            return
        step = self.steps[self._number]
        if step is self.seat:
            self._make()
            return
        lacks = tuple(lack for lack in lacks_of(self.said()) if step.has(lack.field))
        self.notice.clear()
        if lacks:
            self._refuse(Refused("\n".join(each.sentence for each in lacks), lacks=lacks))
        else:
            self._show(self._number + 1)

    def _go_back(self) -> None:
        if not self.go_on.isEnabled():
            return
        self.mending.forget()
        self.notice.clear()
        if self._number:
            self._show(self._number - 1)
        else:
            self.reject()

    # --- making it -------------------------------------------------------------------------------------------

    def _make_now(self) -> None:
        self._make()

    def _make_for_people(self) -> None:
        """The window opens with the page where those who are in service already come in."""
        if self.go_on.isEnabled() and self.mending.finds_nothing():
            self._make(PageName.TAKEN_OVER.value)

    def _make(self, page: str = "") -> None:
        """Where something is lacking it is said; else the office is made, and `page` of the menu opens with it."""
        said = self.said()
        lacks = lacks_of(said)
        if lacks:
            self._refuse(Refused("\n".join(each.sentence for each in lacks), lacks=lacks))
        elif self.go_on.isEnabled():
            self._take_typing(is_taken=False)
            self.notice.wait("Making the office…", None)
            self._desk.door.fetch(self, partial(_started, said, page)).then(self._made, self._refuse)

    def _made(self, opened: Opened) -> None:
        self.draft.forget()
        self.end_with(opened)

    def _refuse(self, trouble: Refused | Unavailable) -> None:
        """Said on the page that mends it, with the keyboard on the field."""
        self._take_typing(is_taken=True)
        fields = [lack.field for lack in trouble.lacks] if isinstance(trouble, Refused) else []
        page = next((number for field in fields for number, step in enumerate(self.steps) if step.has(field)), None)
        if page is not None and page != self._number:
            self._show(page)
        self.notice.say(trouble)

    def _take_typing(self, *, is_taken: bool) -> None:
        for each in (self._stack, self.go_on, self.make_now, self.make_and_people, self.back, self.leave):
            each.setEnabled(is_taken)


def _started(said: OfficeSaid, page: str) -> Opened:
    """On a worker: it imports SQLAlchemy and writes a database."""
    return replace(cast("Opened", import_module("app.desk.first_office").started(said)), page=page)
