"""A table as it stands in a file, and what else the file holds: other sheets, things to look at, its written form."""

from dataclasses import dataclass

from app.exchange.files.cells import Row


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at that refuses nothing: of one line of the file, or of the file as a whole."""

    sentence: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class OtherSheet:
    """A sheet that holds rows and isn't the one that was read; `fits` where its headings are those of such a file."""

    title: str
    rows: int
    is_hidden: bool = False
    fits: bool = False


@dataclass(frozen=True, slots=True)
class WrittenAs:
    """How the file is written, so that its refused rows go back the same way.

    A workbook, or a text by its delimiter and encoding (Python's name; "utf-8-sig" has a mark at its start).
    """

    is_workbook: bool = False
    delimiter: str = ","
    encoding: str = "utf-8-sig"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its headings, and below them every row that is not empty; `title` is the sheet's name in a workbook.

    `others` are the sheets that were not read and hold rows; `notices` what was seen of the file or of a line.
    `unfit` are rows whose cells don't fit the headings, by their lines, each with the reason: no reader takes them in.
    `digest` tells the file's bytes from another's, whatever it is called.
    `unsaid` are the lines of rows with a cell in which the file says nothing that can be believed.
    """

    name: str
    header_line: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    title: str = ""
    others: tuple[OtherSheet, ...] = ()
    notices: tuple[Notice, ...] = ()
    written: WrittenAs = WrittenAs()
    unfit: tuple[tuple[int, str], ...] = ()
    digest: str = ""
    unsaid: tuple[int, ...] = ()
