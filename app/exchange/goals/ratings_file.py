"""Reads the goal tracker app's file: one IPAD rating a row. Who and which goal is meant is found out with the database.

Source: OPG 3.4 (IPAD-1, IPAD-2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from app.exchange.codes import code_of, instead, missing
from app.exchange.columns import Field, settle
from app.exchange.date_order import order_of
from app.exchange.files.asked import Answers, DateOrder
from app.exchange.files.cells import Cell, Row, shown, text_of
from app.exchange.files.sheet import Sheet
from app.exchange.moments_text import read_moment
from app.exchange.reading import Reading, RefusedLine, reading_of
from models.rules.placeholders import is_placeholder
from models.values import Call, NotAValue, call_at, fold
from models.vocabulary.closure import BreakKind
from models.vocabulary.goals import Letter, NotMade

RATING_FIELDS = (
    Field("day", "Visit date", ("Date", "Date of visit", "Visited", "Visit", "Visit start", "When"), required=True),
    Field("time", "Visit time", ("Time", "Time of visit", "Start time", "Start")),
    Field("mosaic_id", "MOSAIC ID", ("MOSAIC", "MOSAIC no", "MOSAIC number", "Person ID", "Client ID"), required=True),
    Field("person", "Person", ("Name", "Person name", "Client", "Service user", "Client name")),
    Field("goal", "Goal", ("Goal statement", "Goal text", "Goal name"), required=True),
    Field("letter", "IPAD", ("IPAD rating", "Rating", "Letter", "Score", "Level"), required=True),
    Field("worker", "Care worker", ("Worker", "CWC", "Carer", "Staff", "Staff name", "Rated by"), required=True),
    Field("comment", "Comment", ("Comments", "Note", "Notes", "Remarks")),
)
_LETTERS = {each.value: each for each in Letter} | {each.label.upper().replace(" ", ""): each for each in Letter}
_NOT_MADE = frozenset(
    ["N", "NM", "NOT MADE", "VISIT NOT MADE", "NOT VISITED", "NO VISIT", "MISSED", "MISSED VISIT", "VISIT MISSED"]
    + ["NO ANSWER", "NO REPLY", "NO ACCESS", "OUT", "NOT IN", "NOT AT HOME", "CANCELLED", "CANCELED"]
    + [each.label.upper() for each in NotMade]
)
_REFUSED = frozenset(["R", "REFUSED", "REFUSAL"])
_NOT_DUE = frozenset(["ND", "NOT DUE", "NOT PLANNED", "NOT APPLICABLE"])
_AWAY = frozenset(["H", "HOSP", "HOSPITAL", "AWAY", "RESPITE"] + [each.label.upper() for each in BreakKind])
_NO_LETTER = (
    (_NOT_MADE, "says that the visit wasn't made, which is no letter: press N on that visit in Goals and say why."),
    (_REFUSED, "leaves open whether the goal was declined (D) or the whole visit refused (N on that visit in Goals)."),
    (_NOT_DUE, "says that the goal wasn't due at the visit: such a visit needs no row."),
    (_AWAY, "says that the person was away: record the break in Closure; a visit in it needs no row."),
)
_LONGEST_COMMENT = 4_000
_LONGEST = 500
_TEXTS_KEPT = 8_192


@dataclass(frozen=True, slots=True)
class RatingLine:
    """A rating that is good in itself; `ambiguous` marks a time that October's clock shows twice."""

    line: int
    moment: datetime
    day: date
    call: Call
    mosaic_id: str
    person: str
    goal: str
    letter: Letter
    worker: str
    comment: str
    ambiguous: bool
    cells: tuple[Cell, ...]

    @property
    def key(self) -> tuple[str, datetime, str, str]:
        """Equal for two rows about the same person, moment, goal and worker."""
        return self.mosaic_id.upper(), self.moment, fold(self.goal), fold(self.worker)


@dataclass(frozen=True, slots=True)
class _When:
    moment: datetime
    day: date
    call: Call
    ambiguous: bool


def read_ratings(sheet: Sheet, answers: Answers, moment: datetime) -> Reading[RatingLine]:
    """Every row of the file as a rating or as a refusal with its reasons; nothing after `moment` is a visit yet."""
    mapping = settle(sheet.header, RATING_FIELDS, answers.columns)
    judged = order_of(sheet, [mapping.column("day", sheet.header)], answers.order)
    rater = _Rater([mapping.column(field.key, sheet.header) for field in RATING_FIELDS], moment, judged.order)
    good: list[RatingLine] = []
    refused: list[RefusedLine] = []
    for row in sheet.rows:
        read = rater.read(row)
        if isinstance(read, RefusedLine):
            refused.append(read)
        else:
            good.append(read)
    return judged.told_of(reading_of(sheet, mapping, good, refused))


