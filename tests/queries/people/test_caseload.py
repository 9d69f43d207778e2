"""The shared caseload and the person above the tabs, on both databases."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.queries.people.caseload import PersonSign, ShortTermState, caseload, person_header
from app.queries.today.prompts import PromptGroup, today
from app.services import referrals
from models.breaks import Break
from models.episodes import Extension
from models.people import Concern
from models.referrals import Referral
from models.values import Call, london_day
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.episodes import EpisodeKind
from tests.builders import START_CHECKS, visit

DAY = timedelta(days=1)


def test_the_caseload_has_the_open_and_the_ended_but_not_closed(office):
    open_one = office.an_episode(person=office.a_person(family="Ash"))
    ended = {"ended_at": office.now, "end_reason": EndReason.GOALS_ACHIEVED}
    closing = office.an_episode(person=office.a_person(family="Birch"), **ended)
    office.an_episode(person=office.a_person(family="Cedar"), closed_at=office.now, **ended)
    office.an_episode(
        person=office.a_person(family="Dill"), ended_at=office.now, undone_at=office.now, undone_because="mistake"
    )
    office.an_episode(person=office.a_person(family="Elm"), ended_at=office.now, end_reason=EndReason.TRANSFERRED)
    rows = office.ask(caseload)
    assert [row.episode_id for row in rows] == [open_one, closing]
    assert [row.is_closing for row in rows] == [False, True]
    assert (rows[0].day, rows[0].limit, rows[0].kind) == (3, 42, EpisodeKind.SHORT_TERM)
    assert office.ask(caseload, team=office.teams["South"]) == ()


def test_who_ended_one_kind_of_support_and_has_another_open_is_one_row_with_the_open_one(office):
    person = office.a_person()
    begun = office.now - 40 * DAY
    ended = office.an_episode(
        person=person, started_at=begun, ended_at=office.now - 9 * DAY, end_reason=EndReason.GOALS_ACHIEVED
    )
    [row] = office.ask(caseload)
    assert (row.episode_id, row.is_closing, row.shows_closing) == (ended, True, True)
    again = office.an_episode(person=person)
    [row] = office.ask(caseload)
    assert (row.episode_id, row.is_closing, row.shows_closing) == (again, False, False)


def test_a_sign_is_shown_before_that_the_package_is_still_to_be_closed(office):
    person = office.a_person(communication="hearing aid left")
    office.an_episode(person=person, ended_at=office.now, end_reason=EndReason.GOALS_ACHIEVED)
    [row] = office.ask(caseload)
    assert (row.is_closing, row.shows_closing) == (True, False)


@pytest.mark.rule("PSP-7")
@pytest.mark.parametrize(
    ("day", "state"),
    [
        (34, ShortTermState.RUNNING),
        (35, ShortTermState.ENDING),
        (42, ShortTermState.ENDING),
        (43, ShortTermState.OVERDUE),
    ],
)
def test_the_six_weeks_are_soon_over_from_day_35_and_are_over_from_day_43(office, day, state):
    person = office.a_person()
    office.an_episode(person=person, started_at=office.now - (day - 1) * DAY)
    [row] = office.ask(caseload)
    assert (row.day, row.six_weeks) == (day, state)
    assert office.ask(person_header, person=person).six_weeks is state


@pytest.mark.rule("PSP-7")
@pytest.mark.parametrize(
    ("day", "state"),
    [
        (43, ShortTermState.RUNNING),
        (48, ShortTermState.RUNNING),
        (49, ShortTermState.ENDING),
        (56, ShortTermState.ENDING),
        (57, ShortTermState.OVERDUE),
    ],
)
def test_an_extension_is_over_only_after_its_own_last_day_in_list_header_and_today(office, day, state):
    person = office.a_person()
    begun = office.now - (day - 1) * DAY
    episode = office.an_episode(person=person, started_at=begun)
    for last in (50, 56):
        office.store(
            Extension(
                episode_id=episode, last_day=london_day(begun) + (last - 1) * DAY, agreed_at=office.now,
                agreed_by_id=office.staff["DSO"],
            )
        )  # fmt: skip
    [row] = office.ask(caseload)
    assert (row.day, row.limit, row.six_weeks) == (day, 56, state)
    header = office.ask(person_header, person=person)
    assert (header.limit, header.six_weeks) == (56, state)
    groups = [each.group for each in office.ask(today) if each.rule == "PSP-7"]
    is_asked = state is not ShortTermState.RUNNING
    assert [each is PromptGroup.OVERDUE for each in groups] == [state is ShortTermState.OVERDUE] * is_asked


def test_interim_support_counts_no_six_weeks(office):
    office.an_episode(kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"])
    [row] = office.ask(caseload)
    assert (row.limit, row.six_weeks) == (0, None)


def test_the_weightiest_sign_comes_first(office):
    person = office.a_person(communication="hearing aid left", lone_worker_risk=True, risks="dog")
    episode = office.an_episode(visit(Call.BED, 30, 2), person=person)
    office.store(
        Break(
            episode_id=episode, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM, began_at=office.now,
            last_visit_on=office.now.date(), last_asked_at=office.now, recorded_by_id=office.staff["DSO"],
        ),
        Concern(person_id=person, raised_at=office.now, raised_by_id=office.staff["CWC"], what="bruise"),
    )  # fmt: skip
    [row] = office.ask(caseload)
    assert [sign.kind for sign in row.signs] == [
        PersonSign.SAFEGUARDING, PersonSign.IN_HOSPITAL, PersonSign.LONE_WORKER, PersonSign.DOUBLE_UP,
        PersonSign.COMMUNICATION,
    ]  # fmt: skip
    assert row.next_sign.kind is PersonSign.SAFEGUARDING


def test_the_caseload_is_one_statement(office, count_statements):
    for _ in range(5):
        office.an_episode()
    statements = count_statements(office.database)
    assert len(office.ask(caseload)) == 5
    assert len([each for each in statements if each != "BEGIN"]) == 1


def test_the_header_has_the_person_and_the_open_episode(office, count_statements):
    person = office.a_person(nhs_number="9991291229", preferred="Jeannie")
    office.an_episode(
        person=person, started_at=office.now - 90 * DAY, ended_at=office.now - 60 * DAY,
        end_reason=EndReason.GOALS_ACHIEVED,
    )  # fmt: skip
    key = office.a_referral(person=person)
    for deed in (referrals.accept, referrals.confirm_capacity):
        office.do(deed, referral=key, seen=office.version(Referral, key))
    for item in START_CHECKS:
        office.do(referrals.tick_start_check, referral=key, item=item)
    made = office.do(referrals.start, referral=key, seen=office.version(Referral, key)).made
    office.clock.advance(4 * DAY)
    statements = count_statements(office.database)
    view = office.ask(person_header, person=person)
    assert len([each for each in statements if each != "BEGIN"]) == 1
    assert (view.episode_id, view.day, view.limit, view.kind) == (made, 5, 42, EpisodeKind.SHORT_TERM)
    assert (view.nhs_number, view.age, view.preferred) == ("999 129 1229", 86, "Jeannie")
    assert view.reference == office.get(Referral, key).reference


def test_the_header_of_somebody_never_in_service_has_no_day(office):
    view = office.ask(person_header, person=office.a_person())
    assert (view.episode_id, view.day, view.limit) == (None, None, 0)
    with pytest.raises(Refused, match="isn't in your office"):
        office.ask(person_header, person=office.id)


def test_a_reported_death_is_a_sign_at_every_desk(office):
    office.an_episode(person=office.a_person(death_reported_at=office.now))
    [row] = office.ask(caseload)
    assert (row.next_sign.kind, row.next_sign.detail) == (PersonSign.DIED, "reported, not confirmed")
