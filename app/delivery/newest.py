"""The notice of a newest version, as desks read it that were told where to look: see app.desk.newest."""

from pathlib import Path

from app.delivery.source import Source
from app.desk.files import put_in_place
from app.desk.newest import NOTICE, Newest, as_notice


def put_notice(source: Source, out: Path) -> Path:
    """Write that this version is there; an administrator may add where to get it and what is new."""
    file = out / NOTICE
    put_in_place(file, as_notice(Newest(source.version, "", "")).encode())
    return file
