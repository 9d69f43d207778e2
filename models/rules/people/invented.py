"""NHS numbers that nobody was ever given: those of the demonstration and of tests, which no live database takes."""

from models.rules.decision import Lack
from models.rules.who import REFERRER

_INVENTED = "999"  # the range that the NHS keeps for tests


def is_invented(digits: str) -> bool:
    """Whether this number is of the range that is kept for tests."""
    return digits.startswith(_INVENTED)


def invented_number_lacks(digits: str, *, is_test: bool) -> tuple[Lack, ...]:
    """An invented number stays where invented people are: in a database that is marked as a test database.

    Nothing of the demonstration can enter an office's records that way. No source has this rule: good practice.
    """
    if is_test or not is_invented(digits):
        return ()
    sentence = (
        "NHS numbers that begin with 999 are invented, for tests and the demonstration: nobody has one, and these are "
        "real records. Leave it empty, or ask for the real one."
    )
    return (Lack("", sentence, REFERRER, "nhs_number"),)
