"""How a file is read, in one line of the preview: its sheet and the order of its dates, each to be changed there."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.exchange.files.asked import Asks
from ui.theme import GROUP, RELATED, Look
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels_and_buttons import spread, words

_TITLES = {Asks.SHEET: "S&heet", Asks.ORDER: "&Dates"}
_LETTERS_SEEN = 26
_LETTERS_ALONE = 42  # “The month first: 05/11/2026 is 11 May 2026”


@dataclass(frozen=True, slots=True)
class Settled:
    """Something that was chosen, by the file itself or by somebody; `choices` are what it could be instead."""

    asks: Asks
    choices: tuple[tuple[str, str], ...]
    value: str


class ReadAs(QWidget):
    """`answered` with what was chosen anew; hidden where nothing could be otherwise."""

    answered = Signal(object, str)

    def __init__(self, look: Look, settled: tuple[Settled, ...]) -> None:
        super().__init__()
        self.boxes: dict[Asks, ChoiceBox[str]] = {}
        row = QHBoxLayout(self)
        spread(row, look, gap=RELATED)
        for each in settled:
            if self.boxes:
                row.addSpacing(look.theme.gap(GROUP))
            box = self.boxes[each.asks] = ChoiceBox[str](look, f"import.{each.asks.value}")
            box.setMinimumContentsLength(_letters(each) if len(settled) == 1 else _LETTERS_SEEN)
            box.set_choices(each.choices)
            box.set_value(each.value)
            box.picked.connect(partial(self.answered.emit, each.asks))
            label = words(_TITLES[each.asks], "quiet", wrap=False)
            label.setBuddy(box)
            box.setAccessibleName(f"{label.text().replace('&', '')} of the file")
            row.addWidget(label)
            row.addWidget(box, 1)
        row.addStretch(1)
        self.setVisible(bool(settled))


def _letters(settled: Settled) -> int:
    """How many of its choices are in sight where it has the line for itself."""
    longest = max((len(label) for _, label in settled.choices), default=0)
    return min(max(longest, _LETTERS_SEEN), _LETTERS_ALONE)
