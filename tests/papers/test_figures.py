"""The figures on paper, drawn for a printer in black and white, and by the command line for one team."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from app.cli import homeward
from app.door.errors import Refused
from app.papers.figures import figures_pdf, gather
from models.vocabulary.closure import EndReason
from models.vocabulary.referrals import ReferralOutcome
from tests.builders import visit

DAY = timedelta(days=1)
NOVEMBER = {"first": date(2026, 11, 1), "last": date(2026, 11, 30), "program": "Homeward 1.0"}
pytestmark = pytest.mark.rule("FIG-1")


@pytest.fixture
def month(office):
    """One who ended in a team with a hostile name, one who is in the other, and one who waits."""
    office.a_referral()
    office.a_referral(outcome=ReferralOutcome.SIGNPOSTED, outcome_at=office.now, from_hospital=True)
    person = office.a_person(given="Never", family="Printed")
    office.an_episode(
        visit(minutes=60), person=person, started_at=office.now - 9 * DAY, ended_at=office.now - DAY,
        end_reason=EndReason.ONGOING_ARRANGED,
    )  # fmt: skip
    office.an_episode(team_id=office.teams["South"], started_at=office.now - 9 * DAY)
    return office


def words_of(content):
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages)


def test_each_figure_is_there_with_its_numbers_what_it_counts_and_the_patterns_of_its_bars(month):
    content = month.ask(figures_pdf, **NOVEMBER)
    text = words_of(content)
    for table in month.ask(gather, **NOVEMBER).tables:
        assert " ".join(table.sentence.split()) in text, table.title
        assert f"Source: {table.source}." in text, table.title
    assert "All teams: 1 November 2026 to 30 November 2026, both days included." in text
    assert "The bars, from the left: Signposted (solid), Waiting (rising lines)." in text
    assert "Band (iv) 1 of 2 (50%): 1 waiting" in text
    assert "In the 30 days before there was none." in text
    assert "Printed" not in text
    assert month.ask(figures_pdf, **NOVEMBER) == content


def test_one_team_is_printed_and_exported_by_its_name(month, tmp_path):
    url = month.database.url.render_as_string(hide_password=False)
    asked = ["--from", "2026-11-01", "--to", "2026-11-30", "--database", url, "--as-at", "2026-11-20T09:00", "--team"]
    pdf, book = tmp_path / "f.pdf", tmp_path / "f.xlsx"
    for command in (["print", "figures", str(pdf)], ["export", "figures", str(book)]):
        done = CliRunner().invoke(homeward, [*command, *asked, "south"])
        assert done.exit_code == 0, done.output
    assert "South: 1 November 2026" in words_of(pdf.read_bytes())
    about = dict(openpyxl.load_workbook(book)["About"].iter_rows(values_only=True))
    assert about["Of"] == "South"
    with pytest.raises(Refused, match="No team of this office is called “nowhere”"):
        CliRunner().invoke(homeward, ["export", "figures", str(book), *asked, "nowhere"], catch_exceptions=False)
