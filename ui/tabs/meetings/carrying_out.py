"""The forms by which a meeting carries out what it decided: the end of support, and the lighter week (MDT-3)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from app.door.door import Deed
from app.queries.closure.closure import closure
from app.queries.closure.view import ClosureView, ReasonLine
from app.queries.meetings.agenda import AgendaDecision
from app.queries.meetings.carrying_out import CallLine, StepDownAsked, WayDown, step_down_asked
from app.queries.plans.preview import PlanPreview, WhoHasToAgree, preview
from app.services.meetings import carrying_out
from models.values import Call, PlannedVisit, WhyShort, start_of_day
from models.vocabulary.closure import EndReason
from models.vocabulary.meetings import DecisionKind
from ui.icons import Icon
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.date_edit import DateEdit
from ui.widgets.end_asked import end_asked
from ui.widgets.expected import AHEAD
from ui.widgets.inline_form import FormSpec, InlineForm

Ready: TypeAlias = Callable[[], Deed]
Facts: TypeAlias = ClosureView | StepDownAsked
DEEDS = {
    DecisionKind.END: ("It isn't ended yet.", "End the service…"),
    DecisionKind.STEP_DOWN: ("It isn't in the plan yet.", "Plan the lighter week…"),
}
WHAT_IS_ASKED: dict[DecisionKind, Callable[..., Facts]] = {
    DecisionKind.END: closure,
    DecisionKind.STEP_DOWN: step_down_asked,
}
_ASKED = {
    WhoHasToAgree.THE_LATER: "later_stands",
    WhoHasToAgree.THE_DAY: "day_is_meant",
    WhoHasToAgree.THE_WEEK: "week_is_meant",
}


def form_of(decision: AgendaDecision) -> FormSpec[Any]:
    """The form of an end or a step-down; it is about what `WHAT_IS_ASKED` gives of the episode."""
    return end_form(decision) if decision.kind is DecisionKind.END else step_down_form(decision)


def end_form(decision: AgendaDecision) -> FormSpec[ClosureView]:
    """The end that the meeting decided: why, when, and which DSO's decision it is."""
    return FormSpec(
        "end",
        "End the service",
        "End the service",
        "Recorded, and Scheduling is told. What closes the package is listed in Closure.",
        partial(_end, decision),
        lesson="Back leaves it as decided: it can be ended later, here or in Closure.",
        sign=Icon.CLOSURE,
        dangerous=True,
    )


def _end(decision: AgendaDecision, form: InlineForm, view: ClosureView) -> Ready:
    lines = {each.reason: each for each in view.reasons}
    died = EndReason.DIED if view.death.is_known else None
    box = form.choice_box("reason", "Why it ends", [(each, each.label) for each in lines], preset=died)
    reason = form.needed(box, "Choose why it ends.")
    asks = form.told("asks")
    at = form.moment("at", "Support ends", AHEAD, view.end_offered_at)
    package = form.day_if_known("package_on", "Ongoing care starts on")
    fact = form.day_if_known("fact_on", "Moved or admitted on")
    asked = end_asked(form, at, package, fact)

    def chosen(*_told: object) -> None:
        picked = box.value()
        line = lines[picked] if picked else None
        asks.setText(f"Asks for {line.asks}. {line.in_return}" if line else "")
        asks.setVisible(line is not None)
        _ask_day(form, package, line, is_asked=line is not None and line.asks_package_day)
        _ask_day(form, fact, line, is_asked=line is not None and (line.asks_move or line.asks_admission))

    box.currentIndexChanged.connect(chosen)
    chosen()
    return lambda: partial(
        carrying_out.end_as_decided,
        decision=decision.id,
        decision_seen=decision.version,
        seen=view.seen,
        reason=reason.value(),
        **asked.told(),
    )


def _ask_day(form: InlineForm, edit: DateEdit, line: ReasonLine | None, *, is_asked: bool) -> None:
    form.show_fields(edit, shown=is_asked)
    if is_asked and line is not None and edit.value() is None:
        edit.set_value(line.fact_on)


