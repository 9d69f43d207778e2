"""Binds a form to `app.desk.drafts`: what is typed is kept as it is typed, and comes back after a crash."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.desk.drafts import Draft, Drafts
from app.door.clock import Clock
from app.door.door import Door
from app.door.tasks import Trouble

_PAUSE_MS = 400
Typed = QLineEdit | QPlainTextEdit


class FormDraft(QObject):
    """One form's draft. `restored` when an earlier draft has been put back into the fields."""

    restored = Signal()
    troubled = Signal(object)  # Refused or Unavailable, for the form's notice bar

    def __init__(self, door: Door, drafts: Drafts, clock: Clock, fields: Mapping[str, Typed], parent: QWidget) -> None:
        super().__init__(parent)
        self._door, self._drafts, self._clock = door, drafts, clock
        self._fields = dict(fields)
        self._form = ""
        self._writing = self._filling = self._again = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._write)
        for field in self._fields.values():
            field.textChanged.connect(self._typed)

    def open(self, form: str) -> None:
        """This form is in view now (its name with the person's id): put back its draft, if it has one."""
        self.keep_now()
        self._form = form
        self._door.fetch(self, lambda: self._drafts.find(form)).then(self._put_back, self._say, latest=self)

    def forget(self) -> None:
        """What was typed is saved: the draft may go."""
        self._pause.stop()
        form = self._form
        self._door.fetch(self, lambda: self._drafts.forget(form)).then(self._forgotten, self._say)

    def keep_now(self) -> None:
        """Don't wait for the pause, for instance before another form comes into view."""
        if self._pause.isActive():
            self._pause.stop()
            self._write()

    def keep_at_end(self) -> None:
        """The window closes: keep what was typed last on the lane that the program waits for."""
        if self._pause.isActive() or self._writing:
            self._pause.stop()
            self._door.tasks.write(self, self._keeping(), self._written, self._say)

    def _typed(self) -> None:
        if self._form and not self._filling:
            self._pause.start()

    def _write(self) -> None:
        if self._writing:
            self._again = True  # one at a time, so that an older text never overtakes a newer one
            return
        self._writing = True
        self._door.fetch(self, self._keeping()).then(self._written, self._say)

    def _keeping(self) -> Callable[[], None]:
        return partial(self._drafts.keep, self._form, self._text(), self._clock.now().isoformat())

    def _written(self, _nothing: None) -> None:
        self._writing = False
        if self._again:
            self._again = False
            self._write()

    def _forgotten(self, _nothing: None) -> None:
        self._again = False

    def _put_back(self, draft: Draft | None) -> None:
        if draft is None or draft.form != self._form:
            return
        self._filling = True
        for name, field in self._fields.items():
            if isinstance(field, QPlainTextEdit):
                field.setPlainText(draft.text(name))
            else:
                field.setText(draft.text(name))
        self._filling = False
        self.restored.emit()

    def _text(self) -> dict[str, str]:
        return {
            name: field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
            for name, field in self._fields.items()
        }

    def _say(self, trouble: Trouble) -> None:
        self._writing = False
        self.troubled.emit(trouble)
