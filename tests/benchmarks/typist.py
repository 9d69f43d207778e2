"""Types steadily into the form of a goal, in a process of its own that is killed; says each letter as it is typed.

Run by `kills.py`: `python -m tests.benchmarks.typist FOLDER LETTERS_A_SECOND`. What it typed is kept in FOLDER.
"""

import sys
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from app.bootstrap import make_application
from app.desk.drafts import Drafts
from app.desk.preferences import Preferences
from app.door.clock import SystemClock
from app.door.door import Door, LateWork, Worker
from app.door.tasks import Tasks
from ui.desk import Desk
from ui.tabs.goals.form import GoalForm
from ui.theme import Look

PERSON = UUID(int=1)
FORM, FIELD = f"goals.new:{PERSON}", "statement"
LETTERS = "i will make my own lunch "  # over and over


def drafts_of(folder: Path) -> Drafts:
    """Where the typing is kept."""
    return Drafts(folder / "desk" / "drafts.sqlite")


def main(folder: Path, a_second: float) -> None:
    """Type until killed."""
    app = make_application(sys.argv[:1])
    preferences, tasks = Preferences(folder / "desk.ini"), Tasks()
    look = Look(app, preferences)
    door = Door(LateWork(_nothing), tasks)
    form = GoalForm(Desk(door, SystemClock(), look, preferences, drafts_of(folder)))
    form.start(PERSON, None)
    form.show()
    key = QTimer()
    key.setInterval(round(1000 / a_second))

    def press() -> None:
        count = len(form.statement.toPlainText())
        QTest.keyClicks(form.statement, LETTERS[count % len(LETTERS)])
        sys.stdout.write(f"{count + 1}\n")
        sys.stdout.flush()

    key.timeout.connect(press)
    key.start()
    app.exec()


def _nothing() -> Worker:
    raise LookupError("a form that is only typed into asks the office for nothing")


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
