"""The papers that are kept as files: listed without their bytes, read one at a time, and known again by their hash."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Row, Select, select

from app.door.errors import Refused, not_listed
from app.door.turn import Turn
from models.agreement import Agreement
from models.costs_of_days import papers_of
from models.episodes import Episode
from models.papers import PaperBytes, PaperFile
from models.people import Person
from models.rules.agreement.issued_papers import hash_of_values, is_hash_of
from models.rules.agreement.renewal import ToldPrice, first_new_day
from models.rules.sentences import day_text
from models.staff import Staff
from models.values import london_day, whole_name
from models.vocabulary.papers import MediaType, PaperKind
from models.vocabulary.people import PaperFormat


@dataclass(frozen=True, slots=True)
class FileRow:
    """A kept file as a list shows it: what it is, its hash, who made it and when, and what it replaced."""

    id: UUID
    agreement: UUID | None
    kind: PaperKind
    reference: str
    edition: PaperFormat | None
    media_type: MediaType
    size: int
    sha256: str
    made_at: datetime
    made_by: str
    replaces: UUID | None
    because: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file with its bytes, which are what they were when it was kept."""

    media_type: MediaType
    content: bytes


@dataclass(frozen=True, slots=True)
class IssuedNow:
    """An agreement that was issued, of which episode, and the print in which it was handed over."""

    agreement: UUID
    edition: PaperFormat
    reference: str
    issued_at: datetime
    episode: UUID


@dataclass(frozen=True, slots=True)
class NamedAgreement:
    """An agreement that somebody named by its reference, and its version."""

    agreement: UUID
    seen: int


@dataclass(frozen=True, slots=True)
class PaperChecked:
    """Whether a paper in somebody's hand is one that was issued here, in a sentence."""

    is_ours: bool
    sentence: str


def files_of(turn: Turn, *, episode: UUID) -> tuple[FileRow, ...]:
    """The files of an episode, oldest first; none of their bytes is read. Source: OPG 5.6 (FUND-4)."""
    rows = turn.session.execute(
        select(PaperFile, Staff.name)
        .join(Staff, Staff.id == PaperFile.made_by_id)
        .where(PaperFile.episode_id == episode, PaperFile.office_id == turn.office)
        .order_by(PaperFile.made_at, PaperFile.id)
    )
    return tuple(_row(record, by) for record, by in rows)


def kept_file(turn: Turn, *, file: UUID) -> KeptFile:
    """A file byte for byte; refused where the bytes aren't those that were kept. Source: OPG 5.6 (FUND-4)."""
    found = turn.session.execute(_with_bytes(turn).where(PaperFile.id == file)).one_or_none()
    if found is None:
        raise not_listed("file")
    return _unchanged(found)


def issued_file(turn: Turn, *, agreement: UUID, edition: PaperFormat) -> KeptFile | None:
    """An edition of an agreement as it was issued; none for one of an earlier release, which kept no bytes."""
    asked = _with_bytes(turn).where(
        PaperFile.agreement_id == agreement, PaperFile.kind == PaperKind.AGREEMENT, PaperFile.edition == edition
    )
    found = turn.session.execute(asked).one_or_none()
    return None if found is None else _unchanged(found)


def newest_issued(turn: Turn, *, person: UUID, reference: str | None = None) -> IssuedNow:
    """The newest agreement of a person, or the one of this reference; refused where none was issued (FUND-4)."""
    query = (
        select(Agreement.id, Agreement.edition, Agreement.reference, Agreement.issued_at, Agreement.episode_id)
        .join(Episode, Episode.id == Agreement.episode_id)
        .where(Episode.person_id == person, Agreement.office_id == turn.office)
        .order_by(Agreement.issued_at.desc(), Agreement.id.desc())
    )
    if reference is not None:
        query = query.where(Agreement.reference == reference.strip())
    found = turn.session.execute(query.limit(1)).one_or_none()
    if found is None:
        which = f"No agreement {reference.strip()}" if reference else "No agreement"
        raise Refused(f"{which} was issued for this person; a draft can be printed.", who="the DSO, who issues it")
    return IssuedNow(*found)


def next_first_day(turn: Turn, *, episode: UUID, prices: Sequence[ToldPrice]) -> date:
    """From which day a paper counts that is issued now, which is the first day of which it says something new.

    Of the first paper that is its first charged day, of a later one the day of the change; else today. Always after the
    first day of what was signed. Source: OPG 5.6 (FUND-7).
    """
    papers = papers_of(turn.session, Episode.id == episode)[episode]
    earlier = [each.prices[0].from_day + timedelta(days=1) for each in papers if each.signed_at is not None]
    return max((first_new_day(prices, papers, turn.policy.charged_week_begins - 1) or turn.day, *earlier))


def agreement_named(turn: Turn, reference: str) -> NamedAgreement:
    """The agreement of this office with this reference, as it stands on its foot; refused where there is none."""
    query = select(Agreement.id, Agreement.version).where(
        Agreement.reference == reference.strip(), Agreement.office_id == turn.office
    )
    found = turn.session.execute(query).one_or_none()
    if found is None:
        raise Refused(f"No agreement in this office has the reference “{reference}”.", who="whoever typed it")
    return NamedAgreement(*found)


def check_paper(turn: Turn, *, reference: str, check: str) -> PaperChecked:
    """Whether a paper with this reference and this check in its foot or QR was issued here (FUND-4)."""
    name = reference.strip()
    found = turn.session.execute(
        select(Agreement.paper, Agreement.issued_at, Staff.name, Person.given, Person.family)
        .join(Episode, Episode.id == Agreement.episode_id)
        .join(Person, Person.id == Episode.person_id)
        .join(Staff, Staff.id == Agreement.issued_by_id)
        .where(Agreement.reference == name, Agreement.office_id == turn.office)
    ).one_or_none()
    if found is None:
        return PaperChecked(is_ours=False, sentence=f"No agreement {name} was issued in this office.")
    told = f"{name} was issued on {day_text(london_day(found.issued_at))} by {found.name} for "
    told += whole_name(found.given, found.family)
    if not is_hash_of(check, hash_of_values(found.paper)):
        return PaperChecked(is_ours=False, sentence=f"{told}, but this paper says something else: its check differs.")
    return PaperChecked(is_ours=True, sentence=f"{told}, and this paper says the same.")


def _with_bytes(turn: Turn) -> Select[MediaType, str, bytes]:
    return (
        select(PaperFile.media_type, PaperFile.sha256, PaperBytes.content)
        .join(PaperBytes, PaperBytes.file_id == PaperFile.id)
        .where(PaperFile.office_id == turn.office)
    )


def _unchanged(found: Row[MediaType, str, bytes]) -> KeptFile:
    media_type, sha256, content = found
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Refused(
            "This file isn't what was kept: its SHA-256 differs. Somebody changed it past Homeward.",
            who="whoever looks after the database: a backup holds it as it was",
        )
    return KeptFile(media_type, content)


def _row(record: PaperFile, made_by: str) -> FileRow:
    return FileRow(
        id=record.id,
        agreement=record.agreement_id,
        kind=record.kind,
        reference=record.reference,
        edition=record.edition,
        media_type=record.media_type,
        size=record.size,
        sha256=record.sha256,
        made_at=record.made_at,
        made_by=made_by,
        replaces=record.replaces_id,
        because=record.because,
    )
