"""Sentences under each other, each with its sign, a quieter line, and perhaps one deed at its end."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.language import call
from ui.states import State
from ui.theme import CELL, SMALL_ICON, Look
from ui.widgets.labels_and_buttons import button, laid_out_once, spread, words
from ui.widgets.press import Press, mark
from ui.widgets.tab_order import TabPlace


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """`state` gives the sign, none leaves it out; `deed` is the words of the button, none leaves it out.

    With `field` the button leads to the control that mends what the line says is missing. `struck` draws a line
    through what was taken back; `below` says so in words too.
    """

    key: str
    text: str
    state: State | None = None
    below: str = ""
    deed: str = ""
    field: str = ""
    press: Press = Press.OPENS
    struck: bool = False

    @property
    def button_text(self) -> str:
        """What the button says."""
        return self.deed or ("Go there" if self.field else "")


def source(who: str) -> str:
    """The quieter line under something missing: who can provide it; nothing where nobody can."""
    return f"From {who}" if who and who != "nobody" else ""


class SentenceLines(QWidget):
    """`wanted` with the key of the line whose button was pressed, `led` with its field where it has one.

    Lines keep their widgets, and so the focus.
    """

    wanted = Signal(str)
    led = Signal(str)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lines: dict[str, _Line] = {}
        self.setObjectName(name)
        self._place = TabPlace(self)
        self._column = QVBoxLayout(self)
        spread(self._column, look, gap=0)

    def show_lines(self, lines: tuple[SentenceLine, ...]) -> None:
        """Show these, in this order; hidden where there are none."""
        self.setVisible(bool(lines))
        kept = {line.key for line in lines}
        for gone in [key for key in self._lines if key not in kept]:
            line = self._lines.pop(gone)
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        with laid_out_once(self._column):
            for place, shown in enumerate(lines):
                if shown.key not in self._lines:
                    made = _Line(self._look, self.objectName().partition(".")[0], shown.key)
                    made.wanted.connect(self.wanted)
                    made.led.connect(self.led)
                    self._lines[shown.key] = made
                self._column.insertWidget(place, self._lines[shown.key])
                self._lines[shown.key].show_line(shown)
                self._lines[shown.key].show()  # now, so that the keyboard can be put into it
        buttons = (self._lines[shown.key].deed for shown in lines)
        self._place.lead(each for each in buttons if each is not None)

    def deed_of(self, key: str) -> QWidget | None:
        """The button of the line with this key, where there is one."""
        line = self._lines.get(key)
        return line.deed if line is not None else None

    def text(self) -> str:
        """Everything that is said, for tests and for a screen reader."""
        return "\n".join(f"{each.text.text()} {each.below.text()}".strip() for each in self._lines.values())


class _Line(QWidget):
    """One sentence."""

    wanted = Signal(str)
    led = Signal(str)

    def __init__(self, look: Look, tab: str, key: str) -> None:
        super().__init__()
        self._look, self._tab, self._key = look, tab, key
        self._state: State | None = None
        self._field = ""
        self._picture = QLabel()
        self.text, self.below = words(), words("", "quiet")
        self.deed: QPushButton | None = None
        self._row, column = QHBoxLayout(self), QVBoxLayout()
        spread(self._row, look)
        spread(column, look, gap=0)
        top = look.theme.gap(CELL)
        column.setContentsMargins(0, top, 0, top)
        column.addWidget(self.text)
        column.addWidget(self.below)
        self._row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(column, 1)
        look.changed.connect(self._draw)

    def show_line(self, line: SentenceLine) -> None:
        """Show this sentence."""
        self._state, self._field = line.state, line.field
        self.text.setText(line.text)
        font = self.text.font()
        font.setStrikeOut(line.struck)
        self.text.setFont(font)
        self.below.setText(line.below)
        self.below.setVisible(bool(line.below))
        self._show_deed(line)
        self._draw()

    def _show_deed(self, line: SentenceLine) -> None:
        """The button is made when it is first wanted: most lines only say something."""
        said = line.button_text
        if self.deed is None and said:
            self.deed = button(self._look, said, f"{self._tab}.{self._key}", kind="quiet")
            self._row.addWidget(self.deed, 0, Qt.AlignmentFlag.AlignTop)
            self.deed.clicked.connect(self._pressed)
        if self.deed is not None:
            mark(self.deed, line.press)
            self.deed.setText(said)
            self.deed.setVisible(bool(said))
            call(self.deed, said.replace("&", ""), about=line.text)  # another line's may say the same

    def _draw(self) -> None:
        theme = self._look.theme
        self._picture.setVisible(self._state is not None)
        if self._state is None:
            return
        picture = theme.icon(self._state.icon, colour=theme.state_colour(self._state)).pixmap(theme.px(SMALL_ICON))
        self._picture.setPixmap(picture)
        self._picture.setContentsMargins(0, theme.gap(CELL) + theme.gap(2), 0, 0)
        call(self._picture, self._state.word)

    def _pressed(self) -> None:
        if self._field:
            self.led.emit(self._field)
        else:
            self.wanted.emit(self._key)
