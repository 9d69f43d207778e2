"""The seven-day outlook on paper, from two teams' real hours, and by the command line."""

from datetime import timedelta
from io import BytesIO

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from app.cli import homeward
from app.papers import capacity_outlook
from app.services.capacity import contracted_hours
from models.values import Call
from tests.builders import visit
from tests.rising import rising

DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("REF-15")


@pytest.fixture
def busy(office):
    """North with somebody whose six weeks end, usual hours, and somebody on leave called by a hostile name."""
    north, today = office.teams["North"], office.now.date()
    person = office.a_person(given="<b>Siân", family="O'Neil & Łukasz")
    office.an_episode(visit(workers=2), person=person, started_at=office.now - 40 * DAY)
    office.do(
        contracted_hours.set_usual, team=north, patch=office.patches["Matlock"], call=Call.MORNING, worker_minutes=840,
        workers_at_once=2,
    )  # fmt: skip
    office.do(
        contracted_hours.add_reduction, team=north, first_day=today + DAY, last_day=today + DAY, worker_minutes=420,
        because="Leave <i>",
    )  # fmt: skip
    return office


def words_of(content):
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]
    return pages, " ".join(pages)


def test_the_outlook_says_each_day_what_comes_back_and_what_is_free_for_two(busy):
    paper = busy.ask(capacity_outlook.gather)
    assert [team.name for team in paper.teams] == ["North", "South"]
    north = paper.teams[0]
    assert [day.free_a_week for day in north.days[:3]] == [5580, 5160, 6000]
    assert north.reductions == ("7 h a week less, 21 Nov 2026 to 21 Nov 2026: Leave <i>.",)
    [call] = north.calls
    assert (call.contracted, call.in_use, call.free, call.double_ups) == (840, 420, 420, "1 a day")
    assert [(back.person, back.minutes) for back in north.back] == [("<b>Siân O'Neil & Łukasz", 420)]


def test_the_paper_reads_as_typed_and_is_the_same_twice(busy):
    content = busy.ask(capacity_outlook.outlook_pdf)
    pages, text = words_of(content)
    assert "Capacity of North, next seven days" in pages[0]
    assert "<b>Siân O'Neil & Łukasz" in text
    assert "Leave <i>." in text
    assert "Sat 21 November" in text
    assert busy.ask(capacity_outlook.outlook_pdf) == content


@pytest.mark.rule("IPAD-4")
def test_what_may_come_back_is_printed_apart_from_what_is_counted(busy):
    days = [team.days for team in busy.ask(capacity_outlook.gather).teams]
    assert "may come back" not in words_of(busy.ask(capacity_outlook.outlook_pdf))[1]
    rising(busy)
    north = busy.ask(capacity_outlook.gather).teams[0]
    assert [each.back for each in north.days] == [each.back for each in days[0]]
    assert [each.minutes for each in north.may_come_back] == [210]
    _, text = words_of(busy.ask(capacity_outlook.outlook_pdf))
    assert "What may come back, by the ratings" in text
    assert "counted nowhere above: the MDT decides" in text


def test_one_team_is_printed_alone_even_an_interim_one(busy):
    pages, _ = words_of(busy.ask(capacity_outlook.outlook_pdf, team=busy.teams["Interim"]))
    assert len(pages) == 1
    assert "Capacity of Interim" in pages[0]
    assert "Nothing is expected back" in pages[0]


def test_the_outlook_is_printed_by_the_command_line(busy, tmp_path):
    file, url = tmp_path / "outlook.pdf", busy.database.url.render_as_string(hide_password=False)
    words = ["print", "outlook", str(file), "--database", url, "--as-at", "2026-11-20T09:00"]
    said = CliRunner().invoke(homeward, words, catch_exceptions=False)
    assert said.exit_code == 0, said.output
    assert file.read_bytes() == busy.ask(capacity_outlook.outlook_pdf)
