"""What closes the package: the steps by whom and when, assistive technology, and what remains open."""

from functools import partial

from PySide6.QtWidgets import QAbstractButton, QCheckBox, QWidget

from app.door.errors import Refused, Unavailable
from app.queries.closure.view import ClosingStepLine, ClosureView
from app.services.closure import closing
from ui.desk import Desk
from ui.icons import Icon
from ui.language import as_read, typed
from ui.states import State
from ui.tabs.closure import forms
from ui.text import count, moment_text
from ui.widgets.assistive import asks_about_at, at_line
from ui.widgets.checklist import Checklist, CheckRow, Ticked
from ui.widgets.decided_by import asks_who_decided
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import button, words
from ui.widgets.press import Press
from ui.widgets.sentence_lines import SentenceLine, SentenceLines, source


class PackagePanel(DeedPanel):
    """Shown once support has ended, and during interim while assistive technology given in STS is reviewed (END-5)."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Closing the package", "closure.package", parent)
        self._view: ClosureView | None = None
        look = desk.look
        self.steps = Checklist(look, "closure.steps", "Closing steps", notes=True)
        self.at = SentenceLines(look, "closure.package.at")
        self.remains_heading = words("What remains open", "strong")
        self.remains = SentenceLines(look, "closure.remains")
        for each in (self.steps, self.at, self.remains_heading, self.remains):
            self.body.addWidget(each)
        self.close_package = button(
            look, "Close the package", "closure.close", Icon.CLOSURE, kind="primary", press=Press.DANGEROUS
        )
        self.add_deeds(self.close_package)
        self.steps.ticked.connect(self._ticked)
        self.steps.note_requested.connect(self._ask_note)
        self.steps.copied.connect(
            lambda step: self.notice.tell(f"Copied the text for “{step}”: paste it where that is done, then tick it.")
        )
        self.at.wanted.connect(self._at)
        self.remains.led.connect(self.led)
        self.close_package.clicked.connect(self._close)

    def show_view(self, view: ClosureView) -> None:
        """Show how far it is."""
        self._view = view
        now = self.desk.clock.now()
        self.set_aside(
            "Closed" if view.is_closed else f"{count(len(view.remains), 'thing')} open" if view.remains else ""
        )
        self.steps.show_rows(
            tuple(
                CheckRow(
                    each.step,
                    each.label,
                    each.done_at is not None,
                    typed(f"{each.done_by}, {as_read(moment_text(each.done_at, now))}") if each.done_at else "",
                    each.note,
                    "",
                    each.step.value,
                    view.text_for(each.step),
                )
                for each in view.steps
            )
        )
        self.at.show_lines((at_line(view.at, now, can_change=not view.is_closed),))
        self.remains_heading.setVisible(bool(view.remains))
        self.remains.show_lines(
            tuple(
                SentenceLine(f"remains.{number}", each.sentence, State.SOON, source(each.who), field=each.field)
                for number, each in enumerate(view.remains, start=1)
            )
        )
        self.steps.setVisible(not view.is_open)
        self.offer(self.close_package, offered=not view.is_open and not view.is_closed)

    def focus_first(self) -> None:
        """Put the keyboard on the first step still to be ticked; never on one that is done, or Space would undo it."""
        boxes = [box for box in self.steps.findChildren(QCheckBox) if not box.isChecked()]
        said = [each for each in self.at.findChildren(QAbstractButton) if each.isVisibleTo(self)]
        left: list[QWidget] = [*boxes, *(said if self._lacks_at() else ()), self.title]
        left[0].setFocus()

    def _lacks_at(self) -> bool:
        return self._view is not None and not self._view.at.is_settled

    def _ticked(self, ticked: Ticked) -> None:
        line = self._line(ticked.id)
        if self._view is None or line is None:
            return
        if ticked.done:
            self.do(partial(closing.tick, episode=self._view.episode, step=line.step, seen=line.seen, note=line.note))
        else:
            self.do(partial(closing.untick, episode=self._view.episode, step=line.step, seen=line.seen))

    def _ask_note(self, step: object) -> None:
        self.ask("closure", partial(self._note_asked, step))

    def _note_asked(self, step: object) -> tuple[FormSpec[ClosureView], ClosureView, str] | None:
        line = self._line(step)
        return forms.about(forms.note_form(line), self._view, f"/{line.step.value}") if line is not None else None

    def _line(self, step: object) -> ClosingStepLine | None:
        lines = self._view.steps if self._view is not None else ()
        return next((each for each in lines if each.step is step), None)

    def _at(self, _key: str) -> None:
        self.ask("closure", lambda: asks_about_at(self._view.at if self._view is not None else None))

    def _close(self) -> None:
        if self._view is not None and self._view.closure_seen is not None:
            deed = partial(closing.close, episode=self._view.episode, seen=self._view.closure_seen)
            self.do(deed, forms.CLOSED)

    def say(self, trouble: Refused | Unavailable) -> None:
        """Closing is done at once at a DSO's seat; any other is asked which DSO decided (END-10)."""
        if self.form is None and asks_who_decided(trouble):
            self.ask("closure", lambda: forms.about(forms.CLOSE, self._view))
        super().say(trouble)
