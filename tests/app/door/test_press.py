"""A deed is stored once, wherever the wire to the server is cut; what isn't known is said, and asked again."""

from threading import Event

import pytest
from sqlalchemy import func, literal, select, text

from app.door.changes import Changes
from app.door.clock import FixedClock
from app.door.errors import NotKnown, Refused, Unavailable
from app.door.press import Press
from app.door.progress import Stopped
from app.door.work import Work
from app.services import referrals
from app.services.deed import add
from app.services.referrals import NewPerson
from models.database import Database
from models.keys import new_id
from models.people import Office, Person
from models.referrals import Referral
from tests.cuts import Counted, cut_and_count
from tests.wire import Cut, Wire


@pytest.fixture
def wire(postgres_office):
    made = Wire(postgres_office.database.url.render_as_string(hide_password=False))
    yield made
    made.close()


@pytest.fixture
def desk(wire, postgres_office):
    database = Database(wire.url, postgres_office.clock.now)
    yield Work(database, FixedClock(postgres_office.now), staff=postgres_office.staff["DSO"])
    database.close()


def somebody(number):
    return NewPerson(given=f"Joan {number}", family=f"Marsh {number}")


def taken_in(office, number):
    def deed(turn):
        return referrals.take_in(turn, person=somebody(number), team=office.teams["North"])

    return deed


def people(office):
    with office.database.reading() as session:
        asked = select(Person.family, func.count()).where(Person.family.startswith("Marsh ")).group_by(Person.family)
        return dict(tuple(row) for row in session.execute(asked))


def referral_of(office, key):
    with office.database.reading() as session:
        return session.scalars(select(Referral.id).where(Referral.id == key)).all()


# --- Cut around COMMIT -----------------------------------------------------------------------------------------


def test_of_sixteen_deeds_cut_around_commit_each_is_stored_once_and_answered_as_done(postgres_office, wire):
    assert cut_and_count(postgres_office, wire, 16) == Counted(cut=16, stored_once=16, stored_twice=0, lost=0)


@pytest.mark.parametrize("cut", [Cut.BEFORE, Cut.AFTER, Cut.UNANSWERED])
def test_while_the_server_stays_away_the_answer_is_unknown_and_the_same_press_is_stored_once(
    postgres_office, wire, desk, cut
):
    wire.cut_next(cut, stays_down=True)
    press = Press()
    for _ in range(2):
        with pytest.raises(NotKnown, match="isn't known whether"):
            desk.write(taken_in(postgres_office, 1), press)
        assert not press.can_be_cancelled
    wire.mend()
    made = desk.write(taken_in(postgres_office, 1), press).made
    assert referral_of(postgres_office, made) == [made]
    assert people(postgres_office) == {"Marsh 1": 1}


def test_a_server_that_is_away_before_anything_is_sent_is_unavailable_and_nothing_is_unknown(wire, desk):
    wire._is_down = True
    press = Press()
    with pytest.raises(Unavailable) as trouble:
        desk.write(lambda turn: referrals.take_in(turn, person=somebody(1), team=new_id()), press)
    assert not isinstance(trouble.value, NotKnown)
    assert press.can_be_cancelled


def test_a_deed_that_is_refused_when_it_is_done_again_is_refused(postgres_office, wire, desk):
    wire.cut_next(Cut.BEFORE)
    done = []

    def only_once(turn):
        done.append(turn.operation)
        if len(done) > 1:
            raise Refused("Not any more.")
        return referrals.take_in(turn, person=somebody(1), team=postgres_office.teams["North"])

    with pytest.raises(Refused, match="Not any more"):
        desk.write(only_once)
    assert done[0] == done[1]
    assert people(postgres_office) == {}


def test_a_deed_done_again_makes_the_same_keys(postgres_office, wire, desk):
    wire.cut_next(Cut.BEFORE)
    made = []

    def noted(turn):
        answer = taken_in(postgres_office, 1)(turn)
        made.append(answer.made)
        return answer

    desk.write(noted)
    assert len(made) == 2
    assert made[0] == made[1]


# --- An operation that comes from outside ----------------------------------------------------------------------


def test_an_operation_that_is_named_is_stored_once_whoever_asks_again(office):
    operation = new_id()
    answers = [office.work().write(taken_in(office, 1), operation=operation) for _ in range(3)]
    assert people(office) == {"Marsh 1": 1}
    assert len({each.made for each in answers}) == 1
    assert answers[0].topics <= answers[1].topics == answers[2].topics


