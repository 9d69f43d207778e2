"""The person's own words and what ratings are to reach, on every paper that shows a goal."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.commands.texts import history_lines
from app.papers.meetings import pack_pdf
from app.papers.progress import for_the_assessor, for_the_person
from app.papers.service_plan import service_plan_pdf
from app.papers.summaries import transfer_summary_pdf
from app.papers.visits import ipad_sheet_pdf
from app.queries.goals.goals import view
from app.queries.meetings.agenda import agenda
from models.episodes import Episode
from models.rules.goals.aims import Aim
from models.transfer import Transfer
from models.values import Call
from models.vocabulary.goals import Letter
from models.vocabulary.meetings import MeetingKind
from models.vocabulary.people import PaperFormat
from models.vocabulary.transfer import TransferRoute
from tests.builders import visit

OWN, AIM = "My own porridge again", "Independent at 6 of 7 lunch visits"
STANDARD = PaperFormat.STANDARD


@pytest.fixture
def episode(office):
    began = office.now - timedelta(days=10)
    made = office.an_episode(visit(Call.LUNCH), started_at=began)
    office.a_goal(made, number=1, set_at=began, own_words=OWN, aim=Aim(Letter.I, 6, 7).kept)
    return made


@pytest.fixture
def person(office, episode):
    return office.get(Episode, episode).person_id


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def of_person(paper):
    return lambda office, person, _episode: office.ask(paper, person=person, paper_format=STANDARD)


def of_team(office, _person, _episode):
    return office.ask(pack_pdf, team=office.teams["North"], kind=MeetingKind.WEEKLY)


def of_transfer(office, person, episode):
    office.store(Transfer(episode_id=episode, route=TransferRoute.WITHIN_STS))
    return office.ask(transfer_summary_pdf, person=person, paper_format=STANDARD)


def of_plan(office, _person, episode):
    return office.ask(service_plan_pdf, episode=episode, paper_format=STANDARD)


@pytest.mark.rule("GOAL-3")
@pytest.mark.parametrize(
    "paper",
    [of_plan, of_team, of_transfer, of_person(for_the_person), of_person(for_the_assessor), of_person(ipad_sheet_pdf)],
    ids=["service plan", "pack", "transfer summary", "progress page", "assessor's sheet", "IPAD sheet"],
)
def test_the_own_words_and_the_aim_stand_beside_the_goal(office, person, episode, paper):
    said = words_of(paper(office, person, episode))
    assert f"“{OWN}”" in said
    assert AIM in said
    assert "made on 6 of 7 days" in said or paper in {of_team, of_transfer}


@pytest.mark.rule("GOAL-3", "MDT-3")
def test_the_agenda_the_chart_and_the_command_line_say_both(office, person):
    told = (f"In their words: “{OWN}”.", f"Reached when: {AIM}.")
    (one,) = office.ask(agenda, team=office.teams["North"], kind=MeetingKind.WEEKLY).people
    assert one.goals[0].beside == told
    seen = office.ask(view, person=person)
    assert seen.history.goals[0].beside == told
    assert {f"     {each}" for each in told} <= set(history_lines(seen))
