"""Pictures of the real window, taken without a screen: each tab in light and dark, what else guides show in light."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from app.bootstrap import load_screens, make_application
from app.demo.player import Player, Shot
from app.desk.drafts import Drafts
from app.desk.preferences import Preferences, Scheme
from app.door.door import Door
from app.door.tasks import Tasks
from app.door.work import Work
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.navigation import PageName, Place, TabName
from ui.taking_down import take_down
from ui.theme import Look

_PAGES = (1120, 660)
SCHEMES = (Scheme.LIGHT, Scheme.DARK)
_QUIET_ROUNDS = 3  # an answer may lead to a further question: idle means idle so many times in a row


class Camera:
    """The window on the demonstration's database; `take` is handed to the player."""

    def __init__(self, window: MainWindow, look: Look, tasks: Tasks, folder: Path) -> None:
        self._window, self._look, self._tasks, self._folder = window, look, tasks, folder
        self.taken: list[Path] = []

    def take(self, shot: Shot) -> None:
        """Show the tab or page and the person at the clock's moment, and keep its pictures."""
        self._window.people.refresh()
        if shot.tab in {page.value for page in PageName}:
            self._take_page(shot)
            return
        tab = TabName(shot.tab)
        self._window.go_to(Place(tab, shot.person, "", shot.record))
        shown = self._window.tab(tab)
        if shown is not None:
            shown.ask_again()
        if not shot.press:
            self._keep(self._window, tab.value, SCHEMES)
            return
        self.settle()
        self._press(shot.press)
        self._keep(self._window, shot.name, SCHEMES[:1])

    def _take_page(self, shot: Shot) -> None:
        """A page of the menu stands in a window of its own."""
        self._window.desk.open_page(PageName(shot.tab), shot.person)
        self.settle()
        pages = self._window.findChild(QDialog, "pages")
        if pages is None:
            raise LookupError(f"the page {shot.tab} didn't open")
        pages.resize(*_PAGES)  # on a screen of nobody's the window makes itself smaller
        self._keep(pages, shot.tab, SCHEMES[:1])
        pages.close()

    def _press(self, name: str) -> None:
        button = self._window.findChild(QAbstractButton, name)
        if button is None:
            raise LookupError(f"there is no button {name} to press")
        button.click()

    def _keep(self, shown: QWidget, name: str, schemes: tuple[Scheme, ...]) -> None:
        for scheme in schemes:
            self._look.set_scheme(scheme)
            self.settle()
            path = self._folder / f"{name}-{scheme.value}.png"
            if not shown.grab().save(str(path)):
                raise OSError(f"the picture {path.name} can't be written")
            self.taken.append(path)

    def settle(self) -> None:
        """Let every question be answered and painted."""
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
            quiet += 0 if self._tasks.is_busy or self._look.is_changing else 1


@contextmanager
def camera(player: Player, folder: Path, staff: str) -> Iterator[Camera]:
    """Open the window as this member of staff sees it, without a screen, with nothing remembered from other starts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or make_application(["homeward"])
    if not isinstance(app, QApplication):
        raise TypeError("pictures need an application with windows")
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    gc.disable()  # no worker may collect, or a widget is destroyed there: see app.door.garbage
    tasks = Tasks()
    with TemporaryDirectory() as kept:
        look = Look(app, Preferences(Path(kept) / "desk.ini"))
        door = Door(Work(player.database, player.clock, staff=player.staff[staff]), tasks)
        desk = Desk(door, player.clock, look, Preferences(Path(kept) / "desk.ini"), Drafts(Path(kept) / "drafts.db"))
        window = MainWindow(desk.look, desk.preferences, lambda: desk, load_screens)
        window.resize(1280, 720)
        window.show()
        found = Camera(window, look, tasks, folder)
        found.settle()
        try:
            yield found
        finally:
            window.close()
            door.close()
            take_down(window)
            gc.enable()
