"""The facts on the way to ongoing care: each with its moment, before the move and after it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.door.errors import Refused
from app.queries.transfer.transfer import transfer
from app.services.episodes import milestones
from app.services.transfer import checklist, conditions, handing_over
from models.episodes import Milestone
from models.staff import Staff
from models.teams import Team
from models.transfer import Transfer, TransferStep
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import AssessmentDecision, EpisodeKind, MilestoneKind
from models.vocabulary.staff import Role, TeamKind
from models.vocabulary.transfer import TransferRoute, TransferStepKind
from tests.builders import neighbours_of

HOUR = timedelta(hours=1)
FACTS = (
    conditions.agree_maximum_independence,
    conditions.complete_support_plan,
    conditions.confirm_need,
    conditions.make_fabo_referral,
    conditions.send_to_brokerage,
)


def record(office):
    with office.database.reading() as session:
        return session.scalars(select(Transfer)).one()


def how_many(office, kind):
    with office.database.reading() as session:
        return session.scalar(select(func.count()).select_from(kind))


@pytest.mark.rule("INT-1", "INT-2", "FUND-2", "FUND-3")
def test_each_fact_is_kept_with_its_moment_on_one_record(office):
    episode, at = office.an_episode(), office.now - HOUR
    for fact in FACTS:
        office.do(fact, episode=episode, at=at)
    office.do(conditions.record_listed, episode=episode, at=office.now)
    office.do(conditions.agree_transfer, episode=episode, at=at, reason=" No offer ")
    office.do(conditions.record_own_search, episode=episode, since=at.date(), evidence=" Called four ")
    kept = record(office)
    assert kept.support_plan_at == kept.need_confirmed_at == at
    assert kept.fabo_at == kept.sent_to_brokerage_at == kept.agreed_at == at
    assert (kept.listed_at, kept.reason, kept.own_search_evidence) == (office.now, "No offer", "Called four")


@pytest.mark.rule("INT-1")
@pytest.mark.parametrize("fact", FACTS)
def test_nothing_is_recorded_before_it_has_happened(office, fact):
    with pytest.raises(Refused, match="lies in the future"):
        office.do(fact, episode=office.an_episode(), at=office.now + timedelta(minutes=1))
    assert how_many(office, Transfer) == 0


@pytest.mark.rule("MILE-2", "INT-1")
def test_maximum_independence_and_assessment_are_milestones_too(office):
    episode = office.an_episode()
    office.do(conditions.agree_maximum_independence, episode=episode, at=office.now - HOUR)
    office.do(
        conditions.record_assessment, episode=episode, at=office.now, decision=AssessmentDecision.ONGOING,
        assessed_by=" SW North ",
    )  # fmt: skip
    with office.database.reading() as session:
        dated = {each.kind: each for each in session.scalars(select(Milestone))}
    assert set(dated) == {MilestoneKind.MAXIMUM_INDEPENDENCE, MilestoneKind.ASSESSED}
    assert dated[MilestoneKind.ASSESSED].assessed_by == "SW North"
    shown = office.ask(transfer, episode=episode).facts
    assert (shown.independence_agreed_at, shown.assessed_at) == (office.now - HOUR, office.now)


@pytest.mark.rule("INT-1", "MILE-1", "MILE-2")
@pytest.mark.parametrize("room", [milestones, conditions])
def test_maximum_independence_and_assessment_are_one_fact_on_whichever_screen_they_are_entered(office, room):
    """Goals dates the milestone, Interim transfer asks for the MDT's word: both show what either was told."""
    episode, at = office.an_episode(), office.now - HOUR
    if room is milestones:
        office.do(milestones.record, episode=episode, kind=MilestoneKind.MAXIMUM_INDEPENDENCE, at=at)
    else:
        office.do(conditions.agree_maximum_independence, episode=episode, at=at)
    told = {"episode": episode, "decision": AssessmentDecision.ONGOING, "assessed_by": "SW"}
    office.do(room.record_assessment, **told, at=office.now)
    view = office.ask(transfer, episode=episode)
    assert [each.holds for each in view.conditions] == [True, True, False, False]
    assert dict(office.ask(milestones_of, episode)) == {
        MilestoneKind.MAXIMUM_INDEPENDENCE: at, MilestoneKind.ASSESSED: office.now,
    }  # fmt: skip
    office.do(milestones.record, episode=episode, kind=MilestoneKind.MAXIMUM_INDEPENDENCE, at=at - HOUR)  # corrected
    assert office.ask(transfer, episode=episode).facts.independence_agreed_at == at - HOUR


