"""Who may change what stands in Office."""

import pytest

from models.rules.office.editors import OFFICE_EDITORS, office_editor_lacks, policy_editor_lacks
from models.vocabulary.staff import Role


@pytest.mark.parametrize("role", Role)
def test_the_office_is_kept_by_dsos_admin_and_the_service_manager(role):
    assert (office_editor_lacks(role) == ()) is (role in {Role.DSO, Role.ADMIN, Role.SERVICE_MANAGER})
    assert {Role.DSO, Role.ADMIN, Role.SERVICE_MANAGER} == OFFICE_EDITORS


@pytest.mark.parametrize("role", Role)
def test_policy_is_the_service_managers_and_a_dsos_only_where_there_is_none(role):
    assert (policy_editor_lacks(role, has_service_manager=True) == ()) is (role is Role.SERVICE_MANAGER)
    alone = policy_editor_lacks(role, has_service_manager=False)
    assert (alone == ()) is (role in {Role.SERVICE_MANAGER, Role.DSO})
    if alone:
        assert "no service manager" in alone[0].sentence
