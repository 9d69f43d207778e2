"""Who may log in to a server and what they may do there: made, changed and disabled by who may make roles there.

Nothing of it is for a desk: no login of a person's may make another. `app.commands.users` is how an administrator says
it; passwords come in as text and leave as the verifier that the server keeps.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.door.errors import Refused
from app.door.work import in_words
from models.command_line import command
from models.database import Database
from models.logins import Login, Membership
from models.people import Office
from models.roles import end_sessions, keep_out, let_in, make_role, role_named, set_password, verifier_of
from models.staff import Staff
from models.values import to_london
from models.vocabulary.access import Right

SHORTEST = 12  # signs of a password: three words (National Cyber Security Centre, "Three random words")
_NAME = re.compile(r"[a-z][a-z0-9._-]{0,62}")  # what needs no quoting anywhere, and fits a role of PostgreSQL's
_KEPT_NAMES = ("pg_", "homeward")
_NOT_ALLOWED = "42501"
_ADMINISTRATOR = "the administrator of the database server"
_OFFICE = "an administrator of the office"


@dataclass(frozen=True, slots=True)
class NewUser:
    """What is asked for: the login's name, the office by its name, the right there, who of its staff they are."""

    login: str
    office: str | None
    right: Right
    staff: str | None
    key_safe: bool


