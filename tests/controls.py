"""The controls that a test meets in a running window, held against `ui/controls.md`, which is written from them.

A control is declared once, where it is built: its object name and its words. The list is for those who automate the
window. Each tab's test opens every page and form of that tab, so that the list says what there is, no more and no less.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from tests.ui.keyboard import letter_faults
from ui.widgets.press import is_dangerous

LIST = Path(__file__).parents[1] / "ui" / "controls.md"
ANEW = "python3 run.py test tests/ui -k controls --write-controls"
HEAD = f"""# The names of the controls

For those who automate the window: each name that a control, a sentence or a part of the window has, what it is, its
words (as a screen reader says them) and the module that builds it. N stands for a number, counted from 1. A dangerous
button ends, undoes or takes back something: no letter presses it and the keyboard is never put on it.

A control is declared where it is built. This list is written from the running window by tests: change the code, then

    {ANEW}
"""

_ACTS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTabBar)
_KINDS: tuple[tuple[type, str], ...] = (
    (QAction, "action"),
    (QTabBar, "tabs"),
    (QCheckBox, "tick"),
    (QAbstractButton, "button"),
    (QComboBox, "choice"),
    (QAbstractItemView, "list"),
    (QLineEdit, "line"),
    (QPlainTextEdit, "text"),
    (QLabel, "sentence"),
    (QDialog, "dialog"),
)
_QTS_OWN = ("qt_", "_q_", "QtPrivate", "ScrollLeftButton", "ScrollRightButton")
_PIECES = "ui.widgets.labels_and_buttons"  # what everything is built of
_SHARED = ("ui.widgets.", "ui.tables.")


@dataclass(frozen=True, slots=True)
class Control:
    """One line of the list."""

    name: str
    kind: str
    words: str
    module: str

    @property
    def line(self) -> str:
        """As it stands in the list."""
        return f"| `{self.name}` | {self.kind} | {self.words.replace('|', '/')} | {self.module} |"


class Met:
    """What a test has met so far. `meet` looks at a window as it stands; `differences` compares with the list."""

    def __init__(self, *, write: bool = False, file: Path = LIST) -> None:
        self.controls: dict[str, Control] = {}
        self.wrong: set[str] = set()
        self._write, self._file = write, file

    def meet(self, *windows: QWidget, but_within: type[QWidget] | None = None) -> None:
        """Everything with a name below these; noted is what acts without a name or words, or has another's letter."""
        for window in windows:
            self.wrong.update(letter_faults(window))
            for each, place in _named_or_acting(window):
                if but_within is None or not any(isinstance(above, but_within) for above in (place, *_above(place))):
                    self._add(each, place)

    def differences(self, section: str) -> list[str]:
        """What differs from the list's section of this name, in sentences; with `write` the section is written anew."""
        lines = {name: self.controls[name].line for name in sorted(self.controls)}
        if self._write:
            _write_section(self._file, section, lines)
        listed = sections(self._file.read_text(encoding="utf-8")).get(section, {})
        anew = f"If it is meant: {ANEW}"
        return sorted(
            [
                *self.wrong,
                *(f"{name} is in no line of {section}. {anew}" for name in lines.keys() - listed.keys()),
                *(
                    f"{name} is listed under {section} and was never met. {anew}"
                    for name in listed.keys() - lines.keys()
                ),
                *(
                    f"{name} is listed as {listed[name]} and is {lines[name]}. {anew}"
                    for name in lines.keys() & listed.keys()
                    if lines[name] != listed[name]
                ),
            ]
        )

    def unlisted(self) -> list[str]:
        """What was met and stands in no section, and what is wrong in itself, in sentences."""
        anew = f"Open it in the test of its tab's controls, then: {ANEW}"
        return sorted(self.wrong) + sorted(f"{name} isn't listed. {anew}" for name in self.controls.keys() - listed())

    def _add(self, each: QWidget | QAction, place: QWidget | QAction) -> None:
        kind, words, module = _kind(each), _words(each), _module(place)
        if isinstance(each, (*_ACTS, QAction)):
            if not each.objectName():
                self.wrong.add(f"A {kind} of {module} has no name: {words or type(each).__name__}.")
            elif not words and (isinstance(each, QAction) or not each.isHidden()):
                self.wrong.add(f"{each.objectName()} of {module} doesn't say what it does.")
        name = re.sub(r"(?<=[._])\d+(?=\.|$)", "N", each.objectName())
        if name and (name not in self.controls or not self.controls[name].words):
            self.controls[name] = Control(name, kind, words, module)


