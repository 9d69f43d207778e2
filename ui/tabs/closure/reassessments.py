"""Needs that changed during interim support: each reassessment, and recording one (MILE-3)."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.queries.closure.view import ClosureView, ReassessmentLine
from app.services.episodes import reassessments
from models.values import london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.language import as_read, typed
from ui.states import State
from ui.tabs.closure import forms
from ui.text import full_day_text
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.labels_and_buttons import button
from ui.widgets.sentence_lines import SentenceLine, SentenceLines


class ReassessmentPanel(DeedPanel):
    """Each with its day, by whom, and what was decided; an end because needs changed rests on one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Needs reassessed", "closure.reassessments", parent)
        self._view: ClosureView | None = None
        self.lines = SentenceLines(desk.look, "closure.reassessments.lines")
        self.body.addWidget(self.lines)
        self.reassess = button(desk.look, "Needs were &reassessed…", "closure.reassess", Icon.FLAG)
        self.add_deeds(self.reassess)
        self.lines.wanted.connect(self._take_back)
        self.reassess.clicked.connect(self._reassess)

    def show_view(self, view: ClosureView) -> None:
        """Show those of this interim support; in short-term support there are none."""
        self._view = view
        today = london_day(self.desk.clock.now())
        standing = [each for each in view.reassessments if each.stands]
        self.set_aside(f"Last on {full_day_text(standing[0].on, today)}" if standing else "")
        none = SentenceLine(
            "none",
            "No reassessment was recorded",
            None,
            "Record one when needs change: it moves no date of STS, of the transfer or of charging.",
        )
        lines = tuple(_line(key, each, today, can_be_taken_back=view.is_open) for key, each in _numbered(view))
        self.lines.show_lines(lines or (none,))
        self.offer(self.reassess, offered=view.can_reassess)

    def _reassess(self) -> None:
        self.ask("closure", lambda: forms.about(REASSESS, self._view))

    def _take_back(self, key: str) -> None:
        self.ask("closure", partial(self._take_back_asked, key))

    def _take_back_asked(self, key: str) -> tuple[FormSpec[ReassessmentLine], ReassessmentLine, str] | None:
        known = dict(_numbered(self._view)) if self._view is not None else {}
        line = known.get(key)
        return (TAKE_BACK, line, str(line.id)) if line is not None else None


def _ask_all(form: InlineForm, view: ClosureView) -> forms.Ready:
    on = form.day("reassessed_on", "&Day of the reassessment")
    by = form.line("assessed_by", "Reassessed b&y", "The SW, CCW or case coordinator")
    decided = form.text("decided", "&What was decided")
    return lambda: partial(
        reassessments.reassess,
        episode=view.episode,
        on=on.value(),
        assessed_by=by.text(),
        decided=decided(),
    )


REASSESS: FormSpec[ClosureView] = FormSpec(
    "reassess_needs",
    "Needs were reassessed",
    "&Record the reassessment",
    "The reassessment is recorded.",
    _ask_all,
    sign=Icon.FLAG,
)


def _ask_why(form: InlineForm, line: ReassessmentLine) -> forms.Ready:
    because = form.text("because", "&Why it was a mistake")
    return lambda: partial(reassessments.take_back, reassessment=line.id, seen=line.seen, because=because())


TAKE_BACK: FormSpec[ReassessmentLine] = FormSpec(
    "take_back_reassessment",
    "Take this reassessment back",
    "Take it back",
    "Taken back. It stays in the history, and no end rests on it.",
    _ask_why,
    sign=Icon.UNDO,
)


def _numbered(view: ClosureView) -> tuple[tuple[str, ReassessmentLine], ...]:
    """Each with the key of its line, counted from the oldest: a new one leaves the others their keys."""
    known = view.reassessments
    return tuple((f"reassessed.{len(known) - place}", each) for place, each in enumerate(known))


def _line(key: str, line: ReassessmentLine, today: date, *, can_be_taken_back: bool) -> SentenceLine:
    day = full_day_text(line.on, today)
    if not line.stands:
        return SentenceLine(
            key, f"Taken back: {day}, {line.assessed_by}: {line.decided}", None, typed(line.withdrawn_because)
        )
    return SentenceLine(
        key,
        typed(f"{as_read(day)}, {line.assessed_by}: {line.decided}"),
        State.DONE,
        f"Recorded by {line.recorded_by}",
        "Take back…" if can_be_taken_back else "",
    )
