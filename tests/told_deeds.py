"""Every use case that a test does is looked at: what it changed has to be told, and kept without stray blanks.

One place for what each of some hundred deeds owes the audit and the windows, so that no test has to repeat it.
"""

import json
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Concatenate, ParamSpec
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.door.changes import Changes
from app.door.errors import Refused
from app.door.topics import told_by
from app.door.turn import Turn
from models.audit import AuditEntry
from models.episodes import Episode
from models.meetings import Action
from models.people import Person
from models.plans import PlanVisit
from models.referrals import Referral, StartCheck
from models.transactions import Written

P = ParamSpec("P")
ASKED_BY_TEST = "/* asked by a test */"  # statements that aren't the program's
# Chosen from a list, made by the program, or kept as it came.
NOT_TYPED = {"item", "file_name", "digest", "content", "calls_text", "comment", "paper", "reference", "wording_version"}


def told_by_its_deed(
    deed: Callable[Concatenate[Turn, P], Changes], *args: P.args, **kwargs: P.kwargs
) -> Callable[[Turn], Changes]:
    """A use case of which a test fails where what it changed isn't told: by which deed to the audit, whose to windows.

    The lines of a plan version are left out: the version that they belong to names the deed. Whatever is typed comes
    with blanks around it, as forms give it, and fails the test where they are kept; and what names the version that a
    desk saw is refused to one that saw another.
    """

    if not deed.__module__.startswith("app."):
        return lambda turn: deed(turn, *args, **kwargs)  # a test's own

    def done(turn: Turn) -> Changes:
        told = {name: with_blanks(name, said) for name, said in kwargs.items()}
        if "seen" in told:
            _try_over_another_version(turn, lambda: deed(turn, *args, **told | {"seen": -1}))
        before = turn.session.scalar(select(func.max(AuditEntry.number)).prefix_with(ASKED_BY_TEST)) or 0
        made = deed(turn, *args, **told)
        turn.session.flush()
        new = turn.session.scalars(
            select(AuditEntry)
            .where(AuditEntry.number > before, AuditEntry.table_name != PlanVisit.__tablename__)
            .prefix_with(ASKED_BY_TEST)
        ).all()
        mine = [each for each in new if each.operation_id == turn.operation]
        assert not _told_wrongly(turn, before, new), "a row was changed without saying by which deed"
        assert _people_of(turn, mine) <= made.people, "somebody changed isn't named"
        stored = (Written(each.table_name, each.row_id, is_new=each.deed == "insert") for each in mine)
        assert made.made is None or told_by(stored).made in {None, made.made}, (
            "asked again later, another record would be named"
        )
        typed = [each for each in mine if each.table_name != StartCheck.__tablename__]  # its note is kept as typed
        kept = [said for each in typed for said in _texts_of(each) if said != said.strip()]
        assert not kept, f"blanks were kept: {kept}"
        return made

    return done


def _try_over_another_version(turn: Turn, deed: Callable[[], Changes]) -> None:
    """See that it is refused to a desk that saw another version, and leave no trace of the trial."""
    trial = turn.session.begin_nested()
    with pytest.raises(Refused):
        deed()
    trial.rollback()


def with_blanks(name: str, said: object) -> object:
    """What a form gives for a text that was typed; what was chosen from a list or comes from a file stays as it is."""
    typed = isinstance(said, str) and not isinstance(said, Enum) and bool(said.strip())
    return f" {said} " if typed and name not in NOT_TYPED else said


def _texts_of(entry: AuditEntry) -> list[str]:
    """The texts that a change stored."""
    before, after = (json.loads(text or "{}") for text in (entry.before, entry.after))
    return [said for name, said in after.items() if isinstance(said, str) and said != before.get(name)]


def _told_wrongly(turn: Turn, before: int, new: Sequence[AuditEntry]) -> list[str]:
    """The tables of changes that are told as nobody's, or as an earlier deed's; another desk's of now may be there."""
    others = {each.operation_id for each in new} - {turn.operation, None}
    query = select(AuditEntry.operation_id).where(AuditEntry.number <= before, AuditEntry.operation_id.in_(others))
    earlier = {None, *(turn.session.scalars(query) if others else ())}
    return [each.table_name for each in new if each.operation_id in earlier]


def _people_of(turn: Turn, entries: Sequence[AuditEntry]) -> set[UUID]:
    """Whose rows changed: the row names its person, or the episode or referral that does."""
    told_by_meeting = Action.__tablename__  # an action stands on the meeting's page, and is told with it
    rows = [json.loads(each.after or "{}") for each in entries if each.table_name != told_by_meeting]
    people = {each.row_id for each in entries if each.table_name == Person.__tablename__}
    people |= {UUID(row["person_id"]) for row in rows if row.get("person_id")}
    for kind, name in ((Episode, "episode_id"), (Referral, "referral_id")):
        wanted = {UUID(row[name]) for row in rows if row.get(name)}
        people |= set(
            turn.session.scalars(select(kind.person_id).where(kind.id.in_(wanted)).prefix_with(ASKED_BY_TEST))
        )
    return people
