"""Who starts today and tomorrow; and what waits on others, with a message that asks again."""

from datetime import date, timedelta

import pytest

from app.queries.today.starting import starting
from app.queries.today.waiting import waiting_on_others
from app.services import referrals
from app.services.today.chasing import record_chaser
from models.referrals import InformationRequest, Referral
from models.together import Together
from models.transfer import Transfer
from tests.builders import START_CHECKS

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def do(office, deed, key, **told):
    return office.do(deed, referral=key, seen=office.version(Referral, key), **told)


@pytest.mark.rule("DAY-2")
def test_starting_today_and_tomorrow_says_whether_the_first_visit_is_confirmed(office):
    told = {"accepted_at": office.now - DAY, "accepted_by_id": office.staff["DSO"]}
    later = office.a_referral(**told, start_planned_at=office.now + 26 * HOUR)
    first = office.a_referral(**told, start_planned_at=office.now + HOUR)
    home = office.a_referral(**told, discharge_on=date(2026, 11, 21), team_id=office.teams["South"])
    office.a_referral(**told, start_planned_at=office.now + 3 * DAY)
    office.a_referral(discharge_on=date(2026, 11, 21))  # not accepted yet: the queue's business
    rows = office.ask(starting)
    assert [row.referral_id for row in rows] == [first, later, home]
    assert {row.confirmed_at for row in rows} == {None}
    office.do(referrals.tick_start_check, referral=first, item=rows[0].check)
    rows = office.ask(starting)
    assert [row.confirmed_at for row in rows] == [office.now, None, None]
    assert [row.day for row in rows] == [date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 21)]
    assert [row.referral_id for row in office.ask(starting, team=office.teams["South"])] == [home]
    office.clock.advance(2 * HOUR)
    assert office.ask(starting)[0].is_late


@pytest.mark.rule("DAY-2")
def test_who_started_today_stays_in_view_until_tomorrow(office):
    key = office.a_referral(accepted_at=office.now - DAY, accepted_by_id=office.staff["DSO"])
    do(office, referrals.confirm_capacity, key, start_planned_at=office.now)
    for item in START_CHECKS:
        office.do(referrals.tick_start_check, referral=key, item=item)
    do(office, referrals.start, key)
    (row,) = office.ask(starting)
    assert (row.has_started, row.is_late) == (True, False)
    office.clock.advance(DAY)
    assert office.ask(starting) == ()


def test_starting_takes_one_statement(office, count_statements):
    for _ in range(4):
        office.a_referral(start_planned_at=office.now)
    statements = count_statements(office.database)
    assert len(office.ask(starting)) == 4
    assert len([each for each in statements if each != "BEGIN"]) == 1


def waiting(turn, team=None):
    return waiting_on_others(Together(turn.session), turn, team)()


@pytest.mark.rule("REF-3", "REF-8", "INT-1")
def test_what_waits_on_others_says_since_when_of_whom_and_what_to_write(office, count_statements):
    key = office.a_referral(referrer_telephone="0114 496 0020")
    do(office, referrals.ask_for_information, key, what="Falls history", of_whom="Ward 4")
    episode = office.an_episode()
    office.store(Transfer(episode_id=episode, sent_to_brokerage_at=office.now - DAY))
    office.a_referral(chc=True, chc_known_at=office.now, chc_asked_at=office.now - 3 * DAY)
    statements = count_statements(office.database)
    rows = office.ask(waiting)
    assert len([each for each in statements if each != "BEGIN"]) == 4
    assert [row.of_whom for row in rows] == ["CHC", "Brokerage", "Ward 4"]
    asked = rows[-1]
    assert (asked.what, asked.telephone, asked.chased_at, asked.referral_id) == (
        "Falls history", "0114 496 0020", None, key,
    )  # fmt: skip
    said = asked.message
    assert said.startswith(f"To: Ward 4\nAbout: {asked.person} (reference CH")
    assert "On 20 Nov 2026 at 09:00 we asked you for: Falls history." in said
    assert said.endswith("DSO North, North, 0114 496 0010\n")
    office.clock.advance(HOUR)
    office.do(referrals.chase_information, request=asked.key, seen=asked.version)
    chased = office.ask(waiting)[-1]
    assert chased.chased_at == office.now
    assert "and again on 20 Nov 2026 at 10:00" in chased.message
    assert office.get(InformationRequest, asked.key).received_at is None
    assert office.ask(waiting, team=office.teams["South"]) == ()


@pytest.mark.rule("REF-8", "INT-1")
def test_chasing_chc_and_brokerage_is_shown_and_said_in_the_next_message(office, count_statements):
    episode = office.an_episode()
    office.store(Transfer(episode_id=episode, sent_to_brokerage_at=office.now - DAY))
    office.a_referral(chc=True, chc_known_at=office.now, chc_asked_at=office.now - 3 * DAY)
    office.a_referral(chc=True, chc_known_at=office.now, chc_asked_at=office.now - 2 * DAY)
    first, second, brokerage = office.ask(waiting)
    for _ in range(2):
        office.clock.advance(HOUR)
        office.do(record_chaser, about=first.about, asked=first.key, whom=first.of_whom)
    office.do(record_chaser, about=brokerage.about, asked=brokerage.key, whom=brokerage.of_whom)
    statements = count_statements(office.database)
    rows = {row.key: row for row in office.ask(waiting)}
    assert len([each for each in statements if each != "BEGIN"]) == 4
    assert next(iter(rows)) == second.key  # what nobody has chased for longest stands first
    assert rows[second.key].chased_at is None
    assert rows[first.key].chased_at == rows[brokerage.key].chased_at == office.now
    for key in (first.key, brokerage.key):
        assert "and again on 20 Nov 2026 at 11:00" in rows[key].message
