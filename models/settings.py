"""Policy settings and lists as the office has set them: value, from when, by whom, why."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Recorded
from models.vocabulary.office import OfficeList


class StoredSetting(Recorded):
    """A policy setting from a moment on; the defaults stand in `resources/policy.toml`.

    One that is withdrawn before its moment keeps its row and counts nowhere (`stands`); set anew, it comes back.
    """

    __tablename__ = "stored_setting"
    links = {"set_by_id": "staff"}
    rules = (UniqueConstraint("office_id", "name", "from_at"),)

    name: Mapped[str]
    number: Mapped[int]
    from_at: Mapped[datetime]
    set_by_id: Mapped[UUID]
    because: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str | None]

    @classmethod
    def stands(cls) -> ColumnElement[bool]:
        """Whether a setting of the statement counts: it wasn't withdrawn."""
        return cls.withdrawn_at.is_(None)


class StartCheckItem(Recorded):
    """A line of the office's own checklist before the first visit; one in use is archived (REF-19)."""

    __tablename__ = "start_check_item"
    rules = (UniqueConstraint("office_id", "item"),)

    item: Mapped[str]
    position: Mapped[int]
    archived_at: Mapped[datetime | None]


class ListEntry(Recorded):
    """A name that the office's forms suggest; typing freely stays allowed. One in use is archived, never deleted.

    `name_folded` is the name without capitals, accents and spaces between: no two of one list are the same by it.
    """

    __tablename__ = "list_entry"
    rules = (
        UniqueConstraint("office_id", "of_list", "name_folded"),
        CheckConstraint("name <> ''", name="has_a_name"),
    )

    of_list: Mapped[OfficeList]
    name: Mapped[str]
    name_folded: Mapped[str]
    position: Mapped[int]
    archived_at: Mapped[datetime | None]
