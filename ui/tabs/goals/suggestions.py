"""What a goal's ratings suggest, a sentence each; put aside with a reason, and shown again (IPAD-4)."""

from collections.abc import Hashable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.queries.goals.goals import Dismissed, GoalRow, Suggestion, SuggestionKind
from models.values import london_day
from ui.announcing import announce
from ui.desk import Desk
from ui.icons import Icon
from ui.text import day_text
from ui.theme import CELL, SMALL_ICON, Look
from ui.widgets.form_keys import keys_of_standing
from ui.widgets.labels_and_buttons import Voice, button, spread, words
from ui.widgets.press import Press, lead_on
from ui.widgets.tab_order import TabPlace

_SIGNS = {
    SuggestionKind.ACHIEVED: Icon.DONE,
    SuggestionKind.PLATEAU: Icon.FORWARD,
    SuggestionKind.NEEDS_MORE_HELP: Icon.DOWN,
    SuggestionKind.DECLINING: Icon.DECLINE,
    SuggestionKind.NOT_RECORDED: Icon.WARNING,
}


_Shown = Suggestion | Dismissed


class Suggestions(QFrame):
    """`put_aside` with the goal, the suggestion and why; `wanted_again` with what was put aside.

    Lines keep their widgets, and so the focus. A reason that is being typed stays until it is stored or left, whatever
    its suggestion becomes meanwhile and whatever else is looked at.
    """

    put_aside = Signal(object, object, str)  # GoalRow, Suggestion
    wanted_again = Signal(object)  # Dismissed

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look = desk, desk.look
        self.setObjectName("goals.suggestions")
        self.setAccessibleName("What the ratings suggest")
        self._goal: GoalRow | None = None
        self._asked: Suggestion | None = None
        self._asked_of = ""  # the facts when the reason was begun
        # of suggestions that were left open for another: the words, and the facts when they were begun
        self._typed: dict[tuple[UUID, SuggestionKind], tuple[str, str]] = {}
        self._shown: dict[Hashable, _Shown] = {}
        self._lines: dict[Hashable, _Line] = {}
        self.about = words("", "quiet")
        self.because = QLineEdit()
        self.because.setObjectName("goals.dismiss_because")
        self.because.setAccessibleName("Why it is put aside")
        self.dismiss = button(desk.look, "Put it aside", "goals.dismiss", press=Press.STORES)
        self.leave = button(desk.look, "Leave it", "goals.leave_suggestion", kind="quiet")
        self._build()
        desk.look.changed.connect(self._draw)

    def show_suggestions(self, goal: GoalRow) -> None:
        """Show what is suggested of this goal, and what was put aside; or nothing."""
        is_same = self._goal is not None and self._goal.id == goal.id
        if not is_same:
            self._keep_words()
        before, self._goal = self._focused(), goal
        if is_same:
            self._follow(goal)
        else:
            self._open(next((each for each in goal.suggestions if (goal.id, each.kind) in self._typed), None))
        self._draw()
        if is_same and before is not None:
            self._lead_from(before)
        self.setAccessibleDescription(" ".join(each.sentence for each in goal.suggestions))
        self.setVisible(bool(goal.suggestions or goal.dismissed or self._asked))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        spread(column, self._look, gap=CELL)
        self._place = TabPlace(self)
        self._column = QVBoxLayout()
        spread(self._column, self._look, gap=CELL)
        self._why = QWidget()
        why = QVBoxLayout(self._why)
        spread(why, self._look, gap=CELL)
        row = QHBoxLayout()
        spread(row, self._look)
        row.addWidget(words("Because", wrap=False))
        row.addWidget(self.because, 1)
        row.addWidget(self.dismiss)
        row.addWidget(self.leave)
        why.addWidget(self.about)
        why.addLayout(row)
        self._why.hide()
        column.addLayout(self._column)
        column.addWidget(self._why)
        self.dismiss.clicked.connect(self._send)
        self.because.returnPressed.connect(self._send)
        keys_of_standing(self._why, self._send, self._leave)
        self.leave.clicked.connect(self._leave)

    # --- the lines -------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        """In the theme's colours, and again when it changes."""
        goal = self._goal
        suggested: dict[Hashable, _Shown] = {each.kind: each for each in goal.suggestions} if goal is not None else {}
        aside: dict[Hashable, _Shown] = {each.id: each for each in goal.dismissed} if goal is not None else {}
        self._shown = suggested | aside
        for gone in [key for key in self._lines if key not in self._shown]:
            line = self._lines.pop(gone)
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        for some in (suggested, aside):
            for number, (key, shown) in enumerate(some.items(), start=1):
                line = self._lines.get(key) or self._new_line(key, shown)
                self._column.removeWidget(line)
                self._column.addWidget(line)
                self._show_line(line, number, shown)
                line.show()  # now, so that the keyboard can be put into it
        self._place.lead([*(self._lines[key].deed for key in self._shown), self.because, self.dismiss, self.leave])

    def _new_line(self, key: Hashable, shown: _Shown) -> "_Line":
        deed = (
            button(self._look, "Put aside…", "", kind="quiet")
            if isinstance(shown, Suggestion)
            else button(self._look, "Show again", "", kind="quiet", press=Press.STORES)
        )
        self._lines[key] = made = _Line(self._look, deed, "" if isinstance(shown, Suggestion) else "quiet")
        deed.clicked.connect(partial(self._pressed, key))
        return made

    def _show_line(self, line: "_Line", number: int, shown: _Shown) -> None:
        if isinstance(shown, Suggestion):
            theme = self._look.theme
            ink = theme.colours.done if shown.kind is SuggestionKind.ACHIEVED else theme.colours.soon
            line.sign.setPixmap(theme.icon(_SIGNS[shown.kind], colour=ink).pixmap(theme.px(SMALL_ICON)))
            line.told.setText(shown.sentence)
            line.deed.setObjectName(f"goals.put_aside.{number}")
            line.deed.setAccessibleName(f"Put aside: {shown.sentence}")
        else:
            day = day_text(london_day(shown.at), london_day(self._desk.clock.now()))
            line.told.setText(f"Put aside by {shown.by}, {day}, because “{shown.because}”: {shown.sentence}")
            line.deed.setObjectName(f"goals.show_again.{number}")
            line.deed.setAccessibleName(f"Show again: {shown.sentence}")

    def _pressed(self, key: Hashable) -> None:
        shown = self._shown.get(key)
        if isinstance(shown, Suggestion):
            self._keep_words()
            self._open(shown)
            self.because.setFocus()
        elif shown is not None:
            self.wanted_again.emit(shown)

    # --- the keyboard ----------------------------------------------------------------------------------------

    def _focused(self) -> SuggestionKind | None:
        """About which suggestion the keyboard is on something here."""
        here = QApplication.focusWidget()
        if here is None or not self.isAncestorOf(here):
            return None
        if self._why.isAncestorOf(here):
            return self._asked.kind if self._asked else None
        return next((self._shown[key].kind for key, line in self._lines.items() if line.deed is here), None)

    def _lead_from(self, kind: SuggestionKind) -> None:
        """Where what the keyboard was on has gone: to what is said of it now, else to the next, never to a deed."""
        if self._focused() is None:
            first = [self._lines[kind]] if kind in self._lines else []
            lead_on(self, *(line.deed for line in (*first, *self._lines.values())))

    # --- why -------------------------------------------------------------------------------------------------

    def _follow(self, goal: GoalRow) -> None:
        """The reason stays with its suggestion as that is now, and closes once it is stored."""
        asked, typed = self._asked, self.because.text().strip()
        if asked is None:
            return
        now = next((each for each in goal.suggestions if each.kind is asked.kind), None)
        is_stored = any(each.kind is asked.kind and each.because == typed for each in goal.dismissed)
        if now is None and (is_stored or not typed):
            self._open(None)
            return
        self._asked = now or asked
        self.dismiss.setEnabled(now is not None)
        if now is None:
            self._say(f"No longer suggested, and what you typed isn't stored: {asked.sentence}")
        else:
            self._say_asked(now)

    def _open(self, suggestion: Suggestion | None) -> None:
        """Ask why this one is put aside, with what was typed of it before; or ask nothing."""
        self._asked = suggestion
        self._why.setVisible(suggestion is not None)
        self.because.clear()
        self.dismiss.setEnabled(True)
        if suggestion is not None and self._goal is not None:
            typed, self._asked_of = self._typed.pop((self._goal.id, suggestion.kind), ("", suggestion.facts))
            self.because.setText(typed)
            self._say_asked(suggestion)

    def _say_asked(self, suggestion: Suggestion) -> None:
        has_changed = bool(self.because.text().strip()) and suggestion.facts != self._asked_of
        self._say(
            f"{'This has changed since you began to type. ' if has_changed else ''}Put aside: {suggestion.sentence}"
        )

    def _say(self, about: str) -> None:
        self.about.setText(about)
        self.because.setAccessibleDescription(about)

    def _keep_words(self) -> None:
        if self._goal is not None and self._asked is not None and self.because.text().strip():
            self._typed[self._goal.id, self._asked.kind] = self.because.text(), self._asked_of

    def _leave(self) -> None:
        kind = self._asked.kind if self._asked else None
        self._open(None)
        if kind is not None:
            self._lead_from(kind)
        if not self._shown:
            self.hide()

    def _send(self) -> None:
        """Put it aside; a reason that was begun about other facts is asked about first: the press again is meant."""
        if self._goal is None or self._asked is None or not self.dismiss.isEnabled():
            return
        if self.because.text().strip() and self._asked.facts != self._asked_of:
            self._asked_of = self._asked.facts
            self._say(
                f"Does the reason hold for this too? {self._asked.sentence} Press “Put it aside” again if it does."
            )
            announce(self.because, self.about.text())
            return
        self.put_aside.emit(self._goal, self._asked, self.because.text())


class _Line(QWidget):
    """One sentence with its sign and its deed."""

    def __init__(self, look: Look, deed: QPushButton, voice: Voice) -> None:
        super().__init__()
        self.sign, self.told, self.deed = words(wrap=False), words("", voice), deed
        row = QHBoxLayout(self)
        spread(row, look)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.told, 1)
        row.addWidget(self.deed, 0, Qt.AlignmentFlag.AlignTop)
