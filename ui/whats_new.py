"""What each version brought; and telling a desk, once, that another version runs than the last time."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

import resources
from app.door.errors import Refused, Unavailable
from ui.desk import Desk
from ui.navigation import PageName
from ui.widgets.notice_bar import NoticeBar


@dataclass(frozen=True, slots=True)
class Brought:
    """A version, its day, and a sentence for each thing that can be done since."""

    number: str
    dated: date
    says: tuple[str, ...]


def versions() -> tuple[Brought, ...]:
    """Every version that there was, the newest first; reads a file, so call it on a worker."""
    kept = resources.read_toml("window/whats_new.toml")["version"]
    return tuple(Brought(each["number"], each["dated"], tuple(each["says"])) for each in kept)


def tell_once(desk: Desk, window: QWidget, notice: NoticeBar) -> None:
    """Say in one line that another version runs here; nothing at a desk's first start, nor over another notice."""
    desk.door.fetch(window, _running).then(partial(_tell, desk, notice), _say_nothing)


def _running() -> str:
    """On a worker."""
    from app.desk.parts import own_version  # noqa: PLC0415  reads what is installed, which the start needn't wait for

    return own_version()


def _tell(desk: Desk, notice: NoticeBar, running: str) -> None:
    kept = desk.preferences.version_told
    if kept and kept != running:
        if not notice.isHidden():
            return  # it is told at another start
        opened = partial(desk.open_page, PageName.WHATS_NEW)
        notice.offer_beside(f"This desk runs Homeward {running} now.", "What's new", opened)
    desk.preferences.version_told = running


def _say_nothing(_trouble: Refused | Unavailable) -> None:
    """Nobody waits for it: the next start looks again."""
