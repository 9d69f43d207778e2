"""Which database a desk opens, and who sits there where that is known."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

_FILE = "sqlite:///"


@dataclass(frozen=True, slots=True)
class Opened:
    """`url` is its address; none is this desk's own database. `is_chosen`: whoever sits there does so from now on.

    `page` of the menu, by its name, opens beside the window: what its person wants to do first.
    `said` is told in the window: what wasn't done that its person wanted.
    """

    url: str | None
    staff: "UUID | None" = None
    is_chosen: bool = False
    page: str = ""
    said: str = ""


def file_of(address: str) -> Path | None:
    """The file of an address; none of a server's."""
    return Path(address.removeprefix(_FILE).partition("?")[0]) if address.startswith(_FILE) else None


def without_password(url: str) -> str:
    """An address as a desk keeps it."""
    server, asks, words = url.partition("?") if not url.startswith("sqlite") else (url, "", "")
    before, at, where = server.rpartition("@")
    scheme, is_server, login = before.partition("://")
    return f"{scheme}{is_server}{login.partition(':')[0]}{at}{where}{asks}{words}" if is_server else url
