"""Reads a list of staff, from a file or pasted: one a row, each good in itself or refused with reasons.

Nothing of a database is needed here: an office that is being made names its teams. Who is known already is found out
with the database.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from app.door.errors import Refused
from app.exchange.columns import Mapping as Columns
from app.exchange.columns import guess, settle
from app.exchange.date_order import order_of
from app.exchange.files.asked import UNASKED, Answers, DateOrder
from app.exchange.files.cells import Row, shown, text_of
from app.exchange.files.csv_text import pasted_records
from app.exchange.files.headings import said_above
from app.exchange.files.sheet import Sheet
from app.exchange.files.widths import wider_than
from app.exchange.moments_text import read_day
from app.exchange.office.staff_line import STAFF_FIELDS, StaffLine
from app.exchange.reading import Reading, RefusedLine, reading_of
from app.exchange.row_reader import RowReader
from models.rules.office.named import called_one_of
from models.rules.office.role_words import role_meant
from models.rules.yes_and_no import yes_or_no
from models.values import NotAValue, fold
from models.vocabulary.staff import Role

PASTED = "what was pasted"
NO_NAME = "The list has no column for the name. Say which column it is."
_HEADING_WITHIN = 20
_FEWEST_DIGITS = 6
_TRAINED, _NOT_TRAINED = frozenset({"trained", "done"}), frozenset({"not trained"})


def read_staff(
    sheet: Sheet,
    answers: Answers,
    teams: Sequence[str],
    roles: Mapping[str, Role] | None = None,
    today: date | None = None,
) -> Reading[StaffLine]:
    """Every row as a member of staff or as a refusal.

    `teams` are those of the office. `roles` answers by the folded word what a title means that could be several. With
    `today` a day to start that lies years ahead is refused as mistyped.
    """
    mapping = settle(sheet.header, STAFF_FIELDS, answers.columns)
    if not has_name(mapping):
        raise Refused(NO_NAME)
    at = {field.key: mapping.column(field.key, sheet.header) for field in STAFF_FIELDS}
    judged = order_of(sheet, [at["from_day"]], answers.order)
    good: list[StaffLine] = []
    refused: list[RefusedLine] = []
    for row in sheet.rows:
        reader = RowReader(row, STAFF_FIELDS, at, judged.order)
        line = _read_row(reader, teams, roles or {}, today)
        if line is None or reader.reasons:
            refused.append(reader.refused())
        else:
            good.append(line)
    return judged.told_of(reading_of(sheet, mapping, good, refused))


def has_name(columns: Columns) -> bool:
    """Whether a column holds the name, whole or a part of it."""
    return any(columns.heading(key) for key in ("name", "given", "family"))


def name_missing(columns: Columns) -> str:
    """The sentence that says so where no column holds it."""
    return "" if has_name(columns) else NO_NAME


def read_pasted_staff(text: str, teams: Sequence[str], roles: Mapping[str, Role] | None = None) -> Reading[StaffLine]:
    """The same of a text that was typed or copied from a spreadsheet, with headings or without."""
    return read_staff(pasted_sheet(text, teams), UNASKED, teams, roles)


def pasted_sheet(text: str, teams: Sequence[str]) -> Sheet:
    """The table of a pasted text. Where it has no headings, what stands in a column tells what the column is."""
    records = pasted_records(text, PASTED)
    rows = tuple(records)
    for at, row in enumerate(rows[:_HEADING_WITHIN]):
        header = tuple(text_of(cell).strip() for cell in row.cells)
        if _are_headings(header):
            below = rows[at + 1 :]
            said, unfit = said_above(rows[:at]), wider_than(header, below)
            return records.checked(Sheet(PASTED, row.line, header, below, notices=said, unfit=unfit), is_typed=True)
    return records.checked(Sheet(PASTED, 0, _headings_of(rows, teams), rows), is_typed=True)


def unknown_roles(sheet: Sheet, answers: Answers, roles: Mapping[str, Role]) -> tuple[str, ...]:
    """The titles of a list that mean no role by themselves and aren't answered yet, each once; "" for none said."""
    mapping = settle(sheet.header, STAFF_FIELDS, answers.columns)
    at = {field.key: mapping.column(field.key, sheet.header) for field in STAFF_FIELDS}
    told = (RowReader(row, STAFF_FIELDS, at).text("role") for row in sheet.rows)
    asked = {fold(title): title for title in told if role_meant(title).role is None}
    return tuple(title for folded, title in asked.items() if folded not in roles)


