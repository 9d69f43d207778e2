"""The texts of a page that are to be pasted elsewhere, and which of them one key copies: the one in front."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

from PySide6.QtWidgets import QApplication, QWidget


@dataclass(frozen=True, slots=True)
class TextToPaste:
    """A text that stands ready. `beside` is what it is about, in sight while there is one; `copy` also says so.

    `is_done`: of a step that is ticked already, so that nobody waits for it.
    """

    beside: QWidget
    copy: Callable[[], object]
    is_done: bool = False


def text_in_front(ready: Iterable[TextToPaste]) -> TextToPaste | None:
    """The one where the keyboard is; else the first that somebody waits for; else the first. None where none stands."""
    shown = [each for each in ready if each.beside.isVisible()]
    here = QApplication.focusWidget()
    by_keyboard = (each for each in shown if here is not None and _is_in(here, each.beside))
    waited_for = (each for each in shown if not each.is_done)
    return next(chain(by_keyboard, waited_for, shown), None)


def _is_in(here: QWidget, whole: QWidget) -> bool:
    return here is whole or whole.isAncestorOf(here)
