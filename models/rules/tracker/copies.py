"""Whether a mark that a workbook doesn't show was emptied there, or is only missing from this copy of it.

A workbook of the tracker holds an id and counts how often it was exported; so does the database. A copy that somebody
put back counts less. What Scheduling wrote is never taken back because a file lacks it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Copy:
    """A workbook as it is read: its id, how often it says it was exported, and how often this database knows of.

    `book` is none where the workbook is of an earlier release; `known_exports` is 0 where this database never wrote
    it, or forgot it when a backup was put back.
    """

    book: UUID | None
    exports: int = 0
    known_exports: int = 0


@dataclass(frozen=True, slots=True)
class ReadIn:
    """Where a mark that the database knows was read last: the workbook and its count then; none: nobody knows."""

    book: UUID | None
    exports: int | None


class Stays(Enum):
    """Why a mark stays although this copy doesn't show it; the value ends the sentence."""

    NO_ID = "this workbook was made before tracker workbooks had an id, so it doesn't say which copy it is"
    READ_BEFORE = "they were read before tracker workbooks had an id"
    ANOTHER = "they were read in another workbook"
    OLDER = "this is an older copy"
    UNMARKED = "this copy shows none of them, as a copy from before Scheduling marked it would"


def why_it_stays(read_in: ReadIn, copy: Copy) -> Stays | None:
    """Why an empty mark in this copy isn't one that Scheduling emptied; none where it is.

    It is one only in the workbook in which the mark was read, not older than then, nor than the last export that the
    database knows of. A count that is ahead of the database's (a backup was put back) is no older copy.
    """
    if copy.book is None:
        return Stays.NO_ID
    if read_in.book is None:
        return Stays.READ_BEFORE
    if read_in.book != copy.book:
        return Stays.ANOTHER
    if copy.exports < max(read_in.exports or 0, copy.known_exports):
        return Stays.OLDER
    return None


def is_older_than(read_in: ReadIn, copy: Copy) -> bool:
    """Whether a mark was read in a later copy of this very workbook: what stands here instead is what stood before."""
    return copy.book is not None and read_in.book == copy.book and copy.exports < (read_in.exports or 0)


def shows_no_mark(*, emptied: int, standing: int) -> bool:
    """Whether a copy that counts as much looks like one from before it was marked: several marks gone, none there.

    Nobody empties all answers at once and gives none; a copy saved after the export and put back shows just that.
    """
    return emptied > 1 and standing == 0


def stays_sentence(marks: int, because: Stays) -> str:
    """What isn't taken back, and why."""
    if marks == 1:
        one = because.value.replace("they were", "it was").replace("none of them", "no other mark")
        return f"1 mark that the database knows isn't in this copy: {one}. It stays."
    return f"{marks:,} marks that the database knows aren't in this copy: {because.value}. They stay."


def next_count(known: int, stands: int) -> int:
    """How often a workbook was exported once it is exported again: the file may be ahead of the database."""
    return max(known, stands) + 1


def is_overtaken(known: int, stands: int) -> bool:
    """Whether a copy is older than the last export of its workbook.

    Exported to, it goes on as a workbook of its own: with the old id it would count as the newest, and what was marked
    since it was copied would look emptied.
    """
    return stands < known


def overtaken_sentence(name: str, known: int, stands: int) -> str:
    """What is said after an export to such a copy, in case it was put back by mistake."""
    return (
        f"“{name}” was an older copy of its workbook (export {stands:,} of {known:,}): what Scheduling wrote in the "
        "later one isn't in it, and no mark is taken back for that. If this was a mistake, put the later one back."
    )


def stays_sentences(why: Collection[Stays]) -> tuple[str, ...]:
    """One sentence for each reason, in the order of the reasons."""
    counted = ((each, sum(1 for other in why if other is each)) for each in Stays)
    return tuple(stays_sentence(count, each) for each, count in counted if count)
