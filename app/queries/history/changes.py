"""History: who changed what from what to what, newest first, a page at a time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, or_, select

from app.door.turn import Turn
from app.queries.history.records import belonging_to
from app.queries.history.values import changed, kept, names_of
from models.audit import NAMES_NOBODY, AuditEntry
from models.people import Person
from models.rules.history.sentences import sentence, table_words
from models.staff import Staff
from models.values import start_of_day, whole_name

PAGE = 50  # entries
_LOOKED_THROUGH = 2_000  # entries that are searched for a word at once


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change, as a sentence."""

    number: int
    at: datetime
    by: str
    kind: str
    said: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of History, of whom it is, and from which entry the next, older page goes on, if there is one."""

    subject: str
    rows: tuple[ChangeRow, ...]
    older: int | None


def history(
    turn: Turn,
    *,
    about: UUID | None = None,
    by: str = "",
    kind: str = "",
    first: date | None = None,
    last: date | None = None,
    text: str = "",
    before: int | None = None,
) -> HistoryPage:
    """The changes of a record and all that hangs on it, or of the whole office; `before` goes on with older ones."""
    asked = select(AuditEntry).where(AuditEntry.office_id == turn.office)
    if about is not None:
        records = [key for key, table in belonging_to(turn, about).items() if kind in {"", table}]
        asked = asked.where(AuditEntry.row_id.in_(records))
    elif kind:
        asked = asked.where(AuditEntry.table_name == kind)
    asked = _narrowed(turn, asked, by, first, last, before).order_by(AuditEntry.number.desc())
    most = _LOOKED_THROUGH if text else PAGE
    found = list(turn.session.scalars(asked.limit(most + 1)))
    shown = found[:most]
    told = _sentences(turn, shown)
    rows = tuple(each for each in told if text.casefold() in each.said.casefold()) if text else told
    older = shown[-1].number if len(found) > most else None
    return HistoryPage(_subject(turn, about), rows, older)


def _narrowed(
    turn: Turn, asked: Select[AuditEntry], by: str, first: date | None, last: date | None, before: int | None
) -> Select[AuditEntry]:
    if by:
        login = select(Staff.login).where(Staff.office_id == turn.office, Staff.name == by, Staff.login.is_not(None))
        asked = asked.where(or_(AuditEntry.by == by, AuditEntry.by.in_(login)))
    if first is not None:
        asked = asked.where(AuditEntry.at >= start_of_day(first))
    if last is not None:
        asked = asked.where(AuditEntry.at < start_of_day(last + timedelta(days=1)))
    return asked if before is None else asked.where(AuditEntry.number < before)


def _sentences(turn: Turn, entries: list[AuditEntry]) -> tuple[ChangeRow, ...]:
    rows = [(each, kept(each.before), kept(each.after)) for each in entries]
    names = names_of(turn, ((each.table_name, row) for each, *both in rows for row in both))
    logins = _logins(turn)
    told = []
    for each, was, now in rows:
        differing = tuple(changed(each.table_name, was, now, names))
        by = "The program" if each.by in NAMES_NOBODY else logins.get(each.by, each.by)
        said = sentence(by, each.table_name, differing, is_new=each.deed == "insert")
        told.append(ChangeRow(each.number, each.at, by, table_words(each.table_name), said))
    return tuple(told)


def _logins(turn: Turn) -> dict[str, str]:
    """Whom a server's logins name."""
    asked = select(Staff.login, Staff.name).where(Staff.office_id == turn.office, Staff.login.is_not(None))
    return {login: name for login, name in turn.session.execute(asked) if login}


def _subject(turn: Turn, about: UUID | None) -> str:
    found = turn.session.execute(select(Person.given, Person.family).where(Person.id == about)).one_or_none()
    return whole_name(found.given, found.family) if found else ""
