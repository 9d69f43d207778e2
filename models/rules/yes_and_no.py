"""Which words mean yes and which mean no, wherever a list or a form asks so. Source: good practice."""

from models.values import fold

_YES = frozenset({"y", "yes", "yep", "true", "1", "1.0", "x", "✓", "✔", "☑", "√", "ticked", "tick", "✅"})
_NO = frozenset({"n", "no", "nope", "false", "0", "0.0", "none", "nil", "not yet", "☐"})
_NOTHING: frozenset[str] = frozenset()


def yes_or_no(text: str, *, yes: frozenset[str] = _NOTHING, no: frozenset[str] = _NOTHING) -> bool | None:
    """True for yes, False for no, none for everything else: "Y/N" and "yes, see notes" are neither.

    `yes` and `no` are words of the column's own, folded: of urgency “routine” is a no.
    """
    plain = fold(text).strip(" .,;:!").replace("\ufe0f", "")
    if plain in _YES or plain in yes:
        return True
    return False if plain in _NO or plain in no else None
