"""What the list of Today shows: headings and prompts as one run of lines, and what the filter leaves out."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from app.queries.today.prompt_row import PromptGroup, PromptRow
from models.values import fold
from ui.language import as_read, typed
from ui.navigation import place_of
from ui.states import State
from ui.text import as_beginning, count, hidden_text, listed

STATES = {
    PromptGroup.OVERDUE: State.OVERDUE,
    PromptGroup.NEXT_DAY: State.SOON,
    PromptGroup.WEEK: State.WAITING,
    PromptGroup.LATER: State.WAITING,
    PromptGroup.OPEN: State.OPEN,
}
NOBODY = "nobody yet"


class Whose(Enum):
    """Whose prompts are shown: what nobody owns is in every one of these."""

    ALL = "Everybody's"
    MINE = "Mine, and nobody's"
    NOBODY = "Nobody's yet"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person at the desk wants to see: whose prompts, and those with these words.

    `acting_for` is the colleague whose prompts are theirs too while that colleague is on leave. What somebody waits
    for from another is theirs as well: they chase it.
    """

    whose: Whose = Whose.ALL
    words: str = ""
    acting_for: UUID | None = None

    def takes(self, row: PromptRow) -> bool:
        """Whether the row is wanted; what nobody owns is everybody's."""
        acts = self.acting_for is not None and row.stands_with({self.acting_for})
        is_mine = row.is_mine or row.is_chased or acts
        if self.whose is not Whose.ALL and not row.is_the_teams and not (self.whose is Whose.MINE and is_mine):
            return False
        wanted = self._folded
        if not wanted:
            return True
        said = fold(
            f"{row.sentence} {row.person} {row.owner} {row.away} {row.chaser} {place_of(row.field).tab.title} "
            f"{as_read(row.sentence)} {as_read(place_of(row.field).tab.title)}"
        )
        return all(word in said for word in wanted)

    @property
    def _folded(self) -> tuple[str, ...]:
        return tuple(fold(self.words).split()) if self.words else ()


@dataclass(frozen=True, slots=True)
class TodayLine:
    """A heading with its count, or, with `row`, a prompt under it."""

    group: PromptGroup
    row: PromptRow | None = None
    number: int = 0
    is_open: bool = True

    @property
    def key(self) -> Hashable:
        """Which line it is, so that the selection stays on it."""
        if self.row is None:
            return self.group
        return self.row.rule, self.row.sentence, self.row.person_id, self.row.field, self.row.due

    @property
    def heading(self) -> str:
        """Such as "Overdue · 3", and for a closed one what to do about it."""
        closed = "" if self.is_open else " · press Enter to show them"
        return f"{self.group.label} · {self.number}{closed}"

    @property
    def can_close(self) -> bool:
        """What is overdue can't be put out of sight."""
        return self.group is not PromptGroup.OVERDUE


def whose(row: PromptRow) -> str:
    """Whose deed it is, for its cell: marked where they aren't there; what one's own people wait for says on whom."""
    if row.away:
        return f"{row.owner}, {row.away}"
    if row.is_chased:
        return f"waits on {row.owner}"
    return typed(row.owner) or NOBODY


def whose_in_full(row: PromptRow) -> str:
    """The same in a sentence, for its tooltip."""
    if row.has_left:
        return f"{row.owner} has left: it stands with the team until somebody takes it over."
    if row.on_leave:
        return f"{row.owner} is {row.away}: it stands with the team until then, or until somebody takes it over."
    if row.chaser:
        return f"{row.owner} does it; {row.chaser} sees that it is done."
    return typed(row.owner) or NOBODY


def lines(rows: Iterable[PromptRow], closed: Collection[PromptGroup]) -> Iterator[TodayLine]:
    """Each group that has prompts with its heading; a closed one is the heading alone."""
    kept = tuple(rows)
    for group in PromptGroup:
        within = [row for row in kept if row.group is group]
        if within:
            yield TodayLine(group, number=len(within), is_open=group not in closed)
        if group not in closed:
            yield from (TodayLine(group, row) for row in within)


def left_out(rows: Iterable[PromptRow]) -> str:
    """How many these are that the filter hides, in a sentence, the overdue ones named; nothing where there are none."""
    hidden = Counter(row.group is PromptGroup.OVERDUE for row in rows)
    return hidden_text({"overdue": hidden[True]}, hidden[False], "prompt")


def summary(rows: Iterable[PromptRow]) -> str:
    """The day in one sentence: "4 overdue, 3 in the next hours, 12 this week"; and what can't wait although open."""
    shown = tuple(rows)
    number = Counter(row.group for row in shown)
    said = (
        (PromptGroup.OVERDUE, f"{number[PromptGroup.OVERDUE]} overdue"),
        (PromptGroup.NEXT_DAY, f"{number[PromptGroup.NEXT_DAY]} in the {PromptGroup.NEXT_DAY.label.lower()}"),
        (PromptGroup.WEEK, f"{number[PromptGroup.WEEK]} this week"),
        (PromptGroup.LATER, f"{number[PromptGroup.LATER]} later"),
        (PromptGroup.OPEN, f"{number[PromptGroup.OPEN]} without a limit"),
    )
    text = listed(tuple(words for group, words in said if number[group]))
    return f"{as_beginning(text)}.{_at_once(shown)}" if text else ""


def _at_once(rows: tuple[PromptRow, ...]) -> str:
    """What has no limit because nobody may wait with it."""
    number = Counter(row.rule for row in rows)
    said = (
        ("REF-18", f"{count(number['REF-18'], 'person', 'people')} who may be home without support"),
        ("DAY-1", count(number["DAY-1"], "safeguarding concern")),
    )
    text = listed(tuple(words for rule, words in said if number[rule]))
    return f" At once: {text}." if text else ""


def next_limit(rows: Iterable[PromptRow], now: datetime) -> datetime | None:
    """When the first of the prompts comes under another heading; then the groups are asked for anew."""
    return min(filter(None, (row.moves_at(now) for row in rows)), default=None)
