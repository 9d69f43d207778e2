"""Papers as files: what was issued, byte for byte, and what came back signed.

The record says what a file is and carries its SHA-256, so that the audit holds the hash and never the bytes. The
bytes lie in a table of their own, which no list reads. Neither ever changes: the guards of both databases refuse it.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Recorded
from models.vocabulary.papers import MediaType, PaperKind
from models.vocabulary.people import PaperFormat


class PaperFile(Recorded):
    """A file of an episode. One reference is one paper: its editions differ in print only, and share `values_sha256`.

    `values_sha256` is the hash of the frozen values that the paper carries in its foot and QR; `frozen` are those
    values as JSON, empty where the agreement's record keeps them. A scan names the one that it replaces, and why.
    """

    __tablename__ = "paper_file"
    links = {
        "episode_id": "episode",
        "agreement_id": "agreement",
        "made_by_id": "staff",
        "replaces_id": "paper_file",
    }
    rules = (
        UniqueConstraint("office_id", "reference", "kind", "edition"),
        UniqueConstraint("office_id", "replaces_id"),
        CheckConstraint("size BETWEEN 1 AND 20971520", name="neither_empty_nor_too_large"),
        CheckConstraint("length(sha256) = 64", name="has_its_hash"),
        CheckConstraint("replaces_id IS NULL OR because <> ''", name="replaced_with_a_reason"),
        CheckConstraint("(kind = 'scan') = (edition IS NULL)", name="issued_in_an_edition"),
    )

    episode_id: Mapped[UUID]
    agreement_id: Mapped[UUID | None]
    kind: Mapped[PaperKind]
    reference: Mapped[str]
    edition: Mapped[PaperFormat | None]
    media_type: Mapped[MediaType]
    size: Mapped[int]  # bytes
    sha256: Mapped[str]
    values_sha256: Mapped[str] = mapped_column(default="")
    frozen: Mapped[str] = mapped_column(default="", deferred=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID]
    replaces_id: Mapped[UUID | None]
    because: Mapped[str] = mapped_column(default="")


class PaperBytes(Base):
    """What a file is made of. Only ever added to; read one at a time, by its key."""

    __tablename__ = "paper_bytes"
    __table_args__ = (ForeignKeyConstraint(["office_id", "file_id"], ["paper_file.office_id", "paper_file.id"]),)

    file_id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))
    content: Mapped[bytes]
