"""What Today says when Scheduling asks something about a change in the tracker."""

from dataclasses import dataclass
from datetime import datetime

from models.rules.decision import Prompt
from models.vocabulary.tracker import TrackerChangeKind


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
    sentence = f"{facts.name}'s {facts.change.label.lower()} isn't booked yet: {who} asks {asked}. Answer them."
    return (Prompt("REF-12", sentence, facts.asked_at, None, "plans.week" if facts.in_service else "referrals.edit"),)
