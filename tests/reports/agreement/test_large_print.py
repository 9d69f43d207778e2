"""Large print is the same paper in larger letters, and nothing of it is cut off."""

import dataclasses
from collections import Counter
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from models.values import Call, PlannedVisit
from reports.agreement.agreement import render
from reports.layout.styles import Edition, scale_for

EVERY = frozenset(range(7))


@pytest.fixture
def long_agreement(agreement):
    """As much as a paper may ever have to hold."""
    visits = tuple(PlannedVisit(EVERY, call, 120, 2, tasks="Help with everything. " * 30) for call in Call)
    facts = tuple(f"Fact {number} took a while to be told. " * 12 for number in range(6))
    return dataclasses.replace(
        agreement,
        person="Wilhelmina" * 20,
        team="Interim team of the northern and southern Dales",
        address=("A" * 120, "B" * 120, "DE4 3AF"),
        week=visits,
        facts=facts,
    )


def test_large_print_says_every_word_of_standard_print(agreement, content_of):
    standard = Counter(content_of(render(agreement, Edition.STANDARD)))
    large = Counter(content_of(render(agreement, Edition.LARGE_PRINT)))
    assert standard - large == Counter()


def test_no_letter_of_large_print_is_smaller_than_18_points(agreement):
    sizes = set()
    for page in PdfReader(BytesIO(render(agreement, Edition.LARGE_PRINT))).pages:
        page.extract_text(visitor_text=lambda text, _m, _t, _f, size: sizes.add(size) if text.strip() else None)
    assert min(sizes) >= 18


def test_no_letter_of_standard_print_but_the_page_furniture_is_smaller_than_12_points(agreement):
    sizes = set()

    def note(text, matrix, _placed, _font, size):
        if text.strip() and 82 < matrix[5] < 790:
            sizes.add(size)

    for page in PdfReader(BytesIO(render(agreement, Edition.STANDARD))).pages:
        page.extract_text(visitor_text=note)
    assert min(sizes) >= 12


@pytest.mark.parametrize("edition", Edition)
def test_even_a_very_full_paper_stays_between_its_margins(long_agreement, edition):
    margin = scale_for(edition).margin
    with pypdfium2.PdfDocument(render(long_agreement, edition)) as document:
        for number in range(len(document)):
            page = document[number]
            width, height = page.get_size()
            for left, bottom, right, top in _upright_letters(page):
                assert left >= margin - 2
                assert right <= width - margin + 2
                assert bottom >= 20
                assert top <= height - 20


@pytest.mark.parametrize("edition", [Edition.STANDARD, Edition.LARGE_PRINT])
def test_no_letter_lies_over_another(long_agreement, edition):
    with pypdfium2.PdfDocument(render(long_agreement, edition)) as document:
        for number in range(len(document)):
            letters = sorted(_upright_letters(document[number]))
            for place, letter in enumerate(letters):
                for other in letters[place + 1 : place + 60]:
                    assert _shared(letter, other) < 0.5


def test_all_of_a_very_full_paper_is_there(long_agreement, content_of):
    told = content_of(render(long_agreement, Edition.LARGE_PRINT))
    words = "".join(told)
    assert {call.label for call in Call} <= set(told)
    assert "A" * 120 in words
    assert words.count("Helpwitheverything.") == 30 * len(Call)
    assert all(words.count(f"Fact{number}tookawhile") == 12 for number in range(6))


def _upright_letters(page):
    """The boxes of all letters but those of the watermark, which lie aslant."""
    text = page.get_textpage()
    boxes = [text.get_charbox(place) for place in range(text.count_chars())]
    return [box for box in boxes if 0 < box[3] - box[1] < 40 and box[2] > box[0]]


def _shared(one, other):
    """Which part of the smaller letter the other covers."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    tall = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or tall <= 0:
        return 0.0
    return wide * tall / min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
