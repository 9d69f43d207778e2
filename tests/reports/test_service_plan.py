"""The plan that stays in the person's home."""

import dataclasses
from collections import Counter
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from models.values import Call, WhyShort
from models.vocabulary.episodes import EpisodeKind
from reports.agreement.paper import Reach
from reports.layout.styles import Edition
from reports.layout.wording import wording
from reports.service_plan import GoalLine, render


@pytest.mark.rule("FUND-1")
@pytest.mark.parametrize("edition", Edition)
def test_nothing_in_a_short_term_plan_speaks_of_a_charge(service_plan, words_of, edition):
    words = words_of(render(service_plan, edition))
    assert "It is free" in words
    for money in ("£", "charge", "cost", "pay", "bill", "rate"):
        assert money not in words.lower()


def test_it_shows_the_week_the_tasks_and_the_goals(service_plan, words_of):
    words = words_of(render(service_plan, Edition.STANDARD))
    for part in (
        "version 2, from 9 November 2026",
        "45 min 2 care workers",
        "at 12:15 30 min",
        "21 visits, 12 hours 15 minutes",
        "Morning, every day: wash & dress, breakfast",
        "1. I make my own tea.",
        "How we know: Four mornings of five",
        "By: 4 December 2026",
        "The six weeks end on Sunday 13 December 2026",
    ):
        assert part in words


def test_large_print_says_every_word_of_standard_print(service_plan, content_of):
    standard = Counter(content_of(render(service_plan, Edition.STANDARD)))
    assert standard - Counter(content_of(render(service_plan, Edition.LARGE_PRINT))) == Counter()


def test_an_interim_plan_says_that_a_provider_is_awaited(service_plan, words_of):
    paper = dataclasses.replace(service_plan, kind=EpisodeKind.INTERIM_TEAM, ends_on=None)
    words = words_of(render(paper, Edition.STANDARD))
    assert "until a long-term care firm can start" in words
    assert "This help began on Monday 2 November 2026" in words
    assert "Call 999 if life is in danger. Call 111" in words
    assert "six weeks" not in words
    assert "£" not in words


def test_an_interim_plan_without_goals_promises_none(service_plan, words_of):
    paper = dataclasses.replace(service_plan, kind=EpisodeKind.INTERIM_TEAM, ends_on=None, goals=())
    assert "goal" not in words_of(render(paper, Edition.STANDARD)).lower()


def test_an_extension_is_said_as_what_it_is(service_plan, words_of):
    paper = dataclasses.replace(service_plan, ends_on=date(2027, 1, 5), is_extended=True)
    words = words_of(render(paper, Edition.STANDARD))
    assert "We agreed with you to go on beyond six weeks, until Tuesday 5 January 2027" in words
    assert "The six weeks end" not in words


def test_without_goals_it_says_when_they_come(service_plan, words_of):
    words = words_of(render(dataclasses.replace(service_plan, goals=()), Edition.STANDARD))
    assert "not written down yet. We agree them with you in the first two days." in words


def test_typed_goals_are_printed_as_typed(service_plan, words_of):
    paper = dataclasses.replace(service_plan, goals=(GoalLine(3, "Walk <b>10 m</b> & back"),))
    assert "3. Walk <b>10 m</b> & back" in words_of(render(paper, Edition.STANDARD))


def test_the_same_plan_gives_the_same_bytes(service_plan):
    assert render(service_plan, Edition.STANDARD) == render(service_plan, Edition.STANDARD)


def test_it_has_its_title_language_and_bookmarks(service_plan):
    reader = PdfReader(BytesIO(render(service_plan, Edition.LARGE_PRINT)))
    assert reader.metadata.title == "Your service plan: Łukasz O'Brien"
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert [mark.title for mark in reader.outline] == ["Your week", "Your goals", "Whom to call"]


@pytest.mark.rule("PSP-1")
def test_why_a_visit_is_short_stands_beside_its_week(service_plan, words_of):
    assert "Why a visit is short" not in words_of(render(service_plan, Edition.STANDARD))
    coming = ((date(2026, 12, 1), service_plan.week, (), (WhyShort(Call.TEA, "She eats alone again"),)),)
    paper = dataclasses.replace(service_plan, why_short=(WhyShort(Call.LUNCH, "Only <her> tablets"),), coming=coming)
    said = words_of(render(paper, Edition.STANDARD))
    lunch, from_december = said.index("Lunch: Only <her> tablets"), said.index("Your week from Tuesday 1 December")
    assert lunch < from_december < said.index("Tea: She eats alone again")
    assert said.count("Why a visit is short") == 2


@pytest.mark.rule("PSP-11")
@pytest.mark.parametrize("edition", Edition)
def test_the_allocated_worker_is_named_with_how_to_reach_them_where_one_is(service_plan, words_of, edition):
    assert "allocated worker" not in words_of(render(service_plan, edition))
    paper = dataclasses.replace(service_plan, allocated_worker=Reach("Jo <Ann> Hill", "0114 496 0007"))
    said = words_of(render(paper, edition))
    assert "Your allocated worker Jo <Ann> Hill, telephone 0114 496 0007" in said
    assert "Your allocated worker Jo <Ann> Hill In an emergency" in words_of(
        render(dataclasses.replace(service_plan, allocated_worker=Reach("Jo <Ann> Hill", "")), edition)
    )
    assert "Jo <Ann> Hill" not in words_of(render(paper, edition, wording("service_plan", "v1"))), "it has no word"
