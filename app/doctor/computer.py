"""This computer and what Homeward needs of it, whatever the records: each question answered by itself."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.desk import places
from app.desk.newest import newer
from app.desk.parts import own_version
from app.desk.printing import printers_here, takes_pdfs
from app.doctor.finding import Finding, Stand
from app.doctor.reader_bridge import reader_bridge
from app.door.errors import Unavailable
from app.exchange.files.reader import how_files_are_read
from models.command_line import installing
from models.keyrings import keyring_here
from reports.layout import fonts

_PARTS = ("PySide6-Essentials", "SQLAlchemy", "psycopg", "reportlab", "openpyxl")
_MEGABYTE = 1_000_000
_ROOM = 200 * _MEGABYTE  # for the log, papers, drafts, and what a file grows by in a year
_COPIES = 3  # of the records' file while a backup is made: the copy, the one restored to compare, the next


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that this desk writes to, and what stands there."""

    name: str
    folder: Path


def about_this_computer(database_file: Path | None, backups: Path | None) -> Iterator[Finding]:
    """Every answer; a file of records is none at a server's desk, and so are its backups."""
    yield program()
    yield newer_version()
    yield files()
    yield fonts_of_papers()
    yield printers()
    desk = desk_places()
    for place in desk:
        yield writable(place)
    records = () if database_file is None else (Place("the records", database_file.parent),)
    kept = () if backups is None else (Place("the backups", backups),)
    size = database_file.stat().st_size if database_file is not None and database_file.is_file() else 0
    yield from rooms((*desk, *records, *kept), _ROOM + _COPIES * size)
    yield zone()
    yield keyring()
    yield reader_bridge()


def program() -> Finding:
    """Which Homeward and which parts."""
    facts = {"Homeward": own_version(), "Python": sys.version.split()[0], **{name: version(name) for name in _PARTS}}
    parts = "".join(f"\n  {name} {facts[name]}" for name in _PARTS)
    says = f"Homeward {facts['Homeward']}, Python {facts['Python']}{parts}"
    return Finding("program", Stand.FINE, says, facts=facts)


def newer_version() -> Finding:
    """Whether a newer one is told of where an administrator said to look."""
    told = newer()
    return Finding("newer version", Stand.WORTH_KNOWING if told else Stand.FINE, told, facts={"told": bool(told)})


def files() -> Finding:
    """Whether files from outside are read apart, within limits."""
    said, is_read = how_files_are_read()
    return Finding("files", Stand.FINE if is_read else Stand.WRONG, said)


def fonts_of_papers() -> Finding:
    """Whether every font of a paper and of the window can be read."""
    unusable = fonts.unusable()
    if not unusable:
        return Finding("fonts", Stand.FINE, "Fonts: all of them can be read.")
    says = f"Fonts that papers and the window need can't be read: {', '.join(unusable)}."
    return Finding("fonts", Stand.WRONG, says, "Install Homeward again.", {"unusable": len(unusable)})


def printers() -> Finding:
    """Which printers this account may use, as far as the printing system tells within a few seconds."""
    try:
        found = printers_here()
    except Unavailable as trouble:
        mend = "Have whoever looks after this computer look at its printing; until then save papers as PDF."
        return Finding("printers", Stand.WORTH_KNOWING, str(trouble), mend, {"asked": "failed"})
    if not found:
        mend = "Add one in this computer's settings, or save papers as PDF and print them elsewhere."
        return Finding("printers", Stand.WORTH_KNOWING, "This account knows no printer.", mend, {"printers": 0})
    says = f"Printers: {', '.join(found)}."
    if sys.platform != "win32" and not takes_pdfs():
        says += " Papers go to them as pictures, since this computer has no command “lp”."
        return Finding("printers", Stand.WORTH_KNOWING, says, "Install CUPS's own client.", {"printers": len(found)})
    return Finding("printers", Stand.FINE, says, facts={"printers": len(found)})


def desk_places() -> tuple[Place, ...]:
    """Every folder of this desk's own, by what is in it."""
    return (
        Place("what this desk keeps", places.drafts_file().parent),
        Place("its preferences", places.preferences_file().parent),
        Place("its log", places.log_file().parent),
        Place("what it writes for a moment", Path(tempfile.gettempdir())),
    )


def writable(place: Place) -> Finding:
    """Whether something can be written there, by trying."""
    about = f"folder of {place.name}"
    try:
        with tempfile.TemporaryFile(dir=place.folder) as file:
            file.write(b"Homeward")
            file.flush()
    except OSError as error:
        says = f"The folder of {place.name} can't be written to ({error.strerror}): {place.folder}."
        mend = "Free space on its disk, or have whoever looks after this computer give it to this account."
        return Finding(about, Stand.WRONG, says, mend, {"error": error.errno or 0})
    return Finding(about, Stand.FINE, "")


def rooms(of: tuple[Place, ...], wanted: int) -> Iterator[Finding]:
    """How much room there is, once for each disk, and whether that is enough for these records."""
    seen: dict[int, str] = {}
    for place in of:
        try:
            device, room = place.folder.stat().st_dev, shutil.disk_usage(place.folder)
        except OSError as error:
            says = f"The folder of {place.name} isn't there ({error.strerror}): {place.folder}."
            mend = "Connect its drive, or choose another folder."
            yield Finding(f"disk of {place.name}", Stand.WRONG, says, mend, {"error": error.errno or 0})
            continue
        if device in seen:
            continue
        seen[device] = place.name
        facts = {"free MB": room.free // _MEGABYTE, "wanted MB": wanted // _MEGABYTE}
        says = f"Disk of {place.name}: {facts['free MB']:,} MB are free."
        if room.free >= wanted:
            yield Finding(f"disk of {place.name}", Stand.FINE, says, facts=facts)
        else:
            short = f"{says} Homeward wants {facts['wanted MB']:,} MB there: records and backups may not be written."
            yield Finding(f"disk of {place.name}", Stand.WRONG, short, f"Free space where {place.folder} is.", facts)


def zone() -> Finding:
    """Whether this computer can tell the time of London, by which every deadline goes."""
    try:
        ZoneInfo("Europe/London")
    except (ZoneInfoNotFoundError, OSError):
        return Finding("zone", Stand.WRONG, "The hours of Europe/London aren't known here.", "Install Homeward again.")
    return Finding("zone", Stand.FINE, "")


def keyring() -> Finding:
    """Whether this computer's keyring can keep a password or the key of an encrypted file."""
    package = keyring_here()
    if package is None:
        says = "No keyring is reached: a server's password is asked for at each start."
        mend = f"Nothing has to be done; where it should be kept: {installing('keyring')}"
        return Finding("keyring", Stand.WORTH_KNOWING, says, mend, {"backend": "none"})
    backend = package.get_keyring()
    named = type(backend).__module__
    if getattr(backend, "priority", 0) <= 0:
        says = "This computer has no keyring that is open: passwords and keys are asked for at each start."
        mend = "Log in to a desktop with a keyring (GNOME Keyring, KWallet), or install one."
        return Finding("keyring", Stand.WORTH_KNOWING, says, mend, {"backend": named})
    return Finding("keyring", Stand.FINE, f"Passwords and keys can be kept in this computer's keyring ({named}).")
