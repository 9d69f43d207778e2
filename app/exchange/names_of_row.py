"""Whom a row of a list of people is about: the name, in one column or two, and the date of birth."""

import re
from datetime import date, datetime

from app.exchange.moments_text import read_birth
from app.exchange.row_reader import RowReader
from models.rules.people.naming import LONGEST_NAME
from models.values import london_day

_TITLES = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|rev|sir|lady)\b\.?\s+", re.IGNORECASE)


def names_of(row: RowReader) -> tuple[str, str]:
    """Given and family name, from two columns or from one: “Wójcik, Maureen”, “Mrs Maureen Wójcik”."""
    given, family = _named(row)
    whole = "" if given or family else " ".join(row.text("name", LONGEST_NAME, is_name=True).split())
    if whole:
        before, comma, after = whole.partition(",")
        given, family = (_TITLES.sub("", after.strip()), before) if comma else _parted(row, _TITLES.sub("", whole))
    if not (given or family):
        row.reasons.append("The name is missing.")
    return given.strip(), _TITLES.sub("", family.strip())


def _named(row: RowReader) -> tuple[str, str]:
    return row.text("given", LONGEST_NAME, is_name=True), row.text("family", LONGEST_NAME, is_name=True)


def _parted(row: RowReader, whole: str) -> tuple[str, str]:
    given, _, family = whole.rpartition(" ")
    if " " in given:
        row.notices.append(f"Of “{whole}” the last word is taken as the family name.")
    return given, family


def born_of(row: RowReader, moment: datetime) -> date | None:
    """The date of birth; that none is given is noticed. Refused: a day that can't be one."""
    if not row.text("born"):
        row.notices.append("No date of birth is given.")
        return None
    return read_birth(row.cell("born"), london_day(moment), row.order)
