"""The words of breaks, of how support ends, and of what closes a package."""

from models.vocabulary.choice import Choice

TAKEN_OVER_CLOSED = "somebody not named here: taken over closed"  # after "by", of whoever closed it on paper


class BreakKind(Choice):
    """Why there is a break in service. Source: OPG 6.1, 6.2 (END-3)."""

    HOSPITAL = "hospital", "In hospital"
    CARE_HOME = "care_home", "In a care home"
    FAMILY = "family", "With family"
    AWAY = "away", "Away"


class EndReason(Choice):
    """Why an episode ended. Source: OPG 6.1, 6.2 (END-1, END-2)."""

    GOALS_ACHIEVED = "goals_achieved", "Goals achieved, no formal support needed"
    ONGOING_ARRANGED = "ongoing_arranged", "Maximum independence and ongoing care arranged"
    CARE_HOME = "care_home", "Care home for long term, or for over 72 hours"
    HOSPITAL = "hospital", "Hospital, with no return within 72 hours or no way to resume"
    DIED = "died", "Died"
    TRANSFERRED = "transferred", "Transferred to interim support"
    PVI_FOUND = "pvi_found", "PVI provision found"
    NEEDS_CHANGED = "needs_changed", "Needs changed and reassessed"
    LONG_BREAK = "long_break", "Break of 14 days or over"
    RESIDENTIAL = "residential", "Long-term residential or nursing care"


class ExpectedKind(Choice):
    """What is recorded ahead of its day, and confirmed on it by a person. Source: good practice (END-9)."""

    END = "end", "End of support"
    RETURN = "return", "Return from a break"
    HAND_OVER = "hand_over", "Move to interim support"


class ClosingStepKind(Choice):
    """What has to be done before a package is closed. Source: OPG 6.3 (END-4)."""

    END_PO = "end_po", "End the purchase order"
    UPDATE_MOSAIC = "update_mosaic", "Update MOSAIC"
    UPDATE_CCL = "update_ccl", "Update CCL with start and end dates"


class AtOutcome(Choice):
    """What happens to assistive technology after STS. Source: OPG 4 (END-5)."""

    CONTINUE_FUNDED = "continue_funded", "Continue, funded by the council"
    CONTINUE_PAY = "continue_pay", "Continue, paid by the person"
    DECOMMISSION = "decommission", "Decommission"
