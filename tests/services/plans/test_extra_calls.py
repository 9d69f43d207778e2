"""Extra calls beside another provider: their time passes, and each way out is recorded with what was said (REF-9)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.door.errors import Refused
from app.queries.plans.versions import view
from app.queries.today.prompts import today
from app.services.closure import ending
from app.services.plans import extra_calls, versions
from models.episodes import Episode
from models.referrals import Referral
from models.rules.today.headings import PromptGroup
from models.values import Call
from models.vocabulary.closure import EndReason
from models.vocabulary.referrals import ExistingPackage, Notice, ReferralOutcome
from models.vocabulary.two_weeks import WEEK_A
from tests.builders import visit

pytestmark = pytest.mark.rule("REF-9")
DAY = timedelta(days=1)
LIMIT = date(2026, 11, 22)


@pytest.fixture
def given(office):
    """Extra calls of somebody with another provider, agreed up to the day after tomorrow; episode and referral."""
    person = office.a_person()
    referral = office.a_referral(
        person=person, existing_package=ExistingPackage.EXTRA_ONLY, provider="Ashgrove", extra_until=LIMIT,
        provider_agreed_at=office.now, outcome=ReferralOutcome.STARTED, outcome_at=office.now - DAY,
    )  # fmt: skip
    episode = office.an_episode(
        visit(), visit(Call.TEA), person=person, referral_id=referral, started_at=office.now - DAY
    )
    return episode, referral


def said(office):
    return [(each.field, each.group) for each in office.ask(today) if each.rule == "REF-9"]


def shown(office, episode):
    return office.ask(view, person=office.get(Episode, episode).person_id).extra_calls


def decide(office, deed, given, **told):
    episode, referral = given
    return office.do(deed, episode=episode, referral=referral, seen=office.version(Referral, referral), **told)


def test_today_says_so_on_the_last_day_and_that_it_is_overdue_after_it(office, given):
    assert said(office) == []
    office.clock.advance(2 * DAY)
    ((field, group),) = said(office)
    assert field == "plans.extra_calls"
    assert group is not PromptGroup.OVERDUE
    office.clock.advance(DAY)
    assert said(office) == [("plans.extra_calls", PromptGroup.OVERDUE)]
    office.do(ending.end, episode=given[0], reason=EndReason.GOALS_ACHIEVED, ends_at=office.now)
    assert said(office) == []


def test_they_are_extended_with_the_providers_agreement(office, given):
    office.clock.advance(3 * DAY)
    with pytest.raises(Refused, match="who of the existing provider agreed"):
        decide(office, extra_calls.extend_extra_calls, given, until=LIMIT + 9 * DAY, whom=" ")
    decide(
        office, extra_calls.extend_extra_calls, given, until=LIMIT + 9 * DAY, whom="Ann Roe", infection_rules="Masks"
    )
    assert said(office) == []
    now = shown(office, given[0])
    assert (now.until, now.provider) == (LIMIT + 9 * DAY, "Ashgrove")
    (line,) = now.said
    assert (line.whom, line.with_provider, line.infection_rules, line.said_by) == (
        "Ann Roe",
        True,
        "Masks",
        "DSO North",
    )
    office.clock.advance(8 * DAY)
    assert len(said(office)) == 1


@pytest.mark.parametrize("fewer", [(visit(),), (visit(), replace(visit(Call.TEA), weeks=WEEK_A))])
def test_they_end_by_a_version_with_fewer_hours(office, given, fewer):
    told = {"whom": "Ann Roe", "said": "Over since Sunday"}
    with pytest.raises(Refused, match="new version with fewer hours"):
        decide(office, extra_calls.end_extra_calls, given, **told)
    office.clock.advance(2 * DAY)
    office.do(
        versions.new_version, episode=given[0], based_on=office.ask(
            view, person=office.get(Episode, given[0]).person_id
        ).newest, week=fewer, because="Extra calls end", effective_from=office.now,
        agreed=versions.Agreed(mdt_at=office.now, present="OT"),
    )  # fmt: skip
    assert len(said(office)) == 1
    decide(office, extra_calls.end_extra_calls, given, **told)
    assert said(office) == []
    assert (shown(office, given[0]).until, shown(office, given[0]).said[0].said) == (None, "Over since Sunday")
    with pytest.raises(Refused, match="no extra calls here"):
        decide(office, extra_calls.end_extra_calls, given, **told)


def test_the_whole_package_moves_with_notice(office, given):
    office.clock.advance(3 * DAY)
    told = {"notice": Notice.WORKED, "notice_given_on": LIMIT, "whom": "Ann Roe"}
    decide(office, extra_calls.move_whole_package, given, **told)
    record = office.get(Referral, given[1])
    assert (record.existing_package, record.notice, record.notice_given_on) == (
        ExistingPackage.WHOLE_MOVES, Notice.WORKED, LIMIT,
    )  # fmt: skip
    assert said(office) == []
    assert shown(office, given[0]).until is None


def test_what_was_said_with_the_person_is_kept_with_who_said_it_and_when(office, given):
    with pytest.raises(Refused, match="Write down what was said"):
        office.do(extra_calls.record_said, referral=given[1], whom="Jean", said=" ")
    office.do(
        extra_calls.record_said, referral=given[1], whom="Jean", said="Wants her own carers in the morning",
        with_provider=False, said_at=office.now - DAY, said_by=office.staff["SW"],
    )  # fmt: skip
    (line,) = shown(office, given[0]).said
    assert (line.said_by, line.said_at, line.with_provider) == ("SW North", office.now - DAY, False)
    assert shown(office, office.an_episode()) is None
