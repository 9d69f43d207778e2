"""Whose care ended before this program comes in with the office file, and stands in the retention review."""

import copy
import json

import pytest
from sqlalchemy import select

import resources
from app.door.clock import FixedClock
from app.door.work import Work
from app.queries.closure.closure import closure
from app.queries.office.running_clocks import running
from app.queries.plans.versions import view
from app.queries.retention.review import to_review
from app.queries.today.in_one import today_in_one
from models.closure import Closure
from models.episodes import Episode
from models.people import Person
from models.rules.office.settings import Clock
from tests.app.setup.test_held_as_deeds import load, refused

__all__ = ["load"]
OFFICE = json.loads(resources.read_text("demonstration/office.json")) | {
    "people_in_service": [], "long_term_reviews": [],
}  # fmt: skip
EYRE = 2
REASONS = "goals-achieved, ongoing-arranged, care-home, hospital"


def before(number=EYRE, *without, **values):
    told = copy.deepcopy(OFFICE)
    for each in without:
        del told["people_before"][number][each]
    told["people_before"][number] |= values
    return told


@pytest.mark.rule("RET-1")
def test_they_stand_in_the_retention_review_with_their_last_day(load):
    loaded = load(OFFICE)
    work = Work(load.database, FixedClock(loaded.as_at), staff=loaded.staff["Priya Raman"])
    found = work.read(to_review).rows
    assert [(each.person, f"{each.ended_on}") for each in found] == [
        ("Stanley Birds", "2017-11-10"), ("Constance Eyre", "2018-03-20"), ("Wilfred Marples", "2018-08-03"),
        ("Agnes Hallsworth", "2018-09-14"),
    ]  # fmt: skip
    with load.database.reading() as session:
        held = session.execute(
            select(Person.family, Episode, Closure).join(Episode, Episode.person_id == Person.id)
            .join(Closure, Closure.episode_id == Episode.id)
        ).all()  # fmt: skip
        assert all(episode.closed_at == episode.ended_at for _, episode, _ in held)
        invented = {
            (closure.closed_at, closure.closed_by_id, episode.package_reviewed_on) for _, episode, closure in held
        }
        assert invented == {(None, None, None)}
        days = {name: (episode.package_started_on, closure.fact_on) for name, episode, closure in held}
    assert {name: tuple(each and f"{each}" for each in told) for name, told in days.items()} == {
        "Birds": (None, None), "Eyre": (None, "2018-03-19"), "Marples": ("2018-08-03", None),
        "Hallsworth": (None, None),
    }  # fmt: skip


@pytest.mark.rule("PSP-8", "RET-1")
def test_nobody_is_said_to_have_closed_or_reviewed_it_and_nothing_of_it_is_asked(load):
    loaded = load(OFFICE)
    work = Work(load.database, FixedClock(loaded.as_at), staff=loaded.staff["Priya Raman"])
    with load.database.reading() as session:
        marples = session.scalars(select(Person).where(Person.family == "Marples")).one().id
        episode = session.scalars(select(Episode.id).where(Episode.person_id == marples)).one()
    end = work.read(closure, episode=episode)
    assert (f"{end.package_started_on}", end.closed_at) == ("2018-08-03", end.ended_at)
    assert end.closed_by == "somebody not named here: taken over closed"
    support = work.read(view, person=marples).support
    assert (f"{support.package_started_on}", support.package_reviewed_on, support.package_review_due) == (
        "2018-08-03", None, None,
    )  # fmt: skip
    assert marples not in {each.person_id for each in work.read(today_in_one)}
    assert work.read(running)[Clock.REVIEW] == 0


@pytest.mark.rule("END-1", "RET-1")
@pytest.mark.parametrize(
    ("told", "why"),
    [  # Constance Eyre had support from 12 February to 20 March 2018
        (before(ended="2018-02-12T07:59"), "can't be before the start"),
        (before(ended="2026-11-20T09:01"), "recorded when it has come"),
        (before(EYRE, "fact_on"), "Say"),
        (before(fact_on="2018-02-11"), "before"),
        (before(because="died"), f"“died” is not a reason for which support ended: it is one of {REASONS}."),
        (before(because="transferred"), f"it is one of {REASONS}."),
        (before(because="moved"), f"it is one of {REASONS}."),
        (before(because="goals-achieved"), "rests on no day: leave 19 Mar 2018 out"),
        (before(fact_on="2018-05-02"), "Support ended on 20 Mar 2018, long before 2 May 2018: correct one of the two"),
        (before(because="ongoing-arranged", fact_on="2030-11-25"), "long before 25 Nov 2030"),
        (before(ended="2026-11-20T09:00", fact_on="2026-11-21"), "recorded when it has come"),
        (before(born="2026-11-21"), "The birth date 21 Nov 2026 lies in the future"),
        (before(born="2019-01-01"), "wasn't 18 yet when support began on 12 Feb 2018"),
        (before(born="2000-02-13"), "Born on 13 Feb 2000, the person wasn't 18 yet"),
        (before(given=" ", family=""), "Give the person's name"),
        (before(mosaic_id=" "), "its field “mosaic_id” is empty"),
        (before(team="Interim Dales"), "goes to a team of"),
        (before(dso="Neil Wragg"), "the DSO is a DSO"),
        (before(EYRE, "because"), "its field “because” is missing"),
        (before(EYRE, "visits"), "its field “visits” is missing"),
    ],
)
def test_what_no_deed_could_have_recorded_is_refused_by_its_place(load, told, why):
    refusal = refused(load, told)
    assert f"people_before 3 ({told['people_before'][EYRE]['mosaic_id']})" in refusal.sentence
    assert why in refusal.sentence


@pytest.mark.rule("RET-1")
def test_one_without_an_id_is_refused_by_their_place(load):
    assert refused(load, before(EYRE, "mosaic_id")).sentence == (
        "The office file's entry people_before 3 can't be taken over: its field “mosaic_id” is missing. "
        "Nothing of the file was taken over."
    )
    assert "entry people_before 1 can't be taken over" in refused(load, OFFICE | {"people_before": ["Eyre"]}).sentence


@pytest.mark.rule("RET-1")
@pytest.mark.parametrize("told", [None, {"M500367": {}}, "Eyre"])
@pytest.mark.parametrize("part", ["rates", "people_before", "long_term_reviews", "referrals"])
def test_a_part_that_is_no_list_is_refused(load, part, told):
    assert (
        refused(load, OFFICE | {part: told}).sentence
        == f"The part {part} of the office file office.json is not a list."
    )


@pytest.mark.rule("END-1")
@pytest.mark.parametrize(
    "told",
    [
        before(fact_on="2018-02-12"),
        before(fact_on="2018-05-01"),
        before(ended="2026-11-20T09:00", fact_on="2026-11-20", because="hospital"),
        before(ended="2026-11-20T09:00", fact_on="2027-01-01", because="ongoing-arranged"),
        before(born="2000-02-12"),
        before(given=""),
        OFFICE,
    ],
)
def test_at_the_bounds_they_are_taken_over(load, told):
    assert load(told).left_out == ()
