"""The command line prints what was issued, attaches its scan, and says of a draft that it is one."""

import json
from io import BytesIO

import pikepdf
import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from sqlalchemy import select

from app import cli
from app.door.errors import Refused
from app.papers.issuing import issue_agreement
from app.services.agreement import signing
from models.access import AccessNote
from models.agreement import Agreement
from models.episodes import Episode
from models.papers import PaperBytes, PaperFile
from models.people import Person
from models.rules.agreement.issued_papers import hash_of_values
from models.vocabulary.papers import PaperKind
from models.vocabulary.people import PaperFormat
from tests.papers.test_agreement import a_rate, an_interim


def run(office_url, *words, **told):
    return CliRunner().invoke(cli.homeward, [*words, "--database", office_url], catch_exceptions=False, **told)


def bytes_of(office, kind, edition=None):
    query = select(PaperBytes.content).join(PaperFile, PaperFile.id == PaperBytes.file_id)
    with office.database.reading() as session:
        return session.scalars(query.where(PaperFile.kind == kind, PaperFile.edition == edition)).one()


@pytest.mark.rule("FUND-4")
def test_what_was_issued_is_printed_byte_for_byte_and_before_that_only_a_draft(sqlite_office, tmp_path):
    office, office_url = sqlite_office, str(sqlite_office.database.engine.url)
    a_rate(office)
    episode = an_interim(office)
    who = office.get(Person, office.get(Episode, episode).person_id).mosaic_id
    paper = tmp_path / "agreement.pdf"
    with pytest.raises(Refused, match="No agreement was issued for this person; a draft can be printed"):
        run(office_url, "print", "agreement", "--person", who, str(paper))
    assert run(office_url, "print", "agreement", "--person", who, "--edition", "draft", str(paper)).exit_code == 0
    assert "Draft, not issued" in PdfReader(BytesIO(paper.read_bytes())).pages[0].extract_text()
    large = {"edition": PaperFormat.LARGE_PRINT, "print_because": "asked for it today"}
    agreement = office.do(issue_agreement, episode=episode, **large).made
    for edition, words in ((PaperFormat.LARGE_PRINT, ()), (PaperFormat.STANDARD, ("--edition", "standard"))):
        done = run(office_url, "print", "agreement", "--person", who, *words, str(paper))
        assert done.exit_code == 0, done.output
        assert paper.read_bytes() == bytes_of(office, PaperKind.AGREEMENT, edition)
    assert run(office_url, "print", "agreement", "--person", who, "--language", "welsh", str(paper)).exit_code == 0
    with office.database.reading() as session:
        noted = session.scalars(select(AccessNote.what).order_by(AccessNote.at)).all()
    assert noted[-2:] == ["the service agreement", "the service agreement, translated into Welsh"]
    record = office.get(Agreement, agreement)
    told = {"reference": record.reference, "check": hash_of_values(record.paper)[:12]}
    checked = run(office_url, "ask", "check_paper", "--args", "-", input=json.dumps(told))
    assert json.loads(checked.stdout)["is_ours"] is True


@pytest.mark.rule("FUND-4")
def test_a_scan_is_attached_by_the_reference_on_its_foot(sqlite_office, tmp_path):
    office, office_url = sqlite_office, str(sqlite_office.database.engine.url)
    a_rate(office)
    made = office.do(issue_agreement, episode=an_interim(office), edition=PaperFormat.STANDARD).made
    office.do(signing.sign, agreement=made, seen=office.version(Agreement, made), signed_at=office.now)
    reference, file, pdf = office.get(Agreement, made).reference, tmp_path / "scan.pdf", pikepdf.new()
    pdf.add_blank_page()
    pdf.save(file)
    with pytest.raises(Refused, match="No agreement in this office has the reference “ISA-9”"):
        run(office_url, "import", "scan", "--ref", "ISA-9", str(file))
    done = run(office_url, "import", "scan", "--ref", reference, str(file))
    assert done.exit_code == 0, done.output
    assert bytes_of(office, PaperKind.SCAN) == file.read_bytes()
