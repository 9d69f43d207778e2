"""What is recorded about support beside the plan, at and around each limit."""

from datetime import date, timedelta

import pytest

from models.rules.plans import support
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.staff import Role

TODAY = date(2026, 11, 20)


@pytest.mark.rule("PSP-7")
@pytest.mark.parametrize("kind", list(EpisodeKind))
def test_only_short_term_support_is_extended(kind):
    assert (support.extendable_lacks(kind) == ()) is (kind is EpisodeKind.SHORT_TERM)


@pytest.mark.rule("PSP-8")
def test_a_package_is_reviewed_between_its_start_and_today(passes_around):
    started = TODAY - timedelta(days=14)
    assert passes_around(started, lambda on: support.package_review_lacks(on, started, TODAY)) == [False, True, True]
    assert passes_around(TODAY, lambda on: support.package_review_lacks(on, started, TODAY)) == [True, True, False]
    assert ["record its start first" in each.sentence for each in support.package_review_lacks(TODAY, None, TODAY)] == [
        True
    ]


@pytest.mark.rule("PSP-10")
def test_equipment_is_named(nothing_said):
    assert support.equipment_lacks("Kettle tipper") == ()
    assert [each.rule for each in support.equipment_lacks(nothing_said)] == ["PSP-10"]


@pytest.mark.rule("PSP-10")
@pytest.mark.parametrize("role", list(Role))
def test_direct_work_is_an_ots_own_and_says_what_was_done(role, nothing_said):
    by_ot = role is Role.OT
    assert (support.intervention_lacks(role, "Stairs practice") == ()) is by_ot
    assert len(support.intervention_lacks(role, nothing_said)) == (1 if by_ot else 2)
