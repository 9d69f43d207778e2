"""Whose answer is chased."""

from models.vocabulary.choice import Choice


class ChaserAbout(Choice):
    """Whose answer was asked for again, where it isn't information about a referral. Source: OPG 2.1, 5.1."""

    CHC = "chc", "A provider of CHC's own"
    BROKERAGE = "brokerage", "An offer by Brokerage"
