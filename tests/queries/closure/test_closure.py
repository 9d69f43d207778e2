"""The tab Closure: what it shows at each step of an end, in as many statements however much there is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.door.errors import Refused
from app.queries.closure.closure import closure
from app.queries.closure.texts_to_paste import EndedSupport, StepText, for_ccl, for_mosaic
from app.services.closure import breaks, closing, deaths, ending
from app.services.office import policy
from models.breaks import Break
from models.chc import ChcInService
from models.episodes import Episode
from models.people import Person
from models.ratings import Rating
from models.values import Call, london_day
from models.vocabulary.agreement import Funding
from models.vocabulary.cld import InterimType
from models.vocabulary.closure import AtOutcome, BreakKind, ClosingStepKind, EndReason
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.goals import Letter
from models.vocabulary.two_weeks import WEEK_B
from tests.builders import visit

ALL_STEPS = tuple(ClosingStepKind)


def ended(office, *, reason=EndReason.GOALS_ACHIEVED, **values):
    episode = office.an_episode(**values)
    seen = office.version(Episode, episode)
    office.do(ending.end, episode=episode, seen=seen, reason=reason, ends_at=office.now)
    return episode


@pytest.mark.rule("END-1", "END-2")
def test_an_open_episode_offers_the_reasons_of_its_kind_and_what_each_asks_for(office):
    short = office.ask(closure, episode=office.an_episode())
    assert [each.reason for each in short.reasons] == [
        EndReason.GOALS_ACHIEVED,
        EndReason.ONGOING_ARRANGED,
        EndReason.CARE_HOME,
        EndReason.HOSPITAL,
        EndReason.DIED,
    ]
    assert all(each.asks for each in short.reasons)
    assert short.remains == ()
    assert (short.text_for_mosaic, short.text_for_ccl) == ("", "")
    interim = office.ask(closure, episode=office.an_episode(kind=EpisodeKind.INTERIM_TEAM))
    assert EndReason.LONG_BREAK in [each.reason for each in interim.reasons]


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("funding", "has_chc", "outcome"),
    [
        (Funding.COUNCIL, False, "Progress to support planning or services"),
        (Funding.SELF_FUNDER, False, "NFA: Self-funded client or under 12wk disregard"),
        (Funding.SELF_FUNDER, True, "NFA: Referral to NHS services or NHS funded social care"),
    ],
)
def test_an_end_says_what_it_is_in_the_statutory_return(office, funding, has_chc, outcome):
    episode = office.an_episode(person=office.a_person(funding=funding))
    if has_chc:
        found = {"fast_track": False, "out_of_hours": False, "recorded_by_id": office.staff["DSO"]}
        office.store(ChcInService(episode_id=episode, known_at=office.now, **found))
    before = office.ask(closure, episode=episode)
    told = {each.reason: each.in_return for each in before.reasons}
    assert f"“{outcome}”" in told[EndReason.ONGOING_ARRANGED]
    assert before.in_return == ""
    seen = office.version(Episode, episode)
    ending_for = {"reason": EndReason.HOSPITAL, "fact_on": london_day(office.now), "ends_at": office.now}
    office.do(ending.end, episode=episode, seen=seen, **ending_for)
    said = office.ask(closure, episode=episode).in_return
    assert "“Admitted to hospital”" in said
    assert said.endswith(" By Release 2 (not approved by the council).")


@pytest.mark.rule("FIG-2")
def test_an_end_says_of_a_known_package_what_it_comes_to_from_the_day_since_which_nobody_came(office):
    ended = office.now - timedelta(days=1)
    episode = office.an_episode(
        started_at=ended - timedelta(days=20), ended_at=ended, end_reason=EndReason.ONGOING_ARRANGED,
        package_started_on=london_day(ended) + timedelta(days=3),
    )  # fmt: skip
    assert "Ongoing care starts 3 days after: ASCOF 2A counts it" in office.ask(closure, episode=episode).in_return
    office.store(
        Break(
            episode_id=episode, kind=BreakKind.AWAY, episode_kind=EpisodeKind.SHORT_TERM,
            began_at=ended - timedelta(days=5), last_visit_on=london_day(ended) - timedelta(days=5),
            last_asked_at=ended, recorded_by_id=office.staff["DSO"],
        )
    )  # fmt: skip
    assert "8 days after, more than 7: ASCOF 2A doesn't count it" in office.ask(closure, episode=episode).in_return


@pytest.mark.rule("FIG-2")
def test_chc_found_before_the_hand_over_is_said_at_the_end_of_interim_support(office):
    person, began = office.a_person(), office.now - timedelta(days=40)
    moved = {"ended_at": office.now - timedelta(days=20), "end_reason": EndReason.TRANSFERRED}
    sts = office.an_episode(person=person, started_at=began, **moved)
    found = {"fast_track": False, "out_of_hours": False, "recorded_by_id": office.staff["DSO"]}
    office.store(ChcInService(episode_id=sts, known_at=began, **found))
    interim = office.an_episode(
        person=person, kind=EpisodeKind.INTERIM_TEAM, started_at=moved["ended_at"], first_support_at=began,
        follows_id=sts,
    )  # fmt: skip
    community = {"setting": "return_interim_type", "number": InterimType.COMMUNITY.value}
    office.do_as("Service manager", policy.set_policy, because="the council said so", **community)
    told = {each.reason: each.in_return for each in office.ask(closure, episode=interim).reasons}
    assert "“NFA: Referral to NHS services or NHS funded social care”" in told[EndReason.PVI_FOUND]


@pytest.mark.rule("FIG-2")
def test_an_episode_whose_start_was_undone_is_nothing_in_the_return(office):
    ended = office.now - timedelta(days=1)
    episode = office.an_episode(
        started_at=ended, ended_at=ended, end_reason=EndReason.GOALS_ACHIEVED, undone_at=office.now,
        undone_because="wrong person",
    )  # fmt: skip
    assert office.ask(closure, episode=episode).in_return == ""


@pytest.mark.rule("END-3")
def test_an_open_break_shows_its_days_and_asks_each_day_in_hospital(office):
    episode = office.an_episode(started_at=office.now - timedelta(days=10))
    office.do(
        breaks.begin,
        episode=episode,
        kind=BreakKind.HOSPITAL,
        began_at=office.now,
        last_visit_on=office.now.date(),
    )
    assert office.ask(closure, episode=episode).open_break.says == ()
    office.clock.advance(timedelta(days=2))
    away = office.ask(closure, episode=episode).open_break
    assert away.days == 1
    assert away.asked_next_on == date(2026, 11, 21)
    assert "is a return within 72 hours of the admission still planned?" in away.says[0]
    assert not away.is_at_its_limit


@pytest.mark.rule("END-3")
def test_fourteen_whole_days_without_a_visit_offer_the_day_the_break_began_as_the_end(office):
    episode = office.an_episode(kind=EpisodeKind.INTERIM_TEAM, started_at=office.now - timedelta(days=40))
    began = office.now - timedelta(days=15)
    office.do(breaks.begin, episode=episode, kind=BreakKind.FAMILY, began_at=began, last_visit_on=began.date())
    away = office.ask(closure, episode=episode).open_break
    assert (away.days, away.is_at_its_limit, london_day(away.end_offered_at)) == (
        14, True, date(2026, 11, 5),
    )  # fmt: skip
    assert away.says[0].endswith("end the service, offered as of 5 Nov 2026.")


@pytest.mark.rule("END-3")
def test_a_break_that_ended_stays_in_the_history_and_asks_nothing(office):
    episode = office.an_episode()
    office.do(breaks.begin, episode=episode, kind=BreakKind.AWAY, began_at=office.now, last_visit_on=office.now.date())
    away = office.ask(closure, episode=episode).open_break
    office.clock.advance(timedelta(days=8))
    office.do(breaks.come_back, break_=away.id, seen=away.seen, returned_at=office.now)
    view = office.ask(closure, episode=episode)
    assert view.open_break is None
    assert [(each.kind, each.days, each.says) for each in view.breaks] == [(BreakKind.AWAY, 7, ())]


@pytest.mark.rule("END-4")
def test_what_remains_shrinks_with_each_tick_until_the_package_can_be_closed(office):
    episode = ended(office)
    view = office.ask(closure, episode=episode)
    assert [each.rule for each in view.remains] == ["END-4"] * 3 + ["END-5"]
    assert view.can_reopen
    office.do(closing.record_at_outcome, episode=episode, given=False)
    for step in ALL_STEPS:
        assert office.ask(closure, episode=episode).remains
        office.do(closing.tick, episode=episode, step=step, note=f"Ref {step.value}")
    view = office.ask(closure, episode=episode)
    assert view.remains == ()
    assert [(each.step, each.done_by, each.done_at) for each in view.steps] == [
        (step, "DSO North", office.now) for step in ALL_STEPS
    ]
    office.do(closing.close, episode=episode)
    view = office.ask(closure, episode=episode)
    assert (view.closed_at, view.closed_by) == (office.now, "DSO North")


@pytest.mark.rule("END-5")
def test_assistive_technology_stays_open_until_its_outcome_is_known(office):
    person = office.a_person(has_at=True)
    episode = ended(office, person=person)
    view = office.ask(closure, episode=episode)
    assert {each.rule for each in view.remains} == {"END-4", "END-5"}
    office.do(closing.record_at_outcome, episode=episode, outcome=AtOutcome.CONTINUE_PAY)
    view = office.ask(closure, episode=episode)
    assert view.at.outcome is AtOutcome.CONTINUE_PAY
    assert view.at.lacks == ()
    assert AtOutcome.CONTINUE_PAY.label in view.text_for_mosaic


@pytest.mark.rule("END-7")
def test_a_reopened_end_says_who_and_why_and_its_milestone_counts_no_more(office):
    episode = ended(office)
    office.do(ending.reopen, episode=episode, because="Wrong Jean")
    view = office.ask(closure, episode=episode)
    assert [(each.reopened_by, each.because) for each in view.reopenings] == [("DSO North", "Wrong Jean")]
    assert view.ended_at is None
    assert not view.can_reopen


@pytest.mark.rule("END-6", "END-8")
def test_after_a_death_no_break_asks_and_a_later_visit_is_questioned(office):
    person = office.a_person()
    episode = office.an_episode(person=person, started_at=office.now - timedelta(days=20))
    office.do(
        breaks.begin,
        episode=episode,
        kind=BreakKind.HOSPITAL,
        began_at=office.now - timedelta(days=3),
        last_visit_on=office.now.date() - timedelta(days=3),
    )
    goal = office.a_goal(episode)
    office.store(
        Rating(
            goal_id=goal, day=office.now.date(), call=Call.LUNCH, worker_id=office.staff["CWC"],
            at=office.now, letter=Letter.I, wording=1,
        )
    )  # fmt: skip
    office.clock.advance(timedelta(days=2))
    office.do(deaths.report_death, person=person, seen=1)
    view = office.ask(closure, episode=episode)
    assert view.death.is_known
    assert view.open_break.says == ()
    office.do(deaths.confirm_death, person=person, seen=view.death.person_seen, died_on=date(2026, 11, 19))
    view = office.ask(closure, episode=episode)
    assert view.death.person_seen == office.version(Person, person)
    assert view.death.question == "A visit is recorded on 20 Nov 2026, after the date of death: ask which is right."


def test_the_texts_to_paste_tell_the_facts_of_the_end(office):
    episode = ended(office)
    office.do(closing.tick, episode=episode, step=ClosingStepKind.END_PO)
    view = office.ask(closure, episode=episode)
    assert "Began 18 Nov 2026 at 09:00, ended 20 Nov 2026 at 09:00. Team North." in view.text_for_mosaic
    assert "End the purchase order: DSO North, 20 Nov 2026 at 09:00." in view.text_for_mosaic
    assert "End date: 20 Nov 2026" in view.text_for_ccl
    assert "Visits that stop: Mon–Sun: morning 30" in view.text_for_ccl
    assert "£" not in view.text_for_mosaic + view.text_for_ccl


def test_a_text_leaves_out_what_is_not_known(clock):
    told = EndedSupport(
        name="Jean Gill",
        mosaic_id="",
        kind=EpisodeKind.SHORT_TERM,
        team="North",
        dso="Carol",
        started_at=clock.now() - timedelta(days=3),
        ended_at=clock.now() - timedelta(days=1),
        reason=EndReason.HOSPITAL,
        decided_at=clock.now(),
        last_visit_on=date(2026, 11, 18),
        package_started_on=date(2026, 11, 21),
        week=(visit(Call.TEA, 45, 2),),
        steps=(StepText(ClosingStepKind.UPDATE_CCL, "Ann", clock.now()),),
    )
    mosaic, ccl = for_mosaic(told), for_ccl(told)
    assert "The end was decided on 20 Nov 2026." in mosaic
    assert "Ongoing care from 21 Nov 2026." in mosaic
    assert "7 visits a week, 7 by two workers" in mosaic
    assert ccl.splitlines()[0] == "Jean Gill"
    assert "Last visit: 18 Nov 2026" in ccl
    assert "Assistive" not in mosaic
    in_turn = replace(told, week=(replace(told.week[0], weeks=WEEK_B),))
    turns = "\nWeek A begins on Monday 23 Nov 2026 and every second Monday from then, week B on Monday 16 Nov 2026.\n"
    assert turns in for_mosaic(in_turn)
    assert turns in for_ccl(in_turn)
    assert "Week A begins" not in mosaic + ccl


@pytest.mark.parametrize("how_many", [0, 6])
def test_the_tab_costs_nine_statements_however_much_there_is(office, count_statements, how_many):
    episode = ended(office)
    for number in range(how_many):
        office.do(ending.reopen, episode=episode, because=f"mistake {number}")
        office.do(
            ending.end, episode=episode, seen=office.version(Episode, episode),
            reason=EndReason.GOALS_ACHIEVED, ends_at=office.now,
        )  # fmt: skip
    statements = count_statements(office.database)
    office.ask(closure, episode=episode)
    assert len([each for each in statements if each.startswith("SELECT")]) == 9


def test_an_episode_of_nobody_is_refused_in_words(office):
    with pytest.raises(Refused, match="isn't in your office's list"):
        office.ask(closure, episode=office.id)


def test_milestones_withdrawn_by_a_reopening_are_left_out_of_the_text(office):
    episode = ended(office)
    office.do(ending.reopen, episode=episode, because="a mistake")
    office.do(
        ending.end, episode=episode, seen=office.version(Episode, episode),
        reason=EndReason.GOALS_ACHIEVED, ends_at=office.now,
    )  # fmt: skip
    assert MilestoneKind.END.label not in office.ask(closure, episode=episode).text_for_mosaic.split(": ")
