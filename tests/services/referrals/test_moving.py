"""Somebody is taken to another office of the server: closed here, asked anew there, told in both audits (DAY-4)."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from app.door.errors import Refused
from app.queries.office.other_offices import other_teams
from app.services import referrals
from models.audit import AuditEntry
from models.episodes import Episode
from models.formats import FormatNeed
from models.keys import new_id
from models.logins import Membership
from models.migrations.walls import moving
from models.people import Concern, Person, Representative
from models.referrals import Referral, RequestedVisit
from models.rules.referrals.moving import moving_lacks
from models.values import Call
from models.vocabulary.access import Right
from models.vocabulary.closure import EndReason
from models.vocabulary.people import OtherFormat
from models.vocabulary.referrals import ReferralOutcome
from tests.builders import neighbours_of, visit
from tests.databases import OPENING
from tests.throwaway_postgres import DESK_LOGIN

pytestmark = pytest.mark.rule("DAY-4")
WHY = "lives with her son now"


@pytest.fixture
def there(desk_office):
    """The office beside it, whose DSO the same login is too; a desk stays in the first."""
    other = neighbours_of(desk_office)
    with desk_office.unwalled.writing() as session:
        to_office(session, other, Right.DSO, "DSO")
    return other


def to_office(session, office, right, staff):
    member = Membership(login=DESK_LOGIN, office_id=office.id, right=right, staff_id=office.staff[staff])
    session.add(member)


@contextmanager
def seen_by_all(office):
    with office.unwalled.reading() as session:
        yield session


def move(office, key, team, **told):
    return office.do(referrals.move_to_office, referral=key, seen=1, team=team, because=WHY, **told)


def test_the_other_office_gets_the_person_and_what_was_asked_and_here_it_is_closed(desk_office, there):
    office = desk_office
    person = office.a_person(nhs_number="9434765919", preferred="Jeannie", risks="stairs")
    office.store(Representative(person_id=person, name="Jan", evidence="seen"))
    key = office.a_referral(visit(), visit(Call.TEA, 45, 2), person=person, notes="Rings back", chc=True)
    move(office, key, there.teams["South"])
    with seen_by_all(office) as session:
        here, moved = session.scalars(select(Referral).order_by(Referral.office_id == there.id)).all()
        assert (here.outcome, here.outcome_because) == (
            ReferralOutcome.SIGNPOSTED,
            f"High Peak, South: {WHY}",
        )
        assert (moved.office_id, moved.team_id, moved.outcome) == (there.id, there.teams["South"], None)
        assert (moved.first_asked_at, moved.received_at) == (here.first_asked_at, here.outcome_at)
        assert moved.notes == f"From Dales, where it was {here.reference}: {WHY}\nRings back"
        assert (moved.reference, moved.operation_id) == (here.reference, here.operation_id)
        anew = session.get_one(Person, moved.person_id)
        assert anew.id != person
        assert (anew.nhs_number, anew.preferred, anew.risks, anew.patch_id) == ("9434765919", "Jeannie", "stairs", None)
        assert session.scalars(select(Representative.name).where(Representative.person_id == anew.id)).all() == ["Jan"]
        week = select(RequestedVisit.minutes, RequestedVisit.workers, RequestedVisit.revision)
        asked = session.execute(week.where(RequestedVisit.referral_id == moved.id).order_by(RequestedVisit.minutes))
        assert [tuple(each) for each in asked] == [(30, 1, 1), (45, 2, 1)]


def test_both_audits_tell_it_by_the_same_deed(desk_office, there):
    key = desk_office.a_referral()
    move(desk_office, key, there.teams["North"])
    with seen_by_all(desk_office) as session:
        operation = session.get_one(Referral, key).operation_id
        told = select(AuditEntry.office_id, AuditEntry.table_name, AuditEntry.deed, AuditEntry.by)
        rows = {tuple(each) for each in session.execute(told.where(AuditEntry.operation_id == operation))}
    assert {
        (desk_office.id, "referral", "update", DESK_LOGIN),
        (desk_office.id, "who_decided", "insert", DESK_LOGIN),
        (there.id, "person", "insert", DESK_LOGIN),
        (there.id, "referral", "insert", DESK_LOGIN),
    } <= rows


def test_who_is_known_there_stays_one_person_with_one_reference_each(desk_office, there):
    office = desk_office
    known = there.a_person(nhs_number="9434765919", telephone="0114 496 0900")
    key = office.a_referral(person=office.a_person(nhs_number="9434765919"), reference="CH9")
    there.a_referral(person=known, reference="CH9")
    move(office, key, there.teams["North"])
    with seen_by_all(office) as session:
        rows = session.execute(
            select(Referral.reference, Person.telephone).join(Person, Person.id == Referral.person_id)
            .where(Referral.office_id == there.id).order_by(Referral.reference)
        )  # fmt: skip
        assert [tuple(each) for each in rows] == [("CH9", "0114 496 0900"), ("CH9/2", "0114 496 0900")]


@pytest.mark.parametrize(
    "known",
    [
        {"mosaic_id": "m1234567", "nhs_number": "9434765870"},
        {"nhs_number": "9434765919", "born": date(1931, 1, 1)},
        {"nhs_number": "9434765919", "death_reported_at": OPENING},
    ],
    ids=["another NHS number", "another birth date", "dead there"],
)
def test_nobody_is_taken_to_somebody_else_s_record(desk_office, there, known):
    there.a_person(**known)
    key = desk_office.a_referral(
        person=desk_office.a_person(mosaic_id="M1234567", nhs_number="9434765919", born=date(1938, 5, 1))
    )
    with pytest.raises(Refused, match="it may be somebody else, so nobody was taken there"):
        move(desk_office, key, there.teams["North"])


def test_what_is_needed_beside_print_goes_along_and_risks_are_told_to_who_knows_them_already(desk_office, there):
    office, needs = desk_office, []
    for number in ("9434765919", "9434765870"):
        told = {"nhs_number": number, "mosaic_id": f"M{number}", "risks": "stairs", "lone_worker_risk": True}
        person = office.a_person(**told)
        jan = Representative(person_id=person, name="Jan", evidence="")
        office.store(jan)
        ended = {"format": OtherFormat.EASY_READ, "ended_at": office.now}
        for said in ({"representative_id": jan.id, "format": OtherFormat.BRAILLE}, {"format": OtherFormat.BSL}, ended):
            office.store(FormatNeed(person_id=person, **said))
        needs.append(person)
    there.a_person(nhs_number="9434765870", mosaic_id="M9434765870")
    for person in needs:
        move(office, office.a_referral(person=person), there.teams["North"])
    with seen_by_all(office) as session:
        asked = select(FormatNeed.format, Representative.name).join(
            Representative, Representative.id == FormatNeed.representative_id, isouter=True
        )
        found = {tuple(each) for each in session.execute(asked.where(FormatNeed.office_id == there.id))}
        assert found == {(OtherFormat.BRAILLE, "Jan"), (OtherFormat.BSL, None)}
        notes = session.scalars(select(Referral.notes).where(Referral.office_id == there.id)).all()
        assert ["Risks as told there: stairs\nA lone-worker risk was told there." in each for each in notes] == [
            False,
            True,
        ]


def test_whose_concern_isn_t_told_yet_stays_until_it_is(desk_office, there):
    person = desk_office.a_person()
    desk_office.store(
        Concern(person_id=person, raised_at=desk_office.now, raised_by_id=desk_office.staff["DSO"], what="bruises")
    )
    with pytest.raises(Refused, match="isn't told to anybody yet"):
        move(desk_office, desk_office.a_referral(person=person), there.teams["North"])


def test_the_teams_that_are_offered_are_those_where_one_may_decide(desk_office, there):
    named = [(each.office, each.name) for each in desk_office.ask(other_teams)]
    assert named == [("High Peak", name) for name in ("Interim", "North", "South")]
    for changed in ({"right": Right.WORKER}, {"right": Right.DSO, "staff_id": None}):
        with desk_office.unwalled.writing() as session:
            session.execute(update(Membership).where(Membership.office_id == there.id).values(**changed))
        assert desk_office.ask(other_teams) == ()
        with pytest.raises(Refused, match="Choose a team of an office where you may decide too"):
            move(desk_office, desk_office.a_referral(), there.teams["North"])


def test_a_file_has_no_other_office(sqlite_office):
    assert sqlite_office.ask(other_teams) == ()
    with pytest.raises(Refused, match="Choose a team of an office where you may decide too"):
        move(sqlite_office, sqlite_office.a_referral(), sqlite_office.teams["North"])


def test_nobody_in_service_is_moved(desk_office, there):
    person = desk_office.a_person()
    episode = desk_office.an_episode(person=person)
    key = desk_office.a_referral(person=person)
    with pytest.raises(Refused, match="End the package first"):
        move(desk_office, key, there.teams["North"])
    ended = {"ended_at": desk_office.now - timedelta(hours=1), "end_reason": EndReason.GOALS_ACHIEVED, "version": 2}
    with desk_office.database.writing() as session:
        session.execute(update(Episode).where(Episode.id == episode).values(**ended))
    move(desk_office, key, there.teams["North"])


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ({}, []),
        ({"because": " "}, ["because"]),
        ({"has_team": False}, ["to_team"]),
        ({"is_in_service": True}, [""]),
        ({"is_untold": True}, [""]),
    ],
)
def test_what_a_move_lacks(told, fields):
    said = {"because": WHY, "has_team": True, "is_in_service": False, "is_untold": False} | told
    assert [(lack.rule, lack.field) for lack in moving_lacks(**said)] == [("DAY-4", field) for field in fields]


def ask_the_server(office, key, team, operation):
    call = func.public.homeward_move_referral(key, team, WHY, new_id(), new_id(), operation)
    with office.database.writing() as session:
        session.execute(select(call))


def test_the_server_moves_only_what_the_same_deed_has_closed(desk_office, there):
    office, team = desk_office, there.teams["North"]
    waiting, declined = office.a_referral(), office.a_referral()
    office.do(referrals.decline, referral=declined, seen=1, because="Safe without", discussed_with_assessor=True)
    signposted = office.a_referral()
    office.do(referrals.signpost, referral=signposted, seen=1, where_to="Age UK")
    with seen_by_all(office) as session:
        of_deed = {key: session.get_one(Referral, key).operation_id for key in (waiting, declined, signposted)}
    for key, operation in ((waiting, new_id()), (declined, of_deed[declined]), (signposted, new_id())):
        with pytest.raises(Exception, match="closed by the same deed"):
            ask_the_server(office, key, team, operation)
    with pytest.raises(Exception, match="takes nobody from that office"):
        ask_the_server(office, signposted, office.teams["North"], of_deed[signposted])
    with seen_by_all(office) as session:
        assert session.scalar(select(func.count()).where(Referral.office_id == there.id)) == 0


def test_the_server_asks_for_the_right_in_both_offices(desk_office, there):
    office, key = desk_office, desk_office.a_referral()
    office.do(referrals.signpost, referral=key, seen=1, where_to="High Peak")
    with seen_by_all(office) as session:
        operation = session.get_one(Referral, key).operation_id
    for side in (office, there):
        with office.unwalled.writing() as session:
            of_side = update(Membership).where(Membership.office_id == side.id)
            session.execute(of_side.values(right=Right.WORKER))
        with pytest.raises(Exception, match="takes nobody from that office"):
            ask_the_server(office, key, there.teams["North"], operation)
        with office.unwalled.writing() as session:
            session.execute(of_side.values(right=Right.DSO))
    ask_the_server(office, key, there.teams["North"], operation)
    for again in (operation, None):  # once, and by a deed
        with pytest.raises(Exception, match="closed by the same deed"):
            ask_the_server(office, key, there.teams["North"], again)


def columns(kind):
    return set(kind.__table__.columns.keys())


def test_what_the_other_office_gets_is_told_of_every_column():
    """A new column is one that goes there, or stands here with why it stays."""
    own = {"id", "office_id", "version", "operation_id", "created_at", "created_by", "updated_at", "updated_by"}
    stays = {  # theirs to say, decided here, or told anew
        Person: {"patch_id", "death_reported_at", "death_confirmed_at", "died_on"},
        Representative: {"person_id", "evidence", "evidence_seen_at", "evidence_seen_by_id"},
        FormatNeed: {"person_id", "representative_id", "ended_at"},
        RequestedVisit: {"referral_id", "revision"},
        Referral: {
            *("person_id", "team_id", "earlier_id", "reference", "received_at", "notes", "calls_revision"),
            *("content_key", "end_of_life_discussion", "delivery_confirmed_at", "chc_reviewed_at", "chc_asked_at"),
            *("chc_transferred_at", "accepted_at", "accepted_by_id", "scheduling_confirmed_at"),
            *("scheduling_confirmed_by_id", "start_planned_at", "outcome", "outcome_at", "outcome_by_id"),
            *("outcome_because", "discussed_with_assessor", "care_hub_told_at", "capacity_found_at"),
            *("first_start_agreed_at", "capacity_given_back_at", "assessor_notified_at"),
        },
    }
    goes = {
        Person: moving.OF_PERSON,
        Representative: moving.OF_REPRESENTATIVE,
        FormatNeed: moving.OF_FORMAT,
        RequestedVisit: moving.OF_VISIT,
        Referral: moving.OF_REFERRAL,
    }
    for kind, names in goes.items():
        assert own | stays[kind] | set(names) == columns(kind), kind
        assert not stays[kind] & set(names)
