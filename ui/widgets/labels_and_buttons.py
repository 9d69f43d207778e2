"""The small pieces that every panel is made of: words, buttons, hairlines, fields, panels. All text is plain text."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.announcing import announce
from ui.glossary import explained
from ui.icons import Icon
from ui.language import as_read, call, called, mark_language
from ui.overrides import override_of_qt
from ui.theme import CELL, GROUP, PAGE, RELATED, Look, redraw_sign
from ui.widgets.flow import Flow
from ui.widgets.press import Button, Press, mark
from ui.widgets.typed_edit import TypedEdit

Voice = str  # "name", "heading", "strong", "quiet", "error", or a state's value: what the style sheet knows


_LETTERS = 24
_NESTED = 12  # so many things stand in each other at most, from a question of a form to the page


class Words(QLabel):
    """Plain text that can be selected; a screen reader doesn't stop at it while it says nothing.

    Shown in the language of this desk; whoever asks for its text is told what was said to it, in English.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)

    @override_of_qt()
    def setText(self, text: str) -> None:
        self._said = text
        super().setText(as_read(text))
        mark_language(self, text)
        if self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if text else Qt.FocusPolicy.NoFocus)

    @override_of_qt("")
    def text(self) -> str:
        return self._said

    @override_of_qt()
    def clear(self) -> None:
        self.setText("")


def words(text: str = "", voice: Voice = "", name: str = "", *, wrap: bool = True) -> Words:
    """A label of plain text in one of the theme's voices."""
    label = Words(text)
    label.setWordWrap(wrap)
    meant = explained(text)
    if meant:
        label.setAccessibleDescription(as_read(meant))
    if name:
        label.setObjectName(name)
    if voice:
        label.setProperty("voice", voice)
    return label


class _Flowing(Words):
    """It asks for one line, and insists on so many letters of it, or on its longest word."""

    @override_of_qt(QSize())
    def sizeHint(self) -> QSize:
        text = self.fontMetrics().size(0, super(Words, self).text())
        return text.grownBy(self.contentsMargins())

    @override_of_qt(QSize())
    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        text = super(Words, self).text()
        longest = max(map(metrics.horizontalAdvance, text.replace("-", "- ").split()), default=0)
        begins = min(metrics.horizontalAdvance(text), metrics.averageCharWidth() * _LETTERS)
        return QSize(max(longest, begins), metrics.height()).grownBy(self.contentsMargins())


def flowing(text: str = "", voice: Voice = "", name: str = "") -> Words:
    """A label for a `Flow`: in one line as long as there is room for it, else in as many as it needs."""
    label = _Flowing(text)
    label.setWordWrap(True)
    if name:
        label.setObjectName(name)
    if voice:
        label.setProperty("voice", voice)
    return label


@contextmanager
def laid_out_once(layout: QLayout) -> Iterator[None]:
    """While many widgets come into sight in it: each of them would lay out anew all that it stands in."""
    layout.setEnabled(False)
    try:
        yield
    finally:
        layout.setEnabled(True)
        layout.activate()


def set_voice(label: QWidget, voice: Voice) -> None:
    """Change how a label is set."""
    _set_mark(label, "voice", voice)


def set_mark(widget: QWidget, mark: str, value: str) -> None:
    """Change a property that the style sheet looks at, and have it looked at again."""
    if _set_mark(widget, mark, value):
        redraw_sign(widget)


