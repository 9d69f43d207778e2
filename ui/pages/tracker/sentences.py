"""What the page Tracker says: how it stands, how the workbook stands, and what an export or a look came to."""

from datetime import datetime

from app.desk.preferences import TRACKER_EVERY
from app.door.errors import Refused, Unavailable
from app.exchange.tracker.look_back import STORED, LookedKind, ReadBackLook
from app.exchange.tracker.round_trip import ExportReport
from app.queries.tracker.state import TrackerLine, TrackerState
from models.values import to_london
from ui.navigation import Place, TabName
from ui.pages.tracker.errands import BookView
from ui.states import State
from ui.tables.row_table_model import Column
from ui.text import count, day_or_moment_text, moment_text, plain_day_text
from ui.tracker_keeper import CameByItself
from ui.widgets.sentence_lines import SentenceLine

_RECALCULATE = (
    "If Scheduling uses LibreOffice: formulas of theirs that read our rows are worked out again by Ctrl+Shift+F9."
)
EVERY = tuple((each, f"Every {each} minutes" if each else "Only when it is pressed") for each in TRACKER_EVERY)
_GONE = "It isn't there any more: if it was moved, choose where it is. Export now would make a new one."
_STATES = dict.fromkeys(STORED, State.OPEN) | {LookedKind.KEPT: State.HELD}


def state_said(state: TrackerState, now: datetime) -> str:
    """What waits and since when, when some last went out, what isn't in CCL, what is asked."""
    since = f", the first since {moment_text(state.waiting_since, now)}" if state.waiting_since else ""
    waits = f"{count(state.waiting, 'change')} to go out{since}." if state.waiting else "Nothing waits to go out."
    to = f" to {state.last_exported_to}" if state.last_exported_to else ""
    at = state.last_exported_at
    by = f" by {state.last_exported_by}" if state.last_exported_by else ""
    many = f": {count(state.last_exported, 'change')}" if state.last_exported is not None else ""
    last = f"Last export {moment_text(at, now)}{to}{by}{many}." if at else "Nothing has gone out yet."
    isnt = "isn't" if state.not_in_ccl == 1 else "aren't"
    ccl = f"{count(state.not_in_ccl, 'change')} went out and {isnt} in CCL yet." if state.not_in_ccl else ""
    asks = f"Scheduling asks about {count(state.queries, 'change')}." if state.queries else ""
    return " ".join(filter(None, (waits, last, ccl, asks)))


def book_said(book: BookView) -> str:
    """Who has it open; whether it is there; what is kept of before, and how one is had again."""
    which = (
        "The workbook before the last export" if book.kept == 1 else f"The last {book.kept} workbooks before an export"
    )
    kept = (
        f"{which}: in the folder “{book.kept_in.name}” beside it. "
        "To have one again, copy it over the workbook while nobody has it open."
        if book.kept
        else ""
    )
    if book.opened is None:
        gone = _GONE if book.kept else "It isn't there yet: the first export makes it."
        stands = "Nobody has it open." if book.is_there else gone
        return " ".join(filter(None, (stands, kept)))
    since = f" since {to_london(book.opened.since):%H:%M on %d/%m/%Y}" if book.opened.since else ""
    who = f"{book.opened.who or 'Somebody'} has it open in {book.opened.program}{since}: what waits goes out later."
    return " ".join(filter(None, (who, kept)))


def by_itself_said(came: CameByItself | None, now: datetime) -> tuple[SentenceLine, ...]:
    """What the last try without anybody pressing came to: what went out, who has it open, or why it couldn't."""
    if came is None:
        return ()
    at, found = f"by itself {moment_text(came.at, now)}", came.came
    if isinstance(found, Refused | Unavailable):
        said: tuple[tuple[str, State], ...] = ((f"Couldn't go out {at}. {found}", State.OVERDUE),)
    elif found.opened is not None:
        who = f"{found.opened.who or 'somebody'} had it open in {found.opened.program}"
        said = ((f"Tried {at}: {who}. It is tried again.", State.HELD),)
    else:
        said = ((f"Went out {at}: {count(found.sent, 'change')}.", State.DONE),)
        said += tuple((each, State.SOON) for each in found.restored)
    return tuple(SentenceLine(f"by_itself_{n}", words, state) for n, (words, state) in enumerate(said, start=1))


