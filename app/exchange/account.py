"""The account of a file beyond its rows: which sheets it has, which columns, and what of both isn't taken over."""

from collections import Counter
from collections.abc import Sequence

from app.exchange.columns import Field, Mapping
from app.exchange.files.cells import text_of
from app.exchange.files.headings import own_columns
from app.exchange.files.sheet import Notice, Sheet
from app.exchange.files.unsaid import letters_of
from app.exchange.looked import Columns, NamedColumn, SheetSeen, UsedColumn


def sheets_of(sheet: Sheet) -> tuple[SheetSeen, ...]:
    """The sheet that was read, then those that were not and hold rows."""
    others = (SheetSeen(each.title, each.rows, False, each.is_hidden, each.fits) for each in sheet.others)
    return (SheetSeen(sheet.title, len(sheet.rows), is_read=True, fits=True), *others)


def columns_of(sheet: Sheet, fields: Sequence[Field], mapping: Mapping) -> Columns:
    """Every column that has a heading or holds something: taken over, or named with how many of its cells do.

    Of a heading that stands there twice the first is taken over; a column beyond the last heading has none.
    """
    titles = {mapping.column(each.key, sheet.header): each.title for each in fields}
    ours = own_columns(sheet.header)
    width = max((len(row.cells) for row in sheet.rows), default=0)
    free = [at for at in range(max(width, len(sheet.header))) if at not in titles and at not in ours]
    filled: Counter[int] = Counter()
    for row in sheet.rows if free else ():
        filled.update(at for at in free if at < len(row.cells) and text_of(row.cells[at]).strip())
    headed = {at: heading for at, heading in enumerate(sheet.header) if heading.strip()}
    used = [(at, titles.get(at, "")) for at in sorted({*(at for at in titles if at is not None), *ours})]
    return Columns(
        tuple(UsedColumn(title or sheet.header[at], sheet.header[at]) for at, title in used),
        tuple(
            NamedColumn(headed.get(at) or column_called(at), filled[at]) for at in free if at in headed or filled[at]
        ),
    )


def column_called(at: int) -> str:
    """A column without a heading as a spreadsheet calls it: “column H”; counted from 0."""
    return f"column {letters_of(at)}"


def notices_of(sheet: Sheet, columns: Columns) -> tuple[Notice, ...]:
    """What to look at of the file as a whole: its other sheets, and columns that hold something and aren't taken over.

    What the reader saw of the file or of a line, `sheet.notices`, is said with them.
    """
    sheets = tuple(
        Notice(
            f"The {'hidden ' if each.is_hidden else ''}sheet “{each.title}” isn't taken in: it holds "
            f"{each.rows:,} {'row' if each.rows == 1 else 'rows'}."
        )
        for each in sheet.others
    )
    held = [each for each in columns.named if each.cells]
    if not held:
        return (*sheets, *sheet.notices)
    listed = ", ".join(f"{each.heading} ({each.cells:,} {'cell' if each.cells == 1 else 'cells'})" for each in held)
    unknown = "column" if len(held) == 1 else "columns"
    return (
        *sheets,
        Notice(f"Not taken over, because this program doesn't know the {unknown}: {listed}."),
        *sheet.notices,
    )
