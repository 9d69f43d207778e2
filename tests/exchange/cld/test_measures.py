"""The measures of an office's own records: editions, interim types, and 2D by the stays that it was told of."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.door.cld_releases import release_on
from app.exchange.cld.measures import interim_choices, office_measures
from app.queries.cld.hospital_stays import hospital_stays
from app.queries.cld.our_records import our_records
from models.breaks import Break, BreakUndone
from models.rules.cld.events import Span
from models.rules.cld.measure_2a import Counts
from models.rules.cld.measure_2d import Linked
from models.vocabulary.cld import InterimType
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.referrals import ReferralOutcome

PERIOD = Span(date(2026, 4, 1), date(2026, 9, 30))
RELEASE = release_on(PERIOD.last)


def at(month, day):
    return datetime(2026, month, day, 9, tzinfo=UTC)


def measured(office, period=PERIOD):
    return office_measures(office.work(), release=RELEASE, period=period, today=office.now.date())


@pytest.fixture
def handed_over(office):
    """Short-term support that ended on the period's last day, and interim support from the day after."""
    person = office.a_person(nhs_number="9990001014")
    office.an_episode(
        person=person, started_at=at(9, 1), ended_at=at(9, 30), end_reason=EndReason.TRANSFERRED,
    )  # fmt: skip
    office.an_episode(person=person, kind=EpisodeKind.INTERIM_TEAM, started_at=at(10, 1))
    return office


@pytest.mark.rule("FIG-2")
def test_what_each_interim_type_does_to_2a_is_told(handed_over):
    found = measured(handed_over)
    assert found.interim is InterimType.NOT_CHOSEN
    told = {each: (line.successes, line.denominator) for each, line in found.by_interim}
    assert told == {
        InterimType.OTHER_SHORT_TERM: (1, 1),
        InterimType.COMMUNITY: (0, 1),
        InterimType.ST_MAX: (0, 0),
        InterimType.NOT_EXPORTED: (0, 0),
    }
    assert [each.counts for each in found.revised_edition] == [Counts.UNABLE]


@pytest.mark.rule("FIG-2")
def test_the_setting_for_interim_support_is_told_what_each_answer_does_this_year(handed_over):
    assert handed_over.ask(interim_choices) == (
        "ASCOF 2A, all ages, from 1 Apr 2026 to today, as known today, for interim support as",
        f"“{InterimType.OTHER_SHORT_TERM.label}” gives 100.0 % (1 of 1)",
        f"“{InterimType.COMMUNITY.label}” gives 0.0 % (0 of 1)",
        f"“{InterimType.ST_MAX.label}” gives none counted yet",
        f"“{InterimType.NOT_EXPORTED.label}” gives none counted yet",
    )


@pytest.mark.rule("FIG-2")
def test_the_first_edition_doesnt_see_the_package_that_starts_in_the_next_days(office):
    office.an_episode(
        started_at=at(9, 1), ended_at=at(9, 30), end_reason=EndReason.GOALS_ACHIEVED,
        package_started_on=date(2026, 10, 2),
    )  # fmt: skip
    found = measured(office)
    assert [each.counts for each in found.first_edition] == [Counts.SUCCESS]
    assert [each.counts for each in found.revised_edition] == [Counts.NO_SUCCESS]


@pytest.mark.parametrize("days", [366, 367])  # how far back the whole records are read, and a day more
@pytest.mark.parametrize(
    ("care", "counts"),
    [
        ({"end_reason": EndReason.ONGOING_ARRANGED, "package_started_on": date(2025, 4, 2)}, Counts.EXISTING),
        ({"end_reason": EndReason.RESIDENTIAL}, Counts.EXISTING),
        ({"end_reason": EndReason.GOALS_ACHIEVED}, Counts.SUCCESS),
    ],
)
@pytest.mark.rule("FIG-2")
def test_care_that_goes_on_makes_no_new_client_however_long_ago_the_support_before_it_ended(office, days, care, counts):
    jean = office.a_person()
    ended = datetime(2026, 4, 1, 9, tzinfo=UTC) - timedelta(days=days)
    office.an_episode(person=jean, started_at=ended - timedelta(days=30), ended_at=ended, **care)
    office.an_episode(person=jean, started_at=at(6, 1), ended_at=at(6, 20), end_reason=EndReason.GOALS_ACHIEVED)
    of_the_period = [each.counts for each in measured(office).revised_edition if each.counts is not Counts.OTHER_PERIOD]
    assert of_the_period == [counts]


def test_care_after_support_of_another_time_is_read_of_nobody_else(office):
    before = datetime(2024, 4, 1, 9, tzinfo=UTC)
    office.an_episode(
        started_at=before, ended_at=before + timedelta(days=20), end_reason=EndReason.ONGOING_ARRANGED,
        package_started_on=date(2024, 4, 21),
    )  # fmt: skip
    assert office.ask(our_records, first=PERIOD.first, last=PERIOD.last).support == ()


