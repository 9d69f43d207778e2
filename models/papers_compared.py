"""Whether the kept papers are what they were: each file's bytes against the SHA-256 in its record and in the audit.

The record of a file is compared with the audit like every other (`models.audit_compared`); here its bytes are, which
the audit doesn't hold, and what an agreement says against the hash that stands in its foot and QR.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from models.agreement import Agreement
from models.papers import PaperBytes, PaperFile


@dataclass(frozen=True, slots=True)
class PapersCompared:
    """How many files were compared, and what was found, a sentence each."""

    files: int
    troubles: tuple[str, ...]


def papers_compared(connection: Connection) -> PapersCompared:
    """Compare every file with its record. A server reckons the hashes itself, so that no scan comes over the wire."""
    bare = select(PaperFile.id).where(~select(PaperBytes.file_id).where(PaperBytes.file_id == PaperFile.id).exists())
    lost = len(connection.execute(bare).all())
    asked = [(stored, size, sha256) for stored, size, sha256 in _hashes(connection)]
    changed = sum((stored, len_of) != (sha256, size) for (stored, len_of), size, sha256 in asked)
    said = sum(hashlib.sha256(paper.encode()).hexdigest() != proof for paper, proof in _values(connection))
    troubles = (
        (lost, "Papers have lost the bytes that were issued or attached"),
        (changed, "Papers aren't the bytes that were issued or attached: their SHA-256 differs"),
        (said, "Agreements say something else than the papers that were issued of them"),
    )
    return PapersCompared(len(asked), tuple(f"{sentence}: {number}." for number, sentence in troubles if number))


def _hashes(connection: Connection) -> Iterator[tuple[tuple[str, int], int, str]]:
    """Of each file the hash and the size of its bytes, then both as its record says."""
    if connection.dialect.name == "postgresql":
        found = func.encode(func.sha256(PaperBytes.content), "hex")
        query = select(found, func.length(PaperBytes.content), PaperFile.size, PaperFile.sha256)
        rows = connection.execute(query.join_from(PaperBytes, PaperFile, PaperBytes.file_id == PaperFile.id))
        yield from (((stored, length), size, sha256) for stored, length, size, sha256 in rows)
        return
    query = select(PaperFile.size, PaperFile.sha256, PaperBytes.content)
    for size, sha256, content in connection.execute(
        query.join_from(PaperBytes, PaperFile, PaperBytes.file_id == PaperFile.id)
    ):
        yield (hashlib.sha256(content).hexdigest(), len(content)), size, sha256


def _values(connection: Connection) -> Iterator[tuple[str, str]]:
    query = select(Agreement.paper, PaperFile.values_sha256).join_from(
        Agreement, PaperFile, PaperFile.agreement_id == Agreement.id
    )
    yield from ((paper, proof) for paper, proof in connection.execute(query.where(PaperFile.values_sha256 != "")))