@dataclass(frozen=True, slots=True)
class NewRight:
    """Another right for a login in an office: why, and who of its staff they are and whether they see key-safe codes.

    Of these two none leaves as it is.
    """

    login: str
    office: str | None
    right: Right
    because: str
    staff: str | None
    key_safe: bool | None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a login leaves one office and stays in the others: which, and why."""

    login: str
    office: str
    because: str


@dataclass(frozen=True, slots=True)
class UserRow:
    """A login in one office, or in none yet; `because` is why its right was changed, `disabled` since when and why."""

    login: str
    name: str
    office: str
    right: str
    staff: str
    key_safe: bool
    because: str
    disabled: str


def add_user(database: Database, asked: NewUser, password: Callable[[], str]) -> str:
    """Let somebody log in and give them their right in an office; what was done, in a sentence.

    `password` is asked only where there is no such role yet, or its owner comes back after having been disabled.
    """
    _refuse_name(asked.login)
    with _at_server(database) as session:
        connection = session.connection()
        office_id, office = _office(session, asked.office)
        staff_id = _staff(session, asked.login, asked.staff, office_id, office)
        known = session.scalars(select(Login).where(Login.name == asked.login)).one_or_none()
        role = role_named(connection, asked.login)
        if role is not None and role.is_of_others:
            raise Refused(
                f"“{asked.login}” is taken at this server, by a role that isn't a desk's of Homeward. Choose another.",
                who=_ADMINISTRATOR,
            )
        _refuse_member(session, asked.login, office_id, office, known)
        comes_back = known is not None and known.disabled_at is not None
        if role is None or comes_back or not role.may_log_in:
            verifier = verifier_of(connection, asked.login, _long_enough(password(), asked.login))
            _give_password(connection, asked.login, verifier, is_there=role is not None)
        if known is None:
            session.add(Login(name=asked.login, display_name=asked.staff or asked.login))
        else:
            known.disabled_at = known.disabled_because = None
        session.flush()
        _join(session, asked, office_id, staff_id)
    how = command(f"user right {asked.login} {asked.right.value} --because WHY --as NAME --database URL")
    tied = "" if asked.staff else f" It is nobody of the staff yet, and sees nobody's records in Homeward until: {how}"
    return f"{asked.login} may log in, and is {_may(asked.right, office, key_safe=asked.key_safe)}.{tied}"


def change_right(database: Database, asked: NewRight) -> str:
    """Give somebody another right in an office, from the next statement on that they say; what they may do now.

    Refused where it changes nothing, and where nobody would be left who is administrator there.
    """
    if not asked.because.strip():
        raise Refused("Say why this right is changed: it is kept with it.", who="whoever changes it")
    with _at_server(database) as session:
        known = _known(session, asked.login)
        if known.disabled_at is not None:
            raise Refused(f"{asked.login} is disabled, {_since(known)}. Add them again if they are back.")
        office_id, office = _office_of_login(session, asked)
        member = _member(session, asked.login, office_id, office)
        staff_id = _staff(session, asked.login, asked.staff, office_id, office) or member.staff_id
        key_safe = member.key_safe if asked.key_safe is None else asked.key_safe
        if (member.right, member.staff_id, member.key_safe) == (asked.right, staff_id, key_safe):
            raise Refused(f"{asked.login} is {_may(asked.right, office, key_safe=key_safe)} already.")
        if asked.right is not Right.ADMINISTRATOR:
            _refuse_last(session, member, office)
        member.right, member.key_safe, member.because = asked.right, key_safe, asked.because.strip()
        _tie(session, member, staff_id)
        known.display_name = asked.staff or known.display_name
    tied = "" if staff_id else " It is still nobody of the staff, and sees nobody's records: add --as NAME."
    return f"From now on {asked.login} is {_may(asked.right, office, key_safe=key_safe)}.{tied}"


def withdraw_user(database: Database, asked: Withdrawal, moment: datetime) -> str:
    """Take somebody out of one of their offices: from the next statement on they see nothing of it.

    What they did there keeps their name. Refused where it is their only office, for then they are disabled, and where
    nobody would be left who is administrator there.
    """
    because = asked.because.strip()
    if not because:
        raise Refused("Say why this login leaves the office: it is kept with it.", who="whoever takes it out")
    with _at_server(database) as session:
        _known(session, asked.login)
        office_id, office = _office(session, asked.office)
        member = _member(session, asked.login, office_id, office)
        others = [name for _, name in _memberships(session, asked.login) if name != office]
        if not others:
            how = command(f"user disable {asked.login} --because WHY --database URL")
            raise Refused(f"{asked.login} is in no other office than {office}. To keep them out: {how}")
        _refuse_last(session, member, office)
        member.withdrawn_at, member.because = moment, because
    return f"{asked.login} has no right in {office} any more, and stays in {', '.join(others)}."


def disable_user(database: Database, login: str, because: str, moment: datetime) -> str:
    """End what somebody has open and let them in no more: from the next statement on they see nothing.

    Refused where an office that they are administrator of would have none left.
    """
    if not because.strip():
        raise Refused("Say why this login is disabled: it is kept with it.", who="whoever disables it")
    with _at_server(database) as session:
        known = _known(session, login)
        if known.disabled_at is not None:
            raise Refused(f"{login} is disabled already, {_since(known)}.")
        for member, office in _memberships(session, login):
            _refuse_last(session, member, office)
        known.disabled_at, known.disabled_because = moment, because.strip()
        if role_named(session.connection(), login) is not None:
            keep_out(session.connection(), login)
    with _at_server(database) as session:  # once nobody is let in any more, and nothing can begin meanwhile
        ended = end_sessions(session.connection(), login)
    return f"{login} is disabled: no log-in any more, and {ended} open connection{'' if ended == 1 else 's'} ended."


def change_password(database: Database, login: str, password: Callable[[], str]) -> str:
    """Give somebody another password; what they have open goes on."""
    with _at_server(database) as session:
        known = _known(session, login)
        if known.disabled_at is not None:
            raise Refused(f"{login} is disabled, {_since(known)}. Add them again if they are back.")
        verifier = verifier_of(session.connection(), login, _long_enough(password(), login))
        set_password(session.connection(), login, verifier)
    return f"{login} has another password from the next log-in on."


def users(database: Database) -> list[UserRow]:
    """Every login with each office that it is in, by name."""
    asked = (
        select(Login, Membership, Office.name, Staff.name)
        .outerjoin(Membership, (Membership.login == Login.name) & Membership.withdrawn_at.is_(None))
        .outerjoin(Office, Office.id == Membership.office_id)
        .outerjoin(Staff, Staff.id == Membership.staff_id)
        .order_by(Login.name, Office.name)
    )
    with _at_server(database) as session:
        return [
            UserRow(
                login.name,
                login.display_name,
                office or "",
                member.right.value if member else "",
                staff or "",
                bool(member and member.key_safe),
                (member.because if member else None) or "",
                _since(login),
            )
            for login, member, office, staff in session.execute(asked)
        ]


@contextmanager
def _at_server(database: Database) -> Iterator[Session]:
    if database.is_sqlite:
        raise Refused(
            "A database file has no logins: whoever may open the file may do everything in it. Logins are of a shared "
            "office's server; name it with --database.",
            who=_ADMINISTRATOR,
        )
    try:
        with in_words(), database.writing() as session:
            yield session
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _NOT_ALLOWED:
            raise
        raise Refused(
            f"The login “{database.url.username}” may not do this. It takes one that may make roles at the server.",
            who=_ADMINISTRATOR,
        ) from error


def _refuse_name(login: str) -> None:
    if not _NAME.fullmatch(login) or login.startswith(_KEPT_NAMES) or login in {"public", "none"}:
        raise Refused(
            f"“{login}” can't be a login: small letters a to z, digits, full stop, hyphen and underline, a letter "
            "first, at most 63 signs, and not beginning as the server's own or Homeward's do (pg_, homeward).",
            who=_OFFICE,
        )


def _office(session: Session, name: str | None) -> tuple[UUID, str]:
    there = {each.name: each.id for each in session.scalars(select(Office).order_by(Office.name))}
    listed = ", ".join(there) or "none yet"
    if name is None and len(there) == 1:
        name = next(iter(there))
    if name is None:
        raise Refused(f"Say for which office. There are: {listed}.", who=_OFFICE)
    if name not in there:
        raise Refused(f"“{name}” is no office of this database. There are: {listed}.", who=_OFFICE)
    return there[name], name


def _staff(session: Session, login: str, name: str | None, office_id: UUID, office: str) -> UUID | None:
    if name is None:
        return None
    here = select(Staff).where(Staff.office_id == office_id, Staff.name == name)
    found = session.scalars(here).one_or_none()
    if found is None:
        raise Refused(f"“{name}” isn't among the staff of {office}. Add them there first.", who=_OFFICE)
    if found.login not in {None, login}:
        raise Refused(f"{name} logs in as “{found.login}” already: one login a person.", who=_OFFICE)
    return found.id


def _office_of_login(session: Session, asked: NewRight) -> tuple[UUID, str]:
    """The office that is named, else the only one that the login is in."""
    here = [name for _, name in _memberships(session, asked.login)]
    return _office(session, here[0] if asked.office is None and len(here) == 1 else asked.office)


def _memberships(session: Session, login: str) -> Sequence[tuple[Membership, str]]:
    """Each of a login's with what its office is called, by that name."""
    mine = select(Membership, Office.name).join(Office, Office.id == Membership.office_id).order_by(Office.name)
    here = mine.where(Membership.login == login, Membership.withdrawn_at.is_(None))
    return [(member, office) for member, office in session.execute(here)]


