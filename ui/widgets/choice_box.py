"""One of a few values, each with its label; typing a letter jumps to it."""

from collections.abc import Sequence
from enum import Enum
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QChildEvent, QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QStyle, QStyleOptionComboBox, QWidget

from models.vocabulary.choice import Choice
from ui import icons
from ui.icons import Icon
from ui.language import as_read
from ui.overrides import override_of_qt
from ui.tables.selected import choose_what_is_selected
from ui.theme import RELATED, SMALL_ICON, Look
from ui.widgets.labels_and_buttons import words

Value = TypeVar("Value")
_INNER_CORNER = 2.0
_NARROWEST = 96  # px at 100 %


class ChoiceBox(QComboBox, Generic[Value]):
    """`picked` when the person chose another value; `value()` is None while nothing is chosen."""

    picked = Signal(object)

    def __init__(self, look: Look, name: str, prompt: str = "Choose", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._values: tuple[Value, ...] = ()
        self._wanted = ""  # the key of a choice that isn't offered yet
        self._told = ""  # what is chosen, where it is cut
        self.setObjectName(name)
        self.setPlaceholderText(as_read(prompt))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel must not change a form that is scrolled past
        self.activated.connect(self._activated)
        self.currentTextChanged.connect(self._tell_whole)

    def set_choices(self, choices: Sequence[tuple[Value, str]]) -> None:
        """Offer these values with their labels; what was chosen stays chosen if it is still offered."""
        before, wanted = self.value(), self._wanted
        self.clear()
        self._values = tuple(value for value, _ in choices)
        self.addItems([as_read(label) if _is_ours(value) else label for value, label in choices])
        self.set_value(before)
        if wanted:
            self.set_key(wanted)

    def value(self) -> Value | None:
        """What is chosen."""
        return self._values[self.currentIndex()] if 0 <= self.currentIndex() < len(self._values) else None

    def set_value(self, value: Value | None) -> None:
        """Choose this value; None for nothing."""
        self._wanted = ""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def key(self) -> str:
        """What is chosen, as text that a draft can keep; nothing for nothing."""
        value = self.value()
        return self._wanted if value is None else _key(value)

    def set_key(self, key: str) -> None:
        """Choose the value with this key: now, or once it is offered."""
        self.set_value(next((each for each in self._values if _key(each) == key), None))
        self._wanted = key if key and self.value() is None else ""

    def label_of(self, key: str) -> str:
        """How the value with this key is shown."""
        return next((self.itemText(n) for n, each in enumerate(self._values) if _key(each) == key), "")

    @override_of_qt()
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @override_of_qt()
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self._look.theme
        size = theme.px(SMALL_ICON)
        painter = QPainter(self)
        if self.hasFocus():  # a border as wide as other fields' would leave its list that much short of its last choice
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(theme.colours.focus))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), _INNER_CORNER, _INNER_CORNER)
        where = QRectF(self.width() - size - theme.px(RELATED), (self.height() - size) / 2, size, size)
        icons.paint(painter, Icon.DOWN_ARROW, theme.colours.quiet, where)
        painter.end()

    @override_of_qt(QSize())
    def minimumSizeHint(self) -> QSize:
        """Narrower than it likes to be, where a page would scroll sideways; what is cut then its tooltip says."""
        return QSize(self._look.theme.px(_NARROWEST), super().minimumSizeHint().height())

    @override_of_qt()
    def childEvent(self, event: QChildEvent) -> None:
        super().childEvent(event)
        if event.polished():  # its list, which Qt makes when it is first opened or asked about: it isn't whole yet
            QTimer.singleShot(0, self, partial(choose_what_is_selected, self))

    @override_of_qt()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._have_a_label()

    @override_of_qt()
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()
            self._tell_whole()

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _have_a_label(self) -> None:
        """On Linux Qt names a choice by its label alone: where none is seen, one is made that isn't."""
        parent, direct = self.parentWidget(), Qt.FindChildOption.FindDirectChildrenOnly
        labels = parent.findChildren(QLabel, options=direct) if parent is not None else []
        if all(each.buddy() is not self for each in labels):
            label = words(self.accessibleName())
            label.setParent(parent)
            label.setBuddy(self)
            label.hide()

    def _tell_whole(self, _text: str = "") -> None:
        """What is chosen, above the box, where it is cut for want of room."""
        if self.toolTip() not in {"", self._told}:
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        box, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        place = self.style().subControlRect(box, option, part, self)
        is_cut = self.fontMetrics().horizontalAdvance(self.currentText()) > place.width()
        self._told = self.currentText() if is_cut else ""
        self.setToolTip(self._told)

    def _activated(self, _number: int) -> None:
        self._wanted = ""
        self.picked.emit(self.value())


def _is_ours(value: object) -> bool:
    """Whether its label is the program's own: a record's is what somebody typed."""
    return value is None or isinstance(value, (Enum, str, int))


def _key(value: object) -> str:
    return value.name if isinstance(value, Enum) else str(value)


def choices_of(*members: Choice) -> tuple[tuple[Choice, str], ...]:
    """Members of the vocabulary with their labels, ready for `set_choices`."""
    return tuple((member, member.label) for member in members)
