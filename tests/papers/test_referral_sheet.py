"""The referral sheet, gathered from a real referral, and by the command line."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from app.cli import homeward
from app.door.errors import Refused
from app.papers.referral_sheet import draw, gather, referral_sheet_pdf
from app.queries.people.naming import referral_named
from app.services.closure import deaths
from models.people import Person
from models.referrals import Hold, InformationRequest, Referral
from models.values import Call
from models.vocabulary.people import PaperFormat
from models.vocabulary.referrals import ExistingPackage, Notice, ReferralDocument, ReferralReason, Support
from tests.builders import visit

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.rule("REF-1")


@pytest.fixture
def told(office):
    """A referral that says nearly all that one can say, with a question, a hold and a hostile name."""
    person = office.a_person(
        given="<b>Siân", family="O'Neil & Łukasz", nhs_number="9999795757", telephone="0114 496 0122",
        communication="Hearing aids", preferred="Sian",
    )  # fmt: skip
    referral = office.a_referral(
        visit(Call.MORNING, 45, 2), visit(Call.TEA), person=person, reference="CH26118",
        document=ReferralDocument.TRUSTED_ASSESSOR, reason=ReferralReason.HOSPITAL_DISCHARGE, from_hospital=True,
        hospital="Chesterfield Royal", discharge_on=date(2026, 11, 22), support=Support.SOME, support_text="daughter",
        needs_and_risks="Falls; keysafe 4821", referrer_telephone="0114 496 0271", chc=True, end_of_life=True,
        existing_package=ExistingPackage.WHOLE_MOVES, provider="Peak Care", notice=Notice.WORKED,
        notice_given_on=date(2026, 11, 16), notes="Two dogs",
        accepted_at=office.now - 3 * HOUR, accepted_by_id=office.staff["DSO"],
    )  # fmt: skip
    office.store(
        InformationRequest(
            referral_id=referral, asked_at=office.now - 5 * HOUR, asked_by_id=office.staff["DSO"], of_whom="Ward 4",
            what="Who is at home?", received_at=office.now - HOUR, answer="Nobody",
        ),
        Hold(
            referral_id=referral, team_id=office.teams["North"], held_by_id=office.staff["DSO"], worker_minutes=840,
            found_at=office.now - 2 * HOUR,
        ),
    )  # fmt: skip
    return referral


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_it_gathers_all_that_the_referral_says(office, told):
    paper = office.ask(gather, referral=told)
    assert (paper.stage, paper.band) == ("Capacity held", "Band (i) from hospital, waiting 1 d.")
    assert paper.standing == ("Held for another 2 d 22 h.", "The last moment of the hold: 23 Nov 2026 at 07:00.")
    who, origin, needs = paper.who, paper.origin, paper.needs
    assert (who.name, who.nhs_number, who.age) == ("<b>Siân O'Neil & Łukasz", "999 979 5757", 86)
    assert (who.telephone, who.communication) == ("0114 496 0122", "Hearing aids")
    assert who.address == ("1 Mill Bank", "Matlock", "DE4 3AA")
    assert (origin.reference, origin.document, origin.reason) == (
        "CH26118", "Trusted assessment (D2A)", "Hospital discharge",
    )  # fmt: skip
    assert origin.hospital == "Chesterfield Royal, discharge 22 Nov 2026"
    assert (origin.referrer.name, origin.referrer.telephone) == ("Ward 4", "0114 496 0271")
    assert [each.call for each in paper.asked.week] == [Call.MORNING, Call.TEA]
    assert paper.asked.totals == "14 visits a week, 7 by two workers: 8.75 contact hours, 14 worker hours"
    assert needs.support == "Some support in place: daughter"
    assert needs.provider == (
        "The whole package moves to STS", "Peak Care", "Notice is worked (planned move)",
        "Notice given on 16 Nov 2026; the agency's last day is 30 Nov 2026",
    )  # fmt: skip
    assert needs.chc == "On behalf of CHC: not reviewed yet"
    assert needs.end_of_life == "Yes; the talk isn't recorded yet"
    [question] = paper.questions
    assert (question.what, question.of_whom, question.asked_by, question.answer) == (
        "Who is at home?", "Ward 4", "DSO North", "Nobody",
    )  # fmt: skip
    assert [each.what for each in paper.history] == [
        "Received from Ward 4", "Asked Ward 4: Who is at home?", "Accepted: safe and suitable",
        "Capacity found and held, 14 h a week, until 23 Nov 2026 at 07:00", "Answered: Nobody",
    ]  # fmt: skip


def test_the_paper_reads_as_typed_without_codes_and_is_the_same_twice(office, told):
    content = office.ask(referral_sheet_pdf, referral=told)
    words = words_of(content)
    assert "Referral of <b>Siân O'Neil & Łukasz" in words
    assert "keysafe (code not printed)" in words
    assert "4821" not in words
    assert office.ask(referral_sheet_pdf, referral=told) == content
    assert office.ask(referral_sheet_pdf, referral=told, paper_format=PaperFormat.LARGE_PRINT) != content


def test_what_nobody_has_said_stays_empty(office):
    referral = office.a_referral(reason=None, document=None, support=Support.NOT_STATED, referrer="")
    paper = office.ask(gather, referral=referral)
    assert (paper.origin.document, paper.origin.reason, paper.origin.hospital) == ("", "", "")
    assert (paper.needs.support, paper.needs.provider, paper.needs.chc) == ("Not stated", (), "")
    assert "Referrer Not stated Document Not stated Reason Not stated" in words_of(draw(paper))


@pytest.mark.rule("REF-9")
def test_extra_calls_say_until_when_and_whether_the_provider_agreed(office):
    referral = office.a_referral(existing_package=ExistingPackage.EXTRA_ONLY, provider="Peak Care")
    assert office.ask(gather, referral=referral).needs.provider[1:] == (
        "Peak Care", "End not stated", "The provider hasn't agreed yet",
    )  # fmt: skip


@pytest.mark.rule("END-6")
def test_after_a_reported_death_the_sheet_is_made_and_says_so(office, told):
    person = office.get(Referral, told).person_id
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    words = words_of(office.ask(referral_sheet_pdf, referral=told))
    assert "Death reported on 20 Nov 2026, 09:00. Ask the DSO before any contact." in words


def test_a_referral_that_is_not_of_this_office_is_refused(office):
    with pytest.raises(Refused, match="isn't in your office's list"):
        office.ask(gather, referral=uuid4())
    with pytest.raises(Refused, match="No referral in this office has the reference “CH9”"):
        office.ask(referral_named, "CH9")


def test_the_sheet_is_printed_by_the_command_line(office, told, tmp_path):
    file, url = tmp_path / "sheet.pdf", office.database.url.render_as_string(hide_password=False)
    words = ["print", "referral", "--ref", "CH26118", str(file), "--database", url, "--as-at", "2026-11-20T09:00"]
    said = CliRunner().invoke(homeward, words, catch_exceptions=False)
    assert said.exit_code == 0, said.output
    assert file.read_bytes() == office.ask(referral_sheet_pdf, referral=told)
    said = CliRunner().invoke(homeward, [*words, "--edition", "large"], catch_exceptions=False)
    assert said.exit_code == 0, said.output
    assert file.read_bytes() == office.ask(referral_sheet_pdf, referral=told, paper_format=PaperFormat.LARGE_PRINT)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--ref", "CH9"), "No referral in this office"),
        (("--ref", "CH26118", "--edition", "draft"), "no draft edition"),
    ],
)
def test_an_unknown_reference_and_a_draft_are_refused_and_nothing_is_written(office, tmp_path, words, sentence):
    office.a_referral(reference="CH26118")
    file, url = tmp_path / "sheet.pdf", office.database.url.render_as_string(hide_password=False)
    said = CliRunner().invoke(
        homeward, ["print", "referral", *words, str(file), "--database", url, "--as-at", "2026-11-20T09:00"]
    )
    assert isinstance(said.exception, Refused)
    assert sentence in str(said.exception)
    assert not file.exists()
