"""Which offices a login of a server is in, and who of their staff it is. In a file nobody logs in."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, exists, or_, select

from models.logins import Login, Membership
from models.staff import Staff


def offices_of(login: str) -> Select[UUID]:
    """The offices that a login may work in now, by id."""
    asked = select(Membership.office_id).join(Login, Login.name == Membership.login)
    here = asked.where(Membership.login == login, Membership.withdrawn_at.is_(None), Login.disabled_at.is_(None))
    return here.order_by(Membership.office_id)


def is_login(login: str) -> ColumnElement[bool]:
    """Whether a member of staff is whom a login belongs to."""
    return or_(_is_member(login), Staff.login == login)


def as_joined_first(login: str) -> ColumnElement[int]:
    """Orders whom the login was joined to the office as before whom the list of staff names with it."""
    return case((_is_member(login), 0), else_=1)


def _is_member(login: str) -> ColumnElement[bool]:
    return exists().where(
        Membership.office_id == Staff.office_id,
        Membership.staff_id == Staff.id,
        Membership.login == login,
        Membership.withdrawn_at.is_(None),
    )
