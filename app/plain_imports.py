"""Importing as Python itself does it, once Qt is there: without it each module's source is read again at its import.

PySide puts an `__import__` of its own in the place of Python's, which looks through the text of whatever is imported
for its `from __feature__ import …`, a way of writing Qt's names that nothing here uses. For the two thousand modules of
a window that is half the time of its imports, and thirty megabytes of text.
"""

from importlib import import_module

import PySide6.QtCore  # noqa: F401  it must have put its own there before ours is put back


def put_back() -> None:
    """Give Python its own `__import__` back; PySide keeps it for this."""
    built_in = vars(import_module("builtins"))
    built_in["__import__"] = built_in.get("__orig_import__", built_in["__import__"])
