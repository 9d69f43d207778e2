"""What of a goal is said beside its statement, the same wherever the goal is shown, and what it said otherwise before.

A measure that the aim wrote says the aim already, so that it isn't said twice.
"""

from models.rules.goals.aims import aim_text, own_aim
from models.rules.goals.smart import GoalFacts
from models.rules.sentences import day_text
from models.values import Call


def is_measured_by_its_aim(goal: GoalFacts) -> bool:
    """Whether the measure is what the aim wrote there. Source: OPG 3.3 (GOAL-3)."""
    return bool(goal.aim) and goal.measure == _aim_said(goal)


def aim_beside(goal: GoalFacts) -> str:
    """The aim in words, where the measure doesn't say just that; empty without one. Source: OPG 3.3 (GOAL-3)."""
    return "" if is_measured_by_its_aim(goal) else _aim_said(goal)


def beside_statement(goal: GoalFacts) -> tuple[str, ...]:
    """What the person said that they want, and what the ratings are to reach: a sentence each, of those there are.

    Source: OPG 3.1, 3.3 (GOAL-3).
    """
    aim, own = aim_beside(goal), goal.own_words.strip()
    told = (("In their words", own and f"“{own}”"), ("Reached when", aim))
    return tuple([_said(title, text) for title, text in told if text])


def said_otherwise(before: GoalFacts, after: GoalFacts) -> tuple[str, ...]:
    """What the wording `before` a change said of each part that was changed, its statement left out.

    The aim isn't said where the measure that it wrote was changed with it, nor where other calls were named alone.
    Source: OPG 3.3 (GOAL-4).
    """
    is_other_aim = own_aim(before.aim) != own_aim(after.aim)
    is_in_measure = is_measured_by_its_aim(before) and before.measure != after.measure
    parts = [
        ("In their words", before.own_words and f"“{before.own_words}”", after.own_words and f"“{after.own_words}”"),
        ("Measured by", before.measure, after.measure),
        ("Achievable", before.achievable, after.achievable),
        ("Serves", before.relevant, after.relevant),
        ("By", _day(before), _day(after)),
        ("Worked on at", _calls_said(before), _calls_said(after)),
    ]
    if is_other_aim and not is_in_measure:
        parts.append(("Reached when", _aim_said(before), _aim_said(after)))
    return tuple([_said(title, was or "not said") for title, was, now in parts if was != now])


def _said(title: str, text: str) -> str:
    """A sentence; one that somebody typed has its stop already."""
    return f"{title}: {text}" if text.rstrip("”").endswith((".", "?", "!", "…")) else f"{title}: {text}."


def _aim_said(goal: GoalFacts) -> str:
    aim = own_aim(goal.aim)
    return aim_text(aim, _calls(goal)) if aim else ""


def _calls(goal: GoalFacts) -> list[Call]:
    return [Call(each) for each in goal.calls.split(",") if each]


def _calls_said(goal: GoalFacts) -> str:
    return ", ".join([call.label.lower() for call in _calls(goal)]) or "all calls"


def _day(goal: GoalFacts) -> str:
    return day_text(goal.target) if goal.target else ""
