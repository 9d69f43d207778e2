"""Which of an office's words a paper is printed in on a day: one statement, asked once in a piece of work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from sqlalchemy import ColumnElement, Select, func, select

from app.door.turn import Turn
from models.rules.office.wording import OfficePhrase
from models.wording import WordingPhrase, WordingVersion

_KEPT = "words of papers"  # in the session, which lives as long as one piece of work


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """The phrases of an office's version by name; number 0 where the office has none: all words are the program's."""

    number: int = 0
    phrases: Mapping[str, OfficePhrase] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        """Whether the office has a version."""
        return self.number > 0


def words_in_force(turn: Turn, *, paper: str) -> OfficeWords:
    """The office's words that hold on the day of this turn: of those released, the highest whose day has come."""
    kept: dict[tuple[str, date], OfficeWords] = turn.session.info.setdefault(_KEPT, {})
    if (paper, turn.day) not in kept:
        highest = (
            select(func.max(WordingVersion.number))
            .where(*_of(turn, paper), WordingVersion.released_at.is_not(None), WordingVersion.from_day <= turn.day)
            .scalar_subquery()
        )
        kept[paper, turn.day] = _read(turn, _phrases(turn, paper).where(WordingVersion.number == highest))
    return kept[paper, turn.day]


def words_of_draft(turn: Turn, *, paper: str) -> OfficeWords:
    """The words of a paper's draft, to be looked at; without one those that hold."""
    is_draft = (WordingVersion.released_at.is_(None), WordingVersion.withdrawn_at.is_(None))
    return _read(turn, _phrases(turn, paper).where(*is_draft)) or words_in_force(turn, paper=paper)


def words_of_version(turn: Turn, *, paper: str, number: int) -> OfficeWords:
    """The office's words of one version, whatever became of it; none of a version that it hasn't."""
    return _read(turn, _phrases(turn, paper).where(WordingVersion.number == number))


def _phrases(turn: Turn, paper: str) -> Select[int, str | None, str | None, str | None]:
    return (
        select(WordingVersion.number, WordingPhrase.name, WordingPhrase.words, WordingPhrase.shipped)
        .outerjoin(WordingPhrase, WordingPhrase.of_version_id == WordingVersion.id)
        .where(*_of(turn, paper))
        .order_by(WordingPhrase.name)
    )


def _of(turn: Turn, paper: str) -> tuple[ColumnElement[bool], ...]:
    return (WordingVersion.office_id == turn.office, WordingVersion.of_paper == paper)


def _read(turn: Turn, query: Select[int, str | None, str | None, str | None]) -> OfficeWords:
    rows = turn.session.execute(query).all()
    if not rows:
        return OfficeWords()
    said = {row.name: OfficePhrase(row.words, row.shipped or "") for row in rows if row.name is not None}
    return OfficeWords(rows[0].number, said)
