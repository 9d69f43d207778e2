"""A small workbook to send by e-mail: the changes that wait for Scheduling's answer, with room for it.

It is read back as the tracker is, by its Refs, and has an id of its own: what stands here and not in the tracker, or
there and not here, is taken back by neither. It holds no more about people than the answer needs.
"""

from collections.abc import Sequence

from openpyxl import Workbook

from reports.layout.cells import Heading, Value, row_height
from reports.layout.workbook import AnySheet, Styles, repeatable
from reports.tracker.about import (
    ABOUT,
    BOOK,
    DATABASE,
    EXPORTS,
    INVENTED,
    LABEL,
    OFFICE,
    OFFICE_ID,
    REAL,
    RECORDS,
    REPLY_TO,
    VALUE,
)
from reports.tracker.first import add_answers, add_table, put_mark, set_up
from reports.tracker.page import TrackerPage, TrackerRow
from reports.tracker.sheets import OURS, ROW_LINES, SCHEDULINGS, TRACKER, marks_values, tracker_values

_ASKED = tuple(heading for heading in OURS if heading.title in {"Ref", "Change", "Effective", "Person"})
HEADINGS = (*_ASKED, *SCHEDULINGS)
_SAYS = "Changes that aren't in CCL yet, or that you asked about. Fill in the four columns and send the file back."


def render(page: TrackerPage, *, reply_to: str = "") -> bytes:
    """The workbook of these changes; `page.about.book` is its own id, `reply_to` that of the tracker they stand in."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(TRACKER)
    set_up(sheet, HEADINGS, len(_ASKED))
    styles = Styles(sheet)
    for at, row in enumerate(page.rows, start=2):
        _write(sheet, styles, at, HEADINGS, _values(row))
    add_table(sheet, HEADINGS, "Answers", len(page.rows))
    add_answers(sheet, HEADINGS)
    about = workbook.create_sheet(ABOUT)
    set_up(about, (LABEL, VALUE))
    for at, said in enumerate(_about(page, reply_to), start=2):
        _write(about, Styles(about), at, (LABEL, VALUE), said)
    put_mark(workbook, page.about)
    workbook.properties.creator = page.about.program
    workbook.properties.title = f"Waiting for Scheduling's answer, {page.about.office}"
    return repeatable(workbook, page.moment)


def _values(row: TrackerRow) -> tuple[Value, ...]:
    ours = dict(zip((heading.title for heading in OURS), tracker_values(row), strict=True))
    said = ours | marks_values(row.marks)
    return tuple(said.get(heading.title) for heading in HEADINGS)


def _about(page: TrackerPage, reply_to: str) -> tuple[tuple[str, str], ...]:
    about = page.about
    return (
        ("What this is", _SAYS),
        ("Made by", about.program),
        (DATABASE, about.database),
        (OFFICE, about.office),
        (OFFICE_ID, about.office_id),
        (RECORDS, INVENTED if about.is_invented else REAL),
        (BOOK, about.book),
        (EXPORTS, f"{about.exports}"),
        (REPLY_TO, reply_to),
    )


def _write(sheet: AnySheet, styles: Styles, at: int, headings: Sequence[Heading], values: Sequence[Value]) -> None:
    least = ROW_LINES if headings is HEADINGS else 1
    sheet.row_dimensions[at].height = row_height(headings, values, least=least)
    sheet.append([styles.cell(heading.kind, value) for heading, value in zip(headings, values, strict=True)])
