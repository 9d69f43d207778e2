"""The checklist as four columns, one a role, with who and when; ticks, notes and taking a tick back."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.door.changes import Changes
from app.door.door import Deed
from app.queries.transfer.view import PackageStep, StepLine, TransferView
from app.services.transfer import checklist, short_term_package
from models.vocabulary.transfer import TransferRole
from ui.desk import Desk
from ui.icons import Icon
from ui.navigation import PageName
from ui.pieces import Pieces
from ui.text import moment_text
from ui.theme import RELATED, Look
from ui.widgets.beside import Beside
from ui.widgets.checklist import Checklist, CheckRow, Ticked
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.labels_and_buttons import button, spread, words
from ui.widgets.text_to_paste import TextToPaste

_LEAST = 208  # px at 100 %: four columns beside the caseload on a small laptop


class RoleColumn(QWidget):
    """One role's steps."""

    def __init__(self, look: Look, role: TransferRole, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = f"transfer.checklist.{role.value}"
        title, _, self._by = role.label.removesuffix(")").partition(" (")  # "Brokerage (recorded by the DSO)"
        self.heading = words(title, "strong", f"{name}.heading")
        self.done = words("", "quiet", f"{name}.done")
        self.steps = Checklist(look, name, role.label, notes=True)
        column = QVBoxLayout(self)
        spread(column, look, gap=RELATED // 2)
        for each in (self.heading, self.done, self.steps):
            column.addWidget(each)

    def add(self, below: QWidget) -> None:
        """Put it below this role's steps."""
        column = self.layout()
        if column is not None:
            column.addWidget(below)

    def say_done(self, done: int, of: int) -> None:
        """How far this role is."""
        text = f"{done} of {of} done" if of else "Nothing to do here"
        self.done.setText(f"{done} of {of}, {self._by}" if self._by and of else text)


class ClosingTheShortTermPackage(QWidget):
    """Its own steps, in the column of those who close it (END-4)."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = f"transfer.checklist.{TransferRole.STS_DSO.value}.package"
        self.steps = Checklist(look, name, "Closing the short-term package")
        column = QVBoxLayout(self)
        spread(column, look, gap=RELATED // 2)
        column.addWidget(words("Closing the short-term package", "strong", f"{name}.heading"))
        column.addWidget(self.steps)


class ChecklistPanel(DeedPanel):
    """Ticking asks for nothing but the case note of the talk about capacity."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Checklist", "transfer.checklist", parent)
        self._view: TransferView | None = None
        self.columns = {role: RoleColumn(desk.look, role) for role in TransferRole}
        self.package = ClosingTheShortTermPackage(desk.look)
        self.columns[TransferRole.STS_DSO].add(self.package)
        self.beside = Beside(desk.look, *self.columns.values(), least=_LEAST)
        self.body.addWidget(self.beside)
        self.export = button(desk.look, "&Export to the tracker…", "transfer.export_tracker", Icon.EXPORT)
        self.add_deeds(self.export)
        self.export.clicked.connect(partial(desk.open_page, PageName.TRACKER, None, "tracker.export"))
        for each in self.columns.values():
            each.steps.ticked.connect(self._ticked)
            each.steps.note_requested.connect(self._ask_note)
            each.steps.copied.connect(self._copied)
        self.package.steps.ticked.connect(self._package_ticked)
        self.package.steps.copied.connect(self._copied)

    def texts(self) -> list[TextToPaste]:
        """What its steps have to paste, column by column, the short-term package's after them."""
        lists = (*(each.steps for each in self.columns.values()), self.package.steps)
        return [text for each in lists for text in each.texts()]

    def shown(self, view: TransferView) -> Pieces:
        """Show these steps, a column at a time."""
        self._view = view
        now = self.desk.clock.now()
        steps = [step for column in view.columns for step in column.steps]
        self.set_aside(f"{sum(each.done_at is not None for each in steps)} of {len(steps)} done")
        for column in view.columns:
            shown = self.columns[column.role]
            shown.say_done(sum(each.done_at is not None for each in column.steps), len(column.steps))
            shown.steps.show_rows(
                tuple(
                    CheckRow(
                        each.step,
                        each.label,
                        each.done_at is not None,
                        f"{each.done_by}, {moment_text(each.done_at, now)}" if each.done_at else "",
                        _beside_the_tick(each, now),
                        f"Waits for {each.waits_for}" if each.waits_for else "",
                        each.step.value,
                        each.paste,
                    )
                    for each in column.steps
                )
            )
            yield
        self._show_package(view)

    def _show_package(self, view: TransferView) -> None:
        """The short-term package's own steps stand in the column of those who close it (END-4)."""
        now, shown = self.desk.clock.now(), view.package.shown
        self.package.steps.show_rows(
            tuple(
                CheckRow(
                    each.step,
                    each.step.label,
                    each.done_at is not None,
                    f"{each.done_by}, {moment_text(each.done_at, now)}" if each.done_at else "",
                    each.note,
                    f"Waits for {each.waits_for}" if each.waits_for else "",
                    each.step.value,
                    each.paste,
                )
                for each in shown
            )
        )
        self.package.setVisible(bool(shown))

    def focus_first(self) -> None:
        """Put the keyboard on the first step that is still to be ticked, whatever stands before it."""
        self.focus_step("")

    def focus_step(self, of_role: str) -> None:
        """The same in the column of this role, or of the short-term package; of any role where none is named."""
        named = [each.steps for role, each in self.columns.items() if of_role in {"", role.value}]
        lists = [self.package.steps] if of_role == "package" else named
        boxes = [box for each in lists for box in each.findChildren(QCheckBox)]
        left = [box for box in boxes if box.isVisibleTo(self) and box.isEnabled() and not box.isChecked()]
        if left:
            left[0].setFocus()
        else:
            super().focus_first()

    def _ticked(self, ticked: Ticked) -> None:
        line = self._line(ticked.id)
        if self._view is None or line is None:
            return
        if ticked.done and line.asks_note_first:
            self.ask("transfer", partial(self._note_asked, ticked.id, tick=True))
        elif ticked.done:
            self.do(_ticking(self._view, line, line.note))
        elif self._view.transfer is not None:
            self.do(partial(checklist.untick, transfer=self._view.transfer, step=line.step, seen=line.seen))

    def _package_ticked(self, ticked: Ticked) -> None:
        view = self._view
        lines: tuple[PackageStep, ...] = view.package.steps if view is not None else ()
        line = next((each for each in lines if each.step is ticked.id), None)
        if view is None or view.transfer is None or line is None:
            return
        deed = short_term_package.tick_package_step if ticked.done else short_term_package.untick_package_step
        self.do(partial(deed, transfer=view.transfer, step=line.step, seen=line.seen))

    def _copied(self, step: str) -> None:
        self.notice.tell(f"Copied the text for “{step}”: paste it where that is done, then tick it.")

    def _ask_note(self, step: object) -> None:
        self.ask("transfer", partial(self._note_asked, step, tick=False))

    def _note_asked(self, step: object, *, tick: bool) -> tuple[FormSpec[TransferView], TransferView, str] | None:
        """Nothing of a tick that somebody else has made meanwhile: who and when they said isn't written over."""
        view, line = self._view, self._line(step)
        if view is None or line is None or (tick and line.done_at is not None):
            return None
        return _note_form(line, tick=tick), view, _about(view, line)

    def _line(self, step: object) -> StepLine | None:
        view = self._view
        lines = (each for column in view.columns for each in column.steps) if view is not None else iter(())
        return next((each for each in lines if each.step is step), None)


def _beside_the_tick(line: StepLine, now: datetime) -> str:
    """What else is known of a step: why it isn't needed, when it was asked with which reference, and its note."""
    left_out = f"Not needed: {line.not_needed}" if line.not_needed else ""
    asked = f"Asked {moment_text(line.asked_at, now)}" if line.asked_at else ""
    reference = f"ref {line.reference}" if line.reference else ""
    return "  ·  ".join(part for part in (left_out, ", ".join(filter(None, (asked, reference))), line.note) if part)


def _about(view: TransferView, line: StepLine) -> str:
    """What a note is about, for its draft: each step has a note of its own."""
    return f"{view.episode}/{line.step.value}"


def _note_form(line: StepLine, *, tick: bool) -> FormSpec[TransferView]:
    return FormSpec(
        "note",
        f"Note on: {line.label}",
        "&Tick with this note" if tick else "&Keep it",
        "Ticked, with its note." if tick else "It is kept.",
        partial(_note, line, tick),
        sign=Icon.TICK if tick else Icon.SAVE,
    )


def _note(line: StepLine, tick: bool, form: InlineForm, view: TransferView) -> Callable[[], Deed]:  # noqa: FBT001  bound by partial
    if tick:
        note = form.text("text", "&Note", "What was said, by whom", line.note)
        return lambda: _ticking(view, line, note())
    return _standing(line, form, view)


def _standing(line: StepLine, form: InlineForm, view: TransferView) -> Callable[[], Deed]:
    """Asked with a reference, not needed with its reason, or only a note: one small form for all three."""
    now = "asked" if line.asked_at and not line.done_at else "note"
    choices = (("note", "Only keep the note"), ("asked", "It is asked"), ("not_needed", "It is not needed"))
    state = form.choice("state", "&How it stands", choices[:2] if line.done_at else choices, preset=now)
    reference = form.line("reference", "&Reference", "Theirs, where it is asked", line.reference)
    note = form.text("text", "&Note", "What was said, by whom; or why it is not needed", line.note)

    def deed() -> Deed:
        if state.value() == "asked" or (state.value() == "note" and reference.text().strip() and not line.done_at):
            return _of_step(view, line, partial(checklist.ask_step, note=note(), reference=reference.text()))
        if state.value() == "not_needed":
            return _of_step(view, line, partial(checklist.leave_step_out, because=note()))
        return _of_step(view, line, partial(checklist.write_note, note=note()))

    return deed


def _ticking(view: TransferView, line: StepLine, note: str) -> Deed:
    return _of_step(view, line, partial(checklist.tick_step, note=note))


def _of_step(view: TransferView, line: StepLine, deed: Callable[..., Changes]) -> Deed:
    return partial(deed, episode=view.episode, transfer=view.transfer, step=line.step, seen=line.seen)
