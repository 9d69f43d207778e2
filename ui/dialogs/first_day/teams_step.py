"""The page of the guided start that asks for the teams: a row each, with kind, weekly hours and patches."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.desk.office_answers import TeamSaid
from models.vocabulary.staff import TeamKind
from ui.desk import Desk
from ui.dialogs.first_day.step import Step
from ui.dialogs.first_day.steps import edit_called
from ui.icons import Icon
from ui.theme import RELATED
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.hours_edit import HoursEdit
from ui.widgets.labels_and_buttons import button, buttons, words

_MOST, _SEEN = 6, 2
_HEADINGS = ("Team", "Kind", "Worker hours a week", "Patches, with commas between")


@dataclass(frozen=True, slots=True)
class _Row:
    name: QLineEdit
    kind: ChoiceBox[TeamKind]
    hours: HoursEdit
    patches: QLineEdit

    @property
    def controls(self) -> tuple[QWidget, ...]:
        return self.name, self.kind, self.hours, self.patches

    @property
    def is_said(self) -> bool:
        return any(each.text().strip() for each in (self.name, self.hours, self.patches))


class TeamsStep(Step):
    """The first row is the short-term team; the second waits for an interim team, and an office may have none."""

    title = "Teams"
    lesson = (
        "Worker hours a week are what the team's care workers are contracted for: no more than that can be promised, "
        "and without hours nothing can. An area without an interim team leaves its row empty: people stay with the "
        "Short Term Service as interim support."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._area = ""
        self._grid = QGridLayout()
        self._grid.setSpacing(desk.look.theme.gap(RELATED))
        for column, text in enumerate(_HEADINGS):
            self._grid.addWidget(words(text, "strong", wrap=False), 0, column)
        self.rows = [self._row(number) for number in range(1, _MOST + 1)]
        for column, stretch in enumerate((4, 4, 1, 5)):
            self._grid.setColumnStretch(column, stretch)
        self.column.addLayout(self._grid)
        self.another = button(desk.look, "Another &team", "start.another_team", Icon.NEW)
        self.another.clicked.connect(self._add)
        self.column.addLayout(buttons(desk.look, self.another))
        self._shown = _SEEN
        self._show_rows()

    def show_area(self, area: str) -> None:
        """What a team and a patch are called where nothing else is typed."""
        self._area = area.strip()
        self.rows[0].name.setPlaceholderText(f"STS {self._area}".strip())
        self.rows[1].name.setPlaceholderText("no interim team")
        self.rows[0].patches.setPlaceholderText(self._area)

    def teams(self) -> tuple[TeamSaid, ...]:
        """Those of which something was typed."""
        usual = f"STS {self._area}".strip()
        return tuple(
            TeamSaid(
                number,
                row.name.text().strip() or (usual if number == 1 else f"{usual} {number}"),
                row.kind.value() or TeamKind.SHORT_TERM,
                row.hours.value(),
                tuple(dict.fromkeys(each.strip() for each in row.patches.text().split(",") if each.strip())),
            )
            for number, row in enumerate(self.rows, 1)
            if row.is_said or (number == 1 and any(each.is_said for each in self.rows))
        )

    def _row(self, number: int) -> _Row:
        kind: ChoiceBox[TeamKind] = ChoiceBox(self.desk.look, f"start.kind_{number}")
        kind.set_choices([(each, each.label) for each in TeamKind])
        kind.set_value(TeamKind.INTERIM if number == _SEEN else TeamKind.SHORT_TERM)
        row = _Row(
            edit_called(f"start.team_{number}"),
            kind,
            HoursEdit(f"start.hours_{number}"),
            edit_called(f"start.patches_{number}"),
        )
        row.hours.setPlaceholderText("such as 420")
        for column, (control, heading) in enumerate(zip(row.controls, _HEADINGS, strict=True)):
            control.setAccessibleName(f"{heading.split(',')[0]}, row {number}")
            self._grid.addWidget(control, number, column)
        for edit in (row.name, row.hours, row.patches):
            edit.textChanged.connect(partial(self._said, number))
        return row

    def _said(self, number: int, _text: str) -> None:
        """A draft that comes back shows its rows."""
        if number > self._shown:
            self._shown = number
            self._show_rows()

    def _add(self) -> None:
        self._shown += 1
        self._show_rows()
        self.rows[self._shown - 1].name.setFocus()

    def _show_rows(self) -> None:
        for number, row in enumerate(self.rows, 1):
            for control in row.controls:
                control.setVisible(number <= self._shown)
        self.another.setEnabled(self._shown < _MOST)
