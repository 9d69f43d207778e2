"""The stored versions of the council's words and their phrases, and how far each version has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from models.rules.office.wording import OfficePhrase
from models.staff import Staff
from models.wording import WordingPhrase, WordingVersion

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored phrase of a version, with the version of its row."""

    seen: int
    said: OfficePhrase
    by: UUID | None


Phrases: TypeAlias = Mapping[UUID, Mapping[str, Kept]]
NOTHING: Mapping[str, Kept] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Version:
    """A version with the names of who wrote, sent and released it; empty where nobody has."""

    version: WordingVersion
    written_by: str
    sent_by: str
    released_by: str


def versions_of_office(turn: Turn) -> list[Version]:
    """Every version of the office's words, of each paper the newest first: an office makes a few a year."""
    wrote, sent, released = (aliased(Staff) for _ in range(3))
    found = turn.session.execute(
        select(WordingVersion, wrote.name, sent.name, released.name)
        .outerjoin(wrote, wrote.id == WordingVersion.written_by_id)
        .outerjoin(sent, sent.id == WordingVersion.sent_by_id)
        .outerjoin(released, released.id == WordingVersion.released_by_id)
        .where(WordingVersion.office_id == turn.office)
        .order_by(WordingVersion.of_paper, WordingVersion.number.desc())
    )
    return [Version(version, *(name or "" for name in names)) for version, *names in found]


def phrases_of(turn: Turn, versions: Sequence[UUID]) -> Phrases:
    """The stored phrases of these versions, by version and name; one statement."""
    found: dict[UUID, dict[str, Kept]] = {each: {} for each in versions}
    rows = turn.session.scalars(
        select(WordingPhrase).where(WordingPhrase.office_id == turn.office, WordingPhrase.of_version_id.in_(versions))
    )
    for row in rows:
        found[row.of_version_id][row.name] = Kept(row.version, OfficePhrase(row.words, row.shipped), row.phrased_by_id)
    return found


def of_same_paper(rows: Sequence[WordingVersion], this: WordingVersion) -> list[WordingVersion]:
    """Those of the paper that this one is of."""
    return [each for each in rows if each.of_paper == this.of_paper]


def draft_of(rows: Sequence[Version]) -> Version | None:
    """The one that was neither released nor withdrawn; a paper has one at most."""
    return next((each for each in rows if each.version.released_at is None and each.version.withdrawn_at is None), None)


def in_force_on(rows: Sequence[Version], today: date) -> Version | None:
    """Of the newest first, so the highest number whose day has come."""
    return next((each for each in rows if _has_begun(each.version, today)), None)


def _has_begun(version: WordingVersion, today: date) -> bool:
    return version.released_at is not None and version.from_day is not None and version.from_day <= today


def released_last(rows: Sequence[Version]) -> Version | None:
    """The newest that was released, also where its day has yet to come: a change goes on from it."""
    return next((each for each in rows if each.version.released_at is not None), None)


def shown_versions(rows: Sequence[Version], today: date) -> list[WordingVersion]:
    """Those whose phrases the page needs: the draft, what holds, and what was released last."""
    found = (draft_of(rows), in_force_on(rows, today), released_last(rows))
    return [each.version for each in found if each is not None]


def _supersedes(later: WordingVersion, version: WordingVersion) -> bool:
    return version.released_at is not None and later.released_at is not None and later.number > version.number


def state_of(version: WordingVersion, until: date | None, today: date) -> str:
    """How far it has come, in a word; `until` is the last day before a newer one holds."""
    if version.withdrawn_at is not None:
        return "Withdrawn"
    if version.released_at is None:
        return "Sent for release" if version.sent_at is not None else "Draft"
    if until is not None and version.from_day is not None and until < version.from_day:
        return "Never held"
    if not _has_begun(version, today):
        return "To come"
    return "In force" if until is None or until >= today else "Past"


def superseded_on(version: WordingVersion, rows: Sequence[Version]) -> date | None:
    """The last day before a newer version holds; none while none does."""
    after = [each.version.from_day for each in rows if _supersedes(each.version, version)]
    first = min((day for day in after if day is not None), default=None)
    return first - _DAY if first is not None else None
