"""Names of the office's own lists, suggested while somebody types; anything else may be typed as well.

A line suggests for all of it, a longer text for what stands behind the last comma or line. The arrows choose, Return
takes, Escape goes on typing.
"""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QPlainTextEdit

from app.queries.office import lists as queries
from app.queries.office.lists import Suggested
from models.vocabulary.office import OfficeList
from ui.desk import Desk
from ui.overrides import override_of_qt
from ui.tables.selected import follow_what_is_selected
from ui.widgets.press import RETURN

_LEAST = 2  # letters, before a longer text suggests: a comma alone would open all of it
_ENDS = ",;\n"


def suggest(desk: Desk, edit: QLineEdit | QPlainTextEdit, *wanted: OfficeList) -> None:
    """Have a field suggest what these lists hold; they are asked for once, when the form opens.

    A list that can't be read suggests nothing: typing goes on without it.
    """
    desk.door.ask(edit, queries.suggested).then(partial(_offer, edit, wanted), _nothing)


def _offer(edit: QLineEdit | QPlainTextEdit, wanted: tuple[OfficeList, ...], suggested: Suggested) -> None:
    """From now on these are suggested; a field whose lists are empty stays as it was."""
    names = list(dict.fromkeys(suggested.of(*wanted)))
    if names:
        _Finder(edit, names)


def _nothing(_trouble: object) -> None:
    """Nothing is suggested."""


class _Finder(QCompleter):
    def __init__(self, edit: QLineEdit | QPlainTextEdit, names: list[str]) -> None:
        super().__init__(names, edit)
        self._edit = edit
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self._list = QListView()
        self._list.setObjectName(f"{edit.objectName()}.suggestions")
        self.setPopup(self._list)
        follow_what_is_selected(self._list)
        if isinstance(edit, QLineEdit):
            edit.setCompleter(self)
        else:
            self.setWidget(edit)
            edit.textChanged.connect(self._typed)
            self.activated.connect(self._take)

    @override_of_qt(instead=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return takes what is chosen in the list below a text, where it would make a new line of it."""
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(self._edit, QPlainTextEdit)
            and watched is self._list
            and event.key() in RETURN
            and self._list.currentIndex().isValid()
        ):
            self._take(str(self._list.currentIndex().data()))
            self._list.hide()
            return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        part = self._part()
        if len(part) < _LEAST or not isinstance(self._edit, QPlainTextEdit) or not self._edit.hasFocus():
            self._list.hide()
            return
        self.setCompletionPrefix(part)
        if self.completionCount() == 0 or self.currentCompletion().casefold() == part.casefold():
            self._list.hide()
            return
        below = self._edit.cursorRect()
        below.setWidth(self._edit.width() // 2)
        self.complete(below)

    def _part(self) -> str:
        """What stands before the cursor, behind the last comma or line."""
        if not isinstance(self._edit, QPlainTextEdit):
            return ""
        before = self._edit.toPlainText()[: self._edit.textCursor().position()]
        return before[max(before.rfind(end) for end in _ENDS) + 1 :].lstrip()

    def _take(self, name: str) -> None:
        if isinstance(self._edit, QPlainTextEdit):
            cursor = self._edit.textCursor()
            for _ in self._part():
                cursor.deletePreviousChar()
            cursor.insertText(name)
