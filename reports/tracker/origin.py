"""Which office's records a tracker was made of: a mark that Excel keeps with the workbook, and nobody types.

It names the office, not the database: a tracker goes on when its office moves to a server or is restored.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from reports.tracker.about import DATABASE, INVENTED, OFFICE, OFFICE_ID, RECORDS
from reports.tracker.page import About

_PART = "docProps/custom.xml"
_OFFICE, _KIND, _CALLED = "Homeward office", "Homeward records", "Homeward made it from"
_MOST_BYTES = 1024 * 1024  # what is longer isn't ours, and nobody has looked yet how far it unpacks
_INVENTED, _REAL = "invented", "real"


@dataclass(frozen=True, slots=True)
class Origin:
    """The office by its id, whether its people are invented, and how it was called."""

    office: str
    is_invented: bool
    called: str

    def refusal(self, name: str, about: About) -> str:
        """Why the records that `about` tells of don't take this workbook, as a sentence; nothing where they do."""
        if self.office == about.office_id and self.is_invented is about.is_invented:
            return ""
        kind = "invented people of a demonstration or a test" if self.is_invented else "the real records of an office"
        return (
            f"“{name}” was made by another database: {self.called}, which holds {kind}. This one is {_called(about)}. "
            "Nothing was taken over: choose this office's own tracker, or give the new one another name."
        )


def mark_of(about: About) -> dict[str, str]:
    """The properties by which a workbook that is made here says which office's it is; none without an office's id."""
    if not about.office_id:
        return {}
    told = {_OFFICE: about.office_id, _KIND: _INVENTED if about.is_invented else _REAL, _CALLED: _called(about)}
    return {name: _plain(value) for name, value in told.items()}


def origin_of(content: bytes) -> Origin | None:
    """What a workbook says of itself; nothing where it is none, or was made before there were marks."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if package.getinfo(_PART).file_size > _MOST_BYTES:
                return None
            root = fromstring(package.read(_PART))
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ParseError, DefusedXmlException):
        return None
    except (NotImplementedError, RuntimeError):  # packed in a way that isn't read, or with a password
        return None
    told = {each.get("name", ""): "".join(each.itertext()) for each in root}
    if _OFFICE not in told:
        return None
    return Origin(told[_OFFICE].strip(), told.get(_KIND, "").strip() == _INVENTED, told.get(_CALLED, "").strip())


def origin_said(told: Mapping[str, str]) -> Origin | None:
    """The same of what the sheet About says by label: its words outlive the properties where other programs save it."""
    if not told.get(OFFICE_ID):
        return None
    called = f"{told.get(OFFICE, '')} ({told[DATABASE]})" if told.get(DATABASE) else told.get(OFFICE, "")
    return Origin(told[OFFICE_ID], told.get(RECORDS) == INVENTED, called)


def _called(about: About) -> str:
    return f"{about.office} ({about.database})" if about.database else about.office


def _plain(text: str) -> str:
    """Without signs that can't be seen: a workbook's properties take none."""
    return "".join(sign for sign in text if sign.isprintable())
