"""An agreement shows every letter of a name, or somebody chose that it shows empty boxes in their place."""

from models.rules.decision import Lack

_WHO = "whoever issues it"


def letters_lacks(missing: str, *, with_boxes: bool) -> tuple[Lack, ...]:
    """The letters that no font has, `missing`, are said before a paper is kept for good. Source: OPG 5.6 (FUND-4)."""
    if not missing or with_boxes:
        return ()
    sentence = (
        f"No font of the program has {' '.join(missing)}: an empty box would stand for each letter. Record "
        "how the person writes it in Latin letters, or choose to issue it with the boxes."
    )
    return (Lack("FUND-4", sentence, _WHO, "with_boxes"),)