def milestones_of(turn, episode):
    rows = turn.session.execute(select(Milestone.kind, Milestone.at).where(Milestone.episode_id == episode))
    return [tuple(row) for row in rows]


@pytest.mark.rule("INT-1", "FUND-3")
@pytest.mark.parametrize("room", [milestones, conditions])
def test_no_further_action_is_no_need_and_takes_back_an_assessment_of_one(office, room):
    episode = office.an_episode()
    told = {"episode": episode, "at": office.now, "assessed_by": "SW"}
    office.do(room.record_assessment, **told, decision=AssessmentDecision.ONGOING)
    assert office.ask(transfer, episode=episode).conditions[1].holds
    office.do(room.record_assessment, **told, decision=AssessmentDecision.NFA)
    assessed = office.ask(transfer, episode=episode).conditions[1]
    assert (assessed.holds, assessed.sentence) == (
        False, "No further action was decided on 20 Nov 2026: nobody is transferred.",
    )  # fmt: skip


@pytest.mark.rule("FUND-3", "MILE-2")
def test_ongoing_need_is_confirmed_by_an_assessment_as_it_stands_now_unless_somebody_said_so_themselves(office):
    person = office.a_person(funding=Funding.SELF_FUNDER)
    episode = office.an_episode(
        person=person, kind=EpisodeKind.INTERIM_TEAM, started_at=office.now - timedelta(days=20)
    )
    for fact in (conditions.send_to_brokerage, conditions.record_listed):
        office.do(fact, episode=episode, at=office.now - timedelta(days=9))
    told = {"episode": episode, "decision": AssessmentDecision.ONGOING, "assessed_by": "SW"}
    for days in (6, 4):  # its day is corrected, and so is the day from which somebody pays
        at = office.now - timedelta(days=days)
        office.do(milestones.record_assessment, **told, at=at)
        shown = office.ask(transfer, episode=episode)
        assert (shown.money.since, shown.facts.need_confirmed_at) == (at, at)
    office.do(conditions.confirm_need, episode=episode, at=office.now - timedelta(days=5))
    assert office.ask(transfer, episode=episode).money.since == office.now - timedelta(days=5)
    office.do(milestones.record_assessment, **told | {"decision": AssessmentDecision.NFA}, at=office.now)
    assert office.ask(transfer, episode=episode).money.since is None


@pytest.mark.rule("MILE-1", "MILE-2")
def test_an_assessment_before_maximum_independence_or_by_nobody_is_refused_and_keeps_nothing(office):
    episode = office.an_episode()
    office.do(conditions.agree_maximum_independence, episode=episode, at=office.now)
    told = {"episode": episode, "decision": AssessmentDecision.ONGOING}
    with pytest.raises(Refused, match="can't be before"):
        office.do(conditions.record_assessment, at=office.now - timedelta(days=1), assessed_by="SW", **told)
    with pytest.raises(Refused, match="Say who assessed"):
        office.do(conditions.record_assessment, at=office.now, assessed_by=" ", **told)
    assert office.ask(transfer, episode=episode).facts.assessed_at is None


