"""What a workbook's marks come to, beside what the database knows, before anything is stored: line by line."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from app.exchange.tracker.marks import MarkedRows, SchedulingMark
from app.queries.tracker.marked import SentChange
from app.queries.tracker.state import number_of, ref_of
from app.services.tracker.send_and_read_back import Mark
from models.rules.sentences import day_text
from models.rules.tracker.copies import (
    Copy,
    Stays,
    is_older_than,
    shows_no_mark,
    stays_sentences,
    why_it_stays,
)
from models.vocabulary.tracker import CclMark


class LookedKind(Enum):
    """What a mark comes to."""

    NEW = "new"
    CHANGED = "changed"
    TAKEN_BACK = "taken back"
    KNOWN = "known"
    KEPT = "kept"
    UNREAD = "not understood"
    DOUBLED = "twice, and they disagree"
    UNKNOWN = "never sent from here"
    ANOTHER = "about another change"


STORED = frozenset({LookedKind.NEW, LookedKind.CHANGED, LookedKind.TAKEN_BACK})


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedMark:
    """One mark: whose change it answers, what the database knows and what the workbook says, and both as a sentence.

    `rows` are the sheet's, none where the row is gone. `before` and `after` are words, “nothing” where nothing stands.
    """

    kind: LookedKind
    ref: str
    rows: tuple[int, ...]
    sentence: str
    person: str = ""
    person_id: UUID | None = None
    change: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBackLook:
    """All marks of a workbook; `notices` say what isn't taken back, and why. `seen` names what is shown here.

    `to_store` are the marks that storing would store, `to_place` the known ones that were last read in another copy.
    """

    file_name: str
    marks: tuple[LookedMark, ...]
    notices: tuple[str, ...]
    to_store: tuple[Mark, ...]
    to_place: tuple[int, ...]
    copy: Copy
    seen: str = ""

    def of(self, *kinds: LookedKind) -> tuple[LookedMark, ...]:
        """The marks of these kinds."""
        return tuple(each for each in self.marks if each.kind in kinds)

    @property
    def sentence(self) -> str:
        """The counts in words."""
        not_understood = self.of(LookedKind.UNREAD, LookedKind.DOUBLED, LookedKind.UNKNOWN, LookedKind.ANOTHER)
        new, known = len(self.to_store), len(self.of(LookedKind.KNOWN))
        return f"{new:,} new, {known:,} known, {len(not_understood):,} not understood"


def looked(
    file_name: str, rows: MarkedRows, sent: Sequence[SentChange], copy: Copy, another: Mapping[int, str]
) -> ReadBackLook:
    """Each mark of the workbook's rows, and each known mark that its rows don't show; a row that is gone shows nothing.

    Rows with one Ref are one where they agree; where they don't, none of them is taken. `another` says of rows, by
    line, that they are about another change than their Ref means here: they take nothing and show nothing.
    """
    by_number, foreign = _by_number(row for row in rows.marked if row.line not in another)
    look = _Look({each.number: each for each in sent}, copy)
    for line, ref in rows.blank:
        number = None if line in another else number_of(ref)
        if number is not None and (number in by_number or look.is_marked(number)):
            by_number[number].append(SchedulingMark(line, ref, None, "", None, ""))
    for number, alike in by_number.items():
        look.add(number, alike)
    look.settle_blank()
    for ref, row in foreign:
        look.marks.append(
            LookedMark(
                kind=LookedKind.UNKNOWN, ref=ref, rows=(row.line,), after=_said(row),
                sentence=f"Row {row.line}: {_said(row)} beside “{ref}”, which is no Ref of this office.",
            )
        )  # fmt: skip
    for row in rows.marked:
        if row.line in another:
            sentence = f"{another[row.line]}: {_said(row)} is not taken."
            look.note_another(row, sentence)
    return ReadBackLook(
        file_name=file_name,
        marks=tuple(look.marks),
        notices=stays_sentences(look.stays),
        to_store=tuple(look.to_store),
        to_place=tuple(look.to_place),
        copy=copy,
    )


def _by_number(
    rows: Iterable[SchedulingMark],
) -> tuple[defaultdict[int, list[SchedulingMark]], list[tuple[str, SchedulingMark]]]:
    by_number: defaultdict[int, list[SchedulingMark]] = defaultdict(list)
    foreign = []
    for row in rows:
        if (number := number_of(row.ref)) is not None:
            by_number[number].append(row)
        else:
            foreign.append((row.ref, row))
    return by_number, foreign


class _Look:
    """Gathers what each Ref comes to; empty rows wait until it is known whether the copy shows any mark at all."""

    def __init__(self, sent: Mapping[int, SentChange], copy: Copy) -> None:
        self._sent, self._copy = sent, copy
        self._standing = 0
        self._blank: list[tuple[SentChange, tuple[int, ...]]] = []
        self.marks: list[LookedMark] = []
        self.to_store: list[Mark] = []
        self.to_place: list[int] = []
        self.stays: list[Stays] = []

    def is_marked(self, number: int) -> bool:
        """Whether a mark of this change is known."""
        return number in self._sent and self._sent[number].is_marked

    def add(self, number: int, alike: Sequence[SchedulingMark]) -> None:
        """One Ref, in the one row or the several in which it stands."""
        alike = sorted(alike, key=lambda each: each.line)
        row, lines, known = alike[0], tuple(each.line for each in alike), self._sent.get(number)
        self._standing += any(not each.is_blank for each in alike)
        if any(each.answer != row.answer for each in alike):
            self._disagree(number, alike, known)
        elif row.is_blank:
            if known is not None and known.is_marked:
                self._blank.append((known, lines))
        elif known is None:
            sentence = f"Row {row.line}, {row.ref}: {_said(row)}, beside a change that never went out from here."
            self._note(LookedKind.UNKNOWN, number, lines, sentence, None, after=_said(row))
        else:
            if row.unread:
                sentence = f"Row {row.line}, {row.ref}: {row.unread}"
                self._note(LookedKind.UNREAD, number, lines, sentence, known, before=_said(known))
            if not row.unread or row.ccl is not None:
                self._compare(known, row, lines)

    def note_another(self, row: SchedulingMark, sentence: str) -> None:
        """An answer to another change than the one that its Ref means here."""
        number = number_of(row.ref) or 0
        self._note(LookedKind.ANOTHER, number, (row.line,), sentence, self._sent.get(number), after=_said(row))

    def settle_blank(self) -> None:
        """Sort the marks that the copy doesn't show into those that were emptied and those that stay."""
        why = [(each, lines, why_it_stays(each.read_in, self._copy)) for each, lines in self._blank]
        emptied = sum(1 for _, _, because in why if because is None)
        is_unmarked = shows_no_mark(emptied=emptied, standing=self._standing)
        for known, lines, because in why:
            reason = because or (Stays.UNMARKED if is_unmarked else None)
            was = _said(known)
            if reason is None:
                self.to_store.append(Mark(known.number, None))
                sentence = f"{_whose(known)}: said {was} and is empty now."
                self._note(LookedKind.TAKEN_BACK, known.number, lines, sentence, known, before=was, after=_NOTHING)
            else:
                self.stays.append(reason)
                sentence = f"{_whose(known)}: {was} isn't in this copy and stays."
                self._note(LookedKind.KEPT, known.number, lines, sentence, known, before=was, after=_NOTHING)

    def _disagree(self, number: int, alike: Sequence[SchedulingMark], known: SentChange | None) -> None:
        lines = tuple(each.line for each in alike)
        each_says = "; ".join(f"row {each.line} says {_said(each)}" for each in alike)
        sentence = (
            f"{ref_of(number)} stands in rows {_listed(lines)} and they disagree: {each_says}. Neither is taken: leave "
            "one row, then read back again."
        )
        self._note(LookedKind.DOUBLED, number, lines, sentence, known, before=_said(known) if known else "")

    def _compare(self, known: SentChange, row: SchedulingMark, lines: tuple[int, ...]) -> None:
        mark = _mark(known, row)
        was, now = _said(known), _said(mark)
        if (mark.ccl, mark.by, mark.on, mark.query) == (known.ccl, known.by, known.on, known.query):
            if known.read_in.book != self._copy.book and self._copy.book is not None:
                self.to_place.append(known.number)
            self._note(LookedKind.KNOWN, known.number, lines, f"{_whose(known)}: {now}, as known.", known, was, now)
        elif known.is_marked and is_older_than(known.read_in, self._copy):
            sentence = f"{_whose(known)}: {now} in this older copy; what was read later stays, {was}."
            self._note(LookedKind.KEPT, known.number, lines, sentence, known, was, now)
        else:
            self.to_store.append(mark)
            kind = LookedKind.CHANGED if known.is_marked else LookedKind.NEW
            sentence = f"said {was} and says {now} now." if known.is_marked else f"{now}."
            self._note(kind, known.number, lines, f"{_whose(known)}: {sentence}", known, was, now)

    def _note(
        self,
        kind: LookedKind,
        number: int,
        rows: tuple[int, ...],
        sentence: str,
        known: SentChange | None,
        before: str = "",
        after: str = "",
    ) -> None:
        whose = (known.person, known.person_id, known.kind.label) if known else ("", None, "")
        person, person_id, change = whose
        self.marks.append(
            LookedMark(kind=kind, ref=ref_of(number), rows=rows, sentence=sentence, person=person, person_id=person_id,
                       change=change, before=before, after=after)
        )  # fmt: skip


