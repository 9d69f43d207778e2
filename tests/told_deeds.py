"""Every use case that a test does is looked at: what it changed has to be told, and kept without stray blanks.

One place for what each of some hundred deeds owes the audit and the windows, so that no test has to repeat it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from functools import partial
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.door.changes import Changes, Topic
from app.door.errors import Refused
from app.door.topics import told_by, topics_of
from app.door.turn import Turn
from models.audit import AuditEntry
from models.episodes import Episode
from models.keys import new_id
from models.people import Person
from models.referrals import Referral
from models.transactions import Written
from tests.standing import ASKED_BY_TEST, seen_now

P = ParamSpec("P")
NEVER_STORED = -1
# Chosen from a list, made by the program, or kept as it came.
NOT_TYPED = {
    "item", "file_name", "digest", "content", "calls_text", "paper", "reference", "wording_version",
    "setting", "preset", "phrase"}  # fmt: skip


def told_by_its_deed(
    deed: Callable[Concatenate[Turn, P], Changes], *args: P.args, **kwargs: P.kwargs
) -> Callable[[Turn], Changes]:
    """A use case of which a test fails where what it changed isn't told: by which deed to the audit, whose to windows.

    Whatever is typed comes with blanks around it, as forms give it, and fails the test where they are kept. `seen` is
    what a desk that has just looked sees, where the test doesn't name it; a desk that saw another version is refused,
    and so is a second desk that saw the same: it looks again, and what the first has saved stands.
    """

    whole, deed = deed, deed.func if isinstance(deed, partial) else deed
    if not deed.__module__.startswith("app."):
        return lambda turn: whole(turn, *args, **kwargs)  # a test's own
    if isinstance(whole, partial):
        args, kwargs = (*whole.args, *args), {**whole.keywords, **kwargs}

    def done(turn: Turn) -> Changes:
        told = {name: with_blanks(name, said) for name, said in kwargs.items()}
        told |= seen_now(turn, deed, told)
        stale = _tried_over_other_versions(turn, deed, told)
        before = turn.session.scalar(select(func.max(AuditEntry.number)).prefix_with(ASKED_BY_TEST)) or 0
        made = deed(turn, *args, **told)
        turn.session.flush()
        assert all(map(says_that_it_changed, stale)), f"a desk that saw another version is told: {stale}"
        new = turn.session.scalars(
            select(AuditEntry).where(AuditEntry.number > before).prefix_with(ASKED_BY_TEST)
        ).all()
        mine = [each for each in new if each.operation_id == turn.operation]
        assert not _told_wrongly(turn, before, new), "a row was changed without saying by which deed"
        assert _people_of(turn, mine) <= made.people, "somebody changed isn't named"
        stored = (Written(each.table_name, each.row_id, is_new=each.deed == "insert") for each in mine)
        assert made.made is None or told_by(stored).made in {None, made.made}, (
            "asked again later, another record would be named"
        )
        assert not _untold(made, mine), "a screen of this desk would keep a version that is gone"
        kept = [said for each in mine for said in _texts_of(each) if said != said.strip()]
        assert not kept, f"blanks were kept: {kept}"
        if mine and "rows" not in told:  # a file that is taken in twice is known, and changes nothing
            _refuse_to_the_other_desk(turn, deed, told)
        return made

    return done


def _tried_over_other_versions(turn: Turn, deed: Callable[..., Changes], told: Mapping[str, Any]) -> set[str]:
    """What it says to desks that saw another version of each thing that it names; they leave no trace."""
    said = set()
    for name in _seen_names(told):
        for other in _other_versions(told[name]):
            trial = turn.session.begin_nested()
            with pytest.raises(Refused) as refused:
                deed(turn, **{**told, name: other})
            trial.rollback()
            said.add(refused.value.sentence)
    return said


def says_that_it_changed(sentence: str) -> bool:
    """Whether a refusal says that another desk was first, in whatever words follow."""
    return sentence.startswith(("Somebody else has ", "This has changed "))


def _seen_names(told: Mapping[str, Any]) -> list[str]:
    """The arguments that say what a desk saw; of a second record only where something is said of it."""
    return [each for each in told if each == "seen" or (each == "seen_referral" and told.get("needs_and_risks"))]


def _other_versions(seen: Any) -> list[Any]:
    """A version that was never stored; where one stands also none, which is what a desk sees before there is any."""
    if isinstance(seen, Mapping):
        return [{**seen, key: NEVER_STORED} for key in seen]
    return [NEVER_STORED] if seen is None else [NEVER_STORED, None]


def _refuse_to_the_other_desk(turn: Turn, deed: Callable[..., Changes], told: Mapping[str, Any]) -> None:
    """Two desks looked at the same; this one has saved. The other is refused in words, and what was saved stands."""
    if not any(told[name] != {} for name in _seen_names(told)):
        return
    turn.session.expire_all()
    trial = turn.session.begin_nested()
    with pytest.raises(Refused) as refused:
        deed(replace(turn, operation=new_id()), **told)
    trial.rollback()
    turn.session.expire_all()
    assert says_that_it_changed(refused.value.sentence), "the second of two desks isn't told"


def with_blanks(name: str, said: object) -> object:
    """What a form gives for a text that was typed; what was chosen from a list or comes from a file stays as it is."""
    typed = isinstance(said, str) and not isinstance(said, Enum) and bool(said.strip())
    return f" {said} " if typed and name not in NOT_TYPED else said


def _untold(made: Changes, entries: Sequence[AuditEntry]) -> set[str]:
    """The tables that were changed although none of their topics is told; hours follow from them, and don't count."""
    tables = {each.table_name for each in entries}
    topics = {table: topics_of([table]) for table in tables}
    return {
        table for table, told in topics.items() if not (told - {Topic.CAPACITY, Topic.SETTINGS} or told) & made.topics
    }


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
    rows = [json.loads(each.after or "{}") for each in entries]
    people = {each.row_id for each in entries if each.table_name == Person.__tablename__}
    people |= {UUID(row["person_id"]) for row in rows if row.get("person_id")}
    for kind, name in ((Episode, "episode_id"), (Referral, "referral_id")):
        wanted = {UUID(row[name]) for row in rows if row.get(name)}
        people |= set(
            turn.session.scalars(select(kind.person_id).where(kind.id.in_(wanted)).prefix_with(ASKED_BY_TEST))
        )
    return people
