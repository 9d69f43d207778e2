"""A file for whoever helps from afar: what is installed and how it stands, without a word about anybody.

What goes into it is told by what may, not by what may not: numbers, names of tables and settings, the program's own
words, and of the log the lines that Homeward itself wrote. A path may name somebody, so none is in it.
"""

import io
import json
import re
import sys
import zipfile
from collections.abc import Sequence
from configparser import ConfigParser, Error
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, inspect, select
from sqlalchemy.orm import Session

from app.desk import places
from app.desk.files import put_in_place, read_at_most
from app.desk.logs import ELSEWHERE
from app.desk.parts import own_version, parts
from app.doctor.finding import Finding
from app.door.errors import Refused, Unavailable
from app.door.policy import defaults
from app.door.work import in_words
from models.base import Base
from models.looking import look
from models.revision import revision_of
from models.settings import StoredSetting
from models.soundness import unfit

CONTENTS = (
    "how the check-up answered: what is fine and what is wrong, and numbers such as free space",
    "the versions of Homeward, Python, the operating system and every part",
    "of the records only their kind, their revision, and how many rows each table has",
    "the office's policy settings, which are numbers, and this desk's theme and text size",
    "the log's own lines: moments, kinds of defects, and where in the program",
)
NOT_IN_IT = (
    "No record, name, address, login, password, path or name of a computer is in it. It is a ZIP of five text files: "
    "look at it before you send it."
)
_LOGS = ("homeward.log", "homeward.log.1", "homeward.log.2", "homeward.log.3")
_MOST_LOG = 1_100_000  # bytes; the log is turned over at a million
_LEVEL = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (?:DEBUG|INFO|WARNING|ERROR|CRITICAL)"
_CALLED = r"(?:<[a-z]+>|[A-Za-z_]\w{0,60})"  # a function, or such as <lambda>
_PLACE = rf"(?:(?:[A-Za-z_]\w{{0,60}}\.pyx?|<frozen [a-z_.]+>):\d+ {_CALLED}|{ELSEWHERE})"
_OWN_LINE = re.compile(rf"{_LEVEL} homeward defect '[A-Za-z_]\w*' in '(?:{_PLACE}(?: < {_PLACE})*)?'", re.ASCII)
_BEGINNING = re.compile(rf"({_LEVEL}) ([\w.]+) ", re.ASCII)
_LOGGERS = frozenset({"homeward", "root", "py"})  # ours, Python's own, and that of its warnings
_OF_DESK = {"look": ("scheme", "text_size", "system_theme"), "notices": ("success_goes_after",)}
_PLAIN_VALUE = re.compile(r"[a-z]{0,12}|\d{1,4}")
_REVISION = re.compile(r"[0-9a-f]{4,12}")
_KEPT_MOMENT = (1980, 1, 1, 0, 0, 0)  # a ZIP needs one, and whose clock it was tells nothing


def bundle(file: Path, url: str, findings: Sequence[Finding], *, over: bool = False) -> None:
    """Write it; over another file only where whoever chose it was asked (`over`).

    Refused or unavailable in a sentence where it can't be written; what can't be read is said inside.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents(url, findings).items():
            text = content if isinstance(content, str) else json.dumps(content, indent=1, default=str)
            archive.writestr(zipfile.ZipInfo(name, _KEPT_MOMENT), text.encode(), zipfile.ZIP_DEFLATED)
    put_in_place(file, packed.getvalue(), over=over)


def contents(url: str, findings: Sequence[Finding]) -> dict[str, Any]:
    """Every file of it by name."""
    answers = [{"about": each.about, "stand": each.stand.value, **each.facts} for each in findings]
    return {
        "answers.json": answers,
        "versions.json": versions(),
        "records.json": of_records(url),
        "settings.json": {"policy": of_policy(url), "desk": of_desk(places.preferences_file())},
        "log.txt": log_lines(places.log_file().parent),
    }


def versions() -> dict[str, str]:
    """Of everything that runs here; of the system its kind and release, which name no computer."""
    import platform  # noqa: PLC0415  seldom

    here = {"Homeward": own_version(), "Python": platform.python_version(), "bits": str(sys.maxsize.bit_length() + 1)}
    here["system"] = f"{platform.system()} {platform.release()} {platform.machine()}"
    return here | {
        each.name: each.version.partition("+")[0] for each in parts()
    }  # beyond it may stand whose build it is


def of_records(url: str) -> dict[str, Any]:
    """Their kind, revision and rows; where they can't be read only the kind of trouble: its sentence names a place."""
    try:
        with in_words():
            return look(url, _counts)
    except (Refused, Unavailable) as trouble:
        return {"can't be read": type(trouble).__name__}