@pytest.mark.rule("INT-2")
def test_the_list_comes_after_sending_and_sending_stays_before_the_list(office):
    episode = office.an_episode()
    with pytest.raises(Refused, match="Record first when"):
        office.do(conditions.record_listed, episode=episode, at=office.now)
    office.do(conditions.send_to_brokerage, episode=episode, at=office.now - HOUR)
    with pytest.raises(Refused, match="listed after that"):
        office.do(conditions.record_listed, episode=episode, at=office.now - 2 * HOUR)
    office.do(conditions.record_listed, episode=episode, at=office.now - HOUR)
    with pytest.raises(Refused, match="after Brokerage listed"):
        office.do(conditions.send_to_brokerage, episode=episode, at=office.now)


@pytest.mark.rule("INT-6", "INT-1")
def test_an_offer_names_its_provider_and_the_next_waits_for_what_came_of_it(office):
    episode = office.an_episode()
    offer = {"episode": episode, "at": office.now, "starts_on": None}
    with pytest.raises(Refused, match="Name the provider"):
        office.do(conditions.record_offer, **offer, provider=" ")
    office.do(conditions.record_offer, **offer, provider="Dove Care")
    assert record(office).offer_provider == "Dove Care"
    with pytest.raises(Refused, match="The offer of Dove Care is still open"):
        office.do(conditions.record_offer, **offer, provider="Swan Care")


@pytest.mark.rule("INT-1", "INT-3")
def test_a_search_needs_its_evidence_and_a_transfer_its_reason(office):
    episode = office.an_episode()
    for since, evidence in ((office.now.date(), " "), (office.now.date() + timedelta(days=1), "Called")):
        with pytest.raises(Refused, match="what shows it"):
            office.do(conditions.record_own_search, episode=episode, since=since, evidence=evidence)
    with pytest.raises(Refused, match="Give the reason"):
        office.do(conditions.agree_transfer, episode=episode, at=office.now, reason=" ")
    assert how_many(office, Transfer) == 0


@pytest.mark.rule("INT-3", "INT-8")
def test_the_route_names_an_interim_team_and_its_dso_or_neither(office):
    episode = office.an_episode()
    to = {"episode": episode, "route": TransferRoute.INTERIM_TEAM}
    with pytest.raises(Refused, match="Choose the interim team"):
        office.do(conditions.choose_route, **to, team=office.teams["Interim"])
    with pytest.raises(Refused, match="isn't an Interim"):
        office.do(conditions.choose_route, **to, team=office.teams["South"], interim_dso=office.staff["DSO"])
    office.do(conditions.choose_route, **to, team=office.teams["Interim"], interim_dso=office.staff["Interim DSO"])
    assert record(office).to_team_id == office.teams["Interim"]
    office.do(conditions.choose_route, episode=episode, route=TransferRoute.WITHIN_STS, team=office.teams["Interim"])
    assert (record(office).to_team_id, record(office).interim_dso_id) == (None, None)


@pytest.mark.rule("FUND-2", "INT-6")
def test_after_the_move_news_by_either_episode_reaches_the_same_record(office, make_ready):
    ready = make_ready(office)
    after = office.do(handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=office.now).made
    office.do(conditions.record_listed, episode=after, at=office.now)
    office.do(conditions.make_fabo_referral, episode=ready.episode, at=office.now)
    office.do(conditions.record_offer, episode=after, at=office.now, provider="Dove Care", starts_on=None)
    kept = record(office)
    assert (kept.listed_at, kept.fabo_at, kept.offer_provider) == (office.now, office.now, "Dove Care")


@pytest.mark.rule("INT-7")
def test_after_the_move_what_led_to_it_is_settled(office, make_ready):
    ready = make_ready(office)
    after = office.do(handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=office.now).made
    for episode, sentence in ((after, "moved to interim support"), (ready.episode, "has ended")):
        with pytest.raises(Refused, match=sentence):
            office.do(conditions.agree_transfer, episode=episode, at=office.now, reason="Again")
    assert how_many(office, Transfer) == 1


