"""Another style sheet is put on a widget at a time, over many turns of the event loop; Qt would hold the window for it.

Qt dresses every widget of the program within one call, those of seven hidden tabs among them, and twice: once without a
sheet, once with the new one. Here each widget says that it was never dressed, so that Qt passes it by where the
application's sheet is changed, and then each is dressed as Qt does it, what is in sight first.
"""

from collections import deque
from collections.abc import Callable
from math import inf
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.door.turns import line_up

_TURN_S = 0.008  # what a turn may take; the layouts that follow from it take as much again
_FEW = 150  # widgets that are dressed at once: a dialog by itself, a window at its start
_DRESSED, _HAS_OWN_STYLE = Qt.WidgetAttribute.WA_WState_Polished, Qt.WidgetAttribute.WA_SetStyle


class Dresser(QObject):
    """`put_on` calls `seen` when all that is in sight wears the new sheet, and again when the hidden ones do too.

    `draw_sign` is called with each widget there is, whether or not it was ever dressed.
    """

    def __init__(
        self, app: QApplication, seen: Callable[[], None], draw_sign: Callable[[QWidget], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._app, self._seen, self._draw_sign = app, seen, draw_sign
        self._change: Callable[[], None] | None = None  # what the application isn't given yet
        self._to_pass: deque[QWidget] = deque()  # those that Qt would still dress
        self._passed: set[QWidget] = set()  # that Qt passes by since an earlier change
        self._in_sight: deque[QWidget] = deque()
        self._hidden: deque[QWidget] = deque()
        self._is_sight_told = False
        self._still: list[QWidget] = []  # windows that aren't painted while they wear some of both
        self._is_at_it = False

    @property
    def is_at_it(self) -> bool:
        """Whether some widgets still wear the sheet before."""
        return self._is_at_it

    def put_on(self, change: Callable[[], None]) -> None:
        """`change` gives the application its font, palette and sheet; begun anew where the one before isn't through."""
        self._passed |= {*self._in_sight, *self._hidden}
        self._change = change
        self._in_sight, self._hidden = deque(), deque()
        self._to_pass = deque(self._app.allWidgets())
        if len(self._to_pass) <= _FEW:
            self._pass_until(inf)
            self._give()
            _dress_until(inf, self._in_sight)
            _dress_until(inf, self._hidden)
            self._is_at_it = False
            self._paint_again()
            self._seen()
            return
        for each in self._app.topLevelWidgets():
            if each.isVisible() and each.updatesEnabled():
                self._still.append(each)
                each.setUpdatesEnabled(False)
        self._is_sight_told = False
        if not self._is_at_it:
            self._is_at_it = True
            line_up(self, self._take_turn)

    def _pass_until(self, moment: float) -> None:
        """At least one."""
        while self._to_pass:
            each = self._to_pass.popleft()
            if not isValid(each):
                continue
            self._draw_sign(each)
            if each in self._passed or _is_dressed_by_the_application(each):
                each.setAttribute(_DRESSED, False)
                each.setAttribute(_HAS_OWN_STYLE, True)
                (self._in_sight if each.isVisible() else self._hidden).append(each)
            if perf_counter() >= moment:
                return

    def _give(self) -> None:
        """One widget of ours keeps a sheet of its own meanwhile, or Qt forgets what each wore underneath."""
        change, self._change = self._change, None
        self._passed.clear()
        keeps = QWidget()
        keeps.setStyleSheet("QWidget {}")
        self._app.setStyleSheet("")
        if change is not None:
            change()

    def _take_turn(self) -> None:
        if self._is_at_it:
            self._dress_some()
        if self._is_at_it:
            line_up(self, self._take_turn)

    def _dress_some(self) -> None:
        """A turn's worth; what follows once all in sight is dressed, or all there is, has a turn of its own."""
        if self._to_pass:
            self._pass_until(perf_counter() + _TURN_S)
        elif self._change is not None:
            self._give()
        elif self._in_sight:
            _dress_until(perf_counter() + _TURN_S, self._in_sight)
        elif not self._is_sight_told:
            self._is_sight_told = True
            self._seen()
        elif self._still:  # what is in sight was laid out meanwhile: a paint has a turn of its own
            self._paint_again()
        elif self._hidden:
            _dress_until(perf_counter() + _TURN_S, self._hidden)
        else:
            self._is_at_it = False
            self._seen()

    def _paint_again(self) -> None:
        still, self._still = self._still, []
        for each in still:
            if isValid(each):
                each.setUpdatesEnabled(True)


def _is_dressed_by_the_application(widget: QWidget) -> bool:
    return widget.testAttribute(_DRESSED) and not widget.testAttribute(_HAS_OWN_STYLE)


def _dress_until(moment: float, waiting: deque[QWidget]) -> None:
    """At least one."""
    while waiting:
        _dress(waiting.popleft())
        if perf_counter() >= moment:
            return


def _dress(widget: QWidget) -> None:
    """As Qt does it where the sheet of the whole application changes."""
    if isValid(widget):
        widget.setAttribute(_HAS_OWN_STYLE, False)
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.Polish))
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
