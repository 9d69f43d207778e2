"""What was said about cost, and requests to reduce or stop: recorded with moment and person, and what they change."""

from datetime import timedelta
from decimal import Decimal

import pytest

from app.door.errors import Refused
from app.queries.today.prompts import today
from app.queries.transfer.transfer import transfer
from app.services.agreement import costs
from app.services.transfer import eligibility
from models.costs import AskedVisit, ChargeRequest, CostSaid, Eligibility
from models.transfer import Transfer
from models.values import Call
from models.vocabulary.agreement import ChargeAsk, CostSaidHow
from tests.builders import visit
from tests.papers.test_agreement import a_rate, an_interim


def said(office, episode, **more):
    told = {"said_to": "Ann", "said_at": office.now, "how": CostSaidHow.BY_WORD} | more
    return office.do(costs.record_cost_said, episode=episode, **told)


def seen(office):
    (found,) = every(office, Transfer)
    return found.version


def every(office, kind):
    with office.database.reading() as session:
        return session.query(kind).all()


@pytest.mark.rule("FUND-8")
def test_what_was_said_is_kept_with_who_when_and_how_and_shown(office):
    episode = an_interim(office)
    said(office, episode, how=CostSaidHow.LEAFLET, leaflet="March 2026")
    (kept,) = every(office, CostSaid)
    assert (kept.said_to, kept.said_by_id, kept.said_at, kept.leaflet) == (
        "Ann", office.staff["DSO"], office.now, "March 2026",
    )  # fmt: skip
    (line,) = office.ask(transfer, episode=episode).money.said
    assert "told Ann about the cost" in line
    assert "with the leaflet, version March 2026" in line


@pytest.mark.rule("FUND-8")
def test_it_is_asked_for_until_it_is_recorded(office):
    episode = an_interim(office)
    (line,) = [each for each in office.ask(today) if each.rule == "FUND-8"]
    assert (line.field, line.owner) == ("transfer.cost_said", "DSO Interim")
    said(office, episode)
    assert [each for each in office.ask(today) if each.rule == "FUND-8"] == []


@pytest.mark.rule("FUND-8")
@pytest.mark.parametrize(
    ("more", "field"),
    [({"said_to": " "}, "said_to"), ({"how": CostSaidHow.LEAFLET}, "leaflet"), ({"said_at": None}, "said_at")],
)
def test_nobody_no_version_and_the_future_are_refused(office, more, field):
    if "said_at" in more:
        more = {"said_at": office.now + timedelta(minutes=1)}
    with pytest.raises(Refused) as refused:
        said(office, an_interim(office), **more)
    assert field in str(refused.value.lacks)


@pytest.mark.rule("FUND-1", "FUND-8")
def test_nothing_is_said_about_the_cost_of_what_is_free(office):
    with pytest.raises(Refused, match="free"):
        said(office, office.an_episode())


@pytest.mark.rule("FUND-8")
def test_a_request_caps_the_charge_from_the_next_day_until_it_is_withdrawn(office):
    a_rate(office)
    episode = an_interim(office, visit(), visit(call=Call.BED))
    made = office.do(
        costs.ask_for_less,
        episode=episode,
        asks=ChargeAsk.LESS,
        asked_at=office.now,
        asked_by="Ann",
        visits=(visit(),),
    ).made
    assert len(every(office, AskedVisit)) == 1
    money = office.ask(transfer, episode=episode).money
    assert [each.sentence for each in money.periods] == [
        "From Thu 19 Nov 2026 until Fri 20 Nov 2026: £173.60 a week, 4 weeks £694.40.",
        "From Sat 21 Nov 2026: £86.80 a week, as less was asked for, 4 weeks £347.20.",
    ]
    assert money.requests[0].stands
    assert money.requests[0].sentence.endswith("; from Sat 21 Nov 2026 no more than that is charged.")
    office.do(
        costs.withdraw_request, request=made, seen=office.version(ChargeRequest, made), because="they need it again"
    )
    assert not every(office, ChargeRequest)[0].withdrawn_at < office.now
    (withdrawn,) = office.ask(transfer, episode=episode).money.requests
    assert withdrawn.sentence.endswith(", before it counted: they need it again.")
    assert len(office.ask(transfer, episode=episode).money.periods) == 1
    with pytest.raises(Refused, match="already"):
        office.do(costs.withdraw_request, request=made, seen=office.version(ChargeRequest, made), because="again")


@pytest.mark.rule("FUND-8")
def test_a_stop_charges_nothing_and_less_needs_its_calls(office):
    a_rate(office)
    episode = an_interim(office)
    asked = {"episode": episode, "asked_at": office.now, "asked_by": "Ann"}
    with pytest.raises(Refused, match="which calls"):
        office.do(costs.ask_for_less, asks=ChargeAsk.LESS, **asked)
    office.do(costs.ask_for_less, asks=ChargeAsk.STOP, **asked)
    assert "£0.00 a week" in office.ask(transfer, episode=episode).money.periods[-1].sentence


@pytest.mark.rule("FUND-2")
def test_eligible_is_a_fact_of_its_own_and_corrected_in_its_place(office):
    episode = an_interim(office)
    for who, budget in (("SW North", Decimal("120.50")), ("SW South", None)):
        office.do(
            eligibility.record_eligible,
            episode=episode,
            seen=seen(office),
            at=office.now,
            identified_by=who,
            budget=budget,
        )
    (kept,) = every(office, Eligibility)
    assert (kept.identified_by, kept.budget_pence) == ("SW South", None)
    facts = office.ask(transfer, episode=episode).facts
    assert (facts.eligible_at, facts.eligible_by) == (office.now, "SW South")
    with pytest.raises(Refused, match="who identified"):
        office.do(eligibility.record_eligible, episode=episode, seen=seen(office), at=office.now, identified_by=" ")


@pytest.mark.rule("PSP-5", "FUND-8")
@pytest.mark.parametrize("ends", ["the plan follows", "the request is withdrawn"])
def test_todays_line_of_the_dso_stays_until_the_plan_follows_a_request_or_it_is_withdrawn(office, ends):
    a_rate(office)
    episode = an_interim(office, visit(), visit(call=Call.BED))
    asked = {"asks": ChargeAsk.LESS, "asked_at": office.now, "asked_by": "Ann", "visits": (visit(),)}
    made = office.do(costs.ask_for_less, episode=episode, **asked).made
    (line,) = [each for each in office.ask(today) if each.rule == "PSP-5"]
    assert (line.field, line.owner) == ("plans.new", "DSO Interim")
    if ends == "the plan follows":
        office.a_plan(episode, visit(), number=2, effective_from=office.now + timedelta(days=1))
    else:
        seen_now = office.version(ChargeRequest, made)
        office.do(costs.withdraw_request, request=made, seen=seen_now, because="they need it again")
    assert [each for each in office.ask(today) if each.rule == "PSP-5"] == []
