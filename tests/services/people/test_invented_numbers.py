"""Nothing of the demonstration enters an office's records: no invented NHS number, whichever way it comes."""

import json
from datetime import date
from importlib.resources import as_file

import pytest
from sqlalchemy import select

import resources
from app.door.errors import Refused
from app.door.work import in_words
from app.exchange.look import look_at
from app.exchange.referrals.referrals_import import REFERRALS
from app.services.people.details import change_person
from app.services.referrals.taking_in import NewPerson, take_in
from app.setup import office_file
from models.database import Database
from models.people import DatabaseMark, Person
from models.values import NhsNumber

INVENTED, REAL = NhsNumber("9993261629"), NhsNumber("4010232137")
SENTENCE = "begin with 999 are invented"


@pytest.fixture
def live(office):
    """An office whose database is for real records."""
    with office.unwalled.writing() as session:
        session.get_one(DatabaseMark, 1).is_test = False
    return office


def numbers(office):
    with office.database.reading() as session:
        return set(session.scalars(select(Person.nhs_number)))


def test_a_referral_typed_with_one_is_refused_and_one_with_a_real_number_is_taken(live):
    new = {"given": "Ada", "family": "Hill", "born": date(1940, 2, 1)}
    with pytest.raises(Refused, match=SENTENCE):
        live.do(take_in, person=NewPerson(**new, nhs_number=INVENTED), team=live.teams["North"])
    live.do(take_in, person=NewPerson(**new, nhs_number=REAL), team=live.teams["North"])
    assert numbers(live) == {REAL.digits}


def test_a_person_isnt_given_one_and_who_had_one_before_can_still_be_changed(live):
    other = live.a_person(family="Twigg")
    with pytest.raises(Refused, match=SENTENCE) as refused:
        live.do(change_person, person=other, seen=1, nhs_number=str(INVENTED))
    assert [lack.field for lack in refused.value.lacks] == ["nhs_number"]
    person = live.a_person(nhs_number=INVENTED.digits)
    live.do(change_person, person=person, seen=1, nhs_number=INVENTED.digits, telephone="0114 496 0901")


def test_of_the_demonstrations_list_no_row_is_taken(live):
    with as_file(resources.path("demonstration/care-hub-referrals-2026-11.xlsx")) as file:
        looked = live.ask(look_at, REFERRALS, file)
    told = sum(row.nhs_number is not None for row in looked.reading.good)
    assert sum(SENTENCE in row.reason for row in looked.refused) == told > 0
    live.do(REFERRALS.deed(looked, {}))
    assert numbers(live) <= {None}


def test_an_office_file_with_one_is_refused_whole(migrated_url, clock, tmp_path):
    file = tmp_path / "office.json"
    file.write_text(json.dumps(json.loads(resources.read_text("demonstration/office.json"))), encoding="utf-8")
    database = Database(migrated_url, clock.now, by="test")
    try:
        office_file.create(database, is_test=False, moment=clock.now(), by="test")
        with pytest.raises(Refused, match=SENTENCE), in_words(), database.writing() as session:
            office_file.load_office(session, file)
        with database.reading() as session:
            assert session.scalars(select(Person.id)).all() == []
    finally:
        database.close()
