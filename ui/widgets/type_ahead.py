"""People and staff by a few letters. The database looks; this asks it when the typing pauses, and shows what came.

The window's search finds more than people: each of these rows says its kind, and an arrow or Enter speaks it with it.
"""

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QHeaderView, QTableView, QWidget

from models.values import fold
from ui.announcing import announce
from ui.icons import Icon
from ui.language import Typed, as_read, call
from ui.overrides import override_of_qt
from ui.tables.row_table_model import RIGHT, ROW_ROLE, Column, RowTableModel
from ui.tables.selected import follow_what_is_selected
from ui.theme import Look
from ui.widgets.found_rows import FoundRows
from ui.widgets.hinting import HintedLine

_PAUSE_MS = 120
_SEEN = 12
_DETAIL, _KIND = 1, 2  # columns
_KIND_PX, _OF_KINDS_PX, _LEAST_PX = 76, 680, 360  # how wide the last column is, the list that has it, and any list
_TOLD_PX = 400  # of what tells a name apart so much is seen, or all of it
_NOBODY = "nobody"  # what stands for nobody found, as a row that can't be picked


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody found: who, what tells them apart (date of birth, patch, role), and the sign before the name.

    `kind` of what is found beside people, such as "Action". What stores or undoes something `waits_for_an_arrow`: Enter
    alone, after a name that is nobody's, never does it.
    """

    id: Hashable
    text: str
    detail: str = ""
    icon: Icon = Icon.PERSON
    kind: str = ""
    waits_for_an_arrow: bool = False

    @property
    def spoken(self) -> str:
        """The whole row, as a screen reader says it."""
        return ", ".join(part for part in (self.text, self.detail, self.kind) if part)


class TypeAhead(HintedLine):
    """`asked` when the typing pauses: answer the newest with `show_matches`. Or give a list once with `set_choices`."""

    asked = Signal(str)
    picked = Signal(object)  # Match, or None when the text was changed after picking
    escaped = Signal()  # Escape, whether or not anything was found

    def __init__(self, look: Look, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self.none = "Nobody"  # how what isn't found is called: whoever looks for more than people says so
        self._look = look
        self._choices: tuple[Match, ...] = ()
        self._picked: Match | None = None
        self.setObjectName(name)
        call(self, placeholder)
        self.setClearButtonEnabled(True)
        columns = (
            Column[Match]("text", "Name", lambda row: row.text, icon=lambda row: row.icon),
            Column[Match]("detail", "Detail", lambda row: row.detail, quiet=True),
            Column[Match]("kind", "Kind", lambda row: row.kind, quiet=True, align=RIGHT),
        )
        self._model = RowTableModel(columns, lambda row: row.id, self)
        self._popup = QTableView()
        self._finder = QCompleter(self)
        self._set_popup()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._edited)

    def set_choices(self, choices: tuple[Match, ...]) -> None:
        """A short list, searched here; it opens when the line is entered."""
        self._choices = choices

    def show_matches(self, matches: tuple[Match, ...]) -> None:
        """What was found, best first; where there is none, it is said as long as something is typed.

        What answers an earlier question comes to nothing as long as the text goes on being edited.
        """
        if self._pause.isActive():
            return
        typed = self.text().strip()
        if not matches and typed and not self._choices and self.hasFocus():
            said = Match(_NOBODY, as_read(f"{self.none} is found by “{typed}”."), icon=Icon.INFO)
            self._model.set_rows((said,))
            self._popup.setColumnWidth(0, self.width())
            self._popup.setColumnHidden(_KIND, True)
            self._stand(is_below=False)
            self._finder.complete()
            announce(self, Typed(said.text))
            return
        self._model.set_rows(matches)
        if matches and self.hasFocus():
            self._open(any(match.kind for match in matches))
            best = QModelIndex() if matches[0].waits_for_an_arrow else self._finder.completionModel().index(0, 0)
            self._popup.setCurrentIndex(best)  # Enter takes the best one
        else:
            self._popup.hide()

    def _open(self, of_kinds: bool) -> None:  # noqa: FBT001
        """As wide as the line, or wider where kinds are told apart or a name needs it and what tells it apart.

        Where the screen is too narrow for both beside each other, the one stands below the other.
        """
        theme = self._look.theme
        wanted, kind = theme.px(_OF_KINDS_PX if of_kinds else _LEAST_PX), theme.px(_KIND_PX) if of_kinds else 0
        named, told = self._widest(0), min(self._widest(_DETAIL), theme.px(_TOLD_PX))
        needed = named + told + kind + self._popup.verticalScrollBar().sizeHint().width()
        width = max(self.width(), min(max(wanted, needed), self.screen().availableGeometry().width()))
        self._stand(is_below=needed > width)
        self._popup.setColumnHidden(_KIND, not of_kinds)
        self._popup.setColumnWidth(_KIND, kind)
        usual = width * (40 if of_kinds else 45) // 100
        both = width - needed + named + told
        self._popup.setColumnWidth(0, both if self._painter.is_below else min(max(usual, named), both - told))
        self._finder.complete(QRect(0, 0, width, self.height()))

    def _widest(self, column: int) -> int:
        """What the widest cell of a column needs, in px."""
        return max(self._painter.width_of(self._model.index(row, column)) for row in range(self._model.rowCount()))

    def _stand(self, *, is_below: bool) -> None:
        """In one line or two."""
        self._painter.is_below = is_below
        self._popup.setColumnHidden(_DETAIL, is_below)
        self._popup.verticalHeader().setDefaultSectionSize(self._painter.row_height)

    def value(self) -> Match | None:
        """Who was picked."""
        return self._picked

    def set_value(self, match: Match | None) -> None:
        """Show this one as picked."""
        self._picked = match
        self.setText("" if match is None else match.text)

    @override_of_qt()
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        keyboard = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.MouseFocusReason)
        if self._choices and event.reason() in keyboard:
            self._find_here(self.text() if self._picked is None else "")

    @override_of_qt()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._choices and not self._popup.isVisible():
            self._find_here("")
            return
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()

    @override_of_qt(instead=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in what was found closes it and leaves, as it does in the line: one key, not two."""
        done = super().eventFilter(watched, event)
        pressed = event if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else None
        if watched is self._popup and pressed is not None and pressed.key() == Qt.Key.Key_Escape:
            self._popup.hide()
            self.escaped.emit()
            return True
        return done

    @override_of_qt(instead=False)
    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  Qt's
        """Tab goes on with the only one found, or the only one of just this name."""
        self._take_the_only_one()
        return super().focusNextPrevChild(forward)

    def _take_the_only_one(self) -> None:
        typed = fold(self.text().strip())
        if self._picked is not None or not typed:
            return
        found = [each for each in self._model.shown() if each.id != _NOBODY and not each.kind]
        named = [each for each in found if fold(each.text) == typed]
        for only in (found, named):
            if len(only) == 1:
                self._take(only[0])
                return

    def _take(self, match: Match) -> None:
        self.set_value(match)
        self.picked.emit(match)

    def _set_popup(self) -> None:
        self._popup.setObjectName(f"{self.objectName()}.matches")
        call(self._popup, "Found")
        self._popup.horizontalHeader().hide()
        self._popup.verticalHeader().hide()
        self._popup.setShowGrid(False)
        self._popup.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )  # a sentence is as wide as it is
        self._popup.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._popup.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self._finder.setModel(self._model)
        self._finder.setPopup(self._popup)
        self._popup.horizontalHeader().setSectionResizeMode(_DETAIL, QHeaderView.ResizeMode.Stretch)
        self._painter = FoundRows(self._look, self._popup)
        self._popup.setItemDelegate(self._painter)  # after setPopup, which sets its own
        self._finder.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._finder.setMaxVisibleItems(_SEEN)
        self._finder.setWrapAround(False)  # Down on the last one stays there, else Enter would take nobody
        self._finder.setWidget(self)
        self._popup.selectionModel().currentRowChanged.connect(self._speak)
        follow_what_is_selected(self._popup)
        self._popup.installEventFilter(self)
        self._finder.activated[QModelIndex].connect(self._activated)  # type: ignore[index]  # the stub lacks overloads

    def _edited(self, _text: str) -> None:
        if self._picked is not None:
            self._picked = None
            self.picked.emit(None)
        if self._choices:
            self._find_here(self.text())
        else:
            self._pause.start()
            self._model.set_rows(())  # who was found for what stood here before is taken by no key
            self._popup.hide()

    def _find_here(self, typed: str) -> None:
        wanted = fold(typed)
        self.show_matches(tuple(match for match in self._choices if wanted in fold(f"{match.text} {match.detail}")))

    def _speak(self, index: QModelIndex, _before: QModelIndex) -> None:
        """The keyboard stays in the line, so that no reader hears of the row by itself."""
        match = index.data(ROW_ROLE)
        if isinstance(match, Match):
            announce(self, Typed(match.spoken))

    def _ask(self) -> None:
        self.asked.emit(self.text().strip())

    def _activated(self, index: QModelIndex) -> None:
        match = index.data(ROW_ROLE)
        if isinstance(match, Match) and match.id != _NOBODY:
            self._take(match)
