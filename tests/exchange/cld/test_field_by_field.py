"""A file of Client Level Data read back and checked field by field: an event of each kind, and nothing besides."""

import csv
from datetime import date, timedelta

import pytest

from app.door.cld_releases import release_on
from app.exchange.cld.export import export_return
from app.services.office.policy import set_policy
from models.episodes import Equipment, Milestone
from models.vocabulary.cld import InterimType
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import AssessmentDecision, EpisodeKind, MilestoneKind
from models.vocabulary.referrals import ReferralOutcome, ReferralReason

FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)
RELEASE = release_on(LAST)
OF_JEAN = {
    "LA_Code": "017", "Reporting_Period_Start_Date": "01/04/2026", "Reporting_Period_End_Date": "31/03/2027",
    "NHS_Number": "0101000000", "LA_Person_Unique_Identifier": "007", "Date_of_Birth": "17/03/1944",
    "Client_Type": "Service user", "Postcode": "DE4 3AA",
}  # fmt: skip


@pytest.mark.rule("FIG-2")
def test_an_event_of_each_kind_comes_back_field_by_field(office, tmp_path):
    for setting, number in (("return_council_code", 17), ("return_interim_type", InterimType.OTHER_SHORT_TERM.value)):
        office.do_as("Service manager", set_policy, setting=setting, number=number, because="the council said so")

    def back(days):
        return office.now - timedelta(days=days)

    jean = office.a_person(nhs_number="0101000000", mosaic_id="007", born=date(1944, 3, 17))
    request = office.a_referral(
        person=jean, received_at=back(61), outcome=ReferralOutcome.STARTED, outcome_at=back(60),
        reason=ReferralReason.HOSPITAL_DISCHARGE,
    )  # fmt: skip
    first = office.an_episode(
        person=jean, referral_id=request, started_at=back(60), ended_at=back(40), end_reason=EndReason.TRANSFERRED
    )
    interim = office.an_episode(
        person=jean, kind=EpisodeKind.INTERIM_TEAM, follows_id=first, started_at=back(40), first_support_at=back(60),
        ended_at=back(20), end_reason=EndReason.PVI_FOUND, package_started_on=back(20).date(),
        package_reviewed_on=back(6).date(),
    )  # fmt: skip
    assessed = Milestone(
        episode_id=first, kind=MilestoneKind.ASSESSED, at=back(42), decision=AssessmentDecision.ONGOING,
        assessed_by="Sam Lee",
    )  # fmt: skip
    bought = Equipment(
        episode_id=first, what="Raised toilet seat", ordered_at=back(55), assessed_by_id=office.staff["DSO"],
        assessor_trained=True,
    )  # fmt: skip
    office.store(assessed, bought)
    export_return(office.work(), tmp_path / "cld.csv", release=RELEASE, first=FIRST, last=LAST)
    with (tmp_path / "cld.csv").open(encoding="utf-8-sig", newline="") as content:
        rows = list(csv.DictReader(content))
    assert {tuple(row) for row in rows} == {RELEASE.events.columns}

    def event(reference, kind, start, end, outcome, **told):
        days = {"Event_Start_Date": f"{back(start):%d/%m/%Y}", "Event_End_Date": f"{back(end):%d/%m/%Y}"}
        of_event = {"Event_Type": kind, "Event_Reference": reference, "Event_Outcome": outcome}
        return OF_JEAN | of_event | days | told

    onward = "Progress to support planning or services"
    expected = [
        event(request.hex, "Request", 61, 60, "Progress to reablement/ST-Max",
              Request_Route_of_Access="Discharge from hospital"),
        event(assessed.id.hex, "Assessment", 42, 42, onward, Assessment_Type="Long term assessment"),
        event(first.hex, "Service", 60, 40, onward, Service_Type="Short term support: ST-Max",
              Service_Component="Reablement"),
        event(interim.hex, "Service", 40, 20, onward, Service_Type="Short term support: Other short term",
              Service_Component="Home support or domiciliary care"),
        event(bought.id.hex, "Service", 55, 55, "NFA: Support ended as planned",
              Service_Type="Short term support: Ongoing low level", Service_Component="Equipment"),
        event(f"{interim.hex}-review", "Review", 6, 6, "Continuation of support or services",
              Review_Reason="Planned"),
    ]  # fmt: skip
    found = {row["Event_Reference"]: {name: said for name, said in row.items() if said} for row in rows}
    assert found == {each["Event_Reference"]: each for each in expected}
    assert len(rows) == len(expected)