def _set_mark(widget: QWidget, mark: str, value: str) -> bool:
    """Whether it was another one before."""
    if widget.property(mark) == value:
        return False
    widget.setProperty(mark, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    return True


def button(
    look: Look, text: str, name: str, sign: Icon | None = None, *, kind: str = "", press: Press = Press.OPENS
) -> Button:
    """A button that says its deed. `kind`: "primary" (one to a panel), "quiet", "danger", or plain."""
    made = Button(text)
    made.setObjectName(name)
    mark(made, press)
    call(made, text.replace("&", ""))
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if kind:
        made.setProperty("kind", kind)
    if sign is not None:
        look.dress(made, sign, on_accent=kind == "primary")
    return made


def rename(shown: QAbstractButton, text: str) -> None:
    """Have a button say another deed, to whoever sees it and to a screen reader."""
    shown.setText(text)
    call(shown, text.replace("&", ""))


def hairline() -> QFrame:
    """The one line between groups."""
    line = QFrame()
    line.setProperty("part", "hairline")
    return line


def spread(layout: QBoxLayout, look: Look, *, margin: int = 0, gap: int = RELATED) -> QBoxLayout:
    """Set a layout's margins and gap on the grid of 4."""
    theme = look.theme
    layout.setContentsMargins(*([theme.gap(margin)] * 4))
    layout.setSpacing(theme.gap(gap))
    return layout


def buttons(look: Look, *shown: QAbstractButton, apart: QAbstractButton | None = None) -> Flow:
    """A row of buttons, the primary first; the dangerous one apart at the other end. Full, it goes on below."""
    row = Flow(look.theme.gap(RELATED))
    for each in shown:
        row.addWidget(each)
    if apart is not None:
        row.addWidget(apart)
        row.keep_right(apart)
    return row


class Panel(QFrame):
    """A group with its heading and one hairline under it; add to `body`."""

    def __init__(self, look: Look, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        call(self, title)
        self.title = flowing(title, "heading")
        self.aside = words("", "quiet", f"{name}.aside")  # a total or a state, at the heading's end
        self.aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top = QHBoxLayout()
        spread(top, look)
        top.addWidget(self.title)
        top.addWidget(self.aside, 1)
        self.body = QVBoxLayout()
        spread(self.body, look)
        outer = QVBoxLayout(self)
        spread(outer, look)
        outer.addLayout(top)
        outer.addWidget(hairline())
        outer.addLayout(self.body)

    def rest(self) -> None:
        """Put the keyboard on the heading, where no key does anything."""
        self.title.setFocus()

    def set_title(self, title: str) -> None:
        """Say something else in the heading."""
        call(self, title)
        self.title.setText(title)

    def set_aside(self, text: str) -> None:
        """What stands at the end of the heading's line."""
        self.aside.setText(text)


class Field(QWidget):
    """A label, its control, and one line for what is wrong with it or how it was understood."""

    def __init__(self, look: Look, label: str, control: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control, self._hint = control, hint
        self._wrong_value: object = None  # what stood here when it was said to be wrong
        self.label = words(label, wrap=False)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.label.setBuddy(control)
        call(control, label.replace("&", ""))
        self._meant = as_read(explained(label.replace("&", "")))
        control.setAccessibleDescription("\n".join(part for part in (as_read(hint), self._meant) if part))
        self.line = words(hint, "quiet")
        if not hint:
            self.line.hide()
        column = QVBoxLayout(self)
        spread(column, look, gap=CELL)
        column.addWidget(self.label)
        column.addWidget(control)
        column.addWidget(self.line)
        if isinstance(control, TypedEdit):
            control.said.connect(self._understood)

    def say(self, wrong: str) -> None:
        """Say what is wrong, and what to do; nothing typed is touched."""
        self._wrong_value = self._value() if wrong else None
        self._show(wrong or self._hint, is_wrong=bool(wrong))
        if wrong:
            announce(self.control, f"{name_of(self.control)}: {wrong}", is_urgent=True)

    def set_hint(self, hint: str) -> None:
        """What is said below while nothing is wrong, where it changes."""
        self._hint = hint
        self.clear()

    def clear(self) -> None:
        """Nothing is wrong any more: how a typed value was understood is said again."""
        self.say("")
        if isinstance(self.control, TypedEdit) and self.control.value() is not None:
            self._understood(self.control.explanation(), is_wrong=False)

    def _value(self) -> object:
        return self.control.value() if isinstance(self.control, TypedEdit) else None

    def _understood(self, text: str, is_wrong: bool) -> None:  # noqa: FBT001  a signal's two values
        if self._wrong_value is not None and self._wrong_value == self._value():
            return  # only left or written out: what was said to be wrong with it still holds
        self._show(text or self._hint, is_wrong=is_wrong)

    def _show(self, text: str, *, is_wrong: bool) -> None:
        self.line.setText(text)
        self.line.setVisible(bool(text))
        set_voice(self.line, "error" if is_wrong else "quiet")
        set_mark(self.control, "state", "wrong" if is_wrong else "")
        self.control.setAccessibleDescription("\n".join(part for part in (as_read(text), self._meant) if part))


def field_of(control: QWidget) -> Field | None:
    """The field that this control was put into; none for one that stands alone, such as a tick."""
    parent = control.parentWidget()
    return parent if isinstance(parent, Field) and parent.control is control else None


def name_of(control: QWidget) -> str:
    """What the control is called on the screen: by its label, by its own words, else by its accessible name."""
    field = field_of(control)
    said = field.label.text() if field is not None else called(control)
    if not said and isinstance(control, QAbstractButton):
        said = control.text()
    return said.replace("&", "").rstrip(":?")


class _Prose(QPlainTextEdit):
    """So many lines high, also in larger text."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self._fit()

    @override_of_qt()
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        is_fixed = self.minimumHeight() == self.maximumHeight()  # else whoever has it gave it the height that is there
        if event.type() is QEvent.Type.FontChange and is_fixed:
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + PAGE)


def prose(name: str, lines: int = 3) -> QPlainTextEdit:
    """A field for sentences; Tab leaves it."""
    edit = _Prose(lines)
    edit.setObjectName(name)
    edit.setTabChangesFocus(True)
    return edit


def scrolled(inside: QWidget, name: str = "") -> QScrollArea:
    """What may be taller than the window, in an area that scrolls."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setObjectName(name)
    inside.setProperty("part", "plain")
    area.setWidget(inside)
    return area


def reveal(widget: QWidget) -> None:
    """Scroll what holds this control so far that it is seen, once all has its place, though a form opened just now."""
    for _each in range(_NESTED):  # what is higher now tells only what stands around it, a round later
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()


def bring_into_sight(control: QWidget) -> None:
    """Scroll to what is typed in, with its label where both fit."""
    reveal(field_of(control) or control)
    reveal(control)


def page(look: Look, name: str = "") -> tuple[QWidget, QVBoxLayout]:
    """A white page with the margin of a page and the gap between groups."""
    made = QWidget()
    made.setProperty("part", "page")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    if name:
        made.setObjectName(name)
    column = QVBoxLayout(made)
    spread(column, look, margin=PAGE, gap=GROUP)
    return made, column
