"""The whole program on the demonstration's office: each tab, page of the menu, dialog and form, opened one by one."""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib.resources import as_file
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEventLoop, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QTabBar, QWidget
from shiboken6 import isValid
from sqlalchemy import select

import resources
from app.bootstrap import load_screens
from app.commands.imports import take_ratings, take_referrals
from app.demo.first_weeks import DSO
from app.demo.play import OFFICE, RATINGS, REFERRALS
from app.desk.drafts import Drafts
from app.desk.preferences import Preferences, Scheme
from app.door.changes import Changes, Topic
from app.door.clock import FixedClock
from app.door.door import Door
from app.door.tasks import Tasks
from app.door.turn import Turn
from app.door.work import Work, in_words
from app.queries.people.caseload import caseload
from app.setup import office_file
from models.database import Database
from models.people import DatabaseMark, Person
from models.staff import Staff
from models.teams import Team
from ui.desk import Desk
from ui.dialogs.first_day.join_office import JoinOffice
from ui.dialogs.first_day.start_office import StartOffice
from ui.dialogs.paper_check import PaperCheck
from ui.dialogs.paste_staff import PasteStaff
from ui.dialogs.person_details import PersonDialog
from ui.dialogs.print_together import PrintTogether
from ui.dialogs.welcome import Welcome
from ui.main_window import MainWindow
from ui.navigation import PageName, TabName
from ui.pages.furniture import PAGES
from ui.pages.window import PagesWindow
from ui.taking_down import take_down
from ui.theme import Look
from ui.widgets.press import Button

WIDTH, HEIGHT = 1280, 720
_QUIET_ROUNDS = 3  # an answer may lead to a further question
_NO_FORMS = {  # deeds without a question, and windows that stand beside this one
    "referrals.sheet", "referrals.particulars", "referrals.by_patch", "today.print_continuity", "plans.print_plan",
    "transfer.print_agreement",
}  # fmt: skip


class Program:
    """The window as the DSO of the demonstration has it; `screens` opens one after another and leaves it again."""

    def __init__(self, database: Database, clock: FixedClock, staff: UUID, folder: Path, text_size: int) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.tasks = Tasks()
        self.preferences = Preferences(folder / "desk.ini")
        self.preferences.scheme = Scheme.LIGHT
        self.preferences.text_size = text_size
        self.look = Look(app, self.preferences)
        work = Work(database, clock, staff=staff)
        self.door = Door(work, self.tasks)
        self.desk = Desk(self.door, clock, self.look, self.preferences, Drafts(folder / "drafts.sqlite"))
        self.window = MainWindow(self.look, self.preferences, lambda: self.desk, load_screens)
        self.window.resize(WIDTH, HEIGHT)
        self.window.show()
        self.settle()
        self.with_forms = True
        self.someone = max(work.read(caseload), key=lambda each: len(each.person)).person_id

    def settle(self) -> None:
        """Until every question is answered and every layout made."""
        quiet = 0
        while quiet < _QUIET_ROUNDS:
            if self.tasks.is_busy:
                quiet = 0
                loop = QEventLoop()
                self.tasks.busy_changed.connect(loop.quit)
                if self.tasks.is_busy:
                    loop.exec()
            QApplication.processEvents()
            QApplication.sendPostedEvents()
            quiet += 0 if self.tasks.is_busy or self.look.is_changing else 1

    def tabs(self) -> Iterator[tuple[str, QWidget]]:
        """Each tab in front, with somebody in view."""
        self.window.show_person(self.someone)
        for name in TabName:
            self.window.show_tab(name)
            self.settle()
            tab = self.window.tab(name)
            if tab is not None:
                yield from self._parts(name.value, self.window, tab)

    def pages(self) -> Iterator[tuple[str, QWidget]]:
        """Each page of the menu, in its window."""
        for name in PAGES:
            self.desk.open_page(name, self.someone if name is PageName.HISTORY else None)
            self.settle()
            window = next(each for each in self.window.findChildren(PagesWindow))
            if window.size() != QSize(WIDTH, HEIGHT):
                window.resize(WIDTH, HEIGHT)
                self.settle()
            page = window.page(name)
            if page is not None:
                yield from self._parts(f"page {name.value}", window, page)
        window.close()

    def dialogs(self) -> Iterator[tuple[str, QWidget]]:
        """Each dialog that needs no file."""
        made: dict[str, Callable[[], QDialog]] = {
            "person's details": partial(PersonDialog, self.desk, self.someone, self.window),
            "print together": partial(PrintTogether, self.desk, self.someone, self.window),
            "paper check": partial(PaperCheck, self.desk, self.window),
            "paste staff": partial(PasteStaff, self.look, self.window),
            "welcome": partial(Welcome, self.desk, self.window),
            "start an office": partial(StartOffice, self.desk, self.window),
            "join an office": partial(JoinOffice, self.desk, "", self.window),
        }
        for name, make in made.items():
            dialog = make()
            dialog.open()
            self.settle()
            yield f"dialog {name}", dialog
            dialog.close()
            dialog.deleteLater()
        for name, ask in (("help", self.window.shell._open_help), ("seat", self.window.shell._ask_staff)):
            ask()
            self.settle()
            dialog = next(each for each in self.window.findChildren(QDialog) if each.isVisible())
            yield f"dialog {name}", dialog
            dialog.close()
            dialog.deleteLater()
            self.settle()

    def _parts(self, name: str, window: QWidget, page: QWidget) -> Iterator[tuple[str, QWidget]]:
        """As it stands, by each of its own pages, and with each of its forms open."""
        yield name, window
        for bar in [each for each in page.findChildren(QTabBar) if each.isVisible()]:
            for number in range(1, bar.count()):
                bar.setCurrentIndex(number)
                self.settle()
                yield f"{name}, {bar.tabText(number)}", window
            bar.setCurrentIndex(0)
            self.settle()
        for opener in self.openers(page) if self.with_forms else ():
            button = next((each for each in page.findChildren(Button, opener) if each.isVisible()), None)
            if button is None or not button.isEnabled():
                continue
            button.click()
            self.settle()
            dialog = next((each for each in QApplication.topLevelWidgets() if _is_new_dialog(each)), None)
            yield f"{name}: {opener}", dialog or window
            if dialog is not None:
                dialog.close()
            else:
                self.leave(page)
            self.settle()

    def openers(self, page: QWidget) -> list[str]:
        """The names of the buttons in sight that open a form here, each once."""
        found = [each for each in page.findChildren(Button) if each.isVisible() and each.isEnabled()]
        names = [each.objectName() for each in found if each.text().endswith("…") and each.menu() is None]
        return [name for name in dict.fromkeys(names) if name not in _NO_FORMS]

    def leave(self, page: QWidget) -> None:
        """Leave the form that is open, by its Back."""
        for back in page.findChildren(QAbstractButton):
            if isValid(back) and back.isVisible() and back.objectName().endswith(".back"):
                back.click()
                return


