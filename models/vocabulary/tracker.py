"""What Scheduling is told, and what it answers."""

from models.vocabulary.choice import Choice


class TrackerChangeKind(Choice):
    """What Scheduling is told in the Excel tracker. Source: OPG 1.5; MG."""

    START = "start", "Start"
    INCREASE = "increase", "Increase"
    DECREASE = "decrease", "Decrease"
    REARRANGED = "rearranged", "Same hours rearranged"
    HOLD = "hold", "Hold"
    HOLD_RELEASED = "hold_released", "Hold released"
    RETRACTED = "retracted", "Retracted"
    TRANSFER = "transfer", "Transfer to interim"
    INTERIM_IN_STS = "interim_in_sts", "Interim in STS"
    BREAK = "break", "Break"
    RETURN = "return", "Return"
    END = "end", "End"
    TEAM_CHANGED = "team_changed", "Team changed"
    PROMISED = "promised", "Promised"
    PLANNED_END = "planned_end", "Planned end"
    DIED = "died", "Died"


class CclMark(Choice):
    """What Scheduling answers in its own column of the tracker."""

    YES = "yes", "Yes"
    NO = "no", "No"
    QUERY = "query", "Query"
