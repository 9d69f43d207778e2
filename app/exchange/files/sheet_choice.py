"""Which sheet of a workbook is meant: the one whose headings fit; where two fit as well as each other, it is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from app.door.errors import Refused
from app.exchange.columns import Field, guess
from app.exchange.files.asked import Asks, FileAsks, Question
from app.exchange.files.names import called
from app.exchange.files.sheet import OtherSheet, Sheet


@dataclass(frozen=True)
class Candidate:
    """A sheet that may be meant: how many rows hold anything, and its table or why it holds none."""

    title: str
    filled: int
    is_hidden: bool
    table: Sheet | Refused
    fields: Sequence[Field]

    @cached_property
    def known(self) -> int:
        """How many of the fields its headings name."""
        return len(self._keys)

    @cached_property
    def fits(self) -> bool:
        """Whether its headings are those of such a file: two fields at least, and all that are needed."""
        needed = {field.key for field in self.fields if field.required}
        return self.known > 1 and needed <= self._keys

    @property
    def rows(self) -> int:
        """Rows below the headings where they fit, else all that hold anything."""
        return len(self.table.rows) if self.fits and isinstance(self.table, Sheet) else self.filled

    @property
    def said(self) -> str:
        """The sheet in words: its name, how much it holds, and if it is hidden."""
        rows = "1 row" if self.rows == 1 else f"{self.rows:,} rows"
        return f"“{self.title}” ({rows}{', hidden' if self.is_hidden else ''})"

    @cached_property
    def _keys(self) -> frozenset[str]:
        if isinstance(self.table, Refused):
            return frozenset()
        return frozenset(each.key for each in guess(self.table.header, self.fields).chosen)


def title_meant(name: str, tab: str | None, lists: Sequence[str], all_titles: Sequence[str]) -> str | None:
    """The sheet's own name where one was named, whatever its case; none where nobody named any."""
    if tab is None or tab in lists:
        return tab
    alike = [each for each in lists if each.strip().casefold() == tab.strip().casefold()]
    if len(alike) == 1:
        return alike[0]
    if tab in all_titles:
        raise Refused(f"{called(name)}: “{tab}” is a chart or a form and no list. {_lists_are(lists)}")
    raise Refused(f"{called(name)} has no sheet called “{tab}”: give the sheet its name back. {_lists_are(lists)}")


def chosen_of(name: str, candidates: Sequence[Candidate], title: str | None) -> Sheet:
    """The table that is meant, with the others that hold rows named in it."""
    best = next((each for each in candidates if each.title == title), None) or _best(name, candidates)
    if isinstance(best.table, Refused):
        raise best.table
    others = [each for each in candidates if each is not best and each.filled]
    return replace(
        best.table, others=tuple(OtherSheet(each.title, each.rows, each.is_hidden, each.fits) for each in others)
    )


def _best(name: str, candidates: Sequence[Candidate]) -> Candidate:
    fitting = [each for each in candidates if each.fits]
    filled = [each for each in fitting if each.rows] or fitting
    if not filled:
        return _least_unfit(name, candidates)
    most = max(each.known for each in filled)
    best = [each for each in filled if each.known == most]
    # A hidden sheet is never read instead of one that is shown and fits too: it may be last month's.
    shown = [each for each in filled if not each.is_hidden]
    if shown and best[0].is_hidden:
        best = [*(each for each in shown if each not in best), *best]
    if len(best) > 1 and best[0].rows:
        raise FileAsks(_which(name, best), command_line="On the command line: --sheet NAME.")
    return best[0]


def _least_unfit(name: str, candidates: Sequence[Candidate]) -> Candidate:
    """Of sheets without all that is needed the shown one that knows most, then the widest, then the first."""
    tables = [each for each in candidates if isinstance(each.table, Sheet) and not each.is_hidden]
    if tables:
        return max(tables, key=lambda each: (each.known, _width(each)))
    refused = next((each for each in candidates if not each.is_hidden), None)
    if refused is not None and len(candidates) == 1:
        return refused
    raise Refused(f"{called(name)} holds no table with headings: check that it is the right file.")


def _width(candidate: Candidate) -> int:
    return sum(map(bool, candidate.table.header)) if isinstance(candidate.table, Sheet) else 0


def _which(name: str, alike: Sequence[Candidate]) -> Question:
    listed = f"{', '.join(each.said for each in alike[:-1])} and {alike[-1].said}"
    return Question(
        Asks.SHEET,
        f"{called(name)} has {len(alike)} sheets that could be the list: {listed}. Say which one to take in.",
        tuple((each.title, each.said) for each in alike),
    )


def _lists_are(lists: Sequence[str]) -> str:
    if not lists:
        return "It holds no list at all."
    quoted = [f"“{each}”" for each in lists]
    if len(quoted) == 1:
        return f"Its sheet is {quoted[0]}."
    return f"Its sheets are {', '.join(quoted[:-1])} and {quoted[-1]}."
