"""One person as the meeting talks about them: support now, what to talk about, goals, actions, decisions."""

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries.meetings.agenda import (
    Agenda,
    AgendaAction,
    AgendaNote,
    AgendaPerson,
    OpportunityKind,
)
from models.values import hours_text, london_day
from models.vocabulary.meetings import DecisionKind, MeetingKind
from ui.desk import Desk
from ui.states import State
from ui.tabs.meetings.decided import DecidedPanel, SaidHere
from ui.tabs.meetings.goals import MeetingGoals
from ui.text import count, due_text, full_day_text, moment_text
from ui.theme import CELL, GROUP
from ui.widgets.checklist import Checklist, CheckRow, Ticked
from ui.widgets.labels_and_buttons import Panel, set_voice, spread, words
from ui.widgets.sentence_lines import SentenceLine, SentenceLines

_SIGNS = {
    OpportunityKind.STEP_DOWN: State.DONE,
    OpportunityKind.END: State.DONE,
    OpportunityKind.SIX_WEEKS: State.SOON,
}
_GOAL_SETTER = "decide.goal_setter"


class MeetingPage(QWidget):
    """`decision_wanted` with the kind that a suggestion leads to; `action_ticked` when an action is done or not."""

    decision_wanted = Signal(object)  # DecisionKind
    action_ticked = Signal(object)  # Ticked, its id the AgendaAction

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._clock, look = desk.clock, desk.look
        self.facts = words("", "quiet", "meetings.facts")
        self.support = words("", "", "meetings.support")
        self.setter = words("", "quiet", "meetings.goal_setter")
        self.said_before = words("", "", "meetings.said_before")
        self.talk = SentenceLines(look, "meetings.talk")
        self.talk_panel = Panel(look, "To talk about", "meetings.talk_panel")
        self.quiet = words("Nothing stands out: support and goals go on as they are.", "quiet", "meetings.nothing")
        self.goals = MeetingGoals(desk)
        self.goals_panel = Panel(look, "Goals", "meetings.goals_panel")
        self.no_goals = words("", "quiet")
        self.action_list = Checklist(look, "meetings.actions", "Actions")
        self.actions_panel = Panel(look, "Actions", "meetings.actions_panel")
        self.no_actions = words("", "quiet", "meetings.no_actions")
        self.decided = DecidedPanel(desk)
        self._kinds = {_key(kind): kind for kind in DecisionKind}
        self._actions: dict[UUID, AgendaAction] = {}
        panels: tuple[tuple[Panel, tuple[QWidget, ...]], ...] = (
            (self.talk_panel, (self.talk,)),
            (self.goals_panel, (self.goals, self.no_goals)),
            (self.actions_panel, (self.action_list, self.no_actions)),
        )
        for panel, inside in panels:
            for each in inside:
                panel.body.addWidget(each)
        self._about, column = QWidget(), QVBoxLayout(self)
        about = QVBoxLayout(self._about)
        spread(about, look, gap=CELL)
        for label in (self.facts, self.support, self.setter, self.said_before, self.quiet):
            about.addWidget(label)
        spread(column, look, gap=GROUP)
        column.setContentsMargins(0, 0, look.theme.gap(CELL), 0)
        for part in (self._about, self.talk_panel, self.actions_panel, self.decided, self.goals_panel):
            column.addWidget(part)
        column.addStretch(1)
        self.talk.wanted.connect(self._wanted)
        self.action_list.ticked.connect(self._ticked)

    def show_person(self, person: AgendaPerson, *, can_decide: bool, no_goals: str) -> None:
        """Show this person; `no_goals` stands where they have none."""
        for each in (self._about, self.goals_panel):
            each.show()
        self._show_about(person)
        talk = _talk(person, self._clock.now(), can_decide=can_decide)
        self.talk.show_lines(talk)
        self.talk_panel.setVisible(bool(talk))
        self.quiet.setVisible(not talk)
        self.goals.setVisible(bool(person.goals))
        self.no_goals.setText(no_goals)
        self.no_goals.setVisible(not person.goals)
        self.goals.show_goals(person.goals)
        self.goals_panel.set_aside(count(len(person.goals), "goal") if person.goals else "")
        self._show_actions(person.actions)
        here = SaidHere(
            decisions=person.decisions,
            actions=[each for each in person.actions if each.of_this],
            taken_back=person.taken_back,
            earlier=person.earlier,
        )
        self.decided.show_said(here, is_open=can_decide)

    def show_meeting(self, agenda: Agenda) -> None:
        """Show what concerns nobody in particular, and everything that is undone."""
        for each in (self._about, self.talk_panel, self.goals_panel):
            each.hide()
        of_people = [each for person in agenda.people for each in person.actions]
        here = {each.id: each for each in (*agenda.outstanding, *agenda.actions, *of_people)}
        roles = "Roles for the next weekly meeting can be given here, too." if agenda.kind is MeetingKind.DAILY else ""
        own = [each for each in agenda.actions if each.of_this]
        said = SaidHere(actions=own, taken_back=agenda.taken_back)
        self.decided.show_said(said, is_open=agenda.meeting_id is not None)
        self._show_actions(tuple(here.values()), none=f"Nothing is left undone by earlier meetings. {roles}".strip())

    def _show_about(self, person: AgendaPerson) -> None:
        now = self._clock.now()
        facts = (person.kind.label, person.day_sentence, person.patch, person.mosaic_id)
        self.facts.setText("  ·  ".join(fact for fact in facts if fact))
        said = (
            f"{count(person.visits_a_week, 'visit')} {person.a_week}, "
            f"{hours_text(person.contact_minutes)} contact hours, {hours_text(person.worker_minutes)} worker hours"
        )
        said += ", with double-ups" if person.double_up else ""
        self.support.setText("  ·  ".join(part for part in (said, person.then_and_now, person.calls) if part))
        due = f"; goals {due_text(person.goals_due, now)}" if person.goals_due else ""
        self.setter.setText(f"Goal setter: {person.goal_setter or 'to be agreed'}{due}")
        set_voice(self.setter, "soon" if due else "quiet")
        self.said_before.setText(_said_before(person.said_before, now))
        self.said_before.setVisible(person.said_before is not None)

    def _show_actions(self, actions: tuple[AgendaAction, ...], *, none: str = "") -> None:
        now = self._clock.now()
        self._actions = {each.id: each for each in actions}
        self.action_list.show_rows(tuple(_action_row(each, now, name=bool(none)) for each in actions))
        self.action_list.setVisible(bool(actions))
        self.no_actions.setText(none)
        self.no_actions.setVisible(not actions)
        self.actions_panel.setVisible(bool(actions) or bool(none))
        undone = sum(each.done_at is None for each in actions)
        self.actions_panel.set_aside(f"{undone} undone" if actions else "")

    def _ticked(self, ticked: Ticked) -> None:
        if isinstance(ticked.id, UUID) and ticked.id in self._actions:
            self.action_ticked.emit(Ticked(self._actions[ticked.id], ticked.done))

    def _wanted(self, key: str) -> None:
        self.decision_wanted.emit(self._kinds[key])


