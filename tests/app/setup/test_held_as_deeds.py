"""What an office file brings that no deed here could have made is refused by the same rules, with entry and who."""

import copy
import json

import pytest
from sqlalchemy import func, select

import resources
from app.door.clock import FixedClock
from app.door.errors import Refused
from app.door.work import Work, in_words
from app.queries.referrals.queue import queue, referral
from app.setup import office_file
from models.care_at_home import SupportAim
from models.database import Database
from models.people import Office
from models.reviews import LongTermReview
from models.vocabulary.referrals import ComesFrom, CommunityAim, Pathway

BRUNT, _FEARN, GRATTON, HOLMES, JEPSON, NEEDHAM, OLDFIELD, TWIGG, WILDGOOSE = range(9)
OF_OFFICE = json.loads(resources.read_text("demonstration/office.json")) | {"people_in_service": []}
CARE_AT_HOME = json.loads(resources.read_text("demonstration/care-at-home.json"))


@pytest.fixture
def load(migrated_sqlite_url, clock, tmp_path):
    made = Database(migrated_sqlite_url, clock.now, by="test")
    office_file.create(made, is_test=True, moment=clock.now(), by="test")

    def from_what(told):
        file = tmp_path / "office.json"
        file.write_text(json.dumps(told), encoding="utf-8")
        with in_words(), made.writing() as session:
            return office_file.load_office(session, file)

    from_what.database = made
    yield from_what
    made.close()


def reviewed(number, *without, **values):
    told = copy.deepcopy(OF_OFFICE)
    review = told["long_term_reviews"][0]["reviews"][number]
    for each in without:
        del review[each]
    review |= values
    return told


def in_service(of, number, **values):
    told = copy.deepcopy(of)
    told["people_in_service"][number] |= values
    return told


def recuperating(number, **values):
    person = CARE_AT_HOME["people_in_service"][number]
    return in_service(CARE_AT_HOME, number, recuperates=person["recuperates"] | values)


def refused(load, told):
    with pytest.raises(Refused) as refusal:
        load(told)
    with load.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Office)) == 0
    return refusal.value


@pytest.mark.rule("LTR-1")
@pytest.mark.parametrize(
    ("told", "why"),
    [  # the file is as at 20 November 2026; the programme was opened on 5 October
        (reviewed(GRATTON, social_worker="Debbie Marples"), "name the SW or CCW"),
        (reviewed(GRATTON, direct_care="Neil Wragg"), "name the DSO or CWC"),
        (reviewed(GRATTON, "social_worker"), "name the SW or CCW"),
        (reviewed(GRATTON, planned_on="2026-10-04"), "The visit can't be before 5 Oct 2026"),
        (reviewed(GRATTON, planned_on="2027-11-22"), "more than a year ahead"),
        (reviewed(GRATTON, letter_sent_on="2026-11-21"), "can't have been sent on 21 Nov 2026"),
        (reviewed(GRATTON, letter_sent_on="2026-10-04"), "The programme was opened on 5 Oct 2026"),
        (reviewed(HOLMES, met_on="2026-11-21"), "The meeting can't be in the future"),
        (reviewed(HOLMES, met_on="2026-10-04"), "The meeting can't be before 5 Oct 2026"),
        (reviewed(HOLMES, "met_on"), "its field “met_on” is missing"),
        (reviewed(HOLMES, "met_whom"), "its field “met_whom” is missing"),
        (reviewed(HOLMES, met_name=" "), "by name who speaks for them"),
        (reviewed(JEPSON, "met_on", "met_whom", "needs_match", "circumstances"), "Record first whom you met"),
        (reviewed(JEPSON, "stays_because"), "Say why Direct Care goes on"),
        (reviewed(JEPSON, "outcome"), "its field “outcome” is missing"),
        (reviewed(JEPSON, decided_on="2026-10-13"), "The decision can't be before 14 Oct 2026"),
        (reviewed(JEPSON, decided_on="2026-11-21"), "The decision can't be in the future"),
        (reviewed(JEPSON, letter_sent_on="2026-10-17"), "The decision can't be before 17 Oct 2026"),
        (reviewed(NEEDHAM, hours_then=14), "14 h a week instead of 10.5 h"),
        (reviewed(NEEDHAM, agreed_with=""), "Say who agreed"),
        (reviewed(NEEDHAM, agreed_on="2026-11-18"), "its hours were agreed by then"),
        (reviewed(NEEDHAM, "provider"), "Say which PVI provider"),
        (reviewed(OLDFIELD, "starts_on"), "from which day the direct payment starts"),
        (reviewed(OLDFIELD, starts_on="2026-10-27"), "It can't start before it was decided"),
        (reviewed(TWIGG, handed_over_by="Neil Wragg"), "Name who of Direct Care worked with the provider"),
        (reviewed(TWIGG, handed_over_on="2026-10-26"), "The hand-over can't be before 27 Oct 2026"),
        (reviewed(TWIGG, handed_over_on="2026-11-21"), "The hand-over can't be in the future"),
        (reviewed(TWIGG, shown=""), "what the provider's workers were told and shown"),
        (reviewed(WILDGOOSE, closed_because=""), "Say why it is no longer reviewed"),
        (reviewed(WILDGOOSE, closed_on="2026-10-06"), "Leaving the programme can't be before 7 Oct 2026"),
        (reviewed(WILDGOOSE, closed_on="2026-11-21"), "Leaving the programme can't be in the future"),
    ],
)  # fmt: skip
def test_a_review_that_no_deed_could_have_made_is_refused_by_its_place(load, told, why):
    refusal = refused(load, told)
    assert "long_term_reviews 1, review " in refusal.sentence
    assert why in refusal.sentence
    assert "\n" not in refusal.sentence
    if "is missing" not in why:
        assert refusal.who


