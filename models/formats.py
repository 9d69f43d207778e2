"""Formats beyond print: who needs which, and who makes them for this office. Source: DAPB1605."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.vocabulary.people import OtherFormat


class FormatNeed(Recorded):
    """A person, or somebody who speaks for them, needs their papers in this format too, until `ended_at`.

    Without a `representative_id` it is the person's own need. `detail` says which language, which braille.
    """

    __tablename__ = "format_need"
    links = {"person_id": "person", "representative_id": "representative"}

    person_id: Mapped[UUID]
    representative_id: Mapped[UUID | None]
    format: Mapped[OtherFormat]
    detail: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]


class FormatMaker(Recorded):
    """Who makes papers in a format for this office, in its own words, and how they are reached."""

    __tablename__ = "format_maker"
    rules = (
        UniqueConstraint("office_id", "format"),
        CheckConstraint("made_by <> ''", name="made_by_somebody"),
    )

    format: Mapped[OtherFormat]
    made_by: Mapped[str]
    reached_at: Mapped[str] = mapped_column(default="")