def place_of_change(line: TrackerLine) -> Place:
    """Where its person is seen: in service there, before that their referral."""
    if line.episode_id is None and line.referral_id is not None:
        return Place(TabName.REFERRALS, line.person_id, "", line.referral_id)
    return Place(TabName.PLANS, line.person_id)


def exported(report: ExportReport) -> tuple[SentenceLine, ...]:
    """Each thing that was put back or found, and what LibreOffice has to be told."""
    aside = (f"The unreadable workbook is kept as {report.kept_aside}.",) if report.kept_aside else ()
    found = [*((each, State.SOON) for each in (*aside, *report.restored)), *((each, None) for each in report.notices)]
    if not any("Ctrl+Shift+F9" in each for each, _state in found):
        found.append((_RECALCULATE, None))
    return tuple(SentenceLine(f"came_{at}", said, state) for at, (said, state) in enumerate(found, start=1))


def look_lines(look: ReadBackLook) -> tuple[SentenceLine, ...]:
    """What would be stored first, then what isn't understood, then what stays; what is known is only counted."""
    marks = [each for each in look.marks if each.kind in STORED]
    marks += [each for each in look.marks if each.kind not in STORED and each.kind is not LookedKind.KNOWN]
    lines = [
        (each.sentence, State.OPEN if each.kind in STORED else _STATES.get(each.kind, State.SOON)) for each in marks
    ]
    lines += [(each, State.HELD) for each in look.notices]
    if not lines:
        known = "Every mark in the workbook is known already: there is nothing to store."
        lines = [(known if look.marks else "Scheduling has marked nothing in the workbook yet.", State.DONE)]
    return tuple(SentenceLine(f"came_{at}", said, state) for at, (said, state) in enumerate(lines, start=1))


def _effective(line: TrackerLine) -> str:
    return day_or_moment_text(line.effective_at, line.notified_at)


def _went_out(line: TrackerLine) -> str:
    return plain_day_text(to_london(line.exported_at).date()) if line.exported_at else ""


def _by_and_when(line: TrackerLine) -> str:
    return " ".join(filter(None, (line.ccl_by, plain_day_text(line.ccl_on) if line.ccl_on else "")))


_REF = Column[TrackerLine]("ref", "Ref", lambda row: row.ref, width=76)
_PERSON = Column[TrackerLine]("person", "Person", lambda row: row.person, bold=True, width=160)
_CHANGE = Column[TrackerLine](
    "change", "Change", lambda row: row.kind.label, tooltip=lambda row: row.reason or row.kind.label, width=150
)
WAITING = (
    _REF,
    _PERSON,
    _CHANGE,
    Column[TrackerLine]("effective", "Effective", _effective, sort=lambda row: row.effective_at, width=130),
    Column[TrackerLine](
        "told", "Told", lambda row: plain_day_text(to_london(row.notified_at).date()), sort=lambda row: row.notified_at
    ),
)
ASKED = (
    _REF,
    _PERSON,
    _CHANGE,
    Column[TrackerLine]("by", "By", lambda row: row.ccl_by, width=110, gives_way=True),
    Column[TrackerLine](
        "on",
        "On",
        lambda row: plain_day_text(row.ccl_on) if row.ccl_on else "",
        sort=lambda row: row.ccl_on,
        width=100,
        gives_way=True,
    ),
    Column[TrackerLine]("query", "What they ask", lambda row: row.query, tooltip=lambda row: row.query),
)
NOT_IN_CCL = (
    _REF,
    _PERSON,
    _CHANGE,
    Column[TrackerLine]("out", "Went out", _went_out, sort=lambda row: row.exported_at, width=110),
    Column[TrackerLine]("to", "To", lambda row: row.exported_to, width=140, gives_way=True),
    Column[TrackerLine]("ccl", "CCL", lambda row: row.ccl.label if row.ccl else "", width=80),
    Column[TrackerLine]("by", "By", _by_and_when, quiet=True),
)
