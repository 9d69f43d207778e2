"""Short Term Care at Home as it is played: recuperating and goals, longer, a package reviewed, a full block."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

import resources
from app.demo import care_at_home
from app.demo.play import CARE_AT_HOME, Wish, play
from app.door.clock import FixedClock
from app.door.work import Work
from app.queries.figures.figures import figures
from app.queries.goals.goals import view as goals_view
from app.queries.people.naming import person_named
from app.queries.plans.versions import view as plans_view
from app.queries.today.prompts import today
from models.database import Database, sqlite_url
from models.staff import Staff
from models.values import NhsNumber
from models.vocabulary.plans import AimOfSupport
from tests.queries.figures.recomputed import as_counted, recomputed

OFFICE = json.loads(resources.read_text(CARE_AT_HOME))
INVENTED_TELEPHONE = re.compile(r"0114 496 0\d{3}|07700 900\d{3}")


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """The folder, and what was said."""
    folder, said = tmp_path_factory.mktemp("care"), []
    assert play(Wish(folder, None, screenshots=False, care_at_home=True), said.append) == ()
    return folder, "\n".join(said)


@pytest.fixture
def ask(played):
    """Ask a query of the office as it stands at the end of the story."""
    clock = FixedClock(datetime(2026, 12, 18, 16, tzinfo=UTC))
    database = Database(sqlite_url(played[0] / "homeward.sqlite"), clock.now, by="demonstration")
    with database.reading() as session:
        key = session.scalars(select(Staff.id).where(Staff.name == care_at_home.DSO)).one()
    yield Work(database, clock, staff=key).read
    database.close()


@pytest.mark.rule("STC-1", "STC-4")
def test_what_a_hospital_asks_urgently_says_why_and_a_full_block_promises_nothing(played):
    said = played[1]
    assert "Refused: A hospital asks for urgent support in exceptional circumstances only" in said
    assert "Pearl Danvers is accepted as an exception." in said
    assert "Refused: 7 h a week are asked and 0 h are free" in said
    assert "STCH Midmoor: Block hours: 45.5 h a week bought, 45.5 h used (100%), 0 h not used." in said
    assert "All 5 areas: " in said


@pytest.mark.rule("STC-2", "GOAL-1")
def test_who_recuperates_has_no_goals_due_until_it_is_goals(ask):
    found = ask(goals_view, person=ask(person_named, "Nora Halloran"))
    assert (len(found.complete), found.recuperates) == (1, False)
    assert ask(plans_view, person=found.person).aim.support_for is AimOfSupport.GOALS
    prompted = {each.sentence.partition(" has")[0] for each in ask(today) if each.rule == "GOAL-1"}
    assert not prompted & {"Nora Halloran", "Winnie Tattersall", "Bernard Quigley", "Albert Scholes"}
    assert [each.sentence.partition(" has")[0] for each in ask(today) if each.rule == "STC-2"] == ["Josie McAteer"]


@pytest.mark.rule("STC-3", "PSP-7", "PSP-8")
def test_support_goes_on_with_potential_and_the_package_is_reviewed_after_two_weeks(played, ask):
    support = ask(plans_view, person=ask(person_named, "Ivor Pemberton")).support
    assert [f"{each.last_day:%d %b}" for each in support.extensions] == ["11 Dec"]
    support = ask(plans_view, person=ask(person_named, "Florence Ibbotson")).support
    assert (support.package_reviewed_on - support.package_started_on).days == 14
    assert "Today asks: Florence Ibbotson's long-term package, started on 30 Nov 2026, is to be reviewed." in played[1]


def test_the_office_has_five_areas_and_nobody_in_it_can_be_rung_or_found_elsewhere():
    assert len(OFFICE["teams"]) == 5
    told = json.dumps(OFFICE)
    telephones = re.findall(r'"(?:telephone|complaints|finance|out_of_hours)": "(.+?)"', told)
    assert telephones
    assert [each for each in telephones if not INVENTED_TELEPHONE.fullmatch(each)] == []
    assert len(set(telephones)) == len(telephones)
    everybody = OFFICE["people_in_service"] + OFFICE["referrals"]
    numbers = [NhsNumber.parse(each["nhs_number"]).digits for each in everybody]
    first = json.loads(resources.read_text("demonstration/office.json"))["people_in_service"]
    assert all(each.startswith("999") for each in numbers)
    assert len({*numbers, *(each.get("nhs_number") for each in first)}) == len(numbers) + len(first)


@pytest.mark.rule("FIG-1", "STC-1")
@pytest.mark.parametrize("month", [(date(2026, 11, 1), date(2026, 11, 30)), (date(2026, 12, 1), date(2026, 12, 31))])
def test_every_figure_is_what_a_statement_of_its_own_counts(ask, month):
    asked = dict(zip(("first", "last"), month, strict=True))
    assert ask(recomputed, **asked) == as_counted(ask(figures, **asked))
