"""Who decides what, asked by a server itself (END-10): who is on the staff as what, as the program tells it too."""

from datetime import date, timedelta

import pytest
from sqlalchemy import case, func, insert, select, update
from sqlalchemy.exc import ProgrammingError

from app.door.changes import changes
from app.door.errors import Refused
from models.deciding import WhoDecided
from models.people import DatabaseMark
from models.staff import Staff, StaffRole, StaffSpell
from models.staff_of_days import is_on_staff, role_of_day
from models.vocabulary.deciding import OF_COORDINATOR, OF_MDT, DecidedDeed
from models.vocabulary.staff import Role

pytestmark = pytest.mark.rule("END-10")


def administer(office, *statements):
    with office.unwalled.writing() as session:
        return [session.execute(each) for each in statements]


def test_who_is_on_the_staff_as_what_is_told_as_the_program_tells_it(postgres_office):
    office, day = postgres_office, date(2026, 11, 20)
    who, earlier, later = office.staff, day - timedelta(days=3), day + timedelta(days=3)
    changes = {"staff_id": who["CWC"], "role": Role.DSO}
    office.store(
        StaffSpell(staff_id=who["DSO"], last_day=day),
        StaffSpell(staff_id=who["OT"], first_day=day, last_day=later),
        StaffSpell(staff_id=who["OT"], last_day=earlier),
        StaffRole(from_day=day, **changes),
        StaffRole(from_day=later, **changes | {"role": Role.OT}),
        StaffRole(from_day=earlier, withdrawn_at=office.now, **changes | {"role": Role.SW}),
    )
    administer(office, update(Staff).where(Staff.id == who["SW"]).values(archived_at=office.now, version=2))
    for each in (day + timedelta(days=number) for number in range(-4, 5)):
        on = select(
            Staff.name,
            case((is_on_staff(each), role_of_day(each)), else_=None),
            func.homeward_role_on(Staff.id, Staff.office_id, each),
        )
        with office.unwalled.reading() as session:
            for name, told, by_server in session.execute(on):
                assert (told.value if told else None) == by_server, (name, each)


def word(office, deed, **said):
    told = {
        "deed": deed, "episode_id": office.an_episode(), "decided_at": office.now, "decided_by_id": None,
        "mdt_on": None, "present": "", "typed_by_id": office.staff["DSO"], "office_id": office.id, "version": 1,
    } | said  # fmt: skip
    with office.database.writing() as session:
        session.execute(insert(WhoDecided).values(**told))


@pytest.mark.parametrize("deed", DecidedDeed)
def test_each_deed_is_a_dsos_the_mdts_or_a_coordinators(desk_office, deed):
    office = desk_office
    said = {
        "DSO": {"decided_by_id": office.staff["DSO"]},
        "SW": {"decided_by_id": office.staff["SW"]},
        "MDT": {"mdt_on": office.now.date(), "present": "All of them"},
    }
    whose = "MDT" if deed in OF_MDT else "SW" if deed in OF_COORDINATOR else "DSO"
    for each, words in said.items():
        if each == whose:
            word(office, deed, **words)
            continue
        with pytest.raises(ProgrammingError, match=r"decides nothing of this|word of the MDT"):
            word(office, deed, **words)


def test_a_leaver_decides_until_their_last_day(desk_office):
    office = desk_office
    by = {"decided_by_id": office.staff["Interim DSO"]}
    office.store(StaffSpell(staff_id=office.staff["Interim DSO"], last_day=office.now.date()))
    word(office, DecidedDeed.END, **by)
    with pytest.raises(ProgrammingError, match="decides nothing of this on that day"):
        word(office, DecidedDeed.END, **by, decided_at=office.now + timedelta(days=1))


def test_on_a_real_database_a_decision_is_of_the_moment_at_which_it_is_typed_in(desk_office):
    office = desk_office
    administer(office, update(DatabaseMark).values(is_test=False))
    by = {"decided_by_id": office.staff["DSO"]}
    with office.unwalled.reading() as session:
        now = session.execute(select(func.clock_timestamp())).scalar_one()
    word(office, DecidedDeed.END, **by, decided_at=now)
    with pytest.raises(ProgrammingError, match="at which it is typed in"):
        word(office, DecidedDeed.END, **by, decided_at=now - timedelta(days=1))


def test_what_the_server_refuses_is_said_in_a_sentence(desk_office):
    """Another desk may have changed who is what since the program asked."""
    office, key = desk_office, desk_office.a_referral()

    def decide(turn):
        told = {"deed": DecidedDeed.ACCEPT, "referral_id": key, "decided_at": turn.moment, "typed_by_id": turn.staff}
        turn.session.add(WhoDecided(**told, office_id=turn.office, decided_by_id=office.staff["OT"]))
        return changes()

    with pytest.raises(Refused, match=r"^The server takes this decision only with the name of somebody who decides it"):
        office.work().write(decide)
