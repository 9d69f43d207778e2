"""Somebody who sees no window: what assistive technology tells them, and what it does for them.

They find things by role and name, press and tick by the action interface, and type by that of text. No widget is seen
or called; a key goes to the window that has the keyboard. Names end where a colon or the end does, as they are heard.
"""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QGuiApplication
from PySide6.QtTest import QTest

from tests.ui.spoken import name_of

Role = QAccessible.Role
_MOST_TABS = 80
A_GOAL = {
    "What the person will do": "I will make my breakfast",
    "How it is measured": "made on 6 of 7 days",
    "Why it is achievable": "stands for ten minutes",
    "How it serves the purpose": "no morning call",
    "Target date": "+20",
}
ENDING = (  # what the form says before
    "Asks for nothing more; that no further action is needed is dated in Goals. In the statutory return: “NFA: Support "
    "ended as planned”. ASCOF 2A counts it as a success for somebody without long-term support in the 90 days before, "
    "unless long-term support, a short care-home stay or a death follows within 7 days."
)
_Actions = QAccessibleActionInterface


class Reader:
    """`heard` is what was announced, in order. After each deed `wait` returns once everything has been answered.

    `until` waits for something: a button that is pressed so stays down for a moment, and does its deed as it comes up.
    """

    def __init__(
        self,
        window: QAccessibleInterface,
        wait: Callable[[], None],
        until: Callable[[Callable[[], bool]], object],
        heard: list[str],
    ) -> None:
        self._window, self._wait, self._until, self.heard = window, wait, until, heard

    def all(self, role: Role) -> list[str]:
        """The names of everything of this role that can be come to now."""
        return [name_of(each) for each in self._told() if each.role() is role]

    def press(self, name: str, role: Role = Role.Button) -> None:
        """Press a button, a tab of the window, or tick a box."""
        self._act(self._find(role, name), _Actions.toggleAction() if role is Role.CheckBox else _Actions.pressAction())

    def go_to(self, name: str) -> None:
        """Press Tab until what has the keyboard begins so, a cell too: not all of Qt's takes it by an action."""
        passed = []
        for _ in range(_MOST_TABS):
            if self.here.startswith(name):
                return
            passed.append(self.here)
            self.key(Qt.Key.Key_Tab)
        pytest.fail(f"the Tab key doesn't lead to {name}, but to {passed}")

    def type(self, name: str, text: str) -> None:
        """Say what stands in a field."""
        field = self._find(Role.EditableText, name).editableTextInterface()
        assert field is not None, f"{name} takes no text"
        before = self._find(Role.EditableText, name).text(QAccessible.Text.Value)
        field.replaceText(0, len(before), text)
        self._wait()

    def choose(self, table: str, cell: str) -> None:
        """Choose the row of a list that has this cell."""
        found = self._find(Role.Table, table)
        rows = [found.child(number) for number in range(found.childCount())]
        wanted = next(each for each in rows if each.text(QAccessible.Text.Name).startswith(cell))
        selection = found.selectionInterface()
        assert selection is not None
        selection.select(wanted)
        self._wait()

    def key(self, key: Qt.Key) -> None:
        """Press a key."""
        window = QGuiApplication.focusWindow()
        assert window is not None
        QTest.keyClick(window, key)
        self._wait()

    def is_ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self._find(Role.CheckBox, name).state().checked)

    @property
    def here(self) -> str:
        """The name of what has the keyboard."""
        found = self._window.focusChild()
        return name_of(found) if found is not None else ""

    def _act(self, on: QAccessibleInterface, action: str) -> None:
        actions = on.actionInterface()
        assert actions is not None
        assert action in actions.actionNames(), f"{name_of(on)} offers {actions.actionNames()}"
        assert not on.state().disabled, f"{name_of(on)} can't be used"
        actions.doAction(action)
        self._until(lambda: not on.isValid() or not on.state().pressed)
        self._wait()

    def _find(self, role: Role, name: str) -> QAccessibleInterface:
        found = [each for each in self._told() if each.role() is role and _is_called(name_of(each), name)]
        assert len(found) == 1, f"{role.name} “{name}” is there {len(found)} times; there are {self.all(role)}"
        return found[0]

    def _told(self) -> Iterator[QAccessibleInterface]:
        yield from _in(self._window)


def _in(told: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield told
    for number in range(told.childCount()):
        child = told.child(number)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from _in(child)


def _is_called(told: str, name: str) -> bool:
    return told == name or told.startswith(f"{name}: ")
