"""The journey's first part: from the Care Hub's list to goals that get better from visit to visit."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.demo.player import Player, Shot, made
from app.door.turn import Turn
from app.services.episodes.week import of_plan, versions_of
from app.services.goals import goals, ratings
from app.services.meetings import meetings
from app.services.people import details
from app.services.plans import support, versions
from app.services.referrals.deciding import accept
from app.services.referrals.holding import confirm_capacity, hold_capacity
from app.services.referrals.starting import start, tick_start_check
from app.services.referrals.taking_in import ask_for_information, change_details, record_information
from models.episodes import Episode
from models.goals import Goal
from models.meetings import Meeting
from models.people import Person
from models.referrals import InformationRequest, Referral
from models.rules.goals.smart import RecordPlace
from models.settings import StartCheckItem
from models.values import Call, PlannedVisit, to_london
from models.vocabulary.agreement import Funding
from models.vocabulary.goals import Letter
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.people import PaperFormat

REFERENCE = "CH26118"
DSO, ADMIN, OT, SW, CWC = "Priya Raman", "Julie Spencer", "Imogen Swift", "Neil Wragg", "Debbie Marples"

# How each goal went, a letter a morning from the third day on: as it goes with people, not in a straight line.
_MORNINGS = re.split(" ", "A1 A1 A1 P A1 A1 P P A1 P P D P P I P I I I P I I I I I I I I")
_EVENINGS = re.split(" ", "A1 A1 P A1 P P P A1 P P P I P P I")
_STEP_DOWN_ON = 14  # the day on which the weekly MDT meets


@dataclass(frozen=True, slots=True)
class Journey:
    """Whom the journey is about, with the records that its second part goes on with."""

    person: UUID
    name: str
    referral: UUID
    episode: UUID


def play(player: Player) -> Journey:
    """Referral, information, acceptance, held capacity, start, goals, ratings."""
    referral, person, name = _referral(player)
    _to_acceptance(player, referral, name)
    _to_start(player, referral, name)
    episode = player.ask(_open_episode, person)
    journey = Journey(person, name, referral, episode)
    _set_goals(player, journey)
    _rate(player, journey)
    return journey


def _referral(player: Player) -> tuple[UUID, UUID, str]:
    def find(turn: Turn) -> tuple[UUID, UUID, str]:
        row = turn.session.execute(
            select(Referral.id, Person.id, Person.given, Person.family)
            .join(Person, Person.id == Referral.person_id)
            .where(Referral.reference == REFERENCE)
        ).one()
        return row[0], row[1], f"{row[2]} {row[3]}"

    return player.ask(find)


def _to_acceptance(player: Player, referral: UUID, name: str) -> None:
    player.at("2026-11-20T09:20")
    asked = player.do(
        DSO,
        ask_for_information,
        referral=referral,
        seen=player.seen(Referral, referral),
        what="How does she manage the stairs, and what help with tablets does she need?",
        of_whom="Community nurse",
    )
    player.tell(f"{DSO} asks the community nurse for more about {name}.")
    player.at("2026-11-20T11:05")
    request = made(asked)
    player.do(
        DSO,
        record_information,
        request=request,
        seen=player.seen(InformationRequest, request),
        seen_referral=player.seen(Referral, referral),
        answer="Sleeps downstairs for now. Tablets from a dosette box, needs a reminder.",
        needs_and_risks="Reduced mobility after a chest infection, frame indoors; small dog, key safe; sleeps "
        "downstairs; tablets from a dosette box with a reminder.",
    )
    player.do(
        DSO,
        change_details,
        referral=referral,
        seen=player.seen(Referral, referral),
        alternatives_considered="Daughter comes daily after work and can't do mornings; no other network.",
    )
    player.tell("The answer is there; what else could help has been considered.")
    player.at("2026-11-20T11:20")
    player.do(DSO, accept, referral=referral, seen=player.seen(Referral, referral))
    player.tell(f"{name} is accepted: safe and suitable. Capacity is the next question.")


def _to_start(player: Player, referral: UUID, name: str) -> None:
    player.at("2026-11-20T11:40")
    player.do(DSO, confirm_capacity, referral=referral, seen=player.seen(Referral, referral))
    player.do(DSO, hold_capacity, referral=referral, seen=player.seen(Referral, referral))
    player.tell(f"Scheduling has found the hours; they are held, for {name} comes home on Sunday.")
    player.at("2026-11-22T10:30")
    for item in player.ask(_start_checks):
        player.do(DSO, tick_start_check, referral=referral, seen=None, item=item)
    player.at("2026-11-22T17:30")
    player.do(
        DSO,
        start,
        referral=referral,
        seen=player.seen(Referral, referral),
        goal_setter=player.staff[OT],
        case_coordinator=player.staff[SW],
    )
    player.tell(f"{name} is home and the service starts; {OT} will set goals with her within 48 hours.")


def _start_checks(turn: Turn) -> tuple[str, ...]:
    return tuple(turn.session.scalars(select(StartCheckItem.item).order_by(StartCheckItem.position)))


def _open_episode(turn: Turn, person: UUID) -> UUID:
    return turn.session.scalars(select(Episode.id).where(Episode.person_id == person, Episode.ended_at.is_(None))).one()


def _set_goals(player: Player, journey: Journey) -> None:
    player.at("2026-11-23T15:10")
    player.do(
        SW,
        details.change_person,
        person=journey.person,
        seen=player.seen(Person, journey.person),
        preferred="Mo",
        telephone="0114 496 0177",
        communication="large print, hard of hearing",
        paper_format=PaperFormat.LARGE_PRINT,
        funding=Funding.SELF_FUNDER,
    )
    for statement, measure, achievable, relevant, calls in _GOALS:
        player.do(
            OT,
            goals.set_goal,
            episode=journey.episode,
            statement=statement,
            measure=measure,
            achievable=achievable,
            relevant=relevant,
            target=to_london(player.clock.now()).date() + timedelta(days=28),
            calls=calls,
        )
    player.tell(f"{OT} and {journey.name} set two SMART goals, within 48 hours of the start.")
    held = {goal: player.seen(Goal, goal) for goal in player.ask(_goal_ids, journey.episode)}
    player.do(OT, goals.mark_recorded, seen=held, place=RecordPlace.HELD_RECORD)
    player.at("2026-11-23T16:30")
    player.do(DSO, support.mark_support_plan, episode=journey.episode, seen=player.seen(Episode, journey.episode))
    player.tell("The support plan is in place on the second day.")
    player.camera(Shot("plans", journey.person))
    player.camera(Shot("plans", journey.person, press="plans.new_version", name="week"))


_GOALS = (
    (
        "I will wash and dress my upper body at the basin every morning",
        "washed and dressed without hands-on help on 6 of 7 mornings",
        "managed it with a seat before the infection",
        "less help with personal care",
        (Call.MORNING,),
    ),
    (
        "I will get ready for bed and take my tablets from the dosette box",
        "no hands-on help and no reminder on 6 of 7 evenings",
        "reads the labels, steady with the frame",
        "no bed call needed",
        (Call.BED,),
    ),
)


def _goal_ids(turn: Turn, episode: UUID) -> tuple[UUID, ...]:
    return tuple(turn.session.scalars(select(Goal.id).where(Goal.episode_id == episode).order_by(Goal.number)))


def _rate(player: Player, journey: Journey) -> None:
    """A rating after each visit, by the worker who was there; the bed call is stepped down on the way."""
    morning, evening = player.ask(_goal_ids, journey.episode)
    first = datetime.fromisoformat("2026-11-24T08:10")
    for number, letter in enumerate(_MORNINGS):
        day = first + timedelta(days=number)
        player.at(day.isoformat())
        _one(player, morning, day, Call.MORNING, letter)
        if number == _STEP_DOWN_ON:
            _step_down(player, journey, day)
        if number < _STEP_DOWN_ON:
            player.at(day.replace(hour=20, minute=20).isoformat())
            _one(player, evening, day, Call.BED, _EVENINGS[number])
    player.tell(f"{len(_MORNINGS)} mornings and {_STEP_DOWN_ON} evenings are rated: from A1 to I.")
    player.camera(Shot("goals", journey.person))


def _one(player: Player, goal: UUID, day: datetime, call: Call, letter: str) -> None:
    player.do(
        ADMIN,
        ratings.rate,
        goal=goal,
        day=player.day(day.date()),
        call=call,
        worker=player.staff[CWC],
        seen=None,
        letter=Letter(letter),
    )


def _step_down(player: Player, journey: Journey, day: datetime) -> None:
    """The weekly MDT agrees that the bed call is no longer needed; the plan's next version says so (PSP-4)."""
    player.at(day.replace(hour=13, minute=5).isoformat())
    team = player.ask(lambda turn: turn.session.get_one(Episode, journey.episode).team_id)
    meeting = made(player.do(DSO, meetings.open_meeting, team=team, kind=MeetingKind.WEEKLY,
                             attending=tuple(player.staff[name] for name in (DSO, OT, SW, CWC))))  # fmt: skip
    decision = made(
        player.do(
            DSO,
            meetings.decide,
            meeting=meeting,
            episode=journey.episode,
            seen=player.seen(Episode, journey.episode),
            kind=DecisionKind.STEP_DOWN,
            note="Ready for bed alone on most evenings: the bed call can go.",
        )
    )
    player.camera(Shot("meetings", journey.person))
    player.do(DSO, meetings.finish_meeting, meeting=meeting, seen=player.seen(Meeting, meeting))
    plan, week = player.ask(_plan_in_force, journey.episode)
    player.do(
        DSO,
        versions.new_version,
        episode=journey.episode,
        based_on=plan,
        week=tuple(visit for visit in week if visit.call is not Call.BED),
        because="The bed call is no longer needed",
        agreed=versions.Agreed(dso=True, decision=decision),
    )
    player.tell("The weekly MDT agrees a step-down: the bed call ends; Scheduling is told.")


def _plan_in_force(turn: Turn, episode: UUID) -> tuple[UUID, tuple[PlannedVisit, ...]]:
    newest = versions_of(turn, episode)[-1].id
    return newest, of_plan(turn, newest)
