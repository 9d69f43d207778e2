"""Says a refusal, a trouble or a success beside what caused it. One sentence, plain text, stays until answered."""

from collections.abc import Callable

from PySide6.QtCore import QPropertyAnimation, QTimer
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from app.door.errors import Refused, Unavailable
from app.door.progress import Progress, Reached
from ui.announcing import announce
from ui.icons import Icon
from ui.language import as_read, call
from ui.theme import RELATED, SMALL_ICON, Look
from ui.widgets.bounded import Bounded
from ui.widgets.grown import grow
from ui.widgets.labels_and_buttons import button, reveal, set_mark, spread, words

_FADE_MS = 120


class NoticeBar(QFrame):
    """Hidden until it has something to say; a new notice takes the place of the last one."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._sign = Icon.INFO
        self._deed: Callable[[], None] | None = None
        self._progress: Progress | None = None
        self.read_refusal: Callable[[Refused], str] | None = None  # a form that marks what a refusal is about
        self._is_of_reach = False  # says that the database can't be reached
        self.setObjectName(name)
        call(self, "Notice")
        self._picture = QLabel()
        self.text = words(name=f"{name}.text")
        self._said = Bounded(look, self.text)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        grow(look, self._bar, QWidget.setFixedWidth, 160)
        self._offer = button(look, "Undo", f"{name}.offer", kind="quiet")
        self._close = QToolButton()
        self._close.setObjectName(f"{name}.close")
        call(self._close, "Close this notice")
        self._close.setToolTip(as_read("Close this notice (Esc)"))
        look.dress(self._close, Icon.CLOSE)
        self._goes = QTimer(self)
        self._goes.setSingleShot(True)
        self._goes.timeout.connect(self.let_go_of_success)
        self._build()
        self._offer.clicked.connect(self._take_offer)
        self._close.clicked.connect(self.clear)
        look.changed.connect(self._draw_anew)
        self.hide()

    def say(self, trouble: Refused | Unavailable) -> None:
        """A deed was refused, or something can't be reached: what is missing, and who can provide it."""
        self._come_into_sight()  # before a field that is wrong does
        if isinstance(trouble, Unavailable):
            self._show("trouble", Icon.UNAVAILABLE, str(trouble))
            self._is_of_reach = True
        else:
            said = self.read_refusal(trouble) if self.read_refusal else with_who(trouble.sentence, trouble.who)
            self._show("trouble", Icon.REFUSED, said)
            self.text.setToolTip(as_read(f"Rule {trouble.rule}") if trouble.rule else "")

    def lack(self, text: str) -> None:
        """The form can't be sent yet: what is missing in it."""
        self._come_into_sight()
        self._show("trouble", Icon.REFUSED, text)

    def warn(self, text: str) -> None:
        """Something stays wrong until it is cleared, whether or not the database is reached."""
        if self.isHidden() or self.text.text() != text:
            self._show("trouble", Icon.UNAVAILABLE, text)

    def tell(self, text: str, *, is_heard: bool = False) -> None:
        """A deed is done; where this desk so wishes the word goes by itself, unless it offers something.

        What `is_heard` already, from before the page was shown anew, a screen reader isn't told again.
        """
        self._come_into_sight()
        self._show("success", Icon.DONE, text, is_heard=is_heard)
        if self._look.success_goes_after_ms:
            self._goes.start(self._look.success_goes_after_ms)

    def inform(self, text: str) -> None:
        """Something worth knowing, neither done nor refused."""
        self._come_into_sight()
        self._show("info", Icon.INFO, text)

    def offer(self, text: str, deed_text: str, deed: Callable[[], None]) -> None:
        """A deed is done, and one more can be: usually Undo."""
        self.tell(text)
        self._goes.stop()
        self._deed = deed
        self._name_offer(deed_text)
        self._offer.show()

    def offer_beside(self, text: str, deed_text: str, deed: Callable[[], None]) -> None:
        """Something worth knowing, and what can be done about it."""
        self.offer(text, deed_text, deed)
        self._mark("info", Icon.INFO)

    def work(self, text: str, progress: Progress) -> None:
        """Long work is under way: how far, and a Cancel. Give `reached` to `Tasks.progress` as its `show`."""
        self._show("info", Icon.WAITING, text)
        self._progress, self._deed = progress, progress.stop
        self._bar.setRange(0, 0)
        self._bar.show()
        self._name_offer("Cancel")
        self._offer.show()

    def reached(self, reached: Reached) -> None:
        """How far the work is."""
        self._bar.setRange(0, reached.of)
        self._bar.setValue(reached.done)
        if reached.doing:
            self.text.setText(reached.doing)
            self._said.fit()

    def wait(self, text: str, cancel: Callable[[], None] | None, *, is_long: bool = False) -> None:
        """A deed is under way for long: how long, and the way to take it back while there is one.

        One that `is_long` by itself has a bar that moves.
        """
        if self._sign is not Icon.WAITING or self.isHidden():
            self._show("info", Icon.WAITING, text)
            self._name_offer("Cancel")
        self.text.setText(text)
        self._bar.setRange(0, 0)
        self._bar.setVisible(is_long)
        self._deed = cancel
        self._offer.setVisible(cancel is not None)

    def let_go_of_success(self) -> None:
        """Something else begins: what was done before it says nothing about that."""
        if self.property("notice") == "success":
            self.clear()

    def is_reached(self) -> None:
        """The database can be reached again: nobody has to be told that it can't."""
        if self._is_of_reach:
            self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self._is_of_reach = False
        self._progress = None
        self.hide()

    def _show(self, kind: str, sign: Icon, text: str, *, is_heard: bool = False) -> None:
        self._deed, self._progress, self._is_of_reach = None, None, False
        self._goes.stop()
        self._name_offer("Undo")
        self._offer.hide()
        self._bar.hide()
        self._mark(kind, sign)
        self.text.setText(text)
        self._said.fit()
        self.text.setToolTip("")
        self.setAccessibleDescription(as_read(text))
        if self.isHidden():
            self.show()
            self._fade_in()
        if not is_heard:
            announce(self, text, is_urgent=kind == "trouble")

    def _name_offer(self, text: str) -> None:
        self._offer.setText(text)
        call(self._offer, text)

    def _mark(self, kind: str, sign: Icon) -> None:
        self._sign = sign
        set_mark(self, "notice", kind)
        self._draw()

    def _come_into_sight(self) -> None:
        """Once what is around it has taken its place."""
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        if self.isVisible():
            reveal(self)

    def _fade_in(self) -> None:
        if not self._look.motion:
            return
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        fade = QPropertyAnimation(effect, b"opacity", effect)
        fade.setDuration(_FADE_MS)
        fade.setStartValue(0.0)
        fade.setEndValue(1.0)
        fade.finished.connect(self._faded)
        fade.start()

    def _faded(self) -> None:
        self.setGraphicsEffect(None)  # type: ignore[arg-type]  # Qt takes None; the stub doesn't say so

    def _draw_anew(self) -> None:
        if not (self.isHidden() or self._look.tells_later(self)):  # what is said next is drawn then
            self._draw()

    def _draw(self) -> None:
        theme, kind = self._look.theme, self.property("notice")
        ink = {"trouble": theme.colours.overdue, "success": theme.colours.done}.get(str(kind), theme.colours.accent)
        self._picture.setPixmap(theme.icon(self._sign, colour=ink).pixmap(theme.px(SMALL_ICON)))

    def _build(self) -> None:
        row = QHBoxLayout(self)
        spread(row, self._look, margin=RELATED)
        row.addWidget(self._picture)
        row.addWidget(self._said, 1)
        row.addWidget(self._bar)
        row.addWidget(self._offer)
        row.addWidget(self._close)

    def _take_offer(self) -> None:
        deed, self._deed = self._deed, None
        self.clear()
        if deed is not None:
            deed()


def with_who(sentence: str, who: str) -> str:
    """A refusal's sentence, and who can help."""
    return f"{sentence} Who can help: {who}." if who else sentence


def let_go_of_successes(near: QWidget) -> None:
    """A form opens or a deed begins: no notice in its window says any more that the deed before it is done."""
    for each in near.window().findChildren(NoticeBar):
        each.let_go_of_success()
