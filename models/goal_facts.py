"""What the rules need to know of a goal, taken from its record or from a row of its columns."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from models.goals import Goal
from models.rules.goals.smart import GoalFacts


def goal_facts(record: Goal | Row[*tuple[Any, ...]]) -> GoalFacts:
    """The goal's wording as it stands (GOAL-3)."""
    return GoalFacts(
        statement=record.statement,
        measure=record.measure,
        achievable=record.achievable,
        relevant=record.relevant,
        target=record.target,
        calls=record.calls,
        own_words=record.own_words or "",
        aim=record.aim or "",
    )


def goal_columns(facts: GoalFacts) -> dict[str, Any]:
    """The same parts as a goal's record and its earlier wordings keep them."""
    return {**asdict(facts), "own_words": facts.own_words or None, "aim": facts.aim or None}
