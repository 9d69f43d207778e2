"""Importing what a desk needs later: a tab, a page, a question, by the place where it stands."""

import linecache
from importlib import import_module
from typing import Any


def brought(place: str) -> Any:
    """What stands at "module:name", imported if it isn't yet; on a worker.

    Since PySide6 is there, the text of every module that is imported is read and stays in `linecache` for good: 30 MB
    in a desk's window. It is let go; a traceback reads again what it shows.
    """
    module, _, name = place.partition(":")
    found = getattr(import_module(module), name)
    linecache.clearcache()
    return found
