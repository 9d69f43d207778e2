"""The notice of what was said about cost: each time with whom, by whom, when and how, in the family's words."""

from datetime import timedelta
from io import BytesIO

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from app.commands.prints import print_
from app.door.errors import Refused
from app.papers.cost_said import cost_said_pdf, gather
from app.papers.of_person import person_paper
from app.services.agreement import costs
from app.services.closure import deaths
from models.episodes import Episode
from models.people import Person
from models.vocabulary.agreement import CostSaidHow
from models.vocabulary.people import PaperFormat
from models.vocabulary.person_papers import PersonPaper
from tests.papers.test_agreement import an_interim

pytestmark = pytest.mark.rule("FUND-8")


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def said(office, episode, **more):
    told = {"said_to": "Ann Gill", "said_at": office.now, "how": CostSaidHow.BY_WORD} | more
    office.do(costs.record_cost_said, episode=episode, **told)


@pytest.fixture
def told(office):
    """Somebody in interim support who was told twice, the later time recorded first."""
    episode = an_interim(office)
    said(office, episode, said="About £86.80 a week")
    earlier = office.now - timedelta(days=2)
    said(office, episode, said_at=earlier, how=CostSaidHow.LEAFLET, leaflet="March 2026")
    return office.get(Episode, episode).person_id


def test_each_time_stands_on_it_with_whom_by_whom_when_and_how_the_earliest_first(office, told):
    paper = office.ask(gather, person=told)
    assert [(each.at, each.to, each.by, each.how, each.leaflet) for each in paper.told] == [
        (office.now - timedelta(days=2), "Ann Gill", "DSO North", CostSaidHow.LEAFLET, "March 2026"),
        (office.now, "Ann Gill", "DSO North", CostSaidHow.BY_WORD, ""),
    ]
    words = words_of(office.ask(cost_said_pdf, person=told, paper_format=PaperFormat.STANDARD))
    for each in ("Ann Gill", "With our leaflet, version March 2026", "We talked about it"):
        assert each in words
    assert "£86.80" not in words, "a worker's own sentence"
    assert words.index("version March 2026") < words.index("We talked about it")


def test_without_anything_said_there_is_no_notice(office):
    person = office.get(Episode, an_interim(office)).person_id
    with pytest.raises(Refused, match="Nothing is recorded of what was said"):
        office.ask(gather, person=person)


def test_what_was_said_to_another_family_never_stands_on_it(office, told):
    other = an_interim(office)
    said(office, other, said_to="Somebody else")
    assert {each.to for each in office.ask(gather, person=told).told} == {"Ann Gill"}


@pytest.mark.rule("END-6")
def test_after_a_death_it_is_addressed_to_nobody(office, told):
    office.do(deaths.report_death, person=told, seen=office.version(Person, told))
    with pytest.raises(Refused, match="death is reported"):
        office.ask(gather, person=told)


def test_the_command_prints_what_the_menu_shows(sqlite_office, tmp_path):
    episode = an_interim(sqlite_office)
    said(sqlite_office, episode)
    person = sqlite_office.get(Episode, episode).person_id
    file, url = tmp_path / "notice.pdf", sqlite_office.database.url.render_as_string(hide_password=False)
    who = sqlite_office.get(Person, person).mosaic_id
    asked = [
        "cost-said",
        str(file),
        "--person",
        who,
        "--database",
        url,
        "--as-at",
        f"{sqlite_office.now:%Y-%m-%dT%H:%M}",
    ]
    done = CliRunner().invoke(print_, asked, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert file.read_bytes() == sqlite_office.ask(person_paper, person=person, kind=PersonPaper.COST_SAID)
