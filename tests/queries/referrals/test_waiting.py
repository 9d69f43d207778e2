"""How the queue stands in one line."""

from datetime import date, timedelta

import pytest

from app.queries.figures.figures import figures
from app.queries.referrals.queue import queue
from app.queries.referrals.waiting import waiting_line
from app.services import referrals
from models.referrals import Referral
from models.values import Call
from tests.builders import visit


@pytest.mark.rule("REF-10")
def test_the_oldest_and_the_median_wait_and_what_was_completed_are_counted(office, count_statements):
    for hours in (1, 5, 30):
        office.a_referral(received_at=office.now - timedelta(hours=hours))
    left = office.a_referral(received_at=office.now - timedelta(days=9))
    office.do(referrals.withdraw, referral=left, seen=1, care_hub_told_at=office.now)
    counted = count_statements(office.database)
    line = office.ask(waiting_line)
    assert (line.waiting, line.completed, line.started) == (3, 1, 0)
    assert line.oldest_since == office.now - timedelta(hours=30)
    assert line.median_since == office.now - timedelta(hours=5)
    assert len([each for each in counted if each.startswith("SELECT")]) == 2


@pytest.mark.rule("REF-10")
def test_an_even_number_waits_half_way_between_the_middle_two_and_nobody_waits_nowhere(office):
    assert office.ask(waiting_line).median_since is None
    for hours in (2, 4):
        office.a_referral(received_at=office.now - timedelta(hours=hours))
    assert office.ask(waiting_line, team=office.teams["North"]).median_since == office.now - timedelta(hours=3)
    assert office.ask(waiting_line, team=office.teams["South"]).waiting == 0


@pytest.mark.rule("REF-3")
def test_the_queue_says_how_much_of_the_waiting_was_for_others(office):
    asked = office.a_referral(received_at=office.now - timedelta(hours=10))
    made = office.do(referrals.ask_for_information, referral=asked, seen=1, what="Key safe", of_whom="Ward 4").made
    office.clock.advance(timedelta(hours=3))
    office.do(referrals.record_information, request=made, seen=1, answer="1945")
    office.clock.advance(timedelta(hours=1))
    row = office.ask(queue)[0]
    assert row.waited_for_information == timedelta(hours=3)
    assert row.information_asked_at is None
    assert office.version(Referral, asked) >= 1


@pytest.mark.rule("REF-17", "FIG-1")
def test_a_part_accepted_referral_is_counted_once_in_the_line_and_in_the_figures(office):
    key = office.a_referral(visit(), visit(Call.TEA, 45), visit(Call.LUNCH))
    rest = office.do(referrals.part_accept, referral=key, seen=1, starting=(visit(),)).made
    last = office.do(
        referrals.part_accept, referral=rest, seen=office.version(Referral, rest), starting=(visit(Call.TEA, 45),)
    ).made
    another = office.a_referral()
    assert office.ask(waiting_line).waiting == 2
    seen = office.version(Referral, key)
    office.do(referrals.withdraw, referral=key, seen=seen, care_hub_told_at=office.now)
    line = office.ask(waiting_line)
    assert (line.waiting, line.completed) == (2, 1)
    office.do(referrals.withdraw, referral=rest, seen=office.version(Referral, rest), care_hub_told_at=office.now)
    assert (office.ask(waiting_line).waiting, office.ask(waiting_line).completed) == (2, 1)
    counted = next(each for each in office.ask(figures, first=date(2026, 11, 1), last=date(2026, 11, 30)).figures)
    assert counted.sentence.startswith("2 referrals came in: 0 started, 1 in part, 1 still waiting")
    assert {row.id for row in office.ask(queue)} == {last, another}