def _is_new_dialog(widget: QWidget) -> bool:
    return isinstance(widget, QDialog) and not isinstance(widget, PagesWindow) and widget.isVisible()


def _lengthen(turn: Turn) -> Changes:
    """Names, addresses and what must not be missed, as long as they come."""
    for person in turn.session.scalars(select(Person)):
        person.given, person.family = "Margaret Elizabeth", "Featherstonehaugh-Cholmondeley"
        person.preferred = "Maggie, or Mrs Featherstonehaugh where others are there"
        person.address = "Flat 12b, The Old Schoolhouse Almshouses, 147 Wirksworth Turnpike Road, Middleton"
        person.communication = "hearing aid left, speak slowly and face her, reads large print, her daughter interprets"
        person.lone_worker_risk = True
    for number, member in enumerate(turn.session.scalars(select(Staff))):
        member.name = f"Anastasia-Konstantina Papadimitriou-Wolfeschlegel {number}"
    for number, team in enumerate(turn.session.scalars(select(Team))):
        team.name = f"Short Term Service Derbyshire Dales and High Peak North {number}"
    return Changes(frozenset(Topic))


@contextmanager
def program(url: str, folder: Path, *, text_size: int = 100, are_long: bool = False) -> Iterator[Program]:
    """The demonstration's office is loaded into this empty database, and the window opened on it in this text size.

    `are_long` where everybody in it shall have the longest names that people have.
    """
    with ExitStack() as opened, pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.dressing._FEW", sys.maxsize)
        patch.setattr("ui.dialogs.files._chosen", lambda *_asked: None)  # whoever asks for a file is given none
        office, care_hub, tracker_app = (
            opened.enter_context(as_file(resources.path(name))) for name in (OFFICE, REFERRALS, RATINGS)
        )
        clock = FixedClock(office_file.as_at_of(office))
        database = Database(url, clock.now, by="demonstration")
        opened.callback(database.close)
        with in_words(), database.writing() as session:
            session.add(DatabaseMark(number=1, is_test=True, made_at=clock.now(), made_by="demonstration"))
            loaded = office_file.load_office(session, office)
        work = Work(database, clock, staff=loaded.staff[DSO])
        take_referrals(work, care_hub)
        take_ratings(work, tracker_app)
        if are_long:
            work.write(_lengthen)
        gc.disable()  # no worker may collect, or a widget is destroyed there: see app.door.garbage
        made = Program(database, clock, loaded.staff[DSO], folder, text_size)
        try:
            yield made
        finally:
            made.window.close()
            made.door.close()
            take_down(made.window)
            gc.enable()
