"""Keeping papers as files: what was issued, byte for byte, and what came back signed. For every paper that is issued.

The record carries the SHA-256, which the audit holds too; the bytes lie beside it and never change.
"""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load
from models.agreement import Agreement
from models.episodes import Episode
from models.papers import PaperBytes, PaperFile
from models.rules.agreement.issued_papers import ended_lacks, hash_of_values, scan_again_lacks, scan_lacks
from models.vocabulary.papers import MediaType, PaperKind
from models.vocabulary.people import PaperFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPaper:
    """A paper that is issued: what it is, its one reference, its frozen values as JSON, and each edition's bytes."""

    kind: PaperKind
    episode: UUID
    reference: str
    frozen: str
    editions: tuple[tuple[PaperFormat, bytes], ...]
    agreement: UUID | None = None


def hold_to_issue(turn: Turn, *, episode: UUID, seen: int) -> UUID:
    """Hold the episode that a paper is issued for, as the desk saw it; whose it is. Refused after its end (FUND-4)."""
    held = load(turn, Episode, episode, seen=seen, lock=True)
    refuse_if(ended_lacks(held.ended_at))
    return held.person_id


def keep(turn: Turn, paper: IssuedPaper) -> tuple[PaperFile, ...]:
    """Keep every edition of a paper that is issued now, under one reference and one hash of its values.

    An agreement's record holds its values already; those of any other paper are kept beside its files. Source: OPG 5.6
    (FUND-4).
    """
    return tuple(
        _stored(
            turn,
            PaperFile(
                episode_id=paper.episode,
                agreement_id=paper.agreement,
                kind=paper.kind,
                reference=paper.reference,
                edition=edition,
                media_type=MediaType.PDF,
                values_sha256=hash_of_values(paper.frozen),
                frozen="" if paper.agreement else paper.frozen,
            ),
            content,
        )
        for edition, content in paper.editions
    )


def keep_scan(
    turn: Turn, *, agreement: UUID, seen: int, content: bytes, media_type: MediaType, because: str = ""
) -> PaperFile:
    """Keep the scan of a signed agreement; another takes the place of the one before with a reason, which stays.

    Source: OPG 5.6 (FUND-4).
    """
    record = load(turn, Agreement, agreement, seen=seen, lock=True)
    refuse_if(scan_lacks(record.signed_at))
    before = _newest_scan(turn, agreement)
    refuse_if(scan_again_lacks(has_scan=before is not None, because=because))
    scan = PaperFile(
        episode_id=record.episode_id,
        agreement_id=agreement,
        kind=PaperKind.SCAN,
        reference=record.reference,
        media_type=media_type,
        replaces_id=before,
        because=because.strip() if before else "",
    )
    return _stored(turn, scan, content)


def _stored(turn: Turn, record: PaperFile, content: bytes) -> PaperFile:
    record.size, record.sha256 = len(content), hashlib.sha256(content).hexdigest()
    record.made_at, record.made_by_id = turn.moment, turn.staff
    add(turn, record)
    turn.session.add(PaperBytes(office_id=turn.office, file_id=record.id, content=content))
    turn.session.flush()
    return record


def _newest_scan(turn: Turn, agreement: UUID) -> UUID | None:
    """The scan that no other has replaced."""
    later = aliased(PaperFile)
    query = select(PaperFile.id).where(
        PaperFile.agreement_id == agreement,
        PaperFile.kind == PaperKind.SCAN,
        PaperFile.office_id == turn.office,
        ~select(later.id).where(later.replaces_id == PaperFile.id).exists(),
    )
    return turn.session.scalars(query).one_or_none()
