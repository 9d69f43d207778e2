"""The keys of every action at this desk: as they are shipped, or as somebody here has changed them.

One place: menus, tooltips, help and the search ask it, and what carries keys is told when they change.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.desk.preferences import Preferences
from ui.actions import OF_PAGES, SHELL, TO_TABS, ActionSpec, spec_of
from ui.language import as_read
from ui.navigation import PageName, TabName

Where = TabName | PageName | None  # where an action is done; none for the window's own
_ALSO = {"Ctrl++": ("Ctrl+=",)}  # the key of + without Shift
_OF_FIELDS = {
    "Ctrl+C": "copies what is chosen",
    "Ctrl+X": "cuts what is chosen",
    "Ctrl+V": "pastes",
    "Ctrl+A": "chooses everything in a field or list",
    "Ctrl+S": "saves the plan or the goal that is being written",
    "Ctrl+Z": "takes back what was typed",
    "Ctrl+Shift+Z": "types again what was taken back",
    "Ctrl+Y": "makes a change of the week again",
    "Ctrl+F4": "closes what is in front",
    "Ctrl+Ins": "copies what is chosen",
    "Shift+Ins": "pastes",
    "F10": "goes to the menu",
    "Shift+F10": "opens the menu of what is chosen",
}
_RATHER = "hold Ctrl with a letter, or take a function key."
_WALK = {"Tab", "Backtab", "Esc", "Return", "Enter", "Space", "Left", "Right", "Up", "Down", "Home", "End", "Backspace"}
_WALK |= {"Del", "Menu", "PgUp", "PgDown"}


@dataclass(frozen=True, slots=True)
class KnownAction:
    """An action, where it is done, and the keys that do it at this desk."""

    spec: ActionSpec
    where: Where
    keys: str
    lost: str = ""  # why it has none, where others chose or shipped before it have them

    @property
    def place(self) -> str:
        """Where, in words."""
        return self.where.title if self.where is not None else "Everywhere"

    @property
    def is_changed(self) -> bool:
        """Whether other keys do it than those that are shipped."""
        return self.keys != self.spec.shortcut


class Shortcuts(QObject):
    """`changed` when somebody has changed some; the words that name them are written anew then."""

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._known: dict[ActionSpec, Where] = dict.fromkeys((*SHELL, *TO_TABS.values()))
        self._carry: list[tuple[QAction | QShortcut, ActionSpec]] = []
        self._given: dict[ActionSpec, KnownAction] = {}
        self._give(self._known)
        for page, specs in OF_PAGES.items():
            self.know(page, specs)

    def of(self, spec: ActionSpec) -> str:
        """The keys of this action, such as "Ctrl+N"; nothing where it has none."""
        given = self._given.get(spec)
        return self._wanted(spec) if given is None else given.keys

    def named(self, name: str) -> str:
        """The keys of an action that is there by its name, for words on a page that tell of them, as " (Ctrl+F)"."""
        keys = next((self.of(spec) for _made, spec in self._carry if spec.name == name), "")
        return f" ({keys})" if keys else ""

    def know(self, where: Where, specs: Iterable[ActionSpec]) -> None:
        """These actions are there, whether or not anything does them yet."""
        new = [spec for spec in specs if self._known.get(spec, self) is not where]
        self._known.update(dict.fromkeys(new, where))
        self._give(new)
        for made, spec in self._carry:
            if spec in new and isValid(made):
                self._dress(made, spec)

    def known(self) -> tuple[KnownAction, ...]:
        """Every action that is known, the window's own first."""
        return tuple(self._given.values())

    def carry(self, made: QAction | QShortcut, spec: ActionSpec) -> None:
        """This does the action by its keys, as they are now and whenever they change."""
        self._carry = [each for each in self._carry if isValid(each[0])]
        self._carry.append((made, spec))
        self._dress(made, spec)

    def also_in(self, window: QWidget, name: str, run: Callable[[], object]) -> None:
        """The keys of the window's own action of this name do this in another window."""
        made = QShortcut(window)
        made.activated.connect(run)
        self.carry(made, spec_of(name))

    def change(self, spec: ActionSpec, keys: str) -> None:
        """From now on these keys do it; none for nothing."""
        self._preferences.keep_shortcut(spec.name, None if keys == spec.shortcut else keys)
        self._dress_all()

    def reset_all(self) -> None:
        """Every action has its shipped keys again."""
        for spec in self._known:
            self._preferences.keep_shortcut(spec.name, None)
        self._dress_all()

    def _wanted(self, spec: ActionSpec) -> str:
        kept = self._preferences.shortcut(spec.name)
        return spec.shortcut if kept is None else kept

    def _give(self, specs: Iterable[ActionSpec]) -> None:
        """Of actions that can meet and want the same keys the first has them: Qt would do neither, without a word."""
        for spec in specs:
            where, wanted = self._known[spec], self._wanted(spec)
            lost = next(_others(spec, where, wanted, self._given.values()), "") if wanted else ""
            self._given[spec] = KnownAction(spec, where, "" if lost else wanted, lost)

    def _dress_all(self) -> None:
        self._given.clear()
        self._give(self._known)
        for made, spec in self._carry:
            if isValid(made):
                self._dress(made, spec)
        self.changed.emit()

    def _dress(self, made: QAction | QShortcut, spec: ActionSpec) -> None:
        keys = self.of(spec)
        every = [QKeySequence(each) for each in (keys, *_ALSO.get(keys, ())) if each]
        if isinstance(made, QShortcut):
            made.setKeys(every)
        else:
            made.setShortcuts(every)
            made.setToolTip(hint(spec, keys))


