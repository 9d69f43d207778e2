"""Binds a form to `app.desk.drafts`: what is changed is kept while it is typed, and comes back after a crash.

It also merges by field: what others saved meanwhile is shown where nothing was typed here; where both changed the same
field it is a dispute, which a person settles. Nothing of theirs is undone by what was typed before it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic_ns

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.desk.drafts import Draft, KeptField
from app.door.errors import Refused, Unavailable
from ui.desk import Desk
from ui.overrides import override_of_qt
from ui.widgets.cadence import Cadence
from ui.widgets.control_text import on_change, put_text, text_of
from ui.widgets.sent_draft import Sent

AGAIN_MS = 3_000  # after so long what couldn't be kept is tried again


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field that was changed here and, since the form began, by somebody else; texts as `control_text` gives them."""

    field: str
    before: str
    theirs: str
    mine: str


class FormDraft(QObject):
    """One form's draft. `restored` when an earlier draft is back in the fields, `disputed` when disputes come or go."""

    restored = Signal(object)  # Draft
    put_in = Signal()  # what was typed before, or in another window, stands in the fields: show what belongs to it
    disputed = Signal()
    troubled = Signal(object)  # Unavailable: what is typed isn't kept; until `kept_again`
    kept_again = Signal()
    shared = Signal(bool)  # it is typed into in another window of this desk, or not any more

    def __init__(self, desk: Desk, fields: Mapping[str, QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._fields = desk, dict(fields)
        self._form, self._of, self._version = "", "", 0
        self.since = 0  # the version that what is disputed began from
        self._began: dict[str, str] = {}
        self._own: frozenset[str] = frozenset()
        self.disputes: dict[str, Dispute] = {}
        self.theirs: dict[str, tuple[str, str]] = {}  # what only they changed, as it was and as it is
        self._writing = self._filling = self._again = self._is_unkept = self._is_found = False
        self._known: dict[str, KeptField] = {}  # what this window or another one told last
        self._beside: set[Desk] = set()  # the other windows that it was typed into
        self._sent: Sent | None = None  # from here, since it was opened
        self._cadence = Cadence()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._write)
        for field in self._fields.values():
            on_change(field, self._typed)
        parent.installEventFilter(self)
        desk.shared.typed.connect(self._typed_elsewhere)
        desk.shared.form_opened.connect(self._opened_elsewhere)
        desk.shared.form_left.connect(self._left_elsewhere)
        desk.shared.window_closed.connect(self._window_closed)
        desk.shared.answered.connect(self._answered)

    # --- what the form calls ---------------------------------------------------------------------------------------

    def open(self, form: str, *, version: int = 0, own: Iterable[str] = ()) -> None:
        """The fields show the record as it stands now (this version of it): put back what this person had changed.

        `form` is its name with the record's id. The `own` fields began with something of the program's, such as now;
        nobody else can have changed that.
        """
        self.leave()
        self._form, self._version, self._own = form, version, frozenset(own)
        self._of = self._desk.typist
        self._began, self._is_found, self._known = self._texts(), False, {}
        self._dispute({})
        self._find()
        QTimer.singleShot(0, self, partial(self._ask_elsewhere, form))  # once the form is done with its own

    def leave(self) -> None:
        """The fields are about to show something else: keep what was typed, then nothing until the next `open`."""
        self.keep_now()
        self._let_go()

    def is_under_way(self, form: str) -> bool:
        """Whether this very form is open with something typed: a screen that is asked again leaves its fields alone."""
        return form == self._form and bool(self._changed())

    def go_on(self, form: str) -> None:
        """Go on with what was typed into a form of this kind under another name; what stands here is kept for later."""
        self.leave()
        self._fill({name: self._began[name] for name in self._changed()})
        self.open(form)

    def forget(self) -> None:
        """What was typed is saved: the draft goes, and nothing is kept until another form is opened."""
        self._drop()
        self._let_go()

    def send(self, fields: Collection[str] | None = None) -> Sent | None:
        """A deed with what stands here, or in these fields, is asked for: that goes with it, once it is stored."""
        if not self._form:
            return None
        if self._is_found:
            self._pause.stop()
            self._again = False
            self._keep()  # just what is sent, so that this can be told from what is typed later
        draft = self._draft()
        if fields is not None:
            draft = replace(draft, fields=tuple(each for each in draft.fields if each[0] in fields))
        self._sent = Sent(self._desk, draft, is_whole=fields is None)
        self._sent.begin()
        return self._sent

    def is_open(self, draft: Draft) -> bool:
        """Whether this form is open for what this draft is of."""
        return self._is_same(draft.form, draft.of)

    def throw_away(self) -> None:
        """What was typed isn't wanted: the fields show again what stands, and the draft is gone."""
        self._fill({name: self._began[name] for name in self._changed()})
        self._dispute({})
        self._drop()

    def took(self, *fields: str) -> None:
        """The program has filled these in: that is no typing."""
        for name in fields:
            if name not in self.disputes:
                self._began[name] = text_of(self._fields[name])

    def is_known(self, *fields: str) -> None:
        """These began with something of the program's, and somebody has saved something of their own since."""
        self._own -= set(fields)

    def stands_now(self, show: Callable[[], None], version: int) -> None:
        """Somebody else has saved: `show` puts what stands now into the fields; what was changed here stays.

        Afterwards `theirs` says what only they changed, and `disputes` what both did.
        """
        began = self._began | {name: each.before for name, each in self.disputes.items()}
        self.since = self.since if self.disputes else self._version
        mine = {name: KeptField(began[name], text) for name, text in self._changed().items()}
        self._filling = True
        show()
        self._filling = False
        before, self._began, self._version = self._began, self._texts(), version
        self.theirs = {
            name: (before[name], now) for name, now in self._began.items() if now != before[name] and name not in mine
        }
        self._merge(mine)
        if mine:
            self._typed()

    def settle(self, field: str, *, mine: bool) -> None:
        """One of the two is chosen; the form shows it."""
        dispute = self.disputes[field]
        if not mine:
            self._fill({field: dispute.theirs})
        self._dispute({name: each for name, each in self.disputes.items() if name != field})
        self._typed()

    def control(self, field: str) -> QWidget:
        """The control of this field."""
        return self._fields[field]

    @property
    def version(self) -> int:
        """Which version of the record the fields began from."""
        return self._version

    @property
    def has_typing(self) -> bool:
        """Whether something was changed here that isn't saved."""
        return bool(self._form and self._changed())

    def keep_now(self) -> None:
        """Don't wait for the pause: another form comes into view, or the window closes (which waits for it)."""
        if self._form and self._is_found and (self._pause.isActive() or self._again):
            self._pause.stop()
            self._again = False
            self._keep()

    @override_of_qt(instead=False)
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A form that goes out of sight may be gone the next moment."""
        if event.type() is QEvent.Type.Hide:
            self.keep_now()
        return False

    # --- keeping ---------------------------------------------------------------------------------------------------

    def _typed(self, *_changed: object) -> None:
        if self._form and not self._filling:
            self._pause.start(self._cadence.wait(monotonic_ns() // 1_000_000))
            self._say_mine()
            self._tell()

    def _write(self) -> None:
        if not self._is_found:
            self._find()  # or what is typed now would take the place of what was typed before
            return
        if self._writing:
            self._again = True  # one at a time, or a slow disk would be asked for each of them
            return
        self._writing, self._again = True, False
        self._keep()

    def _keep(self) -> None:
        self._cadence.kept()
        self._desk.door.keep(self, partial(self._desk.drafts.keep, self._draft())).then(self._written, self._say)

    def _draft(self) -> Draft:
        fields = [
            (name, KeptField(self.disputes[name].before if name in self.disputes else self._began[name], text))
            for name, text in self._changed().items()
        ]
        version = self.since if self.disputes else self._version
        return Draft(self._form, self._of, version, tuple(fields), self._desk.clock.now().isoformat())

    def _written(self, _nothing: None) -> None:
        self._writing = False
        self._tell_kept()
        if self._again and self._form:
            self._write()

    def _tell_kept(self) -> None:
        self._desk.note_typing(is_kept=True)
        if self._is_unkept:
            self._is_unkept = False
            self.kept_again.emit()

    def _drop(self) -> None:
        """Whatever is being kept is dropped after it: one piece of work on the file follows the other."""
        self._pause.stop()
        self._cadence.kept()
        self._again = False
        if self._form:
            forget = partial(self._desk.drafts.forget, self._form, self._of)
            self._desk.door.keep(self, forget).then(self._forgotten, self._say)
            self._known, self._beside = {}, set()
            self._desk.shared.typed.emit(self._desk, Draft(self._form, self._of, self._version, (), ""), True)

    def _forgotten(self, _nothing: None) -> None:
        """Nothing is left to be done."""

    def _say(self, trouble: Refused | Unavailable) -> None:
        self._writing = False
        self._is_unkept = True
        self._desk.note_typing(is_kept=False)
        self.troubled.emit(trouble)
        if self._form:
            self._pause.start(AGAIN_MS)

    # --- putting back ----------------------------------------------------------------------------------------------

    def _find(self) -> None:
        form = self._form
        find = partial(self._desk.drafts.find, form, self._of)
        self._desk.door.keep(self, find).then(partial(self._put_back, form), self._say, latest=self)

    def _put_back(self, form: str, draft: Draft | None) -> None:
        if form != self._form:
            return
        self._tell_kept()
        if self._is_found:
            return  # another window knew it before the file did
        self._is_found = True
        if draft is not None:
            early = self._changed()  # typed before the answer came: that is newer
            self.since = draft.version
            self._merge({name: kept for name, kept in draft.fields if name in self._fields and name not in early})
            if self._changed().keys() - early.keys():
                self.put_in.emit()
                self.restored.emit(draft)
        if self.has_typing:
            self._tell()

    # --- in two windows --------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        """At once, however long the file takes to keep it: so each window always knows what was typed last."""
        draft = self._draft()
        self._known = dict(draft.fields)
        self._desk.shared.typed.emit(self._desk, draft, self._is_found)

    def _typed_elsewhere(self, where: Desk, draft: Draft, is_whole: bool) -> None:  # noqa: FBT001  a signal's value
        """The same form in another window: what has changed there since it was told last stands here too.

        A field that isn't told of any more was saved there, or thrown away, or typed back to what it began with; unless
        the other one still waits for the file (it isn't `is_whole`) and doesn't know of it.
        """
        if where is self._desk or not self._is_same(draft.form, draft.of):
            return
        told = {name: kept for name, kept in draft.fields if name in self._fields}
        if is_whole:
            self._is_found = True
        else:
            told = self._known | told
        before, self._known = self._known, told
        news = {name for name in before.keys() | told.keys() if before.get(name) != told.get(name)}
        self._fill({name: self._began[name] for name in news - told.keys()})
        self.since = draft.version
        self._merge(told, news)
        if news:
            self.put_in.emit()
        self._share(self._beside | {where} if told else set())

    def _answered(self, sent: Sent, is_stored: bool) -> None:  # noqa: FBT001  a signal's value
        """What was sent of this form, here or in any window, is stored: just that goes, what was typed since stays."""
        if is_stored and sent.is_whole and sent is self._sent:
            self._let_go()  # it is done with, whatever another window has typed into it since
        if not is_stored or not self._is_same(sent.draft.form, sent.draft.of):
            return
        typed = self._changed()
        gone = {name for name, kept in sent.draft.fields if typed.get(name) == kept.typed}
        self._known = {name: kept for name, kept in self._known.items() if name not in gone}
        self._fill({name: self._began[name] for name in gone})
        self._dispute({name: each for name, each in self.disputes.items() if name not in gone})
        self.put_in.emit()
        if not self.has_typing:
            self._share(set())
        self._write()

    def _share(self, beside: set[Desk]) -> None:
        """It is said once, not with each key that is pressed there."""
        is_said, self._beside = bool(self._beside), beside
        if not (is_said and beside):
            self.shared.emit(bool(beside))

    def _ask_elsewhere(self, form: str) -> None:
        if form == self._form:
            self._desk.shared.form_opened.emit(self._desk, form, self._of)

    def _opened_elsewhere(self, where: Desk, form: str, of: str) -> None:
        if where is not self._desk and self._is_same(form, of) and self.has_typing:
            self._tell()

    def _left_elsewhere(self, where: Desk, form: str, of: str) -> None:
        if where in self._beside and self._is_same(form, of):
            self._share(self._beside - {where})

    def _window_closed(self, where: Desk) -> None:
        if where is self._desk:
            self.leave()

    def _let_go(self) -> None:
        """This window has the form open no more."""
        self._pause.stop()
        form, self._form, self._sent, self._again = self._form, "", None, False
        if self._beside:
            self._share(set())
        if form:
            self._desk.shared.form_left.emit(self._desk, form, self._of)

    def _is_same(self, form: str, of: str) -> bool:
        return bool(form) and (form, of) == (self._form, self._of)

    def _merge(self, mine: Mapping[str, KeptField], news: Collection[str] | None = None) -> None:
        """Put what was typed into the fields, or its `news`; where somebody else changed the same, it is a dispute."""
        disputes = {}
        for name, kept in mine.items():
            stands = self._began[name]
            if stands not in (kept.began, kept.typed) and name not in self._own:
                disputes[name] = Dispute(name, kept.began, stands, kept.typed)
        self._fill({name: kept.typed for name, kept in mine.items() if news is None or name in news})
        self._dispute(disputes)

    def _dispute(self, disputes: dict[str, Dispute]) -> None:
        if disputes or self.disputes:
            self.disputes = disputes
            self.disputed.emit()

    def _say_mine(self) -> None:
        """What is typed into a disputed field is what "mine" means."""
        if self.disputes:
            self.disputes = {
                name: replace(each, mine=text_of(self._fields[name])) for name, each in self.disputes.items()
            }
            self.disputed.emit()

    def _fill(self, texts: Mapping[str, str]) -> None:
        self._filling = True
        for name, text in texts.items():
            put_text(self._fields[name], text)
        self._filling = False

    def _texts(self) -> dict[str, str]:
        return {name: text_of(field) for name, field in self._fields.items()}

    def _changed(self) -> dict[str, str]:
        return {name: text for name, text in self._texts().items() if text != self._began.get(name, text)}