def sections(text: str) -> dict[str, dict[str, str]]:
    """The list: each section with its lines by name."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("## "):
            found[line[3:]] = {}
        elif line.startswith("| `"):
            found[next(reversed(found))][line.split("`")[1]] = line
    return found


def _write_section(file: Path, section: str, lines: dict[str, str]) -> None:
    kept = sections(file.read_text(encoding="utf-8")) if file.exists() else {}
    kept[section] = lines
    parts = [HEAD]
    for name in sorted(kept):
        parts += [f"## {name}\n", "| name | what it is | its words | built in |\n|---|---|---|---|"]
        parts[-1] += "".join(f"\n{line}" for line in kept[name].values()) + "\n"
    file.write_text("\n".join(parts), encoding="utf-8", newline="\n")


def _named_or_acting(window: QWidget) -> Iterator[tuple[QWidget | QAction, QWidget | QAction]]:
    """What it has, each with where it belongs: what a line of type-ahead has found is a window by itself."""
    for widget in (window, *window.findChildren(QWidget)):
        if not _is_qts_own(widget) and (widget.objectName() or isinstance(widget, _ACTS)):
            yield widget, widget
    for action in window.findChildren(QAction):
        if action.objectName() and not action.objectName().startswith(_QTS_OWN):
            yield action, action
    for completer in window.findChildren(QCompleter):
        line = completer.parent()
        if isinstance(line, QWidget):
            yield completer.popup(), line


def _is_qts_own(widget: QWidget) -> bool:
    """What Qt makes within its own controls."""
    within = any(isinstance(each, (QComboBox, QLineEdit, QTabBar, QAbstractItemView)) for each in _above(widget))
    ours = type(widget).__module__.startswith("PySide6.QtCore")
    return within or ours or isinstance(widget, QScrollBar) or widget.objectName().startswith(_QTS_OWN)


def _above(each: QWidget | QAction) -> Iterator[QWidget]:
    parent = each.parent()
    while isinstance(parent, QWidget):
        yield parent
        parent = parent.parent()


def _kind(each: QWidget | QAction) -> str:
    word = next((word for kind, word in _KINDS if isinstance(each, kind)), "part")
    return f"dangerous {word}" if isinstance(each, QWidget) and is_dangerous(each) else word


def _words(each: QWidget | QAction) -> str:
    """As a screen reader says it; a button with its description: of "Change…" it says what is changed."""
    if isinstance(each, QWidget) and each.accessibleName():
        said = each.accessibleName()
    else:
        said = re.sub(r"&(?!&)", "", each.text()) if isinstance(each, (QAction, QAbstractButton)) else ""
    is_plain = isinstance(each, QAbstractButton) and not isinstance(each, QCheckBox)
    return f"{said} ({each.accessibleDescription()})" if is_plain and each.accessibleDescription() else said


def _module(each: QWidget | QAction) -> str:
    """The module that builds it: of the nearest widget above that is ours, and no shared one where there is another."""
    above = (each, *_above(each)) if isinstance(each, QWidget) else tuple(_above(each))
    ours = [type(widget).__module__ for widget in above if type(widget).__module__.startswith("ui.")]
    builders = [module for module in ours if module != _PIECES] or ours
    return next((module for module in builders if not module.startswith(_SHARED)), builders[0] if builders else "")


def listed() -> dict[str, str]:
    """Each name of the list with the module that builds it."""
    text = LIST.read_text(encoding="utf-8")
    return {
        name: line.split(" | ")[-1].rstrip(" |") for lines in sections(text).values() for name, line in lines.items()
    }
