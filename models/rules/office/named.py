"""Which of the office's names somebody means who types one by hand: the same, or the only one that has its words."""

from collections.abc import Iterable

from models.values import fold


def called_one_of(typed: str, names: Iterable[str]) -> str | None:
    """The one of these names that is meant; none where no name has all the words, or several have them."""
    folded = {fold(name): name for name in names}
    if fold(typed) in folded:
        return folded[fold(typed)]
    words = set(fold(typed).split()) - {"team", "the"}
    held = [name for plain, name in folded.items() if words and words <= set(plain.split())]
    return held[0] if len(held) == 1 else None
