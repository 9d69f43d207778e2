"""The files that are kept about one person, with their bytes: for a subject access request alone."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.door.errors import Refused
from app.door.turn import Turn
from app.queries.history.everything import refuse_others
from models.episodes import Episode
from models.papers import PaperBytes, PaperFile
from models.vocabulary.papers import MediaType, PaperKind
from models.vocabulary.people import PaperFormat


@dataclass(frozen=True, slots=True)
class FileOfPerson:
    """A paper as it was issued, or a scan, byte for byte."""

    kind: PaperKind
    reference: str
    edition: PaperFormat | None
    media_type: MediaType
    sha256: str
    content: bytes


def kept_files(turn: Turn, *, person: UUID) -> Iterator[FileOfPerson]:
    """Each of a person's files, oldest first, one at a time; refused to whoever doesn't answer such requests.

    One whose bytes aren't those that were kept is refused, and named. Source: UK GDPR, article 15.
    """
    refuse_others(turn)
    keys = turn.session.execute(
        select(
            PaperFile.id,
            PaperFile.kind,
            PaperFile.reference,
            PaperFile.edition,
            PaperFile.media_type,
            PaperFile.sha256,
        )
        .join(Episode, Episode.id == PaperFile.episode_id)
        .where(Episode.person_id == person, PaperFile.office_id == turn.office)
        .order_by(PaperFile.made_at, PaperFile.id)
    ).all()
    for key, kind, reference, edition, media_type, sha256 in keys:
        content = turn.session.scalars(select(PaperBytes.content).where(PaperBytes.file_id == key)).one()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Refused(
                f"The file {reference} isn't what was kept: its SHA-256 differs.",
                who="whoever looks after the database: a backup holds it as it was",
            )
        yield FileOfPerson(kind, reference, edition, media_type, sha256, content)
