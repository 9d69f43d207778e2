"""What a meeting does about whoever it talks about: a decision with its note, and an action with its owner and day."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from app.queries.office.choices import StaffChoice
from models.values import london_day
from models.vocabulary.meetings import DecisionKind
from models.vocabulary.staff import GOAL_SETTERS
from ui.desk import Desk
from ui.icons import Icon
from ui.theme import RELATED
from ui.widgets.asked_tick import AskedTick
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.date_edit import DateEdit
from ui.widgets.form_draft import FormDraft
from ui.widgets.labels_and_buttons import button, words
from ui.widgets.mending import Mending, Needed
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.press import Press
from ui.widgets.type_ahead import Match, TypeAhead
from ui.widgets.typing_kept import TypingKept

DECISION = frozenset({"kind", "setter", "note"})  # the fields of its draft that a decision stores
ACTION = frozenset({"what", "owner", "due"})


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody wants to record as decided."""

    kind: DecisionKind
    note: str
    goal_setter: UUID | None


@dataclass(frozen=True, slots=True)
class Assigned:
    """What somebody is to take on, and by when."""

    what: str
    owner: UUID
    due: date
    due_is_meant: bool = False


class MeetingDeeds(QWidget):
    """`decided` and `assigned` are wishes; what one still lacks is said in the notice that the tab gives."""

    decided = Signal(object)
    assigned = Signal(object)

    def __init__(self, desk: Desk, notice: NoticeBar) -> None:
        super().__init__()
        look = desk.look
        self._clock, self._look = desk.clock, look
        self.kind: ChoiceBox[DecisionKind] = ChoiceBox(look, "meetings.decision", "What is decided")
        self.setter = TypeAhead(look, "meetings.setter", "Who sets the goals")
        self.note = QLineEdit()
        self.decide = button(look, "&Record decision", "meetings.decide", Icon.TICK, kind="primary", press=Press.STORES)
        self.what = QLineEdit()
        self.owner = TypeAhead(look, "meetings.owner", "Who does it")
        self.due = DateEdit(desk.clock, "meetings.due")
        self.due_is_meant = AskedTick("meetings.due_is_meant", "This day is meant", self.due)
        self.assign = button(look, "A&ssign", "meetings.assign", Icon.ACTION, press=Press.STORES)
        self._decision_label = words("&Decision", wrap=False)
        self._action_label = words("A&ction", wrap=False)
        self._build(desk)
        fields: dict[str, QWidget] = {"kind": self.kind, "setter": self.setter, "note": self.note, "what": self.what}
        self.draft = FormDraft(desk, {**fields, "owner": self.owner, "due": self.due}, self)
        self.kept = TypingKept(desk, self.draft)
        self._grid.addWidget(self.due_is_meant, 2, 4, 1, 2)
        self._grid.addWidget(self.kept, 3, 0, 1, self._grid.columnCount())
        self.mending = Mending(self, notice, {"reason": "note"})
        self._connect()

    def show_staff(self, staff: tuple[StaffChoice, ...]) -> None:
        """Who can take something on, or set goals."""
        everybody = tuple(Match(each.id, each.name, each.role.label) for each in staff)
        setters = {each.id for each in staff if each.role in GOAL_SETTERS}
        self.owner.set_choices(everybody)
        self.setter.set_choices(tuple(each for each in everybody if each.id in setters))

    def begin(self, form: str, *, about_person: bool, due_in: timedelta) -> None:
        """Somebody else is talked about: what was typed about them before comes back."""
        self.draft.leave()
        for line in (self.note, self.what):
            line.clear()
        self.kind.set_value(None)
        self.setter.set_value(None)
        self.owner.set_value(None)
        self.due.set_value(london_day(self._clock.now()) + due_in)
        for each in (self._decision_label, self.kind, self.note, self.decide):
            each.setVisible(about_person)
        self._kind_picked(None)
        self.draft.open(form, own=("due",))

    def prepare(self, kind: DecisionKind) -> None:
        """Choose this decision, and go to what it still needs."""
        self.kind.set_value(kind)
        self._kind_picked(kind)
        (self.setter if kind is DecisionKind.GOAL_SETTER else self.note).setFocus()

    def decision_kept(self) -> None:
        """The decision is recorded, and its draft has let go of it: the next one begins empty."""
        self._kind_picked(self.kind.value())
        self.kind.setFocus()

    def action_kept(self) -> None:
        """The action is assigned, and its draft has let go of it: the next one begins with its words."""
        self.what.setFocus()

    def _send_decision(self) -> None:
        kind, setter = self.kind.value(), self.setter.value()
        lacks_none = self.mending.finds_nothing(
            (Needed(self.kind, self.kind.value, "Choose what is decided."),), only=True
        )
        if not lacks_none or kind is None:
            return
        named = setter.id if setter is not None and kind is DecisionKind.GOAL_SETTER else None
        self.decided.emit(Decided(kind, self.note.text(), named if isinstance(named, UUID) else None))

    def _send_action(self) -> None:
        owner, due = self.owner.value(), self.due.value()
        needed = (
            Needed(self.owner, self.owner.value, "Type a few letters of the name and pick it from the list."),
            Needed(self.due, self.due.value, self.due.problem or "Say by which day it is to be done."),
        )
        if not self.mending.finds_nothing(needed, only=True) or owner is None or due is None:
            return
        if isinstance(owner.id, UUID):
            self.assigned.emit(Assigned(self.what.text(), owner.id, due, self.due_is_meant.is_told()))

    def _kind_picked(self, kind: DecisionKind | None) -> None:
        asks_setter = kind is DecisionKind.GOAL_SETTER
        self._grid.addWidget(self.note, 0, 2, 1, 1 if asks_setter else 2)
        self.setter.setVisible(asks_setter and not self.kind.isHidden())

    def _build(self, desk: Desk) -> None:
        theme = desk.look.theme
        self.kind.set_choices([(kind, kind.label) for kind in DecisionKind])
        self.setter.setAccessibleName("Who sets the goals")
        self.owner.setAccessibleName("Who does it")
        self.due.setAccessibleName("Due")
        for line, name, said in (
            (self.note, "meetings.note", "Why, or what exactly"),
            (self.what, "meetings.what", "What is to be done"),
        ):
            line.setObjectName(name)
            line.setPlaceholderText(said)
            line.setAccessibleName(said)
        for label, buddy in ((self._decision_label, self.kind), (self._action_label, self.what)):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            label.setBuddy(buddy)
            buddy.setAccessibleName(label.text().replace("&", ""))
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.gap(RELATED))
        for column in (1, 2, 3):
            grid.setColumnStretch(column, 1)
        for column, widget in enumerate((self._decision_label, self.kind, self.note, self.setter, self.decide)):
            grid.addWidget(widget, 0, column)
        grid.addWidget(self._action_label, 1, 0)
        grid.addWidget(self.what, 1, 1, 1, 2)
        grid.addWidget(self.owner, 1, 3)
        grid.addWidget(self.due, 1, 4)
        grid.addWidget(self.assign, 1, 5)
        grid.addWidget(self.decide, 0, 4, 1, 2)
        for each in (self.assign, self.decide):
            each.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.kind.setMinimumContentsLength(8)
        self.kind.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        desk.look.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        theme = self._look.theme
        self.owner.setMinimumWidth(theme.px(100))
        self.due.setFixedWidth(theme.px(128))

    def _connect(self) -> None:
        self.kind.picked.connect(self._kind_picked)
        self.decide.clicked.connect(self._send_decision)
        self.note.returnPressed.connect(self._send_decision)
        self.assign.clicked.connect(self._send_action)
        for line in (self.what, self.due):
            line.returnPressed.connect(self._send_action)
