"""What the agreement says, and that it says it whatever was typed."""

import dataclasses
import unicodedata
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from models.vocabulary.agreement import Authority, Funding
from models.vocabulary.episodes import EpisodeKind
from reports.agreement.agreement import render
from reports.agreement.paper import Signatory
from reports.layout.styles import Edition

GOLDEN = Path(__file__).parent / "golden" / "agreement.txt"


def test_the_agreement_reads_as_approved(agreement, content_of):
    # After an intended change look at the paper, then write the words anew, one sentence's worth to a line.
    assert content_of(render(agreement, Edition.STANDARD)) == GOLDEN.read_text(encoding="utf-8").split()


def test_the_same_paper_gives_the_same_bytes(agreement):
    for edition in Edition:
        assert render(agreement, edition) == render(agreement, edition)


@pytest.mark.parametrize(
    "name", ["Łukasz O'Brien", "<b>Bold & <i>Son</b>", "A&amp;B", '<img src="x">', "=1+1", "{name}"]
)
def test_a_name_is_printed_as_it_was_typed(agreement, words_of, name):
    paper = dataclasses.replace(agreement, person=name, preferred_name=name)
    assert f"For {name} ·" in words_of(render(paper, Edition.STANDARD))


def test_an_arabic_name_is_printed(agreement, words_of):
    paper = dataclasses.replace(agreement, person="محمد", preferred_name="محمد")
    assert "محمد" in unicodedata.normalize("NFKC", words_of(render(paper, Edition.STANDARD)))


@pytest.mark.parametrize("edition", Edition)
def test_a_name_of_200_letters_is_printed_whole(agreement, content_of, edition):
    paper = dataclasses.replace(agreement, person="Wilhelmina" * 20)
    assert "Wilhelmina" * 20 in "".join(content_of(render(paper, edition)))


@pytest.mark.rule("FUND-1")
def test_there_is_no_agreement_for_a_short_term_episode(agreement):
    with pytest.raises(ValueError, match="free"):
        dataclasses.replace(agreement, kind=EpisodeKind.SHORT_TERM)


@pytest.mark.rule("FUND-3")
def test_a_self_funder_sees_each_line_the_total_the_moment_and_the_facts(agreement, words_of):
    words = words_of(render(agreement, Edition.STANDARD))
    for line in (
        "£434.00 a week",
        "You pay from Monday 16 November 2026",
        "Visits by one carer 7 £24.80 £173.60",
        "Visits by two carers 5.25 £49.60 £260.40",
        "Cost of a week £434.00",
        "liable from 09:30 on Monday 16 November 2026",
        agreement.facts[0],
    ):
        assert line in words


@pytest.mark.rule("FUND-2")
def test_a_co_funder_is_told_that_an_assessment_decides_the_share_and_no_sum_is_promised(agreement, words_of):
    paper = dataclasses.replace(agreement, funding=Funding.CO_FUNDER, lines=(), week_total=None)
    words = words_of(render(paper, Edition.STANDARD))
    assert "A financial assessment decides how much" in words
    assert "Your share counts from Monday 16 November 2026" in words
    assert "£" not in words


@pytest.mark.rule("FUND-5")
def test_a_representative_signs_in_the_authority_they_have(agreement, words_of):
    words = words_of(render(agreement, Edition.STANDARD))
    assert "Signed for Łukasz O'Brien by Anna O'Brien, Lasting power of attorney, property" in words


@pytest.mark.rule("FUND-5")
def test_joint_attorneys_each_have_a_place_to_sign(agreement):
    both = (*agreement.signatories, Signatory("Piotr O'Brien", Authority.LPA_PROPERTY))
    fields = PdfReader(BytesIO(render(dataclasses.replace(agreement, signatories=both), Edition.STANDARD))).get_fields()
    assert {"signer1_signature", "signer1_date", "signer2_signature", "signer2_date"} <= set(fields)


def test_without_a_representative_the_person_signs(agreement, words_of):
    words = words_of(render(dataclasses.replace(agreement, signatories=()), Edition.STANDARD))
    assert "Signed by Łukasz O'Brien" in words
    assert "also when somebody else signs" not in words


@pytest.mark.rule("END-2")
def test_the_days_after_which_it_ends_are_the_policys(agreement, words_of):
    words = words_of(render(dataclasses.replace(agreement, break_days=21), Edition.STANDARD))
    assert "no visit at all for 21 days in a row" in words


