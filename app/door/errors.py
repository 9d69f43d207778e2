"""The two ways in which the program says no. Anything else that goes wrong is a defect.

Refused: the rules, the file or another desk said no. Unavailable: the database or the disk can't be reached.
"""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from models.rules.decision import Lack

_CHANGED = "This has changed since it was looked at"  # by another desk, or in a form beside this one
_THEN = "Look at it as it stands now, then decide again."


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an error
    """The deed is refused: the rule's id, a sentence that says what is missing, and who can provide it.

    `lacks` are the single things that are missing, where a rule named them.
    """

    def __init__(self, sentence: str, *, rule: str = "", who: str = "", lacks: tuple[Lack, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence, self.rule, self.who, self.lacks = sentence, rule, who, lacks


class ChangedMeanwhile(Refused):
    """Another desk has changed the record since this desk saw it: which record, the version seen, the version found.

    A version is 0 where there was none, or where only the database knows. `last` says who changed it last, and when.
    """

    def __init__(
        self, table: str = "", record: UUID | None = None, *, expected: int = 0, found: int = 0, last: str = ""
    ) -> None:
        super().__init__(f"{_CHANGED}: {last}. {_THEN}" if last else f"{_CHANGED}. {_THEN}")
        self.table, self.record = table, record
        self.expected, self.found = expected, found


def not_listed(what: str) -> Refused:
    """The refusal of a record of another office, or of none: what a desk can't see it can't tell apart."""
    return Refused(f"This {what} isn't in your office's list.", who="the office that holds it")


class Unavailable(Exception):  # noqa: N818  an answer too: what to do now, and that nothing is lost
    """The database, a file or the network can't be reached; the sentence says what to do."""


class KeyWanted(Unavailable):
    """A database's file is encrypted, and its recovery key has to be given before it can be opened."""

    def __init__(self, sentence: str, file: Path) -> None:
        super().__init__(sentence)
        self.file = file


class NotKnown(Unavailable):
    """The connection went while the deed was being stored: nobody can say yet whether it was."""

    def __init__(self, operation: UUID) -> None:
        super().__init__(
            "It isn't known whether this was saved: the connection went at that moment. Look before you do it again; "
            f"as the same operation, {operation}, it is never saved twice."
        )


class NothingDoneError(MemoryError):
    """A defect still: the memory ended in the middle of a deed, and it is certain that nothing of that is stored."""

    def __init__(self) -> None:
        super().__init__(
            "This computer has no memory left for that. Nothing of it was done, and nothing you typed is lost: close "
            "what else is open on it, then do it again."
        )


def refuse_if(lacks: Iterable[Lack], *, saying: str = "") -> None:
    """Refuse with everything that is missing and who can provide it, after a line of its own; pass where nothing is.

    The only place where a refusal gets a rule's id: what is refused, and in which words, is decided in `models.rules`.
    """
    missing = tuple(lacks)
    if missing:
        raise Refused(
            "\n".join((*((saying,) if saying else ()), *(lack.sentence for lack in missing))),
            rule=", ".join(dict.fromkeys(lack.rule for lack in missing)),
            who=", ".join(dict.fromkeys(lack.who for lack in missing)),
            lacks=missing,
        )
