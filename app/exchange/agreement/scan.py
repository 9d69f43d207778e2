"""The scan of a signed agreement: opened as what it is, within limits, and kept as it came; shown as pages of a PDF.

It comes from outside, so its name is believed in nothing, and it is opened in the process that reads such files.
"""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.desk.files import read_at_most
from app.door.changes import Changes, Topic, changes
from app.door.errors import Refused
from app.door.turn import Turn
from app.exchange.files.reader import KEPT
from app.queries.agreement.paper_files import kept_file
from app.services.agreement.paper_files import keep_scan
from app.services.deed import look
from models.episodes import Episode
from models.vocabulary.papers import MediaType

MOST_BYTES = 20 * 1024 * 1024
_WHO = "whoever scanned it"


@dataclass(frozen=True, slots=True)
class Scan:
    """A file that was opened and found to be what it says."""

    media_type: MediaType
    content: bytes


def read_scan(path: Path) -> Scan:
    """Read and open the file; refused in a sentence where it isn't a PDF or picture that a desk can show."""
    content = read_at_most(path, MOST_BYTES + 1)
    if not content:
        raise _refused(path, "is empty")
    if len(content) > MOST_BYTES:
        raise _refused(path, "has more than 20 MB: scan it at 200 or 300 dots an inch, or in grey")
    return Scan(KEPT.scan(content, path.name), content)


def attach_scan(turn: Turn, *, agreement: UUID, seen: int, scan: Scan, because: str = "") -> Changes:
    """Attach the scan to its signed agreement; another replaces it with a reason, and the old one stays (FUND-4)."""
    kept = keep_scan(
        turn, agreement=agreement, seen=seen, content=scan.content, media_type=scan.media_type, because=because
    )
    whose = look(turn, Episode, kept.episode_id).person_id
    return changes(Topic.AGREEMENTS, Topic.TRANSFERS, person=whose, made=kept.id)


def file_pages(turn: Turn, *, file: UUID) -> bytes:
    """A kept file as a PDF, to be looked at: a picture gets a page of its own for each of its frames."""
    kept = kept_file(turn, file=file)
    if kept.media_type is MediaType.PDF:
        return kept.content
    return KEPT.picture_pages(kept.content)


def _refused(path: Path, why: str) -> Refused:
    return Refused(f"“{path.name}” {why}.", who=_WHO)
