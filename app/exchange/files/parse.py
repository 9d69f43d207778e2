"""A file's bytes as a table, by what they are and not by what the name says. Pure: a process of its own can do it."""

from collections.abc import Sequence
from dataclasses import replace

from app.door.errors import Refused
from app.exchange.columns import Field
from app.exchange.files.csv_text import read_text
from app.exchange.files.names import LIMITS, MOST_BYTES, called
from app.exchange.files.sheet import Notice, Sheet
from app.exchange.files.workbook import read_workbook
from app.exchange.files.wrong_letters import wrong_letters
from reports.layout.workbook_limits import NotAWorkbook, check_workbook


def parsed(content: bytes, name: str, tab: str | None = None, fields: Sequence[Field] = ()) -> Sheet:
    """The first visible sheet that holds a table, or the one named `tab`; of several that with most of `fields`.

    Refused, each with its sentence: too large, empty, damaged, encrypted, old or foreign formats, no headings.
    """
    if len(content) > MOST_BYTES:
        raise Refused(f"{called(name)} is larger than {MOST_BYTES // 2**20} MB: split it into smaller files.")
    if not content.strip():
        raise Refused(f"{called(name)} is empty: ask whoever sent it to export it again.")
    if _is_text(content, name):
        if tab is not None:
            raise Refused(f"{called(name)} is a file of text and has no sheets.")
        return read_text(content, name, fields)
    try:
        left = check_workbook(content, LIMITS).left
    except NotAWorkbook as error:
        raise Refused(f"{called(name)} can't be read. {error}") from error
    sheet = read_workbook(content, name, tab, fields)
    letters = wrong_letters(sheet.header_line, sheet.header, sheet.rows)
    return replace(sheet, notices=(*_unfollowed(left), *sheet.notices, *letters))


def _unfollowed(left: Sequence[str]) -> tuple[Notice, ...]:
    """What the workbook holds that isn't in its answer."""
    if not left:
        return ()
    also = " and ".join(left)
    return (Notice(f"The workbook holds {also}: none is opened or followed; its cells are as Excel last saved them."),)


def _is_text(content: bytes, name: str) -> bool:
    """Whether to read the bytes as CSV: nothing in them speaks for another format, and the name doesn't promise one."""
    start = content[:64].lstrip().lower()
    foreign = (
        b"pk\x03\x04",
        b"pk\x05\x06",
        b"\xd0\xcf\x11\xe0",
        b"<html",
        b"<!doctype",
        b"<table",
        b"<?xml",
        b"%pdf",
        b"{\\rtf",
    )
    if start.startswith(b"%pdf"):
        raise Refused(f"{called(name)} is a PDF, not a list: ask for the list as an Excel workbook or CSV.")
    return not start.startswith(foreign) and not name.lower().endswith((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"))
