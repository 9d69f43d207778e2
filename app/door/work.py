"""Opens a session for one piece of work and closes it, without Qt. Windows reach it through Office, commands directly.

What the database says is put in words here: another desk's change and a broken rule are refusals, a database that
can't be reached is unavailable. Anything else is a defect and passes through.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy import CompoundSelect, bindparam, func, literal, select, union_all
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.door.changes import Changes
from app.door.clock import Clock
from app.door.clocks_apart import apart
from app.door.errors import ChangedMeanwhile, KeyWanted, NotKnown, Refused, Unavailable, refuse_if
from app.door.policy import KnownSettings, defaults
from app.door.press import Press, Stage
from app.door.progress import Stopped
from app.door.topics import told_by
from app.door.turn import Turn
from app.door.why_not import right_lacking, why_not
from models.command_line import command
from models.database import Database
from models.database_file import NotOurs
from models.file_keys import KeyLacking
from models.keys import new_id
from models.people import DatabaseMark, Office
from models.prepared import Prepared
from models.rules.deciding import seat_lacks
from models.staff import Staff
from models.staff_of_days import is_on_staff
from models.staff_of_login import offices_of
from models.transactions import breakers, is_committed, is_lost, open_write, written_by
from models.values import london_day

Question = ParamSpec("Question")
Answer = TypeVar("Answer")
_OTHERS_WERE_FIRST = {"40001", "40P01"}  # serialization failure, deadlock: nothing was changed
_CHECK_AGAIN_AFTER = timedelta(minutes=10)
_TRIALS = 3  # of a deed whose connection went, before its answer is called unknown
_OWN_DEEDS = 1_000  # as many are remembered: news of other desks is told from them for some seconds


class _OutdatedError(Exception):
    """Another desk has set a policy setting since this one read them: the work is done again, by the new ones."""


class Work:
    """Runs queries and use cases for one desk: each in a session and a transaction of its own."""

    def __init__(self, database: Database, clock: Clock, *, staff: UUID, office: UUID | None = None) -> None:
        self._database, self._clock, self._staff, self._office = database, clock, staff, office
        self._ahead = timedelta(0)
        self._measured_at: datetime | None = None
        self._own: deque[UUID] = deque(maxlen=_OWN_DEEDS)
        self._settings = KnownSettings()
        self.saved: Callable[[], None] | None = None  # told after each commit, off the window's thread
        self.notice = ""  # what whoever sits here has to be told of the database, though it can be worked on

    @property
    def database(self) -> Database:
        """What it works on."""
        return self._database

    @property
    def clock(self) -> Clock:
        """This desk's."""
        return self._clock

    def learn(self, session: Session) -> None:
        """Ask beforehand what every piece of work goes by: the office, the server's clock, the settings."""
        self._settings.look(session, self._office_of(session))
        self._moment(session)

    def go_by(self, before: datetime, told: datetime, after: datetime) -> None:
        """What a server told of its clock between these two moments here: what is recorded next goes by it.

        Of less than is felt nothing is made, so that no moment comes before the one that was recorded last.
        """
        if apart(before + self._ahead, told, after + self._ahead) is not None:
            self._ahead, self._measured_at = told - after, after

    def sit(self, staff: UUID) -> None:
        """Somebody else sits at this desk from now on: whoever the records name."""
        self._staff = staff

    def close(self) -> None:
        """Give every connection back, once nothing is under way."""
        self._database.close()

    def did(self, operation: UUID | None) -> bool:
        """Whether an operation was one of this desk's own latest deeds."""
        return operation in self._own

    def read(
        self, query: Callable[Concatenate[Turn, Question], Answer], *args: Question.args, **kwargs: Question.kwargs
    ) -> Answer:
        """Answer a question. Rows are built before the session closes: no mapped object leaves."""
        while True:
            with suppress(_OutdatedError), in_words(), self._database.reading() as session, self._turn(session) as turn:
                return query(turn, *args, **kwargs)

    def keep(self, errand: Callable[[Turn], Answer]) -> Answer:
        """Store what follows from the records, in one transaction: nobody's deed, so nobody signs or is told."""
        while True:
            with suppress(_OutdatedError), in_words(), self._database.writing() as session, self._turn(session) as turn:
                return errand(turn)

    def write(
        self, deed: Callable[[Turn], Changes], press: Press | None = None, *, operation: UUID | None = None
    ) -> Changes:
        """Do a use case, in one transaction that commits at its end or leaves nothing behind.

        What `press` or `operation` names is stored once, however often it is asked for. NotKnown where the connection
        went while it was being stored and the database can't be asked: ask again with the same.
        """
        from models import schema  # noqa: F401, PLC0415  a save needs every table's parents, a screen only its own

        defaults()  # read from its file before the transaction: every other desk waits for that one's end
        press = press or Press(operation)
        try:
            with in_words():
                return self._until_known(deed, press)
        except Unavailable as trouble:
            press.stop_if_cancelled()
            if press.stage is Stage.SENT:
                raise NotKnown(press.operation) from trouble
            raise

    def _until_known(self, deed: Callable[[Turn], Changes], press: Press) -> Changes:
        for _ in range(_TRIALS - 1):
            try:
                return self._by_settings_in_force(deed, press)
            except DBAPIError as error:
                press.stop_if_cancelled()
                if not is_lost(error):
                    raise  # what the database itself says isn't stored
        return self._by_settings_in_force(deed, press)

    def _by_settings_in_force(self, deed: Callable[[Turn], Changes], press: Press) -> Changes:
        while True:
            with suppress(_OutdatedError):
                return self._once(deed, press)

    def _once(self, deed: Callable[[Turn], Changes], press: Press) -> Changes:
        is_sent = False
        try:
            with self._database.writing() as session:
                answer = self._do(deed, press, session)
                is_sent = press.stage is Stage.SENT
        except DBAPIError as error:
            if is_sent and not is_lost(error):
                press.not_stored()  # it was refused as it should be kept
            raise
        finally:
            press.leave()
        press.settle()
        if self.saved is not None:
            self.saved()
        return answer

    def _do(self, deed: Callable[[Turn], Changes], press: Press, session: Session) -> Changes:
        try:
            press.begin(*breakers(session))
            opened = None if self._database.is_sqlite else open_write(session, press.operation)
            stored = self._stored(session, press) if press.may_be_saved else None
            if stored is not None:
                press.was_stored = True
                return stored
            press.not_stored()
            press.stop_if_cancelled()
            with press.keys.used(), self._turn(session, press.operation) as turn:
                self._own.append(turn.operation)
                self._sign(session, turn.day)
                answer = deed(replace(turn, go_on=press.stop_if_cancelled))
                session.flush()
            press.transaction = None if opened is None else str(opened.rows[0][0])
            press.send(answer)
        finally:
            if press.is_cancelled:
                session.invalidate()  # the request to stop may reach the server late: not in another's statement
        return answer

    def _sign(self, session: Session, day: date) -> None:
        """Let the stamps name whoever sits here, as the office calls them now; a server knows who logged in.

        Refused where whoever sits here isn't on the staff: a leaver records nothing.
        """
        if not self._database.is_sqlite:
            return
        for seat in _seat(day).rows(session.connection(), {"staff": self._staff}):
            refuse_if(seat_lacks(seat.signed_by, day, is_on_staff=seat.is_here))
            self._database.sign(session, seat.signed_by)

    def _stored(self, session: Session, press: Press) -> Changes | None:
        """What this press was answered when it was stored before, if it was."""
        is_kept = is_committed(session, press.transaction)
        if is_kept and press.answer is not None:
            return press.answer
        written = () if is_kept is False else written_by(session, self._office_of(session), press.operation)
        return (press.answer or told_by(written)) if written else None

    @contextmanager
    def _turn(self, session: Session, operation: UUID | None = None) -> Iterator[Turn]:
        """What a piece of work is handed; _OutdatedError where it went by settings that weren't in force any more."""
        office, moment = self._office_of(session), self._moment(session)
        settings = self._settings.look(session, office)

        def still_in_force() -> None:
            if settings.were_others():
                raise _OutdatedError

        try:
            yield Turn(
                session,
                moment,
                settings.at(moment),
                office,
                self._staff,
                operation or new_id(),
                london_day(moment),
                before_file=still_in_force,
            )
        except (DBAPIError, Stopped, _OutdatedError):
            raise
        except Exception as error:
            if settings.were_others():
                raise _OutdatedError from error
            raise
        still_in_force()

    def _office_of(self, session: Session) -> UUID:
        if self._office is None:
            self._office = only_office(session)
        return self._office

    def _moment(self, session: Session) -> datetime:
        """By the server's clock where there is one: how far it is ahead is asked seldom, for each ask is a trip."""
        here = self._clock.now()
        if self._database.is_sqlite or self._clock.is_set:
            return here
        if self._measured_at is None or abs(here - self._measured_at) > _CHECK_AGAIN_AFTER:
            self._ahead = session.execute(select(func.clock_timestamp())).scalar_one() - here
            self._measured_at = here
        return here + self._ahead


