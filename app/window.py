"""Opening the window, for whoever starts the program: with words or without."""

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


def open_window(url: str | None = None, as_at: "datetime | None" = None, staff: "UUID | None" = None) -> int:
    """Open the window on a database (none: this desk's own) and stay until it is closed.

    `as_at` sets its clock, for a demonstration; `staff` sits there instead of whoever sat there last.
    """
    from app import plain_imports  # noqa: PLC0415  the commands need no Qt

    gc.disable()  # no import shall wait for it; see app.door.garbage
    plain_imports.put_back()
    from app.bootstrap import run  # noqa: PLC0415  nor this

    return run(url, as_at, staff)
