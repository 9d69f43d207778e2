"""What every screen is handed: the one door, the clock, the look, what this desk remembers, and the team in view."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.shortcuts import Shortcuts

if TYPE_CHECKING:  # only handed on: the first paint waits for none of them
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from app.desk.drafts import Draft, Drafts
    from app.desk.opened import Opened
    from app.desk.preferences import Preferences
    from app.door.changes import OpenElsewhere
    from app.door.clock import Clock
    from app.door.clocks_apart import Apart
    from app.door.door import Door
    from ui.backups_keeper import BackupsKeeper
    from ui.navigation import PageName, Place
    from ui.theme import Look
    from ui.tracker_keeper import TrackerKeeper


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """A team that can be in view."""

    id: "UUID"
    name: str


@dataclass(frozen=True, slots=True)
class SeatView:
    """Who sits here, on which database; `by_login` where the server says who it is; `is_here` on the staff today."""

    staff: "UUID"
    name: str
    role: str
    office: str
    database: str
    by_login: bool
    is_here: bool = True
    office_id: "UUID | None" = None


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who could sit here."""

    id: "UUID"
    name: str
    role: str


class SharedByWindows(QObject):
    """What the windows of one desk on one database have together; each has a Desk of its own besides."""

    backups_begun = Signal()  # `backups` is there from now on
    tracker_begun = Signal()  # and `tracker`
    typing_kept = Signal(bool)  # whether this desk keeps what is typed, when that changes
    seated = Signal(object)  # somebody else sits here (None)
    window_wanted = Signal()  # a further one
    typed = Signal(object, object, bool)  # a window's Desk; the Draft as it stands there; whether the kept one is in it
    open_elsewhere = Signal(object)  # at which other desks the record is open that is in view here
    prompts_known = Signal(object)  # a tuple of PromptRow: what is of this desk's own, as Today is told it
    acting_changed = Signal()  # for whom this desk acts while they are on leave, as its preferences now say
    clock_apart = Signal(object)  # how far this computer's clock is from the server's; None once it isn't
    leapt = Signal()  # time has: over a sleep, by a clock that was set, or past midnight
    tells_overdue = Signal()  # whether what becomes overdue is told beside the windows was changed
    answered = Signal(object, bool)  # what was Sent of a form; whether it is stored
    form_opened = Signal(object, str, str)  # a Desk; this form of this person is open there: is it elsewhere too?
    form_left = Signal(object, str, str)  # likewise: it isn't open there any more
    window_closed = Signal(object)  # the Desk of one, while others stay

    def __init__(self, preferences: "Preferences") -> None:
        super().__init__()
        self.shortcuts = Shortcuts(preferences, self)
        self.desks: list[Desk] = []  # in the order in which somebody's record came into view there
        self.is_typing_kept = True
        self.sent: list[Draft] = []  # with deeds whose answer isn't known yet
        self.backups: BackupsKeeper | None = None  # once the first window is complete
        self.tracker: TrackerKeeper | None = None  # likewise; none while the clock of the windows was set
        self.clock_off: Apart | None = None  # as was told last
        self.opens_next: Opened | None = None  # the database that the windows make room for

    @property
    def in_view(self) -> "UUID | None":
        """Whose record is open here, which other desks are told: of several the one that was opened last.

        Whoever listens to the other desks asks it on a thread of its own.
        """
        return next((each.in_view for each in reversed(self.desks) if each.in_view is not None), None)

    def compare_clock(self, off: "Apart | None") -> None:
        """This computer's clock was compared with the server's: every window says how far it is off."""
        self.clock_off = off
        self.clock_apart.emit(off)

    def came_first(self, desk: "Desk") -> None:
        """A record came into view there."""
        self.desks = [*(each for each in self.desks if each is not desk), desk]

    def left(self, desk: "Desk") -> None:
        """Its window is closed."""
        self.desks = [each for each in self.desks if each is not desk]
        self.window_closed.emit(desk)


class Desk(QObject):
    """One person's place of work. `team` is None while every team of the office is in view."""

    team_changed = Signal()
    place_wanted = Signal(object)  # a place in the tabs, from a page of the menu
    page_wanted = Signal(object, object)  # a page of the menu, and the record it is to be about, or None
    person_opened = Signal(object)  # whose record came into view here
    open_elsewhere = Signal(object)  # at which other desks the record is open that is in view here
    help_wanted = Signal(str, object)  # a page of help, and the window that it opens over

    def __init__(
        self,
        door: "Door",
        clock: "Clock",
        look: "Look",
        preferences: "Preferences",
        drafts: "Drafts",
        parent: QObject | None = None,
        shared: "SharedByWindows | None" = None,
    ) -> None:
        super().__init__(parent)
        self.door, self.clock, self.look = door, clock, look
        self.preferences, self.drafts = preferences, drafts
        self.shared = shared or SharedByWindows(preferences)
        self.shared.came_first(self)
        self.team = preferences.team  # asked about from the first; the shell lets go of one that is there no more
        self.shortcuts = self.shared.shortcuts
        self.page_field = ""  # where the page that was asked for puts the keyboard
        self.first_rows: QWidget | None = None  # what shows Today's first rows, until its tab takes it over
        self.sits_here: UUID | None = None  # once the database has said who it is
        self.office: UUID | None = None  # likewise
        self.in_view: UUID | None = None  # whose record is open here, which other desks are told
        self.person_opened.connect(self.return_to)
        self._elsewhere: OpenElsewhere | None = None
        self.open_elsewhere.connect(self._keep_elsewhere)
        self.shared.open_elsewhere.connect(self.open_elsewhere)

    def beside(self, preferences: "Preferences") -> "Desk":
        """The same place of work in a further window, which shows what it wants."""
        made = Desk(self.door, self.clock, self.look, preferences, self.drafts, shared=self.shared)
        made._elsewhere = self._elsewhere
        return made

    @property
    def typist(self) -> str:
        """Whose typing it is, for the drafts: two people at one desk, or in two offices, each have their own."""
        return str(self.sits_here or self.preferences.sits_here or "")

    def return_to(self, person: "UUID") -> None:
        """Their record is in view here again, where it was opened before."""
        self.in_view = person
        self.shared.came_first(self)

    def elsewhere(self, person: "UUID") -> tuple[str, ...]:
        """At which other desks this record is open too, as was told last: told again only once it changes."""
        told = self._elsewhere
        return told.names if told is not None and told.person == person else ()

    def _keep_elsewhere(self, told: "OpenElsewhere") -> None:
        self._elsewhere = told

    def leave(self, person: "UUID | None") -> None:
        """Their record is no longer in view here, whoever else's may be."""
        if self.in_view == person:
            self.in_view = None

    def open_page(self, page: "PageName", record: "UUID | None" = None, field: str = "") -> None:
        """Open a page of the menu, at a field if one is named; about a record where it is about one."""
        self.page_field = field
        self.page_wanted.emit(page, record)

    def open_place(self, place: "Place") -> None:
        """Go to a place in the tabs: the window of the menu's pages gives way."""
        self.place_wanted.emit(place)

    def note_typing(self, *, is_kept: bool) -> None:
        """What was typed could be kept, or couldn't: the windows say so while it can't."""
        if is_kept is not self.shared.is_typing_kept:
            self.shared.is_typing_kept = is_kept
            self.shared.typing_kept.emit(is_kept)

    def choose_team(self, team: "UUID | None") -> None:
        """Put this team in view; every screen asks again."""
        if team != self.team:
            self.team = team
            self.team_changed.emit()
