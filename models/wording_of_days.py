"""The office's words of a day: of the versions released, the highest whose day has come. Asked nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from models.rules.office.wording import OfficePhrase
from models.wording import WordingPhrase, WordingVersion


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """The phrases of an office's version by name; number 0 where the office has none: all words are the program's."""

    number: int = 0
    phrases: Mapping[str, OfficePhrase] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        """Whether the office has a version."""
        return self.number > 0


def words_on(session: Session, office: UUID, paper: str, day: date) -> OfficeWords:
    """The words that hold on a day: one statement."""
    highest = (
        select(func.max(WordingVersion.number))
        .where(
            WordingVersion.office_id == office,
            WordingVersion.of_paper == paper,
            WordingVersion.released_at.is_not(None),
            WordingVersion.from_day <= day,
        )
        .scalar_subquery()
    )
    return words_where(session, office, paper, WordingVersion.number == highest)


def words_where(session: Session, office: UUID, paper: str, *which: ColumnElement[bool]) -> OfficeWords:
    """The words of the one version that is meant; none where there is no such version."""
    rows = session.execute(
        select(WordingVersion.number, WordingPhrase.name, WordingPhrase.words, WordingPhrase.shipped)
        .outerjoin(WordingPhrase, WordingPhrase.of_version_id == WordingVersion.id)
        .where(WordingVersion.office_id == office, WordingVersion.of_paper == paper, *which)
        .order_by(WordingPhrase.name)
    ).all()
    if not rows:
        return OfficeWords()
    said = {row.name: OfficePhrase(row.words, row.shipped) for row in rows if row.name is not None}
    return OfficeWords(rows[0].number, said)
