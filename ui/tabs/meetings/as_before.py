"""Whom nothing has changed for since the last meeting: a line each, and one deed by which all goes on as it was."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from app.queries.meetings.agenda import AgendaPerson
from models.values import hours_text
from ui.desk import Desk
from ui.icons import Icon
from ui.states import State
from ui.text import count
from ui.widgets.labels_and_buttons import Panel, button, words
from ui.widgets.press import Press
from ui.widgets.sentence_lines import SentenceLine, SentenceLines


class AsBefore(Panel):
    """`carried_on` is the wish that all goes on as now for everybody shown whom the meeting hasn't decided about."""

    carried_on = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.look, "As the last meeting left them", "meetings.as_before")
        self.lines = SentenceLines(desk.look, "meetings.as_before.people")
        self.carry_on = button(
            desk.look, "&Carry on as now", "meetings.carry_on", Icon.TICK, kind="primary", press=Press.STORES
        )
        self.hint = words(
            "Return on their line of the agenda lists them one by one.", "quiet", "meetings.as_before.how"
        )
        self.body.addWidget(self.lines)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.carry_on, 0, Qt.AlignmentFlag.AlignLeft)
        self.carry_on.clicked.connect(self.carried_on)

    def show_people(self, people: Sequence[AgendaPerson], *, can_decide: bool) -> None:
        """Show these people, each with the support that goes on."""
        self.lines.show_lines(
            tuple(
                SentenceLine(
                    f"as_before.{number}",
                    f"{each.person}: {_support(each)}",
                    State.DONE if each.decisions else State.WAITING,
                    each.sign_words,
                )
                for number, each in enumerate(people, start=1)
            )
        )
        left = len(undecided(people))
        self.set_aside(f"{len(people) - left} of {count(len(people), 'person', 'people')} decided")
        self.carry_on.setText(f"&Carry on as now: {count(left, 'person', 'people')}")
        self.carry_on.setAccessibleName(f"Carry on as now: {count(left, 'person', 'people')}")
        self.carry_on.setVisible(can_decide and left > 0)


def undecided(people: Sequence[AgendaPerson]) -> tuple[AgendaPerson, ...]:
    """Those about whom this meeting has decided nothing yet."""
    return tuple(each for each in people if not each.decisions)


def _support(person: AgendaPerson) -> str:
    visits = (
        f"{count(person.visits_a_week, 'visit')} {person.a_week}, {hours_text(person.contact_minutes)} contact hours"
    )
    return f"{visits}, {person.day_sentence[:1].lower()}{person.day_sentence[1:]}"
