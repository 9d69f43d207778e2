"""A version agreed for a later day is taken back: what it follows goes on, everywhere, and Scheduling hears."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from app.door.errors import Refused
from app.queries.plans import versions as queries
from app.queries.today.prompts import today
from app.services.episodes.week import of_day
from app.services.plans import versions
from app.services.plans.taking_back import take_back
from app.services.plans.versions import Agreed
from app.services.tracker.send_and_read_back import send
from models.episodes import Episode
from models.plans import Plan, PlanTakenBack
from models.teams import Reduction
from models.tracker import TrackerChange
from models.values import Call, london_day, start_of_day
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.tracker import TrackerChangeKind
from tests.builders import visit

pytestmark = pytest.mark.rule("PSP-2")
TEN = (visit(Call.MORNING, 60), visit(Call.TEA, 30))
SEVEN = (visit(Call.MORNING, 60),)
FOUR = (visit(Call.MORNING, 30),)


def view(office, episode):
    return office.ask(queries.view, person=office.get(Episode, episode).person_id)


def agreed_for(office, episode, days, week=SEVEN, **told):
    return office.do(
        versions.new_version, episode=episode, based_on=view(office, episode).newest, week=week, because="MDT",
        effective_from=office.now + timedelta(days=days),
        agreed=Agreed(mdt_at=office.now, coordinator_at=office.now, present="OT"), **told,
    ).made  # fmt: skip


def changes_told(office):
    with office.database.reading() as session:
        return session.scalars(select(TrackerChange).order_by(TrackerChange.number)).all()


def gone_out(office):
    """Everything that was told has gone out in a workbook."""
    numbers = [each.number for each in changes_told(office) if each.exported_at is None]
    office.do(send, numbers=numbers, file_name="tracker.xlsx")


def refused(office, plan, because="Not needed", **told):
    with pytest.raises(Refused) as found:
        office.do(take_back, plan=plan, because=because, **told)
    return found.value.sentence


def test_it_stays_in_the_history_struck_with_who_when_and_why_and_is_never_in_force(office):
    episode = office.an_episode(*TEN)
    plan = agreed_for(office, episode, 7)
    office.do(take_back, plan=plan, because="  Her daughter stays  ")
    taken_at = office.now
    office.clock.advance(timedelta(days=10))
    found = view(office, episode)
    assert [(each.number, each.is_current, each.is_coming) for each in found.versions] == [
        (2, False, False), (1, True, False),
    ]  # fmt: skip
    taken = found.versions[0]
    assert (taken.taken_back_at, taken.taken_back_because) == (taken_at, "Her daughter stays")
    assert taken.taken_back_by == office.ask(seat_name)
    assert found.newest == found.current.id
    assert office.ask(of_day, episode, london_day(office.now)) == TEN


def seat_name(turn):
    from models.staff import Staff  # noqa: PLC0415

    return turn.session.get_one(Staff, turn.staff).name


def test_the_next_version_is_judged_against_what_stands_and_gets_a_number_of_its_own(office):
    episode = office.an_episode(*TEN)
    office.do(take_back, plan=agreed_for(office, episode, 7), because="Not needed")
    again = agreed_for(office, episode, 14, FOUR)
    made = office.get(Plan, again)
    assert made.number == 3
    assert "10.5 → 3.5 worker hours" in changes_told(office)[-1].reason
    compared = office.ask(queries.compare, old=view(office, episode).versions[1].id, new=again)
    assert compared.hours == "7 → 3.5 worker hours a week"


def test_scheduling_hears_that_the_row_is_retracted_with_the_week_that_goes_on(office):
    episode = office.an_episode(*TEN)
    plan = agreed_for(office, episode, 7)
    gone_out(office)
    office.do(take_back, plan=plan, because="Her daughter stays")
    told, back = changes_told(office)
    assert (back.kind, back.retracts_id) == (TrackerChangeKind.RETRACTED, told.id)
    assert back.effective_at == start_of_day(london_day(told.effective_at))
    assert (back.calls, back.visits_a_week) == ("Mon–Sun: morning 60, tea 30", 14)
    assert back.reason == "Taken back before its day: Her daughter stays"


@pytest.mark.rule("REF-13")
def test_a_row_that_has_not_gone_out_is_withdrawn_so_that_scheduling_hears_nothing(office):
    plan = agreed_for(office, office.an_episode(*TEN), 7)
    office.do(take_back, plan=plan, because="Her daughter stays")
    (told,) = changes_told(office)
    assert (told.withdrawn_at, told.exported_at) == (office.now, None)


def test_of_two_versions_with_one_day_each_retracts_its_own_row(office):
    episode = office.an_episode(*TEN)
    first = agreed_for(office, episode, 7)
    gone_out(office)
    second = agreed_for(office, episode, 7, FOUR)
    gone_out(office)
    office.do(take_back, plan=first, because="Overtaken")
    office.do(take_back, plan=second, because="Not needed")
    rows = changes_told(office)
    assert [each.retracts_id for each in rows[2:]] == [rows[0].id, rows[1].id]
    # The newer one still counted for that day when the older went, and Scheduling hears of the week that holds.
    assert [each.calls for each in rows[2:]] == ["Mon–Sun: morning 30", "Mon–Sun: morning 60, tea 30"]


def test_tasks_alone_were_never_told_so_nothing_is_retracted(office):
    episode = office.an_episode(*TEN)
    tasks = (TEN[0], visit(Call.TEA, 30).__class__(TEN[1].days, Call.TEA, 30, 1, None, "Tablets"))
    office.do(take_back, plan=agreed_for(office, episode, 7, tasks), because="Not needed")
    assert changes_told(office) == []


def test_it_is_refused_from_its_day_on_without_a_reason_and_twice(office):
    episode = office.an_episode(*TEN)
    plan = agreed_for(office, episode, 1)
    assert refused(office, plan, " ") == "Say why it is taken back."
    office.do(take_back, plan=plan, because="Not needed")
    assert refused(office, plan) == "This version was taken back already."
    office.clock.move_to(start_of_day(london_day(office.now)) + timedelta(hours=12))
    tomorrow = agreed_for(office, episode, 1)
    office.clock.move_to(start_of_day(london_day(office.now) + timedelta(days=1)))
    assert "it can't be taken back, make a new one." in refused(office, tomorrow)


def test_one_that_another_follows_asks_whether_that_still_stands(office):
    episode = office.an_episode(*TEN)
    first = agreed_for(office, episode, 7)
    agreed_for(office, episode, 14, FOUR)
    assert "say that it still stands" in refused(office, first)
    office.do(take_back, plan=first, because="Not needed", later_stands=True)
    day = london_day(office.now)
    weeks = [office.ask(of_day, episode, day + timedelta(days=days)) for days in (7, 14)]
    assert weeks == [TEN, FOUR]


@pytest.mark.rule("REF-15")
def test_hours_that_were_given_away_meanwhile_refuse_it(office):
    episode = office.an_episode(*TEN)
    plan = agreed_for(office, episode, 7)
    day = london_day(office.now) + timedelta(days=7)
    with office.database.writing() as session:
        session.add(
            Reduction(
                office_id=office.id, team_id=office.teams["North"], first_day=london_day(office.now),
                last_day=day + timedelta(days=7), worker_minutes_a_week=6000 - 500, because="leave",
            )
        )  # fmt: skip
    assert "a week are asked" in refused(office, plan)


def test_what_is_in_force_can_be_finished_again_and_not_while_one_is_agreed(office):
    episode = office.an_episode(*TEN)
    plan = agreed_for(office, episode, 7)
    current = view(office, episode).current
    assert current.can_finish
    with pytest.raises(Refused) as found:
        office.do(versions.finish_version, plan=current.id, seen=current.version)
    assert found.value.sentence.startswith("The plan goes on: a version is agreed from ")
    office.do(take_back, plan=plan, because="Not needed")
    office.do(versions.finish_version, plan=current.id, seen=current.version)
    assert view(office, episode).current.finished_at == office.now


def test_neither_database_lets_a_version_change_that_was_taken_back(office):
    episode = office.an_episode(*TEN)
    plan = agreed_for(office, episode, 7)
    office.do(take_back, plan=plan, because="Not needed")
    with pytest.raises(DBAPIError, match="never changes"), office.database.writing() as session:
        session.get_one(Plan, plan).because = "Something else"
    with office.database.reading() as session:
        assert session.scalars(select(PlanTakenBack.plan_id)).all() == [plan]


@pytest.mark.rule("PSP-5")
def test_today_asks_for_no_amended_papers_of_what_was_taken_back(office):
    episode = office.an_episode(*TEN, kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"])
    plan = agreed_for(office, episode, 7)
    assert [each.rule for each in office.ask(today) if each.rule == "PSP-5"] == ["PSP-5", "PSP-5"]
    office.do(take_back, plan=plan, because="Not needed")
    assert [each.rule for each in office.ask(today) if each.rule == "PSP-5"] == []
    assert view(office, episode).to_follow is None
