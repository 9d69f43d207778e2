"""Who may change what an office is: its teams, staff, lists and rates; and who its policy.

The sources give policy to the service manager (the people of the domain); an office that has none on its staff leaves
it to its DSOs, or nobody could ever set a number there.
"""

from models.rules.decision import Lack
from models.rules.who import OFFICE, SERVICE_MANAGER
from models.vocabulary.staff import Role

OFFICE_EDITORS = frozenset({Role.DSO, Role.ADMIN, Role.SERVICE_MANAGER})


def office_editor_lacks(role: Role) -> tuple[Lack, ...]:
    """Teams, staff, rates, lists and contact numbers are kept by a DSO, the admin staff or the service manager."""
    if role in OFFICE_EDITORS:
        return ()
    return (
        Lack("", "What stands in Office is changed by a DSO, admin or the service manager: ask one of them.", OFFICE),
    )


def policy_editor_lacks(role: Role, *, has_service_manager: bool) -> tuple[Lack, ...]:
    """Policy is set by the service manager; by a DSO only where the office has no service manager."""
    if role is Role.SERVICE_MANAGER or (role is Role.DSO and not has_service_manager):
        return ()
    sentence = (
        "Policy is set by the service manager: ask them."
        if has_service_manager
        else "Policy is set by a DSO here, for this office has no service manager: ask one."
    )
    return (Lack("", sentence, SERVICE_MANAGER),)
