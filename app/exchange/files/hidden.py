"""Says what of a sheet nobody sees who opens it, or sees a line through: it is read like the rest."""

from collections.abc import Sequence

from app.exchange.files.cells import shown
from app.exchange.files.sheet import Notice, Sheet
from app.exchange.files.sheet_marks import SheetMarks
from app.exchange.files.some import at_most
from app.exchange.files.unsaid import letters_of, listed

_NAMED = 12
_FEW = 3


def hidden_notices(sheet: Sheet, marks: SheetMarks, *, is_hidden: bool) -> tuple[Notice, ...]:
    """What of the sheet nobody sees who opens it; it is read like the rest, and said."""
    found = [Notice(f"“{sheet.title}” is a hidden sheet.")] if is_hidden else []
    below = [each for each in marks.hidden_lines if each > sheet.header_line]
    if below:
        rows = "1 row is" if len(below) == 1 else f"{len(below):,} rows are"
        found.append(
            Notice(
                f"{rows} hidden in the sheet{' by a filter' if marks.is_filtered else ''} (line{_s(below)} "
                f"{lines_listed(below)}) and taken in like the others."
            )
        )
    held = [each for each in marks.hidden_columns if each < len(sheet.header) and _holds(sheet, each)]
    if held:
        named = listed([f"{letters_of(each)} (“{sheet.header[each]}”)" for each in held])
        are = "is" if len(held) == 1 else "are"
        found.append(Notice(f"Column{_s(held)} {named} {are} hidden in the sheet and read like the others."))
    return tuple(found)


def struck_notices(sheet: Sheet, struck: Sequence[tuple[int, int]]) -> tuple[Notice, ...]:
    """Rows of the list in which something is struck through, which may mean that it doesn't hold any more."""
    rows = {row.line: row.cells for row in sheet.rows} if struck else {}
    texts: dict[int, list[str]] = {}
    for line, column in struck:
        cells = rows.get(line, ())
        if column < len(cells) and (text := shown(cells[column])):
            texts.setdefault(line, []).append(f"“{text}”")
    told = (
        Notice(f"{_quoted(said)} struck through in the sheet, and read like the rest.", line)
        for line, said in texts.items()
    )
    return at_most(told, "hold something that is struck through")


def _quoted(texts: Sequence[str]) -> str:
    more = [f"{len(texts) - _FEW} more"] if len(texts) > _FEW else []
    return f"{listed([*texts[:_FEW], *more])} {'is' if len(texts) == 1 else 'are'}"


def lines_listed(lines: Sequence[int]) -> str:
    """Lines as one says them: “4, 7 to 9 and 12”; of very many the first, and how many more."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], line]
        else:
            runs.append([line, line])
    said = [str(first) if first == last else f"{first} to {last}" for first, last in runs[:_NAMED]]
    return listed([*said, f"{len(runs) - _NAMED:,} more places"] if len(runs) > _NAMED else said)


def _s(several: Sequence[int]) -> str:
    return "" if len(several) == 1 else "s"


def _holds(sheet: Sheet, column: int) -> bool:
    return any(column < len(row.cells) and row.cells[column] is not None for row in sheet.rows)