@pytest.fixture
def discharged(office):
    """Two who came from hospital on 1 June; the second went back on 21 June, the third's break never was."""
    for number, back in (("9990001014", None), ("9990001049", True), ("9990001065", False)):
        person = office.a_person(nhs_number=number)
        office.a_referral(
            person=person, received_at=at(6, 1), outcome=ReferralOutcome.STARTED, outcome_at=at(6, 3),
            admitted_on=date(2026, 5, 20), discharge_on=date(2026, 6, 1),
        )  # fmt: skip
        episode = office.an_episode(
            person=person, started_at=at(6, 3), ended_at=at(7, 10), end_reason=EndReason.GOALS_ACHIEVED
        )
        if back is None:
            continue
        away = Break(
            episode_id=episode, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM, began_at=at(6, 21),
            returned_at=at(6, 23), last_visit_on=date(2026, 6, 20), last_asked_at=at(6, 21),
            recorded_by_id=office.staff["DSO"],
        )  # fmt: skip
        office.store(away)
        if not back:
            office.store(
                BreakUndone(break_id=away.id, undone_at=at(6, 22), undone_by_id=office.staff["DSO"], because="not them")
            )
    return office


@pytest.mark.rule("FIG-2")
def test_2d_goes_by_the_stays_that_the_office_was_told_of(discharged):
    found = measured(discharged).reablement
    assert [(each.person, each.linked) for each in found] == [
        ("NHS 9990001014", Linked.SUCCESS), ("NHS 9990001049", Linked.FAILURE), ("NHS 9990001065", Linked.SUCCESS),
    ]  # fmt: skip
    assert [each.readmitted for each in found] == [False, True, False]
    assert {each.discharged for each in found} == {date(2026, 6, 1)}


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize("has_break", [False, True])
def test_an_end_for_hospital_is_one_stay_with_a_break_or_without(office, has_break):
    person = office.a_person(nhs_number="9990001014")
    office.a_referral(
        person=person, received_at=at(6, 1), outcome=ReferralOutcome.STARTED, outcome_at=at(6, 3),
        admitted_on=date(2026, 5, 20), discharge_on=date(2026, 6, 1),
    )  # fmt: skip
    episode = office.an_episode(person=person, started_at=at(6, 3), ended_at=at(6, 21), end_reason=EndReason.HOSPITAL)
    if has_break:
        office.store(
            Break(
                episode_id=episode, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM, began_at=at(6, 21),
                last_visit_on=date(2026, 6, 20), last_asked_at=at(6, 21), recorded_by_id=office.staff["DSO"],
            )
        )  # fmt: skip
    stays = office.ask(hospital_stays, first=PERIOD.first, last=PERIOD.last)
    assert [each.admitted for each in stays if each.discharged is None] == [date(2026, 6, 21)]
    assert [(each.linked, each.readmitted) for each in measured(office).reablement] == [(Linked.FAILURE, True)]


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(("died", "undated"), [(None, 1), (date(2026, 6, 20), 0)])
def test_a_death_reported_without_a_day_is_counted_as_living_and_told(office, died, undated):
    confirmed = {} if died is None else {"died_on": died, "death_confirmed_at": at(6, 21)}
    person = office.a_person(nhs_number="9990001014", death_reported_at=at(6, 20), **confirmed)
    office.a_referral(
        person=person, received_at=at(6, 1), outcome=ReferralOutcome.STARTED, outcome_at=at(6, 3),
        admitted_on=date(2026, 5, 20), discharge_on=date(2026, 6, 1),
    )  # fmt: skip
    office.an_episode(person=person, started_at=at(6, 3), ended_at=at(6, 20), end_reason=EndReason.DIED)
    found = measured(office)
    assert found.undated == undated
    assert [each.linked for each in found.reablement] == [Linked.SUCCESS if undated else Linked.FAILURE]


@pytest.mark.rule("FIG-2")
def test_a_discharge_without_an_admission_day_is_counted_by_that_name(office):
    person = office.a_person(nhs_number="9990001014")
    office.a_referral(
        person=person, received_at=at(6, 1), outcome=ReferralOutcome.STARTED, outcome_at=at(6, 3),
        from_hospital=True, discharge_on=date(2026, 6, 1),
    )  # fmt: skip
    office.an_episode(person=person, started_at=at(6, 3))
    assert [each.linked for each in measured(office).reablement] == [Linked.NO_ADMISSION]


def test_the_stays_take_three_statements_and_leave_out_who_has_no_number(discharged, count_statements):
    nobody = discharged.a_person()
    discharged.a_referral(person=nobody, received_at=at(6, 1), admitted_on=date(2026, 5, 20))
    statements = count_statements(discharged.database)
    found = discharged.ask(hospital_stays, first=PERIOD.first, last=PERIOD.last)
    assert len([each for each in statements if each != "BEGIN"]) == 3
    assert len(found) == 4
    earlier = {"first": PERIOD.first - timedelta(days=400), "last": date(2026, 5, 31)}
    assert discharged.ask(hospital_stays, **earlier) == ()
