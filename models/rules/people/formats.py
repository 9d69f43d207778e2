"""Formats beyond print: what is recorded of a need, and of who makes them. Source: DAPB1605."""

from collections.abc import Collection
from datetime import datetime

from models.rules.decision import Lack
from models.rules.who import DSO, EDITORS
from models.vocabulary.people import OtherFormat

_NEEDS_WORDS = {
    OtherFormat.INTERPRETER: "Say for which language: an interpreter can't be booked without.",
    OtherFormat.TRANSLATED: "Say into which language it is translated.",
    OtherFormat.OTHER: "Say which format it is.",
}
_LONGEST = 120


def need_lacks(of_format: OtherFormat, detail: str, known: Collection[OtherFormat]) -> tuple[Lack, ...]:
    """A need is recorded once, and says what somebody else has to know to meet it. Source: DAPB1605."""
    said = []
    if of_format in known and of_format is not OtherFormat.OTHER:
        said.append(Lack("", f"{of_format.label} is recorded already.", DSO, "of_format"))
    if of_format in _NEEDS_WORDS and not detail.strip():
        said.append(Lack("", _NEEDS_WORDS[of_format], DSO, "detail"))
    if len(detail.strip()) > _LONGEST:
        said.append(Lack("", f"Say it in {_LONGEST} signs at most: it stands on each paper.", DSO, "detail"))
    return tuple(said)


def ended_need_lacks(ended_at: datetime | None) -> tuple[Lack, ...]:
    """A need ends once. Source: DAPB1605."""
    if ended_at is None:
        return ()
    return (Lack("", "This need has ended already.", DSO),)


def maker_lacks(made_by: str) -> tuple[Lack, ...]:
    """Who makes a format is named, in the office's own words. Source: DAPB1605."""
    if made_by.strip():
        return ()
    return (Lack("", "Name who makes it: a team, a firm, or whom to ask.", EDITORS, "made_by"),)
