"""The first half page can be read at age 11."""

import dataclasses
import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from models.vocabulary.agreement import Funding
from reports.agreement.agreement import render
from reports.layout.styles import Edition

AGE_11 = 6.0  # United States grade of those who are 11, which is what both measures give


@pytest.fixture(params=[Funding.SELF_FUNDER, Funding.CO_FUNDER])
def summary(agreement, request):
    paper = dataclasses.replace(agreement, funding=request.param)
    words = PdfReader(BytesIO(render(paper, Edition.STANDARD))).pages[0].extract_text()
    return " ".join(words.split("What this means for you")[1].split("2. The people")[0].split())


def test_the_summary_is_readable_at_age_11(summary):
    assert _flesch_kincaid(summary) <= AGE_11
    assert _automated_readability(summary) <= AGE_11


def test_the_summary_says_who_when_how_much_why_and_whom_to_ask(summary):
    for part in ("Interim Dales", "Monday 16 November 2026", "a week", "Why do you pay?", "Carol Fretwell", "01629"):
        assert part in summary


def test_the_summary_is_half_a_page_at_most(agreement):
    places = []
    page = PdfReader(BytesIO(render(agreement, Edition.STANDARD))).pages[0]
    page.extract_text(
        visitor_text=lambda text, matrix, _t, _f, _s: places.append(matrix[5]) if "your family" in text else None
    )
    assert min(places) > page.mediabox.height * 0.45


def test_the_measures_know_a_hard_sentence_from_an_easy_one():
    hard = "Notwithstanding the aforementioned provisions, liability for contributions commences retrospectively."
    assert _flesch_kincaid(hard) > 15
    assert _automated_readability(hard) > 15
    assert _flesch_kincaid("The cat sat on the mat. It was glad.") < 2


def _sentences(text):
    return [part for part in re.split(r"[.?!]\s", text + " ") if part.strip()]


def _words(text):
    return re.findall(r"[A-Za-z£][A-Za-z’'-]*", text)


def _syllables(word):
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith("le") and groups > 1
    return max(1, groups - silent)


def _flesch_kincaid(text):
    words, sentences = _words(text), _sentences(text)
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _automated_readability(text):
    words, sentences = _words(text), _sentences(text)
    letters = sum(len(re.sub(r"[^A-Za-z0-9]", "", word)) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences) - 21.43
