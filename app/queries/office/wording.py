"""The page Wording: each paper's phrases as they are printed or drafted, its versions, and what differs between two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.door.wording import ShippedWords, shipped_papers, shipped_words
from models.rules.office.editors import office_editor_lacks
from models.rules.office.reading_age import LIMIT, reading_age
from models.rules.office.releasing import Wrote, releasing_lacks
from models.rules.office.wording import OfficePhrase, look_again, phrase_lacks, standing_words
from models.rules.sentences import moment_text
from models.staff import Staff
from models.staff_of_days import is_on_staff, role_of_day
from models.vocabulary.phrases import Phrase
from models.vocabulary.staff import Role
from models.wording import WordingPhrase, WordingVersion

_SUMMARY = "summary."


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """A phrase: where it stands, its words in the draft or, without one, as printed; `before` is what it was.

    `seen` is the version of the draft's own row, none where it has none. `own` says in a few words what the office
    tells there, empty where the program ships words; `owed` whether it is needed and still empty. `again` is why the
    office should look at it again. `age` is the reading age in years, `limit` what a summary may ask.
    """

    paper: str
    name: str
    part: str
    words: str
    shipped: str
    before: str
    seen: int | None
    own: str
    hint: str
    owed: bool
    again: str
    age: int
    limit: int | None
    places: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the draft says something else than is printed."""
        return self.words != self.before

    @property
    def is_offices(self) -> bool:
        """Whether these are the office's words and not the program's."""
        return self.words != self.shipped


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version: its name on papers, its days, who wrote and released it, and why; `state` in a word."""

    id: UUID
    seen: int
    number: int
    name: str
    state: str
    from_day: date | None
    until: date | None
    because: str
    written_by: str
    sent: str
    released_by: str


@dataclass(frozen=True, slots=True)
class PaperWording:
    """A paper: what it is called, the version that is printed today, its draft, its phrases and its versions.

    `lacks` says why whoever sits here may not release the draft, empty where they may.
    """

    paper: str
    title: str
    version: str
    draft: VersionRow | None
    phrases: tuple[PhraseRow, ...]
    versions: tuple[VersionRow, ...]
    lacks: str


@dataclass(frozen=True, slots=True)
class WordingView:
    """Every paper; `lacks` says why whoever sits here may not write, empty where they may."""

    papers: tuple[PaperWording, ...]
    lacks: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A phrase that two versions say otherwise: in the one before, and in this one."""

    name: str
    part: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with words for a phrase, in sentences, and from which age they can be read."""

    lacks: tuple[str, ...]
    age: int
    limit: int | None


@dataclass(frozen=True, slots=True)
class _Kept:
    """A stored phrase of a version, with the version of its row."""

    seen: int
    said: OfficePhrase
    by: UUID | None


@dataclass(frozen=True, slots=True)
class _Seat:
    """Who sits here, as what, and which of the staff are the office's service managers."""

    staff: UUID
    role: Role
    managers: frozenset[UUID]


_Phrases: TypeAlias = Mapping[UUID, Mapping[str, _Kept]]
_NOTHING: Mapping[str, _Kept] = MappingProxyType({})
_DAY = timedelta(days=1)


def wording_page(turn: Turn) -> WordingView:
    """Every phrase of each paper, in the order of its file, with its draft and versions. Source: good practice."""
    rows, seat = _versions(turn), _seat(turn)
    papers = {name: [each for each in rows if each.version.of_paper == name] for name in shipped_papers()}
    shown = [version for each in papers.values() for version in _shown(each, turn.day)]
    kept = _kept(turn, [each.id for each in shown])
    lacks = " ".join(each.sentence for each in office_editor_lacks(seat.role))
    return WordingView(
        tuple(_paper(turn.day, shipped_words(name), found, kept, seat) for name, found in papers.items()), lacks
    )


def wording_differences(turn: Turn, *, version: UUID) -> tuple[Difference, ...]:
    """What a version prints otherwise than the one that was released before it. Source: good practice."""
    rows = [each.version for each in _versions(turn)]
    this = next((each for each in rows if each.id == version), None)
    if this is None:
        return ()
    before = next((each for each in _of(rows, this) if each.released_at and each.number < this.number), None)
    kept = _kept(turn, [each.id for each in (this, before) if each is not None])
    phrases = shipped_words(this.of_paper).phrases
    then, now = (_words(phrases, kept.get(each.id, _NOTHING) if each else _NOTHING) for each in (before, this))
    return tuple(
        Difference(name, phrase.part, then[name], now[name])
        for name, phrase in phrases.items()
        if then[name] != now[name]
    )


def check_words(_turn: Turn, *, paper: str, phrase: str, words: str) -> Checked:
    """What would be refused about these words for a phrase, and how old a reader must be. Source: good practice."""
    lacks = phrase_lacks(shipped_words(paper).phrases[phrase], words)
    return Checked(tuple(each.sentence for each in lacks), reading_age(words), _limit(phrase))


@dataclass(frozen=True, slots=True)
class _Version:
    version: WordingVersion
    written_by: str
    sent_by: str
    released_by: str


def _versions(turn: Turn) -> list[_Version]:
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
    return [_Version(version, *(name or "" for name in names)) for version, *names in found]


def _kept(turn: Turn, versions: Sequence[UUID]) -> _Phrases:
    found: dict[UUID, dict[str, _Kept]] = {each: {} for each in versions}
    rows = turn.session.scalars(
        select(WordingPhrase).where(WordingPhrase.office_id == turn.office, WordingPhrase.of_version_id.in_(versions))
    )
    for row in rows:
        found[row.of_version_id][row.name] = _Kept(row.version, OfficePhrase(row.words, row.shipped), row.phrased_by_id)
    return found