class _Rater:
    """Reads rows of one file; the same day and time are worked out once, for a file has many at one visit."""

    def __init__(self, columns: Sequence[int | None], moment: datetime, order: DateOrder) -> None:
        self._columns = columns
        self._order = order
        self._moment = moment
        self._whens: dict[tuple[Cell, Cell], _When | str] = {}

    def read(self, row: Row) -> RatingLine | RefusedLine:
        """One row; every reason against it is collected, so that it has to be corrected only once."""
        cells = row.cells
        day, at, mosaic_id, person, goal, letter, worker, comment = (
            cells[column] if column is not None and column < len(cells) else None for column in self._columns
        )
        when = self._whens.get((day, at)) or self._work_out(day, at)
        mosaic_text, goal_text, worker_text = _code(mosaic_id), _said(goal), _said(worker)
        found = _LETTERS.get(letter) if isinstance(letter, str) else None
        found = found or _LETTERS.get(_text(letter).upper().replace(" ", ""))
        comment_text = _text(comment)
        # The one comparison that nearly all rows pass; the sentences are made for the others only.
        if isinstance(when, str) or found is None or not (mosaic_text and goal_text and worker_text):
            reasons = _reasons(when, letter, mosaic_id, goal, worker, found)
            return RefusedLine(row.line, reasons, cells)
        if len(comment_text) > _LONGEST_COMMENT or max(len(mosaic_text), len(goal_text), len(worker_text)) > _LONGEST:
            reasons = ("A text in this row is far too long: shorten it.",)
            return RefusedLine(row.line, reasons, cells)
        return RatingLine(
            row.line, when.moment, when.day, when.call, mosaic_text, _text(person), goal_text, found, worker_text,
            comment_text, when.ambiguous, cells,
        )  # fmt: skip

    def _work_out(self, day: Cell, at: Cell) -> _When | str:
        try:
            when: _When | str = _when(day, at, self._moment, self._order)
        except NotAValue as error:
            when = str(error)
        self._whens[day, at] = when
        return when


def _when(day: Cell, at: Cell, now: datetime, order: DateOrder) -> _When:
    if _said(day) == "":
        raise NotAValue(f"The visit date is missing{instead(shown(day))}.")
    told = at if _said(at) else None
    read = read_moment(day, "The visit date", now, order=order, at=told, at_what="The visit time")
    if not read.timed:
        raise NotAValue(f"The visit time is missing{instead(shown(at))}.")
    if read.moment > now:
        typed = " ".join(filter(None, (shown(day), shown(told))))
        raise NotAValue(f"The visit on “{typed}” is in the future: {read.local:%d/%m/%Y} at {read.local:%H:%M}.")
    return _When(read.moment, read.local.date(), call_at(read.local.time()), read.ambiguous)


def _reasons(
    when: _When | str, letter: Cell, mosaic_id: Cell, goal: Cell, worker: Cell, found: Letter | None
) -> tuple[str, ...]:
    reasons = [when] if isinstance(when, str) else []
    if found is None:
        reasons.append(_no_letter(letter))
    reasons += [] if _code(mosaic_id) else [missing("MOSAIC id", mosaic_id)]
    named: tuple[tuple[str, Cell], ...] = (("goal", goal), ("care worker", worker))
    reasons += [missing(what, cell) for what, cell in named if not _said(cell)]
    return tuple(reasons)


def _no_letter(cell: Cell) -> str:
    """What a word says that stands where a letter belongs; none of them is taken for a letter (IPAD-1, IPAD-2)."""
    said = _text(cell)
    plain = " ".join(said.upper().replace("-", " ").split()).rstrip(".")
    for known, says in _NO_LETTER:
        if plain in known:
            return f"“{shown(said)}” {says}"
    known_letters = "it is I, P, A1, A2 or D."
    return f"“{shown(said)}” is no IPAD letter: {known_letters}" if _said(cell) else missing("IPAD letter", cell)


@lru_cache(maxsize=_TEXTS_KEPT, typed=True)
def _code(cell: Cell) -> str:
    return code_of(cell)


@lru_cache(maxsize=_TEXTS_KEPT, typed=True)
def _said(cell: Cell) -> str:
    """The text, empty where it is a word for nothing; a file says the same few thousand again and again."""
    text = _text(cell)
    return "" if is_placeholder(text) else text


def _text(cell: Cell) -> str:
    return cell.strip() if type(cell) is str else text_of(cell).strip()
