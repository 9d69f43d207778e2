"""People in service from a list: nobody twice, nobody refused by a rule, everybody by the office's records."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from app.door.errors import Refused
from app.services.office.people_import import import_people, plan_people
from models.episodes import Episode, Milestone
from models.goals import Goal
from models.people import Person, Representative
from models.plans import Plan
from models.transfer import Transfer
from models.values import Call, NhsNumber, PlannedVisit, Postcode
from models.vocabulary.agreement import Funding
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.transfer import TransferRoute
from tests.builders import neighbours_of, visit

POSTCODE = Postcode("DE4 3AA")


@dataclass(frozen=True)
class Calls:
    visits: tuple[PlannedVisit, ...] = ()
    typed: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    line: int = 2
    given: str = "Maureen"
    family: str = "Wójcik"
    born: date | None = date(1940, 9, 6)
    nhs_number: NhsNumber | None = None
    mosaic_id: str = "M900001"
    address: str = "1 Mill Bank"
    postcode: Postcode | None = POSTCODE
    telephone: str = "0114 496 0100"
    team: str = "north"
    patch: str = "Matlock"
    interim: bool | None = None
    started: datetime
    interim_since: datetime | None = None
    calls: Calls = field(default_factory=Calls)
    dso: str = "DSO North"
    coordinator: str = "SW North"
    goals: tuple[str, ...] = ()
    goals_set: datetime | None = None
    funding: Funding = Funding.NOT_KNOWN
    sent_to_brokerage: datetime | None = None
    listed: datetime | None = None
    communication: str = ""
    risks: str = "Dog bites"
    speaks_for: str = ""
    relation: str = ""
    their_telephone: str = ""
    notices: tuple[str, ...] = ()


@pytest.fixture
def row(office):
    return lambda **told: Row(**{"started": office.now - timedelta(days=10), **told})


def every(office, kind: Any):
    with office.database.reading() as session:
        return session.scalars(select(kind).where(kind.office_id == office.id).order_by(kind.id)).all()


def sentences(plan):
    return [each.sentence for each in plan.notices]


@pytest.mark.rule("REF-15")
def test_somebody_comes_in_with_plan_goals_and_whoever_speaks_for_them(office, row):
    week = (visit(Call.MORNING, 45, 2), visit(Call.BED))
    told = row(
        calls=Calls(week), goals=("Make lunch", "Walk to the gate"), speaks_for="Ewa Wójcik", relation="daughter",
        communication="Large print please",
    )  # fmt: skip
    changed = office.do(import_people, rows=(told,))
    (person,), (episode,), (plan,) = every(office, Person), every(office, Episode), every(office, Plan)
    assert changed.people == {person.id}
    assert (person.given, person.mosaic_id, person.risks, person.paper_format.value) == (
        "Maureen", "M900001", "Dog bites", "large_print",
    )  # fmt: skip
    assert person.patch_id == office.patches["Matlock"]
    assert (episode.kind, episode.team_id, episode.dso_id) == (
        EpisodeKind.SHORT_TERM, office.teams["North"], office.staff["DSO"],
    )  # fmt: skip
    assert (episode.started_at, episode.support_plan_at) == (told.started, told.started)
    assert (plan.visits_a_week, plan.worker_minutes, plan.made_by_id) == (14, 7 * 120, None)
    assert [(goal.statement, goal.set_by_id) for goal in every(office, Goal)] == [
        ("Make lunch", office.staff["SW"]), ("Walk to the gate", office.staff["SW"]),
    ]  # fmt: skip
    assert {each.kind for each in every(office, Milestone)} == {MilestoneKind.START, MilestoneKind.GOALS_SET}
    assert [each.name for each in every(office, Representative)] == ["Ewa Wójcik"]


@pytest.mark.rule("END-10")
def test_taking_over_asks_nobody_who_decided_and_no_rule_refuses(office, row):
    full = tuple(visit(Call.MORNING, 600, 2) for _ in range(3))
    rows = (row(calls=Calls(full)), row(line=3, mosaic_id="M2", born=date(2015, 1, 1), given="Child"))
    assert office.ask(plan_people, rows).new == (2, 3)
    office.do_as("Admin", import_people, rows=rows)
    assert len(every(office, Episode)) == 2


def test_the_same_list_twice_makes_nobody_twice_with_ids_or_without(office, row):
    rows = (
        row(), row(line=3, mosaic_id="", given="Ann", family="Bee"),
        row(line=4, mosaic_id="", given="Cy", family="Dee", born=None, postcode=None),
    )  # fmt: skip
    assert office.ask(plan_people, rows).new == (2, 3, 4)
    office.do(import_people, rows=rows)
    again = office.ask(plan_people, rows)
    assert (again.new, again.known, again.refused) == ((), (2, 3, 4), ())
    assert sentences(again) == ["In service already: nothing of this row is taken over."] * 3
    office.do(import_people, rows=rows)
    assert (len(every(office, Person)), len(every(office, Episode))) == (3, 3)


def test_a_row_that_stands_twice_in_the_list_is_known_the_second_time(office, row):
    plan = office.ask(plan_people, (row(), row(line=3)))
    assert (plan.new, plan.known) == ((2,), (3,))


def test_somebody_known_without_support_gets_it_on_their_own_record(office, row):
    person = office.a_person(
        given="Maureen", family="Wójcik", born=date(1940, 9, 6), mosaic_id="M900001", risks="Cat bites"
    )
    assert "Known already, without support: it is added to their record." in sentences(
        office.ask(plan_people, (row(),))
    )
    office.do(import_people, rows=(row(),))
    (kept,) = every(office, Person)
    assert (kept.id, kept.risks) == (person, "Cat bites")
    assert [each.person_id for each in every(office, Episode)] == [person]


def test_an_id_that_is_somebody_elses_is_refused_and_somebody_alike_is_looked_at(office, row):
    office.a_person(given="Maureen", family="Wójcik", born=date(1940, 9, 6), mosaic_id="M900001")
    plan = office.ask(plan_people, (row(born=date(1950, 1, 1)), row(line=3, mosaic_id="M7")))
    assert plan.refused == ((2, "MOSAIC id M900001 belongs to somebody with another birth date: check both."),)
    assert any("May be Maureen Wójcik, who is known already." in each for each in sentences(plan))


@pytest.mark.rule("INT-8")
def test_interim_support_of_a_short_term_team_is_support_within_sts(office, row):
    began = office.now - timedelta(days=2)
    office.do(import_people, rows=(row(interim=True, interim_since=began, listed=began),))
    first, second = every(office, Episode)
    assert (first.kind, first.end_reason, first.ended_at, first.closed_at) == (
        EpisodeKind.SHORT_TERM, EndReason.TRANSFERRED, began, office.now,
    )  # fmt: skip
    assert (second.kind, second.started_at, second.first_support_at, second.follows_id) == (
        EpisodeKind.INTERIM_IN_STS, began, first.started_at, first.id,
    )  # fmt: skip
    (transfer,) = every(office, Transfer)
    assert (transfer.route, transfer.listed_at, transfer.sent_to_brokerage_at) == (
        TransferRoute.WITHIN_STS, began, began,
    )  # fmt: skip


def test_an_interim_team_s_people_were_in_the_short_term_team_of_their_patch_before(office, row):
    told = row(team="Interim", dso="DSO Interim", interim=None)
    plan = office.ask(plan_people, (told,))
    assert "One day is given: interim support is taken to begin with it." in sentences(plan)
    office.do(import_people, rows=(told,))
    first, second = every(office, Episode)
    assert (first.team_id, first.dso_id) == (office.teams["North"], office.staff["DSO"])
    assert (second.kind, second.dso_id) == (EpisodeKind.INTERIM_TEAM, office.staff["Interim DSO"])


def test_names_that_nobody_has_are_refused_or_left_out_and_said(office, row):
    plan = office.ask(
        plan_people,
        (row(team="West"), row(line=3, dso="Jo Nobody"), row(line=4, team="", mosaic_id="M4")),
    )
    assert [line for line, _ in plan.refused] == [2, 3, 4]
    assert plan.refused[0][1] == ("“West” is no team of this office. Its teams are “Interim”, “North”, “South”.")
    assert plan.refused[1][1].startswith("“Jo Nobody” is nobody on the staff")
    plan = office.ask(plan_people, (row(coordinator="Jo", patch="Derby", dso=""),))
    assert plan.new == (2,)
    assert sentences(plan) == [
        "“Derby” is no patch of this office: not taken over.",
        "No DSO is said: taken as DSO North.",
        "“Jo” is nobody on the staff: they come in without a case coordinator.",
    ]


def test_without_calls_the_week_is_empty_and_can_be_planned(office, row):
    office.do(import_people, rows=(row(),))
    (plan,) = every(office, Plan)
    assert (plan.number, plan.visits_a_week, plan.worker_minutes) == (1, 0, 0)


def test_people_of_another_office_are_not_known_here(office, row):
    office.do(import_people, rows=(row(),))
    neighbours = neighbours_of(office)
    assert every(neighbours, Episode) == []


def test_only_those_who_keep_the_office_take_people_over(office, row):
    with pytest.raises(Refused, match="changed by a DSO, admin or the service manager"):
        office.do_as("CWC", import_people, rows=(row(),))


def test_three_hundred_rows_are_looked_at_and_stored_in_a_bounded_number_of_statements(office, row, count_statements):
    def counted(deed, count, first):
        rows = [
            replace(row(calls=Calls((visit(),)), goals=("Walk",)), line=at, mosaic_id=f"M{first + at}", given=f"P{at}",
                    born=date(1930, 1, 1) + timedelta(days=first + at))
            for at in range(count)
        ]  # fmt: skip
        statements = count_statements(office.database)
        if deed is import_people:
            office.work().write(lambda turn: import_people(turn, rows=rows))
        else:
            office.ask(plan_people, rows)
        return len(statements)

    assert counted(plan_people, 300, 0) <= counted(plan_people, 3, 0) + 1  # people near: some hundred a statement
    few = counted(import_people, 3, 0)
    assert counted(import_people, 300, 1000) <= few + 12  # 300 rows of each kind go in parts on PostgreSQL
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Episode)) == 303
