"""The words of goals and their ratings."""

from models.vocabulary.choice import Choice


class Letter(Choice):
    """The IPAD rating after a visit. Source: OPG 3.4 (IPAD-1)."""

    I = "I", "Independent"  # noqa: E741  the guidance's own letter
    P = "P", "Prompt"
    A1 = "A1", "Assisted by one worker"
    A2 = "A2", "Assisted by two workers"
    D = "D", "Declined"


class GoalPurpose(Choice):
    """What of daily life an example of a goal is about."""

    WASHING = "washing", "Washing"
    DRESSING = "dressing", "Dressing"
    TOILET = "toilet", "Using the toilet"
    MEALS = "meals", "Meals and drinks"
    MEDICATION = "medication", "Medication"
    GETTING_UP = "getting_up", "Getting up and sitting down"
    MOBILITY = "mobility", "Walking"
    STAIRS = "stairs", "Stairs"
    HOUSEHOLD = "household", "Housework"
    OTHER = "other", "Anything else"


class NotMade(Choice):
    """Why a planned visit wasn't made, as the field says it. Source: good practice on OPG 3.4 (IPAD-1)."""

    NOBODY_CAME = "nobody_came", "Nobody came"
    NO_ACCESS = "no_access", "No answer or no way in"
    OUT = "out", "The person was out"
    REFUSED = "refused", "The whole visit was refused"
    CANCELLED = "cancelled", "Cancelled beforehand"


class GoalState(Choice):
    """Where a goal stands. Whether it is a draft is computed from what it lacks (GOAL-3)."""

    OPEN = "open", "Being worked on"
    ACHIEVED = "achieved", "Achieved"
    NOT_ACHIEVED = "not_achieved", "Not achieved"
    DROPPED = "dropped", "No longer a goal"


class MarkKind(Choice):
    """What is drawn on a history beside its letters. Source: good practice on OPG 3.1, 3.4, 6.1 (IPAD-1, GOAL-4)."""

    MILESTONE = "milestone", "Milestone"
    STEP_DOWN = "step_down", "Step-down"
    HOURS = "hours", "Hours a week"
    BREAK = "break", "Away"
    SEAM = "seam", "Reworded goal"