def step_down_form(decision: AgendaDecision) -> FormSpec[StepDownAsked]:
    """The lighter week that the meeting decided, call by call; what it means is said while it is chosen."""
    return FormSpec(
        "step_down",
        "Plan the lighter week",
        "Plan this week",
        "Planned, and Scheduling is told.",
        lambda form, asked: _LighterWeek(form, decision, asked).deed,
        lesson="A call a line. Whatever else changes is planned in Service plans; Back leaves it as decided.",
        sign=Icon.SAVE,
    )


@dataclass(frozen=True, slots=True)
class _Line:
    box: ChoiceBox[int]
    ways: tuple[WayDown, ...]

    @property
    def visits(self) -> tuple[PlannedVisit, ...]:
        return self.ways[self.box.value() or 0].visits


class _LighterWeek:
    """The questions of one form, and what their answers would mean."""

    def __init__(self, form: InlineForm, decision: AgendaDecision, asked: StepDownAsked) -> None:
        self._form, self._decision, self._asked = form, decision, asked
        self._lines = [_Line(self._box(number, each), each.ways) for number, each in enumerate(asked.lines, start=1)]
        self._means: QLabel = form.told("means")
        self._why = {call: self._why_line(call) for call in asked.calls}
        self._from = form.day_if_known("effective", "From", "From this day on the visits go by it", asked.offered_from)
        self._because = form.line("because", "Because", "Scheduling reads it too", decision.note)
        self._ticks = {each: self._tick(name, each.value) for each, name in _ASKED.items()}
        self._questions: tuple[str, ...] = ()
        for edit in self._why.values():
            form.show_fields(edit, shown=False)
            edit.editingFinished.connect(self._ask)
        for line in self._lines:
            line.box.currentIndexChanged.connect(self._ask)
        self._from.value_changed.connect(self._ask)
        self._ask()

    def deed(self) -> Deed:
        return partial(
            carrying_out.step_down_as_decided,
            decision=self._decision.id,
            seen=self._decision.version,
            based_on=self._asked.newest,
            week=self._week(),
            because=self._because.text(),
            effective_from=self._begins(),
            day_is_meant=self._is_told(WhoHasToAgree.THE_DAY),
            later_stands=self._is_told(WhoHasToAgree.THE_LATER),
            answered=frozenset(self._questions if self._is_told(WhoHasToAgree.THE_WEEK) else ()),
            why_short=self._why_short(),
        )

    def _box(self, number: int, line: CallLine) -> ChoiceBox[int]:
        ways = [(place, way.words) for place, way in enumerate(line.ways)]
        return self._form.choice_box(f"call_{number}", line.words, ways, preset=0)

    def _why_line(self, call: Call) -> QLineEdit:
        return self._form.line(f"why_short_{call.value}", f"Why so short at {call.label.lower()}")

    def _tick(self, name: str, words: str) -> QCheckBox:
        tick = self._form.tick(name, words)
        tick.hide()
        return tick

    def _is_told(self, each: WhoHasToAgree) -> bool:
        return self._ticks[each].isChecked() and not self._ticks[each].isHidden()

    def _week(self) -> tuple[PlannedVisit, ...]:
        return tuple(visit for line in self._lines for visit in line.visits)

    def _begins(self) -> datetime:
        return start_of_day(self._from.value() or self._asked.offered_from)

    def _why_short(self) -> tuple[WhyShort, ...]:
        said = {call: edit.text() for call, edit in self._why.items() if edit.isVisibleTo(self._form)}
        return tuple(WhyShort(call, because) for call, because in said.items() if because.strip())

    def _ask(self, *_told: object) -> None:
        self._form.desk.door.ask(
            self._form,
            preview,
            plan=self._asked.newest,
            week=self._week(),
            effective_from=self._begins(),
            why_short=self._why_short(),
        ).then(self._show, self._form.notice.say, latest="meetings.lighter_week")

    def _show(self, found: PlanPreview) -> None:
        said = (found.hours, *found.changes, *found.asked, found.lack)
        self._means.setText("\n".join(each for each in said if each))
        self._questions = found.asked
        short = {each.call: each.because for each in found.short}
        for call, edit in self._why.items():
            self._show_why(call, edit, short)
        for each, tick in self._ticks.items():
            tick.setVisible(each in found.needs)

    def _show_why(self, call: Call, edit: QLineEdit, short: dict[Call, str]) -> None:
        self._form.show_fields(edit, shown=call in short)
        if call in short and not edit.text():
            edit.setText(short[call])
            self._form.took(edit)
