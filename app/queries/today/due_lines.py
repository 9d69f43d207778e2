"""The prompts of a day as lines: derived from the records, or as they are kept (`models.due`), the same either way."""

from collections.abc import Collection, Iterator
from functools import cache
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, or_, select

from app.door.turn import Turn
from app.queries.today.about import About
from app.queries.today.line import SOURCES, TOLD, Line
from app.queries.today.prompt_records import records, records_of, records_of_nobody
from models.due import NOBODY, DueDay, DueLine, DueMark
from models.due_word import word_of
from models.prepared import Prepared
from models.rules.closure.deaths import marked
from models.rules.today.prompts_of_day import prompts_of_day

_MANY = 200  # people at once; more are as quickly derived with everybody


_TABLE = DueLine.__table__
KEPT = select(*(_TABLE.c[name] for name in Line._fields)).where(_TABLE.c.office_id == bindparam("office"))


@cache
def _shown() -> Prepared:
    return Prepared(
        select(*KEPT.selected_columns[:TOLD]).where(
            _TABLE.c.office_id == bindparam("office"),
            _TABLE.c.since <= bindparam("moment"),
            or_(_TABLE.c.until.is_(None), _TABLE.c.until > bindparam("moment")),
        )
    )


STATE = (
    select(DueDay.day, DueDay.word, DueMark.about_id)
    .outerjoin(DueMark, DueMark.office_id == DueDay.office_id)
    .where(DueDay.office_id == bindparam("office"))
)


def about_of(line: Line) -> UUID:
    """Whom a line is about: the person, or NOBODY."""
    return line.person_id or NOBODY


def word_of_turn(turn: Turn) -> str:
    """By which rules and settings the lines of this moment are derived."""
    return word_of(turn.policy, SOURCES)


def derived(turn: Turn, about: Collection[UUID] | None = None) -> list[Line]:
    """The lines of the day, of everything or about these people and NOBODY, as the records have them now."""
    return [line for each in _records(turn, about) for line in _lines(turn, each)]


def kept(turn: Turn) -> list[Line]:
    """All lines that are kept, whatever their day."""
    return [Line(*row) for row in turn.session.execute(KEPT, {"office": turn.office})]


def to_derive(turn: Turn) -> frozenset[UUID] | None:
    """Whose lines are older than their records, NOBODY among them; none where nothing that is kept can be used.

    None too after what is in everybody's sentences changed, such as a name, and where they are many.
    """
    rows = turn.session.execute(STATE, {"office": turn.office}).all()
    if not rows or rows[0].day != turn.day or rows[0].word != word_of_turn(turn):
        return None
    found = frozenset(row.about_id for row in rows if row.about_id is not None)
    return None if turn.office in found or len(found) > _MANY else found


def shown(turn: Turn) -> list[Any]:
    """The lines of this moment, as tuples in the order of `Line`: as they are kept, or derived of whose are old.

    Two statements where all is settled.
    """
    about = to_derive(turn)
    if about is None:
        return [each for each in derived(turn) if each.is_shown_at(turn.moment)]
    asked = {"office": turn.office, "moment": turn.moment}
    rows = list(_shown().rows(turn.session.connection(), asked))
    if not about:
        return rows
    fresh = (each for each in derived(turn, about) if each.is_shown_at(turn.moment))
    return [*(each for each in rows if about_of(each) not in about), *fresh]


def _records(turn: Turn, about: Collection[UUID] | None) -> Iterator[About]:
    if about is None:
        return records(turn)
    people = frozenset(about) - {NOBODY}
    return chain(records_of(turn, people) if people else (), records_of_nobody(turn) if NOBODY in about else ())


def _lines(turn: Turn, about: About) -> Iterator[Line]:
    for each in prompts_of_day(about.record, turn.day, turn.policy):
        prompt = each.prompt
        named = about.others.get(prompt.deed_of, about.holder)
        owner = about.holder if named.staff is None else named
        yield Line(
            rule=prompt.rule,
            person_id=about.person_id,
            person=about.record.name,
            sentence=marked(prompt.sentence, about.record.death),
            shown_from=prompt.shown_from,
            due=prompt.due,
            field=prompt.field,
            referral_id=about.referral_id,
            episode_id=owner.episode_id,
            concern_id=about.concern_id,
            action_id=about.action_id,
            team_id=owner.team_id,
            team=owner.team,
            staff_id=owner.staff,
            responsible_id=about.holder.staff,
            since=each.since,
            until=each.until,
        )
