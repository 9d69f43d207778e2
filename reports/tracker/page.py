"""What the scheduling tracker says: plain values, gathered elsewhere, drawn by `reports.tracker.workbook`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from models.values import Call
from models.vocabulary.tracker import CclMark, TrackerChangeKind


@dataclass(frozen=True, slots=True)
class Marks:
    """What Scheduling answered to a change, as the database knows it: a workbook without the row is born with it."""

    ccl: CclMark | None = None
    by: str = ""
    on: date | None = None
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerRow:
    """One change that Scheduling is told. `retracts` names the Ref that a retraction takes back.

    `effective` is a day, or an aware moment where the time matters. `minutes_a_week` are contact minutes. `sent`
    says that the row went out before: where it is gone from the workbook it is put back. `written` are the cells that
    follow the person (postcode, patch …), by heading, as a workbook last got them; None: nobody knows any more.
    """

    ref: str
    notified: datetime
    change: TrackerChangeKind
    effective: date | datetime | None
    person: str
    mosaic_id: str
    retracts: str = ""
    postcode: str = ""
    patch: str = ""
    from_team: str = ""
    to_team: str = ""
    visits_a_week: int | None = None
    minutes_a_week: int | None = None
    double_up: bool = False
    calls: str = ""
    reason: str = ""
    dso: str = ""
    case_note: str = ""
    sent: bool = False
    written: Mapping[str, str] | None = None
    marks: Marks = Marks()


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes a week of the people visited, and of the workers who visit: a double-up counts twice there."""

    contact: int = 0
    worker: int = 0


@dataclass(frozen=True, slots=True)
class CapacityRow:
    """One patch and call: what is in use, held, promised, and planned to end in the next seven days.

    `key` is what its row is found by in a workbook, wherever it was moved.
    """

    key: str
    patch: str
    call: Call
    in_use: Minutes
    held: Minutes
    promised: Minutes
    ending: Minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody in service today. `day` counts from 1.

    `key` is what their row is found by, wherever it was moved. `of_days` is 42 in STS, more where it is extended, and
    None where nothing is counted down.
    """

    key: str
    person: str
    mosaic_id: str
    postcode: str
    patch: str
    team: str
    dso: str
    kind: str
    started: date
    day: int
    of_days: int | None
    visits_a_week: int
    week: Minutes
    deadline: datetime | None = None
    deadline_about: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """Where the workbook comes from; `database` is its name, never its path. `office_id` marks the workbook as ours.

    `book` is the workbook's own id and `exports` counts how often it was written: a copy that was put back says less.
    """

    program: str
    database: str
    office: str
    council: str
    office_id: str = ""
    is_invented: bool = False
    book: str = ""
    exports: int = 0


@dataclass(frozen=True, slots=True)
class TrackerPage:
    """Everything for one export at `moment`: all changes of this workbook, those already sent and the new ones.

    `left` says, by their key, what became of people who stand in the workbook and are in service no longer;
    `left_by_id` is their key by MOSAIC id, for a workbook whose rows have no key yet.
    """

    moment: datetime
    about: About
    rows: tuple[TrackerRow, ...]
    capacity: tuple[CapacityRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    left: Mapping[str, str] = field(default_factory=dict)
    left_by_id: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrackerResult:
    """The workbook to put in place; the Refs that are new in it; what was put back and what was found, as sentences."""

    content: bytes
    added: tuple[str, ...]
    restored: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


class TrackerUnreadable(ValueError):  # noqa: N818  the text is a sentence for the person who exports
    """The workbook that is there can't be added to; the text says why and what to do. It stays as it is."""
