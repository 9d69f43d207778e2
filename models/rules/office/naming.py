"""What the office calls its teams, patches, checks and list entries, and the numbers under which it is reached."""

from collections.abc import Iterable

from models.rules.decision import Lack
from models.rules.who import OFFICE
from models.values import NotAValue, Telephone, fold

_LONGEST = 120


def name_lacks(what: str, name: str, others: Iterable[str], *, field: str = "name") -> tuple[Lack, ...]:
    """A name is there, is no longer than a line, and isn't another one's in other letters or with other blanks.

    `what` is what bears it, "team"; `others` are the names that count already. Source: good practice.
    """
    typed = name.strip()
    if not typed:
        return (Lack("", f"Give the {what} a name.", OFFICE, field),)
    if len(typed) > _LONGEST:
        return (Lack("", f"A name has at most {_LONGEST} letters: make it shorter.", OFFICE, field),)
    same = next((each for each in others if fold(each) == fold(typed)), None)
    if same is not None:
        return (Lack("", f"“{same}” is there already: one {what} of a name is enough.", OFFICE, field),)
    return ()


def telephone_lacks(typed: str, *, field: str = "telephone") -> tuple[Lack, ...]:
    """A number may be left out; what stands there can be dialled. Source: good practice."""
    if not typed.strip():
        return ()
    try:
        Telephone.parse(typed)
    except NotAValue as error:
        return (Lack("", str(error), OFFICE, field),)
    return ()


def telephone_kept(typed: str) -> str:
    """How a number is kept that lacks nothing: with single blanks, empty where there is none."""
    return Telephone.parse(typed).text if typed.strip() else ""


def because_lacks(what: str, because: str) -> tuple[Lack, ...]:
    """A decision about the office says why; `what` is what is decided, "the team closes"."""
    return () if because.strip() else (Lack("", f"Say why {what}.", OFFICE, "because"),)
