"""The progress page and the assessor's sheet as gathered: ratings of the last days, the week then and now."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from sqlalchemy import select

from app.commands.prints import print_
from app.door.errors import Refused
from app.papers.of_person import person_paper
from app.papers.progress import for_the_assessor, for_the_person, gather
from app.services.closure import deaths
from app.services.episodes import milestones
from app.services.goals import goals, ratings
from models.access import AccessNote
from models.episodes import Episode, Equipment, SpecialistIntervention
from models.onward import OnwardConnection
from models.people import Person
from models.ratings import Rating
from models.referrals import Referral
from models.rules.plans.totals import totals
from models.settings import StoredSetting
from models.values import Call
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.goals import Letter, MarkKind
from models.vocabulary.people import PaperFormat
from models.vocabulary.person_papers import PersonPaper
from models.vocabulary.plans import OnwardService
from models.vocabulary.referrals import Support
from tests.builders import visit

LATER = {  # refused here
    PersonPaper.COST_SAID,
    PersonPaper.TRANSFER_SUMMARY,
    PersonPaper.CLOSURE_SUMMARY,
    PersonPaper.SUBJECT_ACCESS,
}
pytestmark = pytest.mark.rule("PSP-12")


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def rate(office, goal, days_ago, letter, call=Call.LUNCH, worker="CWC", **values):
    at = office.now - timedelta(days=days_ago)
    office.store(
        Rating(
            goal_id=goal, day=at.date(), call=call, worker_id=office.staff[worker], at=at, letter=letter, wording=1,
            **values,
        )
    )  # fmt: skip


@pytest.fixture
def begun(office):
    """Somebody in service for twenty days, with a goal at lunch."""
    referral = office.a_referral(support=Support.SOME, support_text="Daughter shops on Fridays", referrer="Ward 4")
    episode = office.an_episode(
        visit(Call.MORNING, 45, 2), visit(Call.LUNCH), started_at=office.now - timedelta(days=20),
        person=office.get(Referral, referral).person_id, referral_id=referral,
    )  # fmt: skip
    goal = office.a_goal(episode, set_at=office.now - timedelta(days=19), number=1)
    return episode, office.get(Episode, episode).person_id, goal


def test_the_ratings_of_the_last_fourteen_days_stand_on_it_and_no_older_ones(office, begun):
    _, person, goal = begun
    for days_ago, letter in ((14, Letter.A2), (13, Letter.A1), (3, Letter.P), (2, Letter.D), (1, Letter.I)):
        rate(office, goal, days_ago, letter)
    paper = office.ask(gather, person=person)
    (shown,) = paper.goals
    assert (paper.first_day, paper.last_day, paper.days) == (date(2026, 11, 7), date(2026, 11, 20), 14)
    rated = {each.day: each.letter for each in shown.marks if each.letter}
    assert rated == {
        date(2026, 11, 7): Letter.A1,
        date(2026, 11, 17): Letter.P,
        date(2026, 11, 18): Letter.D,
        date(2026, 11, 19): Letter.I,
    }
    assert (shown.rated, shown.not_recorded, shown.count(Letter.D)) == (4, 9, 1)


def test_how_many_days_it_shows_is_the_offices_setting(office, begun):
    _, person, _ = begun
    office.store(
        StoredSetting(
            name="assessor_sheet_over", number=7, from_at=office.now - timedelta(days=1),
            set_by_id=office.staff["Service manager"], because="decided",
        )
    )  # fmt: skip
    assert office.ask(gather, person=person).first_day == date(2026, 11, 14)


def test_the_week_of_the_start_stands_beside_the_plan_of_the_day(office, begun):
    episode, person, _ = begun
    office.a_plan(episode, visit(Call.LUNCH, 15), number=2, effective_from=office.now - timedelta(days=2))
    office.a_plan(episode, visit(Call.LUNCH, 10), number=3, effective_from=office.now + timedelta(days=3))
    paper = office.ask(gather, person=person)
    sums = totals(paper.at_start.visits)
    assert (sums.visits, sums.contact_minutes, sums.worker_minutes) == (14, 525, 840)
    assert [(each.call, each.minutes) for each in paper.now.visits] == [(Call.LUNCH, 15)]
    assert len(paper.coming) == 1
    assert "lunch 10" in paper.coming[0]


@pytest.mark.rule("INT-7")
def test_after_a_hand_over_the_start_is_that_of_the_support_and_the_ratings_of_both_phases_stand(office):
    began, moved = office.now - timedelta(days=20), office.now - timedelta(days=5)
    first = office.an_episode(
        visit(Call.LUNCH, 45, 2), started_at=began, ended_at=moved, end_reason=EndReason.TRANSFERRED
    )
    person = office.get(Episode, first).person_id
    office.an_episode(
        visit(Call.LUNCH), person=person, started_at=moved, first_support_at=began, follows_id=first,
        kind=EpisodeKind.INTERIM_TEAM,
    )  # fmt: skip
    office.store(
        Equipment(
            episode_id=first, what="Rail", assessed_by_id=office.staff["OT"], assessor_trained=True, ordered_at=began
        )
    )
    goal = office.a_goal(first, set_at=began)
    for days_ago, letter in ((8, Letter.A1), (1, Letter.P)):
        rate(office, goal, days_ago, letter)
    paper = office.ask(gather, person=person)
    assert [
        [(each.call, each.minutes, each.workers) for each in week.visits] for week in (paper.at_start, paper.now)
    ] == [
        [(Call.LUNCH, 45, 2)],
        [(Call.LUNCH, 30, 1)],
    ]
    assert [each.letter for each in paper.goals[0].marks if each.letter] == [Letter.A1, Letter.P]
    assert paper.equipment == ("Rail",)
    said = words_of(office.ask(for_the_assessor, person=person, paper_format=PaperFormat.STANDARD))
    assert "Lunch 45 min, 2 workers, every day 30 min, 1 worker, every day Not recorded" in said


@pytest.mark.rule("PSP-4", "MILE-1", "GOAL-4")
def test_what_began_in_the_days_shown_stands_above_the_letters_and_is_said(office, begun):
    episode, person, goal = begun
    rate(office, goal, 1, Letter.I)
    office.a_plan(episode, visit(Call.LUNCH, 15), number=2, effective_from=office.now - timedelta(days=2))
    reached = MilestoneKind.MAXIMUM_INDEPENDENCE
    office.do(milestones.record, episode=episode, kind=reached, at=office.now - timedelta(days=2))
    office.do(
        goals.change_goal, goal=goal, seen=1, statement="I will make tea", measure="m", achievable="a", relevant="r",
        target=date(2026, 12, 10), calls=(Call.LUNCH,), aim=None, own_words="", because="b",
    )  # fmt: skip
    began = office.ask(gather, person=person).began
    assert [(each.kind, each.day, each.goal) for each in began] == [
        (MarkKind.MILESTONE, date(2026, 11, 18), None),
        (MarkKind.HOURS, date(2026, 11, 18), None),
        (MarkKind.SEAM, date(2026, 11, 20), 1),
    ]
    said = words_of(office.ask(for_the_assessor, person=person, paper_format=PaperFormat.STANDARD))
    assert "M: Maximum independence reached, 18 Nov 2026" in said
    assert "H: From 18 Nov 2026: 14 -> 1.75 worker hours a week" in said
    assert "R: Reworded on 20 Nov 2026, before that: “I will make my own lunch" in said
    assert "What began M H R Lunch" in said


def test_what_others_do_the_equipment_and_an_ots_work_are_told_and_nothing_is_estimated(office, begun):
    episode, person, _ = begun
    office.store(
        Equipment(
            episode_id=episode, what="Perching stool", ordered_at=office.now, assessed_by_id=office.staff["OT"],
            assessor_trained=True,
        ),
        SpecialistIntervention(episode_id=episode, by_id=office.staff["OT"], at=office.now, what="Kitchen practice"),
        OnwardConnection(
            episode_id=episode, service=OnwardService.THERAPY, what="Stairs practice", asked_at=office.now,
            asked_by_id=office.staff["OT"], recorded_by_id=office.staff["DSO"],
        ),
    )  # fmt: skip
    said = words_of(office.ask(for_the_assessor, person=person, paper_format=PaperFormat.STANDARD))
    for part in (
        "Daughter shops on Fridays",
        "In the referral of 19 Nov 2026, by Ward 4",
        "Perching stool",
        "Kitchen practice, OT North, 20 Nov 2026",
        "Therapy: Stairs practice, 20 Nov 2026: no answer yet",
        "45 min, 2 workers, every day",
        "14 h of workers",
        "Really spent",
    ):
        assert part in said
    assert said.count("Not recorded") == 3


def test_without_a_word_about_others_or_equipment_it_says_not_recorded(office):
    episode = office.an_episode()
    person = office.get(Episode, episode).person_id
    said = words_of(office.ask(for_the_assessor, person=person, paper_format=PaperFormat.STANDARD))
    assert "What the family and others do Not recorded" in said
    assert "Equipment and adaptations Not recorded" in said


def test_two_workers_who_differ_show_the_most_help_and_are_marked(office, begun):
    _, person, goal = begun
    rate(office, goal, 1, Letter.I)
    rate(office, goal, 1, Letter.A1, worker="Second CWC", comment="needed a hand")
    paper = office.ask(gather, person=person)
    (mark,) = (each for each in paper.goals[0].marks if each.letter)
    assert (mark.letter, mark.is_disputed) == (Letter.A1, True)
    assert paper.goals[0].comments == ("19 Nov 2026, lunch, Second CWC: needed a hand",)
    said = words_of(office.ask(for_the_assessor, person=person, paper_format=PaperFormat.STANDARD))
    assert "A1*" in said
    assert "the workers rated differently" in said


def test_a_letter_that_was_corrected_late_is_marked_for_staff_and_not_for_the_person(office, begun):
    _, person, goal = begun
    rate(office, goal, 5, Letter.P)
    office.do(
        ratings.rate, goal=goal, day=(office.now - timedelta(days=5)).date(), call=Call.LUNCH,
        worker=office.staff["CWC"], seen=Letter.P, letter=Letter.I,
    )  # fmt: skip
    (mark,) = (each for each in office.ask(gather, person=person).goals[0].marks if each.letter)
    assert (mark.letter, mark.is_late) == (Letter.I, True)
    said = words_of(office.ask(for_the_assessor, person=person, paper_format=PaperFormat.STANDARD))
    assert "I†" in said
    assert "† typed in or corrected days after the visit" in said
    assert "†" not in words_of(office.ask(for_the_person, person=person, paper_format=PaperFormat.STANDARD))


def test_a_goal_that_isnt_complete_is_counted_and_not_shown(office, begun):
    episode, person, _ = begun
    office.a_goal(episode, measure="", statement="A draft of a goal")
    paper = office.ask(gather, person=person)
    assert (len(paper.goals), paper.drafts) == (1, 1)
    said = words_of(office.ask(for_the_assessor, person=person, paper_format=PaperFormat.STANDARD))
    assert "1 goal isn't complete yet and not shown" in said
    assert "A draft of a goal" not in said


@pytest.mark.rule("END-6")
def test_after_a_death_none_is_addressed_to_the_person_and_the_sheet_says_it(office, begun):
    _, person, _ = begun
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    with pytest.raises(Refused, match="no paper is addressed to them"):
        office.ask(for_the_person, person=person, paper_format=PaperFormat.STANDARD)
    said = words_of(office.ask(for_the_assessor, person=person, paper_format=PaperFormat.STANDARD))
    assert "is reported to have died. Ask the DSO before any contact." in said


def test_it_is_gathered_in_as_many_statements_however_many_goals_there_are(office, begun, count_statements):
    episode, person, _ = begun
    for number in range(2, 6):
        goal = office.a_goal(episode, set_at=office.now - timedelta(days=19), number=number)
        rate(office, goal, 1, Letter.P)
    statements = count_statements(office.database)
    office.ask(gather, person=person)
    assert len([each for each in statements if each.startswith("SELECT")]) == 13


def test_the_format_that_is_needed_is_taken_unless_another_is_asked_for(sqlite_office):
    office = sqlite_office
    person = office.a_person(paper_format=PaperFormat.LARGE_PRINT)
    office.an_episode(person=person)
    ask = {"person": person, "kind": PersonPaper.PROGRESS}
    large = office.ask(person_paper, **ask)
    assert large == office.ask(person_paper, **ask, paper_format=PaperFormat.LARGE_PRINT)
    assert large != office.ask(person_paper, **ask, paper_format=PaperFormat.STANDARD)


@pytest.mark.parametrize("kind", [each for each in PersonPaper if each not in LATER])
def test_each_paper_of_a_person_is_made_by_its_command_and_noted(sqlite_office, begun_here, tmp_path, kind):
    file = tmp_path / "paper.pdf"
    url = sqlite_office.database.url.render_as_string(hide_password=False)
    person = sqlite_office.get(Person, begun_here).mosaic_id
    done = CliRunner().invoke(
        print_,
        [kind.value, str(file), "--person", person, "--database", url, "--as-at", "2026-11-20T09:00"],
        catch_exceptions=False,
    )
    assert done.exit_code == 0, done.output
    assert file.read_bytes() == sqlite_office.ask(person_paper, person=begun_here, kind=kind)
    with sqlite_office.database.reading() as session:
        assert session.scalars(select(AccessNote.what).where(AccessNote.person_id == begun_here)).all() == [kind.label]


def test_another_print_than_they_need_asks_why(sqlite_office, tmp_path):
    office = sqlite_office
    office.an_episode(person=office.a_person(given="Nora", family="Pearce", paper_format=PaperFormat.LARGE_PRINT))
    url = office.database.url.render_as_string(hide_password=False)
    asked = ["progress", str(tmp_path / "p.pdf"), "--person", "Nora Pearce", "--edition", "standard", "--database", url]
    refused = CliRunner().invoke(print_, [*asked, "--as-at", "2026-11-20T09:00"])
    assert isinstance(refused.exception, Refused)
    done = CliRunner().invoke(print_, [*asked, "--as-at", "2026-11-20T09:00", "--because", "for her daughter"])
    assert done.exit_code == 0, done.output


@pytest.fixture
def begun_here(sqlite_office):
    person = sqlite_office.a_person()
    sqlite_office.a_goal(sqlite_office.an_episode(person=person))
    return person
