"""What the letter about a long-term review says: why, that nothing is taken away, who comes, what can be chosen."""

import dataclasses
from datetime import date

import pytest

from reports.agreement.paper import Reach
from reports.layout.styles import Edition
from reports.layout.wording import Wording, wording
from reports.letters.review import ReviewLetterPaper, render
from tests.reports.test_phrases_used import Noted

pytestmark = pytest.mark.rule("LTR-1")
SW, CWC = Reach("Neil Wragg", "0114 496 0901"), Reach("Carol Fretwell", "")


@pytest.fixture
def letter(agreement):
    return ReviewLetterPaper(
        reference="LTR-M701415-20261120",
        written_on=date(2026, 11, 20),
        council=agreement.council,
        area="Buxton and Chapel",
        person=agreement.person,
        preferred_name="Łukasz",
        address=agreement.address,
        contact=SW,
        complaints=agreement.complaints,
        reviewers=(SW, CWC),
        planned_on=date(2026, 11, 27),
        out_of_hours=Reach("Out of hours", "0114 496 0190"),
        formats=("Braille",),
    )


def test_it_says_why_that_help_stays_who_comes_what_can_be_chosen_and_whom_to_ask(letter, words_of):
    words = words_of(render(letter, Edition.STANDARD))
    for part in (
        "Dear Łukasz",
        "each person in Buxton and Chapel",
        "This is not about giving you less care",
        "you get as much help as you have now",
        "Care Quality Commission",
        "Neil Wragg from our social work team and Carol Fretwell from our home care team",
        "plan to come on Friday 27 November 2026",
        "the person who speaks for you",
        "You take part in all of it",
        "direct payment",
        "we go on helping you",
        "our care workers first show them what you need",
        "Call Neil Wragg, telephone 0114 496 0901",
        "You also get this letter as: Braille",
        "large print, easy read, braille",
        "At night and weekends: telephone 0114 496 0190",
    ):
        assert part in words, part
    assert "£" not in words
    assert "draft" not in words.lower()


def test_who_comes_and_when_may_not_be_known_yet(letter, words_of):
    later = dataclasses.replace(letter, reviewers=None, planned_on=None, out_of_hours=None)
    words = words_of(render(later, Edition.LARGE_PRINT))
    assert "Two people will come to see you" in words
    assert "agree with you on a day that suits you" in words
    assert "At night" not in words
    assert "call 999" in words


def test_every_phrase_stands_on_some_letter(letter):
    noted = Noted(wording("review_letter", "v1").phrases)
    for paper in (letter, dataclasses.replace(letter, reviewers=None, planned_on=None)):
        for edition in Edition:
            assert render(paper, edition, Wording("v1", noted)) == render(paper, edition, Wording("v1", noted))
    assert set(noted) - noted.used == set()
