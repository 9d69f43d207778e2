"""What Today says when Scheduling asks something about a change in the tracker."""

from dataclasses import dataclass
from datetime import datetime

from models.rules.decision import Prompt
from models.vocabulary.tracker import TrackerChangeKind

_WHAT = {
    TrackerChangeKind.START: "{name}'s start isn't booked yet",
    TrackerChangeKind.PROMISED: "{name}'s promised start isn't booked yet",
    TrackerChangeKind.INCREASE: "{name}'s increase isn't booked yet",
    TrackerChangeKind.DECREASE: "{name}'s decrease isn't booked yet",
    TrackerChangeKind.REARRANGED: "{name}'s rearranged week isn't booked yet",
    TrackerChangeKind.HOLD: "{name}'s hold isn't booked yet",
    TrackerChangeKind.HOLD_RELEASED: "{name}'s released hold isn't freed yet",
    TrackerChangeKind.RETRACTED: "What was taken back about {name} isn't put right in CCL yet",
    TrackerChangeKind.TRANSFER: "{name}'s transfer to interim isn't booked yet",
    TrackerChangeKind.INTERIM_IN_STS: "{name}'s interim support in STS isn't booked yet",
    TrackerChangeKind.BREAK: "{name}'s break isn't booked yet",
    TrackerChangeKind.RETURN: "{name}'s return isn't booked yet",
    TrackerChangeKind.PLANNED_END: "The planned end of {name}'s support isn't booked yet",
    TrackerChangeKind.END: "The end of {name}'s support isn't booked yet",
    TrackerChangeKind.DIED: "{name}'s visits aren't stopped in CCL yet",
    TrackerChangeKind.TEAM_CHANGED: "{name}'s change of team isn't booked yet",
}


@dataclass(frozen=True, slots=True)
class QueryFacts:
    """A change that Scheduling marked with a query: what they wrote, by whom, when; `in_service` where support runs."""

    name: str
    change: TrackerChangeKind
    query: str
    by: str
    asked_at: datetime
    in_service: bool


def query_prompts(facts: QueryFacts) -> tuple[Prompt, ...]:
    """Scheduling can't book a change before their query is answered. Source: OPG 1.5 (REF-12).

    It is gone once they mark the change otherwise and the tracker is read back.
    """
    who = f"{facts.by} of Scheduling" if facts.by.strip() else "Scheduling"
    asked = f"“{facts.query.strip()}”" if facts.query.strip() else "something that they didn't write down"
    sentence = f"{_not_booked(facts)}: {who} asks {asked}. Answer them."
    return (Prompt("REF-12", sentence, facts.asked_at, None, "plans.week" if facts.in_service else "referrals.edit"),)


def _not_booked(facts: QueryFacts) -> str:
    """What hasn't been done in CCL, as a person says it: nobody's death or end is ever *booked*. (END-6)."""
    return _WHAT[facts.change].format(name=facts.name)