def test_two_operations_are_two_deeds(office):
    for _ in range(2):
        office.work().write(
            lambda turn: referrals.take_in(
                turn, person=NewPerson(given="Joan", family=f"Marsh {turn.operation}"), team=office.teams["North"]
            ),
            operation=new_id(),
        )
    assert len(people(office)) == 2


def test_what_the_database_refuses_to_keep_is_known_not_to_be_stored(sqlite_office):
    def deed(turn):
        turn.session.execute(text("PRAGMA defer_foreign_keys = ON"))  # so that COMMIT is what fails
        person = Person(given="Joan", family="Marsh 1", given_folded="joan", family_folded="marsh 1", patch_id=new_id())
        add(turn, person)
        return Changes(frozenset())

    press = Press()
    with pytest.raises(Refused, match="would break one of its rules"):
        sqlite_office.work().write(deed, press)
    assert not press.may_be_saved
    assert people(sqlite_office) == {}
    assert sqlite_office.work().write(taken_in(sqlite_office, 2), press).made


# --- Taken back ------------------------------------------------------------------------------------------------


def test_a_press_that_is_taken_back_before_its_turn_is_never_stored(office):
    press = Press()
    assert press.cancel()
    with pytest.raises(Stopped):
        office.work().write(taken_in(office, 1), press)
    assert people(office) == {}


def test_a_press_that_is_taken_back_while_it_is_done_is_never_stored(office):
    press = Press()

    def slow(turn):
        answer = taken_in(office, 1)(turn)
        assert press.cancel()
        return answer

    with pytest.raises(Stopped):
        office.work().write(slow, press)
    assert people(office) == {}
    assert office.work().write(taken_in(office, 2)).made


# --- A server that is silent -----------------------------------------------------------------------------------


def test_what_waits_for_a_silent_server_can_be_taken_back_and_is_never_stored(
    postgres_office, wire, desk, in_background
):
    desk.read(lambda turn: turn.office)
    press = Press()
    wire.hold()
    doing = in_background(desk.write, taken_in(postgres_office, 1), press)
    wire.stuck.wait()
    assert press.cancel()
    with pytest.raises(Stopped):
        doing.result()
    wire.mend()
    assert desk.write(taken_in(postgres_office, 2)).made
    assert people(postgres_office) == {"Marsh 2": 1}


def test_a_deed_that_waits_for_another_desk_can_be_taken_back(postgres_office, desk, in_background):
    press, waits = Press(), Event()
    with postgres_office.database.writing() as theirs:
        theirs.execute(select(Office.id).with_for_update())

        def deed(turn):
            waits.set()
            return taken_in(postgres_office, 1)(turn)

        doing = in_background(desk.write, deed, press)
        waits.wait()
        assert press.cancel()
        with pytest.raises(Stopped):
            doing.result()
    assert people(postgres_office) == {}


def test_once_it_is_sent_it_cant_be_taken_back_and_a_server_silent_over_it_is_asked_anew(
    postgres_office, wire, desk, in_background
):
    press = Press()
    wire.cut_next(Cut.HELD)
    doing = in_background(desk.write, taken_in(postgres_office, 1), press)
    wire.stuck.wait()
    assert not press.can_be_cancelled
    assert not press.cancel()
    press.cut()
    wire.mend()
    assert doing.result().made
    assert people(postgres_office) == {"Marsh 1": 1}


@pytest.mark.parametrize(
    ("setting", "sentence"), [("lock_timeout", "Another desk is storing"), ("statement_timeout", "took too long")]
)
def test_a_wait_that_is_too_long_ends_with_a_true_sentence(postgres_office, setting, sentence):
    def deed(turn):
        turn.session.execute(select(func.set_config(setting, "1", literal(value=True))))
        return taken_in(postgres_office, 1)(turn)

    with postgres_office.database.writing() as theirs:
        theirs.execute(select(Office.id).with_for_update())
        with pytest.raises(Unavailable, match=sentence) as trouble:
            postgres_office.work().write(deed)
    assert not isinstance(trouble.value, NotKnown)
    assert people(postgres_office) == {}


def test_a_server_lets_go_of_what_a_silent_desk_holds_and_of_what_takes_too_long(postgres_office):
    names = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
    asked = select(*(func.current_setting(name) for name in names))

    def deed(turn):
        told.append(turn.session.execute(asked).one())
        return Changes(frozenset())

    told = []
    postgres_office.work().write(deed)
    with postgres_office.database.reading() as session:
        told.append(session.execute(asked).one())
    assert told == [("20s", "1min", "2min")] * 2
