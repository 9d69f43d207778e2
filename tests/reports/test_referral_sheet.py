"""The referral sheet on paper: all of a referral, as typed, without the codes of doors."""

import dataclasses
from collections import Counter
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.agreement.paper import Reach
from reports.layout.styles import Edition
from reports.referral_sheet import Asked, HistoryLine, Needs, Origin, QuestionLine, ReferralSheetPaper, Who, render

CAME = datetime(2026, 11, 18, 21, 43, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def sheet(week):
    return ReferralSheetPaper(
        council="Derbyshire County Council",
        office="Dales",
        made_at=NOW,
        stage="Capacity held",
        band="Band (i) from hospital, waiting 1 d 11 h.",
        standing=("Held for another 2 h.",),
        death_reported_at=None,
        who=Who(
            name="Łukasz O'Brien", preferred="Luke", born=date(1943, 12, 14), age=82, nhs_number="999 979 5757",
            mosaic_id="M701415", address=("12 Ŵyn & Sons Lane", "Matlock", "DE4 3AF"), patch="Matlock",
            telephone="0114 496 0122", communication="Hearing aids",
        ),
        origin=Origin(
            reference="CH26118", earlier_reference="CH26001", received_at=CAME, first_asked_at=CAME,
            document="Trusted assessment (D2A)", reason="Hospital discharge", pathway="",
            urgent=True,
            hospital="Chesterfield Royal, discharge 22 Nov 2026", referrer=Reach("Ward 4", "0114 496 0271"),
            team="North",
        ),
        asked=Asked(week=week, totals="21 visits a week: 12.25 contact hours", written="am 45x2, lunch 30, bed 30"),
        needs=Needs(
            support="Some support in place: daughter", needs_and_risks="Falls; key safe 4821 by the door",
            alternatives="Community meals", provider=("The whole package moves to STS", "Peak Care"),
            chc="On behalf of CHC: not reviewed yet", end_of_life="Talked with the GP", notes="Two dogs",
        ),
        questions=(
            QuestionLine("Who is at home at night?", "Ward 4", NOW, "Priya Raman", NOW, None, ""),
            QuestionLine("Which frame?", "The OT", CAME, "", None, NOW, "A wheeled one; door code 99#12"),
        ),
        history=(HistoryLine(CAME, "Received from Ward 4", ""), HistoryLine(NOW, "Accepted", "Priya Raman")),
    )  # fmt: skip


def test_it_says_all_of_the_referral(sheet, words_of):
    words = words_of(render(sheet))
    for part in (
        "Referral of Łukasz O'Brien",
        "As it stood at 09:00 on Friday 20 November 2026",
        "Capacity held Band (i) from hospital, waiting 1 d 11 h. Held for another 2 h.",
        "Likes to be called Luke",
        "Born 14 December 1943 (82)",
        "NHS number 999 979 5757",
        "Address 12 Ŵyn & Sons Lane, Matlock, DE4 3AF",
        "Telephone 0114 496 0122",
        "Communication Hearing aids",
        "Reference CH26118 Continues CH26001",
        "Received 21:43 on Wednesday 18 November 2026",
        "Referrer Ward 4, 0114 496 0271",
        "Hospital Chesterfield Royal, discharge 22 Nov 2026",
        "45 min 2 care workers",
        "21 visits a week: 12.25 contact hours",
        "As the referrer wrote it: am 45x2, lunch 30, bed 30",
        "Support now Some support in place: daughter",
        "Also considered Community meals",
        "Existing provider The whole package moves to STS Peak Care",
        "CHC On behalf of CHC: not reviewed yet",
        "End of life Talked with the GP",
        "Of Ward 4, 20 Nov 2026, 09:00 by Priya Raman Last chased 20 Nov 2026, 09:00 Not answered yet",
        "18 Nov 2026, 21:43 Received from Ward 4",
    ):
        assert part in words


def test_a_code_after_the_word_for_its_lock_is_not_printed(sheet, words_of):
    words = words_of(render(sheet))
    assert "key safe (code not printed) by the door" in words
    assert "door code (code not printed)" in words
    assert "4821" not in words
    assert "99#12" not in words


def test_what_is_not_known_is_said_and_what_plays_no_part_is_left_out(sheet, words_of):
    paper = dataclasses.replace(
        sheet,
        who=dataclasses.replace(sheet.who, preferred="", born=None, nhs_number="", telephone="", communication=""),
        asked=Asked(week=(), totals="", written=""),
        needs=dataclasses.replace(sheet.needs, provider=(), chc="", end_of_life="", notes=""),
        questions=(),
    )
    words = words_of(render(paper))
    for part in (
        "Born Not stated", "NHS number Not stated", "Telephone Not stated", "Existing provider Not stated",
        "No calls have been read from the referral.", "Nothing has been asked.",
    ):  # fmt: skip
        assert part in words
    for part in ("Likes to be called", "CHC", "End of life", "Notes"):
        assert part not in words


@pytest.mark.rule("END-6")
def test_after_a_reported_death_it_says_so_at_its_top(sheet, words_of):
    words = words_of(render(dataclasses.replace(sheet, death_reported_at=NOW)))
    assert "Death reported on 20 Nov 2026, 09:00. Ask the DSO before any contact. Capacity held" in words
    assert "Death reported" not in words_of(render(sheet))


def test_whatever_is_typed_is_printed_as_typed(sheet, words_of):
    hostile = '<b>& =1+1 <para> {who} **x** "\x00\u202e</font>'
    shown = '<b>& =1+1 <para> {who} **x** "</font>'
    paper = dataclasses.replace(
        sheet,
        stage=hostile,
        who=dataclasses.replace(sheet.who, name=hostile, communication=hostile),
        origin=dataclasses.replace(sheet.origin, reference=hostile * 9, referrer=Reach(hostile, hostile)),
        needs=dataclasses.replace(sheet.needs, needs_and_risks=hostile, provider=(hostile,)),
        questions=(QuestionLine(hostile, hostile, NOW, hostile, NOW, NOW, hostile),),
        history=(HistoryLine(NOW, hostile, hostile),),
    )
    words = words_of(render(paper))
    assert f"Communication {shown}" in words
    assert f"Needs and risks {shown}" in words
    assert words.count("<para>") >= 10


@pytest.mark.parametrize("edition", [Edition.STANDARD, Edition.LARGE_PRINT])
def test_long_text_runs_over_pages_and_nothing_is_cut_off(sheet, words_of, edition):
    long = " ".join(f"word{number}" for number in range(2_000))
    needs = dataclasses.replace(sheet.needs, needs_and_risks=long, notes="x" * 400)
    words = words_of(render(dataclasses.replace(sheet, needs=needs), edition))
    assert all(f"word{number}" in words for number in range(2_000))
    assert words.count("x") >= 400


def test_large_print_says_every_word_of_standard_print(sheet, content_of):
    standard = Counter(content_of(render(sheet)))
    assert standard - Counter(content_of(render(sheet, Edition.LARGE_PRINT))) == Counter()


def test_the_same_sheet_gives_the_same_bytes(sheet):
    assert render(sheet) == render(sheet)


def test_it_has_its_title_language_and_bookmarks(sheet):
    reader = PdfReader(BytesIO(render(sheet)))
    assert reader.metadata.title == "Referral CH26118: Łukasz O'Brien"
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert [mark.title for mark in reader.outline] == [
        "Who it is about", "How it came", "Calls asked for", "What is needed, and what there is", "Information asked",
        "What happened",
    ]  # fmt: skip
