"""The retention review as a workbook for the council's records manager: who, since when, and what was decided."""

from functools import partial
from pathlib import Path

from app.desk.files import put_in_place
from app.door.work import Work
from app.exchange.refused_workbook import written_workbook
from app.queries.retention.review import RetentionRow, to_review
from app.services.history.noting import note_access
from models.rules.sentences import day_text
from models.vocabulary.access import Access
from models.vocabulary.retention import RetentionState

_TITLE = "Retention review"
_HEADER = (
    "Person", "MOSAIC id", "NHS number", "Born", "Died", "Ended on", "Review due on", "State", "Keep until", "Why",
    "Decided on", "Decided by", "Approved on", "Approved by", "Why approved",
)  # fmt: skip


def write(work: Work, path: Path, state: RetentionState | None = None) -> int:
    """Write those in a state, or all, noted before it is made; how many they are. Nothing is deleted by it. (RET-3)."""
    rows = work.read(to_review, state=state, most=None).rows
    work.write(partial(note_access, did=Access.EXPORTED, what=_TITLE, rows=len(rows)))
    put_in_place(path, written_workbook(_TITLE, _HEADER, [_line(each) for each in rows]))
    return len(rows)


def _line(row: RetentionRow) -> tuple[str, ...]:
    days = (row.born, row.ended_on, row.due_on, row.keep_until, row.decided_on, row.approved_on)
    born, ended, due, keep, decided, approved = (day_text(each) if each is not None else "" for each in days)
    return (
        row.person, row.mosaic_id, row.nhs_number, born, row.mark, ended, due, row.state.label, keep, row.because,
        decided, row.decided_by, approved, row.approved_by, row.approved_because,
    )  # fmt: skip
