"""Urgent and planned support: what is asked, what is the exception, and that nobody moves in the queue for it."""

from dataclasses import fields, replace

import pytest

from models.rules.referrals.form_questions import SaidSoFar, questions_that_arise
from models.rules.referrals.pathway import NOT_SAID, PathwayFacts, pathway_lacks
from models.rules.referrals.queue_order import QueueFacts
from models.vocabulary.referrals import ComesFrom, CommunityAim, Pathway

pytestmark = pytest.mark.rule("STC-1")
URGENT, PLANNED = Pathway.URGENT, Pathway.PLANNED
ACUTE, HOSPITAL, BEDS, HOME = ComesFrom


@pytest.mark.parametrize(
    ("said", "lacking"),
    [
        ((), ["pathway", "comes_from"]),
        ((URGENT,), ["comes_from"]),
        ((None, HOME), ["pathway"]),
        ((URGENT, HOME), []),
        ((URGENT, BEDS), []),
        ((URGENT, ACUTE), ["exceptional_because"]),
        ((URGENT, HOSPITAL, None, " "), ["exceptional_because"]),
        ((URGENT, HOSPITAL, None, "No D2A bed for days"), []),
        ((PLANNED, ACUTE), []),
        ((PLANNED, HOSPITAL), []),
        ((PLANNED, BEDS), []),
        ((PLANNED, HOME), ["community_aim"]),
        *(((PLANNED, HOME, aim), []) for aim in CommunityAim),
    ],
)
def test_what_is_still_to_be_said_where_the_office_tells_them_apart(policy, said, lacking):
    facts = PathwayFacts(*said)
    asked = replace(policy, urgent_and_planned=True)
    assert [each.field for each in pathway_lacks(facts, asked)] == lacking
    assert pathway_lacks(facts, policy) == ()


def test_the_form_asks_only_what_arises():
    def arise(facts=NOT_SAID, *, tells_apart=True):
        found = questions_that_arise(SaidSoFar(tells_apart=tells_apart, pathway=facts))
        return {name for name, is_asked in found.items() if is_asked}

    both = {"pathway", "comes_from"}
    assert arise(tells_apart=False) == set()
    assert arise(PathwayFacts(PLANNED), tells_apart=False) == both, "what was said stays to be seen"
    assert arise() == arise(PathwayFacts(PLANNED, ACUTE)) == both
    assert arise(PathwayFacts(PLANNED, HOME)) == {*both, "community_aim"}
    assert arise(PathwayFacts(URGENT, ACUTE)) == {*both, "exceptional_because"}


def test_it_is_said_in_a_line():
    assert NOT_SAID.sentence == ""
    assert PathwayFacts(None, HOME).sentence == "From the community"
    assert PathwayFacts(PLANNED, HOME, CommunityAim.PREVENTION, "x").sentence == (
        "Planned support, from the community, for prevention"
    )
    assert PathwayFacts(URGENT, ACUTE, CommunityAim.PREVENTION, "No bed").sentence == (
        "Urgent support, from an acute hospital, exceptional: No bed"
    )


@pytest.mark.rule("REF-10")
def test_the_care_hubs_order_knows_nothing_of_it():
    assert not {each.name for each in fields(QueueFacts)} & {each.name for each in fields(PathwayFacts)}