def _seat(turn: Turn) -> _Seat:
    rows = turn.session.execute(
        select(Staff.id, role_of_day(turn.day).label("role")).where(
            Staff.office_id == turn.office, is_on_staff(turn.day)
        )
    ).all()
    roles = {row.id: row.role for row in rows}
    managers = frozenset(each for each, role in roles.items() if role is Role.SERVICE_MANAGER)
    return _Seat(turn.staff, roles[turn.staff], managers)


def _of(rows: Sequence[WordingVersion], this: WordingVersion) -> list[WordingVersion]:
    return [each for each in rows if each.of_paper == this.of_paper]


def _draft(rows: Sequence[_Version]) -> _Version | None:
    return next((each for each in rows if each.version.released_at is None and each.version.withdrawn_at is None), None)


def _in_force(rows: Sequence[_Version], today: date) -> _Version | None:
    """Of the newest first, so the highest number whose day has come."""
    return next((each for each in rows if _has_begun(each.version, today)), None)


def _has_begun(version: WordingVersion, today: date) -> bool:
    return version.released_at is not None and version.from_day is not None and version.from_day <= today


def _released_last(rows: Sequence[_Version]) -> _Version | None:
    return next((each for each in rows if each.version.released_at is not None), None)


def _shown(rows: Sequence[_Version], today: date) -> list[WordingVersion]:
    found = (_draft(rows), _in_force(rows, today), _released_last(rows))
    return [each.version for each in found if each is not None]


def _paper(today: date, shipped: ShippedWords, rows: Sequence[_Version], kept: _Phrases, seat: _Seat) -> PaperWording:
    """Without a draft the phrases are those that were released last: a change goes on from them."""
    draft, in_force, last = _draft(rows), _in_force(rows, today), _released_last(rows)
    name = f"{shipped.version}.{in_force.version.number}" if in_force else shipped.version
    before = kept[last.version.id] if last else _NOTHING
    now = kept[draft.version.id] if draft else before
    versions = {each.version.id: _row(each, rows, shipped, today) for each in rows}
    lacks = ""
    if draft is not None:
        writers = {draft.version.written_by_id, *(each.by for each in now.values())} - {None}
        wrote = Wrote(frozenset(each for each in writers if each), seat.managers)
        lacks = " ".join(each.sentence for each in releasing_lacks(seat.staff, seat.role, wrote))
    return PaperWording(
        shipped.paper,
        shipped.title,
        name,
        versions[draft.version.id] if draft else None,
        _phrases(shipped, now, before, is_draft=draft is not None),
        tuple(versions.values()),
        lacks,
    )


def _phrases(
    shipped: ShippedWords, now: Mapping[str, _Kept], before: Mapping[str, _Kept], *, is_draft: bool
) -> tuple[PhraseRow, ...]:
    words, were = _words(shipped.phrases, now), _words(shipped.phrases, before)
    again = look_again(shipped.phrases, {name: each.said for name, each in now.items()})
    return tuple(
        PhraseRow(
            paper=shipped.paper,
            name=name,
            part=phrase.part,
            words=words[name],
            shipped=phrase.words,
            before=were[name],
            seen=now[name].seen if is_draft and name in now else None,
            own=phrase.own.title if phrase.own else "",
            hint=phrase.own.hint if phrase.own else "",
            owed=phrase.own is not None and phrase.own.is_needed and not words[name],
            again=again.get(name, ""),
            age=reading_age(words[name]),
            limit=_limit(name),
            places=tuple(sorted(phrase.places)),
        )
        for name, phrase in shipped.phrases.items()
    )


def _words(phrases: Mapping[str, Phrase], kept: Mapping[str, _Kept]) -> dict[str, str]:
    """What is printed: the office's words where they fit, the program's else."""
    standing = standing_words(phrases, {name: each.said for name, each in kept.items()})
    return {name: standing.get(name, phrase.words) for name, phrase in phrases.items()}


def _limit(name: str) -> int | None:
    return LIMIT if name.startswith(_SUMMARY) else None


def _row(each: _Version, rows: Sequence[_Version], shipped: ShippedWords, today: date) -> VersionRow:
    version = each.version
    after = [later.version.from_day for later in rows if _supersedes(later.version, version)]
    until = min((day for day in after if day is not None), default=None)
    until = until - _DAY if until is not None else None
    sent = f"{each.sent_by}, {moment_text(version.sent_at)}" if version.sent_at is not None else ""
    return VersionRow(
        version.id,
        version.version,
        version.number,
        f"{shipped.version}.{version.number}",
        _state(version, until, today),
        version.from_day,
        until if until is not None and version.from_day is not None and until >= version.from_day else None,
        version.withdrawn_because or version.because,
        each.written_by,
        sent,
        each.released_by,
    )


def _supersedes(later: WordingVersion, version: WordingVersion) -> bool:
    return version.released_at is not None and later.released_at is not None and later.number > version.number


def _state(version: WordingVersion, until: date | None, today: date) -> str:
    if version.withdrawn_at is not None:
        return "Withdrawn"
    if version.released_at is None:
        return "Sent for release" if version.sent_at is not None else "Draft"
    if until is not None and version.from_day is not None and until < version.from_day:
        return "Never held"
    if not _has_begun(version, today):
        return "To come"
    return "In force" if until is None or until >= today else "Past"
