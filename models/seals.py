"""The seals of the audit: each holds some entries and the seal before it, so that nothing in between can be changed.

Neither is a record that people edit: they carry no stamps and no audit of their own, and are only ever added to.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

_NUMBER = BigInteger().with_variant(Integer, "sqlite")


class Seal(Base):
    """One link of the chain: SHA-256 over the link before it and over the digests of its entries.

    `reach` is the highest number of an entry up to which all that were committed are sealed; `horizon` is the first
    transaction that a server hadn't begun when it was made (0 in a file, which has one writer at a time). A seal made
    after every transaction before that horizon had ended has `decided` what was reached: up to there all is sealed, and
    no entry can come late any more.
    """

    __tablename__ = "seal"

    number: Mapped[int] = mapped_column(_NUMBER, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    entries: Mapped[int]
    reach: Mapped[int] = mapped_column(_NUMBER)
    decided: Mapped[int] = mapped_column(_NUMBER)
    horizon: Mapped[int] = mapped_column(_NUMBER)
    earlier: Mapped[str]
    word: Mapped[str]


class SealedEntry(Base):
    """An entry of the audit and its digest, salted: an erasure may take the content and the salt, the chain stays."""

    __tablename__ = "sealed_entry"
    __table_args__ = (Index(None, "seal", "number"),)

    number: Mapped[int] = mapped_column(_NUMBER, primary_key=True, autoincrement=False)
    seal: Mapped[int] = mapped_column(_NUMBER, ForeignKey("seal.number"))
    salt: Mapped[str]
    digest: Mapped[str]
