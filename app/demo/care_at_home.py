"""The second demonstration office, Short Term Care at Home in five areas with blocks of hours, and its story (STC)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.demo.player import Player, Shot, made
from app.door.errors import Refused
from app.door.turn import Turn
from app.queries.capacity.team_capacity import capacity
from app.queries.people.naming import person_named
from app.queries.plans.versions import view
from app.queries.today.prompts import today
from app.services.goals import goals
from app.services.plans import support
from app.services.plans.aim import decide_aim
from app.services.referrals.deciding import accept
from app.services.referrals.holding import confirm_capacity
from app.services.referrals.starting import start, tick_start_check
from app.services.referrals.taking_in import NewPerson, change_details, take_in
from models.episodes import Episode
from models.goals import Goal
from models.referrals import Referral
from models.rules.goals.smart import RecordPlace
from models.settings import StartCheckItem
from models.teams import Team
from models.values import Call, NhsNumber, PlannedVisit, Postcode, from_london, to_london
from models.vocabulary.plans import AimOfSupport
from models.vocabulary.referrals import (
    ComesFrom,
    CommunityAim,
    Pathway,
    ReferralDocument,
    ReferralReason,
    Support,
)

DSO, WORKER, OT = "Amara Nwosu", "Leila Haddad", "Marta Zielinska"
_GAINING, _WITH_PACKAGE = "Ivor Pemberton", "Florence Ibbotson"
_WEEK = tuple(PlannedVisit(frozenset(range(7)), call, 30, 1) for call in (Call.MORNING, Call.TEA))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Somebody new, as their referral tells of them."""

    given: str
    family: str
    born: date
    nhs_number: str
    area: str
    support: Pathway
    origin: ComesFrom
    needs: str
    aim: CommunityAim | None = None
    exceptional: str = ""


_RECOVERS = _Asked(
    "Nora", "Halloran", date(1939, 4, 2), "9995260182", "STCH Northmoor", Pathway.PLANNED, ComesFrom.ACUTE_HOSPITAL,
    "Home after a hip operation; walks with a frame, tired by noon; key safe.",
)  # fmt: skip
_PREVENTS = _Asked(
    "Leonard", "Ashe", date(1944, 9, 21), "9991590838", "STCH Eastmoor", Pathway.PLANNED, ComesFrom.COMMUNITY,
    "Loses weight and skips lunch since his wife died; steady on his feet.", CommunityAim.PREVENTION,
)  # fmt: skip
_FULL = _Asked(
    "Pearl", "Danvers", date(1936, 1, 30), "9990166137", "STCH Midmoor", Pathway.URGENT, ComesFrom.COMMUNITY_HOSPITAL,
    "Her husband, who cares for her, has been in hospital since this morning; needs help to get up.",
)  # fmt: skip


def play(player: Player) -> None:
    """To recuperate, goals from the start, longer with potential, a full block, a package reviewed; then goals too."""
    recovers = _recuperates(player)
    _has_goals(player)
    _gains_on(player)
    _full_block(player)
    _package_reviewed(player)
    _turns_to_goals(player, recovers)


def _recuperates(player: Player) -> UUID:
    player.at("2026-11-20T09:30")
    episode = _into_service(player, _RECOVERS, "2026-11-20T16:00")
    player.do(
        WORKER,
        decide_aim,
        episode=episode,
        seen=None,
        support_for=AimOfSupport.RECUPERATE,
        because="Recovers from the hip operation until she is seen again in mid-December",
    )
    player.do(WORKER, support.mark_support_plan, episode=episode, seen=player.seen(Episode, episode))
    player.tell(f"{_called(_RECOVERS)} recovers and recuperates first: the support plan says so, and no goals are due.")
    player.camera(Shot("plans", _person_of(player, episode)))
    return episode


def _has_goals(player: Player) -> None:
    episode = _into_service(player, _PREVENTS, "2026-11-21T09:00")
    player.at("2026-11-21T11:00")
    _set_goal(player, episode)
    player.tell(f"{_called(_PREVENTS)} has a SMART goal within two hours of the start.")


def _full_block(player: Player) -> None:
    """An urgent referral of a hospital says what is exceptional; and what the block hasn't left isn't promised."""
    player.at("2026-11-23T10:00")
    referral = _taken_in(player, _FULL)
    _refused(player, lambda: player.do(DSO, accept, referral=referral, seen=player.seen(Referral, referral)))
    player.do(
        DSO,
        change_details,
        referral=referral,
        seen=player.seen(Referral, referral),
        exceptional_because="The ward has no bed and D2A none until Thursday",
    )
    player.do(DSO, accept, referral=referral, seen=player.seen(Referral, referral))
    player.tell(f"{_called(_FULL)} is accepted as an exception.")
    _refused(player, lambda: player.do(DSO, confirm_capacity, referral=referral, seen=player.seen(Referral, referral)))
    area = next(each for each in player.ask(capacity) if each.name == _FULL.area)
    player.tell(f"{area.name}: {area.block}")
    player.camera(Shot("referrals"))


def _gains_on(player: Player) -> None:
    player.at("2026-11-21T14:00")
    episode = player.ask(_open_episode, player.ask(person_named, _GAINING))
    until = player.day(date(2026, 12, 11))
    player.do(
        DSO,
        support.extend,
        episode=episode,
        seen=player.seen(Episode, episode),
        until=until,
        still_gaining_independence=True,
        day_is_meant=True,
    )
    player.tell(f"{_GAINING} goes on beyond six weeks, because he is still gaining independence.")


