"""The one place that asks whether this database takes an NHS number, whichever way it comes in."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people import DatabaseMark
from models.rules.decision import Lack
from models.rules.people.invented import invented_number_lacks, is_invented


class NumbersHere:
    """Invented numbers are taken by test databases only; the database is asked once, and only if there is one."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._is_test: bool | None = None

    def lacks(self, digits: str | None) -> tuple[Lack, ...]:
        """What stands against this number; nothing against a real one, or none."""
        if digits is None or not is_invented(digits):
            return ()
        if self._is_test is None:
            self._is_test = bool(self._session.scalar(select(DatabaseMark.is_test)))
        return invented_number_lacks(digits, is_test=self._is_test)
