"""When somebody is taken to another office (DAY-4)."""

from models.rules.decision import Lack
from models.rules.who import DSO

_RULE = "DAY-4"


def moving_lacks(because: str, *, has_team: bool, is_in_service: bool, is_untold: bool) -> tuple[Lack, ...]:
    """A team of another office in which one may decide, why, nobody in service here, and no concern that isn't told.

    Source: good practice (DAY-4, DAY-1).

    What runs here ends here first, or nobody would know which office visits.
    """
    lacks = []
    if not has_team:
        sentence = "Choose a team of an office where you may decide too: people are taken only there."
        lacks.append(Lack(_RULE, sentence, "whoever gives the logins", "to_team"))
    if is_in_service:
        sentence = "This person is in service here. End the package first; what was asked can be taken there then."
        lacks.append(Lack(_RULE, sentence, DSO))
    if is_untold:
        sentence = "A safeguarding concern about this person isn't told to anybody yet. Tell it first: it stays here."
        lacks.append(Lack(_RULE, sentence, DSO))
    if not because.strip():
        lacks.append(Lack(_RULE, "Say why this person is taken to another office.", DSO, "because"))
    return tuple(lacks)
