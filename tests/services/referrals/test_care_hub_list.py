"""The Care Hub's list taken in: the real file on the demonstration office, and what a file may say the second time."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

import resources
from app.door.errors import Refused
from app.door.work import Work
from app.exchange.calls_text import read_calls
from app.exchange.look import look_at
from app.exchange.referrals.care_hub_line import ReferralLine
from app.exchange.referrals.referrals_import import REFERRALS
from app.exchange.report import report_of
from app.queries.referrals.queue import capacity, queue, referral
from app.services import referrals
from app.services.closure.deaths import report_death
from app.services.referrals.care_hub_list.take_in import import_referrals, plan_import
from app.setup.office_file import load_office
from models.database import Database
from models.deciding import WhoDecided
from models.people import DatabaseMark, Person
from models.referrals import Referral
from models.values import Call, NhsNumber, Postcode
from models.vocabulary.referrals import Band, ComesFrom, ReferralDocument, ReferralReason, Support

FOLDER = Path(resources.__file__).parent / "demonstration"
RECEIVED = datetime(2026, 11, 19, 9, tzinfo=UTC)
FILE = FOLDER / "care-hub-referrals-2026-11.xlsx"


@pytest.fixture
def dales(migrated_url, clock):
    """The desk of the demonstration office, once on each kind of database."""
    database = Database(migrated_url, clock.now, by="test")
    with database.writing() as session:
        session.add(DatabaseMark(number=1, is_test=True, made_at=clock.now(), made_by="test", office_id=None))
        session.flush()
        made = load_office(session, FOLDER / "office.json")
    yield Work(database, clock, staff=next(iter(made.staff.values())))
    database.close()


def a_line(line=4, **values) -> ReferralLine:
    """A good row, as the reader gives it."""
    told = {
        "line": line, "ref": f"CH{line:05}", "received": RECEIVED, "family": "Twigg",
        "given": "Eric", "born": date(1947, 2, 6),
        "nhs_number": NhsNumber("9990019703"), "mosaic_id": "M800322", "address": "1 Mill Bank",
        "postcode": Postcode("DE4 3BG"), "patch": "Matlock", "document": ReferralDocument.SHORT_TERM,
        "reason": ReferralReason.NEW_HOME_CARE, "from_hospital": False, "urgent": False, "support": Support.NONE,
        "support_text": "", "calls": read_calls("am 30 daily"), "needs": "Weak", "discharge": None,
        "referrer": "Ward 4", "referrer_phone": "", "notes": "", "notices": (), "cells": (),
    } | values  # fmt: skip
    return ReferralLine(**told)


def ask(office, *lines, deed=plan_import):
    return office.ask(deed, lines)


@pytest.mark.rule("REF-1", "REF-2")
def test_the_care_hubs_list_is_taken_in_once(dales):
    looked = dales.read(look_at, REFERRALS, FILE)
    report = report_of(looked)
    assert report.sentence == "39 accepted, 1 known, 2 refused"
    assert [(row.line, row.reason.split(":")[0]) for row in report.refused] == [
        (43, "The NHS number's check digit is wrong"),
        (44, "The person is 16; the service is for people of 18 and over."),
    ]
    assert len(dales.write(REFERRALS.deed(looked, {})).people) == 39
    again = dales.read(look_at, REFERRALS, FILE)
    assert report_of(again).sentence == "0 accepted, 40 known, 2 refused"
    dales.write(REFERRALS.deed(again, {}))
    rows = dales.read(queue)
    assert len(rows) == 39
    assert [row.band.number for row in rows] == sorted(row.band.number for row in rows)
    assert {row.team for row in rows if row.patch in {"Bakewell", "Matlock"}} == {"STS Dales North"}
    redfern = next(row for row in rows if row.reference == "CH26110")
    assert (redfern.person, redfern.band) == ("Gordon Redfern", Band.FROM_HOSPITAL)
    assert all(row.calls for row in rows)
    assert {each.load.promised for each in dales.read(capacity)} == {0}


def test_a_file_takes_few_statements_however_long(office, count_statements):
    numbers = ("9991291229", "9990921679", "9997317068", "9992452501", "9994908235", "9995709643")
    lines = tuple(
        a_line(number, nhs_number=NhsNumber(digits), mosaic_id=f"X{number}") for number, digits in enumerate(numbers)
    )
    statements = count_statements(office.database)
    office.do(import_referrals, rows=lines)
    assert len([each for each in statements if each != "BEGIN"]) <= 9
    assert len(office.ask(queue)) == 6


def test_somebody_known_by_an_identifier_is_not_made_again(office):
    known = office.a_person(given="Eric", family="Twigg", born=date(1947, 2, 6), nhs_number="9990019703")
    first, second = a_line(4, mosaic_id=""), a_line(5, mosaic_id="")
    assert ask(office, first, second).accepted == 2
    changed = office.do(import_referrals, rows=(first, second))
    assert changed.people == {known}
    assert [row.person_id for row in office.ask(queue)] == [known, known]


def test_two_rows_of_one_new_person_make_one_person(office):
    office.do(import_referrals, rows=(a_line(4), a_line(5)))
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1
        assert session.scalar(select(func.count()).select_from(Referral)) == 2


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"nhs_number": NhsNumber("9991291229")}, "MOSAIC id M800322 belongs to somebody with another NHS number"),
        ({"born": date(1950, 1, 1)}, "MOSAIC id M800322 belongs to somebody with another birth date"),
        ({"mosaic_id": "M1"}, "NHS number 999 001 9703 belongs to somebody with another MOSAIC id"),
    ],
)
@pytest.mark.parametrize("where", ["known", "in the file"])
def test_an_identifier_that_is_somebody_elses_is_refused(office, values, reason, where):
    lines = (a_line(4), a_line(5, **values))
    if where == "known":
        office.do(import_referrals, rows=lines[:1])
    plan = ask(office, *lines)
    [refused] = plan.refused
    assert refused.line == 5
    assert refused.reason.startswith(reason)
    office.do(import_referrals, rows=lines)
    assert len(office.ask(queue)) == 1


def test_somebody_alike_is_a_new_person_and_a_warning(office):
    office.do(import_referrals, rows=(a_line(4, nhs_number=None, mosaic_id="M1"),))
    plan = ask(office, a_line(5, nhs_number=None, mosaic_id=""))
    assert plan.accepted == 1
    sentence = "Eric Twigg may be Eric Twigg, who is known already. Same name, birth date and postcode."
    assert plan.notices == ((5, sentence),)
    with office.database.reading() as session:
        (person,) = session.scalars(select(Person.id))
    office.do(report_death, person=person, seen=office.version(Person, person))
    ((_, told),) = ask(office, a_line(5, nhs_number=None, mosaic_id="")).notices
    assert "may be Eric Twigg (reported to have died), who is known already." in told


def test_a_row_of_another_patch_goes_to_the_desks_own_team_with_a_warning(office):
    line = a_line(patch="Buxton")
    assert ask(office, line).notices == ((4, "The patch “Buxton” isn't one of this office's: it goes to North."),)
    office.do(import_referrals, rows=(line,))
    assert [(row.team, row.patch) for row in office.ask(queue)] == [("North", "")]


def test_a_changed_row_is_stored_only_when_it_was_chosen(office):
    before = a_line()
    office.do(import_referrals, rows=(before,))
    after = replace(before, urgent=True, calls=read_calls("bed 45x2 daily"))
    plan = ask(office, after)
    assert (plan.accepted, plan.known, plan.changed, plan.changed_lines) == (0, 0, 1, (4,))
    office.do(import_referrals, rows=(after,))
    [row] = office.ask(queue)
    assert not office.get(Referral, row.id).urgent
    office.do(import_referrals, rows=(after,), seen={each.line: each.seen for each in plan.differences})
    [row] = office.ask(queue)
    assert (office.get(Referral, row.id).urgent, row.calls, row.minutes) == (True, "Mon–Sun: bed 45 ×2", 630)
    assert ask(office, after).known == 1
    assert office.ask(referral, referral=row.id).visits[0].call is Call.BED


@pytest.mark.rule("REF-10", "STC-1")
def test_a_changed_row_that_says_not_from_hospital_leaves_the_tick_of_a_hospital_as_origin_and_says_so(office):
    before = a_line(from_hospital=False)
    office.do(import_referrals, rows=(before,))
    [row] = office.ask(queue)
    office.do(referrals.change_details, referral=row.id, seen=row.version, comes_from=ComesFrom.ACUTE_HOSPITAL)
    after = replace(before, urgent=not before.urgent)
    plan = ask(office, after)
    [(line, said)] = plan.notices
    assert line == after.line
    assert said.startswith("From hospital stays ticked: “An acute hospital” is where they come from")
    assert [each.title for each in plan.differences[0].differences] == ["Urgent"]
    office.do(import_referrals, rows=(after,), seen={each.line: each.seen for each in plan.differences})
    record = office.get(Referral, row.id)
    assert (record.from_hospital, record.urgent) == (True, after.urgent)


@pytest.mark.rule("REF-10", "STC-1")
@pytest.mark.parametrize("is_ticked", [True, False])
def test_a_no_that_was_kept_beside_a_hospital_as_origin_goes_with_the_next_changed_row(office, is_ticked):
    before = a_line(from_hospital=is_ticked)
    office.do(import_referrals, rows=(before,))
    [row] = office.ask(queue)
    with office.database.writing() as session:  # as an earlier version kept it
        record = session.get(Referral, row.id)
        record.comes_from, record.from_hospital = ComesFrom.COMMUNITY_HOSPITAL, True
        record.hospital_answer, record.hospital_answered_at = False, office.now
        record.hospital_answered_by, record.hospital_answer_of = "Sam Lee", "Ward 3"
    after = replace(before, urgent=not before.urgent)
    plan = ask(office, after)
    office.do(import_referrals, rows=(after,), seen={each.line: each.seen for each in plan.differences})
    record = office.get(Referral, row.id)
    assert (record.from_hospital, record.hospital_answer, record.hospital_answer_of) == (True, None, None)
    assert [each.band for each in office.ask(queue)] == [Band.FROM_HOSPITAL]


def test_a_changed_row_of_a_referral_that_left_the_queue_is_refused(office):
    before = a_line()
    office.do(import_referrals, rows=(before,))
    [row] = office.ask(queue)
    office.do(referrals.withdraw, referral=row.id, seen=row.version, care_hub_told_at=office.now)
    with pytest.raises(Refused, match="left the queue"):
        office.do(import_referrals, rows=(replace(before, urgent=True),), seen={4: office.version(Referral, row.id)})
    assert not office.get(Referral, row.id).urgent


def test_one_reference_twice_in_a_file_with_other_words_is_refused(office):
    plan = ask(office, a_line(4), a_line(5, ref="CH00004", urgent=True), a_line(6, ref="CH00004"))
    assert (plan.accepted_lines, plan.known_lines) == ((4,), (6,))
    assert [(each.line, each.reason) for each in plan.refused] == [
        (5, "The reference CH00004 stands on line 4 already and says something else there.")
    ]


@pytest.mark.rule("END-10")
def test_taking_over_what_the_care_hub_sent_names_nobody_who_decided(office):
    office.do_as("Admin", import_referrals, rows=(a_line(),))
    with office.database.reading() as session:
        assert session.scalars(select(WhoDecided)).all() == []
