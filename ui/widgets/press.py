"""What pressing a button does to the records, as data; the rules of focus and letters, and their tests, read the mark.

Dangerous is what ends, undoes, takes back, freezes or reports something that other desks act on at once: a death
reported, confirmed or undone; an end, a reopening, a closing; a start undone; a referral declined, signposted or
withdrawn; capacity given back or released; an agreement issued or refused; a hand-over or its abandoning; a goal closed
or reopened; a rating, a reduction or a note taken back; a version finished; a meeting finished. The button that opens
the form of such a deed carries the same mark as the button that does it. Such a button has no letter, the keyboard is
never put on it, and Return in a field never presses it: it takes a click, or a key while the keyboard is on it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget
from shiboken6 import isValid

from ui import icons
from ui.icons import Icon
from ui.language import as_read, mark_language
from ui.overrides import override_of_qt
from ui.widgets import letters

_MARK = "press"
_LONGEST_WORD = "responsibilities"  # of a sentence beside a box: it may be no narrower
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap.value
_WRAPPED |= Qt.TextFlag.TextShowMnemonic.value
_ANY_HEIGHT, _AROUND = 10_000, 4  # px
RETURN = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Press(Enum):
    """What one press does by itself."""

    OPENS = "opens"  # shows or asks something: nothing is stored
    STORES = "stores"  # stores at once, and nobody is harmed by it
    DANGEROUS = "dangerous"


class Button(QPushButton):
    """A button that Return presses too, once for each press of the key; its letter counts only in the open form.

    Shown in the language of this desk; its `text` is what was said to it, in English.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ""
        if text:
            self.setText(text)

    @override_of_qt()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in RETURN:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    @override_of_qt()
    def setText(self, text: str) -> None:
        self._said = letters.as_shown(self, text)
        super().setText(as_read(self._said))
        mark_language(self, text)

    @override_of_qt("")
    def text(self) -> str:
        return self._said

    @override_of_qt()
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.menu() is not None:  # the style's own arrow doesn't grow with the text
            size = self.style().pixelMetric(QStyle.PixelMetric.PM_MenuButtonIndicator, None, self)
            where = QRectF(self.width() - 1.5 * size, (self.height() - size) / 2, size, size)
            painter = QPainter(self)
            icons.paint(painter, Icon.DOWN_ARROW, self.palette().buttonText().color().name(), where)
            painter.end()


class Tick(QCheckBox):
    """A box whose deed is done as well where assistive technology ticks it, for which Qt tells no click; all of it is
    its target, also where its words stand beside it.

    Shown in the language of this desk; its `text` is what was said to it, in English.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        self._is_expected = False  # it changes by a click, or because the program says so
        super().__init__(parent)
        self.setText(text)
        self.toggled.connect(self._changed)

    @override_of_qt()
    def setText(self, text: str) -> None:
        self._said = text
        super().setText(as_read(text))
        mark_language(self, text)

    @override_of_qt("")
    def text(self) -> str:
        return self._said

    @override_of_qt()
    def setChecked(self, on: bool) -> None:  # noqa: FBT001  as Qt has it
        with self._expected():
            super().setChecked(on)

    @override_of_qt()
    def nextCheckState(self) -> None:
        with self._expected():
            super().nextCheckState()

    @override_of_qt(instead=False)
    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    @contextmanager
    def _expected(self) -> Iterator[None]:
        before, self._is_expected = self._is_expected, True
        try:
            yield
        finally:
            self._is_expected = before

    def _changed(self, on: bool) -> None:  # noqa: FBT001  Qt's signal
        if not self._is_expected:
            self.setChecked(not on)
            self.click()


class SentenceTick(Tick):
    """Its words take another line where there isn't room for all of them in one, which Qt's own box can't."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # as any words
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override_of_qt(QSize())
    def minimumSizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(_LONGEST_WORD)
        whole = super().sizeHint()
        return QSize(min(whole.width(), self._beside() + words), whole.height())

    @override_of_qt(instead=False)
    def hasHeightForWidth(self) -> bool:
        return True

    @override_of_qt(0)
    def heightForWidth(self, width: int) -> int:
        least = super().sizeHint().height()
        room = QRect(0, 0, max(width - self._beside(), 1), _ANY_HEIGHT)
        return max(least, self.fontMetrics().boundingRect(room, _WRAPPED, super(Tick, self).text()).height() + _AROUND)

    @override_of_qt()
    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        said, style, painter = super(Tick, self).text(), self.style(), QPainter(self)
        option.text = ""
        style.drawControl(QStyle.ControlElement.CE_CheckBox, option, painter, self)
        place = style.subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        place = QRect(place.left(), place.top(), self.width() - self._beside(), place.height())
        role = QPalette.ColorRole.WindowText
        style.drawItemText(painter, place, _WRAPPED, self.palette(), self.isEnabled(), said, role)
        painter.end()

    def _beside(self) -> int:
        """What the box takes of the width, in px, and the edges."""
        metric, style = QStyle.PixelMetric, self.style()
        box = style.pixelMetric(metric.PM_IndicatorWidth, None, self)
        return box + style.pixelMetric(metric.PM_CheckBoxLabelSpacing, None, self) + 2 * _AROUND


def mark(button: QAbstractButton, press: Press) -> None:
    """Say of a button what its press does."""
    button.setProperty(_MARK, press.value)


def is_dangerous(widget: QWidget | None) -> bool:
    """Whether pressing this may not happen unless it is meant."""
    return widget is not None and isValid(widget) and widget.property(_MARK) == Press.DANGEROUS.value


def is_harmless(widget: QWidget) -> bool:
    """Whether it is there and may be pressed without anything being stored; a tick stores, so it isn't."""
    return (
        isValid(widget)
        and isinstance(widget, QAbstractButton)
        and not isinstance(widget, QCheckBox)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.property(_MARK) == Press.OPENS.value
    )


def lead_on(rest: QWidget, *steps: QWidget | None) -> None:
    """Put the keyboard on the first of these steps that is harmless; else where no key does anything."""
    next((each for each in steps if each is not None and is_harmless(each)), rest).setFocus()
