"""NHS numbers that nobody was ever given: those of the demonstration and of tests, which no live database takes."""

from models.rules.decision import Lack
from models.rules.who import REFERRER

_INVENTED = "9"  # 999 is kept for tests; the others with a 9 were never given either, and stand in examples


def is_invented(digits: str) -> bool:
    """Whether this number is of those that are kept for tests and examples."""
    return digits.startswith(_INVENTED)


def invented_number_lacks(digits: str, *, is_test: bool) -> tuple[Lack, ...]:
    """An invented number stays where invented people are: in a database that is marked as a test database.

    Nothing of the demonstration can enter an office's records that way. No source has this rule: good practice.
    """
    if is_test or not is_invented(digits):
        return ()
    sentence = (
        f"NHS numbers that begin with {digits[:3]} are invented, for tests and the demonstration: nobody has "
        "one, and these are real records. Leave it empty, or ask for the real one."
    )
    return (Lack("", sentence, REFERRER, "nhs_number"),)
