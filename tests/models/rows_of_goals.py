"""What a valid record of each class about goals and visits for two says, beside those of `conftest.py`."""

from datetime import date, timedelta
from typing import Any

from models.base import Base
from models.double_ups import DoubleUpAnswer
from models.explained import Explained
from models.goals import Goal, GoalExample, GoalWording, SuggestionDismissed
from models.ratings import VisitNotMade
from models.shared_visits import SharedVisit
from models.values import Call
from models.vocabulary.episodes import ExplainedKind
from models.vocabulary.goals import GoalPurpose, NotMade
from models.vocabulary.plans import TwoWorkers
from tests.builders import SmallOffice


def of_goals(office: SmallOffice, number: int) -> dict[type[Base], dict[str, Any]]:
    """By class, the least that it takes to store one."""
    now, dso = office.now, office.staff["DSO"]
    return {
        Explained: {
            "episode_id": office.an_episode,
            "what": ExplainedKind.SCOPE,
            "explained_on": now.date(),
            "with_whom": "her daughter",
            "recorded_by_id": dso,
        },
        Goal: {
            "episode_id": office.an_episode,
            "person_id": office.a_person,
            "number": number,
            "statement": "stairs",
            "set_at": now,
            "set_by_id": dso,
        },
        GoalWording: {
            "goal_id": lambda: office.a_goal(office.an_episode()),
            "wording": number,
            **dict.fromkeys(("statement", "measure", "achievable", "relevant", "calls"), ""),
            "changed_at": now,
            "changed_by_id": dso,
            "because": "too easy",
        },
        GoalExample: {
            "purpose": GoalPurpose.STAIRS,
            "statement": f"I will climb {number} stairs",
            "statement_folded": f"i will climb {number} stairs",
            "days_ahead": 21,
            "position": number,
        },
        DoubleUpAnswer: {
            "plan_id": lambda: office.a_plan(office.an_episode(), number=2),
            **dict.fromkeys(("answered_by_id", "recorded_by_id"), dso),
            "answer": TwoWorkers.TWO_NEEDED,
            "because": "rail",
            "answered_on": now.date(),
        },
        SharedVisit: {
            "episode_id": office.an_episode,
            "with_episode_id": office.an_episode,
            "call": Call.MORNING,
            "shared_at": now,
            "shared_by_id": dso,
            "ended_because": "",
        },
        SuggestionDismissed: {
            "goal_id": lambda: office.a_goal(office.an_episode()),
            **dict.fromkeys(("kind", "facts", "sentence", "because"), "declining"),
            "dismissed_at": now,
            "dismissed_by_id": dso,
        },
        VisitNotMade: {
            "person_id": office.a_person,
            "day": now.date() - timedelta(days=number),
            "call": Call.LUNCH,
            "reason": NotMade.NO_ACCESS,
            "noted_at": now,
            "noted_by_id": dso,
        },
    }


def broken_explained(office: SmallOffice) -> dict[type[Base], dict[str, list[dict[str, Any]]]]:
    """The same of what was discussed."""
    back = {"taken_back_at": office.now, "taken_back_by_id": office.staff["DSO"]}
    return {
        Explained: {
            "with_somebody": [{"with_whom": ""}],
            "taken_back_with_a_reason": [back, {"taken_back_because": "the wrong person"}],
        },
    }


def broken_double_ups(day: date) -> dict[type[Base], dict[str, list[dict[str, Any]]]]:
    """For every named check, the values that break it and nothing else."""
    return {
        DoubleUpAnswer: {
            "answered_for_a_reason": [{"because": ""}],
            "asked_again_later": [
                {"ask_again_on": day - timedelta(days=1)},
                {"answer": TwoWorkers.ONE_ENOUGH, "ask_again_on": day + timedelta(days=1)},
            ],
        },
    }
