"""What tests ask of the shortcuts that a page claims."""

from collections.abc import Sequence

from ui.actions import ActionSpec


def duplicate_shortcuts(specs: Sequence[ActionSpec]) -> tuple[str, ...]:
    """Shortcuts that two actions claim."""
    claimed = [spec.shortcut for spec in specs if spec.shortcut]
    return tuple(sorted({keys for keys in claimed if claimed.count(keys) > 1}))
