"""The words of MDT meetings."""

from models.vocabulary.choice import Choice


class MeetingKind(Choice):
    """The two kinds of MDT meeting. Source: OPG 3.5 (MDT-1, MDT-2)."""

    WEEKLY = "weekly", "Weekly MDT"
    DAILY = "daily", "Daily MDT"


class MeetingPaper(Choice):
    """The papers of a meeting: what it talks about, made before it, and what it recorded."""

    PACK = "pack", "Pack for the meeting"
    MINUTES = "minutes", "Minutes of the newest meeting"


class DecisionKind(Choice):
    """What an MDT can decide about somebody. Source: OPG 3.4, 3.5, 3.6, 5.1, 5.2."""

    STEP_DOWN = "step_down", "Step-down agreed"
    MAXIMUM_INDEPENDENCE = "maximum_independence", "Maximum independence reached"
    TRANSFER = "transfer", "Transfer to interim agreed"
    END = "end", "Service can end"
    GOAL_SETTER = "goal_setter", "Goal setter agreed"
    CARRY_ON = "carry_on", "Carry on as now"
    ASSESS = "assess", "Ongoing need to be assessed"
    NFA = "nfa", "No further action"
