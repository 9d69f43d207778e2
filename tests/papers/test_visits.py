"""The papers of those who visit: the call sheet, and a blank IPAD sheet by the plan of each day."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.door.errors import Refused
from app.papers.visits import call_sheet_pdf, gather_call_sheet, gather_ipad_sheet, ipad_sheet_pdf
from app.services.closure import deaths
from models.breaks import Break
from models.episodes import Episode
from models.people import Person, Representative
from models.values import Call, PlannedVisit
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.goals import GoalState
from models.vocabulary.people import PaperFormat
from tests.builders import EVERY_DAY, visit

DAY = timedelta(days=1)
STANDARD = PaperFormat.STANDARD


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.fixture
def person(office):
    return office.a_person(
        given="Nora", family="Pearce", preferred="Nonie", telephone="0114 496 0122", lone_worker_risk=True,
        communication="hearing aid left", risks="Falls; keysafe 4821 by the door",
    )  # fmt: skip


@pytest.fixture
def episode(office, person):
    morning = PlannedVisit(EVERY_DAY, Call.MORNING, 45, 2, tasks="wash & dress; breakfast")
    made = office.an_episode(morning, visit(Call.TEA), person=person)
    office.a_goal(made, number=1, statement="I will make my own tea", calls="tea")
    office.a_goal(made, number=2, statement="Reached already", state=GoalState.ACHIEVED, closed_at=office.now)
    office.a_goal(made, number=3, statement="A draft of a goal", measure="")
    return made


@pytest.mark.usefixtures("episode")
@pytest.mark.rule("PSP-1")
def test_a_worker_reads_who_when_what_to_do_what_to_know_and_whom_to_ring(office, person):
    office.store(Representative(person_id=person, name="Anna Gill", relation="daughter", telephone="0114 496 0344"))
    said = words_of(office.ask(call_sheet_pdf, person=person, paper_format=STANDARD))
    for part in (
        "Call sheet: Nora Pearce",
        "Likes to be called Nonie",
        "1 Mill Bank, Matlock, DE4 3AA",
        "Lone-worker risk: don't visit alone",
        "Two workers at some calls",
        "hearing aid left",
        "Morning, every day: 45 minutes, 2 workers together",
        "wash & dress",
        "I will make my own tea tea",
        "Daughter Anna Gill, 0114 496 0344",
        "DSO DSO North, 0114 496 0010",
    ):
        assert part in said
    for left_out in ("Reached already", "A draft of a goal"):
        assert left_out not in said


@pytest.mark.rule("PSP-1")
def test_a_short_call_says_what_it_is_for_and_no_code(office, person, episode):
    assert "Why a call is short" not in words_of(office.ask(call_sheet_pdf, person=person, paper_format=STANDARD))
    office.a_plan(episode, visit(Call.TEA, 20), number=2, why=("Her tablets; keysafe 4821",))
    said = words_of(office.ask(call_sheet_pdf, person=person, paper_format=STANDARD))
    assert "Why a call is short" in said
    assert "Tea: Her tablets; keysafe (code not printed)" in said


@pytest.mark.usefixtures("episode")
@pytest.mark.rule("DAY-3")
def test_what_opens_a_door_isnt_printed_but_there_is_room_to_write_it(office, person):
    said = words_of(office.ask(call_sheet_pdf, person=person, paper_format=STANDARD))
    assert "4821" not in said
    assert "keysafe (code not printed) by the door" in said
    assert "How to get in (by hand)" in said


@pytest.mark.rule("PSP-2", "IPAD-1")
def test_the_ipad_sheet_has_a_box_for_each_visit_of_two_weeks_by_the_plan_of_its_day(office, person, episode):
    office.a_plan(episode, visit(Call.LUNCH), number=2, effective_from=office.now + 3 * DAY)
    paper = office.ask(gather_ipad_sheet, person=person)
    (goal,) = paper.goals
    first = date(2026, 11, 20)
    assert (paper.first_day, paper.weeks, goal.number) == (first, 2, 1)
    assert sorted(day for day, call in goal.visits if call is Call.TEA) == [first + n * DAY for n in range(3)]
    assert len(goal.visits) == 3
    said = words_of(office.ask(ipad_sheet_pdf, person=person, paper_format=STANDARD))
    assert said.count("I P A1 A2 D") == 3
    assert "Assisted by two workers" in said


@pytest.mark.rule("IPAD-1")
@pytest.mark.usefixtures("episode")
def test_the_ipad_sheet_says_what_to_write_where_nothing_can_be_rated(office, person):
    said = words_of(office.ask(ipad_sheet_pdf, person=person, paper_format=STANDARD))
    assert "N The visit was not made: write N and why (nobody came; no answer or no way in;" in said
    assert "D is for a goal that was declined while you were there." in said
    assert "H In hospital, or away" in said
    assert "– The goal was not due at this visit" in said


@pytest.mark.rule("IPAD-1")
def test_a_goal_that_names_no_call_has_a_box_at_every_visit(office, person, episode):
    office.a_goal(episode, number=4, calls="", statement="I will walk more")
    paper = office.ask(gather_ipad_sheet, person=person)
    assert [len(each.visits) for each in paper.goals] == [14, 28]


@pytest.mark.rule("END-3")
def test_somebody_who_is_away_is_marked_on_both(office, person, episode):
    office.store(
        Break(
            episode_id=episode, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM, began_at=office.now,
            last_visit_on=office.now.date(), last_asked_at=office.now, recorded_by_id=office.staff["DSO"],
        )
    )  # fmt: skip
    assert office.ask(gather_ipad_sheet, person=person).away == "In hospital: no visits until the return."
    assert "In hospital" in office.ask(gather_call_sheet, person=person).to_know


@pytest.mark.usefixtures("episode")
@pytest.mark.rule("END-6")
@pytest.mark.parametrize("made", [call_sheet_pdf, ipad_sheet_pdf])
def test_after_a_death_nobody_is_sent_with_a_sheet(office, person, made):
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    with pytest.raises(Refused, match="death is reported"):
        office.ask(made, person=person, paper_format=STANDARD)


@pytest.mark.rule("PSP-1")
@pytest.mark.parametrize("made", [call_sheet_pdf, ipad_sheet_pdf])
def test_after_the_end_there_is_no_visit_to_print_a_sheet_for(office, made):
    ended = office.an_episode(ended_at=office.now - DAY, end_reason=EndReason.GOALS_ACHIEVED)
    person = office.get(Episode, ended).person_id
    with pytest.raises(Refused, match="Support ended on 19 Nov 2026"):
        office.ask(made, person=person, paper_format=STANDARD)


@pytest.mark.usefixtures("episode")
def test_both_are_gathered_in_a_fixed_number_of_statements(office, person, count_statements):
    statements = count_statements(office.database)
    office.ask(gather_call_sheet, person=person)
    for_sheet = len([each for each in statements if each.startswith("SELECT")])
    office.ask(gather_ipad_sheet, person=person)
    assert (for_sheet, len([each for each in statements if each.startswith("SELECT")]) - for_sheet) == (14, 9)
