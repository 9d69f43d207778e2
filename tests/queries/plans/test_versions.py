"""The service plans tab."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.queries.plans import versions as queries
from app.queries.plans.preview import preview
from app.services.plans import support, versions
from app.services.plans.versions import Agreed
from models.episodes import Episode
from models.values import Call, WhyShort
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.plans import PlanChange
from tests.builders import visit

DOUBLE = visit(minutes=30, workers=2)


@pytest.fixture
def person(office):
    return office.a_person(given="Ada", family="Osei")


@pytest.fixture
def stepped_down(office, person):
    """An episode whose plan was stepped down today."""
    episode = office.an_episode(DOUBLE, visit(Call.TEA), person=person)
    first = office.ask(queries.view, person=person).current
    week = (replace(visit(), tasks="breakfast"), visit(Call.TEA))
    office.do(
        versions.new_version, episode=episode, based_on=first.id, week=week, because="Walks alone",
        agreed=Agreed(mdt_at=office.now, present="OT, SW"),
    )  # fmt: skip
    return episode


@pytest.mark.rule("PSP-1", "PSP-2")
def test_the_view_shows_the_week_in_force_its_totals_and_all_versions(office, person, stepped_down):
    found = office.ask(queries.view, person=person)
    assert (found.name, found.team, found.dso) == ("Ada Osei", "North", "DSO North")
    assert (found.episode, found.is_open, found.kind) == (stepped_down, True, EpisodeKind.SHORT_TERM)
    now = found.current
    assert [(each.number, each.is_current) for each in found.versions] == [(2, True), (1, False)]
    assert now == found.versions[0]
    assert (now.change, now.because, now.made_by, now.version) == (
        PlanChange.STEP_DOWN,
        "Walks alone",
        "DSO North",
        1,
    )
    assert now.week == (replace(visit(), tasks="breakfast"), visit(Call.TEA))
    assert now.totals.sentence == "14 visits a week: 7 contact hours, 7 worker hours"
    assert found.versions[1].totals.double_ups == 7
    assert (now.hours, now.calls_text) == ("7", "Mon–Sun: morning 30, tea 30")


@pytest.mark.rule("PSP-2")
@pytest.mark.usefixtures("stepped_down")
def test_any_two_versions_are_compared_in_sentences(office, person):
    new, old = office.ask(queries.view, person=person).versions
    found = office.ask(queries.compare, old=old.id, new=new.id)
    assert (found.old.number, found.new.number, found.hours) == (1, 2, "10.5 → 7 worker hours a week")
    assert found.sentences == ("Morning, every day: 2 workers → 1, tasks “” → “breakfast”",)
    same = office.ask(queries.compare, old=old.id, new=old.id)
    assert same.sentences == ("The visits are the same.",)
    with pytest.raises(Refused, match="isn't in your office"):
        office.ask(queries.compare, old=old.id, new=person)


@pytest.mark.rule("PSP-1", "PSP-2")
def test_why_a_call_is_short_stands_with_its_version_and_is_compared(office, person, stepped_down):
    office.a_plan(stepped_down, visit(minutes=20), visit(Call.TEA, 20), number=3, why=("Her tablets", None))
    office.a_plan(stepped_down, visit(minutes=20), visit(Call.TEA, 20), number=4, why=("Eye drops", "A look"))
    newest, before, *_ = office.ask(queries.view, person=person).versions
    assert [each.sentence for each in before.short] == [
        "Morning, 20 minutes: Her tablets",
        "Tea, 20 minutes: nobody has said why a visit under 30 minutes is enough. A new version asks for it.",
    ]
    assert newest.why_short == (WhyShort(Call.MORNING, "Eye drops"), WhyShort(Call.TEA, "A look"))
    assert office.ask(queries.compare, old=before.id, new=newest.id).sentences == (
        "The visits are the same.",
        "Morning is short because: “Her tablets” → “Eye drops”",
        "Tea is short because: “A look”",
    )
    asked = office.ask(preview, plan=newest.id, week=(visit(minutes=25), visit(Call.TEA)))
    assert [(each.call, each.because) for each in asked.short] == [(Call.MORNING, "Eye drops")]
    told = (WhyShort(Call.MORNING, ""),)
    said = office.ask(preview, plan=newest.id, week=newest.week, why_short=told)
    assert [(each.call, each.because) for each in said.short] == [(Call.MORNING, ""), (Call.TEA, "A look")]
    told = (WhyShort(Call.MORNING, "Insulin"),)
    said = office.ask(preview, plan=newest.id, week=newest.week, why_short=told)
    assert said.changes == ("Morning is short because: “Eye drops” → “Insulin”",)


@pytest.mark.rule("PSP-6", "PSP-7", "PSP-8", "PSP-10")
def test_what_is_recorded_beside_the_plan_is_shown(office, person, stepped_down):
    until = office.now.date() + timedelta(days=60)
    office.do(support.extend, episode=stepped_down, until=until, still_gaining_independence=True, note="stairs",
              day_is_meant=True)  # fmt: skip
    office.do(support.record_equipment, episode=stepped_down, what="Rail", assessed_by=office.staff["CCW"],
              assessor_trained=False)  # fmt: skip
    office.do(support.record_specialist_intervention, episode=stepped_down, by=office.staff["OT"], what="Stairs")
    office.do(support.mark_support_plan, episode=stepped_down, seen=office.version(Episode, stepped_down))
    found = office.ask(queries.view, person=person).support
    assert [(each.last_day, each.agreed_by) for each in found.extensions] == [(until, "DSO North")]
    assert [(each.what, each.assessed_by, each.assessor_trained) for each in found.equipment] == [
        ("Rail", "CCW North", False)
    ]
    assert [(each.what, each.by, each.at) for each in found.interventions] == [("Stairs", "OT North", office.now)]
    assert found.support_plan_at == office.now
    assert found.six_weeks.last_day == until
    assert found.package_review_due is None
    office.do(support.record_package_started, episode=stepped_down, seen=office.version(Episode, stepped_down),
              on=office.now.date())  # fmt: skip
    assert office.ask(queries.view, person=person).support.package_review_due > office.now + timedelta(days=13)


@pytest.mark.rule("INT-7")
def test_the_run_of_service_is_shown_across_a_transfer_and_not_across_the_years(office, person):
    office.an_episode(
        person=person, started_at=office.now - timedelta(days=300), ended_at=office.now - timedelta(days=280),
        end_reason=EndReason.GOALS_ACHIEVED,
    )  # fmt: skip
    moved = office.now - timedelta(days=2)
    first = office.an_episode(
        person=person, started_at=office.now - timedelta(days=9), ended_at=moved, end_reason=EndReason.TRANSFERRED
    )
    second = office.an_episode(person=person, started_at=moved, kind=EpisodeKind.INTERIM_TEAM, follows_id=first)
    found = office.ask(queries.view, person=person)
    assert [each.episode for each in found.versions] == [second, first]
    assert (found.current.episode, found.support.six_weeks) == (second, None)


@pytest.mark.rule("INT-7", "PSP-2")
def test_a_version_from_before_a_hand_over_is_compared_with_one_of_each_phase_since(office, person):
    began, moved, again = (office.now - timedelta(days=ago) for ago in (20, 9, 2))
    first = office.an_episode(DOUBLE, person=person, started_at=began, ended_at=moved, end_reason=EndReason.TRANSFERRED)
    of_first = {"person": person, "first_support_at": began}
    second = office.an_episode(
        visit(), **of_first, started_at=moved, ended_at=again, end_reason=EndReason.TRANSFERRED, follows_id=first,
        kind=EpisodeKind.INTERIM_IN_STS,
    )  # fmt: skip
    office.an_episode(visit(minutes=15), **of_first, started_at=again, kind=EpisodeKind.INTERIM_TEAM, follows_id=second)
    last, between, before = office.ask(queries.view, person=person).versions
    assert [each.episode_kind for each in (last, between, before)] == [
        EpisodeKind.INTERIM_TEAM,
        EpisodeKind.INTERIM_IN_STS,
        EpisodeKind.SHORT_TERM,
    ]
    assert [each.number for each in (last, between, before)] == [1, 1, 1]
    sentences = {
        (old.episode_kind, new.episode_kind): office.ask(queries.compare, old=old.id, new=new.id).sentences
        for old, new in ((before, last), (before, between), (last, before))
    }
    assert list(sentences.values()) == [
        ("Morning, every day: 30 → 15 minutes, 2 workers → 1",),
        ("Morning, every day: 2 workers → 1",),
        ("Morning, every day: 15 → 30 minutes, 1 worker → 2",),
    ]


@pytest.mark.rule("INT-7", "PSP-4")
def test_the_week_of_a_transfer_has_no_change_of_hours_where_the_plan_goes_along(office, person):
    began, moved = office.now - timedelta(days=9), office.now - timedelta(days=6)
    first = office.an_episode(person=person, started_at=began, ended_at=moved, end_reason=EndReason.TRANSFERRED)
    office.an_episode(
        person=person, started_at=moved, first_support_at=began, kind=EpisodeKind.INTERIM_TEAM, follows_id=first
    )
    of_transfer, now = office.ask(queries.view, person=person).weeks
    assert of_transfer.hours == now.hours == ((0, 210, False),)
    assert of_transfer.sentence.endswith(": 3.5 worker hours a week; no level rated")


@pytest.mark.rule("INT-7", "PSP-4")
def test_a_step_down_agreed_for_after_the_transfer_never_was_and_once_the_transfer_is_undone_it_is(office, person):
    began, moved, agreed = (office.now - timedelta(days=ago) for ago in (29, 20, 10))
    first = office.an_episode(DOUBLE, person=person, started_at=began, ended_at=moved, end_reason=EndReason.TRANSFERRED)
    office.a_plan(first, visit(), number=2, change=PlanChange.STEP_DOWN, effective_from=agreed, made_at=began,
                  because="Walks alone", mdt_agreed_at=began)  # fmt: skip
    second = office.an_episode(
        DOUBLE, visit(Call.TEA), person=person, started_at=moved, first_support_at=began,
        kind=EpisodeKind.INTERIM_TEAM, follows_id=first,
    )  # fmt: skip
    weeks = office.ask(queries.view, person=person).weeks
    assert [each.hours for each in weeks] == [
        ((0, 420, False),),
        ((0, 420, False), (2, 630, False)),
        *[((0, 630, False),)] * 3,
    ]
    with office.database.writing() as session:
        undone = session.get_one(Episode, second)
        undone.undone_at = undone.ended_at = office.now
        undone.undone_because = "The wrong person"
        session.flush()
        session.get_one(Episode, first).ended_at = None
    weeks = office.ask(queries.view, person=person).weeks
    assert [each.hours for each in weeks] == [
        *[((0, 420, False),)] * 2,
        ((0, 420, False), (5, 210, True)),
        *[((0, 210, False),)] * 2,
    ]


def test_somebody_never_in_service_is_said_so(office, person):
    with pytest.raises(Refused, match="isn't in service"):
        office.ask(queries.view, person=person)


@pytest.mark.usefixtures("stepped_down")
def test_the_view_takes_eleven_statements_and_a_comparison_two(office, person, count_statements):
    new, old = office.ask(queries.view, person=person).versions
    statements = count_statements(office.database)
    office.ask(queries.view, person=person)
    assert sum(each.startswith("SELECT") for each in statements) == 11
    statements.clear()
    office.ask(queries.compare, old=old.id, new=new.id)
    assert sum(each.startswith("SELECT") for each in statements) == 2
