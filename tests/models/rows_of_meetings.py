"""What a valid record of each class of what a meeting keeps beside its decisions says, and what breaks it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from models.base import Base
from models.meetings import Action, Meeting, MeetingNote, MeetingTakenBack
from tests.builders import SmallOffice


def of_meetings(office: SmallOffice, one: Callable[[SmallOffice, type[Any]], Any]) -> dict[type[Base], dict[str, Any]]:
    """By class, the least that it takes to store one; `one` makes what it hangs on."""
    dso = office.staff["DSO"]
    return {
        MeetingNote: {
            "meeting_id": lambda: one(office, Meeting),
            "episode_id": office.an_episode,
            "noted_by_id": dso,
            "person_says": "wants to cook again",
        },
        MeetingTakenBack: {
            "action_id": lambda: one(office, Action),
            "taken_back_at": office.now,
            "taken_back_by_id": dso,
            "because": "meant for another",
        },
    }


def broken_meetings(day: date) -> dict[type[Base], dict[str, list[dict[str, Any]]]]:
    """For every named check, the values that break it and nothing else."""
    return {
        MeetingNote: {"steps_agreed_on_a_day": [{"next_steps": "try lunch alone"}, {"next_steps_on": day}]},
        MeetingTakenBack: {
            "with_a_reason": [{"because": ""}],
            "either_decision_or_action": [{"action_id": None}],
        },
    }
