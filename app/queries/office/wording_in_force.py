"""Which of an office's words a paper is printed in on a day: one statement, asked once in a piece of work."""

from datetime import date

from app.door.turn import Turn
from models.wording import WordingVersion
from models.wording_of_days import OfficeWords, words_on, words_where

_KEPT = "words of papers"  # in the session, which lives as long as one piece of work


def words_in_force(turn: Turn, *, paper: str) -> OfficeWords:
    """The office's words that hold on the day of this turn: of those released, the highest whose day has come."""
    kept: dict[tuple[str, date], OfficeWords] = turn.session.info.setdefault(_KEPT, {})
    if (paper, turn.day) not in kept:
        kept[paper, turn.day] = words_on(turn.session, turn.office, paper, turn.day)
    return kept[paper, turn.day]


def words_of_draft(turn: Turn, *, paper: str) -> OfficeWords:
    """The words of a paper's draft, to be looked at; without one those that hold."""
    is_draft = (WordingVersion.released_at.is_(None), WordingVersion.withdrawn_at.is_(None))
    return words_where(turn.session, turn.office, paper, *is_draft) or words_in_force(turn, paper=paper)


def words_of_version(turn: Turn, *, paper: str, number: int) -> OfficeWords:
    """The office's words of one version, whatever became of it; none of a version that it hasn't."""
    return words_where(turn.session, turn.office, paper, WordingVersion.number == number)
