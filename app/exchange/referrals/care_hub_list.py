"""Reads the Care Hub's list: one referral a row, untidy as it comes; each is good in itself or refused with reasons.

What is already known, or known and different, is found out with the database. Source: OPG 2.1, 3.2 (REF-1, 2, 5, 10).
"""

from datetime import date, datetime

from app.exchange.calls_text import CallsRead, read_calls
from app.exchange.columns import settle
from app.exchange.date_order import order_of
from app.exchange.files.asked import Answers
from app.exchange.files.cells import shown
from app.exchange.files.sheet import Sheet
from app.exchange.moments_text import read_birth, read_day, read_moment
from app.exchange.reading import Reading, RefusedLine, reading_of
from app.exchange.referrals.care_hub_line import REFERRAL_FIELDS, ReferralLine
from app.exchange.row_reader import RowReader
from models.rules.people.naming import LONGEST_NAME
from models.rules.referrals.support_words import support_meant
from models.values import (
    NhsNumber,
    NotAValue,
    Postcode,
    age_on,
    london_day,
)
from models.vocabulary.referrals import ReferralDocument, ReferralReason

_DOCUMENTS = {
    ReferralDocument.SHORT_TERM: ("short term", "STAP"),
    ReferralDocument.HOSPITAL: ("hospital", "hospital assessment and plan"),
    ReferralDocument.TRUSTED_ASSESSOR: ("D2A", "trusted assessor", "trusted assessment", "discharge to assess"),
}
_REASONS = {
    ReferralReason.HOSPITAL_DISCHARGE: ("discharge", "discharge from hospital", "hospital"),
    ReferralReason.AVOIDING_ADMISSION: ("prevent admission", "avoid admission", "admission avoidance"),
    ReferralReason.NEW_HOME_CARE: ("new home care", "new care", "home care response", "new package"),
    ReferralReason.SIGNIFICANT_CHANGE: ("significant change in need", "significant change", "change in need"),
    ReferralReason.PROVIDER_FAILURE: ("provider failure", "failure of provider", "provider failed"),
}
_URGENT = frozenset({"urgent"})
_NOT_URGENT = frozenset({"routine", "not urgent", "normal"})
_DATES = ("received", "born", "discharge")


def read_referrals(sheet: Sheet, answers: Answers, moment: datetime, adult_age: int) -> Reading[ReferralLine]:
    """Every row of the list as a referral or as a refusal; ages count on the office's day at `moment`."""
    mapping = settle(sheet.header, REFERRAL_FIELDS, answers.columns)
    columns = {field.key: mapping.column(field.key, sheet.header) for field in REFERRAL_FIELDS}
    judged = order_of(sheet, [columns[key] for key in _DATES], answers.order)
    good: list[ReferralLine] = []
    refused: list[RefusedLine] = []
    for row in sheet.rows:
        reader = RowReader(row, REFERRAL_FIELDS, columns, judged.order)
        line = _read_row(reader, moment, adult_age)
        if line is None or reader.reasons:
            refused.append(reader.refused())
        else:
            good.append(line)
    return judged.told_of(reading_of(sheet, mapping, good, refused))


def _names(row: RowReader) -> tuple[str, str]:
    """Family and given name; one is enough for somebody who has one only."""
    given, family = _named(row)
    if not (family or given):
        row.reasons.append(f"The name is missing{row.instead('family') or row.instead('given')}.")
    return family, given


def _named(row: RowReader) -> tuple[str, str]:
    return row.text("given", LONGEST_NAME, is_name=True), row.text("family", LONGEST_NAME, is_name=True)


def _read_row(row: RowReader, moment: datetime, adult_age: int) -> ReferralLine | None:
    ref, (family, given) = row.needed("ref"), _names(row)
    received = row.attempt(lambda: _received(row, moment))
    born = row.attempt(lambda: _born(row, london_day(moment), adult_age))
    document = row.choice("document", _DOCUMENTS)
    reason = row.choice("reason", _REASONS)
    support = support_meant(row.text("support"))
    row.notices += [support.notice] if support.notice else []
    nhs_number, postcode = row.parsed("nhs_number", NhsNumber.parse), row.parsed("postcode", Postcode.parse)
    discharge = row.attempt(lambda: _discharge(row, london_day(moment)))
    mosaic_id, patch = row.code("mosaic_id"), row.text("patch", LONGEST_NAME)
    referrer = row.text("referrer", LONGEST_NAME)
    from_hospital = row.surely_yes_or_no("from_hospital")
    urgent = row.surely_yes_or_no("urgent", yes=_URGENT, no=_NOT_URGENT)
    calls, phone = _calls(row), row.telephone("referrer_phone")
    address, needs, notes = row.text("address"), row.text("needs"), row.text("notes")
    if received is None or born is None or document is None or reason is None:
        return None
    return ReferralLine(
        line=row.row.line, ref=ref, received=received, family=family, given=given, born=born,
        nhs_number=nhs_number, mosaic_id=mosaic_id, address=address, postcode=postcode,
        patch=patch, document=document, reason=reason, from_hospital=from_hospital,
        urgent=urgent, support=support.support, support_text=support.text, calls=calls, needs=needs,
        discharge=discharge, referrer=referrer, referrer_phone=phone, notes=notes, notices=tuple(row.notices),
        cells=row.row.cells,
    )  # fmt: skip


def _received(row: RowReader, now: datetime) -> datetime:
    if not row.text("received"):
        raise NotAValue(f"When it was received is missing{row.instead('received')}.")
    read = read_moment(row.cell("received"), "The received date", now, order=row.order)
    if read.moment > now:
        typed = shown(row.cell("received"))
        raise NotAValue(f"The received date “{typed}” is in the future: {read.local:%d/%m/%Y} at {read.local:%H:%M}.")
    if not read.timed:
        row.notices.append("No time of receipt is given; taken as 00:00.")
    if read.ambiguous:
        row.notices.append(f"{read.local:%H:%M} came twice that night; the first is meant.")
    return read.moment


def _born(row: RowReader, today: date, adult_age: int) -> date:
    """The birth date of an adult. Source: OPG 3.2 (REF-5)."""
    if not row.text("born"):
        raise NotAValue(f"The date of birth is missing{row.instead('born')}.")
    born = read_birth(row.cell("born"), today, row.order)
    if age_on(born, today) < adult_age:
        raise NotAValue(f"The person is {age_on(born, today)}; the service is for people of {adult_age} and over.")
    return born


def _discharge(row: RowReader, today: date) -> date | None:
    if not row.code("discharge"):
        return None
    return read_day(row.cell("discharge"), "The discharge date", order=row.order, now=today)


def _calls(row: RowReader) -> CallsRead:
    calls = read_calls(row.text("calls"))
    if calls.unread:
        row.notices.append(f"Of the calls this could not be read: {', '.join(calls.unread)[:200]}.")
    if calls.days_assumed:
        row.notices.append("The calls name no days; taken as every day.")
    return calls
