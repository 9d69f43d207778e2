"""What somebody took on in a meeting, until it is done: on their Today as well as on the next agenda (MDT-3)."""

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.clocks import end_of_day
from models.rules.decision import Prompt
from models.rules.sentences import day_text
from models.values import london_day
from models.vocabulary.meetings import MeetingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """An action that isn't done: what, whose, by which day, and the meeting in which it was taken on."""

    what: str
    owner: str
    due: date
    meeting: MeetingKind
    held_at: datetime


def action_prompts(name: str, facts: ActionFacts) -> tuple[Prompt, ...]:
    """An action is to be done by its day, from the meeting on; `name` is empty where it is about nobody.

    Source: OPG 3.5 (MDT-3).
    """
    taken = f"{facts.owner} took it on in the {facts.meeting.label} of {day_text(london_day(facts.held_at))}"
    what = facts.what.strip().rstrip(".")
    sentence = f"{name}: “{what}”. {taken}." if name else f"“{what}”: {taken}."
    return (Prompt("MDT-3", sentence, facts.held_at, end_of_day(facts.due), "today.action_form"),)
