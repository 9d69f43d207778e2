"""This computer's keyring, where there is one that the package `keyring` (an extra) reaches.

What is kept in it is told by the names of this program's own things; no file has it.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

SERVICE = "Homeward"  # under which this computer lists what is kept


def keyring_here() -> Any:
    """The package `keyring`, with its `errors` imported; None where it isn't installed."""
    if find_spec("keyring") is None:
        return None
    import_module("keyring.errors")
    return import_module("keyring")
