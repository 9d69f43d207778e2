"""What the letters about who pays say: from when, what decides, whom to ask; and never a sum."""

import dataclasses
from datetime import date

import pytest

from models.vocabulary.episodes import EpisodeKind
from reports.agreement.paper import Reach
from reports.layout.styles import Edition
from reports.letters import co_funder, council_funded
from reports.letters.letter import LetterPaper

LETTERS = (co_funder.render, council_funded.render)


@pytest.fixture
def letter(agreement):
    return LetterPaper(
        reference="CF-M701415-20261120",
        written_on=date(2026, 11, 20),
        council=agreement.council,
        person=agreement.person,
        preferred_name="Łukasz",
        address=agreement.address,
        kind=EpisodeKind.INTERIM_TEAM,
        team=agreement.team,
        dso=agreement.dso,
        case_coordinator=agreement.case_coordinator,
        complaints=agreement.complaints,
        finance=agreement.finance,
        begins_on=date(2026, 11, 16),
        break_days=14,
        shared_from=date(2026, 11, 17),
        facts=("10:00 on Friday 13 November 2026: your support plan was complete.",),
        out_of_hours=Reach("Out of hours", "0114 496 0190"),
        formats=("Braille",),
    )


@pytest.mark.rule("FUND-2")
def test_a_co_funder_reads_from_when_what_decides_and_that_nobody_asks_for_money_before(letter, words_of):
    words = words_of(co_funder.render(letter, Edition.STANDARD))
    for part in (
        "Your part counts from Tuesday 17 November 2026",
        letter.facts[0],
        "For the days before that you pay nothing",
        "We call this a financial assessment",
        "writes you a letter",
        "Nobody should ask you for money before you have that letter",
        "look at it again: Finance team",
        "You also get this letter as: Braille",
    ):
        assert part in words
    assert "draft" not in words.lower()


@pytest.mark.rule("FUND-2")
def test_a_day_to_come_is_told_with_its_condition_and_none_is_said_to_be_unknown(letter, words_of):
    ahead = words_of(co_funder.render(dataclasses.replace(letter, shared_from=date(2026, 11, 24)), Edition.STANDARD))
    assert "will count from Tuesday 24 November 2026, if no long-term care firm can start before" in ahead
    assert "had happened" not in ahead
    unknown = words_of(co_funder.render(dataclasses.replace(letter, shared_from=None), Edition.STANDARD))
    assert "We do not know the day yet" in unknown


@pytest.mark.rule("FUND-6")
def test_good_news_needs_nothing_done_and_never_says_what_is_not_free(letter, words_of):
    words = words_of(council_funded.render(letter, Edition.STANDARD))
    assert "The council pays for your care at home. You have nothing to pay for it." in words
    assert "Nothing. You do not have to sign or send anything." in words
    assert "not free" not in words


@pytest.mark.parametrize("render", LETTERS)
@pytest.mark.parametrize("edition", Edition)
def test_no_sum_and_no_word_but_care_workers_stands_in_a_letter(letter, words_of, render, edition):
    words = words_of(render(letter, edition))
    assert "£" not in words
    assert "carer" not in words
    assert render(letter, edition) == render(letter, edition)


@pytest.mark.parametrize("render", LETTERS)
def test_whom_to_call_at_night_and_in_an_emergency_stands_in_each(letter, words_of, render):
    words = words_of(render(letter, Edition.STANDARD))
    for part in ("At night and weekends: telephone 0114 496 0190", "call 999", "call 111"):
        assert part in words
    without = words_of(render(dataclasses.replace(letter, out_of_hours=None), Edition.STANDARD))
    assert "At night" not in without
    assert "call 999" in without


@pytest.mark.parametrize("render", LETTERS)
def test_a_draft_of_a_letter_says_that_it_is_one(letter, words_of, render):
    assert "This is a draft. It is not sent yet." in words_of(render(letter, Edition.DRAFT))


@pytest.mark.rule("FUND-1")
def test_there_is_no_letter_for_a_short_term_episode(letter):
    with pytest.raises(ValueError, match="free"):
        dataclasses.replace(letter, kind=EpisodeKind.SHORT_TERM)
