"""A computer without Homeward's data: the real windows, from the one question to the first person admitted.

Every key and every click is counted, and every page that comes into sight: whoever begins has to be through in ten
minutes, without having read anything.
"""

import gc

import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

from app import bootstrap
from app.desk import places
from app.desk.drafts import Drafts
from app.desk.opening import open_work
from app.desk.preferences import Preferences, Scheme
from app.door.clock import DeskClock, SystemClock
from app.door.door import Door, LateWork
from app.door.tasks import Tasks
from app.queries.people.caseload import caseload
from tests.controls import Met
from ui.desk import Desk
from ui.dialogs.first_day.start_office import StartOffice
from ui.dialogs.welcome import Welcome
from ui.navigation import TabName
from ui.tabs.referrals.taking_in.form import ReferralForm
from ui.theme import Look
from ui.widgets.question_form import QuestionForm

MOST_KEYS, MOST_PAGES = 250, 12
_QUIET_ROUNDS = 3
KEY, ALT, CONTROL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Hands:
    """Whoever begins: what they press is counted, and what they see."""

    def __init__(self, qtbot, tasks):
        self._qtbot, self._tasks = qtbot, tasks
        self.top = None
        self.keys, self.pages = 0, []

    def at(self, top):
        """Another window comes to the front."""
        self.top = top
        top.activateWindow()
        self._qtbot.waitUntil(top.isActiveWindow)
        self.settle()

    def settle(self):
        self._qtbot.waitUntil(lambda: not any(each.isDown() for each in self.top.findChildren(QAbstractButton)))
        quiet = 0
        while quiet < _QUIET_ROUNDS:
            if self._tasks.is_busy:
                quiet = 0
                loop = QEventLoop()
                self._tasks.busy_changed.connect(loop.quit)
                if self._tasks.is_busy:
                    loop.exec()
            QApplication.processEvents()
            QApplication.sendPostedEvents()
            quiet += 0 if self._tasks.is_busy else 1
        self._see()

    def key(self, key, held=Qt.KeyboardModifier.NoModifier):
        self.keys += 1
        QTest.keyClick(self.top.windowHandle(), key, held)
        self.settle()

    def alt(self, letter):
        self.key(KEY[f"Key_{letter}"], ALT)

    def type(self, text):
        self.keys += len(text)
        QTest.keyClicks(QApplication.focusWidget(), text)
        self.settle()

    def click(self, name):
        """A click counts as a key."""
        self.keys += 1
        found = [each for each in self.top.findChildren(QAbstractButton, name) if each.isVisible()]
        assert len(found) == 1, f"{name}: seen {len(found)} times"
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def tab_to(self, name):
        """Tab until it has the keyboard: each press counts."""
        while QApplication.focusWidget().objectName() != name:
            self.key(KEY.Key_Tab)
            assert self.keys < 2 * MOST_KEYS, f"the Tab key doesn't lead to {name}"

    def _see(self):
        page = [self.top.objectName()]
        if isinstance(self.top, StartOffice):
            page.append(self.top.steps[self.top._number].title)
        elif not isinstance(self.top, QDialog):
            page.append(self.top.current_tab.value)
            forms = self.top.findChildren(QuestionForm) + self.top.findChildren(ReferralForm)
            page += [each.objectName() for each in forms if each.isVisible()]
        if page not in self.pages:  # to come back to one is no new page
            self.pages.append(page)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    made = tmp_path / "a computer"
    made.mkdir()
    for name in ("database", "demonstration", "drafts", "preferences"):
        monkeypatch.setattr(places, f"{name}_file", lambda name=name: made / f"{name}.kept")
    monkeypatch.setattr(places, "seen_folder", lambda: made / "seen")
    return made


@pytest.fixture
def look(qapp, folder):
    preferences = Preferences(folder / "desk.ini")
    preferences.scheme = Scheme.LIGHT
    made = Look(qapp, preferences)
    made.kept = preferences
    yield made
    made.deleteLater()
    qapp.setStyleSheet("")


@pytest.fixture
def tasks():
    gc.disable()
    made = Tasks()
    yield made
    made.close()
    gc.enable()


def start_the_office(hands):
    """The one question, and the pages of the guided start."""
    hands.alt("S")
    hands.at(hands.top.findChild(StartOffice))
    hands.type("High Peak")
    hands.key(KEY.Key_Return, CONTROL)
    hands.tab_to("start.hours_1")
    hands.type("420")
    hands.key(KEY.Key_Return, CONTROL)
    hands.type("Priya Raman, DSO")
    hands.key(KEY.Key_Return, CONTROL)
    hands.type("24.80")
    hands.key(KEY.Key_Return, CONTROL)
    hands.keys += 1
    QTest.keyClick(hands.top.windowHandle(), KEY.Key_Return, CONTROL)


def take_a_referral_in(hands):
    """By hand, as the Care Hub told it."""
    hands.key(KEY.Key_2, CONTROL)
    hands.key(KEY.Key_N, CONTROL)
    for letter, text in (
        ("G", "Ada"),
        ("A", "Hill"),
        ("R", "1/2/1940"),
        ("D", "h"),
        ("W", "h"),
        ("P", "so"),
        ("C", "am 30 daily"),
        ("N", "Frame indoors, key safe"),
    ):
        hands.alt(letter)
        hands.type(text)
    hands.key(KEY.Key_Tab)
    hands.type("Daughter, evenings only")
    hands.key(KEY.Key_Return, CONTROL)


def admit(hands):
    """Accepted, promised, everything seen to before the first visit, started."""
    hands.click("referrals.accept")
    hands.click("referrals.hold")
    hands.key(KEY.Key_Return, CONTROL)
    for number in range(1, 6):
        hands.click(f"referrals.check.{number}")
    hands.click("referrals.start")
    hands.key(KEY.Key_Return, CONTROL)


def test_from_an_empty_computer_to_the_first_person_admitted(qtbot, look, tasks):
    door = Door(LateWork(lambda: pytest.fail("no database is asked before there is one")), tasks)
    welcome = Welcome(Desk(door, SystemClock(), look, look.kept, Drafts(places.drafts_file())))
    qtbot.addWidget(welcome)
    hands = Hands(qtbot, tasks)
    welcome.show()
    hands.at(welcome)
    with qtbot.waitSignal(welcome.accepted, timeout=30_000):
        start_the_office(hands)
    opened, clock = welcome.opened, DeskClock()
    assert places.database_file().exists()

    work = LateWork(lambda: bootstrap.make_work(opened.url, clock, opened.staff))
    door = Door(work, tasks)
    window = bootstrap.make_window(look, look.kept, lambda: bootstrap.make_desk(door, clock, look, look.kept))
    with qtbot.waitSignal(window.completed, timeout=30_000):
        window.show()
    try:
        hands.at(window)
        assert window.bar.seat.text() == "Priya Raman"
        take_a_referral_in(hands)
        admit(hands)
        assert window.current_tab is TabName.REFERRALS
        met = Met()
        met.meet(window)
        assert met.unlisted() == []
        assert hands.keys <= MOST_KEYS
        assert len(hands.pages) <= MOST_PAGES, hands.pages
    finally:
        window.close()
        tasks.close()
        work.close()
        window.deleteLater()
        QApplication.sendPostedEvents()
    desk = open_work(opened.url, SystemClock())
    try:
        assert [row.day for row in desk.read(caseload)] == [1]
    finally:
        desk.close()
