"""The tab Interim transfer: conditions, checklist by role, the clock, money and why, in as many statements always."""

from datetime import date, timedelta

import pytest

from app.door.clock import FixedClock
from app.door.errors import Refused
from app.door.work import Work
from app.queries.transfer.page import transfer_page
from app.queries.transfer.transfer import receiving_teams, transfer
from app.services.closure import deaths
from app.services.transfer import checklist, conditions
from models.agreement import Agreement, Rate
from models.database import Database
from models.episodes import Episode
from models.people import Representative
from models.rules.transfer.checklist import StepState
from models.transfer import Transfer
from models.values import Call, Money
from models.vocabulary.agreement import Authority, Funding
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.people import PaperFormat
from models.vocabulary.transfer import TransferRole, TransferRoute, TransferStepKind
from tests.benchmarks.link import Link
from tests.builders import visit

HOUR = timedelta(hours=1)


def an_interim(office, *, funding=Funding.SELF_FUNDER, **facts):
    """Somebody in interim support since two days ago, listed four days ago; the interim episode's id."""
    person = office.a_person(funding=funding)
    began = office.now - timedelta(days=2)
    first = office.an_episode(
        person=person, started_at=office.now - timedelta(days=30), ended_at=began, end_reason="transferred"
    )
    second = office.an_episode(
        visit(Call.MORNING, 60),
        person=person,
        kind=EpisodeKind.INTERIM_TEAM,
        team_id=office.teams["Interim"],
        dso_id=office.staff["Interim DSO"],
        started_at=began,
        follows_id=first,
    )
    told = {
        "sent_to_brokerage_at": office.now - timedelta(days=5),
        "listed_at": office.now - timedelta(days=4),
        "need_confirmed_at": office.now - timedelta(days=6),
        "route": TransferRoute.INTERIM_TEAM,
        "to_team_id": office.teams["Interim"],
        "interim_dso_id": office.staff["Interim DSO"],
    } | facts
    office.store(Transfer(episode_id=first, to_episode_id=second, handed_over_at=began, **told))
    return second


def a_rate(office, *, from_day=date(2026, 4, 1), single=2480, double=4960):
    rate = Rate(from_day=from_day, single_handed_pence=single, double_handed_pence=double)
    office.store(rate)
    return rate.id


def an_agreement(office, episode, rate, **values):
    told = {
        "reference": f"ISA-{office._next()}",
        "wording_version": "v1",
        "edition": PaperFormat.STANDARD,
        "paper": "{}",
        "liable_from": office.now,
        "weekly_pence": 17360,
        "issued_at": office.now,
        "issued_by_id": office.staff["DSO"],
    } | values
    plan = office.ask(transfer, episode=episode).plan
    office.store(Agreement(episode_id=episode, plan_id=plan.id, rate_id=rate, **told))


def column(view, role):
    return next(each for each in view.columns if each.role is role)


@pytest.mark.rule("INT-1", "INT-2")
def test_before_the_first_fact_everything_is_missing_and_says_who_can_mend_it(office):
    view = office.ask(transfer, episode=office.an_episode())
    assert (view.transfer, view.seen) == (None, None)
    assert [(each.holds, each.who) for each in view.conditions] == [
        (False, "the MDT"),
        (False, "the case coordinator"),
        (False, "the case coordinator"),
        (False, "the MDT"),
    ]
    assert not view.one_alternative_holds
    assert view.clock.sentence == "The hours with Brokerage don't run yet."
    assert {each.rule for each in view.hand_over_lacks} >= {"INT-1", "INT-3"}


@pytest.mark.rule("INT-2")
def test_the_clock_counts_down_from_sent_and_then_asks_brokerage_for_the_list(office):
    episode = office.an_episode()
    sent = office.now
    office.do(conditions.send_to_brokerage, episode=episode, at=sent)
    office.clock.advance(47 * HOUR)
    clock = office.ask(transfer, episode=episode).clock
    assert (clock.over_at, clock.is_over, clock.ask_brokerage) == (sent + 48 * HOUR, False, False)
    assert clock.sentence == "Another 1 h with Brokerage, until 22 Nov 2026 at 09:00."
    office.clock.advance(HOUR)
    view = office.ask(transfer, episode=episode)
    assert (view.clock.is_over, view.clock.ask_brokerage) == (True, True)
    assert view.one_alternative_holds
    office.do(conditions.record_listed, episode=episode, at=office.now)
    assert not office.ask(transfer, episode=episode).clock.ask_brokerage


