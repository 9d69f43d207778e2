"""The pages of the guided start but the teams': the office, its staff, its rates, and who sits here."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.desk.office_answers import Numbers, RateSaid, StaffSaid, read_staff
from models.values import NotAValue, london_day
from models.vocabulary.staff import Role
from ui.desk import Desk
from ui.dialogs.first_day.step import Step
from ui.states import State
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.text import count
from ui.theme import GROUP, ROW
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.date_edit import DateEdit
from ui.widgets.labels_and_buttons import Field, field_of, prose, spread, words
from ui.widgets.typed_edit import TypedEdit

_COUNCIL = "Derbyshire County Council"
_ROWS_SEEN = 5
_YEAR_BEGINS = (4, 1)
_NOBODY_LISTED = "somebody else"


def edit_called(name: str, text: str = "") -> QLineEdit:
    """A line for a few words."""
    made = QLineEdit(text)
    made.setObjectName(name)
    return made


class OfficeStep(Step):
    """Whose office it is."""

    title = "The office"
    lesson = (
        "An office is an area's teams who share a caseload. Only the area has to be answered; whatever you leave for "
        "later stands in Office, in the menu."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.council = edit_called("start.council", _COUNCIL)
        self.area = self.field("&Area", edit_called("start.area"), "Such as High Peak: as the council calls it.")
        self.name = self.field(
            "&Office's name", edit_called("start.office"), "Left empty, the office takes the name of its area."
        )
        self.field("&Council", self.council, "As it stands on what families read.")
        said = "Numbers that families read on their papers. Each may wait: see Office, Contact numbers."
        self.column.addWidget(words(said, "quiet"))
        self.out_of_hours, self.complaints, self.finance = self._numbers()

    def numbers(self) -> Numbers:
        """Under which the office is reached, each empty where none was typed."""
        return Numbers(self.out_of_hours.text(), self.complaints.text(), self.finance.text())

    def _numbers(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        """Beside each other, for they belong together."""
        row = QHBoxLayout()
        spread(row, self.desk.look, gap=GROUP)
        made = edit_called("start.out_of_hours"), edit_called("start.complaints"), edit_called("start.finance")
        for label, edit in zip(("Out o&f hours", "Com&plaints", "Finance"), made, strict=True):
            row.addWidget(Field(self.desk.look, label, edit))
        self.column.addLayout(row)
        return made


class StaffStep(Step):
    """Who works there, typed or pasted."""

    title = "Staff"
    lesson = (
        "One a line: name, role, team, telephone, parted by commas. Or copy the cells of a spreadsheet, with its "
        "headings or without, and paste them here. Anybody without a team goes into the first."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._teams: tuple[str, ...] = ()
        self.text = self.field("&List of staff", prose("start.staff", 4), "Such as: Priya Raman, DSO, 0114 496 0901")
        self.counted = words("", "quiet", "start.staff_read")
        self.model = RowTableModel(_COLUMNS, lambda row: row.line)
        self.preview = TableView(desk.look, self.model, "start.staff_preview", "The staff as they were read")
        self.preview.setMinimumHeight(desk.look.theme.px(ROW) * _ROWS_SEEN)
        self.column.addWidget(self.counted)
        self.column.addWidget(self.preview, 1)
        self.text.textChanged.connect(self._show)
        self._show()

    def show_teams(self, teams: tuple[str, ...]) -> None:
        """The teams that a line can name."""
        if teams != self._teams:
            self._teams = teams
            self._show()

    def staff(self) -> tuple[StaffSaid, ...]:
        """As they were read."""
        return read_staff(self.text.toPlainText(), self._teams)

    def _show(self) -> None:
        staff = self.staff()
        first = self._teams[0] if self._teams else ""
        self.model.set_rows([each if each.problem else replace(each, team=each.team or first) for each in staff])
        self.preview.setVisible(bool(staff))
        wrong = sum(bool(each.problem) for each in staff)
        problems = f", {count(wrong, 'line')} not understood" if wrong else ""
        self.counted.setText(f"{count(len(staff), 'member')} of staff read{problems}." if staff else "Nobody yet.")


class RatesStep(Step):
    """What interim support costs by the hour."""

    title = "Rates"
    lesson = (
        "What an hour of interim support costs; the Short Term Service itself is free. Leave it empty while you don't "
        "know: nothing but the agreement that a self-funder signs waits for it."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        today = london_day(desk.clock.now())
        began = date(today.year, *_YEAR_BEGINS)
        preset = began if began <= today else began.replace(year=today.year - 1)
        self.single = self.field("&One worker, an hour", PriceEdit("start.single"))
        self.double = self.field(
            "&Two workers, an hour", PriceEdit("start.double"), "Left empty: twice what one worker costs."
        )
        self.from_day = self.field("&From", DateEdit(desk.clock, "start.rate_from", looks_back=True))
        self.from_day.set_value(preset)
        self._preset = preset

    def rates(self) -> tuple[RateSaid, ...]:
        """The rate, if one was typed."""
        single = self.single.value()
        if single is None:
            return ()
        return (RateSaid(self.from_day.value() or self._preset, single, self.double.value() or 2 * single),)


class SeatStep(Step):
    """Whose name stands on what is recorded at this desk."""

    title = "Who sits here"
    lesson = (
        "What is recorded at this desk names this person. It can be changed at any time, by the name at the top right "
        "of the window. People who are in service already come in next, from a list: Office, People taken over, which "
        "the second button opens."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.sits: ChoiceBox[str] = ChoiceBox(desk.look, "start.sits", "Choose a name")
        self.field("&Who sits here", self.sits, "From the list of staff. Typing a letter jumps to a name.")
        self.name = self.field("Your &name", edit_called("start.your_name"))
        self.role: ChoiceBox[Role] = ChoiceBox(desk.look, "start.your_role")
        self.role.set_choices([(role, role.label) for role in Role])
        self.role.set_value(Role.DSO)
        self.field("Your &role", self.role, "A DSO decides on referrals, holds, starts and ends.")
        self.sits.currentIndexChanged.connect(self._fit)
        self.show_staff(())

    def show_staff(self, staff: tuple[StaffSaid, ...]) -> None:
        """Whom the list has, the first DSO before the others."""
        listed = [each.name for each in sorted(staff, key=lambda each: each.role is not Role.DSO) if each.name]
        names = list(dict.fromkeys(listed))
        self.sits.set_choices([*((name, name) for name in names), (_NOBODY_LISTED, "Somebody who isn't in the list")])
        if self.sits.value() is None or (self.sits.value() == _NOBODY_LISTED and not self.name.text() and names):
            self.sits.set_value(names[0] if names else _NOBODY_LISTED)
        _show_field(self.sits, is_shown=bool(names))
        self._fit()

    def sits_here(self) -> str:
        """The name."""
        chosen = self.sits.value()
        return self.name.text() if chosen in {None, _NOBODY_LISTED} else str(chosen)

    def _fit(self) -> None:
        is_new = self.sits.value() in {None, _NOBODY_LISTED}
        for each in (self.name, self.role):
            _show_field(each, is_shown=is_new)


class PriceEdit(TypedEdit[Decimal]):
    """Pounds an hour, such as 24.80."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "such as 24.80")

    def parse(self, typed: str) -> Decimal:
        """Refuse what is no sum of pounds and pence."""
        plain = typed.strip().removeprefix("£").strip().replace(",", ".")
        if not re.fullmatch(r"\d{1,4}(\.\d{1,2})?", plain, re.ASCII):
            raise NotAValue("Type pounds and pence, such as 24.80.")
        return Decimal(plain)

    def written(self, value: Decimal) -> str:
        """With its pence."""
        return f"{value:.2f}"


def _show_field(control: QLineEdit | ChoiceBox[str] | ChoiceBox[Role], *, is_shown: bool) -> None:
    field = field_of(control)
    if isinstance(field, Field):
        field.setVisible(is_shown)


_COLUMNS = (
    Column[StaffSaid]("name", "Name", lambda row: row.name, width=180),
    Column[StaffSaid]("role", "Role", lambda row: "" if row.problem else row.role.label, width=110),
    Column[StaffSaid]("team", "Team", lambda row: row.team, width=140),
    Column[StaffSaid]("telephone", "Telephone", lambda row: row.telephone, width=120),
    Column[StaffSaid](
        "problem",
        "What isn't understood, or was taken for granted",
        lambda row: row.problem or row.notice,
        state=lambda row: State.OVERDUE if row.problem else None,
    ),
)