@lru_cache(maxsize=2)
def _seat(day: date) -> Prepared:
    """Whoever sits here, as the office calls them, and whether they are on the staff that day."""
    is_here = is_on_staff(day).label("is_here")
    return Prepared(
        select(Staff.name.label("signed_by"), is_here).where(Staff.id == bindparam("staff", type_=Staff.id.type))
    )


def only_office(session: Session) -> UUID:
    """The office whose desks work on this database: the one that its mark names, else the only one.

    At a server one that the login was joined to, where it was: the one that the mark names before the others.
    """
    login = session.get_bind().engine.url.username or ""
    found = session.execute(_known_offices(login)).all()
    marked, joined, offices = (
        [office for how, office in found if how == each.value and office] for each in _OfficeKnown
    )
    if marked and not login:
        return marked[0]
    if joined:
        return next((office for office in joined if office in marked), joined[0])
    if marked and offices:
        return marked[0]
    if marked:
        raise Unavailable(f"The login “{login}” has no office in this database. Ask whoever gives the logins.")
    if len(offices) != 1:
        how = command("database create URL --office FILE")
        raise Unavailable(f"This database has no office yet. Load one with: {how}")
    return offices[0]


class _OfficeKnown(Enum):
    """How an office comes into question: the mark names it, the login was joined to it, it is one of two there."""

    MARKED = "marked"
    JOINED = "joined"
    THERE = "there"