def _member(session: Session, login: str, office_id: UUID, office: str) -> Membership:
    asked = select(Membership).where(Membership.login == login, Membership.office_id == office_id)
    found = session.scalars(asked.where(Membership.withdrawn_at.is_(None))).one_or_none()
    if found is None:
        raise Refused(f"“{login}” has no right in {office} yet. Add it there first.", who=_ADMINISTRATOR)
    return found


def _refuse_last(session: Session, member: Membership, office: str) -> None:
    """An office keeps somebody who is administrator there, whoever takes the right away: two at once wait in turn."""
    if member.right is not Right.ADMINISTRATOR:
        return
    administrators = select(Membership).join(Login, Login.name == Membership.login)
    stay = administrators.where(
        Membership.office_id == member.office_id,
        Membership.right == Right.ADMINISTRATOR,
        Membership.withdrawn_at.is_(None),
        Login.disabled_at.is_(None),
    )
    locked = stay.order_by(Membership.id).with_for_update(of=(Membership, Login))  # nobody is disabled meanwhile
    if len(session.scalars(locked).all()) == 1:
        raise Refused(
            f"{member.login} is the last administrator of {office}. Make somebody else one first.", who=_ADMINISTRATOR
        )


def _may(right: Right, office: str, *, key_safe: bool) -> str:
    return f"{right.value} in {office}{', and sees key-safe codes' if key_safe else ''}"


def _known(session: Session, login: str) -> Login:
    found = session.scalars(select(Login).where(Login.name == login)).one_or_none()
    if found is None:
        raise Refused(f"“{login}” is no login of this database.", who=_ADMINISTRATOR)
    return found


def _refuse_member(session: Session, login: str, office_id: UUID, office: str, known: Login | None) -> None:
    of_login = select(Membership).where(Membership.login == login, Membership.withdrawn_at.is_(None))
    member = session.scalars(of_login.where(Membership.office_id == office_id)).one_or_none()
    if member is not None and known is not None and known.disabled_at is None:
        raise Refused(
            f"“{login}” is taken: it is {known.display_name}'s, {member.right.value} in {office} already.", who=_OFFICE
        )


def _long_enough(password: str, login: str) -> str:
    if len(password) < SHORTEST or login in password.lower():
        raise Refused(
            f"A password has {SHORTEST} signs or more, and the login isn't in it: three words that nobody expects "
            "together do.",
            who="whoever it is for",
        )
    return password


def _give_password(connection: Connection, login: str, verifier: str, *, is_there: bool) -> None:
    if not is_there:
        make_role(connection, login, verifier)
        return
    set_password(connection, login, verifier)
    let_in(connection, login)


def _join(session: Session, asked: NewUser, office_id: UUID, staff_id: UUID | None) -> None:
    before = session.scalars(
        select(Membership).where(Membership.login == asked.login, Membership.office_id == office_id)
    ).one_or_none()
    member = before or Membership(login=asked.login, office_id=office_id)
    member.right, member.key_safe, member.withdrawn_at, member.because = asked.right, asked.key_safe, None, None
    session.add(member)
    _tie(session, member, staff_id)


def _tie(session: Session, member: Membership, staff_id: UUID | None) -> None:
    """Say who of the office's staff a login is; who it was before doesn't have it any more."""
    if member.staff_id not in {None, staff_id}:
        session.execute(
            update(Staff)
            .where(Staff.id == member.staff_id, Staff.login == member.login)
            .values(login=None, version=Staff.version + 1)
        )
    member.staff_id = staff_id
    if staff_id is not None:  # by which the stamps of what they do are told in the office's words
        session.execute(
            update(Staff)
            .where(Staff.id == staff_id, Staff.login.is_(None))
            .values(login=member.login, version=Staff.version + 1)
        )


def _since(login: Login) -> str:
    if login.disabled_at is None:
        return ""
    return f"since {to_london(login.disabled_at):%d %b %Y} because: {login.disabled_because}"