@pytest.mark.rule("LTR-1")
@pytest.mark.parametrize(
    "told",
    [
        reviewed(GRATTON, planned_on="2026-10-05"),
        reviewed(GRATTON, planned_on="2027-11-20"),
        reviewed(GRATTON, letter_sent_on="2026-11-20"),
        reviewed(HOLMES, met_on="2026-11-20"),
        reviewed(JEPSON, decided_on="2026-10-14"),
        reviewed(NEEDHAM, agreed_on="2026-11-17"),
        reviewed(OLDFIELD, starts_on="2026-10-28"),
        reviewed(TWIGG, handed_over_on="2026-10-27"),
        reviewed(WILDGOOSE, closed_on="2026-10-07"),
        reviewed(WILDGOOSE, closed_on="2026-11-20"),
    ],
)
def test_at_each_bound_it_is_taken_over(load, told):
    load(told)
    with load.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(LongTermReview)) == 9


@pytest.mark.rule("LTR-1")
def test_what_belongs_to_another_outcome_isnt_taken_over_with_it(load):
    load(reviewed(JEPSON, provider="Wye Valley Homecare", hours_then=7, starts_on="2026-11-01"))
    with load.database.reading() as session:
        (kept,) = session.scalars(select(LongTermReview).where(LongTermReview.stays_because.is_not(None)))
        assert (kept.provider, kept.minutes_then, kept.starts_on) == ("", None, None)


@pytest.mark.rule("LTR-1")
def test_whoever_reviews_or_hands_over_was_on_the_staff_on_that_day(load):
    told = reviewed(TWIGG)
    next(each for each in told["staff"] if each["name"] == "Debbie Marples")["first_day"] = "2026-11-06"
    for review in told["long_term_reviews"][0]["reviews"][:TWIGG]:
        review.pop("direct_care", None), review.pop("social_worker", None), review.pop("planned_on", None)
    refusal = refused(load, told)
    assert "review 8 can't be taken over" in refusal.sentence
    assert "Debbie Marples isn't on the staff on 5 Nov 2026" in refusal.sentence


@pytest.mark.rule("STC-2")
@pytest.mark.parametrize(
    ("told", "why"),
    [
        (recuperating(1, because=" "), "Say from what the person recovers"),
        (recuperating(1, decided_on="2026-11-14"), "It can't be decided before 15 Nov 2026"),
        (recuperating(1, decided_on="2027-01-01"), "It can't be decided in the future"),
        (recuperating(1) | {"policy": None}, "In this office goals are set with everybody"),
        (in_service(CARE_AT_HOME, 0, allocated_worker="Colin Harker"), "the allocated worker is a member of the MDT"),
    ],
)
def test_what_support_is_for_and_who_is_allocated_keep_to_their_rules(load, told, why):
    refusal = refused(load, told)
    assert "people_in_service " in refusal.sentence
    assert why in refusal.sentence
    assert refusal.who


@pytest.mark.rule("STC-2")
def test_interim_support_neither_recuperates_nor_has_goals(load):
    told = copy.deepcopy(CARE_AT_HOME)
    interim = {
        "began": "2026-11-17T12:00", "sent_to_brokerage": "2026-11-16T09:00", "listed": "2026-11-16T10:00",
        "maximum_independence": "2026-11-16", "assessed": "2026-11-16",
    }  # fmt: skip
    told["people_in_service"][1] |= {"kind": "interim-in-sts", "interim": interim}
    assert "interim support has neither" in refused(load, told).sentence


@pytest.mark.rule("STC-2")
def test_at_its_bounds_recuperating_is_taken_over(load):
    load(recuperating(1, decided_on="2026-11-15"))
    with load.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SupportAim)) == 3


@pytest.mark.rule("END-10")
@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"case_coordinator": "Joy Adeyemi"}, "the case coordinator is an SW or CCW"),
        ({"dso": "Joy Adeyemi"}, "the DSO is a DSO"),
    ],
)
def test_a_care_worker_is_neither_case_coordinator_nor_dso(load, values, why):
    refusal = refused(load, in_service(CARE_AT_HOME, 4, **values))
    assert "people_in_service 5" in refusal.sentence
    assert why in refusal.sentence


@pytest.mark.rule("STC-1", "REF-1")
def test_who_waits_comes_in_with_where_from_and_what_for(load):
    loaded = load(CARE_AT_HOME)
    assert loaded.left_out == ()
    work = Work(load.database, FixedClock(loaded.as_at), staff=loaded.staff["Amara Nwosu"])
    waiting = work.read(queue)
    assert len(waiting) == 8
    told = {(view.pathway, view.comes_from, view.community_aim)
            for view in (work.read(referral, referral=each.id) for each in waiting)}  # fmt: skip
    assert {pathway for pathway, _, _ in told} == set(Pathway)
    assert {origin for _, origin, _ in told} == set(ComesFrom)
    assert {aim for _, _, aim in told} == {*CommunityAim, None}


@pytest.mark.rule("REF-5")
@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"born": "2015-01-01"}, "18"),
        ({"received": "2026-11-21T09:00"}, "future"),
        ({"team": "None"}, "not among the teams"),
    ],
)
def test_who_waits_is_taken_in_by_the_rules_of_that_deed(load, values, why):
    told = copy.deepcopy(CARE_AT_HOME)
    told["referrals"][2] |= values
    refusal = refused(load, told)
    assert "referrals 3 can't be taken over" in refusal.sentence
    assert why in refusal.sentence
    assert "Copley" not in refusal.sentence
