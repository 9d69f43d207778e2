"""The words of a paper as an office prints them: the program's with the office's over them, in force on that day."""

from collections.abc import Mapping

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.door.wording import shipped_words
from app.queries.office.wording_in_force import words_in_force, words_of_draft, words_of_version
from models.rules.decision import Lack
from models.rules.office.wording import OfficePhrase, own_words_lacks, standing_words
from reports.layout.styles import Edition
from reports.layout.wording import Wording, wording


def words_of(turn: Turn, *, paper: str) -> Wording:
    """The words in which a paper (the name of its folder) is printed today; hand them to its `render`."""
    office = words_in_force(turn, paper=paper)
    return _with_office(paper, shipped_words(paper).version, office.number, office.phrases)


def words_lacks(words: Wording, *, paper: str) -> tuple[Lack, ...]:
    """What the office has still to say before this paper can be more than a draft."""
    return own_words_lacks(paper, words.phrases.values())


def final_words(turn: Turn, *, paper: str, edition: Edition) -> Wording:
    """The words of a paper that has no other lacks: refused while the office owes its own, but for a draft."""
    words = words_of(turn, paper=paper)
    if edition is not Edition.DRAFT:
        refuse_if(words_lacks(words, paper=paper), saying="This paper can't be printed yet (a draft can):")
    return words


def words_drafted(turn: Turn, *, paper: str) -> Wording:
    """The words of a paper's draft, to look at before they are released; without one those of today."""
    office = words_of_draft(turn, paper=paper)
    return _with_office(paper, shipped_words(paper).version, office.number, office.phrases)


def words_as_printed(turn: Turn, *, paper: str, version: str) -> Wording:
    """The words of the version that a paper names, "v2" or "v2.3", whatever has been released since."""
    shipped, _, number = version.partition(".")
    if not number:
        return wording(paper, shipped)
    office = words_of_version(turn, paper=paper, number=int(number))
    return _with_office(paper, shipped, office.number, office.phrases)


def _with_office(paper: str, shipped: str, number: int, office: Mapping[str, OfficePhrase]) -> Wording:
    """A shipped version with an office's words over it: those that fit it."""
    program = wording(paper, shipped)
    return program.over(number, standing_words(program.phrases, office))
