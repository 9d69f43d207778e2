"""The first half page can be read at age 11."""

import dataclasses
from io import BytesIO

import pytest
from pypdf import PdfReader

from models.rules.office.reading_age import LIMIT, reading_age
from models.vocabulary.agreement import Funding
from reports.agreement.agreement import render
from reports.layout.styles import Edition


@pytest.fixture(params=[Funding.SELF_FUNDER, Funding.CO_FUNDER])
def summary(agreement, request):
    paper = dataclasses.replace(agreement, funding=request.param)
    words = PdfReader(BytesIO(render(paper, Edition.STANDARD))).pages[0].extract_text()
    return " ".join(words.split("What this means for you")[1].split("2. The people")[0].split())


def test_the_summary_is_readable_at_age_11(summary):
    assert reading_age(summary) <= LIMIT


def test_the_summary_says_who_when_how_much_why_and_whom_to_ask(summary):
    for part in ("Interim Dales", "Monday 16 November 2026", "a week", "Why do you pay?", "Carol Fretwell", "0114"):
        assert part in summary


def test_the_summary_is_half_a_page_at_most(agreement):
    places = []
    page = PdfReader(BytesIO(render(agreement, Edition.STANDARD))).pages[0]
    page.extract_text(
        visitor_text=lambda text, matrix, _t, _f, _s: places.append(matrix[5]) if "your family" in text else None
    )
    assert min(places) > page.mediabox.height * 0.45
