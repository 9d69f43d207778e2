"""Reads a list of people in service: one a row, each good in itself or refused with reasons.

Only what can't be understood is refused; no rule is asked, for they are in service already (REF-15). What of a row or
of the list isn't taken over is said.
"""

import re
from datetime import datetime

from app.door.errors import Refused
from app.exchange.columns import settle
from app.exchange.date_order import order_of
from app.exchange.files.asked import Answers
from app.exchange.files.cells import shown
from app.exchange.files.sheet import Sheet
from app.exchange.moments_text import read_moment
from app.exchange.names_of_row import born_of, names_of
from app.exchange.office.calls_of_row import calls_of
from app.exchange.office.person_line import PERSON_FIELDS, PersonLine
from app.exchange.office.staff_list import NO_NAME, has_name
from app.exchange.reading import Reading, RefusedLine, reading_of
from app.exchange.row_reader import RowReader
from models.rules.people.naming import LONGEST_NAME
from models.rules.placeholders import is_denied
from models.values import NhsNumber, NotAValue, Postcode, fold
from models.vocabulary.agreement import Funding

_BETWEEN_GOALS = re.compile(r"\n|;|(?:^|(?<=\s))(?:\d{1,2}[.)]|[•▪●*–-])\s+")
_SHORT_TERM = {"short term", "sts", "st", "short", "short term service", "reablement", "short term psp"}
_FUNDINGS = {
    Funding.SELF_FUNDER: {"self funder", "self funding", "self funded", "self", "full cost", "private"},
    Funding.CO_FUNDER: {"co funder", "co funding", "co funded", "part funded", "contribution"},
    Funding.COUNCIL: {"council", "council funded", "dcc", "la", "la funded", "local authority", "fully funded"},
    Funding.NOT_KNOWN: {""},
}


def read_people(sheet: Sheet, answers: Answers, moment: datetime) -> Reading[PersonLine]:
    """Every row as somebody in service or as a refusal; nobody who starts after `moment` is in service yet."""
    mapping = settle(sheet.header, PERSON_FIELDS, answers.columns)
    if not has_name(mapping):
        raise Refused(NO_NAME)
    at = {field.key: mapping.column(field.key, sheet.header) for field in PERSON_FIELDS}
    judged = order_of(sheet, [at[key] for key in ("born", "started", *_PAST)], answers.order)
    good: list[PersonLine] = []
    refused: list[RefusedLine] = []
    for row in sheet.rows:
        reader = RowReader(row, PERSON_FIELDS, at, judged.order)
        line = _read_row(reader, moment)
        if line is None or reader.reasons:
            refused.append(reader.refused())
        else:
            good.append(line)
    return judged.told_of(reading_of(sheet, mapping, good, refused))


def _read_row(row: RowReader, moment: datetime) -> PersonLine | None:
    given, family = names_of(row)
    born = row.attempt(lambda: born_of(row, moment))
    nhs_number, postcode = row.parsed("nhs_number", NhsNumber.parse), row.parsed("postcode", Postcode.parse)
    started = row.attempt(lambda: _started(row, moment))
    days = {key: _past(row, key, moment) for key in _PAST}
    calls, goals = calls_of(row), _goals(row)
    funding, interim = _funding(row), _interim(row)
    said = {key: row.text(key, LONGEST_NAME) for key in _SHORT} | {key: row.text(key) for key in _LONG}
    mosaic_id = row.code("mosaic_id")
    began = days["interim_since"]
    if started is not None and began is not None and began < started:
        row.reasons.append("Interim support begins before the start: check both days.")
    if started is None or row.reasons:
        return None
    return PersonLine(
        line=row.row.line, given=given, family=family, born=born, nhs_number=nhs_number, postcode=postcode,
        mosaic_id=mosaic_id, address=said["address"], telephone=row.telephone("telephone"),
        team=said["team"], patch=said["patch"], dso=said["dso"], coordinator=said["coordinator"],
        started=started, interim=True if began is not None else interim, interim_since=began,
        calls=calls, goals=goals, goals_set=days["goals_set"], funding=funding, listed=days["listed"],
        sent_to_brokerage=days["sent_to_brokerage"], communication=said["communication"], risks=said["risks"],
        speaks_for=said["speaks_for"], relation=said["relation"], their_telephone=row.telephone("their_telephone"),
        notices=tuple(row.notices), cells=row.row.cells,
    )  # fmt: skip


_SHORT = ("team", "patch", "dso", "coordinator", "speaks_for", "relation")
_LONG = ("address", "communication", "risks")
_PAST = {
    "interim_since": "The start of interim support",
    "goals_set": "The day on which the goals were set",
    "sent_to_brokerage": "The day of sending to Brokerage",
    "listed": "The day of listing",
}


def _started(row: RowReader, moment: datetime) -> datetime:
    if not row.text("started"):
        raise NotAValue(f"The start is missing{row.instead('started')}.")
    read = read_moment(row.cell("started"), "The start", moment, order=row.order)
    if read.moment > moment:
        typed = shown(row.cell("started"))
        raise NotAValue(f"The start “{typed}” lies ahead: who isn't in service yet comes in as a referral.")
    return read.moment


def _past(row: RowReader, key: str, moment: datetime) -> datetime | None:
    """A day that some rows have and that has been; a text that is none is said and left out."""
    text = row.text(key)
    if not text or is_denied(text):
        return None
    try:
        read = read_moment(row.cell(key), _PAST[key], moment, order=row.order)
    except NotAValue as error:
        row.notices.append(f"{str(error).rstrip('.')}: not taken over.")
        return None
    if read.moment > moment:
        row.notices.append(f"{_PAST[key]} “{shown(row.cell(key))}” lies ahead: not taken over.")
        return None
    return read.moment


def _goals(row: RowReader) -> tuple[str, ...]:
    """Several may stand in one cell: by lines, by semicolons, or numbered."""
    cells = (row.text(key) for key in ("goals", "goal_2", "goal_3"))
    parts = (part.strip(" ,.") for cell in cells for part in _BETWEEN_GOALS.split(cell))
    return tuple(dict.fromkeys(part for part in parts if part))


def _interim(row: RowReader) -> bool | None:
    text = fold(row.text("kind"))
    if not text:
        return None
    if "interim" in text:
        return True
    if text not in _SHORT_TERM:
        row.notices.append(f"“{shown(row.cell('kind'))}” is no kind of support: the team tells it.")
        return None
    return False


def _funding(row: RowReader) -> Funding:
    text = fold(row.text("funding"))
    for funding, names in _FUNDINGS.items():
        if text in names | {fold(funding.label)}:
            return funding
    row.notices.append(f"Who pays, “{shown(row.cell('funding'))}”, can't be read: taken as not known.")
    return Funding.NOT_KNOWN