def _counts(connection: Connection) -> dict[str, Any]:
    there = set(inspect(connection).get_table_names())
    rows = {
        name: connection.scalar(select(func.count()).select_from(table))
        for name, table in sorted(Base.metadata.tables.items())
        if name in there
    }
    return {
        "kind": connection.dialect.name,
        "release": ".".join(map(str, connection.dialect.server_version_info or ())),
        "revision": _plain(revision_of(connection)) if "alembic_version" in there else "none",
        "rows": rows,
        "tables that aren't Homeward's": len(there - set(rows)),
    }


def _plain(revision: str | None) -> str:
    """The number of a revision; a table's text that is none isn't told."""
    return revision if revision is not None and _REVISION.fullmatch(revision) else "none of Homeward's"


def of_policy(url: str) -> list[dict[str, Any]]:
    """What the office has set of the policy's numbers, and from when; never who or why."""
    with suppress(Refused, Unavailable), in_words():
        return look(url, _policy)
    return []


def _policy(connection: Connection) -> list[dict[str, Any]]:
    if unfit(connection):
        return []
    known = set(defaults().__slots__)
    with Session(connection) as session:
        stored = session.execute(
            select(StoredSetting.name, StoredSetting.number, StoredSetting.from_at)
            .where(StoredSetting.stands())
            .order_by(StoredSetting.name, StoredSetting.from_at)
        )
        return [
            {"name": name, "number": number, "from": datetime.isoformat(at.astimezone(UTC))}
            for name, number, at in stored
            if name in known
        ]


def of_desk(file: Path) -> dict[str, str]:
    """How this desk looks; nothing else that it remembers, since that may name people and places."""
    told = ConfigParser(strict=False, interpolation=None)
    with suppress(Refused, Unavailable, UnicodeDecodeError, Error):
        told.read_string(read_at_most(file, _MOST_LOG).decode("utf-8"))
    wanted = ((section, name) for section, names in _OF_DESK.items() for name in names)
    found = {f"{section}/{name}": told.get(section, name, fallback="") for section, name in wanted}
    return {name: value for name, value in found.items() if _PLAIN_VALUE.fullmatch(value)}


def log_lines(folder: Path) -> str:
    """The log's lines of defects as they stand; of other libraries' only when, how grave and whose, not the words."""
    lines: list[str] = []
    for name in reversed(_LOGS):
        with suppress(Refused, Unavailable):
            lines += read_at_most(folder / name, _MOST_LOG).decode("utf-8", "replace").splitlines()
    begun = ((line, found) for line in lines if (found := _BEGINNING.match(line)))
    ours = _LOGGERS.union(packages_distributions(), sys.stdlib_module_names)
    kept = [line if _OWN_LINE.fullmatch(line) else f"{found[1]} {_whose(found[2], ours)}" for line, found in begun]
    return "\n".join([*kept, ""])


def _whose(logger: str, parts: frozenset[str]) -> str:
    """A log is called as the module that writes it: only which part that is; what follows may be anything."""
    part = logger.partition(".")[0]
    return part if part in parts else ELSEWHERE
