"""Taking referrals in by hand, changing what they say, and asking for more, on both databases."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.door.errors import Refused
from app.queries.figures.figures import figures
from app.queries.referrals.queue import queue, referral
from app.services import referrals
from app.services.office.policy import set_policy
from app.services.referrals import NewPerson
from models.people import Person
from models.referrals import InformationRequest, Referral, RequestedVisit
from models.rules.referrals.stage import ReferralDeed, Stage
from models.values import Call, NhsNumber, Postcode
from models.vocabulary.referrals import Band, ComesFrom, Pathway, ReferralDocument, ReferralReason, Support
from tests.builders import visit
from tests.racing import Press, race

DAY = timedelta(days=1)
SIAN = NewPerson(
    given="Siân", family="O'Neil", born=date(1947, 2, 6), nhs_number=NhsNumber("9990019703"), mosaic_id="M800322",
    postcode=Postcode("DE4 3BG"),
)  # fmt: skip

NHS, OTHER_NHS = NhsNumber("9990019703"), NhsNumber("9993261629")


@pytest.fixture
def set_yes(office):
    """Set a policy setting to yes."""
    return lambda name: office.do_as("Service manager", set_policy, setting=name, number=1, because="STCH")


def do(office, deed, key, **told):
    return office.do(deed, referral=key, seen=office.version(Referral, key), **told)


@pytest.mark.rule("REF-1", "REF-2")
def test_a_referral_is_taken_in_by_hand_about_somebody_new(office):
    changed = office.do(
        referrals.take_in, person=SIAN, team=office.teams["South"], first_asked_at=office.now - DAY,
        calls=(visit(Call.BED, 45, 2),), document=ReferralDocument.TRUSTED_ASSESSOR,
        reason=ReferralReason.AVOIDING_ADMISSION, support=Support.SOME, support_text="Daughter", urgent=True,
    )  # fmt: skip
    view = office.ask(referral, referral=changed.made)
    assert (view.person, view.nhs_number, view.team) == ("Siân O'Neil", "9990019703", "South")
    assert (view.document, view.reason) == (ReferralDocument.TRUSTED_ASSESSOR, ReferralReason.AVOIDING_ADMISSION)
    assert (view.received_at, view.first_asked_at) == (office.now, office.now - DAY)
    assert (view.reference, view.calls, view.stage) == ("STS00001", "Mon–Sun: bed 45 ×2", Stage.NEW)
    person = office.get(Person, view.person_id)
    assert (person.given_folded, person.family_folded) == ("sian", "oneil")
    assert changed.people == {view.person_id}


@pytest.mark.rule("STC-1", "REF-10")
@pytest.mark.parametrize("origin", list(ComesFrom))
def test_who_comes_from_a_hospital_is_from_hospital_whatever_else_is_ticked(office, set_yes, origin):
    set_yes("urgent_and_planned")
    key = office.a_referral(document=None, reason=None, from_hospital=False, support=Support.NONE)
    do(office, referrals.change_details, key, pathway=Pathway.PLANNED, comes_from=origin)
    view = office.ask(referral, referral=key)
    assert (view.from_hospital, view.band is Band.FROM_HOSPITAL) == (origin.is_hospital, origin.is_hospital)


@pytest.mark.rule("STC-1", "REF-10")
@pytest.mark.parametrize(
    ("told", "stays"),
    [
        ({}, False),
        ({"from_hospital": True}, True),
        ({"discharge_on": date(2026, 11, 21)}, True),
        ({"hospital": "Ward 3"}, True),
        ({"reason": ReferralReason.HOSPITAL_DISCHARGE}, True),
        ({"document": ReferralDocument.HOSPITAL}, True),
    ],
)
def test_whoever_turns_out_not_to_come_from_a_hospital_is_from_hospital_no_more_unless_something_says_so(
    office, told, stays
):
    key = office.a_referral(document=None, reason=None, from_hospital=False)
    do(office, referrals.change_details, key, comes_from=ComesFrom.ACUTE_HOSPITAL)
    do(office, referrals.change_details, key, comes_from=ComesFrom.COMMUNITY, **told)
    view = office.ask(referral, referral=key)
    assert (view.from_hospital, view.band is Band.FROM_HOSPITAL) == (stays, stays)


@pytest.mark.rule("STC-1", "REF-10")
@pytest.mark.parametrize("by_hand", [True, False])
def test_a_tick_by_hand_outlasts_a_hospital_that_was_said_by_mistake(office, by_hand):
    key = office.a_referral(document=None, reason=None, from_hospital=by_hand)
    for origin in (ComesFrom.ACUTE_HOSPITAL, ComesFrom.COMMUNITY_HOSPITAL):
        do(office, referrals.change_details, key, comes_from=origin, notes="rang")
        view = office.ask(referral, referral=key)
        assert (view.from_hospital, view.hospital_by_hand) == (True, by_hand)
    do(office, referrals.change_details, key, comes_from=ComesFrom.COMMUNITY)
    view = office.ask(referral, referral=key)
    assert (view.from_hospital, view.hospital_by_hand) == (by_hand, False)


@pytest.mark.rule("STC-1", "REF-10")
@pytest.mark.parametrize("origin", [ComesFrom.ACUTE_HOSPITAL, ComesFrom.COMMUNITY_HOSPITAL])
def test_that_somebody_isnt_from_hospital_is_refused_while_their_origin_is_one(office, origin):
    key = office.a_referral(document=None, reason=None, from_hospital=True)
    do(office, referrals.change_details, key, comes_from=origin)
    with pytest.raises(Refused, match="so they are from hospital: change where they come from") as refused:
        do(office, referrals.change_details, key, from_hospital=False, notes="rang")
    assert origin.label in str(refused.value)
    assert office.ask(referral, referral=key).notes == ""
    do(office, referrals.change_details, key, from_hospital=False, comes_from=ComesFrom.COMMUNITY)
    assert not office.ask(referral, referral=key).from_hospital
    with pytest.raises(Refused, match="so they are from hospital"):
        do(office, referrals.change_details, key, from_hospital=False, comes_from=origin)
    with pytest.raises(Refused, match="so they are from hospital"):
        office.do(referrals.take_in, person=SIAN, team=office.teams["North"], comes_from=origin, from_hospital=False)


@pytest.mark.rule("STC-1", "REF-10")
@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("is_said", [True, False])
def test_a_tick_that_is_said_along_with_a_hospital_outlasts_it(office, is_new, is_said):
    told = {"comes_from": ComesFrom.ACUTE_HOSPITAL, **({"from_hospital": True} if is_said else {})}
    if is_new:
        key = office.do(referrals.take_in, person=SIAN, team=office.teams["North"], **told).made
    else:
        key = office.a_referral(document=None, reason=None, from_hospital=False)
        do(office, referrals.change_details, key, **told)
    view = office.ask(referral, referral=key)
    assert (view.from_hospital, view.hospital_by_hand) == (True, is_said)
    do(office, referrals.change_details, key, comes_from=ComesFrom.COMMUNITY)
    assert office.ask(referral, referral=key).from_hospital is is_said


@pytest.mark.rule("STC-1", "REF-10")
def test_the_last_word_about_the_field_itself_counts_once_the_hospital_is_corrected(office):
    key = office.a_referral(document=None, reason=None, from_hospital=True)
    for said in (False, True, False):
        do(office, referrals.change_details, key, from_hospital=said)
    for origin in (ComesFrom.ACUTE_HOSPITAL, ComesFrom.COMMUNITY):
        do(office, referrals.change_details, key, comes_from=origin)
    assert not office.ask(referral, referral=key).from_hospital


@pytest.mark.rule("STC-1", "REF-10", "REF-13")
def test_urgent_and_planned_support_are_told_apart_before_acceptance_and_move_nobody(office, set_yes):
    key = office.a_referral(from_hospital=True)
    before = [(each.id, each.band) for each in office.ask(queue)]
    set_yes("urgent_and_planned")
    with pytest.raises(Refused, match="Say whether urgent or planned"):
        do(office, referrals.accept, key)
    do(office, referrals.change_details, key, pathway=Pathway.URGENT, comes_from=ComesFrom.ACUTE_HOSPITAL)
    with pytest.raises(Refused, match="exceptional circumstances only"):
        do(office, referrals.accept, key)
    do(office, referrals.change_details, key, exceptional_because=" No bed for days ")
    view = office.ask(referral, referral=key)
    assert view.pathway_said == "Urgent support, from an acute hospital, exceptional: No bed for days"
    assert [(each.id, each.band) for each in office.ask(queue)] == before
    do(office, referrals.accept, key)
    day = office.now.date()
    (told,) = (each for each in office.ask(figures, first=day - DAY, last=day).figures if each.source == "STCH")
    assert told.sentence.startswith("1 referral: 1 for urgent support, 1 of them as a hospital's exception")


def test_a_referral_is_taken_in_about_somebody_known(office):
    person = office.a_person()
    made = office.do(referrals.take_in, person=person, team=office.teams["North"], reference="CH1").made
    assert (office.get(Referral, made).person_id, office.get(Referral, made).reference) == (person, "CH1")
    with pytest.raises(Refused, match="CH1 is another referral's"):
        office.do(referrals.take_in, person=person, team=office.teams["North"], reference="CH1")


@pytest.mark.rule("REF-5")
@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"born": date(2010, 1, 1)}, "is for adults"),
        ({"given": " ", "family": ""}, "Give the person's name"),
        ({"received_at": timedelta(minutes=1)}, "received in the future"),
        ({"first_asked_at": timedelta(minutes=1)}, "asked first after"),
    ],
)
def test_a_child_no_name_and_odd_moments_are_refused(office, told, sentence):
    moments = {name: office.now + ahead for name, ahead in told.items() if isinstance(ahead, timedelta)}
    named = {"given": "Jean", "family": "Gill"} | {name: said for name, said in told.items() if name not in moments}
    with pytest.raises(Refused, match=sentence):
        office.do(referrals.take_in, person=NewPerson(**named), team=office.teams["North"], **moments)
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"born": date(1950, 1, 1)}, "MOSAIC id m800322 belongs to somebody with another birth date"),
        ({}, "Siân O'Neil is in the list already"),
    ],
)
def test_somebody_known_is_not_typed_anew(office, told, sentence):
    office.do(referrals.take_in, person=SIAN, team=office.teams["North"])
    again = NewPerson(given="Siân", family="O'Neil", mosaic_id="m800322", born=told.get("born", date(1947, 2, 6)))
    with pytest.raises(Refused, match=sentence):
        office.do(referrals.take_in, person=again, team=office.teams["North"])
    assert len(office.ask(queue)) == 1


@pytest.mark.rule("REF-1")
def test_who_may_be_known_is_a_question_until_they_are_told_apart(office):
    first = office.do(referrals.take_in, person=SIAN, team=office.teams["North"])
    alike = NewPerson(given="Sian", family="O'Neil", born=date(1947, 2, 6))
    with pytest.raises(Refused, match="may be the same person") as refusal:
        office.do(referrals.take_in, person=alike, team=office.teams["North"])
    assert refusal.value.rule == "REF-1"
    told_apart = first.people
    assert office.do(referrals.take_in, person=alike, team=office.teams["North"], told_apart=told_apart).made
    with pytest.raises(Refused, match="is in the list already"):
        office.do(referrals.take_in, person=SIAN, team=office.teams["North"], told_apart=told_apart)


@pytest.mark.rule("REF-1")
def test_three_desks_that_take_in_the_same_new_person_make_one_person_and_two_questions(office, office_url):
    by_number = [NewPerson(given="Joan", family="Marsh", nhs_number=each) for each in (NHS, OTHER_NHS)]
    by_name = [NewPerson(given=given, family="Reeve", born=date(1940, 3, 14)) for given in ("Ann", "Olive")]
    rounds = tuple(Press("take in", office.teams["North"], person=each) for each in (*by_number, *by_name))
    by_round = race(office_url, office.now, office.staff["DSO"], (rounds, rounds, rounds))
    for said in by_round:
        questions = [each for each in said if each.startswith("refused: ")]
        assert said.count("done") == 1, said
        assert len(questions) == 2, said
        assert all("is in the list" in each for each in questions), said
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == len(rounds)


def test_people_without_numbers_may_share_a_name(office):
    for _ in range(2):
        office.do(referrals.take_in, person=NewPerson(given="Jean", family="Gill"), team=office.teams["North"])
    assert len({row.person_id for row in office.ask(queue)}) == 2


@pytest.mark.rule("REF-7", "REF-8", "REF-9")
def test_a_tick_is_the_moment_at_which_it_was_made_and_can_be_taken_back(office):
    key = office.a_referral()
    do(office, referrals.change_details, key, chc=True, chc_reviewed=True, provider_agreed=True)
    ticked = office.now
    office.clock.advance(DAY)
    do(office, referrals.change_details, key, chc_reviewed=True, provider_agreed=False, delivery_confirmed=True)
    record = office.get(Referral, key)
    assert (record.chc_known_at, record.chc_reviewed_at, record.provider_agreed_at) == (ticked, ticked, None)
    assert record.delivery_confirmed_at == office.now
    assert record.needs_and_risks == "Weak after pneumonia, one to mobilise with frame"


@pytest.mark.rule("REF-8", "REF-12")
def test_what_was_decided_on_stays_and_chc_is_followed_up_after_the_start(office):
    key = office.a_referral(outcome="started", outcome_at=office.now)
    with pytest.raises(Refused, match="left the queue"):
        do(office, referrals.change_details, key, urgent=True)
    do(office, referrals.change_details, key, chc=True, chc_asked=True)
    assert office.get(Referral, key).chc_asked_at == office.now
    gone = office.a_referral(outcome="withdrawn", outcome_at=office.now, care_hub_told_at=office.now)
    with pytest.raises(Refused, match="withdrawn"):
        do(office, referrals.change_details, gone, chc_asked=True)


def test_other_calls_are_asked_for_and_the_earlier_stay_on_record(office):
    key = office.a_referral(visit())
    do(office, referrals.change_calls, key, calls=(visit(Call.TEA, 45),), calls_text="tea 45 daily")
    view = office.ask(referral, referral=key)
    assert (view.calls, view.calls_text) == ("Mon–Sun: tea 45", "tea 45 daily")
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(RequestedVisit)) == 2


@pytest.mark.rule("REF-3")
def test_a_question_says_what_and_of_whom_and_is_answered_once(office):
    key = office.a_referral()
    for what, whom, sentence in (("", "Ward", "what is asked"), ("Falls", " ", "of whom")):
        with pytest.raises(Refused, match=sentence):
            do(office, referrals.ask_for_information, key, what=what, of_whom=whom)
    request = do(office, referrals.ask_for_information, key, what="Falls", of_whom="Ward 4").made
    with pytest.raises(Refused, match="what was answered"):
        office.do(referrals.record_information, request=request, seen=1, answer=" ")
    office.do(referrals.record_information, request=request, seen=1, answer="Two in May")
    for deed, told in ((referrals.record_information, {"answer": "x"}), (referrals.chase_information, {})):
        with pytest.raises(Refused, match="came on 20 Nov 2026 at 09:00 already"):
            office.do(deed, request=request, seen=2, **told)
    assert office.get(InformationRequest, request).answer == "Two in May"


@pytest.mark.rule("REF-19")
def test_every_deed_of_a_screen_has_an_answer_at_every_stage(office):
    key = office.a_referral()
    view = office.ask(referral, referral=key)
    assert [each.deed for each in view.deeds] == list(ReferralDeed)
    assert all(not each.lacks or each.sentence for each in view.deeds)


@pytest.mark.rule("REF-10")
def test_a_reference_of_our_own_is_one_that_nobody_typed(office):
    taken = {"team": office.teams["North"], "calls": ()}
    office.do(referrals.take_in, person=office.a_person(), reference="STS00002", **taken)
    made = office.do(referrals.take_in, person=office.a_person(), **taken).made
    assert office.get(Referral, made).reference == "STS00003"


@pytest.mark.rule("REF-8")
def test_when_chc_became_known_goes_with_the_tick(office):
    key = office.a_referral()
    do(office, referrals.change_details, key, chc=True)
    assert office.get(Referral, key).chc_known_at == office.now
    do(office, referrals.change_details, key, chc=False)
    assert office.get(Referral, key).chc_known_at is None


@pytest.mark.rule("REF-10")
@pytest.mark.parametrize(
    ("support", "words", "sentence"),
    [
        (Support.SOME, "N/A", "“N/A” names nobody who helps"),
        (Support.SOME, "None currently", "“None currently” names nobody who helps"),
        (Support.NONE, "daughter every evening", "any help counts"),
    ],
)
def test_words_that_deny_the_support_beside_them_are_refused_when_typed_and_when_changed(
    office, support, words, sentence
):
    said = {"support": support, "support_text": words}
    with pytest.raises(Refused, match=sentence) as refusal:
        office.do(referrals.take_in, person=office.a_person(), team=office.teams["North"], **said)
    assert [(lack.rule, lack.field) for lack in refusal.value.lacks] == [("REF-10", "support_text")]
    key = office.a_referral(support=support)
    with pytest.raises(Refused, match=sentence):
        do(office, referrals.change_details, key, support_text=words)
    do(office, referrals.change_details, key, urgent=True)
