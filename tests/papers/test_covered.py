"""A call that family covers, on every paper that shows the week: who comes, and that it isn't one of us."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.papers import agreement, continuity, progress, service_plan, visits
from models.episodes import Episode
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.people import PaperFormat
from reports.layout.styles import Edition
from tests.builders import visit

COVERED = "tea Sat,Sun: her daughter"
pytestmark = pytest.mark.rule("PSP-1")


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.fixture
def episode(office):
    episode = office.an_episode(visit())
    office.a_plan(episode, visit(), number=2, covered=COVERED)
    return episode


@pytest.fixture
def person(office, episode):
    return office.get(Episode, episode).person_id


@pytest.mark.parametrize("edition", [Edition.STANDARD, Edition.LARGE_PRINT])
def test_the_plan_for_the_home_names_who_comes_instead(office, episode, edition):
    office.a_plan(episode, visit(), number=3, effective_from=office.now + timedelta(days=3), covered="lunch Mon: Jean")
    said = words_of(office.ask(service_plan.service_plan_pages, episode=episode, edition=edition))
    assert "not us: her daughter" in said
    assert "These visits are not ours. Somebody else comes to you:" in said
    assert "Tea, Sat, Sun: her daughter" in said
    assert "Lunch, Mon: Jean" in said
    assert "In a week: 7 visits, 3 hours 30 minutes with you." in said


def test_the_call_sheet_tells_workers_where_none_of_them_comes(office, person):
    said = words_of(office.ask(visits.call_sheet_pdf, person=person, paper_format=PaperFormat.STANDARD))
    assert "Covered by others: no worker comes" in said
    assert "Tea, Sat, Sun: her daughter" in said


@pytest.mark.rule("PSP-7")
def test_a_code_typed_beside_a_call_is_on_no_paper_that_lies_about(office):
    episode = office.an_episode(visit())
    why = ("Key safe 4471: her tablets",)
    office.a_plan(episode, visit(minutes=15), number=2, covered="tea Sat,Sun: Jean, key safe 4471", why=why)
    office.a_plan(
        episode, visit(), number=3, effective_from=office.now + timedelta(days=3), covered="bed Mon: Tom, key safe 4471"
    )
    person = office.get(Episode, episode).person_id
    sheet = words_of(office.ask(visits.call_sheet_pdf, person=person, paper_format=PaperFormat.STANDARD))
    plan = words_of(office.ask(service_plan.service_plan_pages, episode=episode, edition=Edition.STANDARD))
    for said in (sheet, plan):
        assert "4471" not in said
        assert "Jean, key safe (code not printed)" in said
        assert "Tom, key safe (code not printed)" in said
        assert "her tablets" in said


@pytest.mark.rule("DAY-3")
@pytest.mark.usefixtures("episode")
def test_the_continuity_list_says_it_after_the_calls_and_it_is_on_no_round(office):
    (line,) = office.ask(continuity.gather).people
    assert line.calls == "Mon–Sun: morning 30. Covered by others: tea, Sat, Sun: her daughter"
    assert "tea round" not in words_of(continuity.draw(office.ask(continuity.gather)))


@pytest.mark.rule("PSP-12")
def test_the_assessors_sheet_says_what_others_do_then_and_now(office, person):
    paper = office.ask(progress.gather, person=person)
    assert (paper.at_start.covered, [each.by for each in paper.now.covered]) == ((), ["her daughter"])
    said = words_of(office.ask(progress.for_the_assessor, person=person, paper_format=PaperFormat.STANDARD))
    assert "her daughter comes, not we: Sat, Sun" in said
    assert "Calls that others cover, by the plan" in said
    assert "tea, Sat, Sun: her daughter" in said


@pytest.mark.rule("FUND-1")
def test_an_agreement_says_that_we_charge_nothing_for_it_whoever_may_be_paid(office):
    episode = office.an_episode(visit(), kind=EpisodeKind.INTERIM_TEAM)
    office.a_plan(episode, visit(), number=2, covered=COVERED)
    prepared = office.ask(agreement.prepare, episode=episode)
    said = words_of(agreement.draw_draft(prepared, edition=Edition.DRAFT))
    assert "Somebody else comes to you, and we charge nothing for it." in said
    assert prepared.paper.visits_a_week == 7
