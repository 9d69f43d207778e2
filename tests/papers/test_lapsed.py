"""The letter to the assessor when a hold has lapsed: what was asked, from when until when it was held, what now."""

from datetime import timedelta
from io import BytesIO

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from app.cli import homeward
from app.door.errors import Refused
from app.papers.lapsed import gather, lapsed_pdf
from app.services.closure import deaths
from models.people import Person
from models.referrals import Hold, Referral
from models.values import Call
from models.vocabulary.people import PaperFormat
from models.vocabulary.referrals import HoldEnd, ReferralOutcome
from tests.builders import visit

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.rule("REF-13")


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def a_lapse(office, **more):
    """A referral whose hold ran out an hour ago and was released now."""
    return office.a_referral(
        visit(Call.MORNING, 45, 2), visit(Call.TEA), reference="CH26118", referrer="Ward 4", outcome_at=office.now,
        outcome=ReferralOutcome.LAPSED, accepted_at=office.now - 80 * HOUR, accepted_by_id=office.staff["DSO"],
        assessor_notified_at=office.now, **more,
    )  # fmt: skip


@pytest.fixture
def lapsed(office):
    referral = a_lapse(office)
    office.store(
        Hold(
            referral_id=referral, team_id=office.teams["North"], held_by_id=office.staff["DSO"], worker_minutes=840,
            found_at=office.now - 73 * HOUR, ended_at=office.now, ended_as=HoldEnd.RELEASED,
            ended_by_id=office.staff["DSO"], assessor_notified_at=office.now,
        )
    )  # fmt: skip
    return referral


def test_it_says_what_was_asked_how_long_it_was_held_and_what_now(office, lapsed):
    paper = office.ask(gather, referral=lapsed)
    assert (paper.found_at, paper.expired_at) == (office.now - 73 * HOUR, office.now - HOUR)
    assert (paper.lapsed_at, paper.told_at, paper.was_promised) == (office.now, office.now, False)
    words = words_of(office.ask(lapsed_pdf, referral=lapsed))
    for each in ("CH26118", "Ward 4", paper.totals, "by the last moment of the hold", "it needs a new referral"):
        assert each in words


def test_a_promise_lapses_with_the_end_of_the_day_of_its_first_start(office):
    found = office.now - 80 * HOUR
    promised = {"capacity_found_at": found, "scheduling_confirmed_at": found}
    start = {"first_start_agreed_at": office.now - 6 * HOUR, "start_planned_at": office.now + 24 * HOUR}
    paper = office.ask(gather, referral=a_lapse(office, **promised, **start))
    assert paper.was_promised
    assert paper.found_at == found
    assert timedelta() < paper.expired_at - office.now < 24 * HOUR


def test_before_a_lapse_there_is_no_letter(office):
    with pytest.raises(Refused, match="No hold of this referral has lapsed"):
        office.ask(gather, referral=office.a_referral())


@pytest.mark.rule("END-6")
def test_after_a_reported_death_it_is_made_and_says_so(office, lapsed):
    person = office.get(Referral, lapsed).person_id
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    assert "is reported. Ask the DSO before any contact." in words_of(office.ask(lapsed_pdf, referral=lapsed))


def test_the_letter_is_printed_by_the_command_line(office, lapsed, tmp_path):
    file, url = tmp_path / "letter.pdf", office.database.url.render_as_string(hide_password=False)
    asked = ["print", "lapsed", "--ref", "CH26118", str(file), "--database", url, "--as-at", "2026-11-20T09:00"]
    for edition, paper_format in (("standard", PaperFormat.STANDARD), ("large", PaperFormat.LARGE_PRINT)):
        said = CliRunner().invoke(homeward, [*asked, "--edition", edition], catch_exceptions=False)
        assert said.exit_code == 0, said.output
        assert file.read_bytes() == office.ask(lapsed_pdf, referral=lapsed, paper_format=paper_format)
    said = CliRunner().invoke(homeward, [*asked, "--edition", "draft"])
    assert said.exit_code != 0
