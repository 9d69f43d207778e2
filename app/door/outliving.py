"""What a thread does behind whoever saves, step by step: a defect of ours ends the step and never the thread."""

from collections.abc import Callable
from contextlib import suppress

Ended = Callable[[Exception | None], None]  # with None, or with the defect that ended the step


def outlive(
    step: Callable[[], None], usual: tuple[type[Exception], ...], ended: Ended | None, pause: Callable[[], object]
) -> None:
    """Do a step, and tell `ended` how it did; `pause` after a defect, before it is tried again.

    Of what is usual (another desk was first, the server is gone) nobody is told: it is done after the next save.
    """
    try:
        with suppress(*usual):
            step()
            _tell(ended, None)
    except Exception as defect:  # noqa: BLE001  whatever it is, the thread goes on, and somebody is told
        _tell(ended, defect)
        pause()


def _tell(ended: Ended | None, defect: Exception | None) -> None:
    if ended is not None:
        ended(defect)