@pytest.mark.rule("PSP-5")
def test_it_says_that_the_case_coordinator_agrees_to_changed_hours(agreement, words_of):
    assert "Your case coordinator must agree before the hours" in words_of(render(agreement, Edition.STANDARD))


def test_support_that_stays_with_the_short_term_team_says_so(agreement, words_of):
    paper = dataclasses.replace(agreement, kind=EpisodeKind.INTERIM_IN_STS)
    assert "Your short-term team stays with you" in words_of(render(paper, Edition.STANDARD))


def test_a_draft_says_what_is_missing_and_has_no_place_to_sign(agreement, words_of):
    missing = ("A rate that is valid on 16 November 2026.",)
    paper = dataclasses.replace(
        agreement, missing=missing, lines=(), week_total=None, liable_from=None, charged_from=None, begins_on=None
    )
    made = render(paper, Edition.DRAFT)
    words = words_of(made)
    assert missing[0] in words
    assert words.count("DRAFT") == len(PdfReader(BytesIO(made)).pages)
    assert not PdfReader(BytesIO(made)).get_fields()


def test_a_draft_without_a_plan_or_a_payer_promises_nothing(agreement, words_of):
    paper = dataclasses.replace(agreement, week=(), funding=Funding.NOT_KNOWN, lines=(), week_total=None)
    words = words_of(render(paper, Edition.DRAFT))
    assert "We have not planned your week yet" in words
    assert "We do not know yet who pays" in words
    assert "You told us that you pay" not in words
    assert "£" not in words


def test_each_page_has_its_number_and_the_reference_of_what_is_issued(agreement):
    for edition in Edition:
        pages = PdfReader(BytesIO(render(agreement, edition))).pages
        for number, page in enumerate(pages, start=1):
            words = page.extract_text()
            assert f"Page {number} of {len(pages)}" in words
            assert ("Reference HW-AG-7K3M2" in words) is (edition is not Edition.DRAFT)
            assert ("Draft, not issued" in words) is (edition is Edition.DRAFT)


def test_it_can_be_filled_in_on_screen(agreement):
    fields = PdfReader(BytesIO(render(agreement, Edition.STANDARD))).get_fields()
    assert {"signer1_signature", "signer1_date", "signer1_read", "signer1_read_to"} <= set(fields)
    assert {"council_signature", "council_name", "council_date"} <= set(fields)
    assert fields["signer1_date"]["/TU"] == "Date: Anna O'Brien"


@pytest.mark.parametrize("edition", [Edition.STANDARD, Edition.LARGE_PRINT])
def test_nobody_signs_on_a_page_without_the_promise(agreement, edition):
    pages = [page.extract_text() for page in PdfReader(BytesIO(render(agreement, edition))).pages]
    signed = next(words for words in pages if "Signed for Łukasz" in words)
    assert "By signing I say" in signed


def test_it_has_its_language_title_author_and_bookmarks(agreement):
    reader = PdfReader(BytesIO(render(agreement, Edition.STANDARD)))
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.metadata.title == "Your agreement for interim home care: Łukasz O'Brien"
    assert reader.metadata.author == "Derbyshire County Council"
    titles = [mark.title[:2] for mark in reader.outline]
    assert titles == ["1.", "2.", "3.", "4.", "5.", "6.", "7."]
    pages = [reader.get_destination_page_number(mark) for mark in reader.outline]
    assert pages[0] == 0
    assert pages == sorted(pages)
    assert pages[-1] > 0


def test_every_font_on_its_pages_is_embedded(agreement):
    with pikepdf.open(BytesIO(render(agreement, Edition.STANDARD))) as pdf:
        shown = [font for page in pdf.pages for font in page.obj.Resources.Font.values()]
        assert shown
        assert all("/FontFile2" in font.FontDescriptor for font in shown)


def test_a_screen_reader_finds_headings_tables_and_fields(agreement):
    with pikepdf.open(BytesIO(render(agreement, Edition.STANDARD))) as pdf:
        roles = {str(found.S) for found in pdf.objects if _is_element(found)}
        assert bool(pdf.Root.MarkInfo.Marked)
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TR", "/TH", "/TD", "/L", "/Form"} <= roles


def _is_element(found):
    return isinstance(found, pikepdf.Dictionary) and found.get("/Type") == pikepdf.Name.StructElem
