"""What Today says of a question that Scheduling wrote into the tracker."""

from datetime import UTC, datetime

import pytest

from models.rules.tracker.prompts import QueryFacts, query_prompts
from models.vocabulary.tracker import TrackerChangeKind

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def prompt(**values):
    told = {
        "name": "Jean Gill", "change": TrackerChangeKind.START, "query": " Which entrance? ", "by": "Ann",
        "asked_at": NOW, "in_service": True,
    } | values  # fmt: skip
    [found] = query_prompts(QueryFacts(**told))
    return found


@pytest.mark.rule("REF-12")
def test_a_question_of_scheduling_is_said_in_its_words_and_by_whom():
    found = prompt()
    assert found.sentence == (
        "Jean Gill's start isn't booked yet: Ann of Scheduling asks “Which entrance?”. Answer them."
    )
    assert (found.rule, found.shown_from, found.due, found.field) == ("REF-12", NOW, None, "plans.week")


@pytest.mark.rule("REF-12")
def test_a_question_without_words_or_name_is_a_question_all_the_same():
    said = "Scheduling asks something that they didn't write down. Answer them."
    assert prompt(query=" ", by=" ").sentence.endswith(f"isn't booked yet: {said}")


@pytest.mark.rule("REF-12")
def test_who_is_not_in_service_yet_is_answered_for_at_the_referral():
    assert prompt(in_service=False).field == "referrals.edit"


@pytest.mark.rule("REF-12", "END-6")
@pytest.mark.parametrize("kind", list(TrackerChangeKind))
def test_every_change_reads_as_a_sentence_about_the_person(kind):
    said = prompt(change=kind).sentence
    assert "Jean Gill" in said
    assert not any(wrong in said.casefold() for wrong in ("promised isn't", "died", "death", "end isn't", "retracted"))