def _package_reviewed(player: Player) -> None:
    """Its long-term package starts, and two weeks later Today asks for the review."""
    player.at("2026-11-30T09:00")
    person = player.ask(person_named, _WITH_PACKAGE)
    episode = player.ask(_open_episode, person)
    begins = to_london(player.clock.now()).date()
    player.do(
        DSO, support.record_package_started, episode=episode, seen=player.seen(Episode, episode), on=begins
    )  # fmt: skip
    player.tell(f"{_WITH_PACKAGE}'s long-term package starts.")
    player.at("2026-12-14T09:00")
    asked = next(each for each in player.ask(today) if each.rule == "PSP-8")
    player.tell(f"Today asks: {asked.sentence}")
    reviewed = to_london(player.clock.now()).date()
    player.do(
        DSO, support.record_package_reviewed, episode=episode, seen=player.seen(Episode, episode), on=reviewed
    )  # fmt: skip
    player.tell("It is reviewed, two weeks after its start.")


def _turns_to_goals(player: Player, episode: UUID) -> None:
    player.at("2026-12-18T10:00")
    person = _person_of(player, episode)
    seen = player.ask(view, person=person).aim
    player.do(
        WORKER,
        decide_aim,
        episode=episode,
        seen=seen.seen if seen else None,
        support_for=AimOfSupport.GOALS,
        because="The hospital has cleared her to walk without the frame",
    )
    player.tell(f"{_called(_RECOVERS)} is ready for goals: Today asks for them from now on.")
    player.at("2026-12-18T15:00")
    _set_goal(player, episode)
    player.tell("The goal is set with her the same day.")
    player.camera(Shot("goals", person))


def _into_service(player: Player, asked: _Asked, begins: str) -> UUID:
    """From taking in to the start, with an allocated worker from the first day."""
    referral = _taken_in(player, asked)
    player.do(DSO, accept, referral=referral, seen=player.seen(Referral, referral))
    planned = from_london(datetime.fromisoformat(begins) + player.later)
    player.do(
        DSO, confirm_capacity, referral=referral, seen=player.seen(Referral, referral), start_planned_at=planned
    )  # fmt: skip
    player.at(begins)
    for item in player.ask(_start_checks):
        player.do(DSO, tick_start_check, referral=referral, seen=None, item=item)
    player.do(
        DSO,
        start,
        referral=referral,
        seen=player.seen(Referral, referral),
        goal_setter=player.staff[OT],
        case_coordinator=player.staff[WORKER],
        allocated_worker=player.staff[WORKER],
    )
    episode = player.ask(_episode_of, referral)
    player.tell(f"{_called(asked)} starts; {WORKER} is their allocated worker.")
    return episode


def _taken_in(player: Player, asked: _Asked) -> UUID:
    person = NewPerson(
        given=asked.given,
        family=asked.family,
        born=asked.born,
        nhs_number=NhsNumber.parse(asked.nhs_number),
        address="2 Mill Lane",
        postcode=Postcode.parse("S61 1ZZ"),
    )
    referral = made(
        player.do(
            DSO,
            take_in,
            person=person,
            team=player.ask(_team_called, asked.area),
            calls=_WEEK,
            document=ReferralDocument.SHORT_TERM,
            reason=ReferralReason.AVOIDING_ADMISSION,
            support=Support.NONE,
            pathway=asked.support,
            comes_from=asked.origin,
            community_aim=asked.aim,
            needs_and_risks=asked.needs,
            alternatives_considered="No family near; the lunch club has no place before Christmas.",
        )
    )
    player.tell(
        f"{_called(asked)}: {asked.support.label.lower()}, from {asked.origin.label.lower()}, asked of {asked.area}."
    )
    return referral


def _set_goal(player: Player, episode: UUID) -> None:
    goal = made(
        player.do(
            OT,
            goals.set_goal,
            episode=episode,
            statement="I will make and eat my own tea every day",
            measure="made and eaten on 6 of 7 days",
            achievable="stands for ten minutes at the counter",
            relevant="no tea call needed",
            target=player.day(date(2027, 1, 8)),
            calls=(Call.TEA,),
            target_is_meant=True,
        )
    )
    player.do(OT, goals.mark_recorded, seen={goal: player.seen(Goal, goal)}, place=RecordPlace.HELD_RECORD)


def _refused(player: Player, deed: Callable[[], object]) -> None:
    """What can't be done is said with what is missing, as at any desk."""
    try:
        deed()
    except Refused as refused:
        player.tell(f"Refused: {refused.sentence}")
        return
    raise LookupError("the story tells of a refusal, and nothing was refused")


def _called(asked: _Asked) -> str:
    return f"{asked.given} {asked.family}"


def _person_of(player: Player, episode: UUID) -> UUID:
    return player.ask(lambda turn: turn.session.get_one(Episode, episode).person_id)


def _episode_of(turn: Turn, referral: UUID) -> UUID:
    return turn.session.scalars(select(Episode.id).where(Episode.referral_id == referral)).one()


def _open_episode(turn: Turn, person: UUID) -> UUID:
    return turn.session.scalars(select(Episode.id).where(Episode.person_id == person, Episode.ended_at.is_(None))).one()


def _start_checks(turn: Turn) -> tuple[str, ...]:
    return tuple(turn.session.scalars(select(StartCheckItem.item).order_by(StartCheckItem.position)))


def _team_called(turn: Turn, name: str) -> UUID:
    return turn.session.scalars(select(Team.id).where(Team.name == name)).one()
