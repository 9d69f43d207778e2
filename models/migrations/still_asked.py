"""What is open or newest of the tracker, of meetings and of notes: found without walking what is done."""

import sqlalchemy as sa
from alembic import op

_NEW = (  # name, table, columns, and of which rows where it isn't of all
    (
        "ix_tracker_change_not_in_ccl",
        "tracker_change",
        ("office_id", "number"),
        "exported_at IS NOT NULL AND (ccl IS NULL OR ccl <> 'yes')",
    ),
    ("ix_tracker_change_office_id_ccl", "tracker_change", ("office_id", "ccl"), None),
    ("ix_meeting_team_id_kind_held_at", "meeting", ("team_id", "kind", "held_at"), None),
    ("ix_meeting_open", "meeting", ("office_id", "team_id"), "finished_at IS NULL"),
    ("ix_handover_note_team_id_until", "handover_note", ("team_id", "until"), None),
)
_NARROWER = (  # a file took them for the rows that have no such moment, which are what is open
    ("ix_episode_ended_at", "episode", ("ended_at",), "ended_at IS NOT NULL"),
    (
        "ix_tracker_change_office_id_exported_at",
        "tracker_change",
        ("office_id", "exported_at"),
        "exported_at IS NOT NULL",
    ),
)


def create() -> None:
    """Make them, and two in the place of wider ones."""
    for each in _NEW:
        _make(*each)
    for name, table, columns, rows in _NARROWER:
        op.drop_index(name, table)
        _make(name, table, columns, rows)


def drop() -> None:
    """Take them away again, and put the wider ones back."""
    for name, table, columns, _ in reversed(_NARROWER):
        op.drop_index(name, table)
        _make(name, table, columns, None)
    for name, table, *_ in reversed(_NEW):
        op.drop_index(name, table)


def _make(name: str, table: str, columns: tuple[str, ...], rows: str | None) -> None:
    where = None if rows is None else sa.text(rows)
    op.create_index(name, table, list(columns), postgresql_where=where, sqlite_where=where)
