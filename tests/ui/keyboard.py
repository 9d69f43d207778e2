"""What tests ask of the keyboard on a page as it stands: letters that differ, and no key that does what isn't meant."""

from collections import defaultdict

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget

from ui.widgets.letters import letter
from ui.widgets.press import is_dangerous

Lettered = QAbstractButton | QLabel


def lettered(window: QWidget) -> list[tuple[str, Lettered]]:
    """Each visible button, tick and label of a field in this window that has a letter, with its letter."""
    found = [each for each in window.findChildren(QWidget) if isinstance(each, Lettered) and each.isVisible()]
    found = [each for each in found if each.window() is window.window()]  # a dialog above it is a page by itself
    heard = [each for each in found if isinstance(each, QAbstractButton) or each.buddy() is not None]
    return [(letter(each.text()), each) for each in heard if letter(each.text())]


def letter_faults(*windows: QWidget) -> list[str]:
    """Two with the same letter at once, within what is seen together, and dangerous ones that have a letter."""
    by_letter: dict[str, list[Lettered]] = defaultdict(list)
    for window in windows:
        for key, each in lettered(window):
            by_letter[key].append(each)
    alike = [
        f"Alt+{key} is {' and '.join(sorted(each.text() for each in found))}."
        for key, found in by_letter.items()
        if len(found) > 1
    ]
    dangerous = [
        f"{each.objectName()} is dangerous and has the letter {letter(each.text())}."
        for window in windows
        for each in window.findChildren(QAbstractButton)
        if is_dangerous(each) and letter(each.text())
    ]
    return [*alike, *dangerous, *(fault for window in windows for fault in _menu_faults(window))]


def focus_faults(window: QWidget, pressed: QWidget | None = None) -> list[str]:
    """That the keyboard stands on something dangerous, which was not itself pressed."""
    here = QApplication.focusWidget() or window.focusWidget()
    if here is None or here is pressed or not is_dangerous(here):
        return []
    return [f"The keyboard is on {here.objectName()}: the next Space or Return would do it."]


def check(window: QWidget, pressed: QWidget | None = None) -> None:
    """Hold the page against both, after something was pressed."""
    found = [*letter_faults(window), *focus_faults(window, pressed)]
    assert found == [], "; ".join(found)


def _menu_faults(window: QWidget) -> list[str]:
    faults = []
    for menu in window.findChildren(QMenu):
        letters = [letter(each.text()) for each in _entries(menu)]
        faults += [
            f"{menu.objectName()} has two entries with {each}."
            for each in {*letters}
            if each and letters.count(each) > 1
        ]
    return faults


def _entries(menu: QMenu) -> list[QAction]:
    return [each for each in menu.actions() if each.isVisible()]
