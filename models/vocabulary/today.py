"""Whose answer is chased, and whose deed a prompt asks for."""

from models.vocabulary.choice import Choice


class ChaserAbout(Choice):
    """Whose answer was asked for again, where it isn't information about a referral. Source: OPG 2.1, 5.1."""

    CHC = "chc", "A provider of CHC's own"
    BROKERAGE = "brokerage", "An offer by Brokerage"


class DeedOf(Choice):
    """Whose deed settles a prompt: its owner on Today. Source: OPG 3.3, 3.5, 3.6, 3.7; MG (GOAL-2, MILE-2, INT-3 to 5).

    Where nobody is named for it, or they have left, it stands with the DSO, who has to see to it.
    """

    DSO = "dso", "the DSO"
    GOAL_SETTER = "goal_setter", "the goal setter"
    CASE_COORDINATOR = "case_coordinator", "the SW or CCW who is case coordinator"
    OT = "ot", "the OT"
    STS_DSO = "sts_dso", "the STS DSO"
    INTERIM_DSO = "interim_dso", "the interim DSO"
