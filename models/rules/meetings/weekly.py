"""The weekly meeting comes round: when it is due again, and what Today says of a team whose week is over (MDT-1)."""

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.decision import Prompt
from models.rules.meetings.agenda import action_is_due_in
from models.rules.sentences import day_text
from models.values import london_day, start_of_day
from models.vocabulary.meetings import MeetingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyFacts:
    """A team with people in service: since when it has had any of these, and when it last met."""

    team: str
    in_service_since: datetime
    last_held_at: datetime | None = None


def weekly_due_on(facts: WeeklyFacts) -> date:
    """The day of the next weekly meeting: a week after the last one, or after the first start.

    Source: OPG 3.5 (MDT-1).
    """
    return london_day(facts.last_held_at or facts.in_service_since) + action_is_due_in(MeetingKind.WEEKLY)


def weekly_prompts(facts: WeeklyFacts) -> tuple[Prompt, ...]:
    """From its day on the weekly meeting is due, without a limit: an office may have held it on paper.

    A missed daily one is never a prompt (MDT-2). Source: OPG 3.5 (MDT-1).
    """
    day = weekly_due_on(facts)
    last = london_day(facts.last_held_at) if facts.last_held_at else None
    held = f"the last one recorded was on {day_text(last)}" if last else "none has been recorded yet"
    sentence = f"{facts.team}'s weekly MDT meeting is due from {day_text(day)}: {held}."
    return (Prompt("MDT-1", sentence, start_of_day(day), None, "meetings.open"),)
