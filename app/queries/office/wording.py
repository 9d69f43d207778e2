"""The page Wording: each paper's phrases as they are printed or drafted, its versions, and what differs between two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from app.door.wording import ShippedWords, shipped_papers, shipped_words
from app.queries.office.wording_in_force import words_in_force
from app.queries.office.wording_kept import (
    NOTHING,
    Kept,
    Phrases,
    Version,
    draft_of,
    in_force_on,
    of_same_paper,
    phrases_of,
    released_last,
    shown_versions,
    state_of,
    superseded_on,
    versions_of_office,
)
from models.rules.decision import Lack
from models.rules.office.editors import office_editor_lacks
from models.rules.office.reading_age import LIMIT, reading_age
from models.rules.office.releasing import Wrote, releasing_lacks
from models.rules.office.wording import look_again, own_words_lacks, phrase_lacks, standing_words
from models.rules.sentences import moment_text
from models.staff import Staff
from models.staff_of_days import is_on_staff, role_of_day
from models.vocabulary.phrases import Phrase
from models.vocabulary.staff import Role

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
class _Seat:
    """Who sits here, as what, and which of the staff are the office's service managers."""

    staff: UUID
    role: Role
    managers: frozenset[UUID]


def wording_page(turn: Turn) -> WordingView:
    """Every phrase of each paper, in the order of its file, with its draft and versions. Source: good practice."""
    rows, seat = versions_of_office(turn), _seat(turn)
    papers = {name: [each for each in rows if each.version.of_paper == name] for name in shipped_papers()}
    shown = [version for each in papers.values() for version in shown_versions(each, turn.day)]
    kept = phrases_of(turn, [each.id for each in shown])
    lacks = " ".join(each.sentence for each in office_editor_lacks(seat.role))
    return WordingView(
        tuple(_paper(turn.day, shipped_words(name), found, kept, seat) for name, found in papers.items()), lacks
    )


def wording_differences(turn: Turn, *, version: UUID) -> tuple[Difference, ...]:
    """What a version prints otherwise than the one that was released before it. Source: good practice."""
    rows = [each.version for each in versions_of_office(turn)]
    this = next((each for each in rows if each.id == version), None)
    if this is None:
        return ()
    before = next((each for each in of_same_paper(rows, this) if each.released_at and each.number < this.number), None)
    kept = phrases_of(turn, [each.id for each in (this, before) if each is not None])
    phrases = shipped_words(this.of_paper).phrases
    then, now = (_words(phrases, kept.get(each.id, NOTHING) if each else NOTHING) for each in (before, this))
    return tuple(
        Difference(name, phrase.part, then[name], now[name])
        for name, phrase in phrases.items()
        if then[name] != now[name]
    )


def owed_words_lacks(turn: Turn, *, paper: str) -> tuple[Lack, ...]:
    """What the office has still to say itself before this paper can be more than a draft. Source: good practice."""
    phrases = shipped_words(paper).phrases
    office = standing_words(phrases, words_in_force(turn, paper=paper).phrases)
    return own_words_lacks(paper, (replace(each, words=office.get(name, each.words)) for name, each in phrases.items()))


def check_words(_turn: Turn, *, paper: str, phrase: str, words: str) -> Checked:
    """What would be refused about these words for a phrase, and how old a reader must be. Source: good practice."""
    lacks = phrase_lacks(shipped_words(paper).phrases[phrase], words)
    return Checked(tuple(each.sentence for each in lacks), reading_age(words), _limit(phrase))


def _seat(turn: Turn) -> _Seat:
    rows = turn.session.execute(
        select(Staff.id, role_of_day(turn.day).label("role")).where(
            Staff.office_id == turn.office, is_on_staff(turn.day)
        )
    ).all()
    roles = {row.id: row.role for row in rows}
    managers = frozenset(each for each, role in roles.items() if role is Role.SERVICE_MANAGER)
    return _Seat(turn.staff, roles[turn.staff], managers)


def _paper(today: date, shipped: ShippedWords, rows: Sequence[Version], kept: Phrases, seat: _Seat) -> PaperWording:
    """Without a draft the phrases are those that were released last: a change goes on from them."""
    draft, in_force, last = draft_of(rows), in_force_on(rows, today), released_last(rows)
    name = f"{shipped.version}.{in_force.version.number}" if in_force else shipped.version
    before = kept[last.version.id] if last else NOTHING
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
    shipped: ShippedWords, now: Mapping[str, Kept], before: Mapping[str, Kept], *, is_draft: bool
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


def _words(phrases: Mapping[str, Phrase], kept: Mapping[str, Kept]) -> dict[str, str]:
    """What is printed: the office's words where they fit, the program's else."""
    standing = standing_words(phrases, {name: each.said for name, each in kept.items()})
    return {name: standing.get(name, phrase.words) for name, phrase in phrases.items()}


def _limit(name: str) -> int | None:
    return LIMIT if name.startswith(_SUMMARY) else None


def _row(each: Version, rows: Sequence[Version], shipped: ShippedWords, today: date) -> VersionRow:
    version = each.version
    until = superseded_on(version, rows)
    sent = f"{each.sent_by}, {moment_text(version.sent_at)}" if version.sent_at is not None else ""
    return VersionRow(
        version.id,
        version.version,
        version.number,
        f"{shipped.version}.{version.number}",
        state_of(version, until, today),
        version.from_day,
        until if until is not None and version.from_day is not None and until >= version.from_day else None,
        version.withdrawn_because or version.because,
        each.written_by,
        sent,
        each.released_by,
    )