def _known_offices(login: str) -> CompoundSelect[str, UUID]:
    """How each office comes into question: one statement, for it is asked before a desk's first answer."""
    there = select(Office.id).limit(2).subquery()
    return union_all(
        select(literal(_OfficeKnown.MARKED.value), DatabaseMark.office_id),
        select(literal(_OfficeKnown.JOINED.value), offices_of(login).subquery().c.office_id),
        select(literal(_OfficeKnown.THERE.value), there.c.id),
    )


@contextmanager
def in_words() -> Iterator[None]:
    """Say what the database says as a sentence."""
    try:
        yield
    except StaleDataError as error:
        raise ChangedMeanwhile from error
    except NotOurs as error:
        raise _not_opened(error) from error
    except IntegrityError as error:
        if any(sign in str(error.orig) for sign in _RATED_MEANWHILE):
            raise ChangedMeanwhile from error
        raise Refused(_constraint_in_words(error)) from error
    except DataError as error:
        raise Refused("Something typed can't be stored: retype it without signs that can't be seen.") from error
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None)
        if state in _OTHERS_WERE_FIRST:
            raise ChangedMeanwhile from error
        lacking = right_lacking(error)
        if lacking:
            raise Refused(lacking, who="whoever gives the logins") from error
        why = why_not(error)
        if why:
            raise Unavailable(why) from error
        raise


def _not_opened(why: NotOurs) -> Unavailable:
    return KeyWanted(str(why), why.file) if isinstance(why, KeyLacking) else Unavailable(str(why))


_RATED_MEANWHILE = ("pk_rating", "rating.goal_id, rating.day")  # its key: two desks rate one visit at once


def _constraint_in_words(error: IntegrityError) -> str:
    """A constraint of the database that a rule should have caught first; the commonest have a sentence."""
    said = str(error.orig)
    for sign, sentence in _CONSTRAINTS.items():
        if sign in said:
            return sentence
    return "The database refused this: it would break one of its rules. Nothing was changed."


_CONSTRAINTS = {
    "uq_episode_open": "This person already has an open episode. End it before another one starts.",
    "episode.office_id, episode.person_id": "This person already has an open episode. End it before another starts.",
    "uq_hold_open": "Capacity is already held for this referral.",
    "hold.referral_id": "Capacity is already held for this referral.",
    "uq_break_open": "A break is already open for this person.",
    "break.episode_id": "A break is already open for this person.",
    "person_office_id_nhs_number": "This NHS number belongs to somebody else in the office.",
    "person.office_id, person.nhs_number": "This NHS number belongs to somebody else in the office.",
    "person_office_id_mosaic_id": "This MOSAIC id belongs to somebody else in the office.",
    "person.office_id, person.mosaic_id": "This MOSAIC id belongs to somebody else in the office.",
    "referral_office_id_reference": "This reference is another referral's. Look whether it is known already.",
    "referral.office_id, referral.reference": "This reference is another referral's. Look whether it is known already.",
    "uq_placement_open": "This referral is placed out of order already. Lift that first.",
    "placement.referral_id": "This referral is placed out of order already. Lift that first.",
    "a rate that has been used": "A rate that has been used never changes: enter a new one from a later day.",
    "never changes": "A finished or superseded plan version never changes. Make a new version instead.",
}
