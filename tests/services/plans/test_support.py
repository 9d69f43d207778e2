"""What is recorded about somebody's support beside the plan."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.plans import versions as versions_queries
from app.services.plans import support
from models.episodes import Episode, Equipment, Extension, SpecialistIntervention
from models.staff import Staff
from models.values import london_day
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind

TODAY = date(2026, 11, 20)


@pytest.mark.rule("PSP-6")
def test_the_support_plan_is_marked_in_place_and_unmarked(office):
    episode = office.an_episode()
    office.do(support.mark_support_plan, episode=episode, seen=1)
    assert office.get(Episode, episode).support_plan_at == office.now
    with pytest.raises(Refused, match="has changed since"):
        office.do(support.mark_support_plan, episode=episode, seen=1, done=False)
    office.do(support.mark_support_plan, episode=episode, seen=2, done=False)
    assert office.get(Episode, episode).support_plan_at is None


@pytest.mark.rule("PSP-7")
def test_an_extension_has_one_reason_and_a_later_day(office):
    episode = office.an_episode(started_at=office.now - timedelta(days=40))  # day 42 is 21 November
    told = {"episode": episode, "still_gaining_independence": True}
    with pytest.raises(Refused, match="still gaining independence"):
        office.do(support.extend, **told | {"still_gaining_independence": False}, until=TODAY + timedelta(days=9))
    for until in (None, TODAY + timedelta(days=1)):
        with pytest.raises(Refused, match="later than 21 Nov 2026"):
            office.do(support.extend, until=until, **told)
    office.do(support.extend, until=TODAY + timedelta(days=2), **told)
    with pytest.raises(Refused, match="later than 22 Nov 2026"):
        office.do(support.extend, until=TODAY + timedelta(days=2), **told)
    with office.database.reading() as session:
        assert session.scalars(select(Extension.last_day)).all() == [TODAY + timedelta(days=2)]


@pytest.mark.rule("PSP-7")
def test_interim_support_has_nothing_to_extend(office):
    episode = office.an_episode(kind=EpisodeKind.INTERIM_IN_STS)
    with pytest.raises(Refused, match="Only short-term support"):
        office.do(support.extend, episode=episode, until=TODAY, still_gaining_independence=True)


@pytest.mark.rule("PSP-8")
def test_a_long_term_package_is_reviewed_after_it_started(office):
    episode = office.an_episode(ended_at=office.now, end_reason=EndReason.ONGOING_ARRANGED)
    with pytest.raises(Refused, match="record its start first"):
        office.do(support.record_package_reviewed, episode=episode, seen=1, on=TODAY)
    with pytest.raises(Refused, match="when it has come"):
        office.do(support.record_package_started, episode=episode, seen=1, on=TODAY + timedelta(days=1))
    office.do(support.record_package_started, episode=episode, seen=1, on=TODAY - timedelta(days=1))
    for day, sentence in ((TODAY - timedelta(days=2), "start first"), (TODAY + timedelta(days=1), "future")):
        with pytest.raises(Refused, match=sentence):
            office.do(support.record_package_reviewed, episode=episode, seen=2, on=day)
    office.do(support.record_package_reviewed, episode=episode, seen=2, on=TODAY)
    held = office.get(Episode, episode)
    assert (held.package_started_on, held.package_reviewed_on) == (TODAY - timedelta(days=1), TODAY)


@pytest.mark.rule("PSP-8")
def test_what_another_desk_has_just_said_of_a_package_is_not_overwritten(office):
    episode = office.an_episode(ended_at=office.now, end_reason=EndReason.ONGOING_ARRANGED, package_started_on=TODAY)
    for deed in (support.record_package_started, support.record_package_reviewed):
        with pytest.raises(Refused, match="has changed since"):
            office.do(deed, episode=episode, seen=7, on=TODAY)


@pytest.mark.rule("PSP-10")
def test_equipment_says_who_assessed_and_whether_trained(office):
    episode = office.an_episode()
    told = {"episode": episode, "assessed_by": office.staff["DSO"], "assessor_trained": False}
    with pytest.raises(Refused, match="what was ordered"):
        office.do(support.record_equipment, what=" ", **told)
    office.do(support.record_equipment, what="Second stair rail", **told)
    with office.database.reading() as session:
        (row,) = session.scalars(select(Equipment)).all()
    assert (row.what, row.ordered_at, row.assessor_trained) == ("Second stair rail", office.now, False)


@pytest.mark.rule("PSP-10")
def test_a_specialist_intervention_is_an_ots(office):
    episode = office.an_episode()
    with pytest.raises(Refused, match=r"(?s)name the OT.*what the OT did"):
        office.do(support.record_specialist_intervention, episode=episode, by=office.staff["SW"], what="")
    office.do(support.record_specialist_intervention, episode=episode, by=office.staff["OT"], what="Stairs practice")
    with office.database.reading() as session:
        assert session.scalars(select(SpecialistIntervention.what)).all() == ["Stairs practice"]


@pytest.mark.rule("PSP-7", "PSP-2")
@pytest.mark.parametrize("ahead", [43, 1130])
def test_an_extension_to_a_mistyped_year_is_asked_about(office, ahead):
    episode, until = office.an_episode(), london_day(office.now) + timedelta(days=ahead)
    extended = partial(support.extend, episode=episode, seen=1, until=until, still_gaining_independence=True)
    with pytest.raises(Refused, match=f"is {ahead:,} days ahead. Is that the day that is meant"):
        office.do(extended)
    office.do(extended, day_is_meant=True)


@pytest.mark.rule("PSP-10")
def test_who_is_trained_is_a_fact_of_the_staff_and_kept_there(office):
    episode, assessor = office.an_episode(), office.staff["CCW"]
    order = partial(support.record_equipment, episode=episode, assessed_by=assessor)
    office.do(order, what="Bath board")
    office.do(order, what="Stair rail", assessor_trained=True)
    office.do(order, what="Commode")
    with office.database.reading() as session:
        rows = session.scalars(select(Equipment).order_by(Equipment.what)).all()
        assert session.get_one(Staff, assessor).trained_for_equipment
    assert {each.what: each.assessor_trained for each in rows} == {
        "Bath board": False, "Stair rail": True, "Commode": True,
    }  # fmt: skip


@pytest.mark.rule("PSP-10")
def test_an_order_without_it_takes_nobodys_training_away_and_keeps_what_was_so_on_its_day(office):
    episode, assessor = office.an_episode(), office.staff["CCW"]
    order = partial(support.record_equipment, episode=episode, assessed_by=assessor)
    office.do(order, what="Bath board")
    office.do(order, what="Stair rail", assessor_trained=True)
    office.do(order, what="Commode", assessor_trained=False)
    with office.database.reading() as session:
        rows = session.scalars(select(Equipment).order_by(Equipment.what)).all()
        assert session.get_one(Staff, assessor).trained_for_equipment
    assert [each.assessor_trained for each in rows] == [False, False, True]


@pytest.mark.rule("PSP-10")
def test_an_order_and_an_ots_work_are_not_dated_ahead(office):
    episode, later = office.an_episode(), office.now + timedelta(seconds=1)
    ordered = partial(support.record_equipment, episode=episode, what="Rail", assessed_by=office.staff["OT"])
    worked = partial(support.record_specialist_intervention, episode=episode, by=office.staff["OT"], what="Stairs")
    with pytest.raises(Refused, match="The order can't be in the future"):
        office.do(ordered, ordered_at=later)
    with pytest.raises(Refused, match="The OT's work can't be in the future"):
        office.do(worked, at=later)
    office.do(ordered, ordered_at=office.now)
    office.do(worked, at=office.now)


@pytest.mark.rule("PSP-10")
def test_an_ots_work_says_which_member_asked_for_it_or_that_the_ot_began_it(office):
    episode, ot = office.an_episode(), office.staff["OT"]
    worked = partial(support.record_specialist_intervention, episode=episode, by=ot)
    with pytest.raises(Refused, match="A member of the MDT asks for an OT's work, not the role Admin"):
        office.do(worked, what="Stairs", asked_by=office.staff["Admin"])
    office.do(worked, what="Stairs", asked_by=office.staff["DSO"])
    office.do(worked, what="Kitchen")
    office.do(worked, what="Bath", asked_by=ot)
    view = office.ask(versions_queries.view, person=office.get(Episode, episode).person_id)
    assert {each.what: each.asked_by for each in view.support.interventions} == {
        "Stairs": "DSO North", "Kitchen": "", "Bath": "",
    }  # fmt: skip
