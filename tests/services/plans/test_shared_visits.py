"""A couple's visit: each has their own, its workers' time is counted once wherever hours are summed over people."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.exchange.tracker.capacity import capacity_rows
from app.papers import service_plan, visits
from app.queries.capacity.outlook import capacity_outlook
from app.queries.capacity.team_capacity import capacity
from app.queries.goals import goals
from app.queries.plans import shared_visits as queries
from app.queries.plans import versions as plans
from app.queries.plans.preview import WhoHasToAgree, preview
from app.services.closure import deaths
from app.services.goals import ratings
from app.services.plans import shared_visits as services
from app.services.plans import versions
from app.services.plans.versions import Agreed
from models.breaks import Break
from models.episodes import Episode
from models.people import Person
from models.rules.sentences import day_text
from models.shared_visits import SharedVisit
from models.teams import Reduction
from models.values import Call, WhyShort, london_day
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.goals import Letter
from models.vocabulary.two_weeks import TURNS
from reports.layout.styles import Edition
from tests.builders import visit

pytestmark = pytest.mark.rule("PSP-1", "REF-15")


@pytest.fixture
def couple(office):
    """Two at one address with the same morning visit; one of them has tea too."""
    one = office.an_episode(visit(), visit(Call.TEA))
    other = office.an_episode(visit())
    return one, other


def share(office, one, other, **values):
    told = {"episode": one, "with_episode": other, "call": Call.MORNING} | values
    return office.do(services.share_visit, **told).made


def in_use(office):
    """Worker minutes by team, call, weekday and tracker: all of them tell the same."""
    (north,) = (each for each in office.ask(capacity) if each.name == "North")
    (days,) = (each for each in office.ask(capacity_outlook) if each.name == "North")
    rows = office.ask(capacity_rows, ending=frozenset())
    sums = {sum(each.in_use for each in north.breakdown), sum(each.in_use.worker for each in rows)}
    sums |= {north.load.in_use, days.days[0].given}
    (told,) = sums
    return told


def test_its_workers_are_counted_once_wherever_hours_are_summed(office, couple):
    assert in_use(office) == 3 * 210
    share(office, *couple)
    assert in_use(office) == 2 * 210
    (row,) = (each for each in office.ask(capacity_rows, ending=frozenset()) if each.call is Call.MORNING)
    assert (row.in_use.contact, row.in_use.worker) == (420, 210), "contact hours are each one's own"
    for episode in couple:
        assert office.get(Episode, episode).ended_at is None


@pytest.mark.rule("IPAD-1")
def test_it_is_rated_for_each_of_them_and_neither_has_the_others_letter(office, couple):
    share(office, *couple)
    before, said = in_use(office), []
    for episode, letter in zip(couple, (Letter.I, Letter.A1), strict=True):
        held = office.get(Episode, episode)
        goal = office.a_goal(episode, set_at=held.started_at, calls="morning")
        place = {"goal": goal, "day": london_day(office.now), "call": Call.MORNING, "worker": office.staff["CWC"]}
        office.do(ratings.rate, letter=letter, **place)
        history = office.ask(goals.view, person=held.person_id).history
        said.append([each.letter for each in history.cells if each.letter is not None])
    assert said == [[Letter.I], [Letter.A1]]
    assert in_use(office) == before


def test_it_counts_in_full_by_itself_once_one_ends(office, couple):
    share(office, *couple)
    with office.unwalled.writing() as session:
        ended = session.get(Episode, couple[1])
        ended.ended_at, ended.end_reason, ended.end_decided_at = office.now, EndReason.GOALS_ACHIEVED, office.now
    assert in_use(office) == 2 * 210, "the other's own two visits"
    (line,) = shared(office, couple[0])
    assert (line.is_shared, "has ended" in line.sentence) == (False, True)


def name_of(office, episode):
    return office.ask(plans.view, person=office.get(Episode, episode).person_id).name


def test_of_somebody_who_died_no_paper_says_that_a_visit_is_for_two_and_none_is_shared(office, couple):
    share(office, *couple)
    before = in_use(office)
    whose = office.get(Episode, couple[1]).person_id
    office.do(deaths.report_death, person=whose, seen=office.version(Person, whose))
    assert office.ask(service_plan.gather, episode=couple[0]).shared == ()
    assert office.ask(visits.gather_call_sheet, person=office.get(Episode, couple[0]).person_id).shared == ()
    (line,) = shared(office, couple[0])
    assert (line.is_shared, f"{name_of(office, couple[1])} is reported to have died" in line.sentence) == (False, True)
    (line,) = shared(office, couple[1])
    assert (line.is_shared, "This person is reported to have died" in line.sentence) == (False, True)
    assert couple[1] not in {each.episode for each in office.ask(queries.neighbours, episode=couple[0])}
    assert in_use(office) == before, "hours are kept until the end is recorded, and counted once till then"
    for two in (couple, couple[::-1]):
        with pytest.raises(Refused, match="reported to have died"):
            share(office, *two)


def test_an_ended_support_says_that_its_own_visit_isnt_shared(office, couple):
    share(office, *couple)
    with office.unwalled.writing() as session:
        ended = session.get(Episode, couple[1])
        ended.ended_at, ended.end_reason, ended.end_decided_at = office.now, EndReason.GOALS_ACHIEVED, office.now
    (line,) = shared(office, couple[1])
    assert (line.is_shared, "this support has ended" in line.sentence) == (False, True)


def shared(office, episode):
    return office.ask(plans.view, person=office.get(Episode, episode).person_id).shared


def test_it_counts_in_full_once_one_of_the_plans_has_another_visit(office, couple):
    share(office, *couple)
    office.a_plan(couple[1], visit(minutes=45), number=2)
    assert in_use(office) == 2 * 210 + 315
    for episode in couple:
        (line,) = shared(office, episode)
        assert (line.is_shared, "hasn't the same visit any more" in line.sentence) == (False, True)


def test_a_version_to_come_takes_its_hours_from_its_day(office, couple):
    share(office, *couple)
    office.a_plan(couple[1], visit(minutes=45), number=2, effective_from=office.now + timedelta(days=3))
    (north,) = (each for each in office.ask(capacity) if each.name == "North")
    before, after = 2 * 210, 2 * 210 + 315
    assert north.load.in_use == before
    assert sum(each.minutes for each in north.load.later) == after - before


def test_while_one_is_away_nothing_is_kept_beside_the_others_visit(office, couple):
    share(office, *couple)
    office.store(
        Break(
            episode_id=couple[1], kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM, began_at=office.now,
            last_visit_on=office.now.date(), last_asked_at=office.now, recorded_by_id=office.staff["DSO"],
        )
    )  # fmt: skip
    (north,) = (each for each in office.ask(capacity) if each.name == "North")
    assert (north.load.in_use, north.load.away) == (2 * 210, 0)
    (line,) = shared(office, couple[0])
    assert "is away, so it is a visit for one" in line.sentence


def test_each_sees_it_and_papers_say_it_in_the_words_of_their_reader(office, couple):
    share(office, *couple)
    for one, other in (couple, couple[::-1]):
        (line,) = shared(office, one)
        other_name = office.ask(plans.view, person=office.get(Episode, other).person_id).name
        assert line.sentence.startswith(f"Morning, every day: one visit together with {other_name}")
        paper = office.ask(service_plan.gather, episode=one)
        assert paper.shared == ("Morning, every day: together with the person you live with",)
        assert service_plan.draw(paper, Edition.STANDARD)
        sheet = office.ask(visits.gather_call_sheet, person=office.get(Episode, one).person_id)
        assert sheet.shared == (
            f"Morning, every day: shared with the visit to {other_name} at the same address; rate each by themselves",
        )


def test_papers_say_until_when_where_a_later_version_of_either_has_it_otherwise(office, couple):
    share(office, *couple)
    monday = office.now + timedelta(days=3)
    office.a_plan(couple[1], visit(minutes=45), number=2, effective_from=monday)
    last = london_day(monday) - timedelta(days=1)
    for one in couple:
        home = "together with the person you live with"
        paper = office.ask(service_plan.gather, episode=one)
        assert paper.shared == (f"Morning, every day, until {day_text(last)}: {home}",)
        sheet = office.ask(visits.gather_call_sheet, person=office.get(Episode, one).person_id)
        assert sheet.shared[0].startswith(f"Morning, every day, until {day_text(last)}: shared with the visit to")
    office.a_plan(couple[0], visit(minutes=45), number=2, effective_from=monday)
    for one in couple:
        paper = office.ask(service_plan.gather, episode=one)
        assert paper.shared == (f"Morning, every day: {home}",), "both change alike"
    office.a_plan(couple[0], visit(Call.TEA), number=3, effective_from=monday - timedelta(days=1))
    paper = office.ask(service_plan.gather, episode=couple[0])
    assert paper.shared == (f"Morning, every day, until {day_text(last - timedelta(days=1))}: {home}",)


def test_papers_say_until_when_where_both_go_over_to_every_second_week_or_to_the_other_one(office):
    every, monday = visit(), office.now + timedelta(days=3)
    in_a, in_b = (replace(every, weeks=weeks) for weeks in TURNS)
    for now, then in ((every, in_a), (in_a, in_b), (in_b, every)):
        two = office.an_episode(now), office.an_episode(now)
        share(office, *two)
        for one in two:
            office.a_plan(one, then, number=2, effective_from=monday)
        (said,) = office.ask(service_plan.gather, episode=two[0]).shared
        assert f", until {day_text(london_day(monday) - timedelta(days=1))}: " in said


def test_who_may_be_chosen_lives_at_the_same_postcode_and_is_in_the_same_team(office, couple):
    far = office.an_episode(visit())
    with office.unwalled.writing() as session:
        session.get(Person, office.get(Episode, far).person_id).postcode = "DE56 1AA"
    interim = office.an_episode(visit(), kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"])
    found = {each.episode for each in office.ask(queries.neighbours, episode=couple[0])}
    assert couple[1] in found
    assert not found & {far, interim, couple[0]}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"call": Call.BED}, "On no day have both a visit at bed"),
        ({"call": Call.TEA}, "On no day have both a visit at tea"),
    ],
)
def test_what_cant_be_is_refused(office, couple, values, said):
    with pytest.raises(Refused, match=said):
        share(office, *couple, **values)
    with pytest.raises(Refused, match="Nobody shares a visit with themselves"):
        share(office, couple[0], couple[0])
    interim = office.an_episode(visit(), kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"])
    with pytest.raises(Refused, match="two teams"):
        share(office, couple[0], interim)
    share(office, *couple)
    third = office.an_episode(visit())
    names = [name_of(office, each) for each in couple]
    said = f"{names[0]} and {names[1]} share the morning visit already. End that sharing first."
    for two in (couple[::-1], (couple[0], third), (third, couple[1])):
        with pytest.raises(Refused, match=said):
            share(office, *two)


def test_visits_that_differ_are_asked_about(office, couple):
    office.a_plan(couple[1], visit(minutes=45), number=2)
    with pytest.raises(Refused, match="aren't as long"):
        share(office, *couple)
    share(office, *couple, differs_is_meant=True)
    assert in_use(office) == 2 * 210 + 315


def test_it_is_ended_with_a_reason_and_may_be_shared_anew(office, couple):
    both = {office.get(Episode, each).person_id for each in couple}
    told = office.do(services.share_visit, episode=couple[0], with_episode=couple[1], call=Call.MORNING)
    made = told.made
    assert told.people == both, "each one's screens ask again"
    with pytest.raises(Refused, match="Say why"):
        office.do(services.end_sharing, shared=made, seen=1, because=" ")
    assert office.do(services.end_sharing, shared=made, seen=1, because="She wants her own time").people == both
    record = office.get(SharedVisit, made)
    assert (record.ended_because, record.ended_by_id) == ("She wants her own time", office.staff["DSO"])
    assert in_use(office) == 3 * 210
    assert shared(office, couple[0]) == ()
    share(office, *couple)
    assert in_use(office) == 2 * 210


def new_week(office, episode, week, **values):
    newest = office.ask(plans.view, person=office.get(Episode, episode).person_id).newest
    told = {"episode": episode, "based_on": newest, "week": week, "because": "MDT"} | values
    return office.do(versions.new_version, **told)


@pytest.mark.rule("PSP-3")
def test_a_week_that_shares_less_is_asked_about_and_asks_for_the_hours_of_both(office, couple):
    share(office, *couple)
    other = office.ask(plans.view, person=office.get(Episode, couple[1]).person_id).name
    asked = (
        f"Morning, every day: shared with {other}, whose plan this doesn't change. Then each counts in full until both "
        "plans are alike again."
    )
    moved = (visit(Call.LUNCH), visit(Call.TEA))
    newest = office.ask(plans.view, person=office.get(Episode, couple[0]).person_id).newest
    found = office.ask(preview, plan=newest, week=moved)
    assert (found.asked, WhoHasToAgree.THE_WEEK in found.needs) == ((asked,), True)
    assert "this asks for 3.5 more" in found.capacity
    with pytest.raises(Refused, match="Then each counts in full"):
        new_week(office, couple[0], moved)
    day = office.now.date()
    office.store(
        Reduction(
            team_id=office.teams["North"], first_day=day, last_day=day, worker_minutes_a_week=6000 - 2 * 210 - 209,
            because="leave",
        )
    )  # fmt: skip
    with pytest.raises(Refused, match="are free"):
        new_week(office, couple[0], moved, answered=frozenset({asked}))
    more = Agreed(dso=True, scheduling_at=office.now)
    why = (WhyShort(Call.BED, "tablets only"),)
    new_week(office, couple[0], (visit(), visit(Call.TEA), visit(Call.BED, 15)), agreed=more, why_short=why)
    assert in_use(office) == 2 * 210 + 105


def test_what_the_other_goes_on_with_doesnt_come_back_at_an_end(office, couple):
    def back():
        (days,) = (each for each in office.ask(capacity_outlook) if each.name == "North")
        return {each.episode_id: each.minutes for each in days.back}

    with office.unwalled.writing() as session:
        for episode in couple:
            session.get(Episode, episode).first_support_at = office.now - timedelta(days=40)
    assert back() == {couple[0]: 2 * 210, couple[1]: 210}
    share(office, *couple)
    assert back() == {couple[0]: 210, couple[1]: 210}, "tea of the first; the visit of both with the second"
