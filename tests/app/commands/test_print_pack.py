"""`homeward print pack`: what it prints, leaves out, refuses and notes."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from app.commands.prints import print_
from app.door.errors import Refused
from app.papers.together import together_pdf
from app.services.people.key_safes import set_key_safe_code
from models.access import AccessNote
from models.vocabulary.access import KEY_SAFE_CODE, Access
from models.vocabulary.people import PaperFormat
from models.vocabulary.print_packs import PackPaper, PrintPack
from tests.papers.test_refused import words
from tests.papers.test_together import begun, came_back, nobody_yet, now_of, waits

STANDARD, LARGE = PaperFormat.STANDARD, PaperFormat.LARGE_PRINT


def run(office, file, *more):
    url = office.database.url.render_as_string(hide_password=False)
    at = f"{office.now:%Y-%m-%dT%H:%M}"
    return CliRunner().invoke(
        print_, ["pack", str(file), "--database", url, "--as-at", at, *more], catch_exceptions=False
    )


def noted(office):
    with office.database.reading() as session:
        return [(each.deed, each.what) for each in session.scalars(select(AccessNote).order_by(AccessNote.id))]


def test_the_command_prints_what_the_moment_asks_for_and_says_what_is_not_in_it(sqlite_office, tmp_path):
    office, file = sqlite_office, tmp_path / "pack.pdf"
    person = begun(office)
    done = run(office, file, "--person", "Nora Pearce", "--pack", "before-first-visit")
    assert done.exit_code == 0, done.output
    papers = [PackPaper.SERVICE_PLAN, PackPaper.IPAD_SHEET, PackPaper.CALL_SHEET]
    asked = {"person": person, "papers": papers, "paper_format": STANDARD, "pack": PrintPack.BEFORE_FIRST_VISIT}
    assert file.read_bytes() == office.ask(together_pdf, **asked)
    assert "Not in it: Service agreement. No agreement was issued for this person" in done.output
    assert noted(office) == [(Access.SAVED, each.label) for each in papers]


def test_the_command_leaves_out_an_agreement_of_earlier_support_until_it_is_named_and_says_which(
    sqlite_office, tmp_path
):
    office, file = sqlite_office, tmp_path / "pack.pdf"
    person = came_back(office)
    which = now_of(office, person, PackPaper.AGREEMENT).which
    more = ["--person", "Łukasz O'Brien", "--pack", "before-first-visit"]
    done = run(office, file, *more)
    assert f"Not in it: Service agreement. {which} It isn't of support that goes on now" in done.output
    assert "You pay" not in words(file.read_bytes())
    done = run(office, file, *more, "--paper", "agreement")
    assert f"In it: Service agreement. {which}" in done.output
    assert "Not in it: Service agreement" not in done.output
    assert "You pay" in words(file.read_bytes())


def test_the_command_prints_the_sheet_of_a_referral_in_the_queue(sqlite_office, tmp_path):
    office, file = sqlite_office, tmp_path / "sheet.pdf"
    waits(office)
    done = run(office, file, "--person", "Nora Pearce", "--paper", "referral")
    assert done.exit_code == 0, done.output
    assert "In it: Referral sheet. CH00777, received on 19 Nov 2026; it is in the queue." in done.output
    assert "CH00777" in words(file.read_bytes())


def test_a_look_at_the_key_safe_code_is_noted_before_the_call_sheet_tells_it(sqlite_office, tmp_path):
    office, file = sqlite_office, tmp_path / "pack.pdf"
    person = begun(office)
    office.do(set_key_safe_code, person=person, seen=None, code="C4711Y")
    done = run(office, file, "--person", "Nora Pearce", "--paper", "call-sheet")
    assert done.exit_code == 0, done.output
    assert "C4711Y" in words(file.read_bytes())
    assert noted(office) == [(Access.OPENED, KEY_SAFE_CODE), (Access.SAVED, "Call sheet for workers")]


def test_a_paper_that_is_named_is_added_and_one_named_twice_has_a_copy(sqlite_office, tmp_path):
    office, file = sqlite_office, tmp_path / "pack.pdf"
    person = begun(office)
    more = ["--paper", "plan", "--paper", "plan", "--paper", "progress", "--one-sided"]
    assert run(office, file, "--person", "Nora Pearce", *more).exit_code == 0
    papers = [PackPaper.SERVICE_PLAN, PackPaper.SERVICE_PLAN, PackPaper.PROGRESS]
    asked = {"person": person, "papers": papers, "paper_format": STANDARD, "on_both_sides": False}
    assert file.read_bytes() == office.ask(together_pdf, **asked)
    assert [what for _, what in noted(office)] == ["Service plan", "Progress page for the person"]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ((), "Say which papers"),
        (("--paper", "closure-summary"), "No support has ended yet"),
        (("--paper", "plan", "--edition", "large"), "They need standard print"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_noted(sqlite_office, tmp_path, more, says):
    begun(sqlite_office)
    with pytest.raises(Refused, match=says):
        run(sqlite_office, tmp_path / "pack.pdf", "--person", "Nora Pearce", *more)
    assert noted(sqlite_office) == []
    assert not (tmp_path / "pack.pdf").exists()


def test_of_somebody_of_whom_nothing_can_be_printed_there_is_no_file(sqlite_office, tmp_path):
    nobody_yet(sqlite_office)
    with pytest.raises(Refused, match="Nothing is printed:") as refused:
        run(sqlite_office, tmp_path / "pack.pdf", "--person", "Nora Pearce", "--pack", "at-the-end")
    told = str(refused.value).splitlines()[1:]
    labels = [each.partition(". ")[0] for each in told]
    assert labels == [PackPaper.END_PACK.label, PackPaper.CLOSURE_SUMMARY.label]
    assert all(each.partition(". ")[2] for each in told)


def test_another_print_goes_with_a_reason_that_is_noted_for_what_the_person_gets(sqlite_office, tmp_path):
    begun(sqlite_office)
    more = ["--paper", "plan", "--paper", "call-sheet", "--edition", "large", "--because", "lost her glasses"]
    assert run(sqlite_office, tmp_path / "pack.pdf", "--person", "Nora Pearce", *more).exit_code == 0
    with sqlite_office.database.reading() as session:
        because = {each.what: each.because for each in session.scalars(select(AccessNote))}
    assert because == {"Service plan": "lost her glasses", "Call sheet for workers": None}
    worker = ["--paper", "call-sheet", "--edition", "large"]
    assert run(sqlite_office, tmp_path / "sheet.pdf", "--person", "Nora Pearce", *worker).exit_code == 0


def test_what_cant_be_printed_is_refused_by_its_reason_before_anything_is_noted(sqlite_office, tmp_path):
    office, file = sqlite_office, tmp_path / "pack.pdf"
    person = begun(office)
    office.do(set_key_safe_code, person=person, seen=None, code="C4711Y")
    named = ["--person", "Nora Pearce", "--paper", "call-sheet", "--paper", "transfer-summary"]
    with pytest.raises(Refused, match=r"Transfer summary for the interim DSO\. Nothing is recorded about a transfer"):
        run(office, file, *named)
    assert (noted(office), file.exists()) == ([], False)
