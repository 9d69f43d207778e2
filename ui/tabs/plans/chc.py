"""NHS Continuing Healthcare beside the plan: found, asked to take over, taken over, or a mistake (REF-8)."""

from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.queries.plans.chc import ChcLine, ChcView
from app.queries.plans.versions import PlansView
from app.services.plans import chc as services
from ui.desk import Desk
from ui.icons import Icon
from ui.states import State
from ui.tabs.plans.forms import Ready
from ui.text import moment_text
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.labels_and_buttons import button
from ui.widgets.sentence_lines import SentenceLine, SentenceLines


class ChcPanel(DeedPanel):
    """Where CHC stands, whether the referral says it or it was found later; one button has the step that is open."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "NHS Continuing Healthcare (CHC)", "plans.chc_panel", parent)
        self._view: PlansView | None = None
        self.lines = SentenceLines(desk.look, "plans.chc_panel.lines")
        self.body.addWidget(self.lines)
        self.step = button(desk.look, "CHC was asked to take it over…", "plans.chc", Icon.FORWARD)
        self.found = button(desk.look, "On behalf of CHC…", "plans.chc_found", Icon.NEW)
        self.add_deeds(self.step, self.found)
        self.lines.wanted.connect(self._take_back)
        self.step.clicked.connect(self._step)
        self.found.clicked.connect(self._found)

    def show_view(self, view: PlansView) -> None:
        """Show what is known, and offer what is open."""
        self._view = view
        chc, now = view.chc, self.desk.clock.now()
        self.set_aside("" if chc.now else "Not on behalf of CHC")
        self.lines.show_lines((*_stands(chc, now), *_recorded(view, now)))
        asked = chc.now is not None and chc.now.asked_at is not None
        self.step.setText("CHC's provider has taken it over…" if asked else "CHC was asked to take it over…")
        self.step.setAccessibleName(self.step.text())
        is_open = chc.now is not None and chc.now.transferred_at is None
        self.offer(self.step, offered=view.is_open and is_open)
        self.offer(self.found, offered=view.is_open and chc.can_be_found)

    def _found(self) -> None:
        self.ask("plans", lambda: self._of_episode(FOUND))

    def _step(self) -> None:
        known = self._view.chc.now if self._view is not None else None
        spec = TAKEN_OVER if known is not None and known.asked_at is not None else ASKED
        self.ask("plans", lambda: self._of_episode(spec))

    def _of_episode(self, spec: FormSpec[UUID]) -> tuple[FormSpec[UUID], UUID, str] | None:
        return (spec, self._view.episode, str(self._view.episode)) if self._view is not None else None

    def _take_back(self, key: str) -> None:
        self.ask("plans", partial(self._take_back_asked, key))

    def _take_back_asked(self, key: str) -> tuple[FormSpec[ChcLine], ChcLine, str] | None:
        known = dict(_numbered(self._view.chc)) if self._view is not None else {}
        line = known.get(key)
        return (TAKE_BACK, line, str(line.id)) if line is not None else None


def _stands(chc: ChcView, now: datetime) -> tuple[SentenceLine, ...]:
    """Where it stands, in one line."""
    if chc.now is None:
        return ()
    if chc.now.transferred_at is not None:
        said = f"CHC's own provider has had the support since {moment_text(chc.now.transferred_at, now)}"
        return (SentenceLine("stands", said, State.DONE),)
    if chc.now.asked_at is not None:
        said = f"CHC was asked on {moment_text(chc.now.asked_at, now)} to take the support over"
        return (SentenceLine("stands", said, State.WAITING, _chased(chc, now)),)
    said = f"On behalf of CHC, known since {moment_text(chc.now.known_at, now)}"
    return (SentenceLine("stands", said, State.WAITING, "CHC hasn't been asked yet to take the support over"),)


def _chased(chc: ChcView, now: datetime) -> str:
    line = next((each for each in chc.lines if each.stands and each.chased_at is not None), None)
    return f"{line.chased_whom} last chased {moment_text(line.chased_at, now)}" if line and line.chased_at else ""


def _recorded(view: PlansView, now: datetime) -> tuple[SentenceLine, ...]:
    return tuple(_line(key, each, now, can_be_taken_back=view.is_open) for key, each in _numbered(view.chc))


def _numbered(chc: ChcView) -> tuple[tuple[str, ChcLine], ...]:
    """Each with the key of its line, counted from the oldest: a new one leaves the others their keys."""
    return tuple((f"chc_recorded.{len(chc.lines) - place}", each) for place, each in enumerate(chc.lines))


def _line(key: str, line: ChcLine, now: datetime, *, can_be_taken_back: bool) -> SentenceLine:
    how = "Fast-track, found" if line.fast_track else "Found"
    when = f"{how} {moment_text(line.known_at, now)}, {'out of hours' if line.out_of_hours else 'within hours'}"
    if not line.stands:
        return SentenceLine(key, f"Taken back: {when[0].lower()}{when[1:]}", None, line.withdrawn_because)
    deed = "Take back…" if can_be_taken_back else ""
    return SentenceLine(key, when, None, f"Recorded by {line.recorded_by}", deed)


def _ask_found(form: InlineForm, episode: UUID) -> Ready:
    at = form.moment("known_at", "&Known since")
    fast_track = form.tick("fast_track", "Fast-&track")
    out_of_hours = form.tick("out_of_hours", "Out of &hours")
    return lambda: partial(
        services.record_chc,
        episode=episode,
        known_at=at.value(),
        fast_track=fast_track.isChecked(),
        out_of_hours=out_of_hours.isChecked(),
    )


def _ask_asked(form: InlineForm, episode: UUID) -> Ready:
    at = form.moment("asked_at", "&When CHC was asked")
    return lambda: partial(services.ask_chc, episode=episode, asked_at=at.value())


def _ask_taken_over(form: InlineForm, episode: UUID) -> Ready:
    at = form.moment("transferred_at", "Since &when CHC's provider has it")
    return lambda: partial(services.chc_has_taken_over, episode=episode, transferred_at=at.value())


def _ask_why(form: InlineForm, line: ChcLine) -> Ready:
    because = form.text("because", "&Why it was a mistake")
    return lambda: partial(services.take_back_chc, chc=line.id, seen=line.seen, because=because())


FOUND: FormSpec[UUID] = FormSpec(
    "record_chc",
    "Supported on behalf of CHC",
    "&Record it",
    "It is recorded. Ask CHC to move the support to a provider of their own.",
    _ask_found,
    lesson="Whether CHC was there from the start or was found later, with a referral of ours or without.",
)
ASKED: FormSpec[UUID] = FormSpec(
    "chc_asked", "CHC was asked to take the support over", "&Record it", "It is recorded.", _ask_asked
)
TAKEN_OVER: FormSpec[UUID] = FormSpec(
    "chc_transferred", "CHC's provider has taken the support over", "&Record it",
    "It is recorded. End the support here in Closure where theirs has begun.", _ask_taken_over,
)  # fmt: skip
TAKE_BACK: FormSpec[ChcLine] = FormSpec(
    "take_back_chc",
    "Take this record of CHC back",
    "Take it back",
    "Taken back. It stays in the history, and nothing is asked for it.",
    _ask_why,
    sign=Icon.UNDO,
)