_NOTHING = "nothing"


def _mark(known: SentChange, row: SchedulingMark) -> Mark:
    """A question without an answer is a Query all the same; where a day can't be read, the known one stays."""
    ccl = CclMark.QUERY if row.ccl is None and row.query else row.ccl
    return Mark(known.number, ccl, row.by, known.on if row.on is None and row.unread else row.on, row.query)


def _whose(known: SentChange) -> str:
    return f"{ref_of(known.number)}, {known.person}, {known.kind.label}"


def _said(mark: SchedulingMark | SentChange | Mark) -> str:
    """An answer in words: “Yes by Lee on 11 Jan 2027, asking “Which flat?””."""
    if isinstance(mark, SchedulingMark) and mark.is_held:
        return "what can't be read"
    on: date | None = mark.on
    parts = [
        mark.ccl.label if mark.ccl else "",
        f"by {' '.join(mark.by.split())}" if mark.by else "",
        f"on {day_text(on)}" if on else "",
        f"asking “{' '.join(mark.query.split())}”" if mark.query else "",
    ]
    unread = "what can't be read" if isinstance(mark, SchedulingMark) and mark.unread else _NOTHING
    return " ".join(filter(None, parts)) or unread


def _listed(lines: Sequence[int]) -> str:
    *first, last = map(str, lines)
    return f"{', '.join(first)} and {last}" if first else last
