"""Letters with Alt: while a form is open, they are the form's alone; nothing beside it can be pressed by one.

Each button, label and tick keeps the one letter that its words are written with, always the same; those outside the
open form go without until it is left. So a letter meant for the form never does a deed of the page behind it, and
letters have to differ only within a form, and among what the page offers by itself.
"""

import re

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from shiboken6 import isValid

_KEPT = "letter_words"  # the words with their letter, of what goes without it meanwhile
_open: list[QWidget] = []


def letter(text: str) -> str:
    """The letter of these words in upper case, or nothing."""
    found = re.search(r"(?<!&)(?:&&)*&([^&\s])", text)
    return found.group(1).upper() if found else ""


def without(text: str) -> str:
    """The same words, without their letter."""
    return re.sub(r"&(&?)", r"\1\1", text)


def as_shown(widget: QWidget, text: str) -> str:
    """These words as they can stand now: a form that is open elsewhere in the window has the letters."""
    form = _form_of(widget)
    if form is None or form.isAncestorOf(widget) or not letter(text):
        widget.setProperty(_KEPT, None)
        return text
    widget.setProperty(_KEPT, text)
    return without(text)


def take(form: QWidget) -> None:
    """This form is shown: the letters are its own."""
    if form not in _open:
        _open.append(form)
    _settle(form.window())


def give_back(form: QWidget) -> None:
    """This form is left: the page has its letters again, or the form that this one was opened in."""
    if form in _open:
        _open.remove(form)
        _settle(form.window())


def _form_of(widget: QWidget) -> QWidget | None:
    _open[:] = [each for each in _open if isValid(each)]
    window = widget.window()
    return next((each for each in reversed(_open) if each.window() is window), None)


def _settle(window: QWidget) -> None:
    for label in window.findChildren(QLabel):
        if label.buddy() is not None:
            _write(label)
    for pressed in window.findChildren(QAbstractButton):
        _write(pressed)


def _write(lettered: QLabel | QAbstractButton) -> None:
    kept, shown = lettered.property(_KEPT), lettered.text()
    written = kept if kept and without(kept) == shown else shown
    now = as_shown(lettered, written)
    if now != shown:
        lettered.setText(now)
        lettered.setProperty(_KEPT, written if now != written else None)  # a button's own look at it forgets