def _said_before(note: AgendaNote | None, now: datetime) -> str:
    if note is None:
        return ""
    said = f"“{note.person_says}”" if note.person_says else ""
    on = f" (agreed {full_day_text(note.next_steps_on, london_day(now))})" if note.next_steps_on else ""
    steps = f"next steps: {note.next_steps}{on}" if note.next_steps else ""
    when = full_day_text(london_day(note.held_at), london_day(now))
    return f"Said last time, {when}: {'; '.join(part for part in (said, steps) if part)}"


def _key(kind: DecisionKind) -> str:
    return f"decide.{kind.value}"


def _talk(person: AgendaPerson, now: datetime, *, can_decide: bool) -> tuple[SentenceLine, ...]:
    lines = []
    if person.ended_at is not None:
        ended = f"Support ended {moment_text(person.ended_at, now)}: what is decided here about it can be taken back."
        lines.append(SentenceLine("ended", ended, State.DONE))
    if person.death_reported:
        lines.append(SentenceLine("died", "A death is reported: nothing is suggested any more.", State.OPEN))
    if person.away:
        lines.append(SentenceLine("away", f"{person.away}: is a return planned?", State.HELD))
    if person.newness:
        deed = "Agree the goal setter" if can_decide and not person.goal_setter else ""
        lines.append(SentenceLine(_GOAL_SETTER, f"New to the service. {person.newness}", State.SOON, deed=deed))
    if person.not_made:
        lines.append(SentenceLine("not_made", person.not_made, State.WAITING))
    lines += [SentenceLine(f"talk.settle.{n}", said, State.WAITING) for n, said in enumerate(person.to_settle)]
    for each in person.opportunities:
        kind = each.decision
        key = _key(kind) if kind else f"talk.{each.kind.value}"
        deed = "Decide this" if kind and can_decide else ""
        lines.append(SentenceLine(key, each.sentence, _SIGNS.get(each.kind, State.WAITING), deed=deed))
    return tuple(lines)


def _action_row(action: AgendaAction, now: datetime, *, name: bool) -> CheckRow:
    today = london_day(now)
    due = f"due {full_day_text(action.due, today)}{', overdue' if action.is_overdue else ''}"
    came = "" if action.of_this else f"from the {action.from_kind.label} of {full_day_text(action.from_day, today)}"
    done = f"done {moment_text(action.done_at, now)}" if action.done_at else due
    about = f"{action.person}: " if name and action.person else ""
    return CheckRow(
        action.id,
        f"{about}{action.what}",
        action.done_at is not None,
        "  ·  ".join(part for part in (action.owner, done, came) if part),
    )
