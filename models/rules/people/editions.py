"""In which print somebody gets their papers: the one they need, unless whoever prints says why not."""

from models.rules.decision import Lack
from models.vocabulary.people import PaperFormat


def other_print_lacks(needed: PaperFormat, chosen: PaperFormat | None, because: str) -> tuple[Lack, ...]:
    """Another print than the reader needs goes with a reason, which is noted; a draft has no print of its own.

    Source: DAPB1605 (accessible information).
    """
    if chosen in {None, needed} or because.strip():
        return ()
    sentence = f"They need {needed.label.lower()}: say why it is made in {chosen.label.lower() if chosen else ''}."
    return (Lack("", sentence, "whoever prints", "because"),)
