"""When somebody is taken to another office (DAY-4)."""

from models.rules.decision import Lack
from models.rules.who import DSO

_RULE = "DAY-4"


def moving_lacks(because: str, *, has_team: bool, is_in_service: bool) -> tuple[Lack, ...]:
    """A team of another office in which one may decide, why, and nobody in service here. Source: good practice (DAY-4).

    What runs here ends here first, or nobody would know which office visits.
    """
    lacks = []
    if not has_team:
        sentence = (
            "Choose a team of another office: it takes the right “dso” in both offices, and to be of the staff of both."
        )
        lacks.append(Lack(_RULE, sentence, "whoever gives the logins", "to_team"))
    if is_in_service:
        sentence = "This person is in service here. End the package first; what was asked can be taken there then."
        lacks.append(Lack(_RULE, sentence, DSO))
    if not because.strip():
        lacks.append(Lack(_RULE, "Say why this person is taken to another office.", DSO, "because"))
    return tuple(lacks)
