"""Referrals that wait for the same are one line of Today a team; each of anything else stands by itself."""

from datetime import timedelta

import pytest

from app.queries.today.in_one import today_in_one
from app.queries.today.next_dates import next_of_referral
from app.queries.today.prompts import today
from models.rules.referrals.waiting_in_one import waiting_in_one
from models.rules.sentences import moment_text


def waiting(office):
    return [row for row in office.ask(today_in_one) if row.rule == "REF-12"]


@pytest.mark.rule("REF-12")
def test_one_that_waits_is_said_by_name_and_two_of_a_team_in_one(office):
    first = office.a_referral(received_at=office.now - timedelta(hours=30))
    (row,) = waiting(office)
    assert row.person != ""
    assert "waits for a decision" in row.sentence
    office.a_referral(received_at=office.now - timedelta(hours=3))
    office.a_referral(team_id=office.teams["South"])
    south, north = sorted(waiting(office), key=lambda each: each.person == "")
    assert south.person != ""
    since = moment_text(office.now - timedelta(hours=30))
    assert north.sentence == f"2 referrals of {north.team} wait for a decision, the first since {since}."
    assert (north.person_id, north.person, north.referral_id) == (None, "", first)
    assert len([row for row in office.ask(today) if row.rule == "REF-12"]) == 3


@pytest.mark.rule("REF-12")
def test_what_waits_for_capacity_is_one_line_and_what_waits_for_a_decision_another(office):
    for accepted in (False, False, True, True):
        by = {"accepted_at": office.now, "accepted_by_id": office.staff["DSO"]} if accepted else {}
        office.a_referral(**by)
    decision, capacity = sorted(waiting(office), key=lambda row: "capacity" in row.sentence)
    assert " wait for a decision, the first since " in decision.sentence
    assert " are accepted and wait for capacity, the first since " in capacity.sentence


@pytest.mark.rule("REF-13")
def test_what_is_held_and_what_stands_elsewhere_is_said_by_name():
    assert waiting_in_one("REF-13", "referrals.hold", 2, "North", None) is None
    assert waiting_in_one("REF-12", "referrals.start", 2, "North", None) is None


@pytest.mark.rule("REF-12")
def test_a_referral_says_what_comes_next_of_it_in_three_statements(office, count_statements):
    referral = office.a_referral(person=(person := office.a_person()))
    statements = count_statements(office.database)
    found = office.ask(next_of_referral, referral=referral, person=person)
    assert found.is_due
    assert "waits for a decision" in found.prompt.sentence
    assert len([each for each in statements if not each.startswith("BEGIN")]) == 3
