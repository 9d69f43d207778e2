"""Reads a list of long-term packages: one person a row, each good in itself or refused with reasons (LTR-1)."""

from collections.abc import Callable
from datetime import date, datetime

from app.door.errors import Refused
from app.exchange.columns import settle
from app.exchange.date_order import order_of
from app.exchange.files.asked import Answers
from app.exchange.files.cells import shown
from app.exchange.files.sheet import Sheet
from app.exchange.moments_text import read_day
from app.exchange.names_of_row import born_of, names_of
from app.exchange.office.staff_list import NO_NAME, has_name
from app.exchange.reading import Reading, RefusedLine, reading_of
from app.exchange.reviews.package_line import PACKAGE_FIELDS, PackageLine
from app.exchange.row_reader import RowReader
from models.rules.people.naming import LONGEST_NAME
from models.values import MINUTES_AN_HOUR, NhsNumber, NotAValue, Postcode, london_day
from models.vocabulary.hours import hours_typed, number_typed

_MOST_HOURS = 99_999  # as many digits as can be typed


def read_packages(sheet: Sheet, answers: Answers, moment: datetime) -> Reading[PackageLine]:
    """Every row as somebody's package or as a refusal; whom a row is about is told by a number, a day or a place."""
    mapping = settle(sheet.header, PACKAGE_FIELDS, answers.columns)
    if not has_name(mapping):
        raise Refused(NO_NAME)
    at = {field.key: mapping.column(field.key, sheet.header) for field in PACKAGE_FIELDS}
    judged = order_of(sheet, [at["born"], at["package_since"]], answers.order)
    good: list[PackageLine] = []
    refused: list[RefusedLine] = []
    for row in sheet.rows:
        reader = RowReader(row, PACKAGE_FIELDS, at, judged.order)
        line = _read_row(reader, moment)
        if reader.reasons:
            refused.append(reader.refused())
        else:
            good.append(line)
    return judged.told_of(reading_of(sheet, mapping, good, refused))


def _read_row(row: RowReader, moment: datetime) -> PackageLine:
    given, family = names_of(row)
    born = row.attempt(lambda: born_of(row, moment))
    nhs_number, postcode = row.parsed("nhs_number", NhsNumber.parse), row.parsed("postcode", Postcode.parse)
    mosaic_id = row.code("mosaic_id")
    if not (row.reasons or born or nhs_number or postcode or mosaic_id):
        row.reasons.append(
            "Nothing tells this person from another of the same name: whoever made the list adds an NHS number, a "
            "MOSAIC id, a date of birth or a postcode."
        )
    since = row.attempt(lambda: _since(row, moment))
    return PackageLine(
        line=row.row.line, given=given, family=family, born=born, nhs_number=nhs_number, mosaic_id=mosaic_id,
        address=row.text("address"), postcode=postcode, telephone=row.telephone("telephone"),
        communication=row.text("communication"), area=row.text("area", LONGEST_NAME),
        patch=row.text("patch", LONGEST_NAME), package_since=since,
        visits_a_week=_amount(row, "visits", "Visits a week", number_typed),
        minutes_a_week=_minutes(row),
        speaks_for=row.text("speaks_for", LONGEST_NAME), notices=tuple(row.notices), cells=row.row.cells,
    )  # fmt: skip


def _since(row: RowReader, moment: datetime) -> date | None:
    if not row.text("package_since"):
        return None
    return read_day(row.cell("package_since"), "Package since", order=row.order, now=london_day(moment))


def _minutes(row: RowReader) -> int | None:
    """Hours that a spreadsheet has worked out, such as 620 / 60, to the minute; what is typed as it is typed."""
    cell = row.cell("hours")
    if isinstance(cell, float) and 0 <= cell <= _MOST_HOURS:
        return round(cell * MINUTES_AN_HOUR)
    return _amount(row, "hours", "Hours a week", hours_typed)


def _amount(row: RowReader, key: str, what: str, read: Callable[[str], int]) -> int | None:
    """None where the list doesn't say; what can't be read is refused, for a move keeps the hours of the package."""
    text = row.code(key)
    if not text:
        return None
    try:
        return read(text)
    except NotAValue as error:
        asked = str(error).replace("Type", "Write", 1)
        row.reasons.append(f"{what} “{shown(row.cell(key))}” can't be read. {asked}")
        return None
