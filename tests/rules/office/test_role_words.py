import pytest

from models.rules.office.role_words import role_meant
from models.vocabulary.staff import Role


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("DSO", Role.DSO),
        ("D.S.O.", Role.DSO),
        ("Domiciliary Service Organiser", Role.DSO),
        ("Domiciliary Services Organizers", Role.DSO),
        ("Dom. organiser", Role.DSO),
        ("Care worker", Role.CWC),
        ("Care Worker (Community)", Role.CWC),
        ("Home-Carers", Role.CWC),
        ("Community care worker", Role.CCW),
        ("C.C.W", Role.CCW),
        ("Social worker", Role.SW),
        ("O/T", Role.OT),
        ("Occupational Therapist", Role.OT),
        ("Business Support", Role.ADMIN),
        ("service manager", Role.SERVICE_MANAGER),
        ("Scheduling Officer", Role.SCHEDULER),
    ],
)
def test_a_title_means_its_role_however_it_is_spelled(title, role):
    assert role_meant(title).role is role


@pytest.mark.parametrize(
    ("title", "role"), [("Senior care worker", Role.CWC), ("Snr. Social Worker", Role.SW), ("P/T carer", Role.CWC)]
)
def test_a_rank_before_the_title_is_left_out_and_said(title, role):
    meant = role_meant(title)
    assert (meant.role, meant.notice) == (role, f"“{title}” is taken as {role.label}.")


@pytest.mark.parametrize("title", ["Senior", "", "Deputy service manager", "OT assistant", "Driver", "Officer"])
def test_a_title_that_could_be_several_is_asked_about(title):
    assert role_meant(title).role is None


def test_a_community_care_worker_assesses_and_it_is_said_that_a_visiting_one_is_another():
    assert role_meant("Community care worker").notice.endswith("whoever visits is a CWC.")
    assert role_meant("Care worker").notice == ""
