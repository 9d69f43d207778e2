"""Whom a command means: a person by MOSAIC id, NHS number or whole name, their goal, a referral; never a guess."""

import re
from uuid import UUID

from sqlalchemy import func, or_, select

from app.door.errors import Refused
from app.door.turn import Turn
from app.queries.episodes.never_started import refuse_if_never_started
from models.episodes import Episode
from models.goals import Goal
from models.people import Person
from models.referrals import Referral
from models.values import fold

_DIGITS = 9  # of a number that a database can look for


def person_named(turn: Turn, who: str) -> UUID:
    """The one person of this office that is meant; refused where nobody or more than one fits."""
    folded = fold(who)
    whole_name = func.trim(Person.given_folded + " " + Person.family_folded)
    found = turn.session.scalars(
        select(Person.id)
        .where(
            Person.office_id == turn.office,
            or_(
                func.lower(Person.mosaic_id) == who.strip().casefold(),
                Person.nhs_number == re.sub(r"\D", "", who),
                whole_name == folded,
            ),
        )
        .limit(2)
    ).all()
    if not found:
        raise Refused(f"Nobody in this office is called “{who}” or has this id.", who="whoever typed it")
    if len(found) > 1:
        raise Refused(f"More than one person is called “{who}”: give the MOSAIC id instead.", who="whoever typed it")
    return found[0]


def episode_named(turn: Turn, who: str) -> UUID:
    """The open episode of the person that is meant, else their latest."""
    person = person_named(turn, who)
    query = (
        select(Episode.id)
        .where(Episode.person_id == person, Episode.undone_at.is_(None))
        .order_by(Episode.ended_at.is_not(None), Episode.started_at.desc())
        .limit(1)
    )
    found = turn.session.scalars(query).all()
    refuse_if_never_started(turn, person, found, named=f"“{who}”")
    return found[0]


def referral_named(turn: Turn, reference: str) -> UUID:
    """The referral of this office with this reference, as the queue writes it; refused where there is none."""
    found = turn.session.scalars(
        select(Referral.id).where(Referral.office_id == turn.office, Referral.reference == reference.strip())
    ).one_or_none()
    if found is None:
        raise Refused(f"No referral in this office has the reference “{reference}”.", who="whoever typed it")
    return found


def goal_named(turn: Turn, which: str) -> UUID:
    """The goal of a person by its number in their open episode, else their latest: “M104417/2”."""
    who, _, number = which.rpartition("/")
    if not who or not number.strip().isdecimal():
        raise Refused(f"“{which}” is no goal: write whose and which, such as M104417/2.", who="whoever typed it")
    episode = episode_named(turn, who)
    found = turn.session.scalars(
        select(Goal.id).where(Goal.episode_id == episode, Goal.number == int(number[:_DIGITS]))
    ).one_or_none()
    if found is None:
        raise Refused(f"“{who}” has no goal {number} in this service.", who="whoever typed it")
    return found
