"""Two more words of what a meeting decides: to assess ongoing need, and no further action (MDT-3, MILE-2)."""

from models.migrations.lives.wider import let_also, let_no_more

_KNOWN = ("step_down", "maximum_independence", "transfer", "end", "goal_setter", "carry_on")
_NEW = ("assess", "nfa")


def create() -> None:
    """Let a decision be one of these too."""
    let_also("decision", "decisionkind", "kind", _KNOWN, *_NEW)


def drop() -> None:
    """Take it back."""
    let_no_more("decision", "decisionkind", "kind", _KNOWN, *_NEW)
