"""Who may see who looked, printed and exported."""

from models.rules.decision import Lack
from models.rules.who import SERVICE_MANAGER
from models.vocabulary.staff import Role


def looks_lacks(role: Role) -> tuple[Lack, ...]:
    """The service manager sees who looked at whom; changes everybody of the office sees."""
    if role is Role.SERVICE_MANAGER:
        return ()
    sentence = "Who looked, printed and exported is shown to the service manager only: ask them."
    return (Lack("", sentence, SERVICE_MANAGER),)