@pytest.mark.rule("INT-3", "INT-4", "INT-5", "INT-6")
def test_the_checklist_stands_in_four_columns_with_who_when_and_what_each_waits_for(office):
    episode = office.an_episode()
    office.do(conditions.choose_route, episode=episode, route=TransferRoute.INTERIM_TEAM,
              team=office.teams["Interim"], interim_dso=office.staff["Interim DSO"])  # fmt: skip
    view = office.ask(transfer, episode=episode)
    assert [each.role for each in view.columns] == list(TransferRole)
    assert (view.route.team_name, view.route.dso_name) == ("Interim", "DSO Interim")
    steps = {each.step: each for role in view.columns for each in role.steps}
    sent = steps[TransferStepKind.PSP_SENT]
    assert sent.state is StepState.WAITING
    assert sent.waits_for == f"“{TransferStepKind.CAPACITY_SPOKEN.label}”"
    assert steps[TransferStepKind.PVI_CONFIRMED].waits_for == "a PVI offer"
    office.do(checklist.tick, transfer=view.transfer, step=TransferStepKind.CAPACITY_SPOKEN, note="Room from Mon")
    spoken = column(office.ask(transfer, episode=episode), TransferRole.STS_DSO).steps[0]
    assert (spoken.state, spoken.done_by, spoken.done_at, spoken.note) == (
        StepState.DONE,
        "DSO North",
        office.now,
        "Room from Mon",
    )


@pytest.mark.rule("INT-8")
def test_within_sts_the_interim_dso_has_nothing_to_do(office):
    episode = office.an_episode()
    office.do(conditions.choose_route, episode=episode, route=TransferRoute.WITHIN_STS)
    assert column(office.ask(transfer, episode=episode), TransferRole.INTERIM_DSO).steps == ()


@pytest.mark.rule("FUND-1")
def test_a_short_term_episode_says_that_it_is_free_and_shows_no_sum(office):
    a_rate(office)
    episode = office.an_episode(person=office.a_person(funding=Funding.SELF_FUNDER))
    view = office.ask(transfer, episode=episode)
    assert (view.money.rule, view.money.sentence) == ("FUND-1", "The Short Term Service is free.")
    assert (view.money.explanation, view.money.cost_lines, view.money.week_total) == ((), (), None)
    assert [each.rule for each in view.agreement_lacks] == ["FUND-1"]


@pytest.mark.rule("FUND-3")
def test_an_interim_episode_shows_the_transfer_that_led_to_it_and_its_liability_explained(office):
    a_rate(office)
    view = office.ask(transfer, episode=an_interim(office))
    assert view.is_handed_over
    assert view.hand_over_lacks == ()
    assert (view.money.since, view.money.is_after) == (office.now - timedelta(days=2), True)
    assert any("More than 48 hours on the lack of provision list" in each for each in view.money.explanation)
    assert view.money.week_total == Money.pence(7 * 2480)
    assert view.money.cost_lines == ("Morning, every day, one worker: 7 × 60 min = 7 h at £24.80 an hour = £173.60",)
    assert view.agreement_lacks == ()


@pytest.mark.rule("FUND-2")
def test_a_co_funder_without_a_fabo_referral_sees_that_it_is_missing_and_no_sum(office):
    a_rate(office)
    view = office.ask(transfer, episode=an_interim(office, funding=Funding.CO_FUNDER, support_plan_at=office.now))
    assert view.money.since is None
    assert [each.sentence for each in view.money.lacks] == [
        "“FABO referral made” has no date yet, so no first day of payment can be given."
    ]
    assert view.money.week_total is None
    assert "for a self-funder" in view.agreement_lacks[0].sentence


@pytest.mark.rule("FUND-4")
def test_without_a_rate_no_agreement_can_be_issued(office):
    a_rate(office, from_day=office.now.date() + timedelta(days=1))
    view = office.ask(transfer, episode=an_interim(office))
    assert "There is no rate for that day" in view.agreement_lacks[-1].sentence


