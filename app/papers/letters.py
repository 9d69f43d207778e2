"""Letters that no font of ours has are said before a paper is printed, saved or issued; whoever does it chooses."""

from app.door.errors import Refused
from reports.layout.unprintable import unprintable_letters

_SHOWN = 12  # letters named one by one


def said_of_letters(pdf: bytes) -> str:
    """What is wrong with a paper's letters and what can be done, or nothing."""
    missing = unprintable_letters(pdf)
    if not missing:
        return ""
    named = " ".join(missing[:_SHOWN]) + (" …" if len(missing) > _SHOWN else "")
    return (
        f"No font of the program has {named}: an empty box stands for each letter. Record how the person writes it in "
        "Latin letters, or make the paper with the boxes and write the letters in by hand."
    )


def refuse_boxes(pdf: bytes, *, with_boxes: bool, how: str) -> None:
    """Refuse a paper with boxes in place of letters unless somebody chose them; `how` says how they are chosen."""
    said = said_of_letters(pdf)
    if said and not with_boxes:
        raise Refused(f"{said} {how}", who="whoever prints")
