"""The hospital stays that an office was told of: before a referral, as breaks, as ends; three statements. (FIG-2)."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import exists, or_, select

from app.door.turn import Turn
from models.breaks import Break, took_place
from models.closure import Closure
from models.episodes import Episode
from models.people import Person
from models.referrals import Referral
from models.rules.cld.measure_2d import Stay
from models.values import london_day, start_of_day
from models.vocabulary.closure import BreakKind, EndReason


def hospital_stays(turn: Turn, *, first: date, last: date) -> tuple[Stay, ...]:
    """Those that touch the days from the first to the last, by NHS number.

    Whether an admission was an emergency isn't recorded: each is taken for one, so that none is missed.
    """
    return (*_before_referrals(turn, first, last), *_breaks(turn, first, last), *_ends(turn, first, last))


def _before_referrals(turn: Turn, first: date, last: date) -> Iterator[Stay]:
    rows = turn.session.execute(
        select(Person.nhs_number, Referral.admitted_on, Referral.discharge_on)
        .join(Person, Person.id == Referral.person_id)
        .where(
            Referral.office_id == turn.office,
            Referral.received_at >= start_of_day(first),
            Referral.received_at < start_of_day(last + timedelta(days=1)),
            or_(Referral.admitted_on.is_not(None), Referral.discharge_on.is_not(None)),
        )
    )
    for number, admitted, discharged in rows:
        if number is not None:
            yield Stay(number, admitted, discharged, is_emergency=True)


def _breaks(turn: Turn, first: date, last: date) -> Iterator[Stay]:
    rows = turn.session.execute(
        select(Person.nhs_number, Break.began_at, Break.returned_at)
        .join(Episode, Episode.id == Break.episode_id)
        .join(Person, Person.id == Episode.person_id)
        .where(
            Episode.office_id == turn.office,
            Episode.undone_at.is_(None),
            Episode.started_at < start_of_day(last + timedelta(days=1)),
            or_(Episode.ended_at.is_(None), Episode.ended_at >= start_of_day(first)),
            Break.kind == BreakKind.HOSPITAL,
            took_place(),
        )
    )
    for number, began, returned in rows:
        if number is not None:
            yield Stay(number, london_day(began), None if returned is None else london_day(returned), is_emergency=True)


def _ends(turn: Turn, first: date, last: date) -> Iterator[Stay]:
    """Support that ended for hospital without a break: when they were discharged isn't told."""
    in_hospital = exists().where(
        Break.episode_id == Episode.id,
        Break.kind == BreakKind.HOSPITAL,
        or_(Break.returned_at.is_(None), Break.returned_at > Episode.ended_at),
        took_place(),
    )
    rows = turn.session.execute(
        select(Person.nhs_number, Closure.fact_on, Episode.ended_at)
        .join(Episode, Episode.person_id == Person.id)
        .outerjoin(Closure, Closure.episode_id == Episode.id)
        .where(
            Episode.office_id == turn.office,
            Episode.undone_at.is_(None),
            Episode.end_reason == EndReason.HOSPITAL,
            Episode.ended_at >= start_of_day(first),
            Episode.ended_at < start_of_day(last + timedelta(days=1)),
            ~in_hospital.correlate(Episode),
        )
    )
    for number, admitted, ended in rows:
        if number is not None and ended is not None:
            yield Stay(number, admitted or london_day(ended), None, is_emergency=True)