def hint(spec: ActionSpec, keys: str) -> str:
    """The tooltip, with the keys."""
    tip = as_read(spec.tip)
    return f"{tip} ({keys})" if keys else tip


def why_not(spec: ActionSpec, where: Where, keys: str, known: Iterable[KnownAction]) -> str:
    """Why these keys can't do this action, naming what they do; nothing where they can.

    Two tabs may share keys: only one of them is in front.
    """
    if not keys or keys == spec.shortcut:
        return next(_others(spec, where, keys, known), "") if keys else ""
    key = "+" if keys.endswith("+") else keys.rpartition("+")[2]
    held = set(keys.removesuffix(key).split("+")) - {""}
    if not held and not _stands_alone(key):
        return f"{keys} alone types or walks: hold Ctrl with it, or take a function key."
    if held == {"Shift"} and not _stands_alone(key):
        return f"{keys} types: hold Ctrl with it, or take a function key."
    if keys in _OF_FIELDS:
        return f"{keys} {_OF_FIELDS[keys]}."
    if "Meta" in held or {"Ctrl", "Alt"} <= held or ("Alt" in held and key[1:].isdigit()):
        return f"{keys} belongs to the computer, or types letters such as é there: {_RATHER}"
    if key in _WALK:
        return f"{keys} walks, chooses or deletes in fields and lists: {_RATHER}"
    return next(_others(spec, where, keys, known), "")


def _others(spec: ActionSpec, where: Where, keys: str, known: Iterable[KnownAction]) -> Iterator[str]:
    for each in known:
        meet = each.where is where or each.where is None or where is None
        if meet and each.spec != spec and keys in (each.keys, *_ALSO.get(each.keys, ())):
            yield f"{keys} does “{each.spec.words}” ({each.place.lower() if each.where is None else each.place})."


def _stands_alone(keys: str) -> bool:
    """Keys that neither type nor walk: F1 to F35, and two that stand apart."""
    return keys in {"Ins", "Pause"} or (keys[0] == "F" and keys[1:].isdigit())


def letter_of_alt(keys: str) -> str:
    """The letter that is pressed with Alt alone, which goes to what has it underlined; nothing for other keys."""
    rest = keys.removeprefix("Alt+")
    return rest.upper() if rest != keys and len(rest) == 1 else ""