def _read_row(row: RowReader, teams: Sequence[str], roles: Mapping[str, Role], today: date | None) -> StaffLine | None:
    name, role = row.name(), _role(row, roles)
    found = _teams(row, teams)
    telephone, trained = row.telephone("telephone"), row.yes_or_no("trained", yes=_TRAINED, no=_NOT_TRAINED)
    from_day = row.attempt(lambda: _from_day(row, today))
    if role is None or row.reasons:
        return None
    return StaffLine(
        row.row.line, name, role, found[0] if found else "", found[1:], telephone, trained, from_day,
        tuple(row.notices), row.row.cells,
    )  # fmt: skip


def _role(row: RowReader, roles: Mapping[str, Role]) -> Role | None:
    title = row.text("role")
    if fold(title) in roles:
        return roles[fold(title)]
    meant = role_meant(title)
    if meant.role is None:
        known = ", ".join(role.label for role in Role)
        what = f"“{shown(title)}” may be several roles" if title else "No role is said"
        row.reasons.append(f"{what}: it is one of {known}.")
    elif meant.notice:
        row.notices.append(meant.notice)
    return meant.role


def _teams(row: RowReader, teams: Sequence[str]) -> tuple[str, ...]:
    """The main team and the others, as the office calls them; without one said, an office's only one."""
    typed = row.text("team")
    if not typed:
        if len(teams) == 1:
            return (teams[0],)
        row.notices.append("No team is said.")
        return ()
    whole = called_one_of(typed, teams)
    parts = [typed] if whole else [part for part in re.split(r"\s*(?:[/;,+&\n]|\band\b)\s*", typed) if part.strip()]
    found = [called_one_of(part, teams) for part in parts]
    for part, team in zip(parts, found, strict=True):
        if team is None:
            listed = ", ".join(f"“{each}”" for each in teams)
            row.reasons.append(f"“{shown(part)}” is no team of this office. Its teams are {listed or 'none yet'}.")
    return tuple(dict.fromkeys(team for team in found if team))


def _from_day(row: RowReader, today: date | None) -> date | None:
    if not row.code("from_day"):
        return None
    return read_day(row.cell("from_day"), "The day from which they work", order=row.order, now=today)


# --- Without headings ------------------------------------------------------------------------------------------


def _are_headings(cells: tuple[str, ...]) -> bool:
    """Whether they name the columns: “Carer” is a heading as well as somebody's role."""
    known = {each.key: each.heading for each in guess(cells, STAFF_FIELDS).chosen}
    names = [known[key] for key in ("name", "given", "family") if key in known]
    return bool(names) and (len(known) > 1 or role_meant(names[0]).role is None)


def _headings_of(rows: Sequence[Row], teams: Sequence[str]) -> tuple[str, ...]:
    """A heading for each column by what most of its cells are; the first that is nothing else holds the names."""
    width = max((len(row.cells) for row in rows), default=0)
    kinds = [
        _kind_of([text_of(row.cells[at]).strip() for row in rows if at < len(row.cells)], teams) for at in range(width)
    ]
    titles = {field.key: field.title for field in STAFF_FIELDS}
    if kinds == ["name", "name"] and not any(" " in text_of(row.cells[0]).strip() for row in rows):
        return titles["family"], titles["given"]  # “Hallam, Tom”, one a line
    free, found = set(titles), []
    for at, kind in enumerate(kinds):
        key = kind if kind in free else ""
        free.discard(key)
        found.append(titles[key] if key else f"Column {at + 1}")
    return tuple(found)


def _kind_of(cells: Sequence[str], teams: Sequence[str]) -> str:
    filled = [cell for cell in cells if cell]
    counted = Counter(next((key for key, fits in _kinds(teams) if fits(cell)), "name") for cell in filled)
    return counted.most_common(1)[0][0] if counted else ""


def _kinds(teams: Sequence[str]) -> tuple[tuple[str, Callable[[str], bool]], ...]:
    return (
        ("role", lambda cell: role_meant(cell).role is not None),
        ("trained", lambda cell: yes_or_no(cell, yes=_TRAINED, no=_NOT_TRAINED) is not None),
        ("from_day", _is_day),
        ("telephone", _is_telephone),
        ("team", lambda cell: called_one_of(cell, teams) is not None),
    )


def _is_day(cell: str) -> bool:
    """Whether it is a day in either order: which it is, is judged once the column is known."""
    return any(_is_day_by(cell, order) for order in DateOrder)


def _is_day_by(cell: str, order: DateOrder) -> bool:
    try:
        read_day(cell, "", order=order)
    except NotAValue:
        return False
    return True


def _is_telephone(cell: str) -> bool:
    digits = re.sub(r"[\s()+-]", "", cell)
    return digits.isascii() and digits.isdigit() and len(digits) >= _FEWEST_DIGITS
