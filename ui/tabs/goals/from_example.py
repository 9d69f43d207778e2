"""A goal's form is filled from an example of the library; typed words are replaced only when asked (GOAL-3)."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.queries.office.goal_examples import ExampleRow, goal_examples
from models.values import Call
from models.vocabulary.goals import GoalPurpose
from ui.desk import Desk
from ui.icons import Icon
from ui.theme import CELL, GROUP
from ui.widgets.aim_edit import AimEdit
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.control_text import put_text, text_of
from ui.widgets.date_edit import DateEdit
from ui.widgets.labels_and_buttons import Field, name_of, spread
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.type_ahead import Match, TypeAhead

_BLANK = "…"
_CALLS = "calls."


class FromExample(QWidget):
    """`controls` are the form's by the names of the goal's record; who has no library isn't offered an example."""

    def __init__(self, desk: Desk, controls: Mapping[str, QWidget]) -> None:
        super().__init__()
        self._door, self._controls = desk.door, controls
        self._examples: tuple[ExampleRow, ...] = ()
        self._before: dict[str, str] = {}  # what stood in each control that was filled, until it is taken back
        self._put: dict[str, str] = {}
        self.purpose: ChoiceBox[GoalPurpose | None] = ChoiceBox(desk.look, "goals.example_purpose", "About anything")
        self.example = TypeAhead(desk.look, "goals.example", "Type a word, such as stairs, or press Down")
        self.notice = NoticeBar(desk.look, "goals.example_notice")
        row = QHBoxLayout()
        spread(row, desk.look, gap=GROUP)
        row.addWidget(Field(desk.look, "Examples abo&ut", self.purpose), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Field(desk.look, "Begin with an &example", self.example, "Only what is empty is filled."), 1)
        column = QVBoxLayout(self)
        spread(column, desk.look, gap=CELL)
        column.addLayout(row)
        column.addWidget(self.notice)
        self.purpose.picked.connect(self._choose_purpose)
        self.example.picked.connect(self._pick)

    def begin(self) -> None:
        """Another goal is written now; the library may have changed since the last one."""
        self._forget()
        self._door.ask(self, goal_examples).then(self._show, self.notice.say, latest="goals.examples")

    def _forget(self) -> None:
        self._before, self._put = {}, {}
        self.example.set_value(None)
        self.notice.clear()

    def _show(self, examples: tuple[ExampleRow, ...]) -> None:
        self._examples = tuple(each for each in examples if each.place is not None)
        self.setVisible(bool(self._examples))
        offered = {each.purpose for each in self._examples}
        about = [(each, each.label) for each in GoalPurpose if each in offered]
        self.purpose.set_choices([(None, "About anything"), *about])
        self._choose_purpose(self.purpose.value())

    def _choose_purpose(self, purpose: GoalPurpose | None) -> None:
        chosen = [each for each in self._examples if purpose in {None, each.purpose}]
        self.example.set_choices(
            tuple(Match(each.id, each.statement, each.purpose.label, Icon.GOALS) for each in chosen)
        )

    def _pick(self, match: Match | None) -> None:
        example = next((each for each in self._examples if match is not None and each.id == match.id), None)
        if example is None:
            return
        told = self._told(example)
        typed = [name for name in told if self._stands(name)]
        differs = [name for name in typed if self._stands(name) != told[name]]
        self._before, self._put = {}, {}
        self._fill({name: text for name, text in told.items() if name not in typed})
        if differs:
            named = ", ".join(dict.fromkeys(f"“{self._label(name)}”" for name in differs))
            self.notice.offer_beside(
                f"What was empty is filled. What you typed stays in {named}.",
                "Replace it by the example",
                lambda: self._replace({name: told[name] for name in differs}),
            )
        else:
            self._offer_back()
        self._go_to_blank()

    def _told(self, example: ExampleRow) -> dict[str, str]:
        """By control, as `text_of` would give it; what the example leaves open isn't filled."""
        texts = {
            "statement": example.statement,
            "measure": example.measure,
            "achievable": example.achievable,
            "relevant": example.relevant,
            "target": self._written("target", example),
            "aim": self._written("aim", example),
            _CALLS: ",".join(call.value for call in example.calls),
        }
        return {name: text for name, text in texts.items() if text}

    def _written(self, name: str, example: ExampleRow) -> str:
        control = self._controls[name]
        if isinstance(control, DateEdit):
            return control.written(example.target)
        if isinstance(control, AimEdit) and example.aim is not None:
            return control.written(example.aim)
        return ""

    def _stands(self, name: str) -> str:
        """What stands there now; of the calls those that are ticked."""
        if name != _CALLS:
            return text_of(self._controls[name]).strip()
        return ",".join(call.value for call in Call if text_of(self._controls[f"{_CALLS}{call.value}"]))

    def _fill(self, told: Mapping[str, str]) -> None:
        for name, text in told.items():
            self._before.setdefault(name, self._stands(name))
            self._put[name] = text
            self._write(name, text)

    def _write(self, name: str, text: str) -> None:
        if name == _CALLS:
            ticked = text.split(",")
            for call in Call:
                box = self._controls[f"{_CALLS}{call.value}"]
                if isinstance(box, QCheckBox):
                    box.setChecked(call.value in ticked)
            return
        control = self._controls[name]
        if isinstance(control, QPlainTextEdit):  # so that its own Ctrl+Z takes it back, too
            cursor = QTextCursor(control.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(text)
        else:
            put_text(control, text)

    def _replace(self, told: Mapping[str, str]) -> None:
        self._fill(told)
        self._offer_back()
        self._go_to_blank()

    def _offer_back(self) -> None:
        self.notice.offer("The example stands in the form.", "Take the example back", self._take_back)

    def _take_back(self) -> None:
        """As it stood before; what was changed since the example came stays."""
        since = [name for name, text in self._put.items() if self._stands(name) != text]
        for name, text in self._before.items():
            if name not in since:
                self._write(name, text)
        self._forget()
        named = ", ".join(f"“{self._label(name)}”" for name in since)
        stays = f" What you changed since stays in {named}." if named else ""
        self.notice.inform(f"The example is taken back.{stays}")
        self.example.setFocus()

    def _label(self, name: str) -> str:
        return "Worked on at" if name == _CALLS else name_of(self._controls[name])

    def _go_to_blank(self) -> None:
        """To the first blank, marked so that typing fills it; else to what the person will do."""
        for control in self._controls.values():
            if isinstance(control, QPlainTextEdit) and _BLANK in control.toPlainText():
                cursor = control.document().find(_BLANK)
                control.setTextCursor(cursor)
                control.setFocus()
                return
        self._controls["statement"].setFocus()
