"""The council's own words in a paper: dated versions over the words that the program ships, and their phrases."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded


class WordingVersion(Recorded):
    """An office's version of a paper's words. Of those released, the highest whose day has come is printed.

    A draft while it was neither released nor withdrawn; then it never changes, and neither do its phrases.
    """

    __tablename__ = "wording_version"
    links = {"written_by_id": "staff", "sent_by_id": "staff", "released_by_id": "staff"}
    rules = (
        UniqueConstraint("office_id", "of_paper", "number"),
        CheckConstraint("number > 0", name="counted_from_one"),
        CheckConstraint("released_at IS NULL OR from_day IS NOT NULL", name="released_from_a_day"),
        CheckConstraint(
            "released_by_id IS NULL OR written_by_id IS NULL OR released_by_id <> written_by_id",
            name="released_by_another",
        ),
        CheckConstraint("released_at IS NULL OR withdrawn_at IS NULL", name="released_or_withdrawn"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_because = '')", name="withdrawn_with_a_reason"),
    )

    of_paper: Mapped[str]  # the folder of its shipped words, for instance "agreement"
    number: Mapped[int]
    from_day: Mapped[date | None]  # none before it is sent for release
    because: Mapped[str] = mapped_column(default="")
    written_by_id: Mapped[UUID | None]  # who began it; none where it was taken over with the office
    sent_at: Mapped[datetime | None]
    sent_by_id: Mapped[UUID | None]
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str] = mapped_column(default="")


class WordingPhrase(Recorded):
    """One phrase of a version in the office's words; `shipped` is what the program had there when it was written."""

    __tablename__ = "wording_phrase"
    links = {"of_version_id": "wording_version", "phrased_by_id": "staff"}
    rules = (UniqueConstraint("office_id", "of_version_id", "name"),)

    of_version_id: Mapped[UUID]
    name: Mapped[str]  # dotted, as in the shipped file: "money.billing"
    words: Mapped[str | None]  # none: the program's own words again
    shipped: Mapped[str]
    phrased_by_id: Mapped[UUID | None]  # none where it stands as in the version before
