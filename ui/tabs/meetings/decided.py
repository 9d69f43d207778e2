"""What was decided about whoever is talked about; while the meeting is open, each of its own can be taken back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias, TypeVar
from uuid import UUID

from PySide6.QtCore import Signal

from app.door.door import Deed
from app.queries.meetings.agenda import AgendaAction, AgendaDecision
from app.services.meetings import taking_back
from models.values import london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.states import State
from ui.tabs.meetings.carrying_out import DEEDS, WHAT_IS_ASKED, Facts, form_of
from ui.text import as_beginning, full_day_text, moment_text
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.sentence_lines import SentenceLine, SentenceLines

_AS_BEFORE = "What it did is undone: a milestone, an agreement or a goal setter is as it was before."
_GOES_WITH_IT = "What the meeting did because of it is undone too, and Scheduling is told: support goes on as before."
_NOBODYS = "Nobody is to do it then: it leaves the Today of whoever had it."
_CARRY_OUT = "carry_out."
View = TypeVar("View")
Said: TypeAlias = AgendaDecision | AgendaAction


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidHere:
    """What meetings decided and this one assigned; of `earlier` nothing can be taken back, of `taken_back` no more."""

    decisions: Sequence[AgendaDecision] = ()
    actions: Sequence[AgendaAction] = ()
    taken_back: Sequence[Said] = ()
    earlier: Sequence[AgendaDecision] = ()


class DecidedPanel(DeedPanel):
    """A line each; *Take back* asks for the reason below them, and what is still to be carried out how that is done.

    `asks` while such a form is open, which then has the room of the meeting's other deeds.
    """

    asks = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Decided", "meetings.decided_panel")
        self.lines = SentenceLines(desk.look, "meetings.decided")
        self.body.addWidget(self.lines)
        self._own: dict[str, Said] = {}  # what can be taken back, by its line
        self._asked: UUID | None = None
        self._next: UUID | None = None  # a decision that is carried out as soon as it stands here
        self._facts: Facts | None = None  # what the form that carries one out is about
        self.lines.wanted.connect(self._wish)

    def open_form(self, tab: str, spec: FormSpec[View], view: View, draft: str = "") -> InlineForm:
        """Ask a deed's questions; the meeting's other deeds make room."""
        form = super().open_form(tab, spec, view, draft)
        self.asks.emit(True)
        return form

    def close_form(self) -> None:
        """The meeting's other deeds are back."""
        super().close_form()
        self.asks.emit(False)

    def lead_on_from(self, decision: UUID | None) -> None:
        """Ask how this decision is carried out once it is shown, if it can be."""
        self._next = decision

    def show_said(self, said: SaidHere, *, is_open: bool) -> None:
        """Show this; `is_open` where the meeting goes on."""
        own: list[Said] = [*said.decisions, *(each for each in said.actions if each.done_at is None)]
        self._own = {_key(number): each for number, each in enumerate(own, start=1)} if is_open else {}
        lines = tuple(self._lines(said))
        self.lines.show_lines(lines)
        if self._wanted() is None:
            self.close_form()
        self.setVisible(bool(lines))
        self.stands_now()
        self._go_on()

    def _lines(self, said: SaidHere) -> Iterable[SentenceLine]:
        now = self.desk.clock.now()
        for key, own in self._own.items():
            below = f"This meeting, {own.by}" if isinstance(own, AgendaDecision) else "This meeting"
            done = own.done if isinstance(own, AgendaDecision) else ""
            yield SentenceLine(
                key, self._words(own), State.DONE, " · ".join(filter(None, (done, below))), deed="Take back"
            )
            if isinstance(own, AgendaDecision) and own.is_to_carry_out:
                still, deed = DEEDS[own.kind]
                yield SentenceLine(f"carry_out.{key}", still, State.WAITING, deed=deed)
        for number, gone in enumerate(said.taken_back, start=1):
            when = gone.decided_at if isinstance(gone, AgendaDecision) and not gone.of_this else None
            whose = f"{as_beginning(moment_text(when, now))}, taken back" if when else "This meeting took it back"
            below = f"{whose}: {gone.taken_back}"
            yield SentenceLine(f"taken_back.{number}", self._words(gone), State.OPEN, below, struck=True)
        for number, before in enumerate(said.earlier, start=1):
            said_then = f"{as_beginning(moment_text(before.decided_at, now))}, {before.by}"
            below = " · ".join(filter(None, (before.done, said_then)))
            yield SentenceLine(f"decided_before.{number}", self._words(before), State.OPEN, below)

    def _words(self, said: Said) -> str:
        if isinstance(said, AgendaDecision):
            return f"{said.kind.label}: {said.note}" if said.note else said.kind.label
        due = full_day_text(said.due, london_day(self.desk.clock.now()))
        return f"To do: {said.what} ({said.owner}, due {due})"

    def _wish(self, key: str) -> None:
        own = self._own[key.removeprefix(_CARRY_OUT)]
        self._asked, self._facts = own.id, None
        if key.startswith(_CARRY_OUT):
            self._ask_facts()
        else:
            self.ask("meetings", self._form)

    def _go_on(self) -> None:
        """Carry out what was just decided; where its form is open, with what stands now."""
        new = next((each for each in self._own.values() if each.id == self._next), None)
        if isinstance(new, AgendaDecision) and new.is_to_carry_out:
            self._asked, self._next, self._facts = new.id, None, None
            self._ask_facts()
        elif self.form is not None and self._facts is not None:
            self._ask_facts()

    def _ask_facts(self) -> None:
        decision = self._wanted()
        if isinstance(decision, AgendaDecision):
            asked = self.desk.door.ask(self, WHAT_IS_ASKED[decision.kind], episode=decision.episode_id)
            asked.then(partial(self._carry_out, decision.id), self.say, latest="meetings.carrying_out")

    def _carry_out(self, decision: UUID, facts: Facts) -> None:
        if decision != self._asked:
            return
        is_open, self._facts = self._facts is not None, facts
        if is_open:
            self.stands_now()
        else:
            self.ask("meetings", self._carrying_out)

    def _carrying_out(self) -> tuple[FormSpec[Facts], Facts, str] | None:
        decision, facts = self._wanted(), self._facts
        if not isinstance(decision, AgendaDecision) or facts is None or not decision.is_to_carry_out:
            return None
        return form_of(decision), facts, str(decision.id)

    def _wanted(self) -> Said | None:
        return next((each for each in self._own.values() if each.id == self._asked), None)

    def _form(self) -> tuple[FormSpec[Said], Said, str] | None:
        said = self._wanted()
        return None if said is None else (_spec(said, self._words(said)), said, str(said.id))


def _spec(said: Said, words: str) -> FormSpec[Said]:
    lesson = _AS_BEFORE
    if isinstance(said, AgendaAction):
        lesson = _NOBODYS
    elif said.done:
        lesson = _GOES_WITH_IT
    return FormSpec(
        "take_back",
        f"Take back “{words}”",
        "Take it back",
        f"Taken back: {words}. The minutes say so, with the reason.",
        _questions,
        lesson=lesson,
        sign=Icon.UNDO,
        kind="danger",
        dangerous=True,
    )


def _questions(form: InlineForm, said: Said) -> Callable[[], Deed]:
    because = form.line("because", "&Why it is taken back")

    def ready() -> Deed:
        if isinstance(said, AgendaDecision):
            return partial(taking_back.take_back_decision, decision=said.id, seen=said.version, because=because.text())
        return partial(taking_back.take_back_action, action=said.id, seen=said.version, because=because.text())

    return ready


def _key(number: int) -> str:
    return f"decided.{number}"
