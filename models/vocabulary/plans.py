"""The words of a personal service plan."""

from models.vocabulary.choice import Choice


class PlanKind(Choice):
    """Which personal service plan this is. Source: OPG 5.4."""

    SHORT_TERM = "short_term", "Short-term PSP"
    LONG_TERM = "long_term", "Long-term PSP"


class PlanChange(Choice):
    """Why there is a new version of the plan (PSP-2 to PSP-5)."""

    START = "start", "Start of the service"
    MORE = "more", "More support"
    STEP_DOWN = "step_down", "Step-down"
    SAME_HOURS = "same_hours", "Same hours, arranged differently"
    INTERIM_CHANGE = "interim_change", "Change agreed by the case coordinator"
    TRANSFER = "transfer", "Handed over at the transfer"


class OnwardService(Choice):
    """Of which service something was asked for somebody. Source: OPG 3.9."""

    THERAPY = "therapy", "Therapy"
    INTERMEDIATE_CARE = "intermediate_care", "Intermediate care"
    COMMUNITY = "community", "A community service"
    OTHER = "other", "Another service"


class TwoWorkers(Choice):
    """What an OT says of two workers on a plan's calls. Source: good practice on OPG 3.7."""

    ONE_ENOUGH = "one_enough", "One worker is enough"
    TWO_NEEDED = "two_needed", "Two are still needed"


class AimOfSupport(Choice):
    """What short-term support is for at first. Source: STCH (STC-2)."""

    RECUPERATE = "recuperate", "Recover and recuperate"
    GOALS = "goals", "SMART goals"


TAKEN_OVER = "Taken over from the office's records"  # why there is the first version of somebody who was in service