@pytest.mark.rule("FUND-4", "FUND-5")
def test_each_agreement_says_how_far_it_has_come(office):
    rate, episode = a_rate(office), an_interim(office)
    signed = {"signed_at": office.now, "signed_by": "Jean Gill"}
    an_agreement(office, episode, rate, refused_at=office.now, refused_because="Too dear")
    office.clock.advance(HOUR)
    an_agreement(office, episode, rate)
    office.clock.advance(HOUR)
    an_agreement(office, episode, rate, **signed)
    office.clock.advance(HOUR)
    an_agreement(office, episode, rate, **signed, uploaded_at=office.now, po_raised_at=office.now)
    rows = office.ask(transfer, episode=episode).agreements
    assert [each.state for each in rows] == [
        "PO raised",
        "Signed, to be uploaded to MOSAIC",
        "Issued, to be signed",
        "Refused",
    ]
    assert (rows[3].refused_because, rows[0].weekly, rows[0].issued_by, rows[0].seen) == (
        "Too dear",
        Money.pence(17360),
        "DSO North",
        1,
    )


@pytest.mark.rule("FUND-5")
def test_those_who_speak_for_the_person_are_shown_with_why_they_cannot_sign(office):
    episode = an_interim(office)
    person = office.ask(transfer, episode=episode).person
    office.store(
        Representative(person_id=person, name="Tom Gill", relation="son", authority=Authority.NONE),
        Representative(
            person_id=person, name="Ann Gill", authority=Authority.LPA_PROPERTY,
            evidence_seen_at=office.now, evidence_seen_by_id=office.staff["DSO"],
        ),
    )  # fmt: skip
    shown = {each.name: each.cant_sign for each in office.ask(transfer, episode=episode).representatives}
    assert shown["Ann Gill"].startswith("Record the power by which Ann Gill signs")
    assert "next of kin" in shown["Tom Gill"]


@pytest.mark.rule("END-6")
def test_after_a_death_no_agreement_is_addressed_to_the_person(office):
    a_rate(office)
    episode = an_interim(office)
    view = office.ask(transfer, episode=episode)
    office.do(deaths.report_death, person=view.person, seen=1)
    view = office.ask(transfer, episode=episode)
    assert [each.rule for each in view.agreement_lacks] == ["END-6"]


@pytest.mark.rule("INT-3", "REF-15")
def test_the_receiving_teams_are_the_interim_ones_with_what_they_have_free(office):
    an_interim(office)
    (team,) = office.ask(receiving_teams)
    assert (team.name, team.free_minutes) == ("Interim", 100 * 60 - 7 * 60)
    assert [name for _id, name in team.dsos] == ["DSO Interim"]


@pytest.mark.parametrize("how_many", [0, 5])
def test_the_tab_costs_twenty_statements_however_much_there_is(office, count_statements, how_many):
    rate, episode = a_rate(office), an_interim(office)
    for _each in range(how_many):
        an_agreement(office, episode, rate)
    statements = count_statements(office.database)
    office.ask(transfer, episode=episode)
    assert len([each for each in statements if each.startswith("SELECT")]) == 20


@pytest.mark.rule("FUND-1")
def test_of_what_is_free_nothing_about_money_is_read(office, count_statements):
    a_rate(office)
    episode = office.an_episode()
    statements = count_statements(office.database)
    office.ask(transfer, episode=episode)
    asked = [each for each in statements if each.startswith("SELECT")]
    assert len(asked) == 11


def test_of_somebody_who_pays_the_whole_tab_takes_three_trips_to_a_server(postgres_office):
    rate, episode = a_rate(postgres_office), an_interim(postgres_office)
    an_agreement(postgres_office, episode, rate)
    person = postgres_office.get(Episode, episode).person_id
    link = Link(postgres_office.database.url.render_as_string(hide_password=False))
    database = Database(link.url, postgres_office.clock.now)
    work = Work(database, FixedClock(postgres_office.now), staff=postgres_office.staff["DSO"])
    work.read(lambda turn: turn.day)
    before = link.trips
    shown = work.read(transfer_page, person=person).view
    assert link.trips - before == 3
    assert shown == postgres_office.ask(transfer, episode=episode)
    database.close()
    link.close()


def test_an_episode_of_nobody_is_refused_in_words(office):
    with pytest.raises(Refused, match="isn't in your office's list"):
        office.ask(transfer, episode=office.id)
