"""The keys of every action: looked up, changed by pressing others, and put back as they were shipped."""

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from ui.actions import ActionSpec
from ui.desk import Desk
from ui.navigation import PageName
from ui.pages.page import Page
from ui.shortcuts import KnownAction, Where, letter_of_alt, why_not
from ui.states import State
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.text import count
from ui.theme import RELATED
from ui.widgets.flow import Flow
from ui.widgets.grown import grow
from ui.widgets.hidden_by_filter import HiddenByFilter
from ui.widgets.keys_edit import KeysEdit
from ui.widgets.labels_and_buttons import Field, Panel, button
from ui.widgets.letters import letter

_HINT = "Hold Ctrl with a letter, or take a function key."
_WIDEST = 360  # px


class ShortcutsPage(Page):
    """What is changed holds at once, in every window of this desk."""

    name = PageName.SHORTCUTS
    says = "Choose an action and press the keys that are to do it. It holds for this computer and whoever is logged in."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
        self.seek = QLineEdit()
        self.seek.setObjectName("shortcuts.seek")
        self.seek.setClearButtonEnabled(True)
        self._model = RowTableModel(_COLUMNS, lambda each: each.spec.name)
        self.actions_list = TableView(
            look, self._model, "shortcuts.list", "Actions and their keys", preferences=desk.preferences
        )
        self.total = HiddenByFilter(look, self.seek, "shortcuts", "action")
        self.panel = Panel(look, "Keys", "shortcuts.panel")
        self.keys = KeysEdit("shortcuts.keys")
        self.field = Field(look, "&Keys", self.keys, _HINT)
        self.take = button(look, "&Use these keys", "shortcuts.take", kind="primary")
        self.none = button(look, "&No keys", "shortcuts.none")
        self.usual = button(look, "&As shipped", "shortcuts.usual")
        self.all_usual = button(look, "A&ll as shipped", "shortcuts.all_usual", kind="quiet")
        self._build()
        self.seek.textChanged.connect(self._seek)
        self.actions_list.chosen.connect(self._show_action)
        self.actions_list.opened.connect(self._enter_keys)
        self.keys.pressed_keys.connect(self._weigh)
        self.take.clicked.connect(self._take)
        self.none.clicked.connect(self._take_none)
        self.usual.clicked.connect(self._reset)
        self.all_usual.clicked.connect(self._reset_all)
        desk.shortcuts.changed.connect(self._show)

    def refresh(self) -> None:
        self._show()
        if self.actions_list.current() is None:
            self.actions_list.choose_first()
        self.arrived()

    def _show(self) -> None:
        known = self.desk.shortcuts.known()
        self.actions_list.show_rows(known)
        self.total.say(self._model.rowCount(), len(known))
        changed, lost = sum(each.is_changed for each in known), sum(bool(each.lost) for each in known)
        without = f", {count(lost, 'action')} without the keys that another has" if lost else ""
        self.panel.set_aside(f"{count(changed, 'action')} changed{without}" if changed else "All as shipped")
        self.all_usual.setEnabled(bool(changed))
        self._show_action(self.actions_list.current())

    def _seek(self, typed: str) -> None:
        self._model.seek(typed)
        self.total.say(self._model.rowCount(), len(self.desk.shortcuts.known()))
        if self.actions_list.current() is None:
            self.actions_list.choose_first()

    def _show_action(self, chosen: KnownAction | None) -> None:
        self.panel.set_title(f"Keys of “{chosen.spec.words}”" if chosen is not None else "Keys")
        self.keys.setText(chosen.keys if chosen is not None else "")
        self.keys.setEnabled(chosen is not None)
        self.none.setEnabled(chosen is not None and bool(chosen.keys))
        self.usual.setEnabled(chosen is not None and chosen.is_changed)
        self.take.setEnabled(False)
        self.field.say(chosen.lost if chosen is not None else "")

    def _enter_keys(self, _chosen: KnownAction) -> None:
        self.keys.setFocus()

    def _weigh(self, keys: str) -> None:
        """Whether they can be taken is said as soon as they are pressed."""
        chosen = self.actions_list.current()
        if chosen is not None:
            wrong = self._why_not(chosen.spec, chosen.where, keys)
            self.field.say(wrong)
            self.take.setEnabled(not wrong and keys != chosen.keys)

    def _why_not(self, spec: ActionSpec, where: Where, keys: str) -> str:
        alt = letter_of_alt(keys)
        if alt:
            named = _with_letter(alt)
            does = f"{keys} goes to “{named}”" if named else f"{keys} goes to what has {alt} underlined"
            return f"{does}: letters with Alt belong to buttons and fields."
        return why_not(spec, where, keys, self.desk.shortcuts.known())

    def _take(self) -> None:
        self._change(self.keys.text(), "{} is done by {} from now on.")

    def _take_none(self) -> None:
        self._change("", "{} has no keys from now on.")

    def _reset(self) -> None:
        chosen = self.actions_list.current()
        wrong = self._why_not(chosen.spec, chosen.where, chosen.spec.shortcut) if chosen is not None else ""
        if wrong:
            self.field.say(wrong)
        elif chosen is not None:
            self._change(chosen.spec.shortcut, "{} has its shipped keys again.")

    def _change(self, keys: str, done: str) -> None:
        chosen = self.actions_list.current()
        if chosen is not None:
            self.desk.shortcuts.change(chosen.spec, keys)
            self.notice.tell(done.format(f"“{chosen.spec.words}”", keys))
            self.actions_list.setFocus()

    def _reset_all(self) -> None:
        self.desk.shortcuts.reset_all()
        self.notice.tell("Every action has its shipped keys again.")
        self.actions_list.setFocus()

    def _build(self) -> None:
        for line in (self.seek, self.keys):
            grow(self.look, line, QWidget.setMaximumWidth, _WIDEST)
        self.body.addWidget(Field(self.look, "&Search", self.seek))
        self.body.addWidget(self.actions_list, 1)
        self.body.addWidget(self.total)
        self.panel.body.addWidget(self.field)
        deeds = Flow(self.look.theme.gap(RELATED))
        for each in (self.take, self.none, self.usual, self.all_usual):
            deeds.addWidget(each)
        self.panel.body.addLayout(deeds)
        self.body.addWidget(self.panel)


def _with_letter(wanted: str) -> str:
    """What has this letter on any window of the program, in its words; nothing where nothing has."""
    for each in QApplication.allWidgets():
        heard = isinstance(each, QAbstractButton) or (isinstance(each, QLabel) and each.buddy() is not None)
        if heard and isinstance(each, QAbstractButton | QLabel) and letter(each.text()) == wanted:
            return each.text().replace("&", "")
    return ""


_COLUMNS = (
    Column[KnownAction]("action", "Action", lambda each: each.spec.words, width=200, bold=True),
    Column[KnownAction](
        "keys",
        "Keys",
        lambda each: each.keys or "none",
        width=130,
        state=lambda each: State.SOON if each.is_changed else None,
        spoken=lambda each: f"{each.keys or 'none'}{', changed' if each.is_changed else ''}",
    ),
    Column[KnownAction]("place", "Where", lambda each: each.place, width=130),
    Column[KnownAction]("tip", "What it does", lambda each: each.spec.tip, quiet=True),
)
