"""What was seen of a file as a whole and stops nothing: the first few sentences, and the others at a press."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.bounded import Bounded
from ui.widgets.labels_and_buttons import button, spread, words

_SHOWN = 2


class FileNotices(QWidget):
    """A sentence a line; where all are shown and don't fit, the arrow keys scroll them."""

    def __init__(self, look: Look, sentences: tuple[str, ...]) -> None:
        super().__init__()
        self._sentences = sentences
        self.text = words("", "soon", "import.warnings")
        self._bounded = Bounded(look, self.text, most_lines=_SHOWN)
        self.more = button(look, "", "import.more_warnings", kind="quiet")
        self.more.setCheckable(True)
        self.more.setVisible(len(sentences) > _SHOWN)
        self.more.toggled.connect(self._show)
        row = QHBoxLayout(self)
        spread(row, look)
        row.addWidget(self._bounded, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignBottom)
        self.setVisible(bool(sentences))
        self._show(shows_all=False)

    def _show(self, shows_all: bool) -> None:  # noqa: FBT001  Qt's signal
        shown = self._sentences if shows_all else self._sentences[:_SHOWN]
        left = max(len(self._sentences) - _SHOWN, 0)
        said = "Sho&w fewer" if shows_all else f"and {left:,} &more"
        self.text.setText("\n".join(shown))
        self.more.setText(said)
        self.more.setAccessibleName(said.replace("&", "") + ("" if shows_all else " to look at"))
        self._bounded.fit()
