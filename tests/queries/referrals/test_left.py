"""The list of those that left the queue lately."""

from datetime import timedelta

from app.queries.referrals.left import left
from app.services import referrals
from models.vocabulary.referrals import ReferralOutcome


def test_those_that_left_are_listed_the_latest_first_with_how_and_why(office):
    first, second, waiting = office.a_referral(), office.a_referral(), office.a_referral()
    office.do(referrals.signpost, referral=first, seen=1, where_to="Lunch club")
    office.clock.advance(timedelta(hours=1))
    office.do(referrals.withdraw, referral=second, seen=1, care_hub_told_at=office.now)
    rows = office.ask(left)
    assert [(row.id, row.outcome) for row in rows] == [
        (second, ReferralOutcome.WITHDRAWN),
        (first, ReferralOutcome.SIGNPOSTED),
    ]
    assert rows[1].because == "Lunch club"
    assert waiting not in {row.id for row in rows}


def test_only_the_last_four_weeks_and_the_team_in_view_are_listed(office, count_statements):
    office.do(referrals.signpost, referral=office.a_referral(), seen=1, where_to="Lunch club")
    assert office.ask(left, team=office.teams["South"]) == ()
    statements = count_statements(office.database)
    assert len(office.ask(left, team=office.teams["North"])) == 1
    assert len([each for each in statements if each != "BEGIN"]) == 1
    office.clock.advance(timedelta(days=29))
    assert office.ask(left) == ()