def test_somebody_taken_over_in_interim_support_gets_a_record_of_their_own(office):
    episode = office.an_episode(kind=EpisodeKind.INTERIM_TEAM)
    office.do(conditions.confirm_need, episode=episode, at=office.now)
    assert record(office).episode_id == episode


@pytest.mark.rule("FUND-2", "INT-4")
def test_a_fabo_referral_ticks_its_step_with_its_own_moment(office):
    office.do(conditions.make_fabo_referral, episode=office.an_episode(), at=office.now - HOUR)
    with office.database.reading() as session:
        step = session.scalars(select(TransferStep)).one()
    assert (step.step, step.done_at) == (TransferStepKind.FABO_REFERRAL, office.now - HOUR)


def test_a_transfer_is_given_up_once_and_a_new_one_can_begin(office):
    episode = office.an_episode()
    with pytest.raises(Refused, match="No transfer is under way"):
        office.do(conditions.abandon, episode=episode)
    office.do(conditions.confirm_need, episode=episode, at=office.now)
    office.do(conditions.abandon, episode=episode)
    office.do(conditions.confirm_need, episode=episode, at=office.now)
    assert how_many(office, Transfer) == 2


@pytest.mark.parametrize("fact", FACTS)
def test_nothing_is_recorded_for_an_episode_that_has_ended(office, fact):
    episode = office.an_episode(ended_at=office.now, end_reason="died")
    with pytest.raises(Refused, match="has ended"):
        office.do(fact, episode=episode, at=office.now)


@pytest.mark.rule("INT-5")
def test_another_team_is_not_chosen_over_the_word_of_the_one_that_accepted(office, make_ready):
    case = make_ready(office)
    other = Team(name="Interim South", kind=TeamKind.INTERIM, worker_minutes_a_week=6000, telephone="0114 496 0002")
    theirs = Staff(name="DSO South", role=Role.DSO, team_id=other.id)
    office.store(other, theirs)
    to = {"episode": case.episode, "route": TransferRoute.INTERIM_TEAM}
    with pytest.raises(Refused, match="take back that tick"):
        office.do(conditions.choose_route, **to, team=other.id, interim_dso=theirs.id)
    same = {"team": office.teams["Interim"], "interim_dso": office.staff["Interim DSO"]}
    office.do(conditions.choose_route, **to, **same)  # the same again
    office.do(checklist.untick, transfer=case.transfer, step=TransferStepKind.TRANSFER_ACCEPTED)
    office.do(conditions.choose_route, **to, team=other.id, interim_dso=theirs.id)
    assert office.get(Transfer, case.transfer).to_team_id == other.id


@pytest.mark.rule("INT-3")
def test_nobody_of_another_office_receives_a_person(office):
    theirs, to = neighbours_of(office), {"episode": office.an_episode(), "route": TransferRoute.INTERIM_TEAM}
    ours = {"team": office.teams["Interim"], "interim_dso": office.staff["Interim DSO"]}
    for told in ({"team": theirs.teams["Interim"]}, {"interim_dso": theirs.staff["Interim DSO"]}):
        with pytest.raises(Refused, match="isn't in your office"):
            office.do(conditions.choose_route, **to, **ours | told)
    office.do(conditions.choose_route, **to, **ours)


@pytest.mark.rule("END-10")
def test_the_interim_dso_is_a_dso_of_the_receiving_team(office):
    to = {"episode": office.an_episode(), "route": TransferRoute.INTERIM_TEAM, "team": office.teams["Interim"]}
    for staff, said in (("DSO", "isn't of the receiving team"), ("OT", "is on the staff as OT")):
        with pytest.raises(Refused, match=said) as refused:
            office.do(conditions.choose_route, **to, interim_dso=office.staff[staff])
        assert refused.value.rule == "END-10"
    office.do(conditions.choose_route, **to, interim_dso=office.staff["Interim DSO"])
