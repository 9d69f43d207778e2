"""Two columns of one table that name the same: an empty one is no column, two that hold something are told apart."""

from collections import Counter
from collections.abc import Sequence

from app.exchange.columns import Field, named, names_of, plain
from app.exchange.files.cells import Row
from app.exchange.files.sheet import Notice
from app.exchange.files.unsaid import letters_of


def told_apart(
    header: tuple[str, ...], rows: Sequence[Row], fields: Sequence[Field]
) -> tuple[tuple[str, ...], tuple[Notice, ...]]:
    """The headings, each once: of two for one field an empty column loses its heading, and it is said.

    Two with the same heading that both hold something get their letter to it; which is meant, `columns.settle` asks.
    """
    groups = _for_one_field(header, fields)
    if not groups:
        return header, ()
    made, notices = list(header), []
    for group in groups:
        filled = [at for at in group if _holds(rows, at)] or group[:1]
        for at in set(group) - set(filled):
            made[at] = ""
            if len(filled) == 1:
                notices.append(
                    Notice(
                        f"Column {letters_of(at)} (“{header[at]}”) is empty all the way down: column "
                        f"{letters_of(filled[0])} (“{header[filled[0]]}”) is read."
                    )
                )
    for heading, often in Counter(made[at] for group in groups for at in group).items():
        if heading and often > 1:
            same = [at for at in range(len(made)) if made[at] == heading]
            for at in same:
                made[at] = f"{heading} (column {letters_of(at)})"
    return tuple(made), tuple(notices)


def _for_one_field(header: Sequence[str], fields: Sequence[Field]) -> list[list[int]]:
    """Groups of columns whose headings name one field, where there are several."""
    names = {field.key: frozenset(names_of(field)) for field in fields}
    groups = []
    for key, headings in named(header, fields).items():
        wanted = set(headings)
        columns = [at for at, heading in enumerate(header) if heading in wanted and plain(heading) in names[key]]
        if len(columns) > 1:
            groups.append(columns)
    return groups


def _holds(rows: Sequence[Row], at: int) -> bool:
    return any(at < len(row.cells) and row.cells[at] not in {None, ""} for row in rows)
