"""What was decided about whoever is talked about; while the meeting is open, each of its own can be taken back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias
from uuid import UUID

from app.door.door import Deed
from app.queries.meetings.agenda import AgendaAction, AgendaDecision
from app.services.meetings import taking_back
from models.values import london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.states import State
from ui.text import as_beginning, full_day_text, moment_text
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.sentence_lines import SentenceLine, SentenceLines

_AS_BEFORE = "What it did is undone: a milestone, an agreement or a goal setter is as it was before."
_NOBODYS = "Nobody is to do it then: it leaves the Today of whoever had it."
Said: TypeAlias = AgendaDecision | AgendaAction


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidHere:
    """What meetings decided and this one assigned; of `earlier` nothing can be taken back, of `taken_back` no more."""

    decisions: Sequence[AgendaDecision] = ()
    actions: Sequence[AgendaAction] = ()
    taken_back: Sequence[Said] = ()
    earlier: Sequence[AgendaDecision] = ()


class DecidedPanel(DeedPanel):
    """A line each; *Take back* asks for the reason below them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Decided", "meetings.decided_panel")
        self.lines = SentenceLines(desk.look, "meetings.decided")
        self.body.addWidget(self.lines)
        self._own: dict[str, Said] = {}  # what can be taken back, by its line
        self._asked: UUID | None = None
        self.lines.wanted.connect(self._take_back)

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

    def _lines(self, said: SaidHere) -> Iterable[SentenceLine]:
        now = self.desk.clock.now()
        for key, own in self._own.items():
            below = f"This meeting, {own.by}" if isinstance(own, AgendaDecision) else "This meeting"
            yield SentenceLine(key, self._words(own), State.DONE, below, deed="Take back")
        for number, gone in enumerate(said.taken_back, start=1):
            when = gone.decided_at if isinstance(gone, AgendaDecision) and not gone.of_this else None
            whose = f"{as_beginning(moment_text(when, now))}, taken back" if when else "This meeting took it back"
            below = f"{whose}: {gone.taken_back}"
            yield SentenceLine(f"taken_back.{number}", self._words(gone), State.OPEN, below, struck=True)
        for number, before in enumerate(said.earlier, start=1):
            below = f"{as_beginning(moment_text(before.decided_at, now))}, {before.by}"
            yield SentenceLine(f"decided_before.{number}", self._words(before), State.OPEN, below)

    def _words(self, said: Said) -> str:
        if isinstance(said, AgendaDecision):
            return f"{said.kind.label}: {said.note}" if said.note else said.kind.label
        due = full_day_text(said.due, london_day(self.desk.clock.now()))
        return f"To do: {said.what} ({said.owner}, due {due})"

    def _take_back(self, key: str) -> None:
        self._asked = self._own[key].id
        self.ask("meetings", self._form)

    def _wanted(self) -> Said | None:
        return next((each for each in self._own.values() if each.id == self._asked), None)

    def _form(self) -> tuple[FormSpec[Said], Said, str] | None:
        said = self._wanted()
        return None if said is None else (_spec(said, self._words(said)), said, str(said.id))


def _spec(said: Said, words: str) -> FormSpec[Said]:
    is_action = isinstance(said, AgendaAction)
    return FormSpec(
        "take_back",
        f"Take back “{words}”",
        "Take it back",
        f"Taken back: {words}. The minutes say so, with the reason.",
        _questions,
        lesson=_NOBODYS if is_action else _AS_BEFORE,
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
